import asyncio
import time


async def worker(name, queue, log):
    while True:
        seconds = await queue.get()
        await asyncio.sleep(seconds)
        queue.task_done()
        log.append((name, seconds))


async def main():
    queue, log = asyncio.Queue(), []
    for seconds in [0.3, 0.05, 0.1, 0.1, 0.15]:
        queue.put_nowait(seconds)

    tasks = [asyncio.create_task(worker(f"worker-{i}", queue, log)) for i in range(3)]
    start = time.monotonic()
    await queue.join()
    print("took", round(time.monotonic() - start, 1))
    for task in tasks:
        task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    print([isinstance(result, asyncio.CancelledError) for result in results])
    for name, seconds in sorted(log):
        print(name, seconds)


asyncio.run(main())
