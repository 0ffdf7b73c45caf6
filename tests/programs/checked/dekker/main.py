import threading

flag = [False, False]
turn = 0
gate = threading.Lock()


def work(me):
    global turn
    other = 1 - me
    flag[me] = True
    while flag[other]:
        if turn == other:
            flag[me] = False
            while turn == other:
                pass
            flag[me] = True
    assert gate.acquire(blocking=False), "not alone"
    gate.release()
    turn = other
    flag[me] = False


threads = [threading.Thread(target=work, args=(me,)) for me in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
