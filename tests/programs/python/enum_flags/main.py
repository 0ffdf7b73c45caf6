from enum import Enum, Flag, IntFlag, StrEnum, auto


class Permission(Flag):
    READ = auto()
    WRITE = auto()
    EXECUTE = auto()
    ALL = READ | WRITE | EXECUTE


mine = Permission.READ | Permission.WRITE
print(mine, mine.value, Permission.READ in mine, Permission.EXECUTE in mine, bool(mine & Permission.EXECUTE))
print(mine & Permission.READ, mine ^ Permission.WRITE, ~Permission.READ, Permission.ALL)
print(Permission(0), bool(Permission(0)), [flag.name for flag in Permission])


class Mode(IntFlag):
    R = 4
    W = 2


print(Mode.R | Mode.W, Mode.R + 1, Mode.R == 4)


class Level(StrEnum):
    DEBUG = auto()
    ERROR = "err"


print(Level.DEBUG, Level.ERROR, Level.DEBUG == "debug", Level.ERROR.upper(), f"{Level.ERROR}!")


class Mood(str, Enum):
    HAPPY = "happy"


print(Mood.HAPPY.value, Mood.HAPPY == "happy", repr(Mood.HAPPY))


class Planet(Enum):
    EARTH = (5.97, 6.37)
    MARS = (0.64, 3.39)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self):
        return round(6.67 * self.mass / self.radius**2, 2)


print([(planet.name, planet.gravity) for planet in Planet])
Animal = Enum("Animal", "CAT DOG")
print(list(Animal), Animal.CAT.value, Animal.DOG.name)
