import multiprocessing
import multiprocessing.pool
from multiprocessing import AuthenticationError, BufferTooShort, Pool, ProcessError, TimeoutError
from multiprocessing.pool import ApplyResult, AsyncResult, IMapIterator, MapResult, RemoteTraceback, ThreadPool


def square(n):
    return n * n


def fail(n):
    raise LookupError(n)


if __name__ == "__main__":
    multiprocessing.freeze_support()
    print(sorted(multiprocessing.get_all_start_methods()))
    for kind in (AuthenticationError, BufferTooShort, TimeoutError):
        print(kind.__name__, issubclass(kind, ProcessError))
    with Pool(2) as pool:
        one = pool.apply_async(square, (3,))
        many = pool.map_async(square, [1, 2, 3])
        print(isinstance(one, ApplyResult), isinstance(one, AsyncResult), isinstance(many, MapResult))
        print(one.get(), many.get(), one.ready(), one.successful(), many.ready(), many.successful())
        items = pool.imap(square, [4, 5])
        print(isinstance(items, IMapIterator), next(items), items.next())
        try:
            items.next()
        except StopIteration:
            print("no more")
        failed = pool.apply_async(fail, (7,))
        failed.wait(5)
        try:
            failed.get()
        except LookupError as error:
            print(repr(error), isinstance(error.__cause__, RemoteTraceback))
    with ThreadPool(2) as pool:
        print(pool.map(square, range(4)), pool.starmap(pow, [(2, 3)]), pool.apply(square, (9,)))
        print([found for found in pool.imap_unordered(square, [6])])
        later = pool.starmap_async(pow, [(2, 4)])
        print(later.get())
        pool.close()
        pool.join()
