import threading
from collections import Counter, defaultdict, deque
from multiprocessing import Lock, Pipe, Queue


class Account:
    rate = 3

    def __init__(self, owner):
        self.owner = owner
        self.friends = [self]

    def interest(self):
        return self.rate


def function():
    return "by name"


def try_to_send(name, value):
    ours, theirs = Pipe()
    try:
        ours.send(value)
    except Exception as error:
        words = str(error).split(" <function")[0].split(": ")[0]
        print(name, "->", type(error).__name__, words)
    else:
        return theirs.recv()


def nested():
    def inner():
        pass

    class Local:
        pass

    try_to_send("local function", inner)
    try_to_send("local instance", Local())


def generate():
    yield 1


if __name__ == "__main__":
    try_to_send("lambda", lambda: 1)
    nested()
    try_to_send("generator", generate())
    try_to_send("thread lock", threading.Lock())
    try_to_send("reentrant lock", [threading.RLock()])
    try_to_send("event", threading.Event())
    try_to_send("process lock", Lock())
    try_to_send("process queue", {"queue": Queue()})
    try_to_send("keys", {}.keys())

    account = Account("Ann")
    got = try_to_send("account", account)
    print(got.owner, got.friends[0] is got, got is account, type(got) is Account, got.interest())
    print(try_to_send("function", function) is function, try_to_send("class", Account) is Account)
    print(try_to_send("method", account.interest)(), try_to_send("len", len) is len)
    print(try_to_send("collections", [Counter("aab"), deque([1, 2], 3), defaultdict(list, {1: [2]}), {1, 2}, (3, None)]))
    error = try_to_send("exception", ValueError("wrong", 1))
    print(repr(error), error.args)
    shared = [1]
    pair = try_to_send("shared", [shared, shared, 2**100, range(3), "text", 1.5, True])
    print(pair, pair[0] is pair[1])
