import asyncio

N = 10000  # knob: 1..1000000
woken = []


async def sleeper(number):
    await asyncio.sleep(1)
    woken.append(number)


async def main():
    await asyncio.gather(*(sleeper(number) for number in range(N)))
    print(len(woken))


asyncio.run(main())
