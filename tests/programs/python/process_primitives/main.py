import time
from multiprocessing import (
    Barrier, BoundedSemaphore, Condition, Event, Lock, Process, Queue, RLock, Semaphore, Value,
)


def say(*words):
    print(*words, flush=True)


def critical(lock, inside, most):
    for _ in range(5):
        with lock:
            inside.value += 1
            most.value = max(most.value, inside.value)
            time.sleep(0.001)
            inside.value -= 1


def limited(semaphore, inside, most):
    with semaphore:
        with inside.get_lock():
            inside.value += 1
            most.value = max(most.value, inside.value)
        time.sleep(0.05)
        with inside.get_lock():
            inside.value -= 1


def runner(gun, finished):
    gun.wait()
    finished.release()


def consumer(condition, box, results):
    with condition:
        condition.wait_for(lambda: box.value > 0)
        box.value -= 1
    results.put("consumed")


def phases(barrier, results):
    index = barrier.wait()
    results.put(index)
    barrier.wait()


def run(target, count, *args):
    processes = [Process(target=target, args=args) for _ in range(count)]
    for process in processes:
        process.start()
    return processes


def join(processes):
    for process in processes:
        process.join()


if __name__ == "__main__":
    inside, most = Value("i", 0), Value("i", 0)
    join(run(critical, 3, Lock(), inside, most))
    say("lock:", inside.value, most.value)
    most.value = 0
    join(run(limited, 5, Semaphore(2), inside, most))
    say("semaphore:", inside.value, most.value)

    gun, finished = Event(), Semaphore(0)
    runners = run(runner, 3, gun, finished)
    say(gun.is_set(), finished.acquire(block=False))
    gun.set()
    for _ in runners:
        finished.acquire()
    join(runners)
    say(gun.is_set(), gun.wait(1))
    gun.clear()
    say(gun.wait(0.01))

    condition, box, results = Condition(), Value("i", 0), Queue()
    consumers = run(consumer, 2, condition, box, results)
    time.sleep(0.05)
    with condition:
        box.value += 2
        condition.notify_all()
    say(results.get(), results.get())
    join(consumers)

    barrier = Barrier(3)
    crowd = run(phases, 2, barrier, results)
    mine = barrier.wait()
    say(sorted([mine, results.get(), results.get()]))
    barrier.wait()
    join(crowd)

    lock, again, bounded = Lock(), RLock(), BoundedSemaphore(1)
    say(lock.acquire(), lock.acquire(False), lock.acquire(timeout=0.01), lock.release())
    with again:
        with again:
            say("re-entrant")
    for release in (lock.release, again.release, bounded.release):
        try:
            release()
        except (ValueError, AssertionError) as error:
            say(type(error).__name__, error)
    try:
        condition.notify()
    except (AssertionError, RuntimeError) as error:
        say(type(error).__name__, error)
