import json
import urllib.error
import urllib.parse
import urllib.request

with urllib.request.urlopen("http://example.com/posts/7") as response:
    print(response.status, response.getcode(), response.reason)
    print(response.geturl(), response.getheader("Content-Type"))
    print(json.loads(response.read().decode()))
    print(len(response.read()))

query = urllib.parse.urlencode({"q": "red fox", "page": 2})
print(query)
with urllib.request.urlopen("http://example.com/search?" + query) as response:
    print(json.loads(response.read().decode("utf-8"))["args"])

request = urllib.request.Request("http://example.com/items", headers={"Accept": "*/*"}, method="DELETE")
with urllib.request.urlopen(request) as response:
    print(json.loads(response.read().decode())["method"])

for path in ("status/404", "status/503"):
    try:
        urllib.request.urlopen("http://example.com/" + path)
    except urllib.error.HTTPError as error:
        print(error.code, error.reason, "|", error)

try:
    urllib.request.urlopen("http://nowhere.invalid/")
except urllib.error.URLError as error:
    print(error)
    print(error.reason)
try:
    urllib.request.urlopen("http://example.com:1/")
except urllib.error.URLError as error:
    print(error)
    print(type(error.reason).__name__)
try:
    urllib.request.urlopen("example.com")
except ValueError as error:
    print(error)
print(urllib.parse.quote("a b/c&d"), urllib.parse.quote_plus("a b/c&d"), urllib.parse.unquote("a%20b"))
parts = urllib.parse.urlparse("http://example.com:8080/a/b?x=1#top")
print(parts.scheme, parts.netloc, parts.path, parts.query, parts.fragment, parts.hostname, parts.port)
