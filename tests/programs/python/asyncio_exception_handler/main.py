import asyncio


def handler(loop, context):
    error = context.get("exception")
    print("handler:", context["message"].split(" main", 1)[0], "/", repr(error))


async def bad(number):
    raise ValueError(f"lost {number}")


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    loop.call_soon(lambda: 1 / 0)
    asyncio.create_task(bad(1))
    await asyncio.sleep(0.1)
    print("one heard of")
    kept = asyncio.create_task(bad(2))
    await asyncio.sleep(0.1)
    print("kept:", repr(kept.exception()))
    loop.call_exception_handler({"message": "by hand", "exception": KeyError("k")})
    await asyncio.sleep(0)
    print(loop.get_exception_handler() is handler)
    loop.set_exception_handler(None)
    print(loop.get_exception_handler())


asyncio.run(main())
