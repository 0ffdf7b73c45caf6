import copy
import threading
import traceback
from threading import ExceptHookArgs


def fail():
    raise ValueError("inside")


try:
    fail()
except ValueError as error:
    lines = traceback.format_exception(error)
    print(lines[0].strip(), "|", lines[-1].strip())
    traceback.print_exc()
    traceback.print_exception(error)

seen = []
threading.excepthook = lambda args: seen.append((args.exc_type.__name__, str(args.exc_value), type(args).__name__.lstrip("_")))
thread = threading.Thread(target=fail)
thread.start()
thread.join()
print(seen, ExceptHookArgs.__name__.lstrip("_"))
try:
    copy.deepcopy(threading.Lock())
except (TypeError, copy.Error) as error:
    print(error)
