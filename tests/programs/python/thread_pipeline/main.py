import queue
import threading

DONE = object()


def read(lines, output):
    for line in lines:
        output.put(line)
    output.put(DONE)


def parse(source, output):
    while (line := source.get()) is not DONE:
        name, _, number = line.partition("=")
        try:
            output.put((name.strip(), int(number)))
        except ValueError:
            output.put((name.strip(), None))
    output.put(DONE)


def collect(source, table):
    while True:
        item = source.get()
        if item is DONE:
            break
        key, value = item
        table[key] = value


lines = ["a = 1", "b = two", "c= 3", "d =4"]
raw, parsed, table = queue.Queue(maxsize=1), queue.Queue(maxsize=1), {}
stages = [
    threading.Thread(target=read, args=(lines, raw)),
    threading.Thread(target=parse, args=(raw, parsed)),
    threading.Thread(target=collect, args=(parsed, table)),
]
for stage in stages:
    stage.start()
for stage in stages:
    stage.join()
print(table)
