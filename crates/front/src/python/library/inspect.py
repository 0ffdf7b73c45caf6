# What kind of thing a function is, or what it gives.

from _interleave import function_kind
from asyncio import iscoroutine, iscoroutinefunction

_functions = type(lambda: None)


def isfunction(thing):
    return isinstance(thing, _functions)


def isclass(thing):
    return isinstance(thing, type)


def ismethod(thing):
    return type(thing).__name__ == "method"


def isgenerator(thing):
    return type(thing).__name__ == "generator"


def isgeneratorfunction(thing):
    return function_kind(thing) == "generator"


def isasyncgenfunction(thing):
    return function_kind(thing) == "async generator"


def isasyncgen(thing):
    return type(thing).__name__ == "async_generator"


def isawaitable(thing):
    return iscoroutine(thing) or hasattr(thing, "__await__")


def getdoc(thing):
    doc = thing.__doc__
    return None if doc is None else "\n".join([line.strip() for line in doc.strip().splitlines()])
