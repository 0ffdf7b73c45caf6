import asyncio, threading, time
from concurrent.futures import ThreadPoolExecutor

async def child(name, d):
    try:
        await asyncio.sleep(d)
        print(name, "done")
        return name
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise

async def main():
    t = asyncio.create_task(asyncio.wait_for(child("slow", 5), 0.1))
    try:
        await t
    except asyncio.TimeoutError:
        print("timeout")
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(child("a", 0.1))
        b = tg.create_task(child("b", 0.2))
    print(a.result(), b.result())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(child("c", 1))
            tg.create_task(fail())
    except ExceptionGroup as e:
        print("group", len(e.exceptions))
    loop = asyncio.get_running_loop()
    r = await loop.run_in_executor(None, time.sleep, 0.05)
    print(r)
    done, pending = await asyncio.wait([asyncio.create_task(child("x", .1)), asyncio.create_task(child("y", .3))], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending))
    for p in pending: p.cancel()
    for c in asyncio.as_completed([child("p", .2), child("q", .1)]):
        print("as", await c)
    sem = asyncio.Semaphore(2)
    async def job(i):
        async with sem:
            await asyncio.sleep(0.1)
            return i
    print(await asyncio.gather(*(job(i) for i in range(5))))
async def fail():
    await asyncio.sleep(0.01)
    raise ValueError("no")
asyncio.run(main())
with ThreadPoolExecutor(max_workers=2) as ex:
    print(list(ex.map(lambda x: x * x, range(5))))
    f = ex.submit(pow, 2, 10)
    print(f.result())
