# Tracebacks as text.

from _interleave import handled_exception, traceback_text, write_error
from _hooks import keep_texts


def _text(error, chain):
    if error is None:
        return "NoneType: None\n"
    keep_texts(error)
    return traceback_text(error, chain)


def format_exc(limit=None, chain=True):
    return _text(handled_exception(), chain)


def print_exc(limit=None, file=None, chain=True):
    text = format_exc(chain=chain)
    if file is None:
        write_error(text)
    else:
        file.write(text)


def _error_of(exc, value):
    return exc if value is None else value


def format_exception(exc, /, value=None, tb=None, limit=None, chain=True):
    return _text(_error_of(exc, value), chain).splitlines(True)


def print_exception(exc, /, value=None, tb=None, limit=None, file=None, chain=True):
    text = _text(_error_of(exc, value), chain)
    if file is None:
        write_error(text)
    else:
        file.write(text)


def format_exception_only(exc, /, value=None):
    error = _error_of(exc, value)
    name = type(error).__name__
    text = str(error)
    return [f"{name}: {text}\n" if text else f"{name}\n"]
