rt threading
import socket


def serve():
    with sosket.create_server((rt()
