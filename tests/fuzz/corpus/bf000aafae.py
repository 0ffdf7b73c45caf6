fruits = ["pear", "apple"]
fruits.append("fig")
fruits.extend(["kiwi", "apple"])
p
fruits.insert(1, "plum")
print(fruits, len(fruits), findex("fig"))
p
