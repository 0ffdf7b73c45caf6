def countdown(n):
    while n:
        yield n
        n -= 1
    return "boom"


def twice(n):
    result = yield from countdown(n)
    yield result


print(list(twice(1)))


def running_average():
    total, count, average = 0, 0, None
    try:
        while True:
            total += yield average
            count += 1
            average = total / count
    finally:
        print("closed after", count)


average = running_average()
next(average)
print(average.send(10), average.send(20), average.send(60))
average.close()


def flatten(tree):
    for node in tree:
        if isinstance(node, list):
            yield from flatten(node)
        else:
            yield node


print(*flatten([1, [2, [3, 4], []], [[5]]]))
