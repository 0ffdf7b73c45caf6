import queue
import threading
import time

CAPACITY = 3  # knob: 1..20
PRODUCERS = 2  # knob: 1..4
CONSUMERS = 1  # knob: 1..4
ITEMS = 6  # knob: 1..20
PRODUCE_MS = 100  # knob: 10..1000
CONSUME_MS = 300  # knob: 10..1000

orders = queue.Queue(maxsize=CAPACITY)
start = time.monotonic()


def producer(name):
    for n in range(ITEMS):
        time.sleep(PRODUCE_MS / 1000)
        orders.put(f"{name}{n}")


def consumer():
    while True:
        order = orders.get()
        if order is None:
            break
        time.sleep(CONSUME_MS / 1000)
        print(f"{order} served, {orders.qsize()} waiting")


producers = [
    threading.Thread(target=producer, args=(name,), name=f"producer {name}")
    for name in "ABCD"[:PRODUCERS]
]
consumers = [
    threading.Thread(target=consumer, name=f"consumer {n + 1}")
    for n in range(CONSUMERS)
]
for thread in producers + consumers:
    thread.start()
for thread in producers:
    thread.join()
print(f"producers done at {time.monotonic() - start:.1f} s")

for _ in consumers:
    orders.put(None)
for thread in consumers:
    thread.join()
print(f"all served at {time.monotonic() - start:.1f} s")
