import sys
import threading
import traceback


def outer():
    inner()


def inner():
    raise ValueError("deep")


try:
    outer()
except ValueError as error:
    print([(each.name, each.lineno, each.line) for each in traceback.extract_tb(error.__traceback__)])
    last = error.__traceback__
    while last.tb_next:
        last = last.tb_next
    print(last.tb_lineno, last.tb_frame.f_code.co_name, sys.exc_info()[2].tb_lineno)
    print("".join(traceback.format_tb(error.__traceback__)[-1:]).splitlines()[1:2])
    print(error.with_traceback(None) is error, error.__traceback__)


class Catching(threading.Thread):
    error = None

    def run(self):
        try:
            outer()
        except Exception as error:
            self.error = error

    def join(self, timeout=None):
        super().join(timeout)
        if self.error is not None:
            raise self.error


thread = Catching()
thread.start()
try:
    thread.join()
except ValueError as error:
    names = [each.name for each in traceback.extract_tb(error.__traceback__)]
    print(error, names)
print(ValueError("never raised").__traceback__)
