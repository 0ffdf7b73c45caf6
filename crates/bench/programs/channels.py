# The experiment channels: one thread sends, another receives, and between them there is room for so many.
import queue
import threading
import time

CAPACITY = 1  # knob: 1..100000
ITEMS = 2000  # knob: 1..100000

channel = queue.Queue(maxsize=CAPACITY)
gate = threading.Barrier(2)


def send():
    gate.wait()
    for item in range(ITEMS):
        channel.put(item)


sender = threading.Thread(target=send)
sender.start()
gate.wait()
channel.get()
start = time.monotonic()
for _ in range(ITEMS - 1):
    channel.get()
print("elapsed", time.monotonic() - start)
sender.join()
