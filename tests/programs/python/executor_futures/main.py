import threading
import time
from concurrent.futures import (
    ALL_COMPLETED,
    FIRST_COMPLETED,
    FIRST_EXCEPTION,
    CancelledError,
    Executor,
    Future,
    InvalidStateError,
    ThreadPoolExecutor,
    TimeoutError,
    as_completed,
    wait,
)


def work(number):
    time.sleep(0.05 * number)
    if number == 3:
        raise ValueError("three")
    return number * number


with ThreadPoolExecutor(max_workers=3, thread_name_prefix="pool") as pool:
    print(isinstance(pool, Executor), list(pool.map(work, [1, 0, 2])), list(pool.map(pow, [2, 3], [3, 2])))
    futures = {pool.submit(work, number): number for number in (2, 1)}
    for future in as_completed(futures):
        print(futures[future], future.result())
    failing = pool.submit(work, 3)
    done, pending = wait([failing, pool.submit(work, 4)], return_when=FIRST_EXCEPTION)
    print(len(done), len(pending), repr(failing.exception()))
    try:
        failing.result()
    except ValueError as error:
        print("raised", error)
    slow = pool.submit(time.sleep, 0.3)
    try:
        slow.result(timeout=0.05)
    except TimeoutError:
        print("not yet", slow.running(), slow.done(), slow.cancel())
    done, pending = wait([slow, pool.submit(work, 0)], return_when=FIRST_COMPLETED)
    print(len(done), len(pending), len(wait([slow], return_when=ALL_COMPLETED).done))
    print(pool.submit(lambda: threading.current_thread().name).result().startswith("pool_"))
    try:
        list(pool.map(work, [0, 3]))
    except ValueError as error:
        print("from map:", error)

pool = ThreadPoolExecutor(max_workers=1)
first, second = pool.submit(time.sleep, 0.1), pool.submit(work, 0)
print(second.cancel(), second.cancelled())
try:
    second.result()
except CancelledError:
    print("CancelledError")
pool.shutdown(wait=True)
try:
    pool.submit(work, 1)
except RuntimeError as error:
    print(error)

future = Future()
future.add_done_callback(lambda future: print("callback", future.result()))
future.set_result("by hand")
print(future.done(), future.cancel(), future.exception())
try:
    future.set_result("again")
except InvalidStateError:
    print("InvalidStateError")
ready = threading.local()


def prepare(value):
    ready.value = value


with ThreadPoolExecutor(2, initializer=prepare, initargs=("set up",)) as pool:
    print(pool.submit(lambda: ready.value).result())
