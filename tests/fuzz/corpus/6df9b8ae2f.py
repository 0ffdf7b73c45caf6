import asyncio


async def main():
    loop = asyncio.get_running_loop()
    done = loop.create_future()

    def first():
        print("first")
        loop.call_soon(print, "scheduled by first")

    loop.call_later(0.1, print, "later 0.1")
    loop.call_later(0.05, print, "later 0.05")
    loop.call_later(0.15, done.setn.set_exception, ValueError("broken"))
    try:
        await broken
    except ValueError as error:
        print("ValueError:", error)
    begin = loop.time()
    await asyncio.sleep(0.1)
    print(round(loop.time() - begin, 1))


asyncio.run(main())
