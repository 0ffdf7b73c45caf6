# Abstract base classes, without the check that nothing abstract is instantiated.


class ABC:
    pass


def abstractmethod(function):
    function.__isabstractmethod__ = True
    return function
