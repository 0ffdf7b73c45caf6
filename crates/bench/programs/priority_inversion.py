# The experiment priority-inversion: an urgent thread waits for a lock, and one in the middle needs none.
import os
import threading
import time

MIDDLE = 1  # knob: 0..1
CEILING = 0  # knob: 0..1
HELD_US = 2000  # knob: 1..1000000
MIDDLE_US = 20000  # knob: 1..1000000

lock = threading.Lock()
taken = threading.Event()
waited = []


def be_urgent(priority):
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(priority))


def work(microseconds):
    end = time.monotonic() + microseconds / 1000000
    while time.monotonic() < end:
        pass


def low():
    be_urgent(10)
    with lock:
        if CEILING:
            be_urgent(30)
        taken.set()
        work(HELD_US)


def medium():
    be_urgent(20)
    taken.wait()
    time.sleep(200 / 1000000)
    work(MIDDLE_US)


def high():
    be_urgent(30)
    taken.wait()
    start = time.monotonic()
    with lock:
        waited.append(time.monotonic() - start)


targets = [high, medium, low] if MIDDLE else [high, low]
threads = [threading.Thread(target=target) for target in targets]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("waited", waited[0])
