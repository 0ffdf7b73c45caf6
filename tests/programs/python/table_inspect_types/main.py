import inspect
import types


def function():
    """Documentation.

    More of it.
    """


def generator():
    yield 1


async def coroutine():
    pass


async def async_generator():
    yield 1


class Class:
    def method(self):
        pass


running = coroutine()
print(inspect.isfunction(function), inspect.isclass(Class), inspect.ismethod(Class().method), inspect.isfunction(len))
print(inspect.isgeneratorfunction(generator), inspect.isgenerator(generator()), inspect.isgeneratorfunction(function))
print(inspect.iscoroutinefunction(coroutine), inspect.iscoroutine(running), inspect.isawaitable(running))
print(inspect.isasyncgenfunction(async_generator), inspect.isasyncgen(async_generator()), inspect.iscoroutinefunction(generator))
print(inspect.getdoc(function).splitlines()[0], function.__doc__ is not None, inspect.getdoc(Class))
for kind, thing in (
    (types.FunctionType, function),
    (types.LambdaType, lambda: 1),
    (types.BuiltinFunctionType, len),
    (types.MethodType, Class().method),
    (types.GeneratorType, generator()),
    (types.CoroutineType, running),
    (types.AsyncGeneratorType, async_generator()),
    (types.NoneType, None),
    (types.EllipsisType, ...),
    (types.NotImplementedType, NotImplemented),
):
    print(kind.__name__, isinstance(thing, kind), isinstance(3, kind))
running.close()
space = types.SimpleNamespace(x=1, name="n")
space.y = [2]
print(space, space.x, space == types.SimpleNamespace(x=1, name="n", y=[2]), types.TracebackType is not None)
bound = types.MethodType(lambda self, n: (type(self).__name__, n), Class())
print(bound(5))
