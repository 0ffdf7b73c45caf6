import io
import os
import pathlib
import pickle
import shutil
import tempfile
from pathlib import Path, PosixPath

here = Path.cwd()
print(here.is_dir(), Path("a").absolute() == here / "a", Path("a").resolve() == here / "a")
print(isinstance(Path("x"), PosixPath), Path("a").joinpath("b", "c.txt"), Path("a/../b") == Path("b"))
Path("one.txt").write_text("first\nsecond\n")
shutil.copyfile("one.txt", "two.txt")
print(Path("two.txt").read_text().split(), type(os.stat("two.txt")) is os.stat_result, os.stat("two.txt").st_size)
with open("one.txt") as file:
    print(isinstance(file, io.TextIOWrapper), file.readline().strip(), io.DEFAULT_BUFFER_SIZE)
    try:
        file.write("x")
    except io.UnsupportedOperation as error:
        print(error, isinstance(error, OSError), isinstance(error, ValueError))
print(os.path.isdir(tempfile.gettempdir()))
folder = tempfile.mkdtemp()
print(os.path.isdir(folder))
shutil.rmtree(folder)
print(os.path.exists(folder))
kept = tempfile.TemporaryDirectory()
print(os.path.isdir(kept.name))
kept.cleanup()
print(os.path.isdir(kept.name))
for kind in (pickle.PicklingError, pickle.UnpicklingError):
    print(kind.__name__, issubclass(kind, pickle.PickleError), issubclass(kind, Exception))
