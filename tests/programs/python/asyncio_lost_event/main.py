import asyncio


async def announce(ready):
    ready.set()
    ready.clear()
    print("announced", flush=True)


async def late(ready):
    await asyncio.sleep(0.1)
    print("waiting", flush=True)
    await ready.wait()
    print("never printed", flush=True)


async def main():
    ready = asyncio.Event()
    await asyncio.gather(announce(ready), late(ready))


asyncio.run(main())
