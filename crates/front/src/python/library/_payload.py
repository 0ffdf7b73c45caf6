# What clients hand out of an answer besides its text.

from _bytes import encode


def payload(text):
    return encode(text)


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
