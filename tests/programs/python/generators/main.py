def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def take(count, iterable):
    for _, item in zip(range(count), iterable):
        yield item


def evens(numbers):
    for number in numbers:
        if number % 2 == 0:
            yield number


print(list(take(10, fibonacci())))
print(list(take(5, evens(fibonacci()))))


def countdown(n):
    print("starting")
    while n:
        yield n
        n -= 1
    print("done")
    return "boom"


timer = countdown(2)
print("made")
print(next(timer))
print(next(timer))
try:
    next(timer)
except StopIteration as stop:
    print("returned", stop.value)
print(next(timer, "nothing left"))
