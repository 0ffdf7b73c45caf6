import asyncio

import aiohttp

PATHS = ["posts/1", "status/404", "posts/2"]


async def fetch(session, path):
    async with session.get("http://example.com/" + path) as response:
        response.raise_for_status()
        return (await response.json())["title"]


async def main():
    async with aiohttp.ClientSession() as session:
        results = await asyncio.gather(*(fetch(session, path) for path in PATHS), return_exceptions=True)
        for path, result in zip(PATHS, results):
            if isinstance(result, Exception):
                print(path, "failed:", type(result).__name__, result.status, result.message)
            else:
                print(path, "gave", result)
        try:
            await asyncio.gather(*(fetch(session, path) for path in PATHS))
        except aiohttp.ClientResponseError as error:
            print("gather raised:", error)
        try:
            async with asyncio.TaskGroup() as group:
                for path in PATHS:
                    group.create_task(fetch(session, path))
        except ExceptionGroup as group:
            print("the group raised:", [error.status for error in group.exceptions])
    async with aiohttp.ClientSession(raise_for_status=True) as session:
        try:
            await session.get("http://example.com/status/503")
        except aiohttp.ClientError as error:
            print(error.status, error.message)


asyncio.run(main())
