import asyncio
import time
from concurrent.futures import ProcessPoolExecutor

calls = 0


def work(name, seconds):
    global calls
    calls += 1
    time.sleep(seconds)
    if name == "bad":
        raise ValueError(name)
    return name.upper()


async def beat(times):
    for i in range(times):
        print("beat", i)
        await asyncio.sleep(0.1)


async def main():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(max_workers=2) as pool:
        await loop.run_in_executor(pool, work, "warm", 0)
        ticker = asyncio.create_task(beat(3))
        first = loop.run_in_executor(pool, work, "a", 0.15)
        second = loop.run_in_executor(pool, work, "b", 0.25)
        print(await first)
        print(await second)
        await ticker
        results = await asyncio.gather(
            loop.run_in_executor(pool, work, "c", 0.05),
            loop.run_in_executor(pool, work, "bad", 0),
            return_exceptions=True,
        )
        print(results)
    print("calls in the parent:", calls)


if __name__ == "__main__":
    asyncio.run(main())
