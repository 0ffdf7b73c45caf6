import asyncio
import time
import urllib.request

import aiohttp
import requests

SLOW = "http://example.com/delay/2"


async def ask_async():
    patience = aiohttp.ClientTimeout(total=0.5)
    async with aiohttp.ClientSession(timeout=patience) as session:
        try:
            async with session.get(SLOW) as response:
                print(response.status)
        except asyncio.TimeoutError as error:
            print("aiohttp:", isinstance(error, TimeoutError))
        async with session.get("http://example.com/posts/1") as response:
            print("the session goes on:", response.status)
    async with aiohttp.ClientSession() as session:
        try:
            await asyncio.wait_for(session.get(SLOW), 0.3)
        except asyncio.TimeoutError:
            print("wait_for: timed out")


def ask():
    try:
        requests.get(SLOW, timeout=0.5)
    except requests.exceptions.ConnectTimeout:
        print("requests: no connection")
    except requests.exceptions.Timeout as error:
        print("requests:", type(error).__name__, error)
    try:
        requests.get(SLOW, timeout=(3, 0.25))
    except requests.Timeout as error:
        print("requests:", error)
    try:
        urllib.request.urlopen(SLOW, timeout=0.5)
    except TimeoutError as error:
        print("urllib:", error)


start = time.perf_counter()
asyncio.run(ask_async())
ask()
print("nobody waited for the server:", time.perf_counter() - start < 2.6)
print(requests.get("http://example.com/delay/0.2", timeout=5).status_code)
