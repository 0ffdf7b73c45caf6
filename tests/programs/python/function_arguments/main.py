def brew(kind, size="medium", *, milk=False, shots=1):
    milky = "with milk" if milk else "black"
    return f"{size} {kind}, {milky}, {shots} shot{'s' if shots != 1 else ''}"


def total(*prices, tip=0):
    return sum(prices) + tip


def describe(**options):
    return ", ".join(f"{key}={value!r}" for key, value in options.items())


def remember(item, seen=[]):
    seen.append(item)
    return seen


print(brew("latte"))
print(brew("latte", "large", milk=True))
print(brew(shots=2, kind="espresso", size="small"))

print(total())
print(total(3, 4, 5))
print(total(*[1, 2, 3], tip=10))

print(describe(name="Ada", age=36))
options = {"shots": 3, "milk": True}
print(brew("mocha", **options))

remember("a")
remember("b", [])
print(remember("c"))

try:
    brew()
except TypeError as error:
    print("TypeError:", error)
try:
    brew("latte", "large", True)
except TypeError as error:
    print("TypeError:", error)
try:
    brew("latte", sugar=2)
except TypeError as error:
    print("TypeError:", error)
