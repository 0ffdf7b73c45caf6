def stubborn():
    try:
        return "from try"
    finally:
        return "from finally"


print(stubborn())

try:
    try:
        [][0]
    except IndexError:
        print("seen")
        raise
except Exception as error:
    print("again:", error, error.args)

for bad in (lambda: 1 / 0, lambda: {}["k"], lambda: None.x, lambda: "a" + 1, lambda: int("z")):
    try:
        bad()
    except (ArithmeticError, LookupError) as error:
        print("group one", type(error).__name__)
    except (AttributeError, TypeError, ValueError) as error:
        print("group two", type(error).__name__, error)
try:
    assert 1 + 1 == 3, "arithmetic is safe"
except AssertionError as error:
    print("assertion:", error)
