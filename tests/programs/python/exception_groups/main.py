def show(group, depth=0):
    for error in group.exceptions:
        print("  " * depth + type(error).__name__, error)
        if isinstance(error, BaseExceptionGroup):
            show(error, depth + 1)


group = ExceptionGroup(
    "outer",
    [ValueError("a"), ExceptionGroup("inner", [TypeError("b"), ValueError("c")]), OSError(2, "gone")],
)
print(group, "|", repr(group))
print(group.message, len(group.exceptions))
show(group)
matched, rest = group.split(ValueError)
print("matched:", repr(matched))
print("rest:", repr(rest))
print(group.subgroup(KeyError))
print(repr(group.subgroup((TypeError, OSError))))
print(repr(group.subgroup(lambda error: "c" in str(error) and not isinstance(error, ExceptionGroup))))
print(repr(group.derive([KeyError("k")])))
group.add_note("seen in the nightly run")
print(group.__notes__, matched.message)
print(type(BaseExceptionGroup("all ordinary", [ValueError()])).__name__)
print(type(BaseExceptionGroup("not all", [KeyboardInterrupt()])).__name__)
print(isinstance(group, Exception), issubclass(ExceptionGroup, BaseExceptionGroup))
for make in (
    lambda: ExceptionGroup("empty", []),
    lambda: ExceptionGroup("wrong", [1]),
    lambda: ExceptionGroup("nested", [KeyboardInterrupt()]),
    lambda: ExceptionGroup(3, [ValueError()]),
    lambda: ExceptionGroup("no sequence", ValueError()),
):
    try:
        make()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
