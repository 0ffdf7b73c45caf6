price = 3
print(total)
