import asyncio
import time


class Turnstile:
    def __init__(self, gap):
        self.gap = gap
        self.lock = asyncio.Lock()
        self.passed = []

    async def __aenter__(self):
        await self.lock.acquire()
        return self

    async def __aexit__(self, kind, error, traceback):
        await asyncio.sleep(self.gap)
        self.lock.release()

    async def enter(self, name):
        async with self as turnstile:
            turnstile.passed.append(name)
            if name == "thief":
                raise PermissionError("stop")


async def visit(turnstile, name):
    try:
        await turnstile.enter(name)
    except PermissionError as error:
        print(name, error)


async def main():
    turnstile = Turnstile(0.1)
    start = time.monotonic()
    await asyncio.gather(*(visit(turnstile, name) for name in ["ada", "thief", "bob"]))
    print(turnstile.passed, round(time.monotonic() - start, 1))


asyncio.run(main())
