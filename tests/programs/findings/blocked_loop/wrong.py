import asyncio
import time


async def impolite():
    time.sleep(0.2)  # finds: blocked-loop


async def polite():
    await asyncio.sleep(0.05)


async def main():
    await asyncio.gather(polite(), impolite())


asyncio.run(main())
