import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

import aiohttp
import requests

URLS = [f"http://example.com/posts/{number}" for number in range(1, 6)]


def timed(name, function):
    start = time.perf_counter()
    titles = function()
    elapsed = time.perf_counter() - start
    print(name, titles)
    return elapsed


def sequential():
    return [requests.get(url).json()["title"] for url in URLS]


def fetch(url):
    return requests.get(url).json()["title"]


def threaded():
    with ThreadPoolExecutor(max_workers=5) as pool:
        return list(pool.map(fetch, URLS))


async def fetch_async(session, url):
    async with session.get(url) as response:
        return (await response.json())["title"]


async def gathered():
    async with aiohttp.ClientSession() as session:
        return await asyncio.gather(*(fetch_async(session, url) for url in URLS))


one = timed("sequential", sequential)
two = timed("threaded", threaded)
three = timed("asyncio", lambda: asyncio.run(gathered()))
print("sequential took half a second:", 0.45 < one < 0.8)
print("threads took less than half of that:", two < one / 2)
print("coroutines took less than half of that:", three < one / 2)
