class Registry(type):
    def __new__(cls, name, bases, namespace):
        print("registered", name)
        return super().__new__(cls, name, bases, namespace)


class Plugin(metaclass=Registry):
    pass
