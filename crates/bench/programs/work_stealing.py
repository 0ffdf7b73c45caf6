# The experiment work-stealing: fixed shares, one queue, or queues of one's own from which others steal.
import threading
import time
from collections import deque

WAY = 0  # knob: 0..2
THREADS = 2  # knob: 1..64
PIECES = 512  # knob: 8..10000
ROUNDS = 200  # knob: 1..10000
SKEW = 1  # knob: 1..100

heavy = PIECES // 8
light = PIECES * ROUNDS // (heavy * SKEW + PIECES - heavy)
pieces = [light * SKEW if piece < heavy else light for piece in range(PIECES)]

queues = []
for index in range(THREADS):
    queues.append(deque(pieces[PIECES * index // THREADS : PIECES * (index + 1) // THREADS]))
if WAY == 1:
    queues = [deque(pieces)] * THREADS
locks = [threading.Lock() for _ in range(THREADS)]
gate = threading.Barrier(THREADS)
starts = []
ends = []


def take(own):
    for step in range(THREADS if WAY == 2 else 1):
        victim = (own + step) % THREADS
        with locks[0 if WAY == 1 else victim]:
            if queues[victim]:
                if step == 0:
                    return queues[victim].pop()
                return queues[victim].popleft()
    return None


def work(index):
    gate.wait()
    starts.append(time.monotonic())
    while True:
        rounds = take(index)
        if rounds is None:
            break
        for _ in range(rounds):
            pass
    ends.append(time.monotonic())


threads = [threading.Thread(target=work, args=(n,)) for n in range(THREADS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("elapsed", max(ends) - min(starts))
