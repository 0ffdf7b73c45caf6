def countdown(n):
    while n:
        yield n
        n -= 1
    return "boom"


def twice(n):
    result = rage()
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
