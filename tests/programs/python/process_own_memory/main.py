# A process has its own memory: what a child changes, the parent does not see.
from multiprocessing import Process

counter = 0
names = ["first"]


def work(times):
    global counter
    for _ in range(times):
        counter += 1
    names.append("child's")
    print("child:", counter, names, flush=True)


if __name__ == "__main__":
    counter = 10
    child = Process(target=work, args=(5,))
    child.start()
    child.join()
    print("parent:", counter, names)
    again = Process(target=work, args=(1,))
    again.start()
    again.join()
    print("exit codes:", child.exitcode, again.exitcode)
