from dataclasses import dataclass, field


@dataclass
class Item:
    name: str
    price: float
    quantity: int = 1

    def total(self) -> float:
        return self.price * self.quantity


@dataclass
class Order:
    customer: str
    items: list = field(default_factory=list)

    def add(self, *args, **kwargs) -> "Order":
        self.items.append(Item(*args, **kwargs))
        return self

    def total(self) -> float:
        return sum(item.total() for item in self.items)


order = Order("Ada")
order.add("tea", 2.5, quantity=4).add("scone", 3.0)
print(order)
print(f"{order.total():.2f}", Item("a", 1.0) == Item("a", 1.0), Item("a", 1) == Item("b", 1))
print(Order("Bob").items, order.items[0].quantity)
order.items[1].quantity = 10
print(order.total())
