# Abstract base classes. The engine refuses an instance of a class that names abstract methods.


class ABCMeta(type):
    def __new__(metacls, name, bases, namespace, **keywords):
        cls = super().__new__(metacls, name, bases, namespace, **keywords)
        missing = [key for key, value in namespace.items() if _is_abstract(value)]
        for base in bases:
            for key in getattr(base, "__abstractmethods__", ()):
                if key not in missing and _is_abstract(getattr(cls, key, None)):
                    missing.append(key)
        cls.__abstractmethods__ = tuple(sorted(missing))
        return cls


def _is_abstract(value):
    if isinstance(value, property):
        value = value.fget
    if isinstance(value, (staticmethod, classmethod)):
        value = value.__func__
    return getattr(value, "__isabstractmethod__", False)


class ABC(metaclass=ABCMeta):
    pass


def abstractmethod(function):
    target = function.fget if isinstance(function, property) else function
    if isinstance(target, (staticmethod, classmethod)):
        target = target.__func__
    target.__isabstractmethod__ = True
    return function
