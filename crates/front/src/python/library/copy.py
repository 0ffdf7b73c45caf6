# Copies of objects.


class Error(Exception):
    pass


def _has(thing, name):
    return getattr(type(thing), name, None)


def copy(x):
    if isinstance(x, (list, dict, set)) or type(x).__name__ == "deque":
        return x.copy()
    method = _has(x, "__copy__")
    if method is not None:
        return method(x)
    return _instance(x, lambda value: value)


def _is_instance(x):
    return hasattr(x, "__dict__") and not isinstance(x, type) and not callable(x)


def _instance(x, each):
    if not _is_instance(x) or isinstance(x, BaseException):
        return x
    made = object.__new__(type(x))
    for name, value in x.__dict__.items():
        object.__setattr__(made, name, each(value))
    return made


def deepcopy(x, memo=None):
    if memo is None:
        memo = {}
    if id(x) in memo:
        return memo[id(x)][1]
    made = _deep(x, memo)
    memo[id(x)] = (x, made)
    return made


def _deep(x, memo):
    method = _has(x, "__deepcopy__")
    if method is not None:
        return method(x, memo)
    if isinstance(x, list):
        made = []
        memo[id(x)] = (x, made)
        for item in x:
            made.append(deepcopy(item, memo))
        return made
    if isinstance(x, dict) and not _is_instance(x):
        made = {}
        memo[id(x)] = (x, made)
        for key, value in x.items():
            made[deepcopy(key, memo)] = deepcopy(value, memo)
        return made
    if isinstance(x, tuple) and not _is_instance(x):
        return tuple([deepcopy(item, memo) for item in x])
    if isinstance(x, set):
        return {deepcopy(item, memo) for item in x}
    kind = type(x).__name__
    if kind == "deque":
        made = x.copy()
        made.clear()
        made.extend([deepcopy(item, memo) for item in x])
        return made
    if kind in ("lock", "RLock", "Condition", "Semaphore", "Event", "Barrier", "Queue", "generator", "coroutine"):
        where = "_thread." if kind in ("lock", "RLock") else ""
        raise TypeError(f"cannot pickle '{where}{kind}' object")
    if not _is_instance(x) or isinstance(x, BaseException):
        return x
    made = object.__new__(type(x))
    memo[id(x)] = (x, made)
    for name, value in x.__dict__.items():
        object.__setattr__(made, name, deepcopy(value, memo))
    return made
