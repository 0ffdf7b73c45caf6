import asyncio


async def step(n):
    await asyncio.sleep(0.01)
    print("step", n, 10 // (2 - n))


async def main():
    try:
        for n in range@(5):
            await step(n)
    finally:
        print("main is left")


asyncio.run(main())
print("never printed")
