import asyncio
import time


async def polite(name):
    await asyncio.sleep(0.1)
    print("polite", name)

async def rude(name):
    time.sleep(0.1)
    print("rude", name)


async def timed(make):
    start = time.monotonic()

    return round(time.monotonic() - start, 1)


async def main():
    print(await timed(polite))
    print(await timed(rude))
    await asyncio.gather(*(make(name) for name in "abc"))
    ticker = asyncio.create_task(polite("ticker"))
    await asyncio.sleep(0)
    time.sleep(0.3)
    print("the loop was blocked past the ticker's time:", not ticker.done())
    await ticker


asyncio.run(main())
