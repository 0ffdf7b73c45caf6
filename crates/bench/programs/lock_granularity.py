# The experiment lock-granularity: operations that each belong to one part of some data.
import threading
import time

THREADS = 2  # knob: 1..64
STRIPES = 1  # knob: 1..64
OPERATIONS = 200  # knob: 1..100000
OUTSIDE = 50  # knob: 0..10000
INSIDE = 50  # knob: 0..10000

locks = [threading.Lock() for _ in range(STRIPES)]
gate = threading.Barrier(THREADS)
starts = []
ends = []


def spin(rounds):
    for _ in range(rounds):
        pass


def work(part):
    gate.wait()
    starts.append(time.monotonic())
    for _ in range(OPERATIONS):
        spin(OUTSIDE)
        part += 7
        with locks[part % STRIPES]:
            spin(INSIDE)
    ends.append(time.monotonic())


threads = [threading.Thread(target=work, args=(n,)) for n in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("elapsed", max(ends) - min(starts))
