import queue
import threading

jobs = queue.Queue(2)
total = 0


class Job:
    def __init__(self, size):
        self.size = size


def work():
    global total
    while (job := jobs.get()) is not None:
        total += job.size
        job.size = 0
        jobs.task_done()


worker = threading.Thread(target=work)
worker.start()
for size in range(5):
    job = Job(size)
    job.size += 1
    jobs.put(job)
jobs.join()
print(total)
total = 0
jobs.put(None)
worker.join()
print(total)
