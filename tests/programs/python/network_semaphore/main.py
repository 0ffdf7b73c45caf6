import asyncio
import time

import aiohttp

active = 0
most = 0


async def fetch(session, gate, number):
    global active, most
    async with gate:
        active += 1
        most = max(most, active)
        async with session.get(f"http://example.com/items/{number}") as response:
            record = await response.json()
        active -= 1
    return record["id"]


async def main():
    gate = asyncio.Semaphore(2)
    start = time.perf_counter()
    async with aiohttp.ClientSession() as session:
        numbers = await asyncio.gather(*(fetch(session, gate, n) for n in range(6)))
    elapsed = time.perf_counter() - start
    print(numbers)
    print("most at a time:", most)
    print("three rounds:", 0.28 < elapsed < 0.48)


asyncio.run(main())
