import asyncio

import aiohttp


async def worker(session, queue, results):
    while True:
        number = await queue.get()
        try:
            async with session.get(f"http://example.com/users/{number}") as response:
                results[number] = (await response.json())["name"]
        finally:
            queue.task_done()


async def main():
    queue = asyncio.Queue()
    for number in range(1, 8):
        queue.put_nowait(number)
    results = {}
    async with aiohttp.ClientSession() as session:
        workers = [asyncio.create_task(worker(session, queue, results)) for _ in range(3)]
        await queue.join()
        for task in workers:
            task.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
    print(sorted(results.items()))


asyncio.run(main())
