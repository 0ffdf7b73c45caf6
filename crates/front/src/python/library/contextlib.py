# Context managers made of generators, and other small ones.

from functools import wraps


class AbstractAsyncContextManager:
    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, error, traceback):
        return None


class AbstractContextManager:
    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        return None


class ContextDecorator:
    def __call__(self, function):
        @wraps(function)
        def inner(*args, **kwargs):
            with self:
                return function(*args, **kwargs)

        return inner


class _GeneratorContextManager:
    def __init__(self, function, args, kwargs):
        self._generator = function(*args, **kwargs)
        self._again = (function, args, kwargs)

    def __call__(self, function):
        # As a decorator: a new generator for each call.
        @wraps(function)
        def inner(*args, **kwargs):
            with _GeneratorContextManager(*self._again):
                return function(*args, **kwargs)

        return inner

    def __enter__(self):
        try:
            return next(self._generator)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, kind, error, traceback):
        if error is None:
            try:
                next(self._generator)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        try:
            self._generator.throw(error)
        except StopIteration as stop:
            return stop is not error
        except BaseException as other:
            if other is error:
                return False
            if isinstance(error, StopIteration) and other.__cause__ is error:
                return False
            raise
        raise RuntimeError("generator didn't stop after throw()")


def contextmanager(function):
    @wraps(function)
    def manager(*args, **kwargs):
        return _GeneratorContextManager(function, args, kwargs)

    return manager


class _AsyncGeneratorContextManager:
    def __init__(self, generator):
        self._generator = generator

    async def __aenter__(self):
        try:
            return await self._generator.__anext__()
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, kind, error, traceback):
        if error is None:
            try:
                await self._generator.__anext__()
            except StopAsyncIteration:
                return False
            raise RuntimeError("generator didn't stop")
        try:
            await self._generator.athrow(error)
        except StopAsyncIteration as stop:
            return stop is not error
        except BaseException as other:
            if other is error:
                return False
            raise
        raise RuntimeError("generator didn't stop after athrow()")


def asynccontextmanager(function):
    @wraps(function)
    def manager(*args, **kwargs):
        return _AsyncGeneratorContextManager(function(*args, **kwargs))

    return manager


class suppress:
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        return None

    def __exit__(self, kind, error, traceback):
        return kind is not None and issubclass(kind, self._exceptions)


class closing:
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, kind, error, traceback):
        self.thing.close()


class aclosing:
    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, kind, error, traceback):
        await self.thing.aclose()


class nullcontext:
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, kind, error, traceback):
        return None

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, kind, error, traceback):
        return None


class _Stack:
    def __init__(self):
        self._exits = []

    def enter_context(self, manager):
        leave = manager.__exit__
        value = manager.__enter__()
        self._exits.append(leave)
        return value

    def push(self, leave):
        self._exits.append(getattr(leave, "__exit__", leave))
        return leave

    def callback(self, function, /, *args, **kwargs):
        def leave(kind, error, traceback):
            function(*args, **kwargs)
            return False

        self._exits.append(leave)
        return function

    def pop_all(self):
        other = type(self)()
        other._exits = self._exits
        self._exits = []
        return other


class ExitStack(_Stack):
    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        swallowed = False
        while self._exits:
            leave = self._exits.pop()
            try:
                if leave(kind, error, None):
                    swallowed = True
                    kind = error = None
            except BaseException as other:
                kind = type(other)
                error = other
                swallowed = False
        if error is not None and not swallowed:
            raise error
        return swallowed

    def close(self):
        self.__exit__(None, None, None)


async def _awaited(leave, kind, error):
    result = leave(kind, error, None)
    return await result if hasattr(result, "__await__") else result


class AsyncExitStack(_Stack):
    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, error, traceback):
        swallowed = False
        while self._exits:
            leave = self._exits.pop()
            try:
                if await _awaited(leave, kind, error):
                    swallowed = True
                    kind = error = None
            except BaseException as other:
                kind = type(other)
                error = other
                swallowed = False
        if error is not None and not swallowed:
            raise error
        return swallowed

    async def enter_async_context(self, manager):
        leave = manager.__aexit__
        value = await manager.__aenter__()
        self._exits.append(leave)
        return value

    def push_async_exit(self, leave):
        self._exits.append(getattr(leave, "__aexit__", leave))
        return leave

    def push_async_callback(self, function, /, *args, **kwargs):
        async def leave(kind, error, traceback):
            await function(*args, **kwargs)
            return False

        self._exits.append(leave)
        return function

    async def aclose(self):
        await self.__aexit__(None, None, None)
