from multiprocessing import Pipe, Process


def say(*words):
    print(*words, flush=True)


def answer(connection):
    while True:
        question = connection.recv()
        if question is None:
            break
        connection.send({"question": question, "answer": len(question)})
    connection.close()


def produce(connection, parent_end):
    parent_end.close()
    for i in range(3):
        connection.send(i)
    connection.close()


if __name__ == "__main__":
    ours, theirs = Pipe()
    process = Process(target=answer, args=(theirs,))
    process.start()
    for question in ("why", "how long", ""):
        ours.send(question)
        say(ours.recv())
    say(ours.poll(), ours.poll(0.05))
    ours.send(None)
    process.join()
    say(process.exitcode, theirs.closed)

    reader, writer = Pipe(duplex=False)
    say(reader.readable, reader.writable, writer.readable, writer.writable)
    try:
        reader.send(1)
    except OSError as error:
        say("OSError:", error)
    process = Process(target=produce, args=(writer, reader))
    process.start()
    writer.close()
    try:
        while True:
            say(reader.recv())
    except EOFError:
        say("EOF")
    process.join()
    try:
        writer.send(1)
    except OSError as error:
        say("OSError:", error)
    with reader:
        say(reader.closed)
    say(reader.closed)
    one, other = Pipe()
    one.close()
    try:
        other.send("nobody")
    except BrokenPipeError as error:
        say(type(error).__name__, error)
