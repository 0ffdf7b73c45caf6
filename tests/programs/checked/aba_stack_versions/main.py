import threading


class Reference:
    """A word and a version with compare-and-swap. Python has none, so a lock of its own makes it one."""

    def __init__(self, value):
        self.value = value
        self.version = 0
        self.lock = threading.Lock()

    def get(self):
        with self.lock:
            return self.value, self.version

    def compare_and_swap(self, version, new):
        with self.lock:
            if self.version != version:
                return False
            self.value = new
            self.version += 1
            return True


class Node:
    def __init__(self, below):
        self.below = below


bottom = Node(None)
middle = Node(bottom)
top = Node(middle)
head = Reference(top)


def pop():
    while True:
        node, version = head.get()
        if head.compare_and_swap(version, node.below):
            return node


def push(node):
    while True:
        node.below, version = head.get()
        if head.compare_and_swap(version, node):
            return


popped = []


def take_one():
    popped.append(pop())


def take_two_and_put_the_first_back():
    first = pop()
    popped.append(pop())
    push(first)


threads = [threading.Thread(target=work) for work in (take_one, take_two_and_put_the_first_back)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

left = []
node = head.value
while node is not None:
    left.append(node)
    node = node.below
assert not any(node in left for node in popped), "popped, and still on the stack"
