import threading


def divide():
    try:
        return 1 // 0
    except ZeroDivisionError:
        return 0


thread = threading.Thread(target=divide)
thread.start()
thread.join()
assert not thread.is_alive()
