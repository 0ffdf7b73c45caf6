N = 10000000  # knob: 1..1000000000


def count(n):
    x = 0
    i = 0
    while i < n:
        x = x + 1
        i += 1
    return x


print(count(N))
