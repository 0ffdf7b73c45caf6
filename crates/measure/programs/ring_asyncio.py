# A ring of tasks, each with a token at first: whoever has one holds it for a while, then hands it on.
import asyncio

N = 200000  # knob: 1..100000000
TASKS = 1000


async def station(seat, tokens):
    mine, next_one = tokens[seat], tokens[(seat + 1) % TASKS]
    pause = 0.001 + seat % 7 * 0.0001
    for _ in range(N // TASKS):
        await mine.acquire()
        await asyncio.sleep(pause)
        next_one.release()


async def main():
    tokens = [asyncio.Semaphore(1) for _ in range(TASKS)]
    await asyncio.gather(*(station(seat, tokens) for seat in range(TASKS)))
    print(N // TASKS * TASKS)


asyncio.run(main())
