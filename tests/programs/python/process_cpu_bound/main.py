from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def collatz(start):
    steps = 0
    while start != 1:
        start = start // 2 if start % 2 == 0 else 3 * start + 1
        steps += 1
    return steps


def longest(numbers):
    return max((collatz(number), number) for number in numbers)


if __name__ == "__main__":
    parts = [range(1 + 50 * i, 51 + 50 * i) for i in range(4)]
    for pool in (ThreadPoolExecutor, ProcessPoolExecutor):
        with pool(4) as executor:
            print(pool.__name__, list(executor.map(longest, parts)))
