import threading

condition = threading.Condition()
ready = False


def wait():
    with condition:
        while not ready:
            condition.wait()
        assert ready


def announce():
    global ready
    with condition:
        ready = True
        condition.notify()


threads = [threading.Thread(target=work) for work in (wait, announce)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
