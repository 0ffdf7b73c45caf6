# The last one to arrive does what has to be done once, before anybody passes.
import threading
import time

WORKERS = 3
total = 0
parts = [0] * WORKERS


def add_up():
    global total
    total += sum(parts)
    print("together:", sum(parts))


def work(number, barrier, indices):
    for phase in range(3):
        parts[number] = (number + 1) * 10 ** phase
        indices.append(barrier.wait())


barrier = threading.Barrier(WORKERS, action=add_up)
indices = []
threads = [threading.Thread(target=work, args=(n, barrier, indices)) for n in range(WORKERS)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total, sorted(indices), barrier.n_waiting, barrier.broken)


def fail():
    raise ValueError("the action fails")


def meet(barrier, said):
    try:
        said.append(barrier.wait())
    except Exception as error:
        said.append(type(error).__name__)


broken = threading.Barrier(2, fail)
said = []
pair = [threading.Thread(target=meet, args=(broken, said)) for _ in range(2)]
for thread in pair:
    thread.start()
for thread in pair:
    thread.join()
print(sorted(said), broken.broken)
broken.reset()
print(broken.broken)

# A barrier's own time-out counts where wait() gives none.
lonely = threading.Barrier(2, timeout=0.05)
for timeout in (None, 0.02, -1):
    try:
        lonely.wait(timeout) if timeout is not None else lonely.wait()
    except threading.BrokenBarrierError:
        print("nobody else came", lonely.broken)
    lonely.reset()

# Reset while somebody waits: that one learns it, and the barrier is as new.
said = []
thread = threading.Thread(target=meet, args=(barrier := threading.Barrier(2), said))
thread.start()
time.sleep(0.1)
barrier.reset()
thread.join()
print(said, barrier.broken, barrier.n_waiting)
pair = [threading.Thread(target=meet, args=(barrier, said)) for _ in range(2)]
for thread in pair:
    thread.start()
for thread in pair:
    thread.join()
print(sorted(said[1:]))
print(threading.Barrier(1, lambda: print("alone")).wait())
