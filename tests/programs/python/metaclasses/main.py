import threading


class Singleton(type):
    _instances = {}
    _lock = threading.Lock()

    def __call__(cls, *args, **kwargs):
        with cls._lock:
            if cls not in cls._instances:
                cls._instances[cls] = super().__call__(*args, **kwargs)
        return cls._instances[cls]


class Config(metaclass=Singleton):
    def __init__(self, path="default"):
        print("reading", path)
        self.path = path


print(Config("a.toml") is Config("b.toml"), Config().path)
seen = []
threads = [threading.Thread(target=lambda: seen.append(Config())) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len({id(config) for config in seen}))


class Registry(type):
    classes = {}

    def __new__(mcs, name, bases, namespace, tag=None):
        namespace["tag"] = tag or name.lower()
        cls = super().__new__(mcs, name, bases, namespace)
        mcs.classes[cls.tag] = cls
        return cls

    def __init__(cls, name, bases, namespace, tag=None):
        super().__init__(name, bases, namespace)
        cls.made = True

    def __len__(cls):
        return len(cls.tag)

    def __iter__(cls):
        return iter(cls.tag)

    def __getitem__(cls, key):
        return cls.classes[key].__name__

    def __repr__(cls):
        return f"<registered {cls.__name__}>"

    @property
    def loud(cls):
        return cls.tag.upper()


class Base(metaclass=Registry):
    pass


class Child(Base, tag="kid"):
    pass


print(Base, Child, Base.tag, Child.tag, Child.made)
print(len(Base), list(Child), Base["kid"], Child.loud)
print(type(Child) is Registry, isinstance(Child, Registry), isinstance(Child(), Base))
print(sorted(Registry.classes))
