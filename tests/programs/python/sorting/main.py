people = [("Ada", 36), ("Bob", 25), ("Cy", 36), ("Dee", 25), ("Eve", 41)]

print(sorted([3, 1, 2]), sorted("banana"), sorted([3, 1, 2], reverse=True))
print(sorted(people, key=lambda person: person[1]))
print(sorted(people, key=lambda person: person[1], reverse=True))
print(sorted(people, key=lambda person: (-person[1], person[0])))
print([name for name, _ in sorted(people, key=lambda p: len(p[0]))])

words = "the Quick brown fox Jumps".split()
words.sort(key=str.lower)
print(words)
words.sort()
print(words)
words.sort(key=len, reverse=True)
print(words)

print(min(people, key=lambda p: p[1]), max(people, key=lambda p: p[1]))
print(min(4, 2, 8), max("zebra"), min([], default="empty"), max([1.5, 1]))
print(list(reversed([1, 2, 3])), sorted({"b": 1, "a": 2}), sorted([(1, "b"), (1, "a"), (0, "z")]))
print(sorted([True, 3, 0.5, -1]), sorted([[2], [1, 5], [1]]))

try:
    sorted([1, "one"])
except TypeError as error:
    print(error)


def bubble_sort(items):
    items = list(items)
    for end in range(len(items) - 1, 0, -1):
        swapped = False
        for i in range(end):
            if items[i] > items[i + 1]:
                items[i], items[i + 1] = items[i + 1], items[i]
                swapped = True
        if not swapped:
            break
    return items


print(bubble_sort([5, 1, 4, 2, 8]))
