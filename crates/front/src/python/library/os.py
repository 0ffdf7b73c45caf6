# The operating system, as far as the simulated machine has one.

import os.path
from _files import (
    fspath,
    list_directory,
    make_directory,
    remove,
    remove_directory,
    rename,
    status,
)

name = "posix"
sep = "/"
linesep = "\n"
curdir = "."
pardir = ".."
environ = {"HOME": "/home/reader"}


def getenv(key, default=None):
    return environ.get(key, default)


def getcwd():
    return "/home/reader"


def listdir(path="."):
    return list_directory(path)


def mkdir(path, mode=0o777):
    make_directory(path)


def makedirs(name, mode=0o777, exist_ok=False):
    path = fspath(name)
    parent = os.path.dirname(path)
    if parent and not os.path.exists(parent):
        makedirs(parent, exist_ok=True)
    try:
        make_directory(path)
    except FileExistsError:
        if not exist_ok or not os.path.isdir(path):
            raise


def rmdir(path):
    remove_directory(path)


def unlink(path):
    remove(path)


def replace(src, dst):
    rename(src, dst)


class stat_result:
    def __init__(self, size):
        self.st_size = size


def stat(path):
    found = status(path)
    if found is None:
        raise FileNotFoundError(2, "No such file or directory", fspath(path))
    return stat_result(4096 if found is True else found)
