importhreading

arrivals = []


def arrive(name):
  i  am