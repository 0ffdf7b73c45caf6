def noisy(value):
    print(f"({value})", end=" ")
    return value


print(1 < 2 < 3, 1 < 3 < 2, 1 < 2 > 0, 0 == 0.0 == False)
print(noisy(1) < noisy(5) < noisy(3))
print(noisy(9) < noisy(5) < noisy(3))
print(noisy(0) or noisy("") or noisy("last"))
print(noisy(1) and noisy(None) and noisy("never"))
print(not [] and not 0, [] or {} or "default", None and 1, 5 and 6)

temperature = 31
feeling = "hot" if temperature > 30 else "cold" if temperature < 10 else "fine"
print(feeling)

if (length := len("concurrency")) > 10:
    print("long:", length)

readings = iter([3, 8, 12, 5, 20])
while (reading := next(readings)) < 10:
    print("ok", reading)
print("stopped at", reading)
print([half for n in range(8) if (half := n // 2) % 2], half)

a, b = [1], [1]
print(a == b, a is b, a is not b, None is None, 3 != 4)
for value in (0, 0.0, "", [], {}, (), None, False, "0", [0], -1):
    print(repr(value), "yes" if value else "no", end="; ")
print()
print(2 in [1, 2], "x" not in "abc", 3 in {3: "three"}, True + True, 3 > 2 > 1 == True)


def grade(score):
    if score >= 90:
        return "A"
    elif 80 <= score < 90:
        return "B"
    elif not score:
        return "none"
    else:
        return "C"


print([grade(score) for score in (95, 80, 79, 0)])
pass
