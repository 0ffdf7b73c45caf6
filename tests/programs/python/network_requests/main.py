import requests

response = requests.get("http://example.com/search", params={"q": "red fox", "page": 2})
print(response, response.status_code, response.reason, response.ok, bool(response))
print(response.url)
print(response.headers["content-type"], "Content-Type" in response.headers)
print(response.json()["args"])
print(response.text)
print(0.09 < response.elapsed.total_seconds() < 0.3)

response = requests.post("http://example.com/items", json={"name": "fox", "tags": ["red", None]})
print(response.json())
response = requests.post("http://example.com/login", data={"user": "kim", "pin": 1234})
print(response.json()["form"])
print(requests.put("http://example.com/items", json=[1, 2]).json()["method"])
print(requests.delete("http://example.com/items").json()["method"])
print(repr(requests.head("http://example.com/items").text))

response = requests.get("http://example.com/bytes/30")
print(len(response.content), response.text, response.headers["Content-Type"])
response = requests.get("http://example.com/")
print(response.url, response.headers["Content-Type"], response.text.strip())

response = requests.get("http://example.com/status/404")
print(response, response.ok, repr(response.text))
try:
    response.raise_for_status()
except requests.exceptions.HTTPError as error:
    print(error, error.response.status_code)
try:
    requests.get("http://example.com/status/500").raise_for_status()
except requests.RequestException as error:
    print(type(error).__name__, error)
print(requests.get("http://example.com/posts/1").raise_for_status())
try:
    requests.get("http://example.com/").json()
except requests.exceptions.JSONDecodeError as error:
    print(type(error).__name__, isinstance(error, requests.RequestException))
try:
    requests.get("example.com/posts")
except requests.exceptions.MissingSchema as error:
    print(error)

with requests.Session() as session:
    session.headers.update({"Accept": "application/json"})
    for number in (1, 2):
        print(session.get(f"http://example.com/users/{number}").json()["name"])
