# requests, on the simulated network: a call waits in its thread until the answer is there.

import json as _json
import requests.exceptions
from _interleave import exchange
from _network import Address, answer, delay, unquote, with_params
from _payload import Headers, payload
from requests.exceptions import (
    ConnectionError,
    ConnectTimeout,
    HTTPError,
    InvalidSchema,
    InvalidURL,
    JSONDecodeError,
    MissingSchema,
    ReadTimeout,
    RequestException,
    Timeout,
)
from time import monotonic


class _Elapsed:
    def __init__(self, seconds):
        self._seconds = seconds

    def total_seconds(self):
        return self._seconds

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        hours, minutes = divmod(int(minutes), 60)
        return f"{hours}:{minutes:02}:{seconds:09.6f}"


class Response:
    def __init__(self, url, answer, elapsed):
        self.url = url
        self.status_code = answer.status
        self.reason = answer.reason
        self.text = answer.text
        self.encoding = "utf-8"
        self.headers = Headers({"Content-Type": answer.kind, "Content-Length": str(len(answer.text))})
        self.elapsed = _Elapsed(elapsed)
        self.history = []

    def __repr__(self):
        return f"<Response [{self.status_code}]>"

    def __bool__(self):
        return self.ok

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        self.close()

    @property
    def ok(self):
        return self.status_code < 400

    @property
    def content(self):
        return payload(self.text)

    def json(self):
        try:
            return _json.loads(self.text)
        except _json.JSONDecodeError as error:
            raise JSONDecodeError(str(error)) from None

    def iter_lines(self, chunk_size=512, decode_unicode=False):
        for line in self.text.splitlines():
            yield line if decode_unicode else payload(line)

    def iter_content(self, chunk_size=1, decode_unicode=False):
        for start in range(0, len(self.text), chunk_size):
            part = self.text[start : start + chunk_size]
            yield part if decode_unicode else payload(part)

    def raise_for_status(self):
        if self.status_code >= 400:
            whose = "Client" if self.status_code < 500 else "Server"
            message = f"{self.status_code} {whose} Error: {self.reason} for url: {self.url}"
            raise HTTPError(message, response=self)

    def close(self):
        pass


def _pool(address):
    kind = "HTTPSConnectionPool" if address.scheme == "https" else "HTTPConnectionPool"
    return f"{kind}(host='{address.host}', port={address.port})"


def _unreachable(address, why):
    path = address.path + ("?" + address.query if address.query else "")
    return ConnectionError(f"{_pool(address)}: Max retries exceeded with url: {path} (Caused by {why})")


def _checked(url):
    if "://" not in url:
        raise MissingSchema(
            f"Invalid URL '{url}': No scheme supplied. Perhaps you meant https://{url}?"
        )
    address = Address(url)
    if address.scheme not in ("http", "https"):
        raise InvalidSchema(f"No connection adapters were found for '{url}'")
    if not address.host:
        raise InvalidURL(f"Invalid URL '{url}': No host supplied")
    if url.partition("://")[2] == address.host:
        url += "/"
    return url, address


def _form_of(data):
    if isinstance(data, dict):
        return {key: str(value) for key, value in data.items()}
    return data


def request(
    method,
    url,
    params=None,
    data=None,
    headers=None,
    cookies=None,
    files=None,
    auth=None,
    timeout=None,
    allow_redirects=True,
    proxies=None,
    hooks=None,
    stream=None,
    verify=None,
    cert=None,
    json=None,
):
    method = method.upper()
    url, address = _checked(with_params(url, params))
    patience = timeout[1] if isinstance(timeout, tuple) else timeout
    if patience is not None and patience <= 0:
        raise ValueError(
            f"Attempted to set connect timeout to {patience}, but the timeout cannot be set to a value less than or equal to 0."
        )
    begun = monotonic()
    if not address.is_known():
        exchange(url, 0, None)
        raise _unreachable(
            address, f"NameResolutionError(\"Failed to resolve '{address.host}' ([Errno -2] Name or service not known)\")"
        )
    if not address.listens():
        exchange(url, 0, None)
        raise _unreachable(
            address, 'NewConnectionError("Failed to establish a new connection: [Errno 111] Connection refused")'
        )
    if not exchange(url, delay(address), patience):
        raise ReadTimeout(f"{_pool(address)}: Read timed out. (read timeout={patience})")
    answered = answer(method, url, json, _form_of(data))
    if method == "HEAD":
        answered.text = ""
    return Response(url, answered, monotonic() - begun)


def get(url, params=None, **kwargs):
    return request("GET", url, params=params, **kwargs)


def post(url, data=None, json=None, **kwargs):
    return request("POST", url, data=data, json=json, **kwargs)


def put(url, data=None, **kwargs):
    return request("PUT", url, data=data, **kwargs)


def patch(url, data=None, **kwargs):
    return request("PATCH", url, data=data, **kwargs)


def delete(url, **kwargs):
    return request("DELETE", url, **kwargs)


def head(url, **kwargs):
    return request("HEAD", url, **kwargs)


class Session:
    def __init__(self):
        self.headers = {}
        self.params = {}

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        self.close()

    def close(self):
        pass

    def request(self, method, url, params=None, **kwargs):
        return request(method, url, params={**self.params, **(params or {})}, **kwargs)

    def get(self, url, **kwargs):
        return self.request("GET", url, **kwargs)

    def post(self, url, data=None, json=None, **kwargs):
        return self.request("POST", url, data=data, json=json, **kwargs)

    def put(self, url, data=None, **kwargs):
        return self.request("PUT", url, data=data, **kwargs)

    def patch(self, url, data=None, **kwargs):
        return self.request("PATCH", url, data=data, **kwargs)

    def delete(self, url, **kwargs):
        return self.request("DELETE", url, **kwargs)

    def head(self, url, **kwargs):
        return self.request("HEAD", url, **kwargs)


def session():
    return Session()
