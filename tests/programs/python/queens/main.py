def queens(size, columns=()):
    row = len(columns)
    if row == size:
        yield columns
        return
    for column in range(size):
        safe = all(
            column != other and abs(column - other) != row - y
            for y, other in enumerate(columns)
        )
        if safe:
            yield from queens(size, columns + (column,))


def draw(columns):
    for column in columns:
        print("".join("Q" if x == column else "." for x in range(len(columns))))


draw(next(queens(6)))
for size in range(1, 7):
    print(size, sum(1 for _ in queens(size)))


def hanoi(n, source, target, spare):
    if n == 0:
        return 0
    moves = hanoi(n - 1, source, spare, target)
    return moves + 1 + hanoi(n - 1, spare, target, source)


print("hanoi", hanoi(7, "A", "C", "B"))
