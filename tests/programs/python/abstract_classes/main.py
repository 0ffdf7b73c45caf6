from abc import ABC, ABCMeta, abstractmethod
from typing import Protocol, runtime_checkable


class Shape(ABC):
    @abstractmethod
    def area(self):
        """The area."""

    @property
    @abstractmethod
    def name(self):
        ...

    def describe(self):
        return f"{self.name}: {self.area()}"


class Square(Shape):
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side**2

    @property
    def name(self):
        return "square"


class Unfinished(Shape):
    def area(self):
        return 0


print(Square(3).describe())
for cls in (Shape, Unfinished):
    try:
        cls()
    except TypeError as error:
        print(error)


class Task(metaclass=ABCMeta):
    @abstractmethod
    def run(self):
        pass


try:
    Task()
except TypeError as error:
    print(error)


@runtime_checkable
class Closeable(Protocol):
    def close(self) -> None: ...


class File:
    def close(self):
        pass


print(isinstance(File(), Closeable), isinstance(3, Closeable))
