# Texts of bytes. A literal arrives as the string whose characters have the numbers of its bytes.


class bytes:
    __module__ = "builtins"

    def __init__(self, source=(), encoding=None, errors="strict"):
        if isinstance(source, str):
            if encoding is None:
                raise TypeError("string argument without an encoding")
            self._items = _encoded(source, encoding, errors)
        elif isinstance(source, bytes):
            self._items = source._items
        elif isinstance(source, int):
            if source < 0:
                raise ValueError("negative count")
            self._items = (0,) * source
        else:
            self._items = tuple(source)
            for item in self._items:
                if not isinstance(item, int):
                    raise TypeError(f"'{type(item).__name__}' object cannot be interpreted as an integer")
                if not 0 <= item < 256:
                    raise ValueError("bytes must be in range(0, 256)")

    @classmethod
    def fromhex(cls, text):
        text = text.replace(" ", "")
        return cls([int(text[at : at + 2], 16) for at in range(0, len(text), 2)])

    def decode(self, encoding="utf-8", errors="strict"):
        return _decoded(self._items, encoding, errors)

    def hex(self, sep=""):
        return sep.join([f"{item:02x}" for item in self._items])

    def _as_text(self):
        return "".join([chr(item) for item in self._items])

    def _apply(self, name, args):
        args = [_characters(arg) if isinstance(arg, bytes) else arg for arg in args]
        return getattr(self._as_text(), name)(*args)

    def split(self, sep=None, maxsplit=-1):
        return [_from_characters(part) for part in self._apply("split", (sep, maxsplit))]

    def splitlines(self, keepends=False):
        return [_from_characters(part) for part in self._apply("splitlines", (keepends,))]

    def strip(self, *chars):
        return _from_characters(self._apply("strip", chars))

    def lstrip(self, *chars):
        return _from_characters(self._apply("lstrip", chars))

    def rstrip(self, *chars):
        return _from_characters(self._apply("rstrip", chars))

    def upper(self):
        return _from_characters(self._apply("upper", ()))

    def lower(self):
        return _from_characters(self._apply("lower", ()))

    def replace(self, old, new, count=-1):
        return _from_characters(self._apply("replace", (old, new, count)))

    def startswith(self, prefix):
        return self._apply("startswith", (prefix,))

    def endswith(self, suffix):
        return self._apply("endswith", (suffix,))

    def find(self, sub, *bounds):
        return self._apply("find", (sub, *bounds))

    def index(self, sub, *bounds):
        return self._apply("index", (sub, *bounds))

    def count(self, sub, *bounds):
        return self._apply("count", (sub, *bounds))

    def isdigit(self):
        return self._apply("isdigit", ())

    def ljust(self, width, *fill):
        return _from_characters(self._apply("ljust", (width, *fill)))

    def rjust(self, width, *fill):
        return _from_characters(self._apply("rjust", (width, *fill)))

    def join(self, parts):
        joined = []
        for index, part in enumerate(parts):
            if not isinstance(part, bytes):
                kind = type(part).__name__
                raise TypeError(f"sequence item {index}: expected a bytes-like object, {kind} found")
            if index:
                joined.extend(self._items)
            joined.extend(part._items)
        return _made(joined)

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    def __getitem__(self, index):
        found = self._items[index]
        return _made(found) if isinstance(index, slice) else found

    def __contains__(self, part):
        return part in self._items if isinstance(part, int) else self.find(part) >= 0

    def __add__(self, other):
        if not isinstance(other, bytes):
            raise TypeError(f"can't concat {type(other).__name__} to bytes")
        return _made(self._items + other._items)

    def __mul__(self, times):
        return _made(self._items * times)

    def __rmul__(self, times):
        return _made(self._items * times)

    def __eq__(self, other):
        return isinstance(other, bytes) and self._items == other._items

    def __lt__(self, other):
        return self._items < other._items

    def __le__(self, other):
        return self._items <= other._items

    def __gt__(self, other):
        return self._items > other._items

    def __ge__(self, other):
        return self._items >= other._items

    def __hash__(self):
        return hash(self._items)

    def __bool__(self):
        return len(self._items) > 0

    def __repr__(self):
        quote = '"' if 39 in self._items and 34 not in self._items else "'"
        parts = []
        for item in self._items:
            letter = chr(item)
            if letter in _named:
                parts.append(_named[letter])
            elif letter == quote or letter == "\\":
                parts.append("\\" + letter)
            elif item < 32 or item > 126:
                parts.append(f"\\x{item:02x}")
            else:
                parts.append(letter)
        return f"b{quote}{''.join(parts)}{quote}"


_named = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}


def _made(items):
    made = object.__new__(bytes)
    made._items = tuple(items)
    return made


def _characters(data):
    return data._as_text()


def _from_characters(text):
    return _made([ord(letter) for letter in text])


_names = {"utf8": "utf-8", "utf-8": "utf-8", "ascii": "ascii", "us-ascii": "ascii", "latin-1": "latin-1"}


def _encoding(name):
    known = _names.get(name.lower().replace("_", "-"))
    if known is None:
        raise LookupError(f"unknown encoding: {name}")
    return known


def _encoded(text, encoding, errors):
    encoding = _encoding(encoding)
    most = 128 if encoding == "ascii" else 256
    items = []
    for index, letter in enumerate(text):
        code = ord(letter)
        if encoding != "utf-8" and code >= most:
            if errors == "ignore":
                continue
            if errors != "replace":
                shown = f"{letter!a}"
                raise UnicodeError(
                    f"'{encoding}' codec can't encode character {shown} in position {index}: "
                    f"ordinal not in range({most})"
                )
            code = 63
        if code < 128 or encoding != "utf-8":
            items.append(code)
        elif code < 2048:
            items += [192 | code >> 6, 128 | code & 63]
        elif code < 65536:
            items += [224 | code >> 12, 128 | code >> 6 & 63, 128 | code & 63]
        else:
            items += [240 | code >> 18, 128 | code >> 12 & 63, 128 | code >> 6 & 63, 128 | code & 63]
    return tuple(items)


def _decoded(items, encoding, errors):
    encoding = _encoding(encoding)
    if encoding == "latin-1":
        return "".join([chr(item) for item in items])
    parts = []
    at = 0
    while at < len(items):
        first = items[at]
        more = 0 if first < 128 else 1 if 192 <= first < 224 else 2 if 224 <= first < 240 else 3
        code = first if more == 0 else first & (63 >> more)
        rest = items[at + 1 : at + 1 + more]
        good = first < 128 or encoding == "utf-8" and 194 <= first < 245 and len(rest) == more
        for item in rest if good else ():
            good = good and item & 192 == 128
            code = code << 6 | item & 63
        if good:
            parts.append(chr(code))
            at += 1 + more
            continue
        if errors == "strict":
            why = "ordinal not in range(128)" if encoding == "ascii" else "invalid start byte"
            raise UnicodeError(f"'{encoding}' codec can't decode byte {first:#04x} in position {at}: {why}")
        if errors == "replace":
            parts.append("\ufffd")
        at += 1
    return "".join(parts)


def encode(text, encoding="utf-8", errors="strict"):
    return _made(_encoded(text, encoding, errors))


def literal(text):
    return _from_characters(text)
