import asyncio


def averager():
    total = count = 0
    average = None
    while True:
        value = yield average
        if value is None:
            return count, average
        total += value
        count += 1
        average = total / count


def grouper(results):
    while True:
        results.append((yield from averager()))


results = []
group = grouper(results)
next(group)
for value in (10, 20, 30, None, 5, None):
    print(group.send(value))
group.close()
print(results)


def inner():
    try:
        yield 1
    except KeyError as error:
        yield f"caught {error}"
    finally:
        print("inner done")


def outer():
    yield from inner()
    yield "after"


generator = outer()
print(next(generator), generator.throw(KeyError("x")), next(generator))


async def countdown(start):
    try:
        while start:
            step = yield start
            start -= step or 1
    finally:
        print("countdown closed")


async def main():
    numbers = countdown(5)
    iterator = aiter(numbers)
    print(await anext(iterator), await numbers.asend(2), await anext(iterator))
    await numbers.aclose()
    print(await anext(iterator, "nothing left"))
    try:
        await anext(iterator)
    except StopAsyncIteration:
        print("StopAsyncIteration")


asyncio.run(main())
