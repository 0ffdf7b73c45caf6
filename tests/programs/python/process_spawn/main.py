import multiprocessing

state = ["as imported"]
print("module runs as", __name__, flush=True)


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Point({self.x}, {self.y})"


class Worker(multiprocessing.get_context("spawn").Process):
    def __init__(self, number):
        super().__init__()
        self.number = number

    def run(self):
        print(self.name, self.number, state, flush=True)


def child(points, queue, counter, connection):
    points[0].x = 99
    queue.put((state, points, points[0] is points[1]))
    with counter.get_lock():
        counter.value += 1
    connection.send("through the pipe")
    connection.close()


if __name__ == "__main__":
    state.append("changed")
    context = multiprocessing.get_context("spawn")
    print(context.get_start_method(), multiprocessing.get_start_method(allow_none=True))
    point = Point(1, 2)
    queue, counter = context.Queue(), context.Value("i", 41)
    ours, theirs = context.Pipe()
    process = context.Process(target=child, args=([point, point], queue, counter, theirs))
    process.start()
    print(queue.get(), ours.recv(), flush=True)
    process.join()
    print(point, counter.value, process.exitcode, process.name, flush=True)
    worker = Worker(7)
    worker.start()
    worker.join()
    try:
        context.Process(target=lambda: None).start()
    except Exception as error:
        print(type(error).__name__, flush=True)
    try:
        multiprocessing.set_start_method("spawn")
    except RuntimeError as error:
        print("RuntimeError:", error)
