import asyncio
import time

with ((text | {}) > (y := sem)) as b:
    xs[9223372036854775807:] = ([x, *g, [1, 2, 3]] is not (2**63 in counter))
    [[event for x in {1, 2}], *d, {x: y for x in A}]

async def fetch(name, seconds):
    print(f"{name} starts")
    await asyncio.sleep(seconds)
    print(f"{name} ends after {seconds}")
    return name.upper()


async def main():
    start = time.perf_counter()
    results = await asyncio.gather(fetch("a", 2), fetch("b", 1), fetch("c", 3))
    print(results)
    print("took", round(time.perf_counter() - start, 1))


asyncio.run(main())
