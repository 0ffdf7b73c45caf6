# What tasks wait for: primitives made of futures, which wake whoever waits in order.


def _wake_first(waiters):
    for future in waiters:
        if not future.done():
            future.set_result(True)
            return


def _shown(thing, state):
    if thing._waiters:
        state += f", waiters:{len(thing._waiters)}"
    return f"<asyncio.locks.{type(thing).__name__} object at {id(thing):#x} [{state}]>"


class Event:
    def __init__(self):
        self._waiters = []
        self._value = False

    def __repr__(self):
        return _shown(self, "set" if self._value else "unset")

    def is_set(self):
        return self._value

    def set(self):
        if not self._value:
            self._value = True
            note(self, "set", 0)
            for future in self._waiters:
                if not future.done():
                    future.set_result(True)

    def clear(self):
        if self._value:
            self._value = False
            note(self, "cleared", 0)

    async def wait(self):
        if self._value:
            note(self, "saw", 0)
            return True
        future = labelled_future(self, "wait")
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

    def __repr__(self):
        return _shown(self, "locked" if self._locked else "unlocked")

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, kind, error, traceback):
        self.release()

    def locked(self):
        return self._locked

    async def acquire(self):
        if not self._locked and all(future.cancelled() for future in self._waiters):
            self._locked = True
            note(self, "acquired", 0)
            return True
        future = labelled_future(self, "acquire")
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
        note(self, "acquired", 0)
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        note(self, "released", 0)
        _wake_first(self._waiters[:1])


class Condition:
    def __init__(self, lock=None):
        self._lock = Lock() if lock is None else lock
        self._waiters = []

    def __repr__(self):
        return _shown(self, "locked" if self.locked() else "unlocked")

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
            future = labelled_future(self, "condition")
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
        note(self, "notified", chosen)

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        self._waiters = []
        self._value = value

    def __repr__(self):
        return _shown(self, "locked" if self.locked() else f"unlocked, value:{self._value}")

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
        future = labelled_future(self, "acquire")
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
        future = labelled_future(self, "barrier")
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
