import asyncio


async def fail(delay, error):
    await asyncio.sleep(delay)
    raise error


async def linger(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(linger("first"))
            group.create_task(fail(0, ValueError("bad value")))
            group.create_task(fail(0, KeyError("no key")))
    except* ValueError as errors:
        print("values", [str(error) for error in errors.exceptions])
    except* KeyError as errors:
        print("keys", [str(error) for error in errors.exceptions])

    try:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(linger("third"), name="third")
            await asyncio.sleep(0)
            raise RuntimeError("in the body")
    except ExceptionGroup as errors:
        print(errors, repr(errors.exceptions[0]), task.cancelled())

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(asyncio.sleep(0.01 * n, n)) for n in range(3)]
    print([task.result() for task in tasks])


asyncio.run(main())
