# The types of C that name what processes share; there is no C to call.


class _Simple:
    def __init__(self, value=0):
        self.value = value

    def __repr__(self):
        return f"{type(self).__name__}({self.value!r})"


class c_bool(_Simple):
    _code = "?"


class c_byte(_Simple):
    _code = "b"


class c_ubyte(_Simple):
    _code = "B"


class c_short(_Simple):
    _code = "h"


class c_ushort(_Simple):
    _code = "H"


class c_int(_Simple):
    _code = "i"


class c_uint(_Simple):
    _code = "I"


class c_long(_Simple):
    _code = "l"


class c_ulong(_Simple):
    _code = "L"


class c_longlong(_Simple):
    _code = "q"


class c_ulonglong(_Simple):
    _code = "Q"


class c_float(_Simple):
    _code = "f"


class c_double(_Simple):
    _code = "d"
