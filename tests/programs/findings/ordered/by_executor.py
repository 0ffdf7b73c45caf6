from concurrent.futures import ThreadPoolExecutor, as_completed

state = {"sum": 0}


class Box:
    def __init__(self):
        self.value = 0


def fill(box, value):
    box.value += value
    return box


with ThreadPoolExecutor(max_workers=2) as pool:
    boxes = [Box() for _ in range(4)]
    futures = [pool.submit(fill, box, value) for value, box in enumerate(boxes)]
    for future in as_completed(futures):
        state["sum"] += future.result().value
    box = boxes[0]
    for _ in range(3):
        box = pool.submit(fill, box, 1).result()
        box.value += 1
print(state["sum"], box.value)
