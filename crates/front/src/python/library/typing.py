# Names for annotations, which mean nothing when a program runs.


class _Form:
    def __init__(self, name):
        self._name = name

    def __getitem__(self, item):
        return self

    def __call__(self, *args, **kwargs):
        return self

    def __or__(self, other):
        return self

    def __ror__(self, other):
        return self

    def __repr__(self):
        return "typing." + self._name


Any = _Form("Any")
AnyStr = _Form("AnyStr")
AsyncGenerator = _Form("AsyncGenerator")
AsyncIterable = _Form("AsyncIterable")
AsyncIterator = _Form("AsyncIterator")
Awaitable = _Form("Awaitable")
Callable = _Form("Callable")
ClassVar = _Form("ClassVar")
Coroutine = _Form("Coroutine")
Deque = _Form("Deque")
Dict = _Form("Dict")
Final = _Form("Final")
FrozenSet = _Form("FrozenSet")
Generator = _Form("Generator")
Hashable = _Form("Hashable")
Iterable = _Form("Iterable")
Iterator = _Form("Iterator")
List = _Form("List")
Literal = _Form("Literal")
Mapping = _Form("Mapping")
MutableMapping = _Form("MutableMapping")
Never = _Form("Never")
NoReturn = _Form("NoReturn")
Optional = _Form("Optional")
ParamSpec = _Form("ParamSpec")
Self = _Form("Self")
Sequence = _Form("Sequence")
Set = _Form("Set")
Sized = _Form("Sized")
Tuple = _Form("Tuple")
Type = _Form("Type")
TypeAlias = _Form("TypeAlias")
TypeVar = _Form("TypeVar")
Union = _Form("Union")

TYPE_CHECKING = False


class Generic:
    def __class_getitem__(cls, item):
        return cls


class Protocol:
    def __class_getitem__(cls, item):
        return cls


def cast(kind, value):
    return value


def final(thing):
    return thing


def overload(function):
    return function


def runtime_checkable(cls):
    return cls
