import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor

WAY = 0  # knob: 0..2
REQUESTS = 100  # knob: 1..10000
WORKERS = 20  # knob: 1..1000
WAIT_MS = 100  # knob: 0..1000

start = time.monotonic()
answered = []
crowd = []


def answer():
    crowd.append(threading.active_count())
    answered.append(time.monotonic() - start)


def handle(_=None):
    time.sleep(WAIT_MS / 1000)  # asks the database
    answer()


async def handle_async():
    await asyncio.sleep(WAIT_MS / 1000)
    answer()


def thread_each():
    threads = [threading.Thread(target=handle) for _ in range(REQUESTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def pool():
    with ThreadPoolExecutor(max_workers=WORKERS) as executor:
        for _ in executor.map(handle, range(REQUESTS)):
            pass


async def event_loop():
    await asyncio.gather(*(handle_async() for _ in range(REQUESTS)))


if WAY == 0:
    thread_each()
elif WAY == 1:
    pool()
else:
    asyncio.run(event_loop())
answered.sort()
print(f"{len(answered)} answers")
print(f"first after {answered[0] * 1000:.0f} ms")
print(f"last after {answered[-1] * 1000:.0f} ms")
print(f"threads {max(crowd)}")
