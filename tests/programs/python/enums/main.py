from enum import Enum, IntEnum, auto, unique


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = auto()
    CRIMSON = 1

    def describe(self):
        return f"{self.name} is {self.value}"

    @classmethod
    def favourite(cls):
        return cls.GREEN

    @property
    def pretty(self):
        return self.name.title()


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value)
print(Color(2), Color["BLUE"], list(Color), len(Color))
print(Color.CRIMSON is Color.RED, Color.RED == Color.GREEN, Color.RED != 1, Color.RED in Color)
print(Color.BLUE.describe(), Color.favourite(), Color.RED.pretty)
print(Color.__members__["CRIMSON"], list(Color.__members__))
print({Color.RED: "stop", Color.GREEN: "go"}[Color.GREEN], isinstance(Color.RED, Color), type(Color.RED))
for wrong in (lambda: Color(99), lambda: Color["PINK"], lambda: setattr(Color, "RED", 5)):
    try:
        wrong()
    except (ValueError, KeyError, AttributeError) as error:
        print(type(error).__name__, error)


class Priority(IntEnum):
    LOW = 1
    HIGH = 10


print(Priority.LOW < Priority.HIGH, Priority.LOW + 1, Priority.HIGH == 10, sorted([Priority.HIGH, Priority.LOW]))
print(repr(Priority.LOW), str(Priority.LOW), f"{Priority.HIGH:>4}", int(Priority.HIGH), ["a", "b"][Priority.LOW])

try:
    @unique
    class Twice(Enum):
        A = 1
        B = 1
except ValueError as error:
    print(error)


class State(Enum):
    IDLE = "idle"
    BUSY = "busy"

    def __str__(self):
        return self.value


state = State.IDLE
match state:
    case State.BUSY:
        print("busy")
    case State.IDLE:
        print("matched", state, f"[{state}]")
