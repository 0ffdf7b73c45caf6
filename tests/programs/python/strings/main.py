line = "  The quick brown fox, the lazy dog  "
print(repr(line.strip()), repr(line.lstrip()), repr(line.rstrip()))
print(line.split(), "a,b,,c".split(","), "a b c d".split(" ", 2), "k=v=w".partition("="))
print("-".join(["x", "y", "z"]), "".join(reversed("stressed")), "ab\ncd\n".splitlines())
print(line.find("quick"), line.find("cat"), line.count("the"), line.lower().count("the"), "fox" in line)
print("python".capitalize(), "hello world".title(), "MiXeD".swapcase(), "LOUD".lower(), "quiet".upper())
print("banana".replace("a", "o"), "banana".replace("a", "o", 1), "xxhixx".strip("x"))
print("file.tar.gz".endswith(".gz"), "file".startswith(("a", "f")), "file.tar.gz".rsplit(".", 1))
print("7".zfill(3), "-7".zfill(4), "mid".center(9, "*"), "left".ljust(6) + "|", "right".rjust(7))
print("42".isdigit(), "4.2".isdigit(), "abc".isalpha(), "a1".isalnum(), " ".isspace(), "Ab".isupper())
print("ab" * 3, "a" + "b", "apple" < "banana", "Z" < "a", "abc" == "abc", len("안녕하세요"))
print(ord("A"), chr(97), "안녕"[1], "naïve".upper(), "prefix_name".removeprefix("prefix_"))
print(repr("it's"), repr('say "hi"'), repr("tab\tnew\nline\\"), r"raw\n")
print("b" in "abc", "rindex".rfind("n"), "x".join("abc"), list("hey"))


def caesar(text, shift):
    result = []
    for char in text:
        if char.isalpha():
            base = ord("a") if char.islower() else ord("A")
            char = chr((ord(char) - base + shift) % 26 + base)
        result.append(char)
    return "".join(result)


secret = caesar("Hello, World!", 3)
print(secret, caesar(secret, -3))


def is_palindrome(text):
    letters = [char.lower() for char in text if char.isalnum()]
    return letters == letters[::-1]


print(is_palindrome("A man, a plan, a canal: Panama"), is_palindrome("Python"))
try:
    "abc".index("z")
except ValueError as error:
    print(error)
