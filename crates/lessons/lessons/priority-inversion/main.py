import os
import threading
import time

CRITICAL = 50_000  # knob: 1_000..200_000
LONG = 500_000  # knob: 0..2_000_000

bus = threading.Lock()
go = threading.Event()


def compute(rounds):
    while rounds:
        rounds -= 1


def begin(priority, delay_ms):
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(priority))
    go.wait()
    time.sleep(delay_ms / 1000)
    return time.monotonic()


def weather():
    begin(10, 0)
    with bus:
        compute(CRITICAL)


def communication():
    start = begin(20, 2)
    compute(LONG)
    took = time.monotonic() - start
    print(f"communication took {took * 1000:.0f} ms")


def bus_manager():
    start = begin(30, 1)
    with bus:
        waited = time.monotonic() - start
    print(f"bus manager waited {waited * 1000:.0f} ms")


os.sched_setaffinity(0, {0})
os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50))
threads = [
    threading.Thread(target=target, name=target.__name__)
    for target in (weather, communication, bus_manager)
]
for thread in threads:
    thread.start()
go.set()
for thread in threads:
    thread.join()
