fruits = ["pear", "apple"]
fruits.append("fig")
fruits.extend(["kiwi", "apple"])
fruits.insert(1, "plum")
print(fruits, len(fruits), fruits.count("apple"), fruits.index("fig"))
print(fruits.pop(), fruits.pop(0), fruits)
fruits.remove("apple")
fruits.reverse()
print(fruits, "fig" in fruits, "pear" not in fruits)
fruits.sort()
print(fruits, fruits.copy() == fruits, fruits + [1] * 2)
fruits += ("lime",)
print(fruits)
fruits.clear()
print(fruits, not fruits)
try:
    fruits.remove("ghost")
except ValueError as error:
    print(error)

rows = [[0] * 2] * 2
rows[0][0] = 1
print(rows)
rows = [[0] * 2 for _ in range(2)]
rows[0][0] = 1
print(rows, rows[0] is rows[1], [1, [2]] == [1, [2]], [1, 2] < [1, 2, 0])


def balanced(text):
    stack = []
    closing = {")": "(", "]": "[", "}": "{"}
    for char in text:
        if char in closing.values():
            stack.append(char)
        elif char in closing and (not stack or stack.pop() != closing[char]):
            return False
    return not stack


print([balanced(text) for text in ("([]{})", "([)]", "((", "")])


def merge_sort(items):
    if len(items) < 2:
        return items
    middle = len(items) // 2
    left, right = merge_sort(items[:middle]), merge_sort(items[middle:])
    merged = []
    while left and right:
        merged.append(left.pop(0) if left[0] <= right[0] else right.pop(0))
    return merged + left + right


print(merge_sort([5, 2, 9, 1, 5, 6, 0]))
