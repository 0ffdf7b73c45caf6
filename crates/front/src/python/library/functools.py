# Functions about functions.

from collections import namedtuple

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__")


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=("__dict__",)):
    for name in assigned:
        if hasattr(wrapped, name):
            setattr(wrapper, name, getattr(wrapped, name))
    for name, value in getattr(wrapped, "__dict__", {}).items() if updated else ():
        if name != "__wrapped__" and not isinstance(wrapped, type):
            setattr(wrapper, name, value)
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=("__dict__",)):
    def decorate(wrapper):
        return update_wrapper(wrapper, wrapped, assigned, updated)

    return decorate


class partial:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if isinstance(func, partial):
            args = (*func.args, *args)
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        parts = [repr(self.func), *[repr(arg) for arg in self.args]]
        parts.extend([f"{name}={value!r}" for name, value in self.keywords.items()])
        return "functools.partial(" + ", ".join(parts) + ")"


_missing = object()


def reduce(function, iterable, initial=_missing, /):
    value = initial
    for item in iterable:
        value = item if value is _missing else function(value, item)
    if value is _missing:
        raise TypeError("reduce() of empty iterable with no initial value")
    return value


_CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"])


class _Cache:
    def __init__(self, function, maxsize):
        self._function = function
        self._maxsize = maxsize
        self._hits = 0
        self._misses = 0
        # The order of the dictionary is the order of use.
        self._results = {}
        update_wrapper(self, function)

    def __call__(self, *args, **kwargs):
        key = (args, tuple(kwargs.items())) if kwargs else args
        results = self._results
        if key in results:
            self._hits += 1
            result = results.pop(key)
            results[key] = result
            return result
        self._misses += 1
        result = self._function(*args, **kwargs)
        if self._maxsize is not None:
            if self._maxsize == 0:
                return result
            if key not in results and len(results) >= self._maxsize:
                del results[next(iter(results))]
        results[key] = result
        return result

    def __get__(self, instance, owner=None):
        return self if instance is None else partial(self, instance)

    def cache_info(self):
        return _CacheInfo(self._hits, self._misses, self._maxsize, len(self._results))

    def cache_clear(self):
        self._hits = 0
        self._misses = 0
        self._results = {}


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return _Cache(maxsize, 128)

    def decorate(function):
        return _Cache(function, maxsize)

    return decorate


def cache(function):
    return _Cache(function, None)


def cmp_to_key(compare):
    class Key:
        def __init__(self, value):
            self.value = value

        def __lt__(self, other):
            return compare(self.value, other.value) < 0

        def __gt__(self, other):
            return compare(self.value, other.value) > 0

        def __eq__(self, other):
            return compare(self.value, other.value) == 0

        def __le__(self, other):
            return compare(self.value, other.value) <= 0

        def __ge__(self, other):
            return compare(self.value, other.value) >= 0

    return Key


def total_ordering(cls):
    names = cls.__dict__
    if "__lt__" in names:
        first = "__lt__"
    elif "__gt__" in names:
        first = "__gt__"
    elif "__le__" in names:
        first = "__le__"
    elif "__ge__" in names:
        first = "__ge__"
    else:
        raise ValueError("must define at least one ordering operation: < > <= >=")

    def less(a, b):
        if first == "__lt__":
            return a.__lt__(b)
        if first == "__gt__":
            return not a.__gt__(b) and a != b
        if first == "__le__":
            return a.__le__(b) and a != b
        return not a.__ge__(b)

    def lt(self, other):
        return less(self, other)

    def gt(self, other):
        return not less(self, other) and self != other

    def le(self, other):
        return less(self, other) or self == other

    def ge(self, other):
        return not less(self, other)

    for name, method in (("__lt__", lt), ("__gt__", gt), ("__le__", le), ("__ge__", ge)):
        if name not in names:
            setattr(cls, name, method)
    return cls


class cached_property:
    def __init__(self, function):
        self._function = function
        self._name = function.__name__

    def __set_name__(self, owner, name):
        self._name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        value = self._function(instance)
        setattr(instance, self._name, value)
        return value


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, instance, owner=None):
        return partial(self.func, instance, *self.args, **self.keywords)


class _Dispatcher:
    def __init__(self, function):
        update_wrapper(self, function)
        self._function = function
        self.registry = {object: function}

    def register(self, cls, function=None):
        if function is not None:
            self.registry[cls] = function
            return function
        if isinstance(cls, type):
            return lambda function: self.register(cls, function)
        # A function whose first parameter is annotated: annotations are not kept here.
        raise TypeError("name the type, as in @function.register(int): annotations are not looked at here")

    def dispatch(self, cls):
        for base in cls.__mro__:
            if base in self.registry:
                return self.registry[base]
        return self._function

    def __call__(self, *args, **kwargs):
        return self.dispatch(type(args[0]))(*args, **kwargs)

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return lambda first, *args, **kwargs: self.dispatch(type(first))(instance, first, *args, **kwargs)


def singledispatch(function):
    return _Dispatcher(function)


def singledispatchmethod(function):
    return _Dispatcher(function)
