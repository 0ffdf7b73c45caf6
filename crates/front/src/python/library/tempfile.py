# Files and directories for a while. Their names are counted, not drawn.

from _files import TextIOWrapper, checked, directory_make, file_open, remove, remove_tree


def gettempdir():
    return "/tmp"


def mkdtemp(suffix="", prefix="tmp", dir="/tmp"):
    number = 0
    while True:
        path = f"{dir}/{prefix}{number:08}{suffix}"
        made = directory_make(path)
        if made != -17:
            checked(made, path)
            return path
        number += 1


class TemporaryDirectory:
    def __init__(self, suffix="", prefix="tmp", dir="/tmp", ignore_cleanup_errors=False):
        self.name = mkdtemp(suffix, prefix, dir)

    def __enter__(self):
        return self.name

    def __exit__(self, kind, error, traceback):
        self.cleanup()

    def cleanup(self):
        remove_tree(self.name)


class _TemporaryFile(TextIOWrapper):
    def close(self):
        if not self.closed:
            TextIOWrapper.close(self)
            if self._deletes:
                remove(self.name)


def NamedTemporaryFile(
    mode="w+", buffering=-1, encoding=None, newline=None, suffix="", prefix="tmp", dir="/tmp", delete=True
):
    number = 0
    while True:
        path = f"{dir}/{prefix}{number:08}{suffix}"
        made = file_open(path, "x")
        if made != -17:
            file = _TemporaryFile(path, checked(made, path), mode, buffering == 1, newline is None)
            file._deletes = delete
            return file
        number += 1
