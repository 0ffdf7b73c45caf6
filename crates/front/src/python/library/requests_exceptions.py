# What requests raises.


class RequestException(OSError):
    def __init__(self, *args, request=None, response=None):
        OSError.__init__(self, *args)
        self.request = request
        self.response = response


class HTTPError(RequestException):
    pass


class ConnectionError(RequestException):
    pass


class Timeout(RequestException):
    pass


class ConnectTimeout(ConnectionError, Timeout):
    pass


class ReadTimeout(Timeout):
    pass


class InvalidURL(RequestException):
    pass


class MissingSchema(RequestException):
    pass


class InvalidSchema(RequestException):
    pass


class JSONDecodeError(RequestException):
    pass


RequestException.__module__ = "requests.exceptions"
HTTPError.__module__ = "requests.exceptions"
ConnectionError.__module__ = "requests.exceptions"
Timeout.__module__ = "requests.exceptions"
ConnectTimeout.__module__ = "requests.exceptions"
ReadTimeout.__module__ = "requests.exceptions"
InvalidURL.__module__ = "requests.exceptions"
MissingSchema.__module__ = "requests.exceptions"
InvalidSchema.__module__ = "requests.exceptions"
JSONDecodeError.__module__ = "requests.exceptions"
