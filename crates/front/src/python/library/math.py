# Mathematics: constants, and functions that take any iterable. All others are the engine's.

from math import copysign, fabs, isfinite, isinf, isnan

pi = 3.141592653589793
e = 2.718281828459045
tau = 6.283185307179586
inf = float("inf")
nan = float("nan")


def prod(iterable, /, *, start=1):
    for item in iterable:
        start = start * item
    return start


# The sum is kept as floats that do not overlap, each the exact error of adding up the larger ones
# (J. R. Shewchuk, Adaptive Precision Floating-Point Arithmetic, 1997), and rounded once.
def fsum(seq, /):
    parts = []
    special = 0.0
    infinities = 0.0
    for value in seq:
        # As a float, or refused.
        value = copysign(fabs(value), value)
        if not isfinite(value):
            special += value
            if isinf(value):
                infinities += value
            continue
        kept = []
        for part in parts:
            if fabs(value) < fabs(part):
                value, part = part, value
            total = value + part
            error = part - (total - value)
            if error:
                kept.append(error)
            value = total
        if not isfinite(value):
            raise OverflowError("intermediate overflow in fsum")
        kept.append(value)
        parts = kept
    if special != 0.0 or isnan(special):
        if isnan(infinities):
            raise ValueError("-inf + inf in fsum")
        return special
    return _rounded(parts)


def _rounded(parts):
    total = 0.0
    error = 0.0
    while parts and not error:
        part = parts.pop()
        larger = total
        total = larger + part
        error = part - (total - larger)
    # Exactly between two floats, the parts that are left decide.
    if parts and (error < 0.0) == (parts[-1] < 0.0):
        twice = error * 2.0
        moved = total + twice
        if twice == moved - total:
            return moved
    return total


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError("tolerances must be non-negative")
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    distance = fabs(b - a)
    return distance <= fabs(rel_tol * b) or distance <= fabs(rel_tol * a) or distance <= abs_tol
