letters = list("abcdefgh")
print(letters[2:5], letters[:3], letters[-3:], letters[:-6])
print(letters[::2], letters[1::3], letters[::-1], letters[5:1:-2])
print(letters[10:], letters[-100:2], letters[3:1])

text = "concurrency"
print(text[3:7], text[-4:], text[::-1], text[0], text[-1])
print((1, 2, 3, 4)[1:-1], range(10)[2:8:3], list(range(10)[2:8:3]))

copy = letters[:]
copy[0] = "A"
print(letters[0], copy[0], copy == letters)

numbers = [0, 1, 2, 3, 4, 5]
numbers[1:3] = ["one", "two", "more"]
print(numbers)
numbers[::2] = [None] * 4
print(numbers)
del numbers[0]
del numbers[-2:]
print(numbers)
numbers[len(numbers):] = [7, 8]
numbers[:0] = [9]
print(numbers)

try:
    numbers[99]
except IndexError as error:
    print(error)
try:
    text[0] = "K"
except TypeError as error:
    print(error)


def chunks(items, size):
    return [items[i:i + size] for i in range(0, len(items), size)]


def rotate(items, by):
    by %= len(items)
    return items[by:] + items[:by]


print(chunks("abcdefgh", 3), rotate([1, 2, 3, 4], 1), rotate([1, 2, 3, 4], -1))
