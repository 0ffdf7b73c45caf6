# Pools of processes.

_RUN = "RUN"
_CLOSE = "CLOSE"
_TERMINATE = "TERMINATE"

_pools = itertools.count(1)


class RemoteTraceback(Exception):
    def __init__(self, text):
        self.text = text

    def __str__(self):
        return f'\n"""\n{self.text}"""'


class MaybeEncodingError(Exception):
    def __init__(self, exc, value):
        self.exc = repr(exc)
        self.value = repr(value)
        super().__init__(self.exc, self.value)

    def __str__(self):
        return f"Error sending result: '{self.value}'. Reason: '{self.exc}'"


# What a worker sends back: whether all went well, and the result, or the exception with its traceback.
def _outcome(function, args, kwds):
    try:
        return True, function(*args, **kwds)
    except Exception as error:
        return False, (error, traceback_text(error))


def _send(results, head, outcome):
    try:
        results.put((*head, outcome))
    except Exception as error:
        wrapped = MaybeEncodingError(error, outcome[1])
        results.put((*head, (False, (wrapped, ""))))


def _received(outcome):
    good, value = outcome
    if not good:
        error, text = value
        if text:
            error.__cause__ = RemoteTraceback(text)
        value = error
    return good, value


def _pool_worker(tasks, results, initializer, initargs, most):
    if initializer is not None:
        initializer(*initargs)
    done = 0
    while most is None or done < most:
        task = tasks.get()
        if task is None:
            return
        job, index, function, args, kwds = task
        _send(results, (job, index), _outcome(function, args, kwds))
        done += 1


def _map_chunk(function, chunk):
    return [function(item) for item in chunk]


def _starmap_chunk(function, chunk):
    return [function(*items) for items in chunk]


class ApplyResult:
    def __init__(self, pool, callback, error_callback):
        self._event = threading.Event()
        self._pool = pool
        self._job = next(pool._jobs)
        self._callback = callback
        self._error_callback = error_callback
        self._success = True
        self._value = None
        pool._waiting[self._job] = self

    def ready(self):
        return self._event.is_set()

    def successful(self):
        if not self.ready():
            raise ValueError(f"{self!r} not ready")
        return self._success

    def wait(self, timeout=None):
        self._event.wait(timeout)

    def get(self, timeout=None):
        self.wait(timeout)
        if not self.ready():
            raise TimeoutError
        if self._success:
            return self._value
        raise self._value

    def _set(self, index, outcome):
        self._success, self._value = outcome
        self._finish()

    def _finish(self):
        if self._success:
            if self._callback is not None:
                self._callback(self._value)
        elif self._error_callback is not None:
            self._error_callback(self._value)
        self._pool._waiting.pop(self._job, None)
        self._event.set()


AsyncResult = ApplyResult


class MapResult(ApplyResult):
    def __init__(self, pool, chunks, callback, error_callback):
        ApplyResult.__init__(self, pool, callback, error_callback)
        self._parts = [None] * chunks
        self._left = chunks
        if chunks == 0:
            self._value = []
            self._pool._waiting.pop(self._job, None)
            self._event.set()

    def _set(self, index, outcome):
        good, value = outcome
        self._left -= 1
        if good and self._success:
            self._parts[index] = value
        elif not good and self._success:
            self._success = False
            self._value = value
        if self._left == 0:
            if self._success:
                self._value = [item for part in self._parts for item in part]
            self._finish()


# In the order of the items, or as they come.
class IMapIterator:
    def __init__(self, pool, ordered):
        self._pool = pool
        self._job = next(pool._jobs)
        self._ordered = ordered
        self._arrived = threading.Condition(threading.Lock())
        self._ready = collections.deque()
        self._early = {}
        self._index = 0
        self._length = None
        pool._waiting[self._job] = self

    def __iter__(self):
        return self

    def next(self, timeout=None):
        with self._arrived:
            if not self._ready and self._index != self._length:
                self._arrived.wait(timeout)
                if not self._ready and self._index != self._length:
                    raise TimeoutError
            if not self._ready:
                raise StopIteration
            good, value = self._ready.popleft()
        if good:
            return value
        raise value

    __next__ = next

    def _set(self, index, outcome):
        with self._arrived:
            if not self._ordered or index == self._index:
                self._ready.append(outcome)
                self._index += 1
                while self._ordered and self._index in self._early:
                    self._ready.append(self._early.pop(self._index))
                    self._index += 1
                self._arrived.notify()
            else:
                self._early[index] = outcome
            if self._index == self._length:
                self._pool._waiting.pop(self._job, None)

    def _set_length(self, length):
        with self._arrived:
            self._length = length
            if self._index == length:
                self._arrived.notify()
                self._pool._waiting.pop(self._job, None)


class Pool:
    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None, context=None):
        if processes is None:
            processes = cpu_count() or 1
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._method = context.get_start_method() if context is not None else get_start_method()
        self._count = processes
        self._initializer = initializer
        self._initargs = initargs
        self._most = maxtasksperchild
        self._tasks = self._make_queue()
        self._results = self._make_queue()
        self._jobs = itertools.count()
        self._waiting = {}
        self._state = _RUN
        self._closing = threading.Lock()
        self._dismissed = False
        self._workers = []
        for _ in range(processes):
            self._add_worker()
        self._handler = threading.Thread(target=self._handle_results, name=f"Pool-{next(_pools)} (results)")
        self._handler._daemonic = "pool"
        self._handler.start()

    def _make_queue(self):
        return SimpleQueue()

    def _add_worker(self):
        kind = ForkProcess if self._method == "fork" else SpawnProcess
        worker = kind(
            target=_pool_worker,
            args=(self._tasks, self._results, self._initializer, self._initargs, self._most),
            daemon=True,
        )
        worker.name = worker.name.replace("Process", "PoolWorker")
        self._workers.append(worker)
        worker.start()
        notify_exit(worker._number, self._results._store)

    # Results come here, and the numbers of workers that have ended; they are replaced while the pool is open.
    def _handle_results(self):
        while True:
            message = self._results.get()
            if message is None:
                return
            if isinstance(message, int):
                self._workers = [worker for worker in self._workers if worker._number != message]
                if self._state == _RUN or self._state == _CLOSE and self._waiting:
                    self._add_worker()
                elif not self._workers:
                    return
                continue
            job, index, outcome = message
            waiting = self._waiting.get(job)
            if waiting is not None:
                waiting._set(index, _received(outcome))
            self._dismiss_when_done()

    def _check_running(self):
        if self._state != _RUN:
            raise ValueError("Pool not running")

    def _submit(self, job, index, function, args, kwds):
        try:
            self._tasks.put((job, index, function, args, kwds))
        except Exception as error:
            self._waiting[job]._set(index, (False, error))

    def apply(self, func, args=(), kwds={}):
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        self._check_running()
        result = ApplyResult(self, callback, error_callback)
        self._submit(result._job, 0, func, args, kwds)
        return result

    def map(self, func, iterable, chunksize=None):
        return self.map_async(func, iterable, chunksize).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map(func, iterable, _map_chunk, chunksize, callback, error_callback)

    def starmap(self, func, iterable, chunksize=None):
        return self.starmap_async(func, iterable, chunksize).get()

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map(func, iterable, _starmap_chunk, chunksize, callback, error_callback)

    def _map(self, function, iterable, mapper, chunksize, callback, error_callback):
        self._check_running()
        items = list(iterable)
        if chunksize is None:
            chunksize, extra = divmod(len(items), self._count * 4)
            if extra:
                chunksize += 1
        chunks = [items[at:at + chunksize] for at in range(0, len(items), max(1, chunksize))]
        result = MapResult(self, len(chunks), callback, error_callback)
        for index, chunk in enumerate(chunks):
            self._submit(result._job, index, mapper, (function, chunk), {})
        return result

    def imap(self, func, iterable, chunksize=1):
        return self._imap(func, iterable, chunksize, True)

    def imap_unordered(self, func, iterable, chunksize=1):
        return self._imap(func, iterable, chunksize, False)

    def _imap(self, function, iterable, chunksize, ordered):
        self._check_running()
        if chunksize < 1:
            raise ValueError(f"Chunksize must be 1+, not {chunksize:n}")
        result = IMapIterator(self, ordered)
        items = list(iterable)
        if chunksize == 1:
            for index, item in enumerate(items):
                self._submit(result._job, index, function, (item,), {})
            result._set_length(len(items))
            return result
        chunks = [items[at:at + chunksize] for at in range(0, len(items), chunksize)]
        for index, chunk in enumerate(chunks):
            self._submit(result._job, index, _map_chunk, (function, chunk), {})
        result._set_length(len(chunks))
        return (item for chunk in result for item in chunk)

    def close(self):
        if self._state == _RUN:
            self._state = _CLOSE
            self._dismiss_when_done()

    # Workers go once a closed pool has all its results, so that none that was replaced waits for ever.
    def _dismiss_when_done(self):
        with self._closing:
            if self._state != _CLOSE or self._waiting or self._dismissed:
                return
            self._dismissed = True
        for _ in self._workers:
            self._tasks.put(None)

    def terminate(self):
        self._state = _TERMINATE
        for worker in list(self._workers):
            worker.terminate()
        for worker in list(self._workers):
            worker.join()

    def join(self):
        if self._state == _RUN:
            raise ValueError("Pool is still running")
        for worker in list(self._workers):
            worker.join()
        self._handler.join()

    def __enter__(self):
        self._check_running()
        return self

    def __exit__(self, kind, error, traceback):
        self.terminate()

    def __repr__(self):
        return f"<multiprocessing.pool.Pool state={self._state} pool_size={len(self._workers)}>"


class _PoolThread(threading.Thread):
    # By what the pool knows its workers, as with processes.
    @property
    def _number(self):
        return self._ident

    def run(self):
        try:
            threading.Thread.run(self)
        finally:
            self._pool._results.put(self._number)


class ThreadPool(Pool):
    def __init__(self, processes=None, initializer=None, initargs=()):
        Pool.__init__(self, processes, initializer, initargs)

    def _make_queue(self):
        return queue.SimpleQueue()

    def _add_worker(self):
        worker = _PoolThread(
            target=_pool_worker,
            args=(self._tasks, self._results, self._initializer, self._initargs, self._most),
        )
        worker._pool = self
        worker._daemonic = True
        self._workers.append(worker)
        worker.start()

    def terminate(self):
        self.close()
