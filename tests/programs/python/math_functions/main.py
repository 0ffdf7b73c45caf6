import math
from math import gcd, pi, sqrt


def attempt(what, function, *args):
    try:
        print(what, function(*args))
    except (ValueError, OverflowError, TypeError, ZeroDivisionError) as error:
        print(what, type(error).__name__, error)


print(pi, math.e, math.tau, math.inf, math.nan)
for x in [0.0, 0.5, 1, 2, 10, 123.456]:
    print(x, sqrt(x), math.exp(x), math.sin(x), math.cos(x), math.atan(x))
    print(math.degrees(x), math.radians(x), math.atan2(x, 3), math.hypot(x, 4))
for x in [0.001, 1, 2, 8, 10, 1000, 12345.678, 2**70, 10**400]:
    print(math.log(x), math.log2(x), math.log10(x), math.log(x, 2))
print(math.tan(1), math.asin(0.5), math.acos(0.5), math.hypot(1, 2, 3), math.hypot())

for x in [2.5, -2.5, 7, True, 1e20]:
    print(math.floor(x), math.ceil(x), math.trunc(x), math.fabs(x), math.modf(x))
print(math.pow(2, 10), math.pow(2, 0.5), math.fmod(-7, 3), math.fmod(7, math.inf), math.copysign(3, -0.0))

print(gcd(48, -36), gcd(), gcd(2**80, 6**40), math.lcm(4, 6, 10), math.lcm(), math.lcm(0, 5))
print(math.factorial(0), math.factorial(30), math.comb(52, 5), math.comb(3, 5), math.perm(5), math.perm(10, 3))
print(math.comb(2**70, 2), math.isqrt(10**40 + 1), math.isqrt(99))
print(math.prod([1, 2, 3, 4]), math.prod([], start=5), math.prod([0.5, 4]))
print(math.fsum([0.1] * 10), math.fsum([1e100, 1.0, -1e100]), math.fsum([]), math.fsum([1, 2**-53, 2**-106]))
print(math.fsum([math.inf, 1]), math.fsum(x / 10 for x in range(100)))
print(math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1), math.isclose(1, 1.1, rel_tol=0.1), math.isclose(0, 1e-12))
print(math.isclose(0, 1e-12, abs_tol=1e-9), math.isclose(math.inf, math.inf), math.isclose(math.nan, math.nan))
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1), math.isfinite(math.inf))

attempt("sqrt", sqrt, -1)
attempt("sqrt", sqrt, "4")
attempt("log", math.log, 0)
attempt("log", math.log, -(10**400))
attempt("log", math.log, 2, 1)
attempt("exp", math.exp, 1000)
attempt("pow", math.pow, 0, -1)
attempt("pow", math.pow, -8, 0.5)
attempt("pow", math.pow, 10, 400)
attempt("acos", math.acos, 2)
attempt("sin", math.sin, math.inf)
attempt("fmod", math.fmod, 1, 0)
attempt("floor", math.floor, math.inf)
attempt("ceil", math.ceil, math.nan)
attempt("trunc", math.trunc, "x")
attempt("sqrt", sqrt, 10**400)
attempt("factorial", math.factorial, -1)
attempt("factorial", math.factorial, 2.0)
attempt("comb", math.comb, 5, -1)
attempt("perm", math.perm, -5)
attempt("isqrt", math.isqrt, -1)
attempt("gcd", math.gcd, 1.5, 2)
attempt("isclose", lambda: math.isclose(1, 2, rel_tol=-1))
attempt("fsum", math.fsum, [math.inf, -math.inf])
attempt("degrees", math.degrees)
