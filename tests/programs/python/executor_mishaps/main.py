import time
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor, TimeoutError, as_completed, wait


after = []


def fail(*_):
    raise RuntimeError("failed")


pool = ThreadPoolExecutor(1, initializer=fail)
first = pool.submit(print, "never printed")
try:
    first.result()
except BrokenExecutor as error:
    print(type(error).__name__, error)
try:
    pool.submit(print)
except BrokenExecutor as error:
    print(type(error).__name__)

with ThreadPoolExecutor(2) as pool:
    both = [pool.submit(time.sleep, seconds) for seconds in (0.05, 0.5)]
    try:
        for future in as_completed(both, timeout=0.25):
            print("done")
    except TimeoutError as error:
        print(error)
    outcome = wait(both)
    print(len(outcome), len(outcome.done), outcome.not_done, type(outcome).__name__)
    heard = pool.submit(int, "3")
    heard.add_done_callback(fail)
    heard.add_done_callback(lambda future: after.append(future.result()))
    print(heard.result())
print("after", after)

ran = []


def work(number):
    time.sleep(0.05)
    ran.append(number)
    if number == 1:
        raise KeyError(number)
    return number


with ThreadPoolExecutor(1) as pool:
    results = pool.map(work, range(6))
    try:
        for result in results:
            print(result)
    except KeyError as error:
        print("KeyError", error, list(results))
print(ran[:2], len(ran) < 6)

with ThreadPoolExecutor(2) as pool:
    try:
        for _ in pool.map(time.sleep, (0.1, 0.1, 0.6), timeout=0.35):
            print("slept")
    except TimeoutError as error:
        print("time is over")
