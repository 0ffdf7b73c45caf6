import asyncio
from collections import deque

for collection, change in (
    ({1: 1, 2: 2}, lambda each: each.update({99: 1})),
    ({1, 2}, lambda each: each.add(99)),
    (deque([1, 2]), lambda each: each.append(99)),
    (deque([1, 2]), lambda each: each.popleft()),
):
    try:
        for item in collection:
            change(collection)
        print("went through", collection)
    except RuntimeError as error:
        print(error)

items = [1, 2, 3, 4]
for item in items:
    items.remove(item)
print(items, item)
print(list(deque("abc")))


async def numbers(n):
    for number in range(n):
        yield number
        await asyncio.sleep(0)


async def main():
    async for i in numbers(3):
        async for j in numbers(2):
            pass
    print(i, j)
    async for a, b in aiter_of([(1, 2), (3, 4)]):
        pass
    print(a, b)


async def aiter_of(items):
    for item in items:
        yield item


asyncio.run(main())
