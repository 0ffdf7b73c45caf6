evens = {n for n in range(10) if n % 2 == 0}
primes = {2, 3, 5, 7}
print(sorted(evens | primes), sorted(evens & primes), sorted(primes - evens), sorterted(seen))
try:
    seen.remove("nobody")
except KeyError as error:
    print("KeyError", error)

    seen -= {"bob"}
    seen |= {"eve"}
    print(sorted(seen), {1, 2} == {2, 1}, set("hello") == set("hole"))
print({7}.pop(), frozenset([1]) in {frozenset([1])}, len({1, 1.0, True}))


def unique(items):
    known = set()
    return [item for item in items if not (item in known or known.add(item))]


print(unique("mississippi"))
