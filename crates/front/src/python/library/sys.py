# The interpreter, as far as there is one.

from _interleave import handled_exception, write, write_error
from collections import namedtuple

_VersionInfo = namedtuple("version_info", "major minor micro releaselevel serial")


class _Stream:
    def __init__(self, name, function):
        self.name = name
        self._function = function

    def write(self, text):
        self._function(text)
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self._function(line)

    def flush(self):
        pass

    def isatty(self):
        return False


stdout = _Stream("<stdout>", write)
stderr = _Stream("<stderr>", write_error)
argv = ["main.py"]
maxsize = 9223372036854775807
platform = "interleave"
version_info = _VersionInfo(3, 11, 0, "final", 0)
version = "3.11.0 (interleave)"
hexversion = 0x030B00F0


maxunicode = 1114111
byteorder = "little"
executable = "/usr/bin/python3"


class _Implementation:
    name = "interleave"


implementation = _Implementation()


def exc_info():
    error = handled_exception()
    return (None, None, None) if error is None else (type(error), error, error.__traceback__)


def exception():
    return handled_exception()


def intern(text, /):
    return text


def getdefaultencoding():
    return "utf-8"


def exit(status=None, /):
    raise SystemExit(status)


_limit = [1000]


def getrecursionlimit():
    return _limit[0]


# The engine's own limit stays.
def setrecursionlimit(limit, /):
    _limit[0] = limit
