import requests
from requests.exceptions import InvalidSchema, InvalidURL, ReadTimeout

session = requests.Session()
print(requests.patch("http://example.com/posts/1", json={"a": 1}).status_code, session.patch("http://example.com/posts/1").ok)
response = requests.get("http://example.com/posts/1")
print(isinstance(response, requests.Response), len(b"".join(response.iter_content(5))) == len(response.content))
print([line.decode() for line in requests.get("http://example.com/posts/1").iter_lines()] == response.text.splitlines())
for url in ("ftp://localhost/", "http://"):
    try:
        requests.get(url)
    except (InvalidSchema, InvalidURL) as error:
        print(type(error).__name__, isinstance(error, requests.RequestException))
try:
    requests.get("http://example.com/delay/2", timeout=0.5)
except ReadTimeout as error:
    print(type(error).__name__, isinstance(error, requests.ReadTimeout))
