# Enumerations: a metaclass that makes a member of each value of the class's body, as `Lib/enum.py` of CPython 3.11.


# A value that is found when the class is complete; combinations of such values are too.
class auto:
    def __init__(self, parts=()):
        self.value = None
        self.parts = parts

    def __or__(self, other):
        return auto(("or", self, other))

    def __ror__(self, other):
        return auto(("or", other, self))

    def __and__(self, other):
        return auto(("and", self, other))

    def __xor__(self, other):
        return auto(("xor", self, other))

    def __invert__(self):
        return auto(("not", self, self))


def _part(value):
    if not isinstance(value, auto):
        return value
    return _combined(value.parts) if value.parts else value.value


def _combined(parts):
    word, left, right = parts
    left = _part(left)
    right = _part(right)
    if word == "or":
        return left | right
    if word == "and":
        return left & right
    return left ^ right if word == "xor" else ~left


class _Wrapped:
    def __init__(self, value):
        self.value = value


def member(value):
    return _Wrapped(value)


class nonmember:
    def __init__(self, value):
        self.value = value


_functions = type(lambda: None)


def _is_member(name, value):
    if name.startswith("_") and name.endswith("_") or name.startswith("_"):
        return False
    if isinstance(value, (_functions, property, staticmethod, classmethod, nonmember, type)):
        return False
    return not hasattr(value, "__get__")


class EnumType(type):
    def __new__(metacls, name, bases, namespace, boundary=None):
        plain = {}
        values = []
        for key, value in namespace.items():
            if isinstance(value, _Wrapped) or _is_member(key, value):
                values.append((key, value.value if isinstance(value, _Wrapped) else value))
            else:
                plain[key] = value.value if isinstance(value, nonmember) else value
        made_of = None
        kept = []
        for base in bases:
            if isinstance(base, EnumType):
                if base._names:
                    raise TypeError(f"<enum {name!r}> cannot extend {base!r}")
                kept.append(base)
                made_of = made_of or base._made_of
            elif base is str or base is int or base is float:
                made_of = base
                kept.append(_mixins[base])
            else:
                kept.append(base)
        plain["_made_of"] = made_of
        plain["_names"] = {}
        plain["_first"] = {}
        plain["_numbers"] = []
        cls = super().__new__(metacls, name, tuple(kept), plain)
        for key, value in values:
            cls._add(key, value)
        return cls

    def _add(cls, name, value):
        if isinstance(value, auto):
            one = value
            if one.parts:
                value = _combined(one.parts)
            else:
                value = cls._generate_next_value_(name, 1, len(cls._numbers), list(cls._numbers))
            one.value = value
        if cls._made_of is not None and not isinstance(value, tuple):
            value = cls._made_of(value)
        cls._numbers.append(value)
        for other in cls._first.values():
            if other._value_ == value:
                cls._names[name] = other
                type.__setattr__(cls, name, other)
                return
        one = object.__new__(cls)
        one._name_ = name
        one._value_ = value
        one._sort_order_ = len(cls._first)
        if hasattr(cls, "__init__"):
            args = value if isinstance(value, tuple) else (value,)
            one._begin(*args)
        cls._names[name] = one
        type.__setattr__(cls, name, one)
        if cls._is_canonical(value):
            cls._first[name] = one

    def __call__(cls, value, names=None, *, start=1, **ignored):
        if names is not None:
            return _functional(cls, value, names, start)
        if isinstance(value, cls):
            return value
        for one in cls._names.values():
            if one._value_ == value:
                return one
        made = cls._missing_(value)
        if made is None:
            raise ValueError(f"{value!r} is not a valid {cls.__qualname__}")
        return made

    def __getitem__(cls, name):
        return cls._names[name]

    def __iter__(cls):
        return iter(list(cls._first.values()))

    def __reversed__(cls):
        return iter(list(cls._first.values())[::-1])

    def __len__(cls):
        return len(cls._first)

    def __bool__(cls):
        return True

    def __contains__(cls, one):
        if isinstance(one, cls):
            return True
        if isinstance(one, Enum) or cls._made_of is not None:
            return False
        kind = type(one).__name__
        raise TypeError(f"unsupported operand type(s) for 'in': '{kind}' and '{cls.__qualname__}'")

    def __setattr__(cls, name, value):
        if name in cls._names:
            raise AttributeError(f"cannot reassign member {name!r}")
        type.__setattr__(cls, name, value)

    @property
    def __members__(cls):
        return dict(cls._names)

    def __repr__(cls):
        return f"<{'flag' if issubclass(cls, Flag) else 'enum'} {cls.__name__!r}>"


EnumMeta = EnumType


def _functional(cls, name, names, start):
    if isinstance(names, str):
        names = names.replace(",", " ").split()
    if isinstance(names, dict):
        names = list(names.items())
    made = EnumType(name, (cls,), {})
    for index, each in enumerate(names):
        if isinstance(each, str):
            each = (each, made._generate_next_value_(each, start, index, list(made._numbers)))
        made._add(each[0], each[1])
    return made


class Enum(metaclass=EnumType):
    def _begin(self, *args):
        method = type(self).__init__
        if method is not Enum.__init__:
            method(self, *args)

    def __init__(self, *args):
        pass

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        numbers = [value for value in last_values if isinstance(value, int)]
        return max(numbers) + 1 if numbers else start

    @classmethod
    def _missing_(cls, value):
        return None

    @classmethod
    def _is_canonical(cls, value):
        return True

    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    def __setattr__(self, name, value):
        if name == "name" or name == "value":
            raise AttributeError(f"<enum {type(self).__name__!r}> cannot set attribute {name!r}")
        object.__setattr__(self, name, value)

    def __repr__(self):
        return f"<{type(self).__name__}.{self._name_}: {self._value_!r}>"

    def __str__(self):
        return f"{type(self).__name__}.{self._name_}"

    def __format__(self, spec):
        return format(str(self), spec)

    def __hash__(self):
        return hash(self._name_)

    def __eq__(self, other):
        return self is other


def _value_of(thing):
    return thing._value_ if isinstance(thing, Enum) else thing


# What members of enumerations of numbers and texts can do that plain members cannot.
class _Mixin:
    def __eq__(self, other):
        return self._value_ == _value_of(other)

    def __hash__(self):
        return hash(self._value_)

    def __lt__(self, other):
        return self._value_ < _value_of(other)

    def __le__(self, other):
        return self._value_ <= _value_of(other)

    def __gt__(self, other):
        return self._value_ > _value_of(other)

    def __ge__(self, other):
        return self._value_ >= _value_of(other)

    def __add__(self, other):
        return self._value_ + _value_of(other)

    def __radd__(self, other):
        return other + self._value_

    def __mul__(self, other):
        return self._value_ * _value_of(other)

    def __rmul__(self, other):
        return other * self._value_


class _Number(_Mixin):
    def __sub__(self, other):
        return self._value_ - _value_of(other)

    def __rsub__(self, other):
        return other - self._value_

    def __truediv__(self, other):
        return self._value_ / _value_of(other)

    def __rtruediv__(self, other):
        return other / self._value_

    def __floordiv__(self, other):
        return self._value_ // _value_of(other)

    def __rfloordiv__(self, other):
        return other // self._value_

    def __mod__(self, other):
        return self._value_ % _value_of(other)

    def __rmod__(self, other):
        return other % self._value_

    def __pow__(self, other):
        return self._value_ ** _value_of(other)

    def __and__(self, other):
        return self._value_ & _value_of(other)

    def __or__(self, other):
        return self._value_ | _value_of(other)

    def __xor__(self, other):
        return self._value_ ^ _value_of(other)

    def __neg__(self):
        return -self._value_

    def __abs__(self):
        return abs(self._value_)

    def __int__(self):
        return int(self._value_)

    def __index__(self):
        return self._value_

    def __float__(self):
        return float(self._value_)

    def __bool__(self):
        return bool(self._value_)


class _Text(_Mixin):
    def __len__(self):
        return len(self._value_)

    def __iter__(self):
        return iter(self._value_)

    def __getitem__(self, index):
        return self._value_[index]

    def __contains__(self, part):
        return part in self._value_

    def __getattr__(self, name):
        return getattr(self._value_, name)


_mixins = {int: _Number, float: _Number, str: _Text}


class ReprEnum(Enum):
    def __str__(self):
        return str(self._value_)

    def __format__(self, spec):
        return format(self._value_, spec)


class IntEnum(int, ReprEnum):
    pass


class StrEnum(str, ReprEnum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()


def _bits(value):
    bits = []
    bit = 1
    while bit <= value:
        if value & bit:
            bits.append(bit)
        bit *= 2
    return bits


class Flag(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        highest = 0
        for value in last_values:
            highest = max(highest, value)
        return 1 if not last_values else 2 ** highest.bit_length()

    @classmethod
    def _is_canonical(cls, value):
        return value > 0 and value & (value - 1) == 0

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            return None
        known = 0
        for one in cls._names.values():
            known |= one._value_
        if value < 0:
            value = known & value
        if value & ~known:
            shown = bin(value)
            raise ValueError(f"{cls!r} invalid value {value}\n    given {shown}\n  allowed {bin(known)}")
        made = object.__new__(cls)
        made._value_ = value
        names = [one._name_ for one in cls._first.values() if one._value_ & value]
        made._name_ = "|".join(names) if names else None
        for one in cls._names.values():
            if one._value_ == value:
                return one
        return made

    def __contains__(self, other):
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        return iter([one for one in type(self)._first.values() if one._value_ & self._value_])

    def __len__(self):
        return len(_bits(self._value_))

    def __bool__(self):
        return bool(self._value_)

    def __eq__(self, other):
        return type(self) is type(other) and self._value_ == other._value_

    def __hash__(self):
        return hash(self._value_)

    def __or__(self, other):
        return type(self)(self._value_ | _value_of(other)) if self._fits(other) else NotImplemented

    def __and__(self, other):
        return type(self)(self._value_ & _value_of(other)) if self._fits(other) else NotImplemented

    def __xor__(self, other):
        return type(self)(self._value_ ^ _value_of(other)) if self._fits(other) else NotImplemented

    def __invert__(self):
        return type(self)(~self._value_)

    def _fits(self, other):
        return isinstance(other, type(self)) or type(self)._made_of is int and isinstance(other, int)

    def __repr__(self):
        name = type(self).__name__
        if self._name_ is None:
            return f"<{name}: {self._value_}>"
        return f"<{name}.{self._name_}: {self._value_}>"

    def __str__(self):
        name = type(self).__name__
        return f"{name}({self._value_})" if self._name_ is None else f"{name}.{self._name_}"


class IntFlag(int, Flag):
    def __str__(self):
        return str(self._value_)

    def __format__(self, spec):
        return format(self._value_, spec)

    def __or__(self, other):
        return Flag.__or__(self, other)

    def __and__(self, other):
        return Flag.__and__(self, other)

    def __xor__(self, other):
        return Flag.__xor__(self, other)

    def __eq__(self, other):
        return self._value_ == _value_of(other)

    def __hash__(self):
        return hash(self._value_)


def unique(enumeration):
    doubles = [(name, one._name_) for name, one in enumeration.__members__.items() if name != one._name_]
    if doubles:
        shown = ", ".join([f"{alias} -> {name}" for alias, name in doubles])
        raise ValueError(f"duplicate values found in {enumeration!r}: {shown}")
    return enumeration
