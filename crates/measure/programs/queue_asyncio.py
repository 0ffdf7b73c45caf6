# M/M/1/10: customers come at random, one server, at most ten in the system (one served, nine waiting); who finds it full
# goes away.
import asyncio
import random

N = 200000  # knob: 1..100000000


async def customers(waiting):
    draw = random.Random(1).expovariate
    for _ in range(N // 2):
        await asyncio.sleep(draw(0.9))
        if not waiting.full():
            waiting.put_nowait(True)
    await waiting.put(False)


async def server(waiting):
    draw = random.Random(2).expovariate
    served = 0
    while await waiting.get():
        await asyncio.sleep(draw(1.0))
        served += 1
    # Every arrival and every end of service is an event in time.
    print(N // 2 + served)


async def main():
    waiting = asyncio.Queue(maxsize=9)
    await asyncio.gather(customers(waiting), server(waiting))


asyncio.run(main())
