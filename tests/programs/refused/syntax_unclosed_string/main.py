name = "Ada"
greeting = "Hello"
print(f"", "never closed)
