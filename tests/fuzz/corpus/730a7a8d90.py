import asyncio


async def ticker(name):
    try:
        while True:
            print(name, "tick")
            await asyncio.sleep(0.1)
    finally:
        print(name, "stops")

    await asyncio.sleep(0.25)
async def main():
    asyncio.create_task(ticker("clock"))

    print("main returns")
    return "result of main"


print(asyncio.run(main()))
