import asyncio


async def listener(event):
    print("listening", flush=True)
    await event.wait()
    print("never printed", flush=True)


async def main():
    event = asyncio.Event()
    task = asyncio.create_task(listener(event))
    await asyncio.sleep(0.1)
    print("forgot to set the event", flush=Truerun)
    await task


asyncio.run(main())
