# Builtins that run code of the program, or are simply shorter in Python.

from _files import open


def enumerate(iterable, start=0):
    for item in iterable:
        yield start, item
        start += 1


def _zip(iterables, strict):
    iterators = [iter(iterable) for iterable in iterables]
    while iterators:
        items = []
        for iterator in iterators:
            try:
                item = next(iterator)
            except StopIteration:
                if strict:
                    _check_ends(iterators, len(items))
                return
            items.append(item)
        yield tuple(items)


def _check_ends(iterators, ended):
    if ended > 0:
        before = "argument 1" if ended == 1 else f"arguments 1-{ended}"
        raise ValueError(f"zip() argument {ended + 1} is shorter than {before}")
    for index in range(1, len(iterators)):
        try:
            next(iterators[index])
        except StopIteration:
            continue
        before = "argument 1" if index == 1 else f"arguments 1-{index}"
        raise ValueError(f"zip() argument {index + 1} is longer than {before}")


def _zip_two(first, second):
    others = iter(second)
    for one in first:
        try:
            other = next(others)
        except StopIteration:
            return
        yield one, other


def zip(*iterables, strict=False):
    if len(iterables) == 2 and not strict:
        return _zip_two(iterables[0], iterables[1])
    return _zip(iterables, strict)


def _map_one(function, iterable):
    for item in iterable:
        yield function(item)


def _map_many(function, iterables):
    for items in _zip(iterables, False):
        yield function(*items)


def map(function, iterable, *iterables):
    if iterables:
        return _map_many(function, (iterable, *iterables))
    return _map_one(function, iterable)


def filter(function, iterable):
    for item in iterable:
        if item if function is None else function(item):
            yield item


def _reversed(sequence):
    index = len(sequence) - 1
    while index >= 0:
        yield sequence[index]
        index -= 1


def reversed(sequence):
    if hasattr(sequence, "__reversed__") and not isinstance(sequence, (list, tuple, str, range, dict)):
        return sequence.__reversed__()
    if isinstance(sequence, dict):
        return _reversed(list(sequence))
    if not hasattr(sequence, "__len__") or not hasattr(sequence, "__getitem__"):
        raise TypeError(f"'{type(sequence).__name__}' object is not reversible")
    return _reversed(sequence)


def hasattr(thing, name, /):
    try:
        getattr(thing, name)
    except AttributeError:
        return False
    return True


def sorted(iterable, /, *, key=None, reverse=False):
    items = list(iterable)
    items.sort(key=key, reverse=reverse)
    return items


def sum(iterable, /, start=0):
    if isinstance(start, str):
        raise TypeError("sum() can't sum strings [use ''.join(seq) instead]")
    for item in iterable:
        start = start + item
    return start


# `iter(function, sentinel)`
def _iter_until(function, sentinel):
    while True:
        item = function()
        if item == sentinel:
            return
        yield item


_missing = object()


def _extreme(word, args, key, default, largest):
    if len(args) == 1:
        args = args[0]
    elif not args:
        raise TypeError(f"{word} expected at least 1 argument, got 0")
    elif default is not _missing:
        raise TypeError(f"Cannot specify a default for {word}() with multiple positional arguments")
    best = _missing
    best_key = None
    for item in args:
        item_key = item if key is None else key(item)
        if best is _missing or (item_key > best_key if largest else item_key < best_key):
            best = item
            best_key = item_key
    if best is not _missing:
        return best
    if default is _missing:
        raise ValueError(f"{word}() iterable argument is empty")
    return default


def min(*args, key=None, default=_missing):
    return _extreme("min", args, key, default, False)


def max(*args, key=None, default=_missing):
    return _extreme("max", args, key, default, True)


def any(iterable, /):
    for item in iterable:
        if item:
            return True
    return False


def all(iterable, /):
    for item in iterable:
        if not item:
            return False
    return True


class BaseExceptionGroup(BaseException):
    def __init__(self, message, exceptions):
        super().__init__(message, exceptions)
        self.message = message
        self.exceptions = tuple(exceptions)

    def __str__(self):
        plural = "" if len(self.exceptions) == 1 else "s"
        return f"{self.message} ({len(self.exceptions)} sub-exception{plural})"


class ExceptionGroup(Exception):
    def __init__(self, message, exceptions):
        super().__init__(message, exceptions)
        self.message = message
        self.exceptions = tuple(exceptions)

    def __str__(self):
        plural = "" if len(self.exceptions) == 1 else "s"
        return f"{self.message} ({len(self.exceptions)} sub-exception{plural})"
