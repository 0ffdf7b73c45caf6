# Builtins that run code of the program, or are simply shorter in Python.

from _bytes import bytes
from _files import open
from _interleave import adopt_exception, traceback_text


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


def ascii(thing, /):
    return f"{thing!a}"


def delattr(thing, name, /):
    thing.__delattr__(name)


# `thing.__dict__` is a copy: these are what changing it means.
def _put_attribute(thing, name, value):
    object.__setattr__(thing, name, value)


def _update_attributes(thing, *others, **named):
    for name, value in dict(*others, **named).items():
        object.__setattr__(thing, name, value)


def vars(thing, /):
    try:
        return thing.__dict__
    except AttributeError:
        raise TypeError("vars() argument must have __dict__ attribute") from None


def dir(thing, /):
    names = set(getattr(thing, "__dict__", {}))
    kind = thing if isinstance(thing, type) else type(thing)
    if kind.__module__ == "builtins" and not names:
        raise TypeError("dir() of a built-in object is not supported: the page's help lists what there is")
    for base in kind.__mro__:
        names.update(base.__dict__)
    return sorted(names)


class _Code:
    def __init__(self, name, file):
        self.co_name = self.co_qualname = name
        self.co_filename = file


class _FrameOfTraceback:
    def __init__(self, name, file, line):
        self.f_code = _Code(name, file)
        self.f_lineno = line


# Where an exception went through, as its traceback has it.
class _Traceback:
    __module__ = "builtins"
    __qualname__ = "traceback"

    def __init__(self, name, file, line, text, next):
        self.tb_frame = _FrameOfTraceback(name, file, line)
        self.tb_lineno = line
        self._line = text
        self.tb_next = next


def _traceback_of(error):
    if not isinstance(error, BaseException):
        return getattr(error, "__traceback__")
    made = None
    below = ""
    lines = traceback_text(error, False).split("+-+-", 1)[0].splitlines()
    for line in lines[::-1]:
        text = line.lstrip(" |+")
        if len(line) - len(text) in (2, 6) and text.startswith('File "') and '", line ' in text:
            file, _, rest = text[6:].rpartition('", line ')
            number, _, name = rest.partition(", in ")
            made = _Traceback(name, file, int(number), below, made)
        below = text
    return made


async def _next_or(iterator, default):
    try:
        return await iterator.__anext__()
    except StopAsyncIteration:
        return default


def aiter(iterable, /):
    return iterable.__aiter__()


def anext(iterator, /, *default):
    if default:
        return _next_or(iterator, default[0])
    return iterator.__anext__()


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
        raise ValueError(f"{word}() arg is an empty sequence")
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


def _is_exception_class(thing):
    return isinstance(thing, type) and issubclass(thing, BaseException)


# Groups of exceptions: `Objects/exceptions.c`. How they are shown in tracebacks is the engine's affair.
class BaseExceptionGroup(BaseException):
    def __new__(cls, message, exceptions, /):
        if not isinstance(message, str):
            raise TypeError(f"BaseExceptionGroup.__new__() argument 1 must be str, not {type(message).__name__}")
        if not isinstance(exceptions, (list, tuple)):
            raise TypeError("second argument (exceptions) must be a sequence")
        if not exceptions:
            raise ValueError("second argument (exceptions) must be a non-empty sequence")
        ordinary = True
        for index, each in enumerate(exceptions):
            if not isinstance(each, BaseException):
                raise ValueError(f"Item {index} of second argument (exceptions) is not an exception")
            ordinary = ordinary and isinstance(each, Exception)
        if cls is BaseExceptionGroup and ordinary:
            cls = ExceptionGroup
        elif not ordinary and issubclass(cls, Exception):
            where = "an ExceptionGroup" if cls is ExceptionGroup else repr(cls.__name__)
            raise TypeError(f"Cannot nest BaseExceptions in {where}")
        group = super().__new__(cls, message, exceptions)
        group.message = message
        group.exceptions = tuple(exceptions)
        return group

    def derive(self, exceptions, /):
        return BaseExceptionGroup(self.message, exceptions)

    def split(self, condition, /):
        return _divide(self, _matcher(condition))

    def subgroup(self, condition, /):
        return _divide(self, _matcher(condition))[0]


class ExceptionGroup(BaseExceptionGroup, Exception):
    pass


def _matcher(condition):
    kinds = condition if isinstance(condition, tuple) else (condition,)
    if all([_is_exception_class(kind) for kind in kinds]):
        return lambda error: isinstance(error, condition)
    if isinstance(condition, (type, tuple)) or not callable(condition):
        raise TypeError("expected a function, exception type or tuple of exception types")
    return condition


def _divide(error, matches):
    if matches(error):
        return error, None
    if not isinstance(error, BaseExceptionGroup):
        return None, error
    pairs = [_divide(each, matches) for each in error.exceptions]
    return _derived(error, [yes for yes, no in pairs]), _derived(error, [no for yes, no in pairs])


def _derived(group, parts):
    parts = [part for part in parts if part is not None]
    if not parts:
        return None
    made = group.derive(parts)
    adopt_exception(made, group)
    return made


def _split_group(rest, kinds):
    for kind in kinds if isinstance(kinds, tuple) else (kinds,):
        if not _is_exception_class(kind):
            raise TypeError("catching classes that do not inherit from BaseException is not allowed")
        if issubclass(kind, BaseExceptionGroup):
            raise TypeError("catching ExceptionGroup with except* is not allowed. Use except instead.")
    if rest is None:
        return None, None
    if isinstance(rest, BaseExceptionGroup):
        return rest.split(kinds)
    if isinstance(rest, kinds):
        return BaseExceptionGroup("", (rest,)), None
    return None, rest


def _leaves(error):
    if not isinstance(error, BaseExceptionGroup):
        return [id(error)]
    return [leaf for each in error.exceptions for leaf in _leaves(each)]


# `_PyExc_PrepReraiseStar`: parts of the original group that were raised again are put together as they were.
def _end_star(original, raised, rest):
    if not isinstance(original, BaseExceptionGroup):
        return raised[0] if raised else rest
    leaves = _leaves(original)
    again = [] if rest is None else _leaves(rest)
    fresh = []
    for error in raised:
        is_part = isinstance(error, BaseExceptionGroup) and error.message == original.message
        if is_part and all([leaf in leaves for leaf in _leaves(error)]):
            again += _leaves(error)
        else:
            fresh.append(error)
    part = original.subgroup(lambda error: id(error) in again) if again else None
    if not fresh:
        return part
    if part is not None:
        fresh.append(part)
    return fresh[0] if len(fresh) == 1 else BaseExceptionGroup("", fresh)
