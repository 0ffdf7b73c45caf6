import threading


def divide():
    return 1 // 0  # finds: exception


thread = threading.Thread(target=divide)
thread.start()
thread.join()
assert thread.is_alive(), "it has ended"  # finds: assertion
