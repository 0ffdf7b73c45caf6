import queue
import threading

jobs = queue.Queue()
for number in range(3):
    jobs.put(number)
done = {"ada": 0, "bob": 0}


def work(name):
    while True:
        try:
            jobs.get_nowait()
        except queue.Empty:
            return
        done[name] += 1


workers = [threading.Thread(target=work, args=(name,)) for name in done]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
print(done)
