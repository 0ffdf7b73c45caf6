import asyncio


async def compute():
    n = 0
    while n < 3_000_000:
        n += 1
        if n % 100_000 == 0:
            await asyncio.sleep(0)


async def main():
    await asyncio.gather(compute(), asyncio.sleep(0.01))


asyncio.run(main())
