import asyncio


async def producer(name, queue, count):
    for n in range(count):
        await queue.put(f"{name}{n}")
        print("put", f"{name}{n}")


async def consumer(name, queue):
    taken = 0
    while (item := await queue.get()) is not None:
        print(f"  {name} got {item}")
        taken += 1
    return taken


async def main():
    queue = asyncio.Queue(maxsize=1)
    consumers = [asyncio.create_task(consumer(name, queue)) for name in ("left", "right")]
    await asyncio.gather(producer("a", queue, 3), producer("b", queue, 3))
    for _ in consumers:
        await queue.put(None)
    print(await asyncio.gather(*consumers))


asyncio.run(main())
