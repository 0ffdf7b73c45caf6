# The machine that programs see.


def system():
    return "Linux"


def python_version():
    return "3.11.7"


def python_implementation():
    return "CPython"


def machine():
    return "x86_64"


def node():
    return "interleave"
