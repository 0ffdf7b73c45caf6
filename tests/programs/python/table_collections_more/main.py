from collections import ChainMap, Counter, OrderedDict, UserDict, UserList, defaultdict, deque, namedtuple

Point = namedtuple("Point", "x y", defaults=[0])
point = Point(3)
print(point, point.x + point.y, point._replace(y=4), point._asdict(), Point._fields, Point._make([1, 2]))
print(isinstance(point, tuple), point == (3, 0), sorted([Point(2), Point(1)]), [*point], {point: "p"}[Point(3, 0)])

votes = Counter("abracadabra")
votes.update("bb")
votes.subtract({"a": 3})
print(votes, votes.most_common(2), sorted(votes.elements()), votes.total(), votes["zzz"])
print(Counter(a=3, b=1) + Counter(a=1), Counter(a=3, b=1) - Counter(a=1, b=2), Counter(a=1) | Counter(a=2), Counter(a=1) & Counter(a=2))

ordered = OrderedDict(a=1, b=2, c=3)
ordered.move_to_end("a")
print(ordered, ordered.popitem(last=False), list(ordered))
ordered.move_to_end("a", last=False)
print(list(ordered.items()), OrderedDict.fromkeys("xy", 0) == {"x": 0, "y": 0})

defaults = ChainMap({"color": "red"}, {"color": "blue", "size": 3})
child = defaults.new_child({"size": 9})
print(defaults["color"], child["size"], dict(child), len(child.maps), child.parents["size"], "size" in defaults)
child["color"] = "green"
print(child["color"], defaults["color"])

groups = defaultdict(list)
for word in ("apple", "bean", "avocado"):
    groups[word[0]].append(word)
print(dict(groups), groups["new"], len(groups), isinstance(groups, dict))

recent = deque([1, 2, 3], maxlen=3)
recent.append(4)
recent.appendleft(0)
recent.extendleft([8, 9])
recent.rotate(1)
print(recent, recent.maxlen, recent.index(8), recent.count(9))


class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)


upper = Upper()
upper["a"] = 1
print(upper, upper.data, "A" in upper, len(upper))


class Squares(dict):
    def __missing__(self, key):
        self[key] = key * key
        return self[key]


squares = Squares({2: 4})
print(squares[2], squares[5], squares, isinstance(squares, dict), squares.get(9))


class Stack(list):
    def peek(self):
        return self[-1]


stack = Stack([1, 2])
stack.append(3)
print(stack, stack.peek(), len(stack), stack[0:2], 3 in stack, isinstance(stack, list))
values = UserList([3, 1, 2])
values.sort()
print(values, values.data)
