import os
import time
from concurrent.futures import FIRST_EXCEPTION, ProcessPoolExecutor, as_completed, wait
from concurrent.futures.process import BrokenProcessPool


def square(x):
    return x * x


def after(seconds, result):
    time.sleep(seconds)
    return result


def fail(message):
    raise LookupError(message)


def die():
    os._exit(1)


def greet(name):
    return f"{greeting}, {name}"


def prepare(word):
    global greeting
    greeting = word


if __name__ == "__main__":
    with ProcessPoolExecutor(max_workers=3) as executor:
        print(list(executor.map(square, range(8))))
        print(list(executor.map(square, range(8), chunksize=3)))
        print(list(executor.map(pow, [2, 3], [5, 2])))
        futures = [executor.submit(after, pause, name) for pause, name in [(0.3, "slow"), (0.1, "fast"), (0.2, "middle")]]
        print([future.result() for future in as_completed(futures)])
        done, not_done = wait(futures)
        print(len(done), len(not_done), futures[0].done(), futures[0].running())
        future = executor.submit(fail, "lost")
        print(repr(future.exception()), type(future.exception().__cause__).__name__)
        try:
            future.result()
        except LookupError as error:
            print("LookupError:", error)
        mixed = [executor.submit(after, 0.5, 1), executor.submit(fail, "early")]
        done, not_done = wait(mixed, return_when=FIRST_EXCEPTION)
        print(len(done), len(not_done))
        seen = []
        last = executor.submit(square, 9)
        last.add_done_callback(lambda future: seen.append(future.result()))
        last.result()
        time.sleep(0.1)
        print(seen)
        try:
            list(executor.map(square, [1], chunksize=0))
        except ValueError as error:
            print("ValueError:", error)
        try:
            executor.submit(lambda: 1).result()
        except Exception as error:
            print(type(error).__name__)
    try:
        executor.submit(square, 1)
    except RuntimeError as error:
        print("RuntimeError:", error)
    with ProcessPoolExecutor(1, initializer=prepare, initargs=("hello",)) as executor:
        print(executor.submit(greet, "world").result())
    with ProcessPoolExecutor(2) as executor:
        try:
            executor.submit(die).result()
        except BrokenProcessPool as error:
            print("BrokenProcessPool:", error)
