# Values over several lines where one is too short.

from sys import stdout


def _shown(value, width, indent, sort):
    flat = _flat(value, sort)
    if len(flat) <= width - indent or type(value) not in (dict, list, tuple) or not value:
        return flat
    inner = indent + 1
    if isinstance(value, dict):
        parts = []
        for key in sorted(value) if sort else list(value):
            head = f"{key!r}: "
            parts.append(head + _shown(value[key], width, inner + len(head), sort))
        opening, closing = "{", "}"
    else:
        parts = [_shown(item, width, inner, sort) for item in value]
        opening, closing = ("[", "]") if isinstance(value, list) else ("(", ",)" if len(value) == 1 else ")")
    return opening + (",\n" + " " * inner).join(parts) + closing


def _flat(value, sort):
    if type(value) is dict:
        keys = sorted(value) if sort else list(value)
        return "{" + ", ".join([f"{key!r}: {_flat(value[key], sort)}" for key in keys]) + "}"
    if type(value) is list:
        return "[" + ", ".join([_flat(item, sort) for item in value]) + "]"
    return repr(value)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return _shown(object, width, 0, sort_dicts)


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True):
    text = pformat(object, indent, width, sort_dicts=sort_dicts)
    (stdout if stream is None else stream).write(text + "\n")


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)
