from enum import Enum, EnumMeta, EnumType, ReprEnum, auto, member, nonmember


class Shape(Enum):
    SQUARE = auto()
    LIMIT = nonmember(10)
    TWICE = member(20)


print(list(Shape), Shape.LIMIT, Shape.TWICE.value, EnumMeta is EnumType, isinstance(Shape, EnumMeta))


class Level(int, ReprEnum):
    LOW = 1


print(str(Level.LOW), repr(Level.LOW), Level.LOW + 1)
