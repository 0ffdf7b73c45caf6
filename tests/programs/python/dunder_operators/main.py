class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    __rmul__ = __mul__

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __eq__(self, other):
        return isinstance(other, Vector) and (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __lt__(self, other):
        return abs(self) < abs(other)

    def __abs__(self):
        return (self.x**2 + self.y**2) ** 0.5

    def __bool__(self):
        return self.x != 0 or self.y != 0

    def __str__(self):
        return f"<{self.x}, {self.y}>"


a, b = Vector(3, 4), Vector(1, -1)
print(a + b, a * 2, 3 * b, -a, abs(a))
print(a == Vector(3, 4), a != b, b < a, bool(b), bool(Vector(0, 0)))
print(hash(a) == hash(Vector(3, 4)), max(a, b), sorted([a, b])[0])
a += b
print(a, sum([a, b, b], Vector(0, 0)))
try:
    a + 1
except AttributeError as error:
    print("AttributeError:", error)
try:
    a - b
except TypeError as error:
    print("TypeError:", error)
