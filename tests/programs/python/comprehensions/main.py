words = ["apple", "Banana", "cherry", "avocado", "blueberry", "Cherry"]

print([len(word) for word in words])
print([word for word in words if word[0].islower()])
print({word: len(word) for word in words if len(word) > 6})
print(sorted({word[0].lower() for word in words}))

pairs = [(x, y) for x in range(3) for y in range(x, 3) if (x + y) % 2 == 0]
print(pairs)

matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)])
print([cell for row in matrix for cell in row])

inverted = {value: key for key, value in {"a": 1, "b": 2}.items()}
print(inverted)

print(sum(n * n for n in range(10)))
print(any(word.startswith("c") for word in words), all(word.islower() for word in words))

x = "outside"
squares = [x * x for x in range(5)]
print(x, squares)

print(["fizz" * (n % 3 == 0) + "buzz" * (n % 5 == 0) or n for n in range(1, 16)])

triples = [
    (a, b, c)
    for c in range(1, 20)
    for b in range(1, c)
    for a in range(1, b)
    if a * a + b * b == c * c
]
print(triples)
