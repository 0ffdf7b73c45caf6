import queue
import threading
import time

jobs = queue.Queue()


def work():
    while True:
        print(jobs.get())
        jobs.task_done()


# A daemon that waits for something to do is in the middle of nothing.
threading.Thread(target=work, daemon=True).start()
jobs.put("job")
jobs.join()
