import traceback


def parse(text):
    try:
        return int(text)
    except ValueError as error:
        error.add_note(f"while reading {text!r}")
        raise


try:
    parse("x1")
except ValueError as error:
    error.add_note("second note")
    print(error, error.__notes__)
    print(traceback.format_exception_only(error)[0].strip())
    lines = traceback.format_exc().splitlines()
    print(lines[0])
    print(lines[-3:])

try:
    try:
        1 / 0
    except ZeroDivisionError as first:
        raise KeyError("second") from first
except KeyError as error:
    print(repr(error.__cause__), repr(error.__context__), error.__suppress_context__)

try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError("third") from None
except KeyError as error:
    print(error.__cause__, repr(error.__context__), error.__suppress_context__)
print(traceback.format_exc().strip())
