import copy
import json
import statistics
import textwrap

print(textwrap.dedent("    one\n      two\n    three"))
print(textwrap.indent("a\nb", "> "), textwrap.shorten("many words in one line", 14))
print(textwrap.wrap("the quick brown fox jumps over the lazy dog", 15))
print(textwrap.fill("the quick brown fox", 10))


class Node:
    def __init__(self, value, children=()):
        self.value = value
        self.children = list(children)


tree = Node(1, [Node(2), Node(3)])
shallow, deep = copy.copy(tree), copy.deepcopy(tree)
tree.children.append(Node(4))
tree.children[0].value = 20
print(len(shallow.children), len(deep.children), deep.children[0].value)
nested = {"a": [1, {2, 3}], "b": (4, [5])}
other = copy.deepcopy(nested)
other["b"][1].append(6)
print(nested, other["b"], copy.copy([1, 2]) == [1, 2])
loop = [1]
loop.append(loop)
print(copy.deepcopy(loop)[1][1][0])

print(statistics.mean([1, 2, 3, 4]), statistics.fmean([1, 2]), statistics.median([3, 1, 2]), statistics.median([4, 1, 2, 3]))
print(statistics.mode("aabbb"), statistics.multimode("aabb"), statistics.median_low([1, 2, 3, 4]), statistics.median_high([1, 2, 3, 4]))
print(statistics.pstdev([2, 4, 4, 4, 5, 5, 7, 9]), statistics.pvariance([1, 2, 3, 4]), statistics.variance([1, 2, 3, 4]))
print(round(statistics.stdev([1.5, 2.5, 4.0]), 6), statistics.quantiles([1, 2, 3, 4, 5]))
try:
    statistics.mean([])
except statistics.StatisticsError as error:
    print(error)

text = json.dumps({"name": "é", "list": [1, 2.5, None, True], "nested": {"k": "v\n"}})
print(text, json.loads(text) == {"name": "é", "list": [1, 2.5, None, True], "nested": {"k": "v\n"}})
print(json.dumps({"b": 1, "a": [1, 2]}, indent=2, sort_keys=True))
for wrong in ("{bad}", "[1, 2", '{"a": }', "1 2"):
    try:
        json.loads(wrong)
    except json.JSONDecodeError as error:
        print(error)
