import threading
import time


def greet(greeting, name, punctuation="."):
    time.sleep(0.1)
    print(f"{greeting}, {name}{punctuation}")


first = threading.Thread(target=greet, args=("Hello", "Ada"))
second = threading.Thread(target=greet, args=("Bye",), kwargs={"name": "Bob", "punctuation": "!"}, name="farewell")

print(first.is_alive(), second.name, first.daemon)
first.start()
print(first.is_alive())
print("still running:", first.is_alive())
event.join()
print("still running:", first.is_alive())

second.start()
second.join()

try:
    first.start()
except RuntimeError as error:
    print("RuntimeError:", error)
