# generators left by break; finally runs at once in CPython
import contextlib
def numbers():
    try:
        print("open")
        for i in range(10):
            yield i
    finally:
        print("close")

for n in numbers():
    if n == 2:
        break
print("after loop")

def find(limit):
    for n in numbers():
        if n > limit:
            return n
print(find(3))

try:
    for n in numbers():
        raise ValueError(n)
except ValueError as e:
    print("caught", e)

g = numbers()
for n in g:
    break
print("still open")
print(next(g))
g.close()
print("end")

@contextlib.contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield
    finally:
        print(f"</{name}>")

def lines():
    with tag("file"):
        yield "a"
        yield "b"

for line in lines():
    print(line)
    break
print("done")
for x in (i * 2 for i in numbers()):
    print(x)
    if x: break
print("bye")
for i, n in enumerate(numbers()):
    if i == 1: break
print("enumerate left")


kept = []


def keeping():
    generator = numbers()
    kept.append(generator)
    return generator


for n in keeping():
    break
print("kept open", next(kept[0]))
kept[0].close()


def nested():
    for n in numbers():
        yield from (n, -n)


for n in nested():
    if n < 0:
        break
print("nested left")


class Reader:
    def rows(self):
        with tag("rows"):
            yield from range(3)

    def __iter__(self):
        with tag("iter"):
            yield 1
            yield 2


def first(reader):
    for row in reader.rows():
        for value in reader:
            return row, value


print(first(Reader()))
for n in numbers():
    continue
else:
    print("ran out")
while True:
    for n in numbers():
        try:
            break
        finally:
            print("inner finally")
    break
