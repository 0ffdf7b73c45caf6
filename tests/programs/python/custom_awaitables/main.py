import asyncio


class Turn:
    def __await__(self):
        yield


class Delegating:
    def __init__(self, coroutine):
        self.coroutine = coroutine

    def __await__(self):
        return self.coroutine.__await__()


class Waiting:
    def __init__(self, future):
        self.future = future

    def __await__(self):
        result = yield from self.future
        return result + 1


async def count(name):
    for step in range(2):
        print(name, step)
        await Turn()
    return name


async def main():
    print(await asyncio.gather(count("x"), count("y")))
    print(await Delegating(count("z")))
    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(0.01, future.set_result, 9)
    print(await Waiting(future))


asyncio.run(main())
