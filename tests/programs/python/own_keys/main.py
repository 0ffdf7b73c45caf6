class P:
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __eq__(self, other):
        return isinstance(other, P) and (self.x, self.y) == (other.x, other.y)
    def __hash__(self):
        return hash((self.x, self.y))
    def __repr__(self):
        return f"P({self.x}, {self.y})"
a, b, c = P(1, 2), P(1, 2), P(3, 4)
d = {a: 1, c: 2}
d[b] = 10
print(d, len(d), d[P(3, 4)], P(1, 2) in d, P(9, 9) in d, P(9, 9) not in d)
try:
    d[P(5, 5)]
except KeyError as e:
    print("KeyError", e)
print(d.get(P(5, 5)), d.get(b), d.pop(P(3, 4)), d.setdefault(P(7, 7), 3), d.setdefault(b, 4), d)
del d[P(7, 7)]
print(d)
s = {a, b, c}
print(len(s), s == {P(3, 4), P(1, 2)}, s != {a}, {a} < s, {P(1, 2)} <= s)
s.add(P(1, 2)); s.discard(P(3, 4)); print(s)
print(len(s | {b, c}), s & {P(1, 2)}, s - {P(1, 2)}, len(s ^ {c}))
s |= {P(8, 8)}
print(len(s))
t = {(1, a): "x"}
print(t[(1, b)], (2, b) in t)
print({P(i % 2, 0): i for i in range(5)})
print(len({P(i % 3, 0) for i in range(10)}))
print(len(set([a, b, c])), dict([(a, 1), (b, 2)]), {a: 1} == {b: 1}, {a: 1} == {b: 2})
e = {a: 1}
e.update({b: 5}); print(e)
e.update([(b, 6), (c, 7)]); print(e)
print(dict.fromkeys([a, b, c], 0))
print(hash(a) == hash(b), {**e})
class Q:
    def __eq__(self, o): return True
try:
    {Q(): 1}
except TypeError as x:
    print(x)
print("{} {!r} {:>5}".format(a, b, 3), "%s-%r-%d" % (a, b, 3), "{0.x}".format(a))
print(",".join(str(i) for i in range(3)), tuple(i * i for i in range(4)), set(i for i in range(2)), sorted(i for i in (3, 1, 2)))
l = [1]; l.extend(i for i in (2, 3)); l += (i for i in (4,)); l[1:2] = (i for i in "ab"); print(l)
print(dict((i, i) for i in range(3)), list(map(str, [1, 2])), dict(((1, 2),), z=3))
from collections import deque
q = deque((i for i in range(5)), maxlen=3); q.extend(i for i in (9,)); print(q)
