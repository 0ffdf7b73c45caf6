from collections import deque


class Version:
    def __init__(self, text):
        self.parts = tuple(int(part) for part in text.split("."))

    def __eq__(self, other):
        return isinstance(other, Version) and self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts

    def __hash__(self):
        return hash(self.parts)

    def __repr__(self):
        return "v" + ".".join(map(str, self.parts))


versions = [Version("1.2"), Version("1.10"), Version("1.2")]
print(versions.index(Version("1.10")), versions.count(Version("1.2")), Version("1.2") in versions)
versions.remove(Version("1.2"))
print(versions, (Version("3"), Version("4")).index(Version("4")))
try:
    versions.index(Version("9"))
except ValueError as error:
    print(error)
try:
    versions.remove(Version("9"))
except ValueError as error:
    print(error)
queue = deque(versions)
print(queue.count(Version("1.10")), queue.index(Version("1.2")))
queue.remove(Version("1.10"))
print(queue, sorted(versions), max(versions), min(versions), {Version("1.2"), Version("1.2")})
