import threading


def add(a, b)
    return a + b


threading.Thread(target=add, args=(1, 2)).start()
