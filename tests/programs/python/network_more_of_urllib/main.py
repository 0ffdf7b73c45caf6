import urllib.request
from urllib.parse import ParseResult, unquote_plus, urlparse

request = urllib.request.Request("http://example.com/posts/1", headers={"Accept": "text/plain"})
request.add_header("X-Name", "value")
print(request.get_method(), request.get_full_url())
with urllib.request.urlopen(request) as response:
    print(response.getcode(), type(response).__name__)
print(unquote_plus("a+b%21"), isinstance(urlparse("http://example.com/a?b=c"), ParseResult))
