import time
from multiprocessing import Pool, TimeoutError


def slow(seconds):
    time.sleep(seconds)
    return seconds


def fail(number):
    raise RuntimeError("worker failed")


if __name__ == "__main__":
    pool = Pool(2)
    late = pool.apply_async(slow, (1,))
    try:
        late.get(timeout=0.1)
    except TimeoutError:
        print("not ready yet:", late.ready())
    heard = []
    failed = pool.apply_async(fail, (1,), error_callback=lambda error: heard.append(repr(error)))
    failed.wait()
    print(heard, failed.successful())
    pool.close()
    pool.join()
    print(late.get())
    try:
        pool.map(slow, [0])
    except ValueError as error:
        print(error)
    with Pool(1):
        pass
    print("done")
