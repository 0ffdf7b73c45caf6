import asyncio


async def waiter(name, future):
    print(name, "waits")
    value = await future
    print(name, "got", value)


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    tasks = [asyncio.create_task(waiter(name, future)) for name in "abc"]

    print("setting")
    future.set_result(42)
    print("set")
    loop.call_soon(print, "called soon after")
    await asyncio.sleep(0)
    print("main after one round")
    await asyncio.gather(*tasks)
    print(await future, future.result())
    await asyncio.sleep(0)

asyncio.run(main())
