import queue
import threading


class Result:
    def __init__(self):
        self._done = threading.Event()
        self._value = self._error = None

    def set(self, value=None, error=None):
        self._value, self._error = value, error
        self._done.set()

    def get(self):
        self._done.wait()
        if self._error is not None:
            raise self._error
        return self._value


class Pool:
    def __init__(self, size):
        self.tasks = queue.Queue()
        self.threads = [threading.Thread(target=self._work) for _ in range(size)]
        for thread in self.threads:
            thread.start()

    def _work(self):
        for function, args, result in iter(self.tasks.get, None):
            try:
                result.set(function(*args))
            except Exception as error:
                result.set(error=error)

    def submit(self, function, *args):
        result = Result()
        self.tasks.put((function, args, result))
        return result

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        for _ in self.threads:
            self.tasks.put(None)
        for thread in self.threads:
            thread.join()


with Pool(3) as pool:
    results = [pool.submit(pow, 2, n) for n in range(0, 60, 12)]
    failing = pool.submit(lambda: 1 // 0)
    print([result.get() for result in results])
    try:
        failing.get()
    except ZeroDivisionError:
        print("the worker's error arrives here")
print("closed")
