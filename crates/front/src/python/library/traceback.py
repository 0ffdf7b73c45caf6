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


class FrameSummary:
    def __init__(self, filename, lineno, name, line):
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.line = line

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


def extract_tb(tb, limit=None):
    entries = []
    while tb is not None:
        code = tb.tb_frame.f_code
        entries.append(FrameSummary(code.co_filename, tb.tb_lineno, code.co_name, tb._line))
        tb = tb.tb_next
    return entries


def format_tb(tb, limit=None):
    return [
        f'  File "{each.filename}", line {each.lineno}, in {each.name}\n    {each.line}\n' for each in extract_tb(tb)
    ]


def print_tb(tb, limit=None, file=None):
    text = "".join(["Traceback (most recent call last):\n", *format_tb(tb)])
    if file is None:
        write_error(text)
    else:
        file.write(text)


def format_exception_only(exc, /, value=None):
    error = _error_of(exc, value)
    name = type(error).__name__
    text = str(error)
    return [f"{name}: {text}\n" if text else f"{name}\n"]
