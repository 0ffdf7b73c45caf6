def raise_group():
    raise ExceptionGroup("work", [ValueError(1), TypeError("two"), ExceptionGroup("deep", [KeyError("three")])])


try:
    raise_group()
except* ValueError as group:
    print("values:", group.exceptions)
except* (TypeError, KeyError) as group:
    print("others:", repr(group))
else:
    print("never")
finally:
    print("finally")

try:
    try:
        raise_group()
    except* KeyError as group:
        print("key:", repr(group))
except ExceptionGroup as rest:
    print("rest:", repr(rest))

try:
    raise OSError("alone")
except* OSError as group:
    print(type(group).__name__, group.exceptions)

try:
    try:
        raise_group()
    except* ValueError:
        raise
    except* TypeError as group:
        raise RuntimeError("while handling") from group
except ExceptionGroup as group:
    for error in group.exceptions:
        print("-", repr(error))

try:
    try:
        raise_group()
    except* ExceptionGroup:
        print("not allowed")
except TypeError as error:
    print(error)

try:
    print("nothing raised")
except* ValueError:
    print("never")
else:
    print("else")
