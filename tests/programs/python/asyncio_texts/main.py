import asyncio


def tail(thing):
    return str(thing).partition("[")[2]


async def work():
    await asyncio.sleep(0.01)


async def fail():
    raise ValueError("no")


async def main():
    lock, event, semaphore = asyncio.Lock(), asyncio.Event(), asyncio.Semaphore(2)
    print(tail(lock), tail(event), tail(semaphore), str(lock).partition(" object")[0])
    waiting = asyncio.create_task(event.wait())
    async with lock, semaphore:
        await asyncio.sleep(0)
        print(tail(lock), tail(event), tail(semaphore))
    event.set()
    await waiting
    print(tail(event), tail(asyncio.Condition()))
    task = asyncio.create_task(work(), name="T")
    print(str(task).partition(" at ")[0])
    await task
    print(str(task).partition(" at ")[0], str(task).rpartition(" ")[2])
    failed = asyncio.create_task(fail(), name="F")
    await asyncio.wait([failed])
    print(str(failed).partition(" at ")[0], str(failed).rpartition(" ")[2])
    gone = asyncio.create_task(work(), name="C")
    gone.cancel()
    print(repr(await asyncio.gather(gone, return_exceptions=True)))
    print(str(gone).partition(" at ")[0])
    future = asyncio.get_running_loop().create_future()
    print(future)
    future.set_result([1])
    print(future)


asyncio.run(main())
