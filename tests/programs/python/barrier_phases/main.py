import threading
import time

barrier = threading.Barrier(3)
log = []


def worker(name, seconds):
    time.sleep(seconds)
    log.append(("first", name))
    position = barrier.wait()
    time.sleep(seconds)
    log.append(("second", name))
    positions.append(position)


positions = []
threads = [
    threading.Thread(target=worker, args=(name, seconds))
    for name, seconds in [("slow", 0.3), ("quick", 0.1), ("middling", 0.2)]
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

for phase, name in log:
    print(phase, name)
print(sorted(positions), barrier.parties, barrier.n_waiting)
