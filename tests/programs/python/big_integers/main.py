def factorial(n):
    return 1 if n < 2 else n * factorial(n - 1)


print(2**200)
print(factorial(30))
print(factorial(50) // factorial(48), factorial(25) % 1_000_007)
print(2**64 - 1, -(2**63), 2**63 + 1)
print(9223372036854775807 + 1, -9223372036854775808 - 1, 3037000500 * 3037000500)
print(10**30 // 7, 10**30 % 7, -(10**30) // 7, -(10**30) % 7, divmod(10**20, -3))
print(1 << 100, (1 << 100) >> 98, -1 >> 5, -(2**70) >> 3)
print((2**100 + 5) & 0xFF, 2**70 | 1, 2**70 ^ 2**70, ~(2**65))
print(2**100 > 10**30, 2**100 == 4**50, 2**64 < 2.0**65, min(2**80, 3**50))
print(int("123456789" * 3), len(str(2**1000)), hex(2**72), int("ff" * 9, 16))
print(pow(3, 1000, 2**61 - 1), pow(7, -1, 11), abs(-(10**25)))
print(10**25 / 10**5, 2**100 / 3**60, float(2**70), int(1e20))
print(sum(10**k for k in range(25)), f"{2**90:,}", f"{2**90:x}")
print(hash(5) == 5, (2**200).bit_length(), 10**18 * 10**18 - 10**36)

a, b = 0, 1
for _ in range(300):
    a, b = b, a + b
print(a)

n, digits = 2**150, 0
while n:
    n, digit = divmod(n, 10)
    digits += digit
print(digits)
