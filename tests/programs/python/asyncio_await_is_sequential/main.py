import asyncio
import time


async def say_after(delay: float, what: str) -> str:
    await asyncio.sleep(delay)
    print(what)
    return what


async def main() -> None:
    start = time.monotonic()
    await say_after(0.1, "hello")
    await say_after(0.2, "world")
    print("one by one:", round(time.monotonic() - start, 1))

    start = time.monotonic()
    first = asyncio.create_task(say_after(0.2, "slow"))
    second = asyncio.create_task(say_after(0.1, "quick"))
    print(first.done(), await first, await second, first.done())
    print("as tasks:", round(time.monotonic() - start, 1))


if __name__ == "__main__":
    asyncio.run(main())
