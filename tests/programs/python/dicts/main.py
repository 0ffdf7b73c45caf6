stock = {"tea": 3, "milk": 0}
stock["sugar"] = 7
stock.update({"milk": 2, "salt": 1})
print(stock, len(stock))
print(stock.get("tea"), stock.get("rum"), stock.get("rum", 0), "tea" in stock)
print(stock.pop("salt"), stock.pop("salt", "gone"), stock.setdefault("rum", 9), stock.setdefault("tea", 9))
print(list(stock), list(stock.values()), list(stock.items()))
del stock["rum"]
stock["tea"] = stock.pop("tea")
print(stock)
print(stock.popitem(), stock | {"milk": 5, "jam": 1})
print(dict(a=1, b=2), dict([("x", 1)]), dict(zip("abc", range(3))), dict.fromkeys("ab", 0))
print({1: "int", 1.0: "float", True: "bool"}, {(1, 2): "tuple"}[1, 2])
print({"a": 1, "b": 2} == {"b": 2, "a": 1})

text = "the cat and the dog and the bird"
counts = {}
for word in text.split():
    counts[word] = counts.get(word, 0) + 1
print(counts)
print(max(counts, key=counts.get), sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3])

by_length = {}
for word in counts:
    by_length.setdefault(len(word), []).append(word)
print(by_length)

try:
    stock["nope"]
except KeyError as error:
    print("KeyError", error)
try:
    {[]: 1}
except TypeError:
    print("TypeError: a list cannot be a key")
try:
    for key in counts:
        counts[key + "!"] = 1
except RuntimeError as error:
    print("RuntimeError:", error)
