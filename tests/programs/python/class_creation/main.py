class Logged:
    _only = None

    def __new__(cls, *args, **kwargs):
        if cls._only is None:
            print("making", cls.__name__)
            cls._only = super().__new__(cls)
        return cls._only

    def __init__(self, value):
        self.value = value


first, second = Logged(1), Logged(2)
print(first is second, first.value)


class Plugin:
    plugins = {}

    def __init_subclass__(cls, /, key=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.plugins[key or cls.__name__] = cls


class Csv(Plugin, key="csv"):
    pass


class Json(Plugin):
    pass


print(sorted(Plugin.plugins))


class Positive:
    def __set_name__(self, owner, name):
        self.name = "_" + name
        print("named", name, "in", owner.__name__)

    def __get__(self, instance, owner=None):
        return self if instance is None else getattr(instance, self.name)

    def __set__(self, instance, value):
        if value <= 0:
            raise ValueError(f"{self.name[1:]} must be positive")
        setattr(instance, self.name, value)


class Order:
    price = Positive()
    count = Positive()

    def __init__(self, price, count):
        self.price = price
        self.count = count


order = Order(3, 4)
print(order.price * order.count)
try:
    order.price = -1
except ValueError as error:
    print(error)


class Box:
    def __class_getitem__(cls, item):
        return f"{cls.__name__} of {item.__name__}"


print(Box[int])


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


point = Point(1, 2)
try:
    point.z = 3
except AttributeError as error:
    print(error)


class Even(int if False else object):
    def __new__(cls, number):
        return number if number % 2 == 0 else None


print(Even(4), Even(5))
