# A ring of tasks, each with a token at first: whoever has one holds it for a while, then hands it on.
import threading
import time

N = 200000  # knob: 1..100000000
TASKS = 1000
tokens = [threading.Semaphore(1) for _ in range(TASKS)]


def station(seat):
    mine, next_one = tokens[seat], tokens[(seat + 1) % TASKS]
    pause = 0.001 + seat % 7 * 0.0001
    for _ in range(N // TASKS):
        mine.acquire()
        time.sleep(pause)
        next_one.release()


threads = [threading.Thread(target=station, args=(seat,)) for seat in range(TASKS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(N // TASKS * TASKS)
