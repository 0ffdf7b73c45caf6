# Queues of tasks. The items are in a store of the engine, so that a queue can be seen.


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
        self._init(maxsize)

    @property
    def maxsize(self):
        return self._maxsize

    # What classes derived from this one override.
    def _init(self, maxsize):
        pass

    def _put(self, item):
        self._store.put_nowait(item)

    def _get(self):
        return self._store.get_nowait()

    def qsize(self):
        return self._store.qsize()

    def empty(self):
        return self._store.empty()

    def full(self):
        return self._store.full()

    async def put(self, item):
        while self._store.full():
            future = labelled_future(self._store, "put")
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
        self._put(item)
        self._unfinished += 1
        self._finished.clear()
        self._wake(self._getters)

    async def get(self):
        while self._store.empty():
            future = labelled_future(self._store, "get")
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
        item = self._get()
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


    def _format(self):
        parts = [f"maxsize={self._maxsize!r}"]
        if self._getters:
            parts.append(f"_getters[{len(self._getters)}]")
        if self._putters:
            parts.append(f"_putters[{len(self._putters)}]")
        if self._unfinished:
            parts.append(f"tasks={self._unfinished}")
        return " ".join(parts)

    def __str__(self):
        return f"<{type(self).__name__} {self._format()}>"

    def __repr__(self):
        return f"<{type(self).__name__} at {id(self):#x} {self._format()}>"


class LifoQueue(Queue):
    _kind = "lifo"


class PriorityQueue(Queue):
    _kind = "priority"
