class Door:
    def __init__(self, name):
        self.name = name

    def __enter__(self):
        print("open", self.name)
        return self

    def __exit__(self, kind, error, traceback):
        reason = kind.__name__ if kind else "normally"
        print("close", self.name, reason)
        return False


class Forgive:
    def __init__(self, *kinds):
        self.kinds = kinds

    def __enter__(self):
        return None

    def __exit__(self, kind, error, traceback):
        return kind is not None and issubclass(kind, self.kinds)


with Door("front") as front, Door("back"):
    print("inside", front.name)

with Forgive(ZeroDivisionError, KeyError):
    with Door("cellar"):
        1 / 0
print("still here")


def leave_early():
    with Door("side"):
        return "left early"


print(leave_early())

for attempt in range(3):
    with Door(attempt):
        if attempt == 1:
            break
