import os


def attempt(function, *args):
    try:
        print(function(*args))
    except (OSError, ValueError, TypeError) as error:
        print(type(error).__name__, "|", error)


attempt(open, "missing.txt")
try:
    open("missing/file.txt", "w")
except FileNotFoundError as error:
    print(error.errno, error.strerror, error.filename, error.args)
with open("here.txt", "x") as file:
    file.write("once")
attempt(open, "here.txt", "x")
attempt(open, "here.txt", "q")
attempt(open, "here.txt", "rw")
attempt(open, ".")
attempt(file.write, "more")
attempt(file.read)
with open("here.txt") as file:
    attempt(file.write, "more")
with open("here.txt", "w") as file:
    attempt(file.read)
    attempt(file.write, 42)
attempt(os.remove, "missing.txt")
attempt(os.listdir, "missing")
attempt(os.listdir, "here.txt")
os.mkdir("folder")
attempt(os.mkdir, "folder")
attempt(os.rmdir, "here.txt")
open("folder/inside.txt", "w").close()
attempt(os.rmdir, "folder")
attempt(open, "here.txt/inside")
attempt(os.path.getsize, "missing.txt")
print(os.path.getsize("here.txt"))
print(issubclass(FileNotFoundError, OSError), isinstance(OSError(17, "x"), FileExistsError))
try:
    with open("here.txt", "w") as file:
        file.write("kept\n")
        raise KeyError("stop")
except KeyError:
    print(file.closed, open("here.txt").read())
