import asyncio
import sys


async def main():
    return "ran"


if sys.platform == "win32":
    asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
print(asyncio.run(main()))
