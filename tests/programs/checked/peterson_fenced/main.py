import threading

flag = [False, False]
turn = 0
fence = [threading.Lock(), threading.Lock()]
gate = threading.Lock()


def work(me):
    global turn
    other = 1 - me
    flag[me] = True
    turn = other
    with fence[me]:
        pass
    while flag[other] and turn == other:
        pass
    assert gate.acquire(blocking=False), "not alone"
    gate.release()
    flag[me] = False


threads = [threading.Thread(target=work, args=(me,)) for me in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
