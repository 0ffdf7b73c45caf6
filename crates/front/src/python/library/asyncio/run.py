# Event loops' coroutine side: tasks, waiting, and primitives made of futures. Loops, futures and tasks are natives.

from _interleave import (
    cancel_requested,
    close_loop,
    current_context,
    current_thread_number,
    function_kind,
    gather_future,
    label_future,
    labelled_future,
    new_loop,
    note,
    queue_store,
    running_loop_or_none,
    set_current_context,
    set_unless_done as _set_unless_done,
    sleep_future,
    yield_to_loop,
)
from _hooks import leaving
from builtins import TimeoutError
from concurrent.futures import Future as _PoolFuture
from concurrent.futures import ThreadPoolExecutor
from queue import _get_by_code, _put_by_code
from threading import current_thread

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
    if leaving or loop.get_exception_handler() is not None:
        # What the last task left behind is looked for, or closed, in a round of the loop.
        loop.run_until_complete(_close_what_is_left())


async def _close_what_is_left():
    await sleep(0)
    await gather(*[task for task in all_tasks() if task is not current_task()], return_exceptions=True)


class Runner:
    def __init__(self, *, debug=None, loop_factory=None):
        self._loop = new_loop()

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        self.close()

    def run(self, coro, *, context=None):
        if not iscoroutine(coro):
            raise ValueError(f"a coroutine was expected, got {coro!r}")
        if running_loop_or_none() is not None:
            raise RuntimeError("Runner.run() cannot be called from a running event loop")
        return self._loop.run_until_complete(self._loop.create_task(coro))

    def get_loop(self):
        return self._loop

    def close(self):
        _cancel_leftovers(self._loop)
        _stop_pool(self._loop)
        close_loop(self._loop)


def new_event_loop():
    return new_loop()


# The loop that each thread has chosen.
_chosen = {}


def get_event_loop():
    loop = running_loop_or_none()
    if loop is None:
        loop = _chosen.get(current_thread_number())
    if loop is None:
        if current_thread_number() != 0:
            raise RuntimeError(f"There is no current event loop in thread {current_thread().name!r}.")
        loop = _chosen[0] = new_loop()
    return loop


def set_event_loop(loop):
    _chosen[current_thread_number()] = loop


class DefaultEventLoopPolicy:
    pass


class WindowsSelectorEventLoopPolicy:
    pass


# There is one kind of loop.
def set_event_loop_policy(policy):
    pass


def iscoroutinefunction(function):
    return function_kind(function) == "coroutine"


def run_coroutine_threadsafe(coro, loop):
    if not iscoroutine(coro):
        raise TypeError("A coroutine object is required")
    future = _PoolFuture()

    def finished(task):
        if future.cancelled():
            return
        if task.cancelled():
            future.cancel()
        elif task.exception() is not None:
            future.set_exception(task.exception())
        else:
            future.set_result(task.result())

    def begin():
        task = ensure_future(coro, loop=loop)
        future.set_running_or_notify_cancel()
        task.add_done_callback(finished)

    loop.call_soon_threadsafe(begin)
    return future


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


async def sleep(delay, result=None):
    if delay <= 0:
        yield_to_loop()
        return result
    return await sleep_future(delay, result, "sleep")
