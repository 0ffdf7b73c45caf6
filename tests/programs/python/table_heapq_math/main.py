import heapq
from dataclasses import MISSING, Field, FrozenInstanceError, asdict, astuple, dataclass, field, fields, is_dataclass, replace

heap = [5, 1, 8, 3]
heapq.heapify(heap)
print(heap[0], heapq.heappushpop(heap, 0), heapq.heappushpop(heap, 9), heapq.heapreplace(heap, 7))
print([heapq.heappop(heap) for _ in range(len(heap))])
print(heapq.nsmallest(2, [5, 1, 8]), heapq.nlargest(2, ["bb", "a", "ccc"], key=len), list(heapq.merge([1, 4], [2, 3])))
heapq.heappush(heap, (2, "b"))
heapq.heappush(heap, (1, "a"))
print(heap)


@dataclass(frozen=True)
class Point:
    x: int
    y: int = 0


@dataclass(order=True)
class Line:
    start: Point
    tags: list = field(default_factory=list, compare=False)
    weight: float = field(default=1.0, repr=False)


line = Line(Point(1), ["a"])
print(line, asdict(line), astuple(Point(1, 2)), is_dataclass(line), is_dataclass(Point), is_dataclass(3))
print([item.name for item in fields(Line)], isinstance(fields(Line)[0], Field), fields(Point)[0].default is MISSING)
print(replace(line, weight=2.0).weight, hash(Point(1)) == hash(Point(1)))
try:
    line.start.x = 5
except FrozenInstanceError as error:
    print(error)
