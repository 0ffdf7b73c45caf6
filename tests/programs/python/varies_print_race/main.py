import threading

threads = [threading.Thread(target=print, args=(name + "\n",), kwargs={"end": ""}) for name in ("ada", "bob", "cyd")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
