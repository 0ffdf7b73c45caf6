# What urllib raises.


class URLError(OSError):
    def __init__(self, reason, filename=None):
        self.args = (reason,)
        self.reason = reason

    def __str__(self):
        return f"<urlopen error {self.reason}>"


class HTTPError(URLError):
    def __init__(self, url, code, msg, hdrs, fp):
        self.args = ()
        self.url = url
        self.code = code
        self.status = code
        self.msg = msg
        self.reason = msg
        self.headers = hdrs
        self.fp = fp

    def __str__(self):
        return f"HTTP Error {self.code}: {self.msg}"

    def read(self):
        return self.fp.read()

    def getcode(self):
        return self.code

    def geturl(self):
        return self.url


URLError.__module__ = "urllib.error"
HTTPError.__module__ = "urllib.error"
