# The experiment lost-update: threads add to one counter, with and without a lock.
import threading

THREADS = 2  # knob: 1..64
ROUNDS = 50000  # knob: 1..100000
SAFE = 0  # knob: 0..1

counter = 0
lock = threading.Lock()
gate = threading.Barrier(THREADS)


def add():
    global counter
    gate.wait()
    for _ in range(ROUNDS):
        if SAFE:
            with lock:
                counter += 1
        else:
            counter += 1


threads = [threading.Thread(target=add) for _ in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("lost", 100 * (1 - counter / (THREADS * ROUNDS)))
