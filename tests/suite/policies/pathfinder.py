# Mars Pathfinder, 1997: the spacecraft reset itself again and again. A thread of low priority that gathered
# weather data held the lock of the information bus; the bus manager, of high priority, waited for that lock; and
# threads of medium priority, which need no lock at all, kept the low one from running until it was too late.
import os
import threading
import time

CRITICAL = 50_000  # knob: 0..1_000_000
LONG = 500_000  # knob: 0..10_000_000

bus = threading.Lock()
go = threading.Event()


def work(rounds):
    start = time.monotonic_ns()
    i = 0
    while i < rounds:
        i += 1
    return time.monotonic_ns() - start


def begin(priority, delay):
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(priority))
    os.sched_setaffinity(threading.get_native_id(), {0})
    go.wait()
    time.sleep(delay)


def weather():
    begin(10, 0)
    with bus:
        work(CRITICAL)


def communication():
    begin(20, 0.002)
    print("medium", work(LONG))


def bus_manager():
    begin(30, 0.001)
    start = time.monotonic_ns()
    with bus:
        print("high", time.monotonic_ns() - start)


os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50))
threads = [threading.Thread(target=f) for f in (weather, communication, bus_manager)]
for thread in threads:
    thread.start()
go.set()
for thread in threads:
    thread.join()
