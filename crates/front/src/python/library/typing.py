# Names for annotations, which mean nothing when a program runs.

from abc import ABCMeta
from collections import namedtuple


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
Annotated = _Form("Annotated")
AbstractSet = _Form("AbstractSet")
AsyncContextManager = _Form("AsyncContextManager")
AsyncGenerator = _Form("AsyncGenerator")
AsyncIterable = _Form("AsyncIterable")
AsyncIterator = _Form("AsyncIterator")
Awaitable = _Form("Awaitable")
ByteString = _Form("ByteString")
Callable = _Form("Callable")
ChainMap = _Form("ChainMap")
ClassVar = _Form("ClassVar")
Collection = _Form("Collection")
Concatenate = _Form("Concatenate")
Container = _Form("Container")
ContextManager = _Form("ContextManager")
Coroutine = _Form("Coroutine")
Counter = _Form("Counter")
DefaultDict = _Form("DefaultDict")
Deque = _Form("Deque")
Dict = _Form("Dict")
Final = _Form("Final")
FrozenSet = _Form("FrozenSet")
Generator = _Form("Generator")
Hashable = _Form("Hashable")
ItemsView = _Form("ItemsView")
Iterable = _Form("Iterable")
Iterator = _Form("Iterator")
KeysView = _Form("KeysView")
List = _Form("List")
Literal = _Form("Literal")
LiteralString = _Form("LiteralString")
Mapping = _Form("Mapping")
MutableMapping = _Form("MutableMapping")
MutableSequence = _Form("MutableSequence")
MutableSet = _Form("MutableSet")
Never = _Form("Never")
NoReturn = _Form("NoReturn")
NotRequired = _Form("NotRequired")
Optional = _Form("Optional")
OrderedDict = _Form("OrderedDict")
ParamSpec = _Form("ParamSpec")
Required = _Form("Required")
Reversible = _Form("Reversible")
Self = _Form("Self")
Sequence = _Form("Sequence")
Set = _Form("Set")
Sized = _Form("Sized")
SupportsFloat = _Form("SupportsFloat")
SupportsIndex = _Form("SupportsIndex")
SupportsInt = _Form("SupportsInt")
Text = _Form("Text")
Tuple = _Form("Tuple")
Type = _Form("Type")
TypeAlias = _Form("TypeAlias")
TypeGuard = _Form("TypeGuard")
TypeVar = _Form("TypeVar")
TypeVarTuple = _Form("TypeVarTuple")
Union = _Form("Union")
Unpack = _Form("Unpack")
ValuesView = _Form("ValuesView")

TYPE_CHECKING = False


class Generic:
    __slots__ = ()

    def __class_getitem__(cls, item):
        return cls


class _ProtocolMeta(ABCMeta):
    def __new__(metacls, name, bases, namespace, **keywords):
        cls = super().__new__(metacls, name, bases, namespace, **keywords)
        cls._members = [key for key in namespace if not key.startswith("__") or key in _asked]
        cls._is_protocol = any([base.__name__ == "Protocol" for base in bases])
        return cls

    def __instancecheck__(cls, thing):
        if cls in type(thing).__mro__:
            return True
        return cls._is_protocol and all([hasattr(thing, name) for name in cls._members])


# The special methods that a protocol may ask for.
_asked = (
    "__len__", "__iter__", "__next__", "__call__", "__getitem__", "__setitem__", "__contains__", "__enter__", "__exit__",
    "__aenter__", "__aexit__", "__lt__", "__eq__", "__hash__", "__int__", "__float__", "__await__",
)


class Protocol(metaclass=_ProtocolMeta):
    def __class_getitem__(cls, item):
        return cls


class _NamedTupleMeta(type):
    def __new__(metacls, name, bases, namespace):
        fields = list(namespace.get("__annotations__", {}))
        defaults = [namespace[field] for field in fields if field in namespace]
        made = namedtuple(name, fields, defaults=defaults)
        for key, value in namespace.items():
            if key not in fields and key not in ("__annotations__", "__qualname__", "__module__"):
                setattr(made, key, value)
        return made

    def __call__(cls, typename, fields=()):
        return namedtuple(typename, [name for name, kind in fields])


NamedTuple = type.__new__(_NamedTupleMeta, "NamedTuple", (), {})


class _TypedDictMeta(type):
    def __new__(metacls, name, bases, namespace, total=True):
        return dict

    def __call__(cls, typename, fields=(), *, total=True):
        return dict


TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})


def NewType(name, tp):
    return lambda value: value


def assert_never(value):
    raise AssertionError(f"Expected code to be unreachable, but got: {value!r}")


def assert_type(value, kind):
    return value


def reveal_type(value):
    return value


def get_type_hints(thing):
    return dict(getattr(thing, "__annotations__", {}))


def no_type_check(thing):
    return thing


def override(method):
    return method


def cast(kind, value):
    return value


def final(thing):
    return thing


def overload(function):
    return function


def runtime_checkable(cls):
    return cls
