import asyncio

import aiohttp


async def attempt(session, url, **options):
    try:
        async with session.get(url, **options) as response:
            print(isinstance(response, aiohttp.ClientResponse), response.status, isinstance(response.request_info, aiohttp.RequestInfo))
    except Exception as error:
        kinds = (aiohttp.ClientConnectionError, aiohttp.ClientOSError, aiohttp.InvalidURL, aiohttp.ServerTimeoutError)
        kinds += (aiohttp.ClientConnectorDNSError, aiohttp.InvalidUrlClientError)
        print(type(error).__name__, [isinstance(error, kind) for kind in kinds])


async def main():
    async with aiohttp.ClientSession() as session:
        await attempt(session, "http://example.com/posts/1")
        async with session.patch("http://example.com/posts/1") as response:
            print(response.status)
        await attempt(session, "http://nowhere.invalid/")
        await attempt(session, "http://")
        await attempt(session, "http://example.com/delay/2", timeout=aiohttp.ClientTimeout(total=0.5))


asyncio.run(main())
