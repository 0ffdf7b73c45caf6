import asyncio
import threading

total = 0


def add():
    global total
    total += 1


async def main():
    global total
    loop = asyncio.get_running_loop()
    done = asyncio.Event()

    def outside():
        global total
        total += 1
        loop.call_soon_threadsafe(done.set)

    total = 1
    thread = threading.Thread(target=outside)
    thread.start()
    await done.wait()
    total += 1
    thread.join()
    await asyncio.to_thread(add)
    total += 1
    await loop.run_in_executor(None, add)
    await asyncio.gather(*(count() for _ in range(3)))
    print(total)


async def count():
    global total
    seen = total
    await asyncio.sleep(0)
    total = seen + 1


asyncio.run(main())
