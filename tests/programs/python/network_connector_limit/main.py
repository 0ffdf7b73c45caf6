import asyncio
import time

import aiohttp


async def fetch(session, number):
    async with session.get(f"http://example.com/items/{number}") as response:
        return response.status


async def fetch_all(connector, count):
    start = time.perf_counter()
    async with aiohttp.ClientSession(connector=connector) as session:
        statuses = await asyncio.gather(*(fetch(session, n) for n in range(count)))
    return set(statuses), time.perf_counter() - start


async def main():
    statuses, elapsed = await fetch_all(aiohttp.TCPConnector(limit=2), 8)
    print(statuses, "four rounds:", 0.38 < elapsed < 0.58)
    statuses, elapsed = await fetch_all(aiohttp.TCPConnector(limit=8), 8)
    print(statuses, "one round:", elapsed < 0.25)
    statuses, elapsed = await fetch_all(aiohttp.TCPConnector(limit_per_host=4), 8)
    print(statuses, "two rounds:", 0.18 < elapsed < 0.38)
    print("by default", aiohttp.TCPConnector().limit)


asyncio.run(main())
