# The experiment speed-up: work in pieces, shared out evenly, a part of each piece under a lock.
import threading
import time

THREADS = 1  # knob: 1..64
PIECES = 84  # knob: 1..10000
OUTSIDE = 100  # knob: 0..10000
INSIDE = 0  # knob: 0..10000

lock = threading.Lock()
gate = threading.Barrier(THREADS)
starts = []
ends = []


def spin(rounds):
    for _ in range(rounds):
        pass


def work(pieces):
    gate.wait()
    starts.append(time.monotonic())
    for _ in range(pieces):
        spin(OUTSIDE)
        if INSIDE:
            with lock:
                spin(INSIDE)
    ends.append(time.monotonic())


threads = []
for index in range(THREADS):
    share = PIECES * (index + 1) // THREADS - PIECES * index // THREADS
    threads.append(threading.Thread(target=work, args=(share,)))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("elapsed", max(ends) - min(starts))
