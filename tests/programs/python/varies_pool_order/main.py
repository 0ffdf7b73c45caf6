import time
from concurrent.futures import ThreadPoolExecutor, as_completed


def work(number):
    time.sleep(0.01)
    return number


with ThreadPoolExecutor(max_workers=3) as pool:
    futures = [pool.submit(work, number) for number in range(3)]
    print([future.result() for future in as_completed(futures)])
