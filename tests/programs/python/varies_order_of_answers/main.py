import asyncio

import aiohttp


async def fetch(session, number):
    async with session.get(f"http://example.com/items/{number}") as response:
        return (await response.json())["id"]


async def main():
    async with aiohttp.ClientSession() as session:
        requests = [fetch(session, number) for number in range(3)]
        print([await first for first in asyncio.as_completed(requests)])


asyncio.run(main())
