import asyncio

import aiohttp
import requests


def ask(url):
    try:
        return requests.get(url).status_code
    except requests.exceptions.ConnectionError as error:
        return type(error).__name__


async def ask_async(session, url):
    try:
        async with session.get(url) as response:
            return response.status
    except aiohttp.ClientConnectorError as error:
        return error.host, error.port, isinstance(error, aiohttp.ClientError)


URLS = ["http://nowhere.invalid/a", "http://example.com:1/", "http://example.com/posts/1"]


async def main():
    async with aiohttp.ClientSession() as session:
        print(await asyncio.gather(*(ask_async(session, url) for url in URLS)))


print([ask(url) for url in URLS])
asyncio.run(main())
