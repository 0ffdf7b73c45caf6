import asyncio


async def numbers():
    yield 1


async def main():
    async def attempt(mistake):
        try:
            await mistake()
        except (TypeError, RuntimeError, ValueError) as error:
            print(type(error).__name__, error)

    async def async_with_a_number():
        async with 5:
            pass

    async def with_a_number():
        with 5:
            pass

    async def with_an_asyncio_lock():
        with asyncio.Lock():
            pass

    async def async_for_over_a_list():
        async for _ in [1]:
            pass

    async def for_over_an_async_generator():
        for _ in numbers():
            pass

    async def await_a_number():
        await 5

    async def await_twice():
        once = asyncio.sleep(0)
        await once
        await once

    async def task_of_a_number():
        asyncio.create_task(5)

    async def release_twice():
        asyncio.Lock().release()

    async def half_a_manager():
        class Half:
            def __enter__(self):
                pass

        with Half():
            pass

    for mistake in (
        async_with_a_number,
        with_a_number,
        with_an_asyncio_lock,
        async_for_over_a_list,
        for_over_an_async_generator,
        await_a_number,
        await_twice,
        task_of_a_number,
        release_twice,
        half_a_manager,
    ):
        await attempt(mistake)


asyncio.run(main())
