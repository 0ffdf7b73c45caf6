import asyncio
import threading

loop = asyncio.new_event_loop()


def run_loop():
    asyncio.set_event_loop(loop)
    loop.run_forever()
    print("loop stopped")


thread = threading.Thread(target=run_loop, name="loop")
thread.start()


async def work(number):
    await asyncio.sleep(0.05)
    if number < 0:
        raise ValueError("negative")
    return number * 2, threading.current_thread().name


futures = [asyncio.run_coroutine_threadsafe(work(number), loop) for number in (4, 5)]
print([future.result(timeout=5) for future in futures])
failed = asyncio.run_coroutine_threadsafe(work(-1), loop)
try:
    failed.result()
except ValueError as error:
    print("failed:", error)
seen = threading.Event()
loop.call_soon_threadsafe(seen.set)
print(seen.wait(5))
loop.call_soon_threadsafe(loop.stop)
thread.join()
print(loop.is_running(), loop.is_closed())
loop.close()
print(loop.is_closed())
