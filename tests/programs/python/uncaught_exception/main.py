def average(numbers):
    return sum(numbers) / len(numbers)


def report(name, numbers):
    try:
        print(name, average(numbers))
    finally:
        print("reported", name)


report("full", [1, 2, 3])
report("empty", [])
print("never printed")
