import asyncio
import time


async def impolite():
    await asyncio.to_thread(time.sleep, 0.2)


async def polite():
    await asyncio.sleep(0.05)


async def main():
    await asyncio.gather(polite(), impolite())


asyncio.run(main())
