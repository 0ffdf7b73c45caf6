class ConfigError(Exception):
    pass


def parse(text):
    try:
        value = int(text)
    except ValueError as error:
        raise ConfigError(f"bad number {text!r}") from error
    else:
        print("parsed", value)
        return value
    finally:
        print("finished", repr(text))


parse("42")
try:
    parse("forty-two")
except ConfigError as error:
    print(type(error).__name__, error, "| because of", type(error.__cause__).__name__)
    print(error.__cause__)


def first_of(mapping, *keys):
    for key in keys:
        try:
            return mapping[key]
        except KeyError as error:
            print("no", error)
        finally:
            print("looked for", key)
    raise LookupError("none of " + ", ".join(keys))


print(first_of({"b": 2}, "a", "b", "c"))
try:
    first_of({}, "x")
except (IndexError, KeyError):
    print("a subclass")
except LookupError as error:
    print("LookupError:", error)
