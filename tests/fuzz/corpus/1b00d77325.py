
with q:
    match [hash() for x in (3 for x in 2**31 if cond)]:
        case [_, [n]]:
            print((y := setattr(*[1, 2, 3], dq, **y)))
            raise ExceptionGroup(filter((i for x in (1, 2))))
        case _:
            i.daemon = ([text, *B, b])[[2**31, *A, set()]]
            del s
            any(timeout=(t if -1 else range(3)))
    event.format(((i for x in n if t) if (~counter) else {s: range(3), **d}))
run(["ls", "-l"])
