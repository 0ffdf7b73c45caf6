import asyncio
import time

CURE = 0  # knob: 0..2
REPORT_MS = 500  # knob: 0..2000
BEAT_MS = 100  # knob: 20..500
BEATS = 8  # knob: 1..20

start = time.monotonic()
latest = 0.0


def make_report():
    time.sleep(REPORT_MS / 1000)  # a library that knows nothing of asyncio


async def make_report_async():
    await asyncio.sleep(REPORT_MS / 1000)  # one that does


async def report():
    if CURE == 0:
        make_report()
    elif CURE == 1:
        await asyncio.to_thread(make_report)
    else:
        await make_report_async()
    print(f"report ready at {time.monotonic() - start:.1f} s")


async def heartbeat():
    global latest
    for _ in range(BEATS):
        due = time.monotonic() + BEAT_MS / 1000
        await asyncio.sleep(BEAT_MS / 1000)
        latest = max(latest, time.monotonic() - due)


async def main():
    await asyncio.gather(heartbeat(), report())
    print(f"a beat was {latest:.1f} s late")


asyncio.run(main())
