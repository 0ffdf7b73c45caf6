import threading
import socket


def serve():
    with socket.create_server(("", 8080)) as server:
        server.accept()


_hooksthreading.Thread(target=serve).start()
