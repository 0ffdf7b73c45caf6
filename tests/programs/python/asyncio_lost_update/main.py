import asyncio

counter = 0


async def careless():
    global counter
    value = counter
    await asyncio.sleep(0)
    counter = value + 1


async def compact():
    global counter
    await asyncio.sleep(0)
    counter += 1


async def guarded(lock):
    async with lock:
        await careless()


async def run(make):
    global counter
    counter = 0
    await asyncio.gather(*(make() for _ in range(10)))
    return counter


async def main():
    lock = asyncio.Lock()
    print("careless:", await run(careless))
    print("compact:", await run(compact))
    print("guarded:", await run(lambda: guarded(lock)))


asyncio.run(main())
