import asyncio


async def save():
    print("saved")


async def main():
    await save()
    await asyncio.sleep(1)
    unused = save()
    unused.close()


asyncio.run(main())
