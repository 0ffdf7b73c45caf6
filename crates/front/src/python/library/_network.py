# What simulated servers answer: a function of the request alone. No program reaches a real network.
#
#   any host under .invalid   there is no such host (RFC 6761)
#   port 1                    nobody listens there: the connection is refused
#   /status/N                 status N, with no body
#   /delay/S                  S seconds more, 10 at most; then as for any other path
#   /bytes/N                  N bytes, 100,000 at most: the alphabet over and over
#   / or …/ or ….html         a small page of HTML that names the URL
#   …/N                       a JSON object with the id N and a name made of the path
#   anything else             a JSON object that says what was asked: method, url, args, and what was sent
#
# The recorder of tests/programs serves the same on a local port, so this file is plain Python.

import json

_reasons = {
    200: "OK",
    201: "Created",
    202: "Accepted",
    204: "No Content",
    301: "Moved Permanently",
    302: "Found",
    304: "Not Modified",
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    408: "Request Timeout",
    409: "Conflict",
    410: "Gone",
    418: "I'm a Teapot",
    429: "Too Many Requests",
    500: "Internal Server Error",
    501: "Not Implemented",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


class Address:
    def __init__(self, url):
        scheme, _, rest = url.partition("://")
        self.scheme = scheme.lower()
        rest = rest.partition("#")[0]
        rest, _, self.query = rest.partition("?")
        place, slash, path = rest.partition("/")
        self.path = slash + path or "/"
        host, _, port = place.rpartition("@")[2].partition(":")
        self.host = host.lower()
        self.port = int(port) if port.isdigit() else 443 if self.scheme == "https" else 80

    def is_known(self):
        return self.host != "invalid" and not self.host.endswith(".invalid")

    def listens(self):
        return self.port != 1


def unquote(text):
    text = text.replace("+", " ")
    parts = text.split("%")
    result = parts[0]
    for part in parts[1:]:
        code = part[:2]
        try:
            result += chr(int(code, 16)) + part[2:]
        except ValueError:
            result += "%" + part
    return result


def quote(text, safe=""):
    result = ""
    for c in str(text):
        if ord(c) < 128 and c.isalnum() or c in "_.-~" or c in safe:
            result += c
        else:
            result += _percent(ord(c))
    return result


# A character in UTF-8, each byte as a percent sign and two digits.
def _percent(code):
    if code < 128:
        octets = [code]
    elif code < 2048:
        octets = [192 + code // 64, 128 + code % 64]
    elif code < 65536:
        octets = [224 + code // 4096, 128 + code // 64 % 64, 128 + code % 64]
    else:
        octets = [240 + code // 262144, 128 + code // 4096 % 64, 128 + code // 64 % 64, 128 + code % 64]
    return "".join(f"%{octet:02X}" for octet in octets)


def pairs_of(params):
    pairs = params.items() if isinstance(params, dict) else params
    flat = []
    for key, value in pairs:
        for each in value if isinstance(value, (list, tuple)) else [value]:
            if each is not None:
                flat.append((key, each))
    return flat


def with_params(url, params):
    if not params:
        return url
    if not isinstance(params, str):
        params = "&".join(f"{_plus(key)}={_plus(value)}" for key, value in pairs_of(params))
    return url + ("&" if "?" in url else "?") + params


def _plus(text):
    return quote(text, safe=" ").replace(" ", "+")


class Answer:
    def __init__(self, status, kind, text):
        self.status = status
        self.reason = _reasons.get(status, "Unknown")
        self.kind = kind
        self.text = text


def _last_number(path, before, most):
    if not path.startswith(before):
        return None
    digits = path[len(before) :]
    return min(int(digits), most) if digits.isdigit() else None


# So many seconds longer than the network does a server take.
def delay(address):
    if not address.path.startswith("/delay/"):
        return 0
    try:
        return max(0, min(float(address.path[7:]), 10))
    except ValueError:
        return 0


def answer(method, url, sent=None, form=None):
    address = Address(url)
    path = address.path
    status = _last_number(path, "/status/", 599)
    if status is not None and status >= 200:
        return Answer(status, "text/html", "")
    count = _last_number(path, "/bytes/", 100_000)
    if count is not None:
        alphabet = "abcdefghijklmnopqrstuvwxyz"
        return Answer(200, "application/octet-stream", (alphabet * (count // 26 + 1))[:count])
    if path.endswith("/") or path.endswith(".html"):
        return Answer(200, "text/html", f"<!doctype html><title>{address.host}</title><p>{url}</p>\n")
    if method == "GET" and path.rpartition("/")[2].isdigit() and not path.startswith("/delay/"):
        return Answer(200, "application/json", json.dumps(_record(url, path)))
    said = {"method": method, "url": url, "args": {}}
    for pair in address.query.split("&"):
        if pair:
            key, _, value = pair.partition("=")
            said["args"][unquote(key)] = unquote(value)
    if sent is not None:
        said["json"] = sent
    if form is not None:
        said["form"] = form
    return Answer(200, "application/json", json.dumps(said))


# A record as services that hand out sample data have it.
def _record(url, path):
    before, _, digits = path.rpartition("/")
    name = before.rpartition("/")[2] or "item"
    number = int(digits)
    return {
        "id": number,
        "userId": (number + 9) // 10,
        "name": f"{name} {number}",
        "title": f"{name} {number}",
        "completed": number % 2 == 0,
        "url": url,
    }
