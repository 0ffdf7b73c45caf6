import threading
import time


class Connection:
    _instance = None
    _lock = threading.Lock()
    made = 0

    def __new__(cls):
        if cls._instance is None:
            with cls._lock:
                if cls._instance is None:
                    time.sleep(0.05)
                    cls.made += 1
                    cls._instance = super().__new__(cls)
        return cls._instance


found = []
threads = [threading.Thread(target=lambda: found.append(Connection())) for _ in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(Connection.made, len(found), len(set(map(id, found))))
