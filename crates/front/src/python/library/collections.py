# Dictionaries with a habit, and tuples with names. `deque` is a native.


class _Mapping:
    # What behaves as a dictionary without being one.

    def __init__(self):
        self._items = {}

    def __getitem__(self, key):
        if key in self._items:
            return self._items[key]
        return self.__missing__(key)

    def __missing__(self, key):
        raise KeyError(key)

    def __setitem__(self, key, value):
        self._items[key] = value

    def __delitem__(self, key):
        del self._items[key]

    def __contains__(self, key):
        return key in self._items

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)

    def __eq__(self, other):
        if isinstance(other, _Mapping):
            return self._items == other._items
        if isinstance(other, dict):
            return self._items == other
        return NotImplemented

    def keys(self):
        return self._items.keys()

    def values(self):
        return self._items.values()

    def items(self):
        return self._items.items()

    def get(self, key, default=None):
        return self._items.get(key, default)

    def pop(self, key, *default):
        return self._items.pop(key, *default)

    def popitem(self):
        return self._items.popitem()

    def setdefault(self, key, default=None):
        return self._items.setdefault(key, default)

    def update(self, *others, **named):
        for other in others:
            self._items.update(dict(other))
        self._items.update(named)

    def clear(self):
        self._items.clear()


class defaultdict(_Mapping):
    def __init__(self, default_factory=None, *others, **named):
        self.default_factory = default_factory
        self._items = dict(*others, **named)

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        value = self.default_factory()
        self._items[key] = value
        return value

    def copy(self):
        return defaultdict(self.default_factory, self._items)

    def __repr__(self):
        return f"defaultdict({self.default_factory!r}, {self._items!r})"


class OrderedDict(_Mapping):
    def __init__(self, *others, **named):
        self._items = dict(*others, **named)

    def move_to_end(self, key, last=True):
        value = self._items.pop(key)
        if last:
            self._items[key] = value
        else:
            self._items = {key: value, **self._items}

    def popitem(self, last=True):
        if not self._items:
            raise KeyError("dictionary is empty")
        if last:
            return self._items.popitem()
        key = next(iter(self._items))
        return key, self._items.pop(key)

    def copy(self):
        return OrderedDict(self._items)

    def __repr__(self):
        return f"OrderedDict({self._items!r})" if self._items else "OrderedDict()"


def _count_of(pair):
    return pair[1]


class Counter(_Mapping):
    def __init__(self, iterable=None, /, **named):
        self._items = {}
        self.update(iterable, **named)

    def __missing__(self, key):
        return 0

    def __delitem__(self, key):
        self._items.pop(key, None)

    def update(self, iterable=None, /, **named):
        self._add(iterable, named, 1)

    def subtract(self, iterable=None, /, **named):
        self._add(iterable, named, -1)

    def _add(self, iterable, named, sign):
        items = self._items
        if iterable is not None:
            if hasattr(iterable, "items"):
                for key, count in iterable.items():
                    items[key] = items.get(key, 0) + sign * count
            else:
                for key in iterable:
                    items[key] = items.get(key, 0) + sign
        for key, count in named.items():
            items[key] = items.get(key, 0) + sign * count

    def most_common(self, n=None):
        pairs = sorted(self._items.items(), key=_count_of, reverse=True)
        return pairs if n is None else pairs[:n]

    def elements(self):
        for key, count in self._items.items():
            for _ in range(count):
                yield key

    def total(self):
        return sum(self._items.values())

    def copy(self):
        return Counter(self._items)

    def _combine(self, other, function):
        result = Counter()
        for key in [*self._items, *other._items]:
            if key not in result._items:
                count = function(self[key], other[key])
                if count > 0:
                    result._items[key] = count
        return result

    def __add__(self, other):
        return self._combine(other, lambda a, b: a + b)

    def __sub__(self, other):
        return self._combine(other, lambda a, b: a - b)

    def __or__(self, other):
        return self._combine(other, lambda a, b: a if a > b else b)

    def __and__(self, other):
        return self._combine(other, lambda a, b: a if a < b else b)

    def __repr__(self):
        return f"Counter({dict(self.most_common())!r})" if self._items else "Counter()"


def _field(index):
    return property(lambda self: self._values[index])


class _NamedTuple:
    _fields = ()
    _field_defaults = {}

    def __init__(self, *args, **kwargs):
        fields = self._fields
        name = type(self).__name__
        if len(args) > len(fields):
            raise TypeError(
                f"{name}.__new__() takes {len(fields) + 1} positional arguments but {len(args) + 1} were given"
            )
        values = list(args)
        for field in fields[len(args):]:
            if field in kwargs:
                values.append(kwargs.pop(field))
            elif field in self._field_defaults:
                values.append(self._field_defaults[field])
            else:
                raise TypeError(f"{name}.__new__() missing 1 required positional argument: '{field}'")
        for field in kwargs:
            raise TypeError(f"{name}.__new__() got an unexpected keyword argument '{field}'")
        self._values = tuple(values)

    @classmethod
    def _make(cls, iterable):
        return cls(*iterable)

    def _asdict(self):
        return dict(zip(self._fields, self._values))

    def _replace(self, **changes):
        return type(self)(**{**self._asdict(), **changes})

    def index(self, value):
        return self._values.index(value)

    def count(self, value):
        return self._values.count(value)

    def __getitem__(self, index):
        return self._values[index]

    def __len__(self):
        return len(self._values)

    def __iter__(self):
        return iter(self._values)

    def __contains__(self, value):
        return value in self._values

    def __hash__(self):
        return hash(self._values)

    def __eq__(self, other):
        return self._values == (other._values if isinstance(other, _NamedTuple) else other)

    def __lt__(self, other):
        return self._values < tuple(other)

    def __le__(self, other):
        return self._values <= tuple(other)

    def __gt__(self, other):
        return self._values > tuple(other)

    def __ge__(self, other):
        return self._values >= tuple(other)

    def __add__(self, other):
        return self._values + tuple(other)

    def __repr__(self):
        parts = [f"{field}={value!r}" for field, value in zip(self._fields, self._values)]
        return f"{type(self).__name__}({', '.join(parts)})"


def namedtuple(typename, field_names, *, defaults=()):
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    fields = tuple(field_names)
    attributes = {"_fields": fields, "_field_defaults": {}}
    defaults = tuple(defaults)
    for field, default in zip(fields[len(fields) - len(defaults):], defaults):
        attributes["_field_defaults"][field] = default
    index = 0
    for field in fields:
        attributes[field] = _field(index)
        index += 1
    return type(typename, (_NamedTuple,), attributes)
