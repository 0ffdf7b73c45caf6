# High waits for a lock of middle, which waits for a lock of low: what keeps low from running keeps high waiting.
import os
import threading
import time

LONG = 500_000  # knob: 0..10_000_000

inner = threading.Lock()
outer = threading.Lock()
go = threading.Event()


def work(rounds):
    start = time.monotonic_ns()
    i = 0
    while i < rounds:
        i += 1
    return time.monotonic_ns() - start


def begin(nice, delay):
    os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), nice)
    go.wait()
    time.sleep(delay)


def low():
    begin(10, 0)
    with inner:
        work(100_000)


def middle():
    begin(5, 0.001)
    with outer:
        with inner:
            pass


def busy():
    begin(0, 0.003)
    print("busy", work(LONG))


def high():
    begin(-5, 0.002)
    start = time.monotonic_ns()
    with outer:
        print("high", time.monotonic_ns() - start)


os.nice(-10)
threads = [threading.Thread(target=f) for f in (low, middle, busy, high)]
for thread in threads:
    thread.start()
go.set()
for thread in threads:
    thread.join()
