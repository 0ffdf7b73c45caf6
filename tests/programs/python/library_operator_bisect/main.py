import bisect
import operator
import string
from functools import reduce

print(operator.add(1, 2), operator.sub(5, 3), operator.mul(2, 4), operator.truediv(7, 2), operator.floordiv(7, 2))
print(operator.mod(7, 3), operator.pow(2, 5), operator.neg(3), operator.pos(-3), operator.invert(5), operator.abs(-4))
print(operator.lshift(1, 4), operator.rshift(16, 2), operator.and_(6, 3), operator.or_(6, 3), operator.xor(6, 3))
print(operator.eq(1, 1), operator.ne(1, 1), operator.lt(1, 2), operator.le(2, 2), operator.gt(1, 2), operator.ge(2, 2))
print(operator.not_(0), operator.truth([]), operator.is_(None, None), operator.is_not(1, None))
print(operator.contains([1, 2], 2), operator.concat([1], [2]), operator.countOf([1, 2, 1], 1), operator.index(7))
items = [10, 20, 30]
operator.setitem(items, 0, 5)
operator.delitem(items, 1)
print(items, operator.getitem(items, 1), operator.iadd([1], [2]))
print(sorted([("b", 1), ("a", 2)], key=operator.itemgetter(0)), operator.itemgetter(2, 0)("xyz"))
print(operator.attrgetter("real", "imag")(5), operator.methodcaller("replace", "a", "b")("banana"))
print(reduce(operator.mul, range(1, 6)))

scores = [1, 3, 3, 5]
print(bisect.bisect(scores, 3), bisect.bisect_left(scores, 3), bisect.bisect_right(scores, 3))
bisect.insort(scores, 4)
bisect.insort_left(scores, 3)
bisect.insort_right(scores, 9)
print(scores, bisect.bisect_left([(1, "a"), (5, "b")], 5, key=lambda pair: pair[0]))

print(string.ascii_lowercase, string.ascii_uppercase, string.digits, string.hexdigits, string.octdigits)
print(string.ascii_letters == string.ascii_lowercase + string.ascii_uppercase, string.punctuation)
print(repr(string.whitespace), len(string.printable), string.capwords("over the  hill"))
