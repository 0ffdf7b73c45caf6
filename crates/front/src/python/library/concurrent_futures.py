# Pools of threads and of processes, and their futures.

import collections
import multiprocessing
import queue
import threading

from _interleave import notify_exit, traceback_text, write_error
from functools import partial
from builtins import TimeoutError
from os import cpu_count
from time import monotonic


FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


class CancelledError(Exception):
    pass


class InvalidStateError(Exception):
    pass


class BrokenExecutor(RuntimeError):
    pass


CancelledError.__module__ = "concurrent.futures._base"
InvalidStateError.__module__ = "concurrent.futures._base"


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
            self._call(callback)
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

    def _check_unsettled(self):
        if self.done():
            raise InvalidStateError(f"{self._state}: {self!r}")

    def __repr__(self):
        state = self._state.lower()
        if self._state == "FINISHED":
            if self._exception is not None:
                state += f" raised {type(self._exception).__name__}"
            else:
                state += f" returned {type(self._result).__name__}"
        return f"<Future at {id(self):#x} state={state}>"

    def set_result(self, result):
        self._check_unsettled()
        self._result = result
        self._state = "FINISHED"
        self._settle()

    def set_exception(self, exception):
        self._check_unsettled()
        self._exception = exception
        self._state = "FINISHED"
        self._settle()

    def _settle(self):
        self._done.set()
        callbacks = self._callbacks
        self._callbacks = []
        for callback in callbacks:
            self._call(callback)

    # What a callback raises is logged, and nobody else hears of it.
    def _call(self, callback):
        try:
            callback(self)
        except Exception as error:
            write_error(f"exception calling callback {self!r}\n{traceback_text(error, True)}")


Future.__module__ = "concurrent.futures._base"


class Executor:
    def submit(self, function, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, function, *iterables, timeout=None, chunksize=1):
        end = None if timeout is None else monotonic() + timeout
        futures = [self.submit(function, *args) for args in zip(*iterables)]
        return _results(futures, end)

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        self.shutdown(wait=True)
        return False


# Where one fails, those that have not begun never do.
def _results(futures, end):
    futures.reverse()
    try:
        while futures:
            yield futures.pop().result(None if end is None else end - monotonic())
    finally:
        for future in futures:
            future.cancel()


_pools_made = 0


def _next_pool():
    global _pools_made
    _pools_made += 1
    return _pools_made - 1


_BrokenThreadPool = type("BrokenThreadPool", (BrokenExecutor,), {})
_broken_text = "A thread initializer failed, the thread pool is not usable anymore"


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
        self._broken = False
        self._prefix = thread_name_prefix or "ThreadPoolExecutor-" + str(_next_pool())
        self._initializer = initializer
        self._initargs = initargs

    def submit(self, function, /, *args, **kwargs):
        if self._broken:
            raise _BrokenThreadPool(_broken_text)
        if self._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        self._work.put((future, function, args, kwargs))
        if not self._idle.acquire(blocking=False) and len(self._threads) < self._max_workers:
            worker = threading.Thread(target=self._worker, name=self._prefix + "_" + str(len(self._threads)))
            worker._daemonic = "pool"
            self._threads.append(worker)
            worker.start()
        return future

    def _worker(self):
        if self._initializer is not None:
            try:
                self._initializer(*self._initargs)
            except BaseException as error:
                write_error("Exception in initializer:\n" + traceback_text(error, True))
                return self._break()
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

    def _break(self):
        self._broken = True
        while not self._work.empty():
            item = self._work.get_nowait()
            if item is not None:
                item[0].set_exception(_BrokenThreadPool(_broken_text))

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


class BrokenProcessPool(BrokenExecutor):
    pass


class _RemoteTraceback(Exception):
    def __init__(self, text):
        self.text = text

    def __str__(self):
        return self.text


# What a worker process does.
def _process_worker(calls, results, initializer, initargs):
    if initializer is not None:
        initializer(*initargs)
    while True:
        call = calls.get()
        if call is None:
            return
        number, function, args, kwargs = call
        multiprocessing._send(results, (number,), multiprocessing._outcome(function, args, kwargs))


def _process_chunk(function, chunk):
    return [function(*args) for args in chunk]


def _chunks(iterables, size):
    items = list(zip(*iterables))
    return [items[at:at + size] for at in range(0, len(items), size)]


def _flattened(chunks):
    for chunk in chunks:
        for result in chunk:
            yield result


# Calls that workers are given ahead of time: they cannot be cancelled any more.
_EXTRA_CALLS = 1


class ProcessPoolExecutor(Executor):
    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=(), *, max_tasks_per_child=None):
        if max_workers is None:
            max_workers = cpu_count() or 1
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._method = mp_context
        self._initializer = initializer
        self._initargs = initargs
        self._processes = {}
        self._manager = None
        self._calls = multiprocessing.SimpleQueue()
        self._results = multiprocessing.SimpleQueue()
        self._lock = threading.Lock()
        self._pending = collections.deque()
        self._running = {}
        self._count = 0
        self._shutdown = False
        self._broken = False

    def _start(self):
        if self._method is None:
            method = multiprocessing.get_start_method()
        else:
            method = self._method.get_start_method()
        kind = multiprocessing.ForkProcess if method == "fork" else multiprocessing.SpawnProcess
        for _ in range(self._max_workers):
            worker = kind(
                target=_process_worker,
                args=(self._calls, self._results, self._initializer, self._initargs),
            )
            worker._daemon = "pool"
            worker.start()
            self._processes[worker._number] = worker
            notify_exit(worker._number, self._results._store)
        self._manager = threading.Thread(target=self._manage, name="ExecutorManagerThread")
        self._manager._daemon = "pool"
        self._manager.start()

    def submit(self, function, /, *args, **kwargs):
        with self._lock:
            if self._broken:
                raise BrokenProcessPool(
                    "A child process terminated abruptly, the process pool is not usable anymore"
                )
            if self._shutdown:
                raise RuntimeError("cannot schedule new futures after shutdown")
            future = Future()
            self._pending.append((future, function, args, kwargs))
            if self._manager is None:
                self._start()
            self._give_calls()
        return future

    def _give_calls(self):
        while self._pending and len(self._running) < self._max_workers + _EXTRA_CALLS:
            future, function, args, kwargs = self._pending.popleft()
            if not future.set_running_or_notify_cancel():
                continue
            number = self._count
            self._count += 1
            self._running[number] = future
            try:
                self._calls.put((number, function, args, kwargs))
            except Exception as error:
                del self._running[number]
                future.set_exception(error)

    def _manage(self):
        while True:
            message = self._results.get()
            if isinstance(message, int):
                self._processes.pop(message).join()
                if not self._shutdown or self._running:
                    return self._break()
                if not self._processes:
                    return
                continue
            number, (good, value) = message
            if not good:
                value, text = value
                if text:
                    value.__cause__ = _RemoteTraceback(text)
            with self._lock:
                future = self._running.pop(number)
                self._give_calls()
                if self._shutdown and not self._running:
                    self._dismiss()
            if good:
                future.set_result(value)
            else:
                future.set_exception(value)

    def _break(self):
        with self._lock:
            self._broken = True
            futures = list(self._running.values()) + [item[0] for item in self._pending]
            self._running = {}
            self._pending.clear()
        for worker in self._processes.values():
            worker.terminate()
        for future in futures:
            if not future.cancelled():
                future.set_exception(BrokenProcessPool(
                    "A process in the process pool was terminated abruptly "
                    "while the future was running or pending."
                ))
        for worker in self._processes.values():
            worker.join()
        self._processes = {}

    def _dismiss(self):
        for _ in self._processes:
            self._calls.put(None)

    def map(self, function, *iterables, timeout=None, chunksize=1):
        if chunksize < 1:
            raise ValueError("chunksize must be >= 1.")
        chunks = _chunks(iterables, chunksize)
        results = Executor.map(self, partial(_process_chunk, function), chunks, timeout=timeout)
        return _flattened(results)

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._lock:
            first = not self._shutdown
            self._shutdown = True
            if cancel_futures:
                while self._pending:
                    self._pending.popleft()[0].cancel()
            if first and self._manager is not None and not self._running and not self._broken:
                self._dismiss()
        if wait and self._manager is not None:
            self._manager.join()


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
    return _DoneAndNotDoneFutures({f for f in futures if f.done()}, {f for f in futures if not f.done()})


_DoneAndNotDoneFutures = collections.namedtuple("DoneAndNotDoneFutures", "done not_done")


def _enough(futures, return_when):
    if return_when == FIRST_COMPLETED:
        return any(future.done() for future in futures)
    if return_when == FIRST_EXCEPTION:
        for future in futures:
            if future.done() and not future.cancelled() and future.exception() is not None:
                return True
    return all(future.done() for future in futures)


def as_completed(fs, timeout=None):
    futures = list(dict.fromkeys(fs))
    finished = queue.SimpleQueue()
    for future in futures:
        future.add_done_callback(finished.put)
    return _in_order_of_completion(finished, len(futures), timeout)


def _in_order_of_completion(finished, count, timeout):
    end = None if timeout is None else monotonic() + timeout
    for left in range(count, 0, -1):
        try:
            yield finished.get(timeout=None if end is None else max(0, end - monotonic()))
        except queue.Empty:
            raise TimeoutError(f"{left} (of {count}) futures unfinished") from None
