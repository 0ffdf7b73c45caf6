# Which time-outs are refused, which end at once, and which mean to wait for ever.
import queue
import threading
import time

held = threading.Lock()
held.acquire()
free = threading.Semaphore(1)
none = threading.Semaphore(0)
event = threading.Event()
condition = threading.Condition()
full = queue.Queue(1)
full.put("first")
empty = queue.Queue()
simple = queue.SimpleQueue()
reentrant = threading.RLock()


def wait_on_condition(timeout):
    with condition:
        return condition.wait(timeout)


def wait_for(timeout):
    with condition:
        return condition.wait_for(lambda: False, timeout)


attempts = {
    "lock, -2": lambda: held.acquire(timeout=-2),
    "lock, -0.5": lambda: held.acquire(True, -0.5),
    "lock, no blocking, 1": lambda: held.acquire(False, 1),
    "lock, no blocking, -1": lambda: held.acquire(False, -1),
    "lock, 0": lambda: held.acquire(timeout=0),
    "lock, 0.01": lambda: held.acquire(timeout=0.01),
    "rlock, -1": lambda: reentrant.acquire(True, -1),
    "rlock, -3": lambda: reentrant.acquire(True, -3),
    "semaphore, -1": lambda: none.acquire(timeout=-1),
    "semaphore, -1, free": lambda: free.acquire(timeout=-1),
    "semaphore, no blocking, 1": lambda: none.acquire(False, 1),
    "semaphore, no blocking, None": lambda: none.acquire(False, None),
    "semaphore, 0.01": lambda: none.acquire(timeout=0.01),
    "semaphore, release(0)": lambda: none.release(0),
    "semaphore, release(2)": lambda: none.release(2),
    "semaphore, after it": lambda: (none.acquire(), none.acquire(), none.acquire(blocking=False)),
    "event, -1": lambda: event.wait(-1),
    "event, 0": lambda: event.wait(0),
    "condition, -1": lambda: wait_on_condition(-1),
    "condition, 0.01": lambda: wait_on_condition(0.01),
    "wait_for, 0.01": lambda: wait_for(0.01),
    "wait_for, 0": lambda: wait_for(0),
    "put, -1, full": lambda: full.put("x", timeout=-1),
    "put, -1, no blocking": lambda: full.put("x", False, -1),
    "put, 0, full": lambda: full.put("x", timeout=0),
    "put, -1, unbounded": lambda: empty.put("x", timeout=-1),
    "get, -1, not empty": lambda: empty.get(timeout=-1),
    "get, -1, no blocking": lambda: empty.get(False, -1),
    "get, 0, empty": lambda: empty.get(timeout=0),
    "get, 0.01, empty": lambda: empty.get(True, 0.01),
    "simple, -1": lambda: simple.get(timeout=-1),
    "simple, 0": lambda: simple.get(timeout=0),
    "join, -1": lambda: sleeper.join(-1),
    "sleep, -1": lambda: time.sleep(-1),
}
sleeper = threading.Thread(target=time.sleep, args=(0.2,))
sleeper.start()
for name, attempt in attempts.items():
    try:
        print(f"{name}: {attempt()}")
    except Exception as error:
        print(f"{name}: {type(error).__name__}: {error}")
print(sleeper.is_alive())
sleeper.join()

attempts = {
    "started twice": lambda: sleeper.start(),
    "daemon too late": lambda: setattr(threading.current_thread(), "daemon", True),
    "joins itself": lambda: threading.current_thread().join(),
    "joined too early": lambda: threading.Thread().join(),
}
for name, attempt in attempts.items():
    try:
        print(f"{name}: {attempt()}")
    except Exception as error:
        print(f"{name}: {type(error).__name__}: {error}")

child = []
outer = threading.Thread(target=lambda: child.append(threading.Thread().daemon), daemon=True)
outer.start()
outer.join()
print(child, outer.daemon, threading.Thread(daemon=False).daemon, threading.main_thread().daemon)
