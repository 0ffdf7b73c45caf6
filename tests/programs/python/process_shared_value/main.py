import ctypes
from multiprocessing import Array, Barrier, Process, RawValue, Value


def count(counter, times):
    for _ in range(times):
        with counter.get_lock():
            counter.value += 1


def lose(counter, barrier):
    seen = counter.value
    barrier.wait()
    counter.value = seen + 1


def fill(squares, place):
    squares[place] = place * place


def run(target, *argument_lists):
    processes = [Process(target=target, args=args) for args in argument_lists]
    for process in processes:
        process.start()
    for process in processes:
        process.join()


if __name__ == "__main__":
    counter = Value("i", 0)
    run(count, *[(counter, 50)] * 4)
    print("with the lock:", counter.value)
    counter.value = 0
    run(lose, *[(counter, Barrier(3))] * 3)
    print("without it:", counter.value)
    squares = Array("d", 5)
    run(fill, *[(squares, i) for i in range(5)])
    print(squares[:], len(squares), sum(squares), squares[-1], squares[1:3])
    squares[1:3] = [0.5, 0.25]
    print(list(squares))
    raw = RawValue("l", 5)
    raw.value += 1
    print(raw.value)
    small = Value("i", 2**31 - 1)
    small.value += 1
    print("wraps:", small.value, Value("B", 257).value, Value("d", 3).value)
    for attempt in (lambda: squares[5], lambda: setattr(small, "value", "x"), lambda: Value("i", 1.5)):
        try:
            attempt()
        except (IndexError, TypeError) as error:
            print(type(error).__name__)
    with small:
        small.value = 1
    flags = Array(ctypes.c_bool, [True, False])
    print(flags[:], Value(ctypes.c_double, 0.5).value, Value(ctypes.c_ubyte, 300).value)
    print(Array("i", [3, 1, 2])[:], Value("i", lock=False).value)
