print(7 // 2, -7 // 2, 7 // -2, -7 // -2)
print(7 % 3, -7 % 3, 7 % -3, -7 % -3)
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 5.5 % -2)
print(divmod(-7, 3), divmod(7.5, 2), -(-7 // 2))
print(7 / 2, 6 / 3, 1 / 3, 2 / 3, -1 / 3)
print(0.1 + 0.2, 0.1 + 0.2 == 0.3, 1e16, 1e15, 123456789012345680.0, 1e-5, 0.0001)
print(1.0, 100.0, 1.5e300 * 1e10, 5e-324, -0.0, 3.0 * 2, 1e22, 1e23)
print(2**10, 2**-1, 2**0.5, (-8) ** 3, -2**2, 4**0.5, 0**0)
print(1 + 1.0, True + 1, 3 * 1.5, 10 - 0.5, 2 * "ab")
print(int(7.99), int(-7.99), round(0.5), round(1.5), round(-2.5), round(3.14159, 3), round(1e3, 2))
print(float("inf"), -float("inf"), float("nan") == float("nan"), float("inf") > 10**400)
print(6 & 3, 6 | 3, 6 ^ 3, ~6, 1 << 4, 255 >> 3, -5 & 0xF)
print(0x1F, 0b1010, 0o17, 1_000_000, 1e3, .5, 5.)
print((0.1).__class__.__name__, 3.0 == 3, 3 == 3.0 != 4, 1e3.is_integer(), (2.5).is_integer())

for left, right in [(1, 0), (1.0, 0), (5, 0.0)]:
    for operation in (lambda a, b: a / b, lambda a, b: a // b, lambda a, b: a % b):
        try:
            operation(left, right)
        except ZeroDivisionError:
            print("no", end=" ")
    print()

x = 17
x += 3; x -= 1; x *= 2; x //= 3; x **= 2; x %= 50; x |= 1; x <<= 2; x ^= 5
print(x)
x /= 4
print(x)


def newton(n):
    guess = n / 2
    while abs(guess * guess - n) > 1e-10:
        guess = (guess + n / guess) / 2
    return guess


print(f"{newton(2):.6f} {newton(144):.6f}")
