# What the engine calls where an operation meets objects that run code of the program: see `program::Hook`.

from _interleave import (
    current_thread_number,
    keep_text,
    keyed_members,
    lookup_special,
    new_class,
    open_barrier,
    plain_binary,
    plain_compare,
    plain_format,
    plain_hash,
    plain_repr,
    running_loop_or_none,
    sort_in_place,
    stand_in,
    write,
)
from time import monotonic

_symbols = {
    "add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "** or pow()",
    "lshift": "<<", "rshift": ">>", "and": "&", "or": "|", "xor": "^", "matmul": "@",
    "lt": "<", "le": "<=", "gt": ">", "ge": ">=",
}

_mirrored = {"eq": "eq", "ne": "ne", "lt": "gt", "gt": "lt", "le": "ge", "ge": "le"}


def _unsupported(symbol, a, b):
    left = type(a).__name__
    right = type(b).__name__
    return TypeError(f"unsupported operand type(s) for {symbol}: '{left}' and '{right}'")


def _operate(op, a, b):
    left = type(a)
    right = type(b)
    reflected = None if left is right else lookup_special(b, "__r" + op + "__")
    if reflected is not None and issubclass(right, left):
        result = reflected(a)
        if result is not NotImplemented:
            return result
        reflected = None
    method = lookup_special(a, "__" + op + "__")
    if method is not None:
        result = method(b)
        if result is not NotImplemented:
            return result
    if reflected is not None:
        result = reflected(a)
        if result is not NotImplemented:
            return result
    return plain_binary(op, a, b)


def _is_set(x):
    return isinstance(x, (set, frozenset))


# The engine combines and compares sets itself, unless members are found by their own code.
def _combine(op, a, b):
    if op == "or":
        result = [*a, *b]
    elif op == "and":
        result = [item for item in a if item in b]
    else:
        result = [item for item in a if item not in b]
        if op == "xor":
            result += [item for item in b if item not in a]
    return type(a)(result)


def _compare_sets(op, a, b):
    if op == "ne":
        return not _compare_sets("eq", a, b)
    if op == "gt" or op == "ge":
        return _compare_sets(_mirrored[op], b, a)
    if op == "eq" and len(a) != len(b) or op == "lt" and len(a) >= len(b):
        return False
    return all([item in b for item in a])


def binary(op, a, b):
    if op == "getitem":
        # An index with its own `__index__`.
        return a[b.__index__()]
    if _is_set(a) and _is_set(b):
        return _combine(op, a, b)
    result = _operate(op, a, b)
    if result is NotImplemented:
        raise _unsupported(_symbols[op], a, b)
    return result


def inplace(op, a, b):
    if isinstance(a, set) and _is_set(b):
        result = _combine(op, a, b)
        a.clear()
        a.update(result)
        return a
    method = lookup_special(a, "__i" + op + "__")
    if method is not None:
        result = method(b)
        if result is not NotImplemented:
            return result
    result = _operate(op, a, b)
    if result is NotImplemented:
        raise _unsupported("**=" if op == "pow" else _symbols[op] + "=", a, b)
    return result


def _compare_sequences(op, a, b):
    if op == "eq" or op == "ne":
        if len(a) != len(b):
            return op == "ne"
    for x, y in zip(a, b):
        if x is y or x == y:
            continue
        if op == "eq":
            return False
        if op == "ne":
            return True
        if op == "lt":
            return x < y
        if op == "le":
            return x <= y
        if op == "gt":
            return x > y
        return x >= y
    return plain_compare(op, len(a), len(b))


def _compare_dicts(op, a, b):
    equal = len(a) == len(b)
    if equal:
        for key, value in a.items():
            if key not in b:
                equal = False
                break
            other = b[key]
            if value is not other and value != other:
                equal = False
                break
    return equal if op == "eq" else not equal


def _ask(op, a, b):
    method = lookup_special(a, "__" + op + "__")
    if method is not None:
        return method(b)
    if op == "ne":
        method = lookup_special(a, "__eq__")
        if method is not None:
            result = method(b)
            return result if result is NotImplemented else not result
    return NotImplemented


def compare(op, a, b):
    if isinstance(a, list) and isinstance(b, list) or isinstance(a, tuple) and isinstance(b, tuple):
        if lookup_special(a, "__" + op + "__") is None:
            return _compare_sequences(op, a, b)
    if (op == "eq" or op == "ne") and isinstance(a, dict) and isinstance(b, dict):
        return _compare_dicts(op, a, b)
    if _is_set(a) and _is_set(b):
        return _compare_sets(op, a, b)
    left = type(a)
    right = type(b)
    swap_first = left is not right and issubclass(right, left)
    if swap_first:
        result = _ask(_mirrored[op], b, a)
        if result is not NotImplemented:
            return result
    result = _ask(op, a, b)
    if result is not NotImplemented:
        return result
    if not swap_first:
        result = _ask(_mirrored[op], b, a)
        if result is not NotImplemented:
            return result
    result = plain_compare(op, a, b)
    if result is not NotImplemented:
        return result
    if op == "eq":
        return a is b
    if op == "ne":
        return a is not b
    raise TypeError(
        f"'{_symbols[op]}' not supported between instances of '{left.__name__}' and '{right.__name__}'"
    )


def contains(container, item):
    method = lookup_special(container, "__contains__")
    if method is not None:
        return bool(method(item))
    for each in container:
        if each is item or each == item:
            return True
    return False


def _checked(name, text):
    if not isinstance(text, str):
        raise TypeError(f"{name} returned non-string (type {type(text).__name__})")
    return text


# Where the engine goes on with the result, it says with what; see `program::Hook`.
def _go_on(result, then):
    return then[0](result) if then else result


def _str(x):
    method = lookup_special(x, "__str__")
    if method is not None:
        return _checked("__str__", method())
    if isinstance(x, BaseException):
        args = x.args
        if len(args) == 0:
            return ""
        if len(args) == 1:
            return repr(args[0]) if isinstance(x, KeyError) else str(args[0])
        return repr(args)
    return repr(x)


def str_(x, *then):
    return _go_on(_str(x), then)


# The containers whose text is being made, each with its thread: a container inside itself is shown as dots.
_open = []


def _items(x):
    if isinstance(x, dict):
        return ", ".join([repr(key) + ": " + repr(value) for key, value in x.items()])
    return ", ".join([repr(item) for item in x])


def _container(x, before, after):
    mark = (current_thread_number(), id(x))
    if mark in _open:
        return before + "..." + after
    _open.append(mark)
    try:
        return before + _items(x) + after
    finally:
        _open.remove(mark)


def _repr(x):
    method = lookup_special(x, "__repr__")
    if method is not None:
        return _checked("__repr__", method())
    kind = type(x).__name__
    if isinstance(x, list):
        return _container(x, "[", "]")
    if isinstance(x, tuple):
        return _container(x, "(", ",)" if len(x) == 1 else ")")
    if isinstance(x, dict):
        return _container(x, "{", "}")
    if kind == "set" and x:
        return _container(x, "{", "}")
    if kind == "frozenset" and x:
        return _container(x, "frozenset({", "})")
    if kind == "deque":
        limit = "" if x.maxlen is None else f", maxlen={x.maxlen}"
        return _container(x, "deque([", "]" + limit + ")")
    if kind == "dict_keys" or kind == "dict_values" or kind == "dict_items":
        return _container(x, kind + "([", "])")
    if isinstance(x, BaseException):
        return kind + _container(x.args, "(", ")")
    if kind == "Task" and type(x).__module__ == "_asyncio":
        return x._text()
    return plain_repr(x)


def repr_(x, *then):
    return _go_on(_repr(x), then)


def _format(x, spec):
    method = lookup_special(x, "__format__")
    if method is not None:
        return _checked("__format__", method(spec))
    if spec == "":
        return str(x)
    return plain_format(x, spec)


def format_(x, spec, *then):
    return _go_on(_format(x, spec), then)


def print_(args, kwargs):
    sep = kwargs.get("sep")
    end = kwargs.get("end")
    file = kwargs.get("file")
    text = (" " if sep is None else sep).join([str(arg) for arg in args]) + ("\n" if end is None else end)
    if file is None:
        write(text)
    else:
        file.write(text)
        if kwargs.get("flush"):
            file.flush()


def list_(iterable, *then):
    return _go_on([item for item in iterable], then)


def dict_(source, *then):
    if hasattr(source, "keys"):
        return _go_on({key: source[key] for key in source.keys()}, then)
    return _go_on({key: value for key, value in source}, then)


def _merge(items, keys, reverse):
    # Stable: of two equal keys, the one on the left stays on the left, in reverse too.
    if len(items) < 2:
        return items, keys
    half = len(items) // 2
    left, left_keys = _merge(items[:half], keys[:half], reverse)
    right, right_keys = _merge(items[half:], keys[half:], reverse)
    merged = []
    merged_keys = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left_keys[i] < right_keys[j] if reverse else right_keys[j] < left_keys[i]:
            merged.append(right[j])
            merged_keys.append(right_keys[j])
            j += 1
        else:
            merged.append(left[i])
            merged_keys.append(left_keys[i])
            i += 1
    return merged + left[i:] + right[j:], merged_keys + left_keys[i:] + right_keys[j:]


def sort(items, key, reverse):
    keys = items[:] if key is None else [key(item) for item in items]
    if not sort_in_place(items, keys, bool(reverse)):
        items[:] = _merge(items[:], keys, reverse)[0]


def hash_(x):
    if isinstance(x, tuple):
        return plain_hash(tuple([hash(item) for item in x]))
    method = lookup_special(x, "__hash__")
    if method is not None:
        result = method()
        if not isinstance(result, int):
            raise TypeError("__hash__ method should return an integer")
        return plain_hash(result)
    return plain_hash(x)


def wait_for(condition, predicate, timeout=None):
    deadline = None
    result = predicate()
    while not result:
        if timeout is not None:
            if deadline is None:
                deadline = monotonic() + timeout
            else:
                timeout = deadline - monotonic()
                if timeout <= 0:
                    break
        condition.wait(timeout)
        result = predicate()
    return result


def barrier_action(barrier, action):
    try:
        action()
    except BaseException:
        barrier.abort()
        raise
    return open_barrier(barrier)


def call_(function, args, kwargs):
    return function(*args, **kwargs)


def until(function, sentinel):
    while True:
        value = function()
        if value == sentinel:
            return
        yield value


def keyed(container, key, operation, args):
    code = hash(key)
    for member in keyed_members(container, code):
        if member is key or member == key:
            key = member
            break
    return operation(stand_in(key, code), *args)


def fill(container, items, result):
    if isinstance(container, set):
        for item in items:
            container.add(item)
    else:
        for key, value in items:
            container[key] = value
    return result


def build_class(name, bases, namespace, keywords):
    metaclass = keywords.pop("metaclass", type)
    for base in bases:
        if issubclass(type(base), metaclass):
            metaclass = type(base)
    if metaclass is type:
        return complete_class(type, name, bases, namespace, keywords)
    return metaclass(name, bases, namespace, **keywords)


def complete_class(metaclass, name, bases, namespace, keywords):
    made = new_class(metaclass, name, bases, namespace)
    for key, value in namespace.items():
        method = lookup_special(value, "__set_name__")
        if method is not None:
            method(made, key)
    super(made, made).__init_subclass__(**keywords)
    return made


def instantiate(kind, new, args, kwargs):
    made = new(kind, *args, **kwargs)
    if isinstance(made, kind):
        method = lookup_special(made, "__init__")
        if method is not None:
            method(*args, **kwargs)
    return made


def search(sequence, method, args):
    wanted = args[0]
    stop = len(sequence)
    start = 0
    if len(args) > 1:
        start = args[1] if args[1] >= 0 else max(args[1] + stop, 0)
    if len(args) > 2:
        stop = min(stop, args[2]) if args[2] >= 0 else args[2] + stop
    places = []
    for at in range(start, stop):
        item = sequence[at]
        if item is wanted or item == wanted:
            if method == "index":
                return at
            if method == "remove":
                del sequence[at]
                return None
            places.append(at)
    if method == "count":
        return len(places)
    kind = type(sequence).__name__
    if kind == "list" and method == "index":
        raise ValueError(f"{wanted!r} is not in list")
    raise ValueError(f"{kind}.{method}(x): x not in {kind}")


def keep_texts(error):
    waiting = [error]
    seen = []
    while waiting and len(seen) < 200:
        error = waiting.pop()
        if not isinstance(error, BaseException) or id(error) in seen:
            continue
        seen.append(id(error))
        if lookup_special(error, "__str__") is not None:
            try:
                text = str(error)
            except Exception:
                text = "<exception str() failed>"
            keep_text(error, text)
        waiting.append(error.__cause__)
        waiting.append(error.__context__)
        members = getattr(error, "exceptions", None)
        if isinstance(members, tuple):
            waiting.extend(members)


# Generators that nothing refers to are closed at once in CPython; what they raise then is lost (`_PyGen_Finalize`).
def close_all(generators):
    for generator in generators:
        if hasattr(generator, "aclose"):
            _close_later(generator)
            continue
        try:
            generator.close()
        except BaseException:
            pass


# Asynchronous generators that a loop is to close.
leaving = []


# `_asyncgen_finalizer_hook` in `Lib/asyncio/base_events.py`.
def _close_later(generator):
    loop = running_loop_or_none()
    if loop is not None:
        leaving.append(generator)
        loop.call_soon(lambda: loop.create_task(_leave(generator)))


async def _leave(generator):
    try:
        await generator.aclose()
    finally:
        leaving.remove(generator)


def uncaught(error):
    keep_texts(error)
    raise error
