import asyncio


def numbers(name):
    try:
        yield 1
        yield 2
    finally:
        print("closed", name)


first = numbers("first")
print(next(first))
del first
print("after del")
second = numbers("second")
other = second
next(second)
del second
print("still open")
del other
print("after the last del")


def use():
    third = numbers("third")
    next(third)
    del third
    print("in use")


use()


async def ticker(name, n):
    try:
        for number in range(n):
            yield number
            await asyncio.sleep(0.01)
    finally:
        await asyncio.sleep(0)
        print("closed", name)


async def found(n):
    async for number in ticker("found", 10):
        if number == n:
            return number


async def main():
    async for number in ticker("whole", 2):
        print(number)
    async for number in ticker("left", 10):
        if number == 1:
            break
    print("after break")
    await asyncio.sleep(0.05)
    print(await found(1))
    await asyncio.sleep(0.05)
    kept = ticker("kept", 10)
    async for number in kept:
        break
    print("kept", await kept.__anext__())
    await kept.aclose()
    async for number in ticker("last", 10):
        break
    print("main ends")


asyncio.run(main())
