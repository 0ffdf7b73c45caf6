import asyncio


async def producer(condition, items):
    async with condition:
        items.append(1)
        condition.notify()
    print("notified", flush=True)


async def consumer(condition, items):
    await asyncio.sleep(0.1)
    async with condition:
        # Without looking whether there is something already.
        await condition.wait()
        print("never printed", items.pop(), flush=True)


async def main():
    condition, items = asyncio.Condition(), []
    await asyncio.gather(consumer(condition, items), producer(condition, items))


asyncio.run(main())
