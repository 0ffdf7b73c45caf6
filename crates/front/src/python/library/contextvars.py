# Context variables. Each task of an event loop runs in a copy of the context in which it was made, and each thread
# begins with an empty one.

from _interleave import current_context, set_current_context

_missing = object()


class Token:
    MISSING = _missing

    def __init__(self, var, old_value):
        self.var = var
        self.old_value = old_value


class ContextVar:
    def __init__(self, name, *, default=_missing):
        self.name = name
        self._default = default

    def get(self, default=_missing):
        values = current_context()
        if values is not None and self in values:
            return values[self]
        if default is not _missing:
            return default
        if self._default is not _missing:
            return self._default
        raise LookupError(self)

    def set(self, value):
        values = current_context()
        values = {} if values is None else dict(values)
        token = Token(self, values.get(self, _missing))
        values[self] = value
        set_current_context(values)
        return token

    def reset(self, token):
        values = dict(current_context() or {})
        if token.old_value is _missing:
            values.pop(self, None)
        else:
            values[self] = token.old_value
        set_current_context(values)

    def __repr__(self):
        return f"<ContextVar name={self.name!r} at {id(self):#x}>"


class Context:
    def __init__(self):
        self._values = {}

    def run(self, callable, *args, **kwargs):
        before = current_context()
        set_current_context(self._values)
        try:
            return callable(*args, **kwargs)
        finally:
            self._values = current_context()
            set_current_context(before)

    def __getitem__(self, var):
        return self._values[var]

    def __contains__(self, var):
        return var in self._values

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def get(self, var, default=None):
        return self._values.get(var, default)

    def items(self):
        return self._values.items()

    def copy(self):
        made = Context()
        made._values = self._values
        return made


def copy_context():
    made = Context()
    made._values = current_context() or {}
    return made
