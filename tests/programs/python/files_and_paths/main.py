import json
import os
import shutil
import tempfile
from pathlib import Path

print(os.path.join("a", "b.txt"), os.path.join("a/", "/b"), os.path.basename("/x/y.z"), os.path.dirname("/x/y.z"))
print(os.path.splitext("archive.tar.gz"), os.path.splitext(".profile"), os.path.split("/x/y"))
os.makedirs("data/raw", exist_ok=True)
os.makedirs("data/raw", exist_ok=True)
for name in ("b.txt", "a.txt"):
    Path("data", name).write_text(name * 2)
print(sorted(os.listdir("data")), os.path.isdir("data"), os.path.isfile("data/a.txt"), os.path.exists("nothing"))
os.rename("data/a.txt", "data/raw/c.txt")
os.replace("data/b.txt", "data/raw/c.txt")
print(os.listdir("data"), open("data/raw/c.txt").read(), os.stat("data/raw/c.txt").st_size)

path = Path("data") / "report.json"
print(path, repr(path), path.name, path.stem, path.suffix, path.parent, path.parts, path.exists())
print(path.write_text(json.dumps({"ok": True, "items": [1, 2]})))
print(json.loads(path.read_text()), path.is_file(), path.stat().st_size)
print(path.with_suffix(".txt"), path.with_name("other"), Path("a") == Path("a/"), Path("/a").is_absolute())
with path.open() as file:
    print(file.read())
print(sorted(str(child) for child in Path("data").iterdir()))
path.unlink()
path.unlink(missing_ok=True)
try:
    path.read_text()
except FileNotFoundError as error:
    print(error)
Path("touched").touch()
print(Path("touched").exists(), sorted([Path("b"), Path("a")]))
Path("x/y/z").mkdir(parents=True)

with tempfile.TemporaryDirectory() as folder:
    inside = os.path.join(folder, "note.txt")
    with open(inside, "w") as file:
        file.write("short-lived")
    print(os.listdir(folder), os.path.exists(inside))
print(os.path.exists(inside), os.path.exists(folder))
with tempfile.NamedTemporaryFile("w+") as file:
    file.write("scratch")
    file.seek(0)
    print(file.read(), os.path.exists(file.name))
print(os.path.exists(file.name))

shutil.copy("data/raw/c.txt", "copy.txt")
shutil.move("copy.txt", "moved.txt")
print(Path("moved.txt").read_text())
shutil.rmtree("data")
os.remove("moved.txt")
print(os.path.exists("data"), sorted(os.listdir(".")))
