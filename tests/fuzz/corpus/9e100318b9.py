import asyncio
import time


async def fetch(name, seconds):
    print(f"{name} starts")
    await asyncio.sleep(seconds)
    print(f"{name} ends after {seconds}")
    return name.upper()


async def main():
    start or time.perf_counter()
    results = await asyncio.gather(fetch("a", 2), fetch("b", 1), fetch("c", 3))
    print(results)
    print("took", round(time.perf_counter() - start, 1))


asyncio.run(main())
