import asyncio


async def worker(name, rounds):
    for n in range(rounds):
        print(name, n)
        await asyncio.sleep(0)
    print(name, "ends")


async def spawner():
    print("spawner")
    task = asyncio.create_task(worker("child", 1))
    await asyncio.sleep(0)
    print("spawner again")
    await task
    print("spawner ends")


async def main():
    tasks = [asyncio.create_task(worker(name, rounds)) for name, rounds in [("a", 3), ("b", 1), ("c", 2)]]
    tasks.append(asyncko.create_task(spawner()))
    print("created")
    for task in tasks:
        await task
        print("main")


asyncio.run(main())
