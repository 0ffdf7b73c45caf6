import multiprocessing
import queue
from multiprocessing import JoinableQueue, Process, Queue, SimpleQueue


def say(*words):
    print(*words, flush=True)


def square(tasks, results):
    while True:
        number = tasks.get()
        if number is None:
            break
        results.put((number, number * number))


def work(jobs, done):
    while True:
        done.put(jobs.get() * 10)
        jobs.task_done()


if __name__ == "__main__":
    tasks, results = Queue(), Queue()
    workers = [Process(target=square, args=(tasks, results)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for number in range(10):
        tasks.put(number)
    for _ in workers:
        tasks.put(None)
    say(sorted(results.get() for _ in range(10)))
    for worker in workers:
        worker.join()
    say([worker.exitcode for worker in workers])

    jobs, done = JoinableQueue(), SimpleQueue()
    Process(target=work, args=(jobs, done), daemon=True).start()
    for job in range(3):
        jobs.put(job)
    jobs.join()
    say([done.get() for _ in range(3)], done.empty())
    try:
        jobs.task_done()
    except ValueError as error:
        say("ValueError:", error)

    small = Queue(maxsize=2)
    small.put("a")
    small.put("b")
    try:
        small.put("c", timeout=0.05)
    except queue.Full:
        say("full")
    item = {"list": [1, 2]}
    item["self"] = item
    plain = Queue()
    plain.put(item)
    got = plain.get()
    say(got["list"], got["self"] is got, got is item)
    item["list"].append(3)
    say(got["list"])
    try:
        plain.get(timeout=0.05)
    except queue.Empty:
        say("empty")
    try:
        plain.get_nowait()
    except queue.Empty:
        say("empty at once")
    plain.close()
    try:
        plain.put(1)
    except ValueError:
        say("closed")
    say(small.get(), small.get())
