import functools
from functools import (
    WRAPPER_ASSIGNMENTS,
    cache,
    cached_property,
    cmp_to_key,
    lru_cache,
    partial,
    partialmethod,
    reduce,
    singledispatch,
    singledispatchmethod,
    total_ordering,
    update_wrapper,
    wraps,
)

basetwo = partial(int, base=2)
print(basetwo("101"), partial(pow, 2)(5), basetwo.keywords, partial(print, 1, sep="-").args)
print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, [], 7))


@lru_cache(maxsize=2)
def square(x):
    print("computing", x)
    return x * x


print(square(2), square(2), square(3), square(4), square(2))
print(square.cache_info())
square.cache_clear()
print(square.cache_info().currsize, square.__name__)


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(50))
print(sorted(["bb", "a", "ccc"], key=cmp_to_key(lambda a, b: len(b) - len(a))))


@total_ordering
class Size:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


print(Size(1) <= Size(2), Size(2) > Size(1), Size(2) >= Size(2))


class Data:
    def __init__(self):
        self.count = 0

    @cached_property
    def value(self):
        self.count += 1
        return self.count * 10

    def scale(self, factor, plus):
        return factor + plus

    by_two = partialmethod(scale, 2)

    @singledispatchmethod
    def describe(self, thing):
        return "something"

    @describe.register(int)
    def _(self, thing):
        return "an integer"


data = Data()
print(data.value, data.value, data.count, data.by_two(3), data.describe(1), data.describe("x"))


@singledispatch
def show(thing):
    return f"object {thing!r}"


@show.register(int)
def _(thing):
    return f"integer {thing}"


@show.register(list)
def _(thing):
    return f"list of {len(thing)}"


print(show(1), show([1, 2]), show("text"), show(True), show.dispatch(list) is show.registry[list])


def logged(function):
    @wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


@logged
def greet():
    """Greets."""
    return "hi"


print(greet(), greet.__name__, greet.__doc__, greet.__wrapped__.__name__, "__name__" in WRAPPER_ASSIGNMENTS)


def plain():
    pass


print(update_wrapper(plain, greet).__name__, functools.reduce(max, [3, 9, 2]))
