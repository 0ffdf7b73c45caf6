import types


class Ask:
    def __init__(self, question):
        self.question = question

    def __await__(self):
        answer = yield self.question
        return answer * 2


async def talk():
    first = await Ask("how many?")
    try:
        second = await Ask("more?")
    except ValueError as error:
        second = f"refused: {error}"
    return first, second


coroutine = talk()
print(coroutine.send(None))
print(coroutine.send(21))
try:
    coroutine.throw(ValueError("no"))
except StopIteration as stop:
    print(stop.value)


async def simple():
    return 42


coroutine = simple()
try:
    coroutine.send(None)
except StopIteration as stop:
    print(stop.value)
try:
    coroutine.send(None)
except RuntimeError as error:
    print(error)


@types.coroutine
def pause():
    yield "paused"


async def worker(name):
    try:
        for step in range(3):
            print(name, step)
            await pause()
    finally:
        print(name, "closed")


def round_robin(*coroutines):
    ready = list(coroutines)
    while ready:
        coroutine = ready.pop(0)
        try:
            coroutine.send(None)
        except StopIteration:
            continue
        ready.append(coroutine)


round_robin(worker("a"), worker("b"))
coroutine = worker("c")
coroutine.send(None)
coroutine.close()
print(type(coroutine).__name__)
