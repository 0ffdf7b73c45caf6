# urllib's `urlopen`, on the simulated network.

import urllib.error
import urllib.parse
from _interleave import exchange
from _network import Address, answer, delay, unquote
from _payload import Headers, payload
from urllib.error import HTTPError, URLError


class Request:
    def __init__(self, url, data=None, headers={}, method=None):
        self.full_url = url
        self.data = data
        self.headers = dict(headers)
        self.method = method

    def get_method(self):
        return self.method or ("GET" if self.data is None else "POST")

    def get_full_url(self):
        return self.full_url

    def add_header(self, key, value):
        self.headers[key] = value


class HTTPResponse:
    def __init__(self, url, answer):
        self.url = url
        self.status = answer.status
        self.code = answer.status
        self.reason = answer.reason
        self.msg = answer.reason
        self.headers = Headers({"Content-Type": answer.kind, "Content-Length": str(len(answer.text))})
        self._ahead = answer.text

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        self.close()

    def __iter__(self):
        while self._ahead:
            yield self.readline()

    def read(self, amt=None):
        end = len(self._ahead) if amt is None else amt
        part, self._ahead = self._ahead[:end], self._ahead[end:]
        return payload(part)

    def readline(self):
        end = self._ahead.find("\n") + 1
        return self.read(end if end > 0 else None)

    def getcode(self):
        return self.status

    def geturl(self):
        return self.url

    def info(self):
        return self.headers

    def getheader(self, name, default=None):
        return self.headers.get(name, default)

    def close(self):
        pass


def urlopen(url, data=None, timeout=None):
    request = url if isinstance(url, Request) else Request(url, data)
    url = request.full_url
    if "://" not in url:
        raise ValueError(f"unknown url type: {url!r}")
    address = Address(url)
    if address.scheme not in ("http", "https"):
        raise URLError(f"unknown url type: {address.scheme}")
    if not address.is_known():
        exchange(url, 0, None)
        raise URLError(OSError(-2, "Name or service not known"))
    if not address.listens():
        exchange(url, 0, None)
        raise URLError(ConnectionRefusedError(111, "Connection refused"))
    if not exchange(url, delay(address), timeout):
        raise TimeoutError("timed out")
    sent = request.data
    form = None if sent is None else {}
    if sent is not None:
        text = sent if isinstance(sent, str) else sent.decode()
        for pair in text.split("&"):
            key, _, value = pair.partition("=")
            form[unquote(key)] = unquote(value)
    answered = answer(request.get_method(), url, None, form)
    response = HTTPResponse(url, answered)
    if answered.status >= 400:
        raise HTTPError(url, answered.status, answered.reason, response.headers, response)
    return response
