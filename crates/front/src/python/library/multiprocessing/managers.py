# Managers: a process that keeps objects, and proxies for them elsewhere. A request is answered before the next is read.


class _SharedQueue(SimpleQueue):
    _shareable = True


class Namespace:
    def __init__(self, /, **kwds):
        for name, value in kwds.items():
            setattr(self, name, value)

    def __repr__(self):
        items = [f"{name}={value!r}" for name, value in self.__dict__.items() if not name.startswith("_")]
        return f"Namespace({', '.join(sorted(items))})"


class _Holder:
    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return f"Value('i', {self.value!r})"


_OPERATIONS = {
    "__getitem__": lambda kept, key: kept[key],
    "__contains__": lambda kept, item: item in kept,
    "__len__": lambda kept: len(kept),
    "__str__": lambda kept: repr(kept),
    "__add__": lambda kept, other: kept + other,
    "__mul__": lambda kept, times: kept * times,
    "keys": lambda kept: list(kept.keys()),
    "values": lambda kept: list(kept.values()),
    "items": lambda kept: list(kept.items()),
    "getattr": lambda kept, name: getattr(kept, name),
    "setattr": lambda kept, name, value: setattr(kept, name, value),
    "copied": lambda kept: kept,
}


def _operate_on(kept, method, args, kwds):
    if method == "__setitem__":
        kept[args[0]] = args[1]
    elif method == "__delitem__":
        del kept[args[0]]
    elif method in _OPERATIONS:
        return _OPERATIONS[method](kept, *args)
    else:
        return getattr(kept, method)(*args, **kwds)


def _serve(requests):
    kept = {}
    while True:
        request = requests.get()
        if request is None:
            return
        reply, number, method, args, kwds = request
        try:
            if method == "create":
                number = len(kept)
                kept[number] = args[0]
                outcome = (True, number)
            else:
                outcome = (True, _operate_on(kept[number], method, args, kwds))
        except Exception as error:
            outcome = (False, error)
        reply.put(outcome)


class BaseProxy:
    _shareable = True

    def __init__(self, requests, kept):
        # What a proxy knows it has without asking the manager.
        object.__setattr__(self, "_requests", requests)
        object.__setattr__(self, "_number", None)
        object.__setattr__(self, "_number", self._callmethod("create", (kept,)))

    def _callmethod(self, method, args=(), kwds={}):
        reply = _SharedQueue()
        self._requests.put((reply, self._number, method, args, kwds))
        good, value = reply.get()
        if good:
            return value
        raise value

    def _getvalue(self):
        return self._callmethod("copied")

    def __str__(self):
        return self._callmethod("__str__")

    def __repr__(self):
        kind = type(self).__name__
        return f"<{kind} object, typeid {kind.replace('Proxy', '').lower()!r} at {id(self):#x}>"


class _ContainerProxy(BaseProxy):
    def __getitem__(self, key):
        return self._callmethod("__getitem__", (key,))

    def __setitem__(self, key, value):
        self._callmethod("__setitem__", (key, value))

    def __delitem__(self, key):
        self._callmethod("__delitem__", (key,))

    def __contains__(self, item):
        return self._callmethod("__contains__", (item,))

    def __len__(self):
        return self._callmethod("__len__")

    def pop(self, *args):
        return self._callmethod("pop", args)

    def clear(self):
        self._callmethod("clear")

    def copy(self):
        return self._callmethod("copy")


class DictProxy(_ContainerProxy):
    def __iter__(self):
        return iter(self._callmethod("keys"))

    def get(self, *args):
        return self._callmethod("get", args)

    def keys(self):
        return self._callmethod("keys")

    def values(self):
        return self._callmethod("values")

    def items(self):
        return self._callmethod("items")

    def popitem(self):
        return self._callmethod("popitem")

    def setdefault(self, *args):
        return self._callmethod("setdefault", args)

    def update(self, *args, **kwds):
        self._callmethod("update", args, kwds)


class ListProxy(_ContainerProxy):
    def __iter__(self):
        index = 0
        while True:
            try:
                item = self[index]
            except IndexError:
                return
            yield item
            index += 1

    def __add__(self, other):
        return self._callmethod("__add__", (other,))

    def __mul__(self, times):
        return self._callmethod("__mul__", (times,))

    def __iadd__(self, items):
        self._callmethod("extend", (list(items),))
        return self

    def append(self, item):
        self._callmethod("append", (item,))

    def extend(self, items):
        self._callmethod("extend", (list(items),))

    def insert(self, index, item):
        self._callmethod("insert", (index, item))

    def remove(self, item):
        self._callmethod("remove", (item,))

    def reverse(self):
        self._callmethod("reverse")

    def sort(self, *, key=None, reverse=False):
        self._callmethod("sort", (), {"key": key, "reverse": reverse})

    def count(self, item):
        return self._callmethod("count", (item,))

    def index(self, *args):
        return self._callmethod("index", args)


class NamespaceProxy(BaseProxy):
    def __getattr__(self, name):
        return self._callmethod("getattr", (name,))

    def __setattr__(self, name, value):
        self._callmethod("setattr", (name, value))


class ValueProxy(BaseProxy):
    def get(self):
        return self._callmethod("getattr", ("value",))

    def set(self, value):
        self._callmethod("setattr", ("value", value))

    @property
    def value(self):
        return self.get()

    @value.setter
    def value(self, value):
        self.set(value)


# What a manager gives out to be waited for is the operating system's, and may be sent.
class _SharedLock(Lock):
    _shareable = True


class _SharedRLock(RLock):
    _shareable = True


class _SharedSemaphore(Semaphore):
    _shareable = True


class _SharedEvent(Event):
    _shareable = True


class _SharedJoinableQueue(JoinableQueue):
    _shareable = True


class SyncManager:
    def __init__(self):
        self._requests = None
        self._process = None

    def start(self):
        self._requests = _SharedQueue()
        self._process = Process(target=_serve, args=(self._requests,))
        self._process._name = f"SyncManager-{':'.join([str(i) for i in self._process._identity])}"
        self._process._daemon = "pool"
        self._process.start()

    def shutdown(self):
        if self._process.is_alive():
            self._requests.put(None)
            self._process.join()

    def __enter__(self):
        if self._process is None:
            self.start()
        return self

    def __exit__(self, kind, error, traceback):
        self.shutdown()

    def dict(self, *args, **kwds):
        return DictProxy(self._requests, dict(*args, **kwds))

    def list(self, *args):
        return ListProxy(self._requests, list(*args))

    def Namespace(self, **kwds):
        return NamespaceProxy(self._requests, Namespace(**kwds))

    def Value(self, typecode, value):
        return ValueProxy(self._requests, _Holder(value))

    def Lock(self):
        return _SharedLock()

    def RLock(self):
        return _SharedRLock()

    def Semaphore(self, value=1):
        return _SharedSemaphore(value)

    def Event(self):
        return _SharedEvent()

    def Queue(self, maxsize=0):
        return _SharedJoinableQueue(maxsize)

    def JoinableQueue(self, maxsize=0):
        return _SharedJoinableQueue(maxsize)


def Manager():
    manager = SyncManager()
    manager.start()
    return manager
