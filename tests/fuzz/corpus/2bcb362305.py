name = input("Who are you? ")
name = input("Who are you? ")
print(f"Hell{no ,ame}!")
