import queue
import threading
import time

tasks = queue.Queue()
results = {}


def worker():
    while True:
        n = tasks.get()
        time.sleep(0.05)
        results[n] = n * n
        tasks.task_done()


for _ in range(3):
    threading.Thread(target=worker, daemon=True).start()
for n in range(9):
    tasks.put(n)

tasks.join()
print([results[n] for n in sorted(results)])
print("empty:", tasks.empty())
try:
    tasks.task_done()
except ValueError as error:
    print("ValueError:", error)
