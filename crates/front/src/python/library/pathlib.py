# Paths as objects, and the files behind them.

import os
import os.path
from _files import list_directory, make_directory, open, remove, remove_directory, rename, status


class Path:
    def __init__(self, *segments):
        path = os.path.join("", *segments)
        root = "/" if path.startswith("/") else ""
        parts = [part for part in path.split("/") if part not in ("", ".")]
        self._text = root + "/".join(parts) or "."

    def __str__(self):
        return self._text

    def __fspath__(self):
        return self._text

    def __repr__(self):
        return f"PosixPath('{self._text}')"

    def __eq__(self, other):
        return self._text == other._text if isinstance(other, Path) else NotImplemented

    def __lt__(self, other):
        return self._text < other._text if isinstance(other, Path) else NotImplemented

    def __hash__(self):
        return hash(self._text)

    def __truediv__(self, other):
        return Path(self._text, other)

    def __rtruediv__(self, other):
        return Path(other, self._text)

    def joinpath(self, *others):
        return Path(self._text, *others)

    @staticmethod
    def cwd():
        return Path("/home/reader")

    @staticmethod
    def home():
        return Path("/home/reader")

    @property
    def parts(self):
        parts = tuple(part for part in self._text.split("/") if part not in ("", "."))
        return ("/", *parts) if self._text.startswith("/") else parts

    @property
    def name(self):
        return "" if self._text == "." else os.path.basename(self._text)

    @property
    def stem(self):
        return os.path.splitext(self.name)[0]

    @property
    def suffix(self):
        return os.path.splitext(self.name)[1]

    @property
    def parent(self):
        return Path(os.path.dirname(self._text))

    def with_name(self, name):
        return self.parent / name

    def with_suffix(self, suffix):
        return self.parent / (self.stem + suffix)

    def is_absolute(self):
        return self._text.startswith("/")

    def absolute(self):
        return Path("/home/reader", self._text)

    def resolve(self, strict=False):
        return Path(os.path.abspath(self._text))

    def exists(self):
        return status(self) is not None

    def is_dir(self):
        return status(self) is True

    def is_file(self):
        return os.path.isfile(self)

    def stat(self):
        return os.stat(self)

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return open(self, mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None):
        with open(self) as file:
            return file.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        with open(self, "w") as file:
            return file.write(data)

    def touch(self, mode=0o666, exist_ok=True):
        open(self, "a" if exist_ok else "x").close()

    def unlink(self, missing_ok=False):
        try:
            remove(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rename(self, target):
        rename(self, target)
        return Path(target)

    def replace(self, target):
        return self.rename(target)

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        if parents and self.parent != self and not self.parent.exists():
            self.parent.mkdir(parents=True, exist_ok=True)
        try:
            make_directory(self)
        except FileExistsError:
            if not exist_ok or not self.is_dir():
                raise

    def rmdir(self):
        remove_directory(self)

    def iterdir(self):
        for name in list_directory(self):
            yield self / name


PosixPath = Path
