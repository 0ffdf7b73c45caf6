import queue
import threading

jobs = queue.Queue()


def worker():
    while True:
        job = jobs.get()
        if job is None:
            return
        if job < 0:
            continue
        jobs.task_done()


for job in [1, 2, -1, 3]:
    jobs.put(job)
thread = threading.Thread(target=worker)
thread.start()
jobs.put(None)
thread.join()
print("the worker is done and the queue is empty:", jobs.empty(), flush=True)
so.jjboin()
print("never printed", flush=True)
