import collections.abc as abc
import typing
from typing import (
    TYPE_CHECKING,
    AbstractSet,
    Annotated,
    Any,
    AnyStr,
    AsyncContextManager,
    AsyncGenerator,
    AsyncIterable,
    AsyncIterator,
    Awaitable,
    ByteString,
    Callable,
    ChainMap,
    ClassVar,
    Collection,
    Concatenate,
    Container,
    ContextManager,
    Coroutine,
    Counter,
    DefaultDict,
    Deque,
    Dict,
    Final,
    FrozenSet,
    Generator,
    Generic,
    Hashable,
    ItemsView,
    Iterable,
    Iterator,
    KeysView,
    List,
    Literal,
    LiteralString,
    Mapping,
    MutableMapping,
    MutableSequence,
    MutableSet,
    NamedTuple,
    Never,
    NewType,
    NoReturn,
    NotRequired,
    Optional,
    OrderedDict,
    ParamSpec,
    Protocol,
    Required,
    Reversible,
    Self,
    Sequence,
    Set,
    Sized,
    SupportsFloat,
    SupportsIndex,
    SupportsInt,
    Text,
    Tuple,
    Type,
    TypeAlias,
    TypedDict,
    TypeGuard,
    TypeVar,
    TypeVarTuple,
    Union,
    Unpack,
    ValuesView,
    assert_never,
    assert_type,
    cast,
    final,
    get_type_hints,
    no_type_check,
    overload,
    reveal_type,
    runtime_checkable,
)

T = TypeVar("T")
P = ParamSpec("P")
Ts = TypeVarTuple("Ts")
UserId = NewType("UserId", int)
Names: TypeAlias = List[str]
limit: Final[int] = 3


class Pair(NamedTuple):
    left: int
    right: int = 5

    def total(self):
        return self.left + self.right


class Movie(TypedDict):
    title: str
    year: NotRequired[int]


class Box(Generic[T]):
    count: ClassVar[int] = 0

    def __init__(self, value: T) -> None:
        self.value = value

    def get(self: Self) -> Optional[T]:
        return self.value


@overload
def double(x: int) -> int: ...
@overload
def double(x: str) -> str: ...
def double(x: Union[int, str]) -> Any:
    return x * 2


@final
class Last:
    @no_type_check
    def method(self, a: "anything"):
        return a


def apply(function: Callable[P, T], *args: P.args) -> Annotated[T, "result"]:
    return function(*args)


print(Pair(1), Pair(1, 2).total(), Pair(1)._asdict(), Movie(title="x"), {"title": "y"} == Movie(title="y"))
print(Box[int](3).get(), Box("s").value, UserId(5) + 1, cast(int, "not checked"), assert_type(4, int), TYPE_CHECKING)
print(double(2), double("a"), Last().method(1), apply(max, 1, 2), limit)
print(sorted(get_type_hints(Box)), typing.Any is Any)
try:
    assert_never(3)
except AssertionError as error:
    print(error)


@runtime_checkable
class Named(Protocol):
    name: str

    def rename(self, name: str) -> None: ...


class Cat:
    name = "Tom"

    def rename(self, name):
        self.name = name


print(isinstance(Cat(), Named), isinstance(3, Named))

from collections.abc import Mapping as AbstractMapping, MutableMapping as AbstractMutableMapping


class Squares(AbstractMapping):
    def __getitem__(self, key):
        if key > 3:
            raise KeyError(key)
        return key * key

    def __iter__(self):
        return iter(range(4))

    def __len__(self):
        return 4


class Table(AbstractMutableMapping):
    def __init__(self):
        self.rows = {}

    def __getitem__(self, key):
        return self.rows[key]

    def __setitem__(self, key, value):
        self.rows[key] = value

    def __delitem__(self, key):
        del self.rows[key]

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)


squares = Squares()
print(squares[2], squares.get(9, "none"), 3 in squares, 7 in squares, list(squares.items()), list(squares.keys()), list(squares.values()))
table = Table()
table.update({"a": 1}, b=2)
print(table.setdefault("c", 3), table.pop("a"), table.pop("zz", None), sorted(table))
table.clear()
print(len(table))


class Countdown(abc.Iterator):
    def __init__(self, n):
        self.n = n

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Countdown(3)), isinstance(Countdown(1), abc.Iterable))


async def coroutine():
    pass


def generator():
    yield


async def async_generator():
    yield


running = coroutine()
print(isinstance(running, abc.Coroutine), isinstance(running, abc.Awaitable), isinstance(generator(), abc.Generator))
print(isinstance(async_generator(), abc.AsyncGenerator), isinstance(async_generator(), abc.AsyncIterator), isinstance(3, abc.AsyncIterable))
running.close()
for kind in (
    abc.Callable,
    abc.Collection,
    abc.Container,
    abc.Hashable,
    abc.Iterable,
    abc.MutableSequence,
    abc.MutableSet,
    abc.Reversible,
    abc.Sequence,
    abc.Set,
    abc.Sized,
):
    print(kind.__name__, [isinstance(thing, kind) for thing in ([1], (1,), {1}, {1: 2}, "s", len, 5)])
