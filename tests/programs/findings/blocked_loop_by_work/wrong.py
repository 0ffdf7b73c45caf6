import asyncio


async def compute():
    n = 0  # finds: blocked-loop
    while n < 3_000_000:
        n += 1
    await asyncio.sleep(0)  # finds: blocked-loop


async def main():
    await asyncio.gather(compute(), asyncio.sleep(0.01))


asyncio.run(main())
