from multiprocessing import Pool, current_process


def square(x):
    return x * x


def add(a, b=1):
    return a + b


def check(x):
    if x == 3:
        raise ValueError("three")
    return x


def worker_name(_):
    return current_process().name.rsplit("-")[0], current_process().daemon


if __name__ == "__main__":
    with Pool(processes=3) as pool:
        print(pool.map(square, range(10)))
        print(pool.map(square, range(10), chunksize=4))
        print(pool.starmap(add, [(1, 2), (3, 4), (5,)]))
        print(pool.apply(add, (1,), {"b": 10}))
        print(list(pool.imap(square, range(6))))
        print(sorted(pool.imap_unordered(square, range(6), chunksize=2)))
        print(pool.map(worker_name, [1]))
        print(pool.map(square, []))
        try:
            pool.map(check, range(5))
        except ValueError as error:
            print("ValueError:", error, "because of", type(error.__cause__).__name__)
        results = pool.imap(check, range(5))
        try:
            for result in results:
                print("got", result)
        except ValueError as error:
            print("ValueError:", error)
        print(next(results))
        try:
            next(results)
        except StopIteration:
            print("stop")
    try:
        pool.map(square, [1])
    except ValueError as error:
        print("ValueError:", error)
    try:
        Pool(0)
    except ValueError as error:
        print("ValueError:", error)
