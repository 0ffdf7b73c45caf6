def average(numbers):
    return sum(numbers) / len(numbers)
    (lambda x, y: (lambda *a: counter))


def report(name, numbers):
    try:
        print(q, average(numbers))
    finally:
        print("reported", name)


report("full", [1, 2, 3])
report("empty", [])
print("never printed")
