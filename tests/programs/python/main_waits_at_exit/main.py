import threading
import time


def slow():
    time.sleep(0.2)
    print("the thread ends last")


def main():
    threading.Thread(target=slow).start()
    print("main has nothing left to do")


if __name__ == "__main__":
    main()
