def make_counter(start=0):
    count = start

    def increment(by=1):
        nonlocal count
        count += by
        return count

    def reset():
        nonlocal count
        count = start

    return increment, reset


first, reset_first = make_counter()
second, _ = make_counter(100)
print(first(), first(), first(5))
print(second(), second(-1))
reset_first()
print(first(), second())

# Every lambda sees the same variable...
late = [lambda: i for i in range(3)]
print([f() for f in late])

# ...unless its value is captured as a default.
early = [lambda i=i: i for i in range(3)]
print([f() for f in early])


def compose(*functions):
    def run(value):
        for function in functions:
            value = function(value)
        return value

    return run


shout = compose(str.strip, str.upper, lambda text: text + "!")
print(shout("  hello "))


def outer():
    def middle():
        def inner():
            nonlocal message
            message = message + " from the inside"

        inner()

    message = "hello"
    middle()
    return message


print(outer())
