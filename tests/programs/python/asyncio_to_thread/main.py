import asyncio
import threading
import time


def blocking(name, seconds, *, factor=1):
    time.sleep(seconds)
    on_main = threading.current_thread() is threading.main_thread()
    print(name, "done, on the main thread:", on_main)
    return seconds * factor


def broken():
    raise OSError("disk on fire")


async def tick():
    for n in range(3):
        await asyncio.sleep(0.06)
        print("tick", n)


async def main():
    start = time.monotonic()
    results = await asyncio.gather(
        asyncio.to_thread(blocking, "first", 0.3),
        asyncio.to_thread(blocking, "second", 0.24, factor=10),
        tick(),
    )
    print(results)
    print("took", round(time.monotonic() - start, 1))
    try:
        await asyncio.to_thread(broken)
    except OSError as error:
        print("OSError:", error)


asyncio.run(main())
