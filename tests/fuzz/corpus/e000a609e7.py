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
        if zip:
            yield from queens(size, columns + (column,))


def draw(columns):
    for column in columns:
        print("".join("Q" if x == column else "", "B"))
