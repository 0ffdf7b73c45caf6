# URLs as text.

import _network
from _network import Address, pairs_of


def quote(string, safe="/"):
    return _network.quote(string, safe)


def quote_plus(string, safe=""):
    return _network.quote(string, safe + " ").replace(" ", "+")


def unquote(string):
    return _network.unquote(string.replace("+", "%2B"))


def unquote_plus(string):
    return _network.unquote(string)


def urlencode(query, doseq=False):
    pairs = pairs_of(query) if doseq else query.items() if isinstance(query, dict) else query
    return "&".join(f"{quote_plus(str(key))}={quote_plus(str(value))}" for key, value in pairs)


class ParseResult:
    def __init__(self, url):
        rest, _, self.fragment = url.partition("#")
        rest, _, self.query = rest.partition("?")
        self.scheme, mark, after = rest.partition("://")
        self.netloc = ""
        self.path = rest
        self.params = ""
        if mark:
            self.netloc, slash, path = after.partition("/")
            self.path = slash + path
        else:
            self.scheme = ""
        self._url = url

    @property
    def hostname(self):
        return Address(self._url).host if self.netloc else None

    @property
    def port(self):
        port = self.netloc.rpartition(":")[2]
        return int(port) if ":" in self.netloc and port.isdigit() else None

    def geturl(self):
        return self._url

    def __repr__(self):
        return (
            f"ParseResult(scheme={self.scheme!r}, netloc={self.netloc!r}, path={self.path!r}, "
            f"params={self.params!r}, query={self.query!r}, fragment={self.fragment!r})"
        )


def urlparse(url):
    return ParseResult(url)
