names = ["ada", "bob", "cy"]
ages = [36, 25, 41, 99]

for place, name in enumerate(names, start=1):
    print(place, name)
print(list(zip(names, ages)), list(zip("ab", range(9), [True, False])))
print(list(range(5)), list(range(2, 11, 3)), list(range(3, -3, -2)), len(range(0, 10, 3)), 7 in range(0, 10, 2))
print(sum(ages), sum(ages, 1000), sum([[1], [2]], []))
print(min(ages), max(ages), abs(-3), abs(2.5), pow(2, 10), divmod(17, 5))
print(any([0, "", None, 3]), any([]), all([1, "a"]), all([]))
print(list(map(len, names)), list(map(lambda a, b: a * b, [1, 2], [3, 4])))
print(list(filter(None, [0, 1, "", "x"])), list(filter(lambda age: age > 30, ages)))
print(round(2.5), round(3.5), round(2.675, 2), round(1234.5, -2), round(-1.5), round(7))
print(int("12"), int(3.9), int(-3.9), float("2.5"), str(12), bool(""), bool("0"), int("101", 2))
print(list("ab"), tuple([1, 2]), set([1, 1]), dict(a=1), list({"k": "v"}))
print(type(1).__name__, type("s").__name__, type([]).__name__, type(None).__name__, type(1.0) is float)
print(isinstance(1, (str, int)), isinstance(True, int), callable(print), callable(3))
print(bin(10), hex(255), oct(8), chr(65), ord("a"), repr("q"))

iterator = iter([1, 2])
print(next(iterator), next(iterator), next(iterator, "end"))
print("a", "b", sep="-", end=".\n")
print()
print(None, True, 1.0, "text", [1, "two", None], ("one",), {"k": [1]})

unequal = zip([1, 2], [3], strict=True)
try:
    print(list(unequal))
except ValueError as error:
    print("ValueError:", error)
