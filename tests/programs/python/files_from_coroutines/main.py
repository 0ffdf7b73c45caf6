import asyncio

import aiofiles


async def write(name, lines):
    async with aiofiles.open(name, "w") as file:
        for line in lines:
            await file.write(line + "\n")


async def main():
    await asyncio.gather(*(write(f"part{n}.txt", [f"{n}.{line}" for line in range(3)]) for n in range(3)))
    for n in range(3):
        async with aiofiles.open(f"part{n}.txt") as file:
            print((await file.read()).split())
    async with aiofiles.open("part1.txt", mode="r") as file:
        print(repr(await file.readline()))
        async for line in file:
            print(line.strip())
    try:
        async with aiofiles.open("missing.txt") as file:
            pass
    except FileNotFoundError as error:
        print(error)


asyncio.run(main())
