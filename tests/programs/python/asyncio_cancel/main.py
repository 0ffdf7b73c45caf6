import asyncio


async def sleeper(name):
    print(name, "sleeps")
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "is cancelled")
        raise
    finally:
        print(name, "finally")


async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        return "not today"


async def main():
    task = asyncio.create_task(sleeper("one"))
    await asyncio.sleep(0)
    print(task.cancel(), task.cancelled())
    try:
        await task
    except asyncio.CancelledError:
        print("main sees it", task.cancelled())
    print(task.cancel())

    early = asyncio.create_task(sleeper("never started"))
    early.cancel()
    try:
        await early
    except asyncio.CancelledError:
        print("early", early.done())

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    task.cancel()
    print(await task, task.cancelled())

    tasks = [asyncio.create_task(sleeper(n)) for n in "ab"]
    await asyncio.sleep(0.05)
    for task in tasks:
        task.cancel()
    try:
        await asyncio.gather(*tasks)
    except asyncio.CancelledError:
        print("gather was cancelled with them")


asyncio.run(main())
