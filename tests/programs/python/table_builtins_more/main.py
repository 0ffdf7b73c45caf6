import asyncio


class Point:
    kind = "point"

    def __init__(self, x):
        self.x = x


point = Point(1)
print(vars(point), "x" in dir(point), "kind" in dir(Point), hasattr(point, "y"))
point.__dict__["y"] = 2
point.__dict__.update(z=3)
print(point.y, point.z, sorted(vars(point)))
delattr(point, "x")
print(hasattr(point, "x"), ascii("naïve"), "STRASSE".casefold() == "straße".casefold())
print((3).conjugate(), (2.5).conjugate(), (10).bit_length(), (7).bit_count(), (0.5).as_integer_ratio())

numbers = {1, 2, 3, 4}
numbers.difference_update({4})
numbers.intersection_update({1, 2, 9})
print(numbers, numbers.issubset({1, 2, 3}), numbers.issuperset({1}), numbers.symmetric_difference({2, 3}))
frozen = frozenset("ab")
print(frozen.issubset("abc"), sorted(frozen.symmetric_difference("bc")), frozen.isdisjoint("xy"))

for error in (
    ConnectionRefusedError(111, "refused"),
    ConnectionResetError("reset"),
    ImportError("no module"),
    IsADirectoryError(21, "is a directory"),
    NotADirectoryError(20, "not one"),
    ProcessLookupError(3, "no process"),
    MemoryError(),
    NotImplementedError("later"),
    UnicodeError("bad text"),
    Warning("careful"),
    EOFError("end"),
    GeneratorExit(),
):
    ancestors = [cls.__name__ for cls in type(error).__mro__[1:-1]]
    print(type(error).__name__, ancestors, str(error))


def generator():
    try:
        yield 1
    except GeneratorExit:
        print("closing")
        raise


running = generator()
next(running)
running.close()
try:
    raise ValueError("with").with_traceback(None)
except ValueError as error:
    print(error)


async def values():
    try:
        yield 1
    except KeyError:
        yield "thrown"


async def drive():
    source = values()
    print(await source.asend(None), await source.athrow(KeyError("k")))


asyncio.run(drive())
