import asyncio
import threading
import time

EVENT_LOOP = 0  # knob: 0..1
EGG = 3  # knob: 1..10

start = time.monotonic()


def ready(name):
    print(f"{name} ready at {time.monotonic() - start:.1f} s")


def cook(name, seconds):
    time.sleep(seconds)
    ready(name)


async def cook_async(name, seconds):
    await asyncio.sleep(seconds)
    ready(name)


def with_threads(orders):
    cooks = [
        threading.Thread(target=cook, args=order, name=order[0])
        for order in orders
    ]
    for thread in cooks:
        thread.start()
    for thread in cooks:
        thread.join()


async def with_event_loop(orders):
    await asyncio.gather(*(cook_async(*order) for order in orders))


breakfast = [("coffee", 2), ("toast", 1), ("egg", EGG)]
if EVENT_LOOP:
    asyncio.run(with_event_loop(breakfast))
else:
    with_threads(breakfast)
ready("breakfast")
