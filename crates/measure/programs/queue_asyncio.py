# M/M/1/10: customers come at random, one server, at most ten in the system; who finds it full goes away.
import asyncio
import random

N = 200000  # knob: 1..100000000
CAPACITY = 10
present = 0


async def customers(waiting):
    global present
    for number in range(N // 2):
        await asyncio.sleep(random.expovariate(0.9))
        if present < CAPACITY:
            present += 1
            waiting.put_nowait(number)
    waiting.put_nowait(None)


async def server(waiting):
    global present
    served = 0
    while await waiting.get() is not None:
        await asyncio.sleep(random.expovariate(1.0))
        present -= 1
        served += 1
    # Every arrival and every end of service is an event in time.
    print(N // 2 + served)


async def main():
    random.seed(1)
    waiting = asyncio.Queue()
    await asyncio.gather(customers(waiting), server(waiting))


asyncio.run(main())
