# Queues and pipes between processes. What is put is sent at once: there is no feeder thread.


class Queue:
    def __init__(self, maxsize=0):
        self._store = to_kernel(queue.Queue(max(0, maxsize)))
        self._closed = False

    def put(self, obj, block=True, timeout=None):
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        try:
            self._store.put(obj, block, timeout)
        except queue.Full:
            raise
        except Exception as error:
            # CPython's feeder thread finds out that something cannot be sent, and goes on.
            write_error(traceback_text(error))

    def get(self, block=True, timeout=None):
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        return self._store.get(block, None if timeout is None else max(0.0, timeout))

    def put_nowait(self, obj):
        self.put(obj, False)

    def get_nowait(self):
        return self.get(False)

    def qsize(self):
        return self._store.qsize()

    def empty(self):
        return self._store.empty()

    def full(self):
        return self._store.full()

    def close(self):
        self._closed = True

    def join_thread(self):
        assert self._closed, f"Queue {self!r} not closed"

    def cancel_join_thread(self):
        pass


class JoinableQueue(Queue):
    def task_done(self):
        self._store.task_done()

    def join(self):
        self._store.join()


class SimpleQueue:
    def __init__(self):
        self._store = to_kernel(queue.Queue())

    def put(self, obj):
        self._store.put(obj)

    def get(self):
        return self._store.get()

    def empty(self):
        return self._store.empty()

    def close(self):
        pass


# A connection has the end of one pipe that it reads from, and that of another one that it writes to.
class Connection:
    _shareable = True

    def __init__(self, reads, writes):
        self._store = reads
        self._store_out = writes
        self._closed = False
        self._hold()

    def _hold(self):
        if self._store is not None:
            pipe_end(self._store, False, True)
        if self._store_out is not None:
            pipe_end(self._store_out, True, True)

    def _check(self, end, message):
        if self._closed:
            raise OSError("handle is closed")
        if end is None:
            raise OSError(message)

    def send(self, obj):
        self._check(self._store_out, "connection is read-only")
        self._store_out.put(obj)

    def recv(self):
        self._check(self._store, "connection is write-only")
        return self._store.get()

    def poll(self, timeout=0.0):
        self._check(self._store, "connection is write-only")
        return pipe_poll(self._store, timeout)

    def close(self):
        if not self._closed:
            self._closed = True
            if self._store is not None:
                pipe_end(self._store, False, False)
            if self._store_out is not None:
                pipe_end(self._store_out, True, False)

    @property
    def closed(self):
        return self._closed

    @property
    def readable(self):
        return self._store is not None

    @property
    def writable(self):
        return self._store_out is not None

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        self.close()


def Pipe(duplex=True):
    forth = to_kernel(queue.Queue())
    if not duplex:
        return Connection(forth, None), Connection(None, forth)
    back = to_kernel(queue.Queue())
    return Connection(back, forth), Connection(forth, back)


# A spawned process opens the ends of the connections that it was given.
def _hold_connections(value):
    if isinstance(value, Connection):
        value._hold()
    elif isinstance(value, (list, tuple)):
        for item in value:
            _hold_connections(item)
    elif isinstance(value, dict):
        for item in value.values():
            _hold_connections(item)
