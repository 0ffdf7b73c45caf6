# Data classes: methods made of the names that a class annotates.


class _Missing:
    def __repr__(self):
        return "MISSING"


MISSING = _Missing()


class FrozenInstanceError(AttributeError):
    pass


class Field:
    def __init__(self, default, default_factory, init, repr, compare, hash, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.compare = compare
        self.hash = hash
        self.kw_only = kw_only


def field(
    *, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=False
):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, compare, hash, kw_only)


def _own_fields(cls, kw_only):
    own = []
    for name, kind in cls.__dict__.get("__annotations__", {}).items():
        if "ClassVar" in kind:
            continue
        default = cls.__dict__.get(name, MISSING)
        if isinstance(default, Field):
            made = default
        else:
            if isinstance(default, (list, dict, set)):
                raise ValueError(
                    f"mutable default {type(default)} for field {name} is not allowed: use default_factory"
                )
            made = Field(default, MISSING, True, True, True, None, kw_only)
        made.name = name
        made.type = kind
        own.append(made)
    return own


def _collect(cls, kw_only):
    found = {}
    for base in reversed(cls.__mro__[1:]):
        for inherited in getattr(base, "__dataclass_fields__", {}).values():
            found[inherited.name] = inherited
    for made in _own_fields(cls, kw_only):
        found[made.name] = made
    return found


def _make_init(name, wanted, frozen):
    positional = [made for made in wanted if made.init and not made.kw_only]
    named = {made.name for made in wanted if made.init}
    seen_default = False
    # With `self`, how many arguments must be given by position or by name.
    least = 1
    for made in positional:
        has_default = made.default is not MISSING or made.default_factory is not MISSING
        if seen_default and not has_default:
            raise TypeError(f"non-default argument '{made.name}' follows default argument")
        seen_default = seen_default or has_default
        if not has_default:
            least = least + 1

    def __init__(self, *args, **kwargs):
        if len(args) > len(positional):
            most = len(positional) + 1
            takes = f"from {least} to {most}" if least < most else f"{most}"
            plural = "" if most == 1 else "s"
            raise TypeError(
                f"{name}.__init__() takes {takes} positional argument{plural} but {len(args) + 1} were given"
            )
        given = {}
        for made, value in zip(positional, args):
            given[made.name] = value
        for key, value in kwargs.items():
            if key not in named:
                raise TypeError(f"{name}.__init__() got an unexpected keyword argument '{key}'")
            if key in given:
                raise TypeError(f"{name}.__init__() got multiple values for argument '{key}'")
            given[key] = value
        missing = []
        for made in wanted:
            if made.name in given:
                continue
            if made.default_factory is not MISSING:
                given[made.name] = made.default_factory()
            elif made.default is not MISSING:
                given[made.name] = made.default
            elif made.init:
                missing.append(f"'{made.name}'")
        if missing:
            listed = missing[-1]
            if len(missing) == 2:
                listed = missing[0] + " and " + missing[1]
            elif len(missing) > 2:
                listed = ", ".join(missing[:-1]) + ", and " + missing[-1]
            plural = "" if len(missing) == 1 else "s"
            raise TypeError(
                f"{name}.__init__() missing {len(missing)} required positional argument{plural}: {listed}"
            )
        for made in wanted:
            if made.name in given:
                if frozen:
                    object.__setattr__(self, made.name, given[made.name])
                else:
                    setattr(self, made.name, given[made.name])
        after = getattr(self, "__post_init__", None)
        if after is not None:
            after()

    return __init__


def _make_repr(wanted):
    def __repr__(self):
        parts = [f"{made.name}={getattr(self, made.name)!r}" for made in wanted if made.repr]
        return f"{type(self).__qualname__}({', '.join(parts)})"

    return __repr__


def _values(instance, wanted):
    return tuple([getattr(instance, made.name) for made in wanted if made.compare])


def _make_eq(wanted):
    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return _values(self, wanted) == _values(other, wanted)

    return __eq__


def _set_order(cls, wanted):
    def __lt__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return _values(self, wanted) < _values(other, wanted)

    def __le__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return _values(self, wanted) <= _values(other, wanted)

    def __gt__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return _values(self, wanted) > _values(other, wanted)

    def __ge__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return _values(self, wanted) >= _values(other, wanted)

    cls.__lt__ = __lt__
    cls.__le__ = __le__
    cls.__gt__ = __gt__
    cls.__ge__ = __ge__


def _make_hash(wanted):
    def __hash__(self):
        return hash(_values(self, wanted))

    return __hash__


def _freeze(cls):
    def __setattr__(self, name, value):
        raise FrozenInstanceError(f"cannot assign to field '{name}'")

    def __delattr__(self, name):
        raise FrozenInstanceError(f"cannot delete field '{name}'")

    cls.__setattr__ = __setattr__
    cls.__delattr__ = __delattr__


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, kw_only):
    found = _collect(cls, kw_only)
    wanted = list(found.values())
    own = cls.__dict__
    cls.__dataclass_fields__ = found
    for made in wanted:
        if made.default is not MISSING and isinstance(own.get(made.name), Field):
            setattr(cls, made.name, made.default)
    cls.__match_args__ = tuple([made.name for made in wanted if made.init and not made.kw_only])
    if init and "__init__" not in own:
        cls.__init__ = _make_init(cls.__name__, wanted, frozen)
    if repr and "__repr__" not in own:
        cls.__repr__ = _make_repr(wanted)
    if eq and "__eq__" not in own:
        cls.__eq__ = _make_eq(wanted)
    if order:
        _set_order(cls, wanted)
    if "__hash__" not in own:
        if unsafe_hash or (eq and frozen):
            cls.__hash__ = _make_hash(wanted)
        elif eq:
            cls.__hash__ = None
    if frozen:
        _freeze(cls)
    return cls


def dataclass(
    cls=None,
    /,
    *,
    init=True,
    repr=True,
    eq=True,
    order=False,
    unsafe_hash=False,
    frozen=False,
    match_args=True,
    kw_only=False,
    slots=False,
):
    def decorate(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, kw_only)

    return decorate if cls is None else decorate(cls)


def is_dataclass(thing):
    return hasattr(thing, "__dataclass_fields__")


def fields(thing):
    if not is_dataclass(thing):
        raise TypeError("must be called with a dataclass type or instance")
    return tuple(thing.__dataclass_fields__.values())


def _convert(value, mapping):
    if is_dataclass(value) and not isinstance(value, type):
        pairs = [(made.name, _convert(getattr(value, made.name), mapping)) for made in fields(value)]
        return mapping(pairs)
    if isinstance(value, list):
        return [_convert(item, mapping) for item in value]
    if isinstance(value, tuple):
        return tuple([_convert(item, mapping) for item in value])
    if isinstance(value, dict):
        return {_convert(key, mapping): _convert(item, mapping) for key, item in value.items()}
    return value


def asdict(instance, *, dict_factory=dict):
    return _convert(instance, dict_factory)


def astuple(instance):
    return tuple([getattr(instance, made.name) for made in fields(instance)])


def replace(instance, /, **changes):
    for made in fields(instance):
        if made.init and made.name not in changes:
            changes[made.name] = getattr(instance, made.name)
    return type(instance)(**changes)
