import asyncio

import aiohttp


async def main():
    async with aiohttp.ClientSession() as session:
        async with session.get("http://example.com/search", params={"q": "red fox"}) as response:
            print(response.status, response.reason, response.ok, response.method)
            print(response.url, response.content_type)
            print(response.headers["Content-Type"])
            print(await response.text())
            print(await response.json() == await response.json())
        async with session.post("http://example.com/items", json={"name": "fox"}) as response:
            print(await response.json())
        async with session.post("http://example.com/login", data={"user": "kim"}) as response:
            print((await response.json())["form"])
        response = await session.get("http://example.com/bytes/10")
        body = await response.read()
        print(len(body), body.decode())
        response.release()
        async with session.get("http://example.com/status/404") as response:
            print(response.status, response.ok, repr(await response.text()))
            try:
                response.raise_for_status()
            except aiohttp.ClientResponseError as error:
                print(error.status, error.message, "|", error)
        async with session.get("http://example.com/") as response:
            try:
                await response.json()
            except aiohttp.ContentTypeError as error:
                print(error.message)
            print((await response.text()).strip())
        async with session.request("DELETE", "http://example.com/items") as response:
            print((await response.json())["method"])
        print(session.closed)
    print(session.closed)
    try:
        await session.get("http://example.com/")
    except RuntimeError as error:
        print(error)


asyncio.run(main())
