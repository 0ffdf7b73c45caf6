import asyncio


async def fail(after, message):
    await asyncio.sleep(after)
    raise ValueError(message)


async def succeed(after):
    await asyncio.sleep(after)
    print("the other one still finishes")
    return after


async def main():
    task = asyncio.create_task(fail(0.05, "from a task"))
    await asyncio.sleep(0.1)
    print(task.done(), task.exception())
    try:
        await task
    except ValueError as error:
        print("caught", error)

    other = asyncio.create_task(succeed(0.2))
    try:
        await asyncio.gather(other, fail(0.1, "first"), fail(0.15, "second"))
    except ValueError as error:
        print("gather raised", error, other.done())
    print(await other)

    results = await asyncio.gather(succeed(0.01), fail(0.02, "kept"), return_exceptions=True)
    print([type(result).__name__ for result in results])


asyncio.run(main())
