from ctypes import (
    c_byte,
    c_float,
    c_int,
    c_long,
    c_longlong,
    c_short,
    c_uint,
    c_ulong,
    c_ulonglong,
    c_ushort,
)
from multiprocessing import Array, BoundedSemaphore, Process, Queue, RawArray, RawValue, Semaphore, Value

KINDS = [c_byte, c_short, c_int, c_long, c_longlong, c_ushort, c_uint, c_ulong, c_ulonglong, c_float]


def fill(values, array, raw):
    for at, value in enumerate(values):
        value.value = at + 1
    for at in range(len(array)):
        array[at] *= 10
    with array.get_lock():
        raw.value += 1
    array.get_obj()[0] += 1


if __name__ == "__main__":
    values = [Value(kind, 0) for kind in KINDS]
    array = Array(c_int, [1, 2, 3])
    raw = RawValue(c_int, 5)
    plain = RawArray(c_int, 2)
    child = Process(target=fill, args=(values, array, raw))
    child.start()
    child.join()
    print([value.value for value in values])
    print(array[:], raw.value, list(plain), values[0].get_obj().value)
    for semaphore in (Semaphore(2), BoundedSemaphore(2)):
        semaphore.acquire()
        print(semaphore.get_value())
        semaphore.release()
        print(semaphore.get_value())
    print(isinstance(child.sentinel, int), child.exitcode)
    queue = Queue()
    queue.put("kept")
    print(queue.get())
    queue.close()
    queue.join_thread()
    other = Queue()
    other.cancel_join_thread()
    other.close()
