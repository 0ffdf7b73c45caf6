# Abstract collections: what is one is asked of its methods.


class _Kind(type):
    def __instancecheck__(cls, thing):
        for base in type(thing).__mro__:
            if base is cls:
                return True
        return bool(cls._needs) and all([hasattr(type(thing), name) for name in cls._needs])

    def __getitem__(cls, item):
        return cls


class Callable(metaclass=_Kind):
    _needs = ("__call__",)


class _HashableKind(_Kind):
    def __instancecheck__(cls, thing):
        try:
            hash(thing)
        except TypeError:
            return False
        return True


class Hashable(metaclass=_HashableKind):
    _needs = ("__hash__",)


class Sized(metaclass=_Kind):
    _needs = ("__len__",)


class Container(metaclass=_Kind):
    _needs = ("__contains__",)


class Iterable(metaclass=_Kind):
    _needs = ("__iter__",)


class Collection(Iterable):
    _needs = ("__len__", "__iter__", "__contains__")


class Iterator(Iterable):
    _needs = ("__iter__", "__next__")

    def __iter__(self):
        return self


class _ReversibleKind(_Kind):
    def __instancecheck__(cls, thing):
        if isinstance(thing, (list, tuple, str, range, dict)):
            return True
        return super().__instancecheck__(thing)


class Reversible(Iterable, metaclass=_ReversibleKind):
    _needs = ("__iter__", "__reversed__")


class Generator(Iterator):
    _needs = ("__next__", "send", "throw")


class Sequence(Collection):
    _needs = ("__getitem__", "index", "count", "__len__")


class MutableSequence(Sequence):
    _needs = ("insert", "append", "__len__")


class Set(Collection):
    _needs = ("isdisjoint", "__len__")


class MutableSet(Set):
    _needs = ("add", "discard")


class Mapping(Collection):
    _needs = ("keys", "__getitem__", "items")

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def keys(self):
        return list(self)

    def values(self):
        return [self[key] for key in self]

    def items(self):
        return [(key, self[key]) for key in self]

    def __eq__(self, other):
        return isinstance(other, (dict, Mapping)) and dict(self.items()) == dict(other.items())


class MutableMapping(Mapping):
    _needs = ("keys", "__setitem__", "pop")

    def pop(self, key, *default):
        try:
            value = self[key]
        except KeyError:
            if not default:
                raise
            return default[0]
        del self[key]
        return value

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, *others, **named):
        for other in (*others, named):
            pairs = other.items() if hasattr(other, "items") else other
            for key, value in pairs:
                self[key] = value

    def clear(self):
        for key in list(self):
            del self[key]


class Awaitable(metaclass=_Kind):
    _needs = ("__await__",)


class Coroutine(Awaitable):
    _needs = ("__await__", "send", "throw", "close")


class AsyncIterable(metaclass=_Kind):
    _needs = ("__aiter__",)


class AsyncIterator(AsyncIterable):
    _needs = ("__aiter__", "__anext__")

    def __aiter__(self):
        return self


class AsyncGenerator(AsyncIterator):
    _needs = ("__anext__", "asend", "athrow")
