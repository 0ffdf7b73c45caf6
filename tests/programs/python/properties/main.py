class Circle:
    def __init__(self, radius):
        self._radius = radius

    @property
    def diameter(self):
        return self._radius * 2

    @diameter.setter
    def diameter(self, value):
        if value < 0:
            raise ValueError("negative")
        self._radius = value / 2

    @classmethod
    def unit(cls):
        return cls(1)

    @staticmethod
    def area(radius):
        return round(3.14159 * radius**2, 2)


circle = Circle.unit()
circle.diameter = 10
print(circle.diameter, circle._radius, Circle.area(2))
try:
    circle.diameter = -1
except ValueError as error:
    print("ValueError:", error)


class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius

    @property
    def fahrenheit(self):
        return self.celsius * 9 / 5 + 32

    @classmethod
    def from_fahrenheit(cls, degrees):
        return cls((degrees - 32) * 5 / 9)


class Labelled(Temperature):
    label = "outside"


print(Temperature(100).fahrenheit, Temperature.from_fahrenheit(212).celsius)
print(type(Labelled.from_fahrenheit(32)).__name__, Labelled(0).label)
try:
    Temperature(0).fahrenheit = 5
except AttributeError:
    print("a property without a setter cannot be set")
setattr(circle, "colour", "red")
print(circle.colour, getattr(circle, "weight", None))
