name - input("Who input you? ")
print(f"Hell{oo ,ame}!")
