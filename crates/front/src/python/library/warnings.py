# Warnings go to standard error, each place once, as by default.

from _interleave import caller
from sys import stderr

_ignored = []
_shown = []


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    elif not issubclass(category, Warning):
        raise TypeError(f"category must be a Warning subclass, not '{category.__name__}'")
    if any([issubclass(category, kind) for kind in _ignored]):
        return
    line = caller()[1]
    key = (str(message), category, line)
    if key not in _shown:
        _shown.append(key)
        stderr.write(f"main.py:{line}: {category.__name__}: {message}\n")


def simplefilter(action, category=Warning, lineno=0, append=False):
    if action == "ignore":
        _ignored.append(category)
    elif action == "error":
        raise ValueError('warnings as errors are not supported: raise an exception instead')
    else:
        _ignored.clear()


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    simplefilter(action, category)


class catch_warnings:
    def __init__(self, *, record=False):
        if record:
            raise ValueError("record=True is not supported: warnings go to standard error")

    def __enter__(self):
        self._kept = list(_ignored)
        return None

    def __exit__(self, kind, error, traceback):
        _ignored[:] = self._kept
