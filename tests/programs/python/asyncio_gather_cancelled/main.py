import asyncio

async def child(name):
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise

async def parent():
    try:
        await asyncio.gather(child("a"), child("b"))
    except asyncio.CancelledError:
        print("parent cancelled")
        raise

async def main():
    t = asyncio.create_task(parent())
    await asyncio.sleep(0.1)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("main saw it", t.cancelled())
    g = asyncio.gather(child("c"), child("d"), return_exceptions=True)
    await asyncio.sleep(0.1)
    print(g.cancel())
    try:
        print(await g)
    except asyncio.CancelledError:
        print("gather cancelled")

asyncio.run(main())
