# Files, under the names that the module has for them.

from _files import TextIOWrapper, UnsupportedOperation, open

DEFAULT_BUFFER_SIZE = 8192


# Text in memory that is written to and read from like a file.
class StringIO:
    def __init__(self, initial_value="", newline="\n"):
        self._text = initial_value
        self._at = 0
        self.closed = False

    def __enter__(self):
        self._check_open()
        return self

    def __exit__(self, kind, error, traceback):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def _check_open(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def getvalue(self):
        self._check_open()
        return self._text

    def write(self, s, /):
        self._check_open()
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got '{type(s).__name__}'")
        before = self._text[: self._at]
        before += "\0" * (self._at - len(before))
        self._text = before + s + self._text[self._at + len(s) :]
        self._at += len(s)
        return len(s)

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)

    def read(self, size=-1, /):
        self._check_open()
        start = self._at
        end = len(self._text) if size is None or size < 0 else start + size
        text = self._text[start:end]
        self._at += len(text)
        return text

    def readline(self, size=-1, /):
        self._check_open()
        end = self._text.find("\n", self._at) + 1
        end = end if end > 0 else len(self._text)
        if size is not None and size >= 0:
            end = min(end, self._at + size)
        return self.read(max(0, end - self._at))

    def readlines(self, hint=-1, /):
        return [line for line in self]

    def seek(self, pos, whence=0, /):
        self._check_open()
        self._at = pos if whence == 0 else len(self._text) if whence == 2 else self._at
        return self._at

    def tell(self):
        self._check_open()
        return self._at

    def truncate(self, pos=None, /):
        self._check_open()
        pos = self._at if pos is None else pos
        self._text = self._text[:pos]
        return pos

    def flush(self):
        self._check_open()

    def close(self):
        self.closed = True
