def primes_below(limit):
    found = []
    for candidate in range(2, limit):
        for divisor in found:
            if divisor * divisor > candidate:
                continue
            if candidate % divisor == 0:
                break
        else:
            found.append(candidate)
    return found


print(primes_below(40))


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    else:
        return steps


print([collatz(n) for n in (1, 6, 27, 97)])

grid = [[4, 8, 15], [16, 23, 42], [7, 7, 7]]
for y, row in enumerate(grid):
    for x, cell in enumerate(row):
        if cell == 23:
            print("found at", (x, y))
            break
    else:
        print("not in row", y)
        continue
    break
else:
    print("nowhere")

attempts = 0
while True:
    attempts += 1
    if attempts < 3:
        continue
    break
print("attempts", attempts)

for countdown in range(10, 0, -3):
    print(countdown, end=" ")
print("liftoff")

for _ in []:
    print("never")
else:
    print("an empty loop still has an else")
