"""Runs a program under CPython with real clients and a server on this machine.

    run.py LIBRARY PROGRAM

Every name that the program's clients look up leads to a server on a local port, which answers as the simulated servers do:
by `answer` of `_network.py` in the folder LIBRARY. So what is recorded is what aiohttp, requests and urllib make of those
answers, and nothing leaves the machine.
"""

import json
import os
import runpy
import socket
import sys
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LATENCY_S = 0.1

library, program = sys.argv[1:]
sys.path.insert(0, library)
# The folder also has files named like modules of the standard library.
import _network  # noqa: E402

sys.path.remove(library)
del sys.argv[1:]
sys.argv[0] = program


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *args):
        pass

    def respond(self):
        url = f"http://{self.headers['Host']}{self.path}"
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        kind = self.headers.get("Content-Type", "")
        sent = json.loads(body) if kind.startswith("application/json") else None
        form = dict(urllib.parse.parse_qsl(body)) if "form-urlencoded" in kind else None
        time.sleep(LATENCY_S + _network.delay(_network.Address(url)))
        answer = _network.answer(self.command, url, sent, form)
        text = b"" if self.command == "HEAD" else answer.text.encode()
        try:
            self.send_response(answer.status, answer.reason)
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)
        except ConnectionError:
            pass  # The client had no patience.

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = respond


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256


server = Server(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()


def look_up(host, port, *args, **kwargs):
    host = host.decode() if isinstance(host, bytes) else host
    if host == "invalid" or host.endswith(".invalid"):
        raise socket.gaierror(-2, "Name or service not known")
    port = port if int(port) == 1 else server.server_port
    return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", port))]


socket.getaddrinfo = look_up
for name in list(os.environ):
    if name.lower().endswith("_proxy"):
        del os.environ[name]
runpy.run_path(program, run_name="__main__")
