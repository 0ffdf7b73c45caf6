# The experiment blocked-loop: tasks that nap, and one that calls something that blocks.
import asyncio
import time

WAY = 0  # knob: 0..2
CALLS = 8  # knob: 1..100
BLOCK_MS = 20  # knob: 1..1000
REST_MS = 20  # knob: 1..1000
NAPPERS = 10  # knob: 1..1000
NAP_MS = 1  # knob: 1..1000

late = []


async def nap(end):
    while time.monotonic() < end:
        due = time.monotonic() + NAP_MS / 1000
        await asyncio.sleep(NAP_MS / 1000)
        late.append(time.monotonic() - due)


async def main():
    end = time.monotonic() + CALLS * (BLOCK_MS + REST_MS) / 1000
    nappers = [asyncio.create_task(nap(end)) for _ in range(NAPPERS)]
    for _ in range(CALLS):
        await asyncio.sleep(REST_MS / 1000)
        if WAY == 0:
            await asyncio.sleep(BLOCK_MS / 1000)
        elif WAY == 1:
            time.sleep(BLOCK_MS / 1000)
        else:
            await asyncio.to_thread(time.sleep, BLOCK_MS / 1000)
    for napper in nappers:
        await napper


asyncio.run(main())
late.sort()
print("p50", late[len(late) * 50 // 100])
print("p99", late[len(late) * 99 // 100])
