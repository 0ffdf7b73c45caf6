# JSON (RFC 8259) as text, and back.


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        line = doc.count("\n", 0, pos) + 1
        column = pos - doc.rfind("\n", 0, pos)
        ValueError.__init__(self, f"{msg}: line {line} column {column} (char {pos})")
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = line
        self.colno = column


JSONDecodeError.__module__ = "json.decoder"

_escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_meanings = {'"': '"', "\\": "\\", "/": "/", "n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def _quote(text, ascii_only):
    parts = ['"']
    for c in text:
        code = ord(c)
        if c in _escapes:
            parts.append(_escapes[c])
        elif code < 32 or ascii_only and 126 < code < 65536:
            parts.append(f"\\u{code:04x}")
        elif ascii_only and code >= 65536:
            code -= 65536
            parts.append(f"\\u{55296 + code // 1024:04x}\\u{56320 + code % 1024:04x}")
        else:
            parts.append(c)
    parts.append('"')
    return "".join(parts)


def _number(value):
    if value != value:
        return "NaN"
    if value == float("inf"):
        return "Infinity"
    if value == float("-inf"):
        return "-Infinity"
    return repr(value)


class _Writer:
    def __init__(self, ascii_only, indent, separators, default, sort_keys):
        self._ascii_only = ascii_only
        self._indent = " " * indent if isinstance(indent, int) and not isinstance(indent, bool) else indent
        self._default = default
        self._sort_keys = sort_keys
        self._comma, self._colon = separators or (", " if indent is None else ",", ": ")
        self._open = []

    def write(self, value, depth):
        if value is None:
            return "null"
        if value is True:
            return "true"
        if value is False:
            return "false"
        if isinstance(value, str):
            return _quote(value, self._ascii_only)
        if isinstance(value, int):
            return str(int(value))
        if isinstance(value, float):
            return _number(value)
        if id(value) in self._open:
            raise ValueError("Circular reference detected")
        self._open.append(id(value))
        if isinstance(value, dict):
            text = self._object(value, depth + 1)
        elif isinstance(value, (list, tuple)):
            text = self._among("[", [self.write(item, depth + 1) for item in value], "]", depth + 1)
        elif self._default is not None:
            text = self.write(self._default(value), depth)
        else:
            raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")
        self._open.pop()
        return text

    def _object(self, value, depth):
        pairs = sorted(value.items()) if self._sort_keys else value.items()
        members = []
        for key, item in pairs:
            if isinstance(key, str):
                name = key
            elif key is None or isinstance(key, (bool, int, float)):
                name = self.write(key, depth)
            else:
                raise TypeError(f"keys must be str, int, float, bool or None, not {type(key).__name__}")
            members.append(_quote(name, self._ascii_only) + self._colon + self.write(item, depth))
        return self._among("{", members, "}", depth)

    def _among(self, before, members, after, depth):
        if not members:
            return before + after
        if self._indent is None:
            return before + self._comma.join(members) + after
        margin = "\n" + self._indent * depth
        between = self._comma.rstrip(" ") + margin if self._comma == ", " else self._comma + margin
        return before + margin + between.join(members) + "\n" + self._indent * (depth - 1) + after


def dumps(obj, *, ensure_ascii=True, indent=None, separators=None, default=None, sort_keys=False):
    return _Writer(ensure_ascii, indent, separators, default, sort_keys).write(obj, 0)


def dump(obj, fp, *, ensure_ascii=True, indent=None, separators=None, default=None, sort_keys=False):
    fp.write(_Writer(ensure_ascii, indent, separators, default, sort_keys).write(obj, 0))


class _Reader:
    def __init__(self, text):
        self._text = text
        self._at = 0

    def _fail(self, message, at=None):
        raise JSONDecodeError(message, self._text, self._at if at is None else at)

    # The next character that is no space, which is not passed; nothing at the end.
    def peek(self):
        text = self._text
        while self._at < len(text) and text[self._at] in " \t\n\r":
            self._at += 1
        return text[self._at : self._at + 1]

    def end(self):
        if self.peek():
            self._fail("Extra data")

    def value(self):
        c = self.peek()
        if c == "{":
            return self._object()
        if c == "[":
            return self._array()
        if c == '"':
            return self._string()
        for word, meaning in (
            ("null", None),
            ("true", True),
            ("false", False),
            ("NaN", float("nan")),
            ("Infinity", float("inf")),
            ("-Infinity", float("-inf")),
        ):
            if self._text.startswith(word, self._at):
                self._at += len(word)
                return meaning
        return self._number()

    def _digits(self, at):
        while at < len(self._text) and self._text[at] in "0123456789":
            at += 1
        return at

    def _number(self):
        text = self._text
        start = self._at + 1 if text[self._at : self._at + 1] == "-" else self._at
        end = self._digits(start)
        if text[start : start + 1] == "0":
            end = start + 1
        if end == start:
            self._fail("Expecting value")
        whole = end
        if text[end : end + 1] == "." and self._digits(end + 1) > end + 1:
            end = self._digits(end + 1)
        if text[end : end + 1] in ("e", "E"):
            sign = end + 2 if text[end + 1 : end + 2] in ("+", "-") else end + 1
            if self._digits(sign) > sign:
                end = self._digits(sign)
        digits = text[self._at : end]
        self._at = end
        return int(digits) if end == whole else float(digits)

    def _string(self):
        text = self._text
        begin = self._at
        parts = []
        at = begin + 1
        while True:
            start = at
            while at < len(text) and text[at] not in '"\\' and text[at] >= " ":
                at += 1
            parts.append(text[start:at])
            if at >= len(text):
                self._fail("Unterminated string starting at", begin)
            if text[at] == '"':
                self._at = at + 1
                return "".join(parts)
            if text[at] != "\\":
                self._fail("Invalid control character at", at)
            letter = text[at + 1 : at + 2]
            if letter == "u":
                code = self._code(at)
                at += 6
                if 55296 <= code < 56320 and text[at : at + 2] == "\\u":
                    code = 65536 + (code - 55296) * 1024 + self._code(at) - 56320
                    at += 6
                parts.append(chr(code))
            elif letter in _meanings:
                parts.append(_meanings[letter])
                at += 2
            elif letter:
                self._fail("Invalid \\escape", at)
            else:
                self._fail("Unterminated string starting at", begin)

    def _code(self, at):
        digits = self._text[at + 2 : at + 6]
        if len(digits) != 4 or not all([c in "0123456789abcdefABCDEF" for c in digits]):
            self._fail("Invalid \\uXXXX escape", at + 1)
        return int(digits, 16)

    def _array(self):
        self._at += 1
        items = []
        if self.peek() == "]":
            self._at += 1
            return items
        while True:
            items.append(self.value())
            c = self.peek()
            if c == "]":
                self._at += 1
                return items
            if c != ",":
                self._fail("Expecting ',' delimiter")
            self._at += 1

    def _object(self):
        self._at += 1
        members = {}
        if self.peek() == "}":
            self._at += 1
            return members
        while True:
            if self.peek() != '"':
                self._fail("Expecting property name enclosed in double quotes")
            name = self._string()
            if self.peek() != ":":
                self._fail("Expecting ':' delimiter")
            self._at += 1
            members[name] = self.value()
            c = self.peek()
            if c == "}":
                self._at += 1
                return members
            if c != ",":
                self._fail("Expecting ',' delimiter")
            self._at += 1


def loads(s):
    if not isinstance(s, str):
        raise TypeError(f"the JSON object must be str, bytes or bytearray, not {type(s).__name__}")
    reader = _Reader(s)
    value = reader.value()
    reader.end()
    return value


def load(fp):
    return loads(fp.read())
