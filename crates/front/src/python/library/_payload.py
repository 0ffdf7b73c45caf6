# What clients hand out of an answer besides its text.


# Bytes of a body, as far as programs look at them.
class _Payload:
    def __init__(self, text):
        self._text = text

    def decode(self, encoding="utf-8", errors="strict"):
        return self._text

    def __len__(self):
        return len(self._text)

    def __eq__(self, other):
        return self._text == other._text if isinstance(other, _Payload) else NotImplemented

    def __hash__(self):
        return hash(self._text)

    def __getitem__(self, at):
        return _Payload(self._text[at]) if isinstance(at, slice) else ord(self._text[at])

    def __repr__(self):
        return "b" + repr(self._text)


def payload(text):
    return _Payload(text)


# Fields of a header: letters are small or large as they like.
class Headers:
    def __init__(self, fields):
        self._fields = fields

    def get(self, key, default=None):
        for name, value in self._fields.items():
            if name.lower() == key.lower():
                return value
        return default

    def __getitem__(self, key):
        value = self.get(key)
        if value is None:
            raise KeyError(key)
        return value

    def __contains__(self, key):
        return self.get(key) is not None

    def __iter__(self):
        return iter(self._fields)

    def __len__(self):
        return len(self._fields)

    def keys(self):
        return self._fields.keys()

    def values(self):
        return self._fields.values()

    def items(self):
        return self._fields.items()

    def __repr__(self):
        return repr(self._fields)
