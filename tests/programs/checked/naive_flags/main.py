import threading

flag = [False, False]
gate = threading.Lock()


def work(me):
    other = 1 - me
    while flag[other]:
        pass
    flag[me] = True
    assert gate.acquire(blocking=False), "not alone"
    gate.release()
    flag[me] = False


threads = [threading.Thread(target=work, args=(me,)) for me in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
