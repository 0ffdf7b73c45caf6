# Primitives of synchronisation, and numbers, that processes share.


class _Primitive:
    def __enter__(self):
        return self._store.__enter__()

    def __exit__(self, kind, error, traceback):
        self.release()

    def acquire(self, block=True, timeout=None):
        if not block:
            return self._store.acquire(False)
        if timeout is None:
            return self._store.acquire()
        return self._store.acquire(True, max(0.0, timeout))

    def release(self):
        try:
            self._store.release()
        except (RuntimeError, ValueError):
            raise ValueError("semaphore or lock released too many times") from None


class Lock(_Primitive):
    def __init__(self):
        self._store = to_kernel(threading.Lock())

    def __repr__(self):
        return f"<Lock(owner={'SomeOtherProcess' if self._store.locked() else None})>"


class RLock(_Primitive):
    def __init__(self):
        self._store = to_kernel(threading.RLock())

    def release(self):
        try:
            self._store.release()
        except RuntimeError:
            raise AssertionError("attempt to release recursive lock not owned by thread") from None

    def __repr__(self):
        return "<RLock(None, 0)>"


class Semaphore(_Primitive):
    def __init__(self, value=1):
        self._store = to_kernel(threading.Semaphore(value))

    def get_value(self):
        return self._store._value

    def __repr__(self):
        return f"<Semaphore(value={self.get_value()})>"


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        self._store = to_kernel(threading.BoundedSemaphore(value))
        self._most = value

    def __repr__(self):
        return f"<BoundedSemaphore(value={self.get_value()}, maxvalue={self._most})>"


class Condition:
    def __init__(self, lock=None):
        self._lock = lock or RLock()
        self._store = to_kernel(threading.Condition(self._lock._store))

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, kind, error, traceback):
        self._lock.release()

    def acquire(self, block=True, timeout=None):
        return self._lock.acquire(block, timeout)

    def release(self):
        self._lock.release()

    def wait(self, timeout=None):
        try:
            return self._store.wait(timeout)
        except RuntimeError:
            raise AssertionError("must acquire() condition before using wait()") from None

    def wait_for(self, predicate, timeout=None):
        result = predicate()
        if result:
            return result
        ends = None if timeout is None else monotonic() + timeout
        while not result:
            left = None if ends is None else ends - monotonic()
            if left is not None and left <= 0:
                break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        try:
            self._store.notify(n)
        except RuntimeError:
            raise AssertionError("lock is not owned") from None

    def notify_all(self):
        try:
            self._store.notify_all()
        except RuntimeError:
            raise AssertionError("lock is not owned") from None


class Event:
    def __init__(self):
        self._store = to_kernel(threading.Event())

    def is_set(self):
        return self._store.is_set()

    def set(self):
        self._store.set()

    def clear(self):
        self._store.clear()

    def wait(self, timeout=None):
        return self._store.wait(timeout)

    def __repr__(self):
        return f"<Event at {id(self):#x} {'set' if self.is_set() else 'unset'}>"


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        self._store = to_kernel(threading.Barrier(parties))
        self._action = action
        self._timeout = timeout

    def wait(self, timeout=None):
        index = self._store.wait(self._timeout if timeout is None else timeout)
        if index == 0 and self._action is not None:
            self._action()
        return index

    def reset(self):
        self._store.reset()

    def abort(self):
        self._store.abort()

    @property
    def parties(self):
        return self._store.parties

    @property
    def n_waiting(self):
        return self._store.n_waiting

    @property
    def broken(self):
        return self._store.broken


# Bits and sign of the integers of C; none for those of floating point.
_INTEGERS = {
    "b": (8, True), "B": (8, False), "h": (16, True), "H": (16, False), "i": (32, True), "I": (32, False),
    "l": (64, True), "L": (64, False), "q": (64, True), "Q": (64, False),
}


class _Code:
    def __init__(self, kind):
        code = kind if isinstance(kind, str) else getattr(kind, "_code", None)
        if code is None or code not in "bBhHiIlLqQfd?":
            raise TypeError(f"this type cannot be shared here: {kind!r}")
        self.code = code

    def coerce(self, value):
        if self.code == "?":
            return bool(value)
        if self.code in "fd":
            if not isinstance(value, (int, float)):
                raise TypeError(f"must be real number, not {type(value).__name__}")
            return float(value)
        if not isinstance(value, int):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
        bits, signed = _INTEGERS[self.code]
        value = int(value) & ((1 << bits) - 1)
        if signed and value >> (bits - 1):
            value -= 1 << bits
        return value


class _RawValue:
    def __init__(self, kind, value=0):
        self._code = _Code(kind)
        self._store = shared_values(self._code.coerce(value))

    @property
    def value(self):
        return shared_get(self._store, 0)

    @value.setter
    def value(self, value):
        shared_set(self._store, 0, self._code.coerce(value))


class _RawArray:
    def __init__(self, kind, source):
        self._code = _Code(kind)
        values = [0] * source if isinstance(source, int) else list(source)
        self._length = len(values)
        self._store = shared_values([self._code.coerce(value) for value in values])

    def __len__(self):
        return self._length

    def _place(self, index):
        if index < 0:
            index += self._length
        if not 0 <= index < self._length:
            raise IndexError("invalid index")
        return index

    def __getitem__(self, index):
        if isinstance(index, slice):
            return [shared_get(self._store, i) for i in list(range(self._length))[index]]
        return shared_get(self._store, self._place(index))

    def __setitem__(self, index, value):
        if isinstance(index, slice):
            places = list(range(self._length))[index]
            values = list(value)
            if len(values) != len(places):
                raise ValueError("Can only assign sequence of same size")
            for i, each in zip(places, values):
                shared_set(self._store, i, self._code.coerce(each))
        else:
            shared_set(self._store, self._place(index), self._code.coerce(value))

    def __iter__(self):
        for index in range(self._length):
            yield self[index]


class Synchronized:
    def __init__(self, raw, lock=None):
        self._raw = raw
        self._store = raw._store
        self._lock = lock or RLock()

    def get_lock(self):
        return self._lock

    def get_obj(self):
        return self._raw

    def acquire(self, block=True, timeout=None):
        return self._lock.acquire(block, timeout)

    def release(self):
        self._lock.release()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, kind, error, traceback):
        self._lock.release()

    # Reading takes the lock, and so does writing: `+=` does both, one after the other.
    @property
    def value(self):
        with self._lock:
            return self._raw.value

    @value.setter
    def value(self, value):
        with self._lock:
            self._raw.value = value

    def __repr__(self):
        return f"<Synchronized wrapper for {self._raw!r}>"


class SynchronizedArray(Synchronized):
    def __len__(self):
        return len(self._raw)

    def __getitem__(self, index):
        with self._lock:
            return self._raw[index]

    def __setitem__(self, index, value):
        with self._lock:
            self._raw[index] = value

    def __iter__(self):
        for index in range(len(self._raw)):
            yield self[index]

    def __repr__(self):
        return f"<SynchronizedArray wrapper for {self._raw!r}>"


def RawValue(typecode_or_type, *args):
    return _RawValue(typecode_or_type, *args)


def RawArray(typecode_or_type, size_or_initializer):
    return _RawArray(typecode_or_type, size_or_initializer)


def Value(typecode_or_type, *args, lock=True):
    raw = _RawValue(typecode_or_type, *args)
    if lock is False:
        return raw
    return Synchronized(raw, None if lock is True or lock is None else lock)


def Array(typecode_or_type, size_or_initializer, *, lock=True):
    raw = _RawArray(typecode_or_type, size_or_initializer)
    if lock is False:
        return raw
    return SynchronizedArray(raw, None if lock is True or lock is None else lock)
