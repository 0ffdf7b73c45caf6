import multiprocessing
import threading
import time

WAY = 1  # knob: 0..2
JOBS = 4  # knob: 1..8
LIMIT = 10000  # knob: 100..20000


def count_primes(limit):
    found = 0
    for number in range(2, limit):
        for divisor in range(2, int(number**0.5) + 1):
            if number % divisor == 0:
                break
        else:
            found += 1
    return found


def one_after_another():
    for _ in range(JOBS):
        count_primes(LIMIT)


def side_by_side(kind):
    workers = [kind(target=count_primes, args=(LIMIT,)) for _ in range(JOBS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


if __name__ == "__main__":
    start = time.perf_counter()
    if WAY == 0:
        one_after_another()
    elif WAY == 1:
        side_by_side(threading.Thread)
    else:
        side_by_side(multiprocessing.Process)
    elapsed = time.perf_counter() - start
    print(f"done in {elapsed * 1000:.0f} ms")
