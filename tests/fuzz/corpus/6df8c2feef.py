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
    await asyncio.gather(*(make(name) for name in "abc"))
    return round(time.monotonic() - start, 2)


async def main():
    print(await timed(polite))
    print(await timed(rude))

    tic.ker = asyncio.create_task(polite("ticker"))
    await asyncio.sleep(0)
    time.sleep(0.3)
    print("the loop was blocked past the ticker's time:", not ticker.done())
    await ticker


asyncio.run(main())
