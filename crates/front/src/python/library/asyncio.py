# Event loops' coroutine side: tasks, waiting, and primitives made of futures. Loops, futures and tasks are natives.

from _interleave import (
    close_loop,
    label_future,
    new_loop,
    queue_store,
    running_loop_or_none,
    yield_to_loop,
)
from builtins import TimeoutError
from concurrent.futures import ThreadPoolExecutor

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"


class QueueEmpty(Exception):
    pass


class QueueFull(Exception):
    pass


class BrokenBarrierError(RuntimeError):
    pass


def run(main, *, debug=None, loop_factory=None):
    if running_loop_or_none() is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    if not iscoroutine(main):
        raise ValueError("a coroutine was expected, got " + repr(main))
    loop = new_loop()
    try:
        return loop.run_until_complete(loop.create_task(main))
    finally:
        _cancel_leftovers(loop)
        _stop_pool(loop)
        close_loop(loop)


def _cancel_leftovers(loop):
    leftovers = [task for task in all_tasks(loop) if not task.done()]
    if leftovers:
        for task in leftovers:
            task.cancel()
        loop.run_until_complete(gather(*leftovers, return_exceptions=True))


class Runner:
    def __init__(self, *, debug=None):
        self._loop = new_loop()

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        self.close()

    def run(self, coro):
        return self._loop.run_until_complete(self._loop.create_task(coro))

    def get_loop(self):
        return self._loop

    def close(self):
        _cancel_leftovers(self._loop)
        _stop_pool(self._loop)
        close_loop(self._loop)


def new_event_loop():
    return new_loop()


def get_event_loop():
    return get_running_loop()


def create_task(coro, *, name=None):
    if name is None:
        return get_running_loop().create_task(coro)
    return get_running_loop().create_task(coro, name=name)


def ensure_future(thing, *, loop=None):
    if isinstance(thing, Future):
        return thing
    if iscoroutine(thing):
        return (loop or get_running_loop()).create_task(thing)
    if hasattr(thing, "__await__"):
        return (loop or get_running_loop()).create_task(_await_it(thing))
    raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")


async def _await_it(thing):
    return await thing


def isfuture(thing):
    return isinstance(thing, Future)


def _set_unless_done(future, result):
    if not future.done():
        future.set_result(result)


async def sleep(delay, result=None):
    if delay <= 0:
        yield_to_loop()
        return result
    loop = get_running_loop()
    future = loop.create_future()
    label_future(future, loop.time() + delay, "sleep")
    timer = loop.call_later(delay, _set_unless_done, future, result)
    try:
        return await future
    finally:
        timer.cancel()


def gather(*things, return_exceptions=False):
    loop = get_running_loop() if not things or not isinstance(things[0], Future) else things[0].get_loop()
    outer = loop.create_future()
    if not things:
        outer.set_result([])
        return outer
    children = []
    by_thing = {}
    for thing in things:
        key = id(thing)
        if key in by_thing:
            children.append(by_thing[key])
        else:
            child = ensure_future(thing, loop=loop)
            by_thing[key] = child
            children.append(child)
    unique = list(by_thing.values())
    state = _Gathering(outer, children, len(unique), return_exceptions)
    label_future(outer, state, "gather")
    for child in unique:
        child.add_done_callback(state.child_done)
    outer.add_done_callback(state.outer_done)
    return outer


class _Gathering:
    def __init__(self, outer, children, left, return_exceptions):
        self.outer = outer
        self.children = children
        self.left = left
        self.return_exceptions = return_exceptions

    def child_done(self, child):
        self.left -= 1
        if self.outer.done():
            return
        if not self.return_exceptions:
            if child.cancelled():
                self.outer.set_exception(_exception_of(child))
                return
            error = child.exception()
            if error is not None:
                self.outer.set_exception(error)
                return
        if self.left == 0:
            self.outer.set_result([_outcome(child) for child in self.children])

    def outer_done(self, outer):
        # Whoever cancels the gathering cancels what was gathered.
        if outer.cancelled():
            for child in self.children:
                child.cancel()


def _exception_of(future):
    if future.cancelled():
        return CancelledError()
    return future.exception()


def _outcome(future):
    error = _exception_of(future)
    return future.result() if error is None else error


async def wait(things, *, timeout=None, return_when=ALL_COMPLETED):
    futures = list(dict.fromkeys(things))
    if not futures:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return_when value: {return_when}")
    for future in futures:
        if iscoroutine(future):
            raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    loop = get_running_loop()
    waiter = loop.create_future()
    timer = None if timeout is None else loop.call_later(timeout, _set_unless_done, waiter, None)
    left = len(futures)

    def on_done(future):
        nonlocal left
        left -= 1
        enough = left == 0 or return_when == FIRST_COMPLETED
        if return_when == FIRST_EXCEPTION and not future.cancelled() and future.exception() is not None:
            enough = True
        if enough:
            if timer is not None:
                timer.cancel()
            _set_unless_done(waiter, None)

    for future in futures:
        future.add_done_callback(on_done)
    try:
        await waiter
    finally:
        if timer is not None:
            timer.cancel()
        for future in futures:
            future.remove_done_callback(on_done)
    return ({f for f in futures if f.done()}, {f for f in futures if not f.done()})


async def wait_for(thing, timeout):
    if timeout is None:
        return await thing
    if timeout <= 0:
        future = ensure_future(thing)
        if future.done():
            return future.result()
        await _cancel_and_wait(future)
        try:
            return future.result()
        except CancelledError as error:
            raise TimeoutError from error
    async with _Timeout(get_running_loop().time() + timeout):
        return await thing


async def _cancel_and_wait(future):
    waiter = get_running_loop().create_future()

    def on_done(future):
        _set_unless_done(waiter, None)

    future.add_done_callback(on_done)
    try:
        future.cancel()
        await waiter
    finally:
        future.remove_done_callback(on_done)


def timeout(delay):
    when = None if delay is None else get_running_loop().time() + delay
    return _Timeout(when)


def timeout_at(when):
    return _Timeout(when)


class _Timeout:
    def __init__(self, when):
        self._when = when
        self._expired = False
        self._timer = None
        self._task = None
        self._cancelling = 0

    def when(self):
        return self._when

    def expired(self):
        return self._expired

    def reschedule(self, when):
        self._when = when
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if when is not None:
            loop = get_running_loop()
            if when <= loop.time():
                self._timer = loop.call_soon(self._expire)
            else:
                self._timer = loop.call_at(when, self._expire)

    def _expire(self):
        self._expired = True
        self._timer = None
        self._task.cancel()

    async def __aenter__(self):
        self._task = current_task()
        self._cancelling = self._task.cancelling()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, kind, error, traceback):
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._expired and self._task.uncancel() <= self._cancelling:
            if error is not None and isinstance(error, CancelledError):
                raise TimeoutError from error
        return None


def shield(thing):
    inner = ensure_future(thing)
    if inner.done():
        return inner
    outer = inner.get_loop().create_future()

    def inner_done(inner):
        if outer.done():
            return
        if inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    def outer_done(outer):
        if not inner.done():
            inner.remove_done_callback(inner_done)

    inner.add_done_callback(inner_done)
    outer.add_done_callback(outer_done)
    return outer


def as_completed(things, *, timeout=None):
    done = Queue()
    pending = [ensure_future(thing) for thing in things]
    loop = get_running_loop()
    state = {"left": len(pending)}

    def on_done(future):
        if state["left"] > 0:
            state["left"] -= 1
            done.put_nowait(future)

    def on_timeout():
        while state["left"] > 0:
            state["left"] -= 1
            done.put_nowait(None)

    for future in pending:
        future.add_done_callback(on_done)
    if timeout is not None and pending:
        loop.call_later(timeout, on_timeout)
    return _next_completed(done, len(pending))


def _next_completed(done, count):
    for _ in range(count):
        yield _result_of_next(done)


async def _result_of_next(done):
    future = await done.get()
    if future is None:
        raise TimeoutError
    return future.result()


class TaskGroup:
    def __init__(self):
        self._tasks = []
        self._errors = []
        self._parent = None
        self._aborting = False
        self._parent_cancelled = False
        self._waiter = None
        self._exiting = False
        self._entered = False

    async def __aenter__(self):
        if self._entered:
            raise RuntimeError("TaskGroup has already been entered")
        self._entered = True
        self._parent = current_task()
        return self

    def create_task(self, coro, *, name=None):
        if not self._entered:
            raise RuntimeError("TaskGroup has not been entered")
        if self._exiting and not self._tasks:
            raise RuntimeError("TaskGroup is finished")
        if self._aborting:
            raise RuntimeError("TaskGroup is shutting down")
        task = create_task(coro, name=name)
        self._tasks.append(task)
        task.add_done_callback(self._on_done)
        return task

    async def __aexit__(self, kind, error, traceback):
        self._exiting = True
        cancellation = error if isinstance(error, CancelledError) else None
        if self._parent_cancelled:
            if self._parent.uncancel() == 0:
                cancellation = None
        if error is not None and not self._aborting:
            self._abort()
        while self._tasks:
            if self._waiter is None:
                self._waiter = get_running_loop().create_future()
            try:
                await self._waiter
            except CancelledError as stop:
                if not self._aborting:
                    cancellation = stop
                    self._abort()
            self._waiter = None
        if cancellation is not None and not self._errors:
            raise cancellation
        if error is not None and not isinstance(error, CancelledError):
            self._errors.append(error)
        if self._errors:
            errors = self._errors
            self._errors = []
            kind = ExceptionGroup
            for each in errors:
                if not isinstance(each, Exception):
                    kind = BaseExceptionGroup
            raise kind("unhandled errors in a TaskGroup", errors)
        return None

    def _abort(self):
        self._aborting = True
        for task in self._tasks:
            if not task.done():
                task.cancel()

    def _on_done(self, task):
        self._tasks.remove(task)
        if self._waiter is not None and not self._tasks and not self._waiter.done():
            self._waiter.set_result(True)
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            return
        self._errors.append(error)
        if not self._aborting and not self._parent_cancelled:
            self._abort()
            if not self._exiting:
                self._parent_cancelled = True
                self._parent.cancel()


def _wake_first(waiters):
    for future in waiters:
        if not future.done():
            future.set_result(True)
            return


class Event:
    def __init__(self):
        self._waiters = []
        self._value = False

    def is_set(self):
        return self._value

    def set(self):
        if not self._value:
            self._value = True
            for future in self._waiters:
                if not future.done():
                    future.set_result(True)

    def clear(self):
        self._value = False

    async def wait(self):
        if self._value:
            return True
        future = get_running_loop().create_future()
        label_future(future, self, "wait")
        self._waiters.append(future)
        try:
            await future
            return True
        finally:
            self._waiters.remove(future)


class Lock:
    def __init__(self):
        self._waiters = []
        self._locked = False

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, kind, error, traceback):
        self.release()

    def locked(self):
        return self._locked

    async def acquire(self):
        if not self._locked and all(future.cancelled() for future in self._waiters):
            self._locked = True
            return True
        future = get_running_loop().create_future()
        label_future(future, self, "acquire")
        self._waiters.append(future)
        try:
            try:
                await future
            finally:
                self._waiters.remove(future)
        except CancelledError:
            if not self._locked:
                _wake_first(self._waiters[:1])
            raise
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        _wake_first(self._waiters[:1])


class Condition:
    def __init__(self, lock=None):
        self._lock = Lock() if lock is None else lock
        self._waiters = []

    async def __aenter__(self):
        await self._lock.acquire()

    async def __aexit__(self, kind, error, traceback):
        self._lock.release()

    def locked(self):
        return self._lock.locked()

    async def acquire(self):
        return await self._lock.acquire()

    def release(self):
        self._lock.release()

    async def wait(self):
        if not self._lock.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        self._lock.release()
        try:
            future = get_running_loop().create_future()
            label_future(future, self, "condition")
            self._waiters.append(future)
            try:
                await future
                return True
            finally:
                self._waiters.remove(future)
        finally:
            cancelled = False
            while True:
                try:
                    await self._lock.acquire()
                    break
                except CancelledError:
                    cancelled = True
            if cancelled:
                raise CancelledError()

    async def wait_for(self, predicate):
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._lock.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        chosen = 0
        for future in self._waiters:
            if chosen >= n:
                break
            if not future.done():
                chosen += 1
                future.set_result(False)

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._waiters = []
        self._value = value

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, kind, error, traceback):
        self.release()

    def locked(self):
        return self._value == 0 or any(not future.cancelled() for future in self._waiters)

    async def acquire(self):
        if not self.locked():
            self._value -= 1
            return True
        future = get_running_loop().create_future()
        label_future(future, self, "acquire")
        self._waiters.append(future)
        try:
            try:
                await future
            finally:
                self._waiters.remove(future)
        except CancelledError:
            if future.done() and not future.cancelled():
                self._value += 1
            raise
        finally:
            while self._value > 0:
                if not self._wake_next():
                    break
        return True

    def release(self):
        self._value += 1
        self._wake_next()

    def _wake_next(self):
        for future in self._waiters:
            if not future.done():
                self._value -= 1
                future.set_result(True)
                return True
        return False


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        self._bound = value
        super().__init__(value)

    def release(self):
        if self._value >= self._bound:
            raise ValueError("BoundedSemaphore released too many times")
        super().release()


class Barrier:
    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self.parties = parties
        self._arrived = []
        self.broken = False

    @property
    def n_waiting(self):
        return len(self._arrived)

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, kind, error, traceback):
        pass

    async def wait(self):
        if self.broken:
            raise BrokenBarrierError("Barrier aborted")
        index = len(self._arrived)
        if index + 1 == self.parties:
            arrived = self._arrived
            self._arrived = []
            for future in arrived:
                if not future.done():
                    future.set_result(True)
            return index
        future = get_running_loop().create_future()
        label_future(future, self, "barrier")
        self._arrived.append(future)
        await future
        if self.broken:
            raise BrokenBarrierError("Abort of barrier")
        return index

    async def abort(self):
        self.broken = True
        for future in self._arrived:
            if not future.done():
                future.set_result(False)
        self._arrived = []

    async def reset(self):
        await self.abort()
        self.broken = False


class Queue:
    _kind = "fifo"

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._store = queue_store(self._kind, maxsize)
        self._getters = []
        self._putters = []
        self._unfinished = 0
        self._finished = Event()
        self._finished.set()

    @property
    def maxsize(self):
        return self._maxsize

    def qsize(self):
        return self._store.qsize()

    def empty(self):
        return self._store.empty()

    def full(self):
        return self._store.full()

    async def put(self, item):
        while self._store.full():
            future = get_running_loop().create_future()
            label_future(future, self._store, "put")
            self._putters.append(future)
            try:
                await future
            except CancelledError:
                future.cancel()
                if future in self._putters:
                    self._putters.remove(future)
                if not self._store.full() and not future.cancelled():
                    self._wake(self._putters)
                raise
        return self.put_nowait(item)

    def put_nowait(self, item):
        if self._store.full():
            raise QueueFull
        self._store.put_nowait(item)
        self._unfinished += 1
        self._finished.clear()
        self._wake(self._getters)

    async def get(self):
        while self._store.empty():
            future = get_running_loop().create_future()
            label_future(future, self._store, "get")
            self._getters.append(future)
            try:
                await future
            except CancelledError:
                future.cancel()
                if future in self._getters:
                    self._getters.remove(future)
                if not self._store.empty() and not future.cancelled():
                    self._wake(self._getters)
                raise
        return self.get_nowait()

    def get_nowait(self):
        if self._store.empty():
            raise QueueEmpty
        item = self._store.get_nowait()
        self._wake(self._putters)
        return item

    def _wake(self, waiters):
        while waiters:
            future = waiters.pop(0)
            if not future.done():
                future.set_result(None)
                break

    def task_done(self):
        if self._unfinished <= 0:
            raise ValueError("task_done() called too many times")
        self._store.task_done()
        self._unfinished -= 1
        if self._unfinished == 0:
            self._finished.set()

    async def join(self):
        if self._unfinished > 0:
            await self._finished.wait()


class LifoQueue(Queue):
    _kind = "lifo"


class PriorityQueue(Queue):
    _kind = "priority"


_pools = {}


def _pool_of(loop):
    pool = _pools.get(id(loop))
    if pool is None:
        pool = ThreadPoolExecutor(thread_name_prefix="asyncio")
        _pools[id(loop)] = pool
    return pool


def _stop_pool(loop):
    pool = _pools.pop(id(loop), None)
    if pool is not None:
        pool.shutdown()


def _run_in_executor(loop, executor, function, args):
    if executor is None:
        executor = _pool_of(loop)
    return wrap_future(executor.submit(function, *args), loop=loop)


def wrap_future(source, *, loop=None):
    if isinstance(source, Future):
        return source
    loop = loop or get_running_loop()
    future = loop.create_future()

    def copy(source):
        if future.done():
            return
        if source.cancelled():
            future.cancel()
        elif source.exception() is not None:
            future.set_exception(source.exception())
        else:
            future.set_result(source.result())

    def source_done(source):
        loop.call_soon_threadsafe(copy, source)

    def future_done(future):
        if future.cancelled():
            source.cancel()

    label_future(future, source, "pool")
    future.add_done_callback(future_done)
    source.add_done_callback(source_done)
    return future


async def to_thread(function, /, *args, **kwargs):
    loop = get_running_loop()
    return await wrap_future(_pool_of(loop).submit(function, *args, **kwargs), loop=loop)
