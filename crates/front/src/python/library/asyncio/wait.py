# Waiting for several things, or for only so long.


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
    gather_future(outer, unique)
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
            if not child.cancelled():
                # Whoever gathers has heard of a first exception: the others count as looked at.
                child.exception()
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
            if cancel_requested(self.outer):
                self.outer.set_exception(CancelledError())
                return
            self.outer.set_result([_outcome(child) for child in self.children])


def _exception_of(future):
    if future.cancelled():
        return CancelledError()
    return future.exception()


def _outcome(future):
    try:
        return future.result()
    except CancelledError as error:
        # `_done_callback` of `gather`: without a message it has an empty one.
        return CancelledError(*(error.args or ("",)))
    except BaseException as error:
        return error


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
    # CPython 3.11: what is waited for is a task of its own.
    loop = get_running_loop()
    waiter = loop.create_future()
    timer = loop.call_later(timeout, _set_unless_done, waiter, None)

    def on_done(future):
        _set_unless_done(waiter, None)

    future = ensure_future(thing)
    label_future(waiter, future, "wait_for")
    future.add_done_callback(on_done)
    try:
        try:
            await waiter
        except CancelledError:
            if future.done():
                return future.result()
            future.remove_done_callback(on_done)
            await _cancel_and_wait(future)
            raise
        if future.done():
            return future.result()
        future.remove_done_callback(on_done)
        await _cancel_and_wait(future)
        try:
            return future.result()
        except CancelledError as error:
            raise TimeoutError from error
    finally:
        timer.cancel()


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
    return Timeout(when)


def timeout_at(when):
    return Timeout(when)


class Timeout:
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
