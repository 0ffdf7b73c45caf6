level = "module"
calls = 0


def shadow():
    level = "function"
    return level


def read():
    return level


def write():
    global level, calls
    level = "changed"
    calls += 1


def too_early():
    try:
        print(calls)
        calls = 5
    except UnboundLocalError as error:
        print("UnboundLocalError")


print(shadow(), level)
print(read())
write()
write()
print(level, calls)
too_early()

try:
    print(nothing_here)
except NameError as error:
    print("NameError:", error)


class Box:
    level = "class"

    def read(self):
        return level, self.level


print(Box().read())

for i in range(3):
    squared = i * i
print(i, squared)

del squared
try:
    squared
except NameError:
    print("squared is gone")
