# The experiment waiting: a thread for each wait, a pool of threads, or one event loop.
import asyncio
import threading
import time

WAY = 0  # knob: 0..2
TASKS = 100  # knob: 1..100000
POOL = 512  # knob: 1..10000
WAIT_MS = 100  # knob: 1..10000

left = TASKS
lock = threading.Lock()


def wait_once():
    time.sleep(WAIT_MS / 1000)


def wait_while_there_are_jobs():
    global left
    while True:
        with lock:
            if left == 0:
                return
            left -= 1
        time.sleep(WAIT_MS / 1000)


def with_threads(target, count):
    threads = [threading.Thread(target=target) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


async def with_event_loop():
    waits = [asyncio.create_task(asyncio.sleep(WAIT_MS / 1000)) for _ in range(TASKS)]
    for wait in waits:
        await wait


start = time.monotonic()
if WAY == 0:
    with_threads(wait_once, TASKS)
elif WAY == 1:
    with_threads(wait_while_there_are_jobs, min(POOL, TASKS))
else:
    asyncio.run(with_event_loop())
print("elapsed", time.monotonic() - start)
