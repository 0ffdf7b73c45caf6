import io
import json

value = {"name": "fox", "tags": ["red", "quick"], "age": 3, "weight": 5.5, "owner": None, "wild": True, "empty": [{}, []]}
text = json.dumps(value)
print(text)
print(json.loads(text) == value)
print(json.dumps(value, indent=2))
print(json.dumps(value, indent=4, sort_keys=True, separators=(",", ": ")))
print(json.dumps({"b": 1, "a": (1, 2)}, sort_keys=True, separators=(",", ":")))
print(json.dumps("tab\t quote\" back\\ é € 😀 \x01"), json.dumps("é", ensure_ascii=False))
print(json.dumps([1.0, -0.0, 1e100, float("inf"), float("nan")]), json.dumps({1: 2, True: 3, None: 4, 1.5: 5}))
print(json.loads(' [1, -2, 3.5, 1e3, "\\u00e9\\n\\ud83d\\ude00", true, false, null, {"a": {}}] '))
for bad in ("", "[1, 2", '{"a" 1}', "{'a': 1}", "[1,]", "tru", '"open', "1 2", '{"a": 1,}', "[01]", '"\\x"'):
    try:
        print(json.loads(bad))
    except json.JSONDecodeError as error:
        print(error.msg, error.pos, "|", error)


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


try:
    json.dumps(Point(1, 2))
except TypeError as error:
    print(error)
print(json.dumps({"at": Point(1, 2)}, default=lambda point: [point.x, point.y]))
loop = []
loop.append(loop)
try:
    json.dumps(loop)
except ValueError as error:
    print(error)
stream = io.StringIO()
json.dump([1, 2], stream)
print(stream.getvalue(), json.load(io.StringIO("{}")))
