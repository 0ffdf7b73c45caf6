import time
from multiprocessing import Pool, TimeoutError
from multiprocessing.pool import MaybeEncodingError

base = 0


def prepare(value):
    global base
    base = value


def shifted(x):
    return base + x


def slow(x):
    time.sleep(0.2)
    return x


def fail():
    raise KeyError("lost")


def generate():
    return (i for i in range(3))


if __name__ == "__main__":
    pool = Pool(2, initializer=prepare, initargs=(100,))
    print(base, pool.map(shifted, [1, 2, 3]))
    seen = []
    result = pool.apply_async(shifted, (5,), callback=seen.append)
    print(result.get(), result.ready(), result.successful(), seen)
    result = pool.apply_async(slow, (1,))
    try:
        result.get(timeout=0.02)
    except TimeoutError:
        print("not yet", result.ready())
    try:
        result.successful()
    except ValueError as error:
        print("ValueError:", str(error).endswith("not ready"))
    result.wait()
    print(result.get(), result.successful())
    errors = []
    result = pool.apply_async(fail, error_callback=errors.append)
    result.wait()
    print(result.successful(), repr(errors[0]))
    try:
        result.get()
    except KeyError as error:
        print("KeyError:", error)
    many = pool.map_async(shifted, range(4))
    star = pool.starmap_async(max, [(1, 2), (4, 3)])
    print(many.get(), star.get())
    try:
        pool.apply(generate)
    except MaybeEncodingError as error:
        print(type(error).__name__, "Reason" in str(error))
    try:
        pool.join()
    except ValueError as error:
        print("ValueError:", error)
    pool.close()
    pool.join()
    try:
        pool.apply(shifted, (1,))
    except ValueError as error:
        print("ValueError:", error)
    with Pool(1, maxtasksperchild=1) as fresh:
        print([fresh.apply(shifted, (i,)) for i in range(3)])
