import asyncio


async def fail():
    raise ValueError("x")


async def main():
    task = asyncio.create_task(fail())
    await asyncio.sleep(0.01)
    print(repr(task.exception()))
    results = await asyncio.gather(fail(), fail(), return_exceptions=True)
    print(results)
    try:
        await asyncio.gather(fail(), fail())
    except ValueError:
        await asyncio.sleep(0.01)


asyncio.run(main())
