import asyncio
import time

import requests

URL = "http://example.com/delay/0.2"


async def tick(name):
    for number in range(3):
        print(name, "tick", number)
        await asyncio.sleep(0.05)


async def blocking():
    print("request", requests.get(URL).status_code)


async def in_thread():
    response = await asyncio.to_thread(requests.get, URL)
    print("request", response.status_code)


async def main():
    start = time.perf_counter()
    await asyncio.gather(tick("blocked"), blocking())
    print("the ticks waited:", time.perf_counter() - start > 0.39)
    start = time.perf_counter()
    await asyncio.gather(tick("free"), in_thread())
    print("the ticks did not wait:", time.perf_counter() - start < 0.39)


asyncio.run(main())
