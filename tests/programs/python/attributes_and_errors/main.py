def t(f):
    try:
        r = f()
        print(repr(r))
    except BaseException as e:
        print(type(e).__name__, "|", e, "|", repr(e))
class A:
    """doc"""
    k = 1
    def __init__(self, x=0): self.x = x
    def m(self): return self.x
    @property
    def p(self): return self.x * 2
    @p.setter
    def p(self, v): self.x = v
    @property
    def ro(self): return 1
    @staticmethod
    def s(a): return a
    @classmethod
    def c(cls): return cls.__name__
    def __getitem__(self, i): return ("item", i)
class B(A):
    def __init__(self): super().__init__(5)
    def m(self): return super().m() + 1
class G:
    def __getattr__(self, n): return "got " + n
class S:
    __slots__ = ("a", "b")
class E(Exception): pass
class E2(E):
    def __init__(self, code):
        super().__init__("code %d" % code); self.code = code
    def __str__(self): return "E2:" + str(self.code)
class D:
    def __get__(self, o, c): return ("desc", o is None)
    def __set__(self, o, v): o.__dict__; print("set", v)
class H: d = D()
a, b = A(3), B()
for f in [
    lambda: a.x,
    lambda: a.m(),
    lambda: b.m(),
    lambda: a.p,
    lambda: a.nope,
    lambda: A.nope,
    lambda: b.nope,
    lambda: a.s(4),
    lambda: A.s(4),
    lambda: b.c(),
    lambda: B.c(),
    lambda: setattr(a, "p", 9),
    lambda: a.x,
    lambda: setattr(a, "ro", 1),
    lambda: a[3],
    lambda: a[1:2].__class__,
    lambda: G().foo,
    lambda: G().foo.upper(),
    lambda: setattr(S(), "c", 1),
    lambda: S().a,
    lambda: isinstance(b, A),
    lambda: isinstance(b, (int, A)),
    lambda: isinstance(1, "x"),
    lambda: issubclass(B, A),
    lambda: issubclass(1, A),
    lambda: B.__mro__,
    lambda: A.__name__,
    lambda: A.__qualname__,
    lambda: type(a),
    lambda: type(A),
    lambda: type(len),
    lambda: type(a.m),
    lambda: A.m.__name__,
    lambda: a.m.__self__ is a,
    lambda: a.__class__ is A,
    lambda: a.__dict__,
    lambda: B.__bases__,
    lambda: E("x"),
    lambda: E("x", 1).args,
    lambda: str(E("x", 1)),
    lambda: E2(4),
    lambda: str(E2(4)),
    lambda: E2(4).args,
    lambda: KeyError("k"),
    lambda: str(KeyError("k")),
    lambda: OSError(2, "no"),
    lambda: str(OSError(2, "no")),
    lambda: ValueError(),
    lambda: StopIteration(3).value,
    lambda: H().d,
    lambda: H.d,
    lambda: setattr(H(), "d", 3),
    lambda: A(1, 2, 3),
    lambda: object(1),
    lambda: int("x"),
    lambda: [].foo,
    lambda: (1).foo,
    lambda: "".join(1),
    lambda: None.x,
    lambda: None(),
    lambda: (5)(),
    lambda: a(),
    lambda: len(5),
    lambda: len(a),
    lambda: iter(5),
    lambda: list(5),
    lambda: dict(5),
    lambda: dict([1]),
    lambda: dict([(1, 2, 3)]),
    lambda: set([[]]),
    lambda: {[]: 1},
    lambda: {}["x"],
    lambda: [][0],
    lambda: ()[0],
    lambda: ""[0],
    lambda: [1]["a"],
    lambda: {}.pop("x"),
    lambda: set().pop(),
    lambda: [].pop(),
    lambda: {}.popitem(),
    lambda: set().remove(3),
    lambda: [].remove(3),
    lambda: [].index(3),
    lambda: "".index("x"),
    lambda: (1, 2).index(5),
    lambda: 1 + "a",
    lambda: "a" + 1,
    lambda: [1] + (2,),
    lambda: {} + {},
    lambda: 1 + a,
    lambda: a < a,
    lambda: -a,
    lambda: ~1.5,
    lambda: a == a,
    lambda: a == b,
    lambda: a != b,
    lambda: 5 in 5,
    lambda: "a" in 5,
    lambda: 5 in "a",
    lambda: [1, "a"] < [1, 2],
    lambda: sum(["a"]),
    lambda: sorted([1, "a"]),
    lambda: chr(-1),
    lambda: ord("ab"),
    lambda: int("9" * 5000),
    lambda: str(10 ** 5000),
    lambda: int(float("nan")),
    lambda: round(float("inf")),
    lambda: range(1, 2, 0),
    lambda: range(1.5),
    lambda: "x" * -1,
    lambda: [1] * "a",
    lambda: 1 << -1,
    lambda: 2 ** -1,
    lambda: 0 ** -1,
    lambda: pow(2, -1, 4),
    lambda: pow(3, -1, 7),
    lambda: divmod(1, 0),
    lambda: 1 / 0,
    lambda: 1 // 0,
    lambda: 1 % 0,
    lambda: 1.0 / 0,
    lambda: hex(1.5),
    lambda: "{} {}".format(1),
    lambda: "%d" % "x",
    lambda: f"{a:5}",
    lambda: f"{1:s}",
    lambda: format("a", "d"),
    lambda: next(iter([])),
    lambda: next(iter([]), 5),
    lambda: list(zip([1], "a")),
    lambda: getattr(a, "zz", 5),
    lambda: getattr(a, "zz"),
    lambda: hasattr(a, "p"),
    lambda: hasattr(a, "zz"),
    lambda: callable(a),
    lambda: callable(A),
    lambda: callable(a.m),
    lambda: setattr(5, "x", 1),
    lambda: setattr([], "x", 1),
    lambda: setattr(int, "x", 1),
    lambda: str.upper("a"),
    lambda: str.upper(5),
    lambda: str.upper(),
    lambda: list(map(str.upper, "ab")),
    lambda: dict.fromkeys("ab", 1),
    lambda: int.__name__,
    lambda: [].append.__name__,
    lambda: "a".join(["b", 5]),
    lambda: "a".split(5),
    lambda: "a".replace(1, 2),
    lambda: "a".startswith(5),
    lambda: "a".center(5, "xx"),
    lambda: [].append(),
    lambda: [].append(1, 2),
    lambda: {}.get(),
    lambda: {}.get(1, 2, 3),
    lambda: "a".upper(1),
    lambda: [].sort(1),
    lambda: [3, 1].sort(foo=1),
    lambda: print.__name__,
    lambda: type(None),
    lambda: None.__class__,
    lambda: NotImplemented,
    lambda: ...,
    lambda: isinstance(5, int | str),
    lambda: slice(1, 2),
    lambda: slice(1, 2).start,
    lambda: range(5)[1:3],
    lambda: range(5) == range(0, 5, 1),
    lambda: {1, 2} | {3},
    lambda: {1} < {1, 2},
    lambda: {1: 2} | {3: 4},
    lambda: {1: 2}.keys() & {1},
    lambda: frozenset([1]),
    lambda: {1: 2}.items(),
    lambda: (1,),
    lambda: True + True,
    lambda: True & False,
    lambda: ~True,
    lambda: 3 .real,
    lambda: (2.0).is_integer(),
    lambda: 10 .bit_length(),
    lambda: type("X", (), {"a": 1})().a,
    lambda: type("X", (), {}).__name__,
    lambda: super(B, b).m(),
    lambda: object().__class__,
    lambda: hash([]),
    lambda: hash((1, 2)),
    lambda: hash(1.5),
    lambda: hash(-1),
    lambda: hash(2**70),
    lambda: hash((1, (2, 3.5))),
    lambda: id(a) == id(a),
    lambda: E.__mro__,
    lambda: ValueError.__mro__,
    lambda: a.m == a.m,
    lambda: a.m is a.m,
    lambda: b.x.__class__.__name__,
]:
    t(f)
try:
    try:
        raise E("one")
    except E as e:
        raise ValueError("two") from e
except ValueError as e:
    print(repr(e.__cause__), e.__suppress_context__, repr(e.__context__))
try:
    x, y = 1
except TypeError as e: print(e)
try:
    x, y = 1, 2, 3
except ValueError as e: print(e)
try:
    x, y, z = [1, 2]
except ValueError as e: print(e)
try:
    x, *y = []
except ValueError as e: print(e)
d = {1: 1}
try:
    for k in d: d[k + 1] = 1
except RuntimeError as e: print(e)
s = {1}
try:
    for k in s: s.add(k + 1)
except RuntimeError as e: print(e)
l = []
l.append(l); print(l, [l] == [l])
d = {}; d["d"] = d; print(d)
n = []
for i in range(100000): n = [n]
try: repr(n)
except RecursionError as e: print(str(e)[:40])
try: n == [n]
except RecursionError as e: print(str(e)[:40])
try:
    class M1(A, E): pass
    print([c.__name__ for c in M1.__mro__])
except TypeError as e: print(e)
try:
    class M2(object, A): pass
except TypeError as e: print(str(e).split(chr(10))[0][:60])
try:
    class M3(A, A): pass
except TypeError as e: print(e)
e = E("note"); e.add_note("n1"); print(e.__notes__)
