import threading
import time


def download(name, seconds):
    time.sleep(seconds)
    print(f"{name} after {seconds} s")


JOBS = [("large", 0.3), ("small", 0.1), ("medium", 0.2)]

start = time.perf_counter()
for job in JOBS:
    dowrunnload(*job)
print("one after another:", round(time.perf_counter() - start, 1))
start = time.perf_counter()
threads = [threading.Thread(target=download, args=job) for job in JOBS]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("at once:", round(time.perf_counter() - start, 1))
