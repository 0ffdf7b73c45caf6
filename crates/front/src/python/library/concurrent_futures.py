# Thread pools and their futures.

import queue
import threading

from os import cpu_count


FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


class CancelledError(Exception):
    pass


class InvalidStateError(Exception):
    pass


class Future:
    def __init__(self):
        self._done = threading.Event()
        self._state = "PENDING"
        self._result = None
        self._exception = None
        self._callbacks = []

    def cancel(self):
        if self._state in ("RUNNING", "FINISHED"):
            return False
        if self._state == "PENDING":
            self._state = "CANCELLED"
            self._settle()
        return True

    def cancelled(self):
        return self._state == "CANCELLED"

    def running(self):
        return self._state == "RUNNING"

    def done(self):
        return self._state in ("CANCELLED", "FINISHED")

    def add_done_callback(self, callback):
        if self.done():
            callback(self)
        else:
            self._callbacks.append(callback)

    def result(self, timeout=None):
        if not self._done.wait(timeout):
            raise TimeoutError()
        if self._state == "CANCELLED":
            raise CancelledError()
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self, timeout=None):
        if not self._done.wait(timeout):
            raise TimeoutError()
        if self._state == "CANCELLED":
            raise CancelledError()
        return self._exception

    def set_running_or_notify_cancel(self):
        if self._state == "CANCELLED":
            return False
        self._state = "RUNNING"
        return True

    def set_result(self, result):
        self._result = result
        self._state = "FINISHED"
        self._settle()

    def set_exception(self, exception):
        self._exception = exception
        self._state = "FINISHED"
        self._settle()

    def _settle(self):
        self._done.set()
        callbacks = self._callbacks
        self._callbacks = []
        for callback in callbacks:
            callback(self)


class Executor:
    def submit(self, function, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, function, *iterables, timeout=None, chunksize=1):
        futures = [self.submit(function, *args) for args in zip(*iterables)]
        return _results(futures, timeout)

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        self.shutdown(wait=True)
        return False


def _results(futures, timeout):
    for future in futures:
        yield future.result(timeout)


_pools_made = 0


def _next_pool():
    global _pools_made
    _pools_made += 1
    return _pools_made - 1


class ThreadPoolExecutor(Executor):
    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is None:
            max_workers = min(32, cpu_count() + 4)
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        self._max_workers = max_workers
        self._work = queue.SimpleQueue()
        self._idle = threading.Semaphore(0)
        self._threads = []
        self._shutdown = False
        self._prefix = thread_name_prefix or "ThreadPoolExecutor-" + str(_next_pool())
        self._initializer = initializer
        self._initargs = initargs

    def submit(self, function, /, *args, **kwargs):
        if self._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        self._work.put((future, function, args, kwargs))
        if not self._idle.acquire(blocking=False) and len(self._threads) < self._max_workers:
            worker = threading.Thread(target=self._worker, name=self._prefix + "_" + str(len(self._threads)))
            worker._daemon = "pool"
            self._threads.append(worker)
            worker.start()
        return future

    def _worker(self):
        if self._initializer is not None:
            self._initializer(*self._initargs)
        while True:
            if self._work.empty():
                self._idle.release()
            item = self._work.get()
            if item is None:
                # The next worker must learn it too.
                self._work.put(None)
                return
            future, function, args, kwargs = item
            if future.set_running_or_notify_cancel():
                try:
                    result = function(*args, **kwargs)
                except BaseException as error:
                    future.set_exception(error)
                else:
                    future.set_result(result)
            future = None

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shutdown = True
        if cancel_futures:
            while not self._work.empty():
                item = self._work.get_nowait()
                if item is not None:
                    item[0].cancel()
        self._work.put(None)
        if wait:
            for worker in self._threads:
                worker.join()


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    futures = list(fs)
    enough = threading.Event()

    def on_done(future):
        if _enough(futures, return_when):
            enough.set()

    if not _enough(futures, return_when):
        for future in futures:
            future.add_done_callback(on_done)
        enough.wait(timeout)
    return _DoneAndNotDone({f for f in futures if f.done()}, {f for f in futures if not f.done()})


class _DoneAndNotDone:
    def __init__(self, done, not_done):
        self.done = done
        self.not_done = not_done

    def __iter__(self):
        return iter((self.done, self.not_done))


def _enough(futures, return_when):
    if return_when == FIRST_COMPLETED:
        return any(future.done() for future in futures)
    if return_when == FIRST_EXCEPTION:
        for future in futures:
            if future.done() and not future.cancelled() and future.exception() is not None:
                return True
    return all(future.done() for future in futures)


def as_completed(fs, timeout=None):
    futures = list(fs)
    finished = queue.SimpleQueue()
    for future in futures:
        future.add_done_callback(finished.put)
    return _in_order_of_completion(finished, len(futures), timeout)


def _in_order_of_completion(finished, count, timeout):
    for _ in range(count):
        try:
            yield finished.get(timeout=timeout)
        except queue.Empty:
            raise TimeoutError()
