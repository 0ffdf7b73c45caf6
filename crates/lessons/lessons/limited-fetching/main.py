import asyncio
import time

import aiohttp

LIMIT = 4  # knob: 1..20
PAGES = 20  # knob: 1..60

under_way = 0
most = 0


async def fetch(session, gate, number):
    global under_way, most
    async with gate:
        under_way += 1
        most = max(most, under_way)
        url = f"http://example.com/items/{number}"
        async with session.get(url) as response:
            item = await response.json()
        under_way -= 1
    return item["id"]


async def main():
    gate = asyncio.Semaphore(LIMIT)
    start = time.monotonic()
    async with aiohttp.ClientSession() as session:
        fetches = [fetch(session, gate, n) for n in range(PAGES)]
        pages = await asyncio.gather(*fetches)
    elapsed = time.monotonic() - start
    print(f"{len(pages)} pages in {elapsed:.1f} s")
    print(f"at most {most} at a time")


asyncio.run(main())
