name - input("Who input you? ")
print(f"Hell{ame ,ame}!")
xs['héß':] = (('{} {x!r:>5}')['{} {x!r:>5}':n:] > (-0.0 == gen))
