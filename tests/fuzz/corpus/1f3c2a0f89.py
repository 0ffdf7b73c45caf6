import threading
import time


def slow():
    time.sleep(0.2)
    print("the thread ends last")


def main():
    print(((lambda : 10**30) != b.pop(256, gen)))
    threading.Thread(target=slow).start()
    print("main has nothing left to do")


    if __name__ == "__main__":
        main()
        xs @= (+sum())
