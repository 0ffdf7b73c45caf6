# From the documentation of concurrent.futures.
import time
from concurrent.futures import ThreadPoolExecutor


def wait_on_b():
    time.sleep(0.1)
    print(b.result())  # b will never complete because it is waiting on a.
    return 5


def wait_on_a():
    time.sleep(0.1)
    print(a.result())  # a will never complete because it is waiting on b.
    return 6


executor = ThreadPoolExecutor(max_workers=2)
a = executor.submit(wait_on_b)
b = executor.submit(wait_on_a)
print("submitted", flush=True)
