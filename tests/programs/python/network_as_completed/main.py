import asyncio
from concurrent.futures import ThreadPoolExecutor, as_completed

import aiohttp
import requests

DELAYS = [0.6, 0.2, 0.4]


def fetch(delay):
    return delay, requests.get(f"http://example.com/delay/{delay}").status_code


async def fetch_async(session, delay):
    async with session.get(f"http://example.com/delay/{delay}") as response:
        return delay, response.status


async def main():
    async with aiohttp.ClientSession() as session:
        waiting = [fetch_async(session, delay) for delay in DELAYS]
        for first in asyncio.as_completed(waiting):
            print("coroutine", await first)


with ThreadPoolExecutor() as pool:
    futures = [pool.submit(fetch, delay) for delay in DELAYS]
    for future in as_completed(futures):
        print("thread", future.result())
asyncio.run(main())
