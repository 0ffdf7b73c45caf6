a, b = 1, 2
a, b = b, a
print(a, b)

first, *middle, last = range(6)
print(first, middle, last)
*init, tail = "abc"
print(init, tail)
head, *rest = [42]
print(head, rest)

(x, y), z = (1, 2), 3
print(x, y, z)
for index, (name, (low, high)) in enumerate([("a", (1, 2)), ("b", (3, 4))]):
    print(index, name, high - low)

numbers = [3, 1, 2]
print(*numbers, sep=" < ")
print([*numbers, 0, *"hi"], (*numbers,), sorted({*numbers, 3}))
print({**{"a": 1, "b": 2}, "b": 3, **{"c": 4}})


def divide(a, b):
    return a // b, a % b


quotient, remainder = divide(17, 5)
print(quotient, remainder, divide(*divide(17, 5)))

try:
    a, b = 1, 2, 3
except ValueError:
    print("too many", a, b)
try:
    a, b, c = [1, 2]
except ValueError as error:
    print(error)

point = 1,
print(point, len(point), point + (2, 3), (1, 2) * 2, (1, 2) < (1, 3), ())
values = [0, 1, 2]
i = 0
i, values[i] = 2, 9
print(i, values)
a = b = c = []
a.append(1)
print(a, b is c)
