from contextlib import contextmanager


@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name.upper()
    finally:
        print(f"</{name}>")


with tag("ul"):
    with tag("li") as label:
        print(label)
try:
    with tag("b"):
        raise ValueError("inside a tag")
except ValueError as error:
    print("caught", error)


@contextmanager
def ignoring(*kinds):
    try:
        yield
    except kinds as error:
        print("ignored", type(error).__name__)


with ignoring(KeyError, ZeroDivisionError):
    {}["missing"]
with ignoring(KeyError):
    print("nothing happens here")


@contextmanager
def changed(settings, **changes):
    before = dict(settings)
    settings.update(changes)
    try:
        yield settings
    finally:
        settings.clear()
        settings.update(before)


settings = {"colour": "blue", "size": 3}


def report():
    with changed(settings, size=10, bold=True) as current:
        return f"inside {current}"


print(report())
print("after", settings)
