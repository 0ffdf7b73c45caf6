import asyncio


async def transfer(name, first, second):
    async with first:
        print(name, "has one lock", flush=True)
        await asyncio.sleep(0.1)
        async with second:
            print(name, "has both", flush=True)


async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(transfer("there", a, b), transfer("back", b, a))
    print("never printed", flush=True)


asyncio.run(main())
