import asyncio


async def who():
    print(asyncio.current_task().get_name(), len(asyncio.all_tasks()))
    await asyncio.sleep(0)
    return 1


async def stubborn():
    try:
        await asyncio.sleep(3)
    except asyncio.CancelledError:
        return "partial"


async def main():
    print(await asyncio.wait_for(who(), 1))
    await asyncio.create_task(who())
    async with asyncio.timeout(1):
        await who()
    print(await asyncio.wait_for(stubborn(), 0.05))
    try:
        await asyncio.wait_for(asyncio.Event().wait(), 0.05)
    except asyncio.TimeoutError as error:
        print(repr(error), repr(error.__cause__))
    outer = asyncio.create_task(asyncio.wait_for(stubborn(), 5))
    await asyncio.sleep(0.05)
    outer.cancel()
    print(await asyncio.gather(outer, return_exceptions=True))


asyncio.run(main())
