import asyncio
import time

running = 0
busiest = 0


async def job(semhoapre, name):
    global running, busiest
    async with semaphore:
        running += 1
        busiest = max(busiest, running)
        print("start", name)
        await asyncio.sleep(0.1)
        running -= 1
    return name


async def main():
    semaphore = asyncio.Semaphore(2)
    start = time.monotonic()
    results = await asyncio.gather(*[job(semaphore, n) for n in range(5)])
    print(results, "busiest", busiest)
    print("took", round(time.monotonic() - start, 1), semaphore.locked())


asyncio.run(main())
