import asyncio


async def work(seconds):
    try:
        await asyncio.sleep(seconds)
        return f"done in {seconds}"
    except asyncio.CancelledError:
        print("cancelled, tidying up")
        await asyncio.sleep(0.05)
        print("tidy")
        raise


async def main():
    print(await asyncio.wait_for(work(0.05), timeout=0.3))
    try:
        await asyncio.wait_for(work(5), timeout=0.1)
    except asyncio.TimeoutError:
        print("too late")

    task = asyncio.create_task(work(5))
    try:
        await asyncio.wait_for(task, 0.1)
    except TimeoutError as error:
        print(type(error).__name__, task.cancelled(), task.done())


asyncio.run(main())
