# Paths as text.

from _files import fspath, status

sep = "/"


def exists(path):
    return status(path) is not None


def isdir(path):
    return status(path) is True


def isfile(path):
    found = status(path)
    return found is not None and found is not True


def getsize(filename):
    found = status(filename)
    if found is None:
        raise FileNotFoundError(2, "No such file or directory", fspath(filename))
    return 4096 if found is True else found


def isabs(path):
    return fspath(path).startswith("/")


def join(path, *more):
    joined = fspath(path)
    for each in more:
        each = fspath(each)
        if each.startswith("/"):
            joined = each
        elif not joined or joined.endswith("/"):
            joined += each
        else:
            joined += "/" + each
    return joined


def split(path):
    path = fspath(path)
    at = path.rfind("/") + 1
    head, tail = path[:at], path[at:]
    if head.strip("/"):
        head = head.rstrip("/")
    return head, tail


def basename(path):
    return split(path)[1]


def dirname(path):
    return split(path)[0]


def splitext(path):
    path = fspath(path)
    start = path.rfind("/") + 1
    dot = path.rfind(".")
    # The dots that a name begins with begin no extension.
    while start < dot and path[start] == ".":
        start += 1
    if start < dot:
        return path[:dot], path[dot:]
    return path, ""


def normpath(path):
    path = fspath(path)
    if not path:
        return "."
    root = "/" if path.startswith("/") else ""
    parts = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part != ".." or not root:
            parts.append(part)
    return root + "/".join(parts) or "."


def abspath(path):
    return normpath(join("/home/reader", path))
