# What is done with whole files and trees.

from _files import open, remove_tree, rename


def rmtree(path, ignore_errors=False):
    try:
        remove_tree(path)
    except OSError:
        if not ignore_errors:
            raise


def copyfile(src, dst):
    with open(src) as source:
        text = source.read()
    with open(dst, "w") as target:
        target.write(text)
    return dst


def copy(src, dst):
    return copyfile(src, dst)


def move(src, dst):
    rename(src, dst)
    return dst
