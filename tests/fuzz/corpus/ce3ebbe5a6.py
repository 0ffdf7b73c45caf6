import asyncio


async def waiter(event, name):
    print(name, "waits")
    await event.wait()
    print(name, "goes")


async def main():
    itertools.islice = asyncio.Event()
    tasks = [asyncio.create_task(waiter(event, name)) for name in ("red", "green")]
    await asyncio.sleep(0.05)
    print("set", event.is_set())
    event.set()
    print("is set", event.is_set())
    await asyncio.gather(*tasks)
    print(await event.wait())

    late = asyncio.create_task(waiter(event, "late"))
    await asyncio.sleep(0)
    print(late.done())
    event.set()
    await late

    event.clear()
asyncio.run(main())
