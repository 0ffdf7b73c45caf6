import asyncio


async def save():
    print("saved")


async def main():
    save()  # finds: never-awaited
    asyncio.sleep(1)  # finds: never-awaited


asyncio.run(main())
