import multiprocessing
import os
from multiprocessing import Process, active_children, current_process, parent_process


def say(*words):
    print(*words, flush=True)


class Greeter(Process):
    def __init__(self, greeting, **options):
        super().__init__(**options)
        self.greeting = greeting

    def run(self):
        say(self.greeting, self.name, current_process() is self, self.daemon)
        say(os.getpid() == self.pid, os.getppid() == parent_process().pid, parent_process().name)


def family():
    child = Process(target=say, args=("grandchild of", current_process().name))
    child.start()
    child.join()
    say(child.name, multiprocessing.current_process().name)


def wait_for(event):
    event.wait()


if __name__ == "__main__":
    say(current_process().name, parent_process(), os.getpid() == current_process().pid)
    first = Greeter("hello")
    say(first.pid, first.name, first.daemon, first.exitcode)
    first.start()
    first.join()
    second = Greeter("hi", name="greeter", daemon=True)
    second.start()
    second.join()
    third = Process(target=family)
    third.start()
    third.join()
    event = multiprocessing.Event()
    waiting = [Process(target=wait_for, args=(event,), name=f"waiting-{i}") for i in range(3)]
    say(active_children())
    for process in waiting:
        process.start()
    say(sorted(process.name for process in active_children()))
    event.set()
    for process in waiting:
        process.join()
    say(active_children())
    for wrong in (first.start, lambda: Process(target=say).join()):
        try:
            wrong()
        except AssertionError as error:
            say("AssertionError:", error)
    say(repr(first).replace(str(first.pid), "PID").replace(str(os.getpid()), "PARENT"))
    first.close()
    try:
        first.is_alive()
    except ValueError as error:
        say("ValueError:", error)
