# Files as programs see them, over the system calls of the simulated machine. Text is buffered as `io.TextIOWrapper` does
# it: what is written reaches the file when 8192 characters have gathered, at `flush`, `seek` and `close`.

from _interleave import (
    directory_list,
    directory_make,
    directory_remove,
    file_close,
    file_open,
    file_read,
    file_size,
    file_truncate,
    file_write,
    path_remove,
    path_rename,
    path_status,
)
from threading import Lock

_CHUNK = 8192

_messages = {
    2: "No such file or directory",
    9: "Bad file descriptor",
    17: "File exists",
    20: "Not a directory",
    21: "Is a directory",
    22: "Invalid argument",
    23: "Too many open files in system",
    28: "No space left on device",
    39: "Directory not empty",
}


class UnsupportedOperation(OSError, ValueError):
    pass


UnsupportedOperation.__module__ = "io"


def fspath(path):
    if isinstance(path, str):
        return path
    method = getattr(path, "__fspath__", None)
    if method is None:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")
    return method()


def checked(result, path=None):
    if isinstance(result, int) and result < 0:
        raise OSError(-result, _messages[-result], path)
    return result


def status(path):
    return path_status(fspath(path))


def remove(path):
    checked(path_remove(fspath(path)), fspath(path))


def rename(path, new):
    number = path_rename(fspath(path), fspath(new))
    checked(number, fspath(path))


def make_directory(path):
    checked(directory_make(fspath(path)), fspath(path))


def remove_directory(path):
    checked(directory_remove(fspath(path)), fspath(path))


def list_directory(path):
    return checked(directory_list(fspath(path)), fspath(path))


def remove_tree(path):
    for name in list_directory(path):
        inside = fspath(path) + "/" + name
        if status(inside) is True:
            remove_tree(inside)
        else:
            remove(inside)
    remove_directory(path)


def _check_mode(mode, newline):
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    for letter in mode:
        if letter not in "rwxabt+" or mode.count(letter) > 1:
            raise ValueError(f"invalid mode: '{mode}'")
    if sum([letter in mode for letter in "rwxa"]) != 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    if newline not in (None, "", "\n", "\r", "\r\n"):
        raise ValueError(f"illegal newline value: {newline}")


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
    path = fspath(file)
    _check_mode(mode, newline)
    if "b" in mode:
        raise ValueError("files are opened as text here: leave out the 'b'")
    number = checked(file_open(path, mode), path)
    return TextIOWrapper(path, number, mode, buffering == 1, newline is None)


def _bytes(text):
    return sum([1 if ord(c) < 128 else 2 if ord(c) < 2048 else 3 if ord(c) < 65536 else 4 for c in text])


class TextIOWrapper:
    def __init__(self, path, number, mode, by_line, translates):
        self.name = path
        self.mode = mode
        self.encoding = "UTF-8"
        self.closed = False
        self._number = number
        self._by_line = by_line
        self._translates = translates
        # Where the next system call reads or writes; `None` is the end of the file, wherever that is by then.
        self._at = None if "a" in mode else 0
        # Read, and not handed out yet.
        self._ahead = ""
        # Handed over, and not written yet.
        self._pending = []
        self._gathered = 0
        self._store_lock = Lock()

    def __enter__(self):
        self._check_open()
        return self

    def __exit__(self, kind, error, traceback):
        self.close()

    def __iter__(self):
        self._check_open()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def __repr__(self):
        return f"<_io.TextIOWrapper name='{self.name}' mode='{self.mode}' encoding='UTF-8'>"

    def _check_open(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def readable(self):
        self._check_open()
        return "r" in self.mode or "+" in self.mode

    def writable(self):
        self._check_open()
        return "r" not in self.mode or "+" in self.mode

    def seekable(self):
        self._check_open()
        return True

    def isatty(self):
        self._check_open()
        return False

    def fileno(self):
        self._check_open()
        return self._number + 3

    def _begin_to_read(self):
        if not self.readable():
            raise UnsupportedOperation("not readable")
        if self._pending:
            self.flush()

    # Reads at most so many bytes more; whether there were any.
    def _fill(self, most):
        with self._store_lock:
            at = file_size(self.name, self._number) if self._at is None else self._at
            text, end = checked(file_read(self.name, self._number, at, most))
            self._at = end
            if self._translates and "\r" in text:
                text = text.replace("\r\n", "\n").replace("\r", "\n")
            self._ahead += text
            return bool(text)

    def read(self, size=-1, /):
        self._begin_to_read()
        if size is None or size < 0:
            self._fill(-1)
            size = len(self._ahead)
        while len(self._ahead) < size and self._fill(_CHUNK):
            pass
        text = self._ahead[:size]
        self._ahead = self._ahead[size:]
        return text

    def readline(self, size=-1, /):
        self._begin_to_read()
        while "\n" not in self._ahead and self._fill(_CHUNK):
            pass
        end = self._ahead.find("\n") + 1
        if end == 0:
            end = len(self._ahead)
        if size is not None and 0 <= size < end:
            end = size
        line = self._ahead[:end]
        self._ahead = self._ahead[end:]
        return line

    def readlines(self, hint=-1, /):
        lines = []
        gathered = 0
        for line in self:
            lines.append(line)
            gathered += len(line)
            if hint is not None and 0 < hint <= gathered:
                break
        return lines

    def write(self, text, /):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if not self.writable():
            raise UnsupportedOperation("not writable")
        if self._ahead:
            self._at = self.tell()
            self._ahead = ""
        self._pending.append(text)
        self._gathered += len(text)
        if self._gathered >= _CHUNK or self._by_line and "\n" in text:
            self.flush()
        return len(text)

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)

    def flush(self):
        self._check_open()
        if not self._pending:
            return
        with self._store_lock:
            parts = self._pending[:]
            del self._pending[: len(parts)]
            self._gathered = 0
            at = None if "a" in self.mode else self._at
            self._at = checked(file_write(self.name, self._number, at, "".join(parts)))

    def tell(self):
        self.flush()
        if self._at is None:
            return file_size(self.name, self._number)
        return self._at - _bytes(self._ahead)

    def seek(self, offset, whence=0, /):
        self.flush()
        if whence == 1:
            if offset != 0:
                raise UnsupportedOperation("can't do nonzero cur-relative seeks")
            offset = self.tell()
        elif whence == 2:
            if offset != 0:
                raise UnsupportedOperation("can't do nonzero end-relative seeks")
            offset = file_size(self.name, self._number)
        elif whence != 0:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        if offset < 0:
            raise ValueError(f"negative seek position {offset}")
        self._ahead = ""
        self._at = offset
        return offset

    def truncate(self, size=None, /):
        if not self.writable():
            raise UnsupportedOperation("truncate")
        size = self.tell() if size is None else size
        self.flush()
        checked(file_truncate(self.name, self._number, size))
        return size

    def close(self):
        if self.closed:
            return
        try:
            self.flush()
        finally:
            self.closed = True
            file_close(self.name, self._number)
