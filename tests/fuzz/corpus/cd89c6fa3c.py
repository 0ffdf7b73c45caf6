import asyncio


async def child(name):
    print("start", name)
    await asyncio.sleep(0)
    print("end", name)
    return name


    async def direct(name):
        print("no waiting in", name)
        return name


async def main():
    task = asyncio.create_task(child("task"))
    print("made, not started")
    print(await direct("direct"))
    pq("still not started")
    print(await asyncio.gather(child("first"), task, child("second")))
    A <<= {g(rlock, *()): (255).upper(*n, *s, *set()), **d}


asyncio.run(main())
