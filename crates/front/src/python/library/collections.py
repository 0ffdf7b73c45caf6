# Dictionaries with a habit, and tuples with names. `deque` is a native.


class _Mapping:
    # What behaves as a dictionary without being one: also the base of classes that a program derives from `dict`.
    __stands_for__ = dict

    def __init__(self, *others, **named):
        object.__setattr__(self, "_items_", dict(*others, **named))

    def __getitem__(self, key):
        if key in self._items_:
            return self._items_[key]
        return self.__missing__(key)

    def __missing__(self, key):
        raise KeyError(key)

    def __setitem__(self, key, value):
        self._items_[key] = value

    def __delitem__(self, key):
        del self._items_[key]

    def __contains__(self, key):
        return key in self._items_

    def __iter__(self):
        return iter(self._items_)

    def __len__(self):
        return len(self._items_)

    def __eq__(self, other):
        if isinstance(other, _Mapping):
            return self._items_ == other._items_
        if isinstance(other, dict):
            return self._items_ == other
        return NotImplemented

    def keys(self):
        return self._items_.keys()

    def values(self):
        return self._items_.values()

    def items(self):
        return self._items_.items()

    def get(self, key, default=None):
        return self._items_.get(key, default)

    def pop(self, key, *default):
        return self._items_.pop(key, *default)

    def popitem(self):
        return self._items_.popitem()

    def setdefault(self, key, default=None):
        return self._items_.setdefault(key, default)

    def update(self, *others, **named):
        for other in others:
            self._items_.update(dict(other))
        self._items_.update(named)

    def clear(self):
        self._items_.clear()

    def copy(self):
        return dict(self._items_)

    def __or__(self, other):
        made = self.copy()
        made.update(other)
        return made

    def __ior__(self, other):
        self.update(other)
        return self

    def __reversed__(self):
        return reversed(self._items_)

    def __repr__(self):
        return repr(self._items_)

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made


class UserDict(_Mapping):
    @property
    def data(self):
        return self._items_


# The base of classes that a program derives from `list`.
class _List:
    __stands_for__ = list

    def __init__(self, iterable=()):
        object.__setattr__(self, "_items_", list(iterable))

    def append(self, item):
        self._items_.append(item)

    def extend(self, items):
        self._items_.extend(items)

    def insert(self, index, item):
        self._items_.insert(index, item)

    def pop(self, index=-1):
        return self._items_.pop(index)

    def remove(self, item):
        self._items_.remove(item)

    def clear(self):
        self._items_.clear()

    def index(self, item, *bounds):
        return self._items_.index(item, *bounds)

    def count(self, item):
        return self._items_.count(item)

    def sort(self, *, key=None, reverse=False):
        self._items_.sort(key=key, reverse=reverse)

    def reverse(self):
        self._items_.reverse()

    def copy(self):
        return self._items_.copy()

    def __getitem__(self, index):
        return self._items_[index]

    def __setitem__(self, index, item):
        self._items_[index] = item

    def __delitem__(self, index):
        del self._items_[index]

    def __len__(self):
        return len(self._items_)

    def __iter__(self):
        return iter(self._items_)

    def __contains__(self, item):
        return item in self._items_

    def __add__(self, other):
        return self._items_ + list(other)

    def __iadd__(self, other):
        self._items_ += list(other)
        return self

    def __mul__(self, times):
        return self._items_ * times

    def __eq__(self, other):
        return self._items_ == (other._items_ if isinstance(other, _List) else other)

    def __lt__(self, other):
        return self._items_ < (other._items_ if isinstance(other, _List) else other)

    def __repr__(self):
        return repr(self._items_)


class UserList(_List):
    @property
    def data(self):
        return self._items_


class ChainMap(_Mapping):
    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    @property
    def _items_(self):
        merged = {}
        for mapping in reversed(self.maps):
            merged.update(mapping)
        return merged

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        if key not in self.maps[0]:
            raise KeyError(f"Key not found in the first mapping: {key!r}")
        del self.maps[0][key]

    def pop(self, key, *default):
        return self.maps[0].pop(key, *default)

    def update(self, *others, **named):
        self.maps[0].update(*others, **named)

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def clear(self):
        self.maps[0].clear()

    def new_child(self, m=None, **named):
        return ChainMap({**(m or {}), **named}, *self.maps)

    @property
    def parents(self):
        return ChainMap(*self.maps[1:])

    def __missing__(self, key):
        raise KeyError(key)

    def __repr__(self):
        return "ChainMap(" + ", ".join([repr(mapping) for mapping in self.maps]) + ")"


class defaultdict(_Mapping):
    def __init__(self, default_factory=None, *others, **named):
        self.default_factory = default_factory
        object.__setattr__(self, "_items_", dict(*others, **named))

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        value = self.default_factory()
        self._items_[key] = value
        return value

    def copy(self):
        return defaultdict(self.default_factory, self._items_)

    def __repr__(self):
        return f"defaultdict({self.default_factory!r}, {self._items_!r})"


class OrderedDict(_Mapping):
    def __init__(self, *others, **named):
        object.__setattr__(self, "_items_", dict(*others, **named))

    def move_to_end(self, key, last=True):
        value = self._items_.pop(key)
        if last:
            self._items_[key] = value
        else:
            object.__setattr__(self, "_items_", {key: value, **self._items_})

    def popitem(self, last=True):
        if not self._items_:
            raise KeyError("dictionary is empty")
        if last:
            return self._items_.popitem()
        key = next(iter(self._items_))
        return key, self._items_.pop(key)

    def copy(self):
        return OrderedDict(self._items_)

    def __repr__(self):
        return f"OrderedDict({list(self._items_.items())!r})" if self._items_ else "OrderedDict()"


def _count_of(pair):
    return pair[1]


class Counter(_Mapping):
    def __init__(self, iterable=None, /, **named):
        object.__setattr__(self, "_items_", {})
        self.update(iterable, **named)

    def __missing__(self, key):
        return 0

    def __delitem__(self, key):
        self._items_.pop(key, None)

    def update(self, iterable=None, /, **named):
        self._add(iterable, named, 1)

    def subtract(self, iterable=None, /, **named):
        self._add(iterable, named, -1)

    def _add(self, iterable, named, sign):
        items = self._items_
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
        pairs = sorted(self._items_.items(), key=_count_of, reverse=True)
        return pairs if n is None else pairs[:n]

    def elements(self):
        for key, count in self._items_.items():
            for _ in range(count):
                yield key

    def total(self):
        return sum(self._items_.values())

    def copy(self):
        return Counter(self._items_)

    def _combine(self, other, function):
        result = Counter()
        for key in [*self._items_, *other._items_]:
            if key not in result._items_:
                count = function(self[key], other[key])
                if count > 0:
                    result._items_[key] = count
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
        return f"Counter({dict(self.most_common())!r})" if self._items_ else "Counter()"


def _field(index):
    return property(lambda self: self._values[index])


class _NamedTuple:
    __stands_for__ = tuple
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
