with open("poem.txt", "w") as file:
    print(file.write("roses are red\n"))
    file.writelines(["violets are blue\n", "sugar is sweet\n"])
    print("and so are you", file=file)

with open("poem.txt") as file:
    print(file.read())

with open("poem.txt", "r", encoding="utf-8") as file:
    print(repr(file.readline()))
    print(repr(file.read(7)), file.tell())
    print(file.readlines())
    print(repr(file.read()), repr(file.readline()))

for number, line in enumerate(open("poem.txt"), start=1):
    print(number, line.rstrip())

with open("poem.txt", "a") as file:
    file.write("the end")
    print(file.tell())

with open("poem.txt", "r+") as file:
    file.write("ROSES")
    file.seek(0)
    print(file.readline(), end="")
    file.seek(0, 2)
    print(file.tell())
    file.truncate(13)

with open("poem.txt") as file:
    print(file.read().split("\n"))

with open("new.txt", "w+") as file:
    file.write("größer als 10 €")
    file.seek(0)
    print(file.read(), file.tell(), file.closed, file.name, file.mode)
print(file.closed)

with open("copy.txt", "w") as target, open("new.txt") as source:
    for line in source:
        target.write(line.upper())
print(open("copy.txt").read())

with open("long.txt", "w") as file:
    for number in range(3000):
        file.write(f"line {number}\n")
with open("long.txt") as file:
    lines = list(file)
print(len(lines), lines[0], lines[-1])
