import asyncio
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    AsyncExitStack,
    ContextDecorator,
    ExitStack,
    aclosing,
    asynccontextmanager,
    closing,
    contextmanager,
    nullcontext,
    suppress,
)


@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name.upper()
    finally:
        print(f"</{name}>")


with tag("a") as outer, tag("b") as inner:
    print(outer, inner)
with suppress(KeyError, IndexError):
    {}["missing"]
try:
    with tag("error"):
        raise ValueError("inside")
except ValueError as error:
    print("out:", error)


class Timed(ContextDecorator):
    def __enter__(self):
        print("begin")
        return self

    def __exit__(self, *details):
        print("end")


@Timed()
def work():
    print("working")


work()


class Door:
    def close(self):
        print("closed")


with closing(Door()), nullcontext("value") as value:
    print(value)
with ExitStack() as stack:
    print([stack.enter_context(tag(name)) for name in "xy"])
    stack.callback(print, "callback")
    stack.push(lambda *details: print("pushed", details[0]))
    kept = stack.pop_all()
print("nothing left yet")
kept.close()


class Manager(AbstractContextManager):
    def __exit__(self, *details):
        print("manager left")


with Manager() as manager:
    print(manager is not None)


@asynccontextmanager
async def session(name):
    print("open", name)
    try:
        yield name
    except RuntimeError as error:
        print("saw", error)
        raise
    finally:
        print("close", name)


class AsyncManager(AbstractAsyncContextManager):
    async def __aexit__(self, *details):
        print("async manager left")


async def numbers():
    try:
        yield 1
        yield 2
    finally:
        print("numbers closed")


async def note(text):
    print("note", text)


async def main():
    async with session("db") as name:
        print("using", name)
    try:
        async with session("web"):
            raise RuntimeError("lost")
    except RuntimeError:
        print("raised again")
    async with AsyncExitStack() as stack:
        print(await stack.enter_async_context(session("one")), stack.enter_context(tag("two")))
        stack.push_async_callback(note, "last")
        stack.push_async_exit(AsyncManager())
        stack.callback(print, "plain callback")
        stack.push(lambda *details: print("pushed"))
    moved = AsyncExitStack()
    async with moved:
        moved.push_async_callback(note, "moved")
        other = moved.pop_all()
    await other.aclose()
    async with aclosing(numbers()) as source:
        async for number in source:
            print(number)
            break
    async with AsyncManager(), nullcontext():
        print("inside")


asyncio.run(main())
