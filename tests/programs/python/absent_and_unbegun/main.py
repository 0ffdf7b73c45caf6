import asyncio
import threading

local = threading.local()
print(getattr(local, "x", None))
local.x = 5
print(getattr(local, "x", None))


def work():
    print("in the thread:", getattr(local, "x", "nothing"))


thread = threading.Thread(target=work)
thread.start()
thread.join()


class Asked:
    def __getattr__(self, name):
        if name == "known":
            return 42
        raise AttributeError(name)


print(getattr(Asked(), "known", 0), getattr(Asked(), "unknown", 0))


async def child():
    try:
        print("never begins")
    finally:
        print("so this does not run")


async def main():
    task = asyncio.create_task(child())
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled before its first step", task.cancelled())


asyncio.run(main())
