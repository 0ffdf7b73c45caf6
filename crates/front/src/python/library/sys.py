# The interpreter, as far as there is one.

from _interleave import write, write_error


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
version_info = (3, 12, 0, "final", 0)
version = "3.12.0 (interleave)"


def exit(status=None, /):
    raise SystemExit(status)


def getrecursionlimit():
    return 1000
