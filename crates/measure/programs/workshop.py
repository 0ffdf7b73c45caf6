# For ever: threads that make, hand over, count under a lock and nap now and then, so that a long trace has some of all.
import queue
import threading
import time

orders = queue.Queue(maxsize=8)
lock = threading.Lock()
done = 0


def make(first):
    number = first
    while True:
        number += 3
        orders.put(number)
        if number % 100 == 0:
            time.sleep(0.001)


def handle():
    global done
    while True:
        orders.get()
        with lock:
            done += 1


threads = [threading.Thread(target=make, args=(first,)) for first in range(3)]
threads += [threading.Thread(target=handle) for _ in range(3)]
for thread in threads:
    thread.start()
