# aiohttp's client, on the simulated network: a coroutine waits for a future that its loop completes when the answer is there.

import json as _json
from _interleave import label_future, labelled_future, network_latency
from _network import Address, answer, delay, with_params
from _payload import Headers, payload
from asyncio import CancelledError, TimeoutError, _set_unless_done, get_running_loop, timeout as _timeout


class ClientError(Exception):
    pass


class ClientResponseError(ClientError):
    def __init__(self, request_info, history, *, status=0, message="", headers=None):
        self.request_info = request_info
        self.history = history
        self.status = status
        self.message = message
        self.headers = headers
        self.args = (request_info, history)

    def __str__(self):
        return f"{self.status}, message={self.message!r}, url={str(self.request_info.real_url)!r}"


class ContentTypeError(ClientResponseError):
    pass


class ClientConnectionError(ClientError):
    pass


class ClientOSError(ClientConnectionError):
    pass


class ClientConnectorError(ClientOSError):
    def __init__(self, address, reason):
        self.host = address.host
        self.port = address.port
        self.ssl = True
        self.os_error = reason
        self.args = (reason,)

    def __str__(self):
        return f"Cannot connect to host {self.host}:{self.port} ssl:default [{self.os_error.strerror}]"


class ClientConnectorDNSError(ClientConnectorError):
    pass


class InvalidURL(ClientError):
    pass


class InvalidUrlClientError(InvalidURL):
    pass


class ServerTimeoutError(TimeoutError):
    pass


class ClientTimeout:
    def __init__(self, total=None, connect=None, sock_read=None, sock_connect=None):
        self.total = total
        self.connect = connect
        self.sock_read = sock_read
        self.sock_connect = sock_connect


class URL:
    def __init__(self, text):
        self._text = text

    @property
    def host(self):
        return Address(self._text).host

    @property
    def path(self):
        return Address(self._text).path

    def __str__(self):
        return self._text

    def __repr__(self):
        return f"URL('{self._text}')"

    def __eq__(self, other):
        return str(self) == str(other) if isinstance(other, URL) else NotImplemented

    def __hash__(self):
        return hash(self._text)


class RequestInfo:
    def __init__(self, url, method):
        self.url = url
        self.real_url = url
        self.method = method


class TCPConnector:
    def __init__(self, *, limit=100, limit_per_host=0, ssl=True, ttl_dns_cache=10, force_close=False):
        self._limit = limit
        self._limit_per_host = limit_per_host
        self._used = []
        self._waiters = []
        self.closed = False

    @property
    def limit(self):
        return self._limit

    @property
    def limit_per_host(self):
        return self._limit_per_host

    def _has_room(self, host):
        if self._limit and len(self._used) >= self._limit:
            return False
        return not self._limit_per_host or self._used.count(host) < self._limit_per_host

    async def _acquire(self, host):
        if self._has_room(host):
            self._used.append(host)
            return
        future = labelled_future(self, "connection")
        waiter = (host, future)
        self._waiters.append(waiter)
        try:
            await future
        except CancelledError:
            if waiter in self._waiters:
                self._waiters.remove(waiter)
            elif not future.cancelled():
                self._release(host)
            raise

    # Who has waited longest for a host that there is room for has the connection next.
    def _release(self, host):
        self._used.remove(host)
        for waiter in self._waiters[:]:
            host, future = waiter
            if self._has_room(host):
                self._waiters.remove(waiter)
                if not future.done():
                    self._used.append(host)
                    future.set_result(None)

    async def close(self):
        self.closed = True


async def _wait_for_answer(url, seconds):
    loop = get_running_loop()
    seconds += network_latency(url)
    future = loop.create_future()
    label_future(future, (url, loop.time() + seconds), "network")
    timer = loop.call_later(seconds, _set_unless_done, future, None)
    try:
        await future
    finally:
        timer.cancel()


class ClientResponse:
    def __init__(self, method, url, answer):
        self.method = method
        self.url = URL(url)
        self.real_url = self.url
        self.status = answer.status
        self.reason = answer.reason
        self.headers = Headers({"Content-Type": answer.kind, "Content-Length": str(len(answer.text))})
        self.content_type = answer.kind
        self.content_length = len(answer.text)
        self.charset = "utf-8"
        self.history = ()
        self.request_info = RequestInfo(self.url, method)
        self.closed = False
        self._text = answer.text

    def __repr__(self):
        return f"<ClientResponse({self.url}) [{self.status} {self.reason}]>"

    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, error, traceback):
        self.release()

    @property
    def ok(self):
        return self.status < 400

    async def read(self):
        return payload(self._text)

    async def text(self, encoding=None, errors="strict"):
        return self._text

    async def json(self, *, encoding=None, loads=_json.loads, content_type="application/json"):
        if content_type and self.content_type != content_type:
            message = f"Attempt to decode JSON with unexpected mimetype: {self.content_type}"
            raise ContentTypeError(
                self.request_info, self.history, status=self.status, message=message, headers=self.headers
            )
        return loads(self._text)

    def raise_for_status(self):
        if not self.ok:
            raise ClientResponseError(
                self.request_info, self.history, status=self.status, message=self.reason, headers=self.headers
            )

    def release(self):
        self.closed = True

    def close(self):
        self.closed = True


# What `session.get` gives: to be awaited, or to be entered with `async with`.
class _RequestContextManager:
    def __init__(self, coroutine):
        self._coroutine = coroutine
        self._response = None

    def __await__(self):
        return self._coroutine

    async def __aenter__(self):
        self._response = await self._coroutine
        return self._response

    async def __aexit__(self, kind, error, traceback):
        self._response.release()


def _form_of(data):
    if isinstance(data, dict):
        return {key: str(value) for key, value in data.items()}
    return data


class ClientSession:
    def __init__(
        self,
        base_url=None,
        *,
        connector=None,
        headers=None,
        cookies=None,
        timeout=None,
        raise_for_status=False,
        trust_env=False,
    ):
        get_running_loop()
        self._base_url = base_url
        self._connector = TCPConnector() if connector is None else connector
        self.headers = headers or {}
        self.timeout = ClientTimeout(total=300) if timeout is None else timeout
        self._raise_for_status = raise_for_status
        self.closed = False

    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, error, traceback):
        await self.close()

    @property
    def connector(self):
        return self._connector

    async def close(self):
        self.closed = True
        await self._connector.close()

    def request(
        self,
        method,
        url,
        *,
        params=None,
        data=None,
        json=None,
        headers=None,
        cookies=None,
        auth=None,
        allow_redirects=True,
        raise_for_status=None,
        timeout=None,
        ssl=True,
    ):
        return _RequestContextManager(
            self._request(method.upper(), str(url), params, data, json, raise_for_status, timeout)
        )

    async def _request(self, method, url, params, data, json, raise_for_status, timeout):
        if self.closed:
            raise RuntimeError("Session is closed")
        if self._base_url is not None and "://" not in url:
            url = str(self._base_url).rstrip("/") + "/" + url.lstrip("/")
        if "://" not in url:
            raise InvalidUrlClientError(url)
        url = with_params(url, params)
        address = Address(url)
        if not address.host:
            raise InvalidUrlClientError(url)
        if url.partition("://")[2] == address.host:
            url += "/"
        total = self.timeout if timeout is None else timeout
        if isinstance(total, ClientTimeout):
            total = total.total
        async with _timeout(total or None):
            await self._connector._acquire(address.host)
            try:
                await _wait_for_answer(url, delay(address) if address.is_known() else 0)
            finally:
                self._connector._release(address.host)
        if not address.is_known():
            raise ClientConnectorDNSError(address, OSError(-2, "Name or service not known"))
        if not address.listens():
            reason = ConnectionRefusedError(111, f"Connect call failed ('{address.host}', 1)")
            raise ClientConnectorError(address, reason)
        answered = answer(method, url, json, _form_of(data))
        if method == "HEAD":
            answered.text = ""
        response = ClientResponse(method, url, answered)
        if self._raise_for_status if raise_for_status is None else raise_for_status:
            response.raise_for_status()
        return response

    def get(self, url, **kwargs):
        return self.request("GET", url, **kwargs)

    def post(self, url, **kwargs):
        return self.request("POST", url, **kwargs)

    def put(self, url, **kwargs):
        return self.request("PUT", url, **kwargs)

    def patch(self, url, **kwargs):
        return self.request("PATCH", url, **kwargs)

    def delete(self, url, **kwargs):
        return self.request("DELETE", url, **kwargs)

    def head(self, url, **kwargs):
        return self.request("HEAD", url, **kwargs)
