# Names of types, and objects that are only attributes.

LambdaType = type(lambda: None)


class SimpleNamespace:
    def __init__(self, /, **attributes):
        for name, value in attributes.items():
            setattr(self, name, value)

    def __eq__(self, other):
        return isinstance(other, SimpleNamespace) and self.__dict__ == other.__dict__

    def __repr__(self):
        return "namespace(" + ", ".join([f"{name}={value!r}" for name, value in self.__dict__.items()]) + ")"


class TracebackType:
    pass


def coroutine(function):
    return function
