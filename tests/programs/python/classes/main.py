class InsufficientFunds(Exception):
    def __init__(self, needed, available):
        super().__init__(f"need {needed}, have {available}")
        self.missing = needed - available


class Account:
    opened = 0

    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        Account.opened += 1

    def deposit(self, amount):
        self.balance += amount

    def withdraw(self, amount):
        if amount > self.balance:
            raise InsufficientFunds(amount, self.balance)
        self.balance -= amount
        return self

    def __repr__(self):
        return f"{type(self).__name__}({self.owner!r}, {self.balance})"


class Savings(Account):
    def __init__(self, owner, balance=0, percent=2):
        super().__init__(owner, balance)
        self.percent = percent

    def add_interest(self):
        self.deposit(self.balance * self.percent // 100)


class Child(Savings):
    def withdraw(self, amount):
        if amount > 20:
            raise ValueError("ask your parents")
        return super().withdraw(amount)


ada = Account("Ada", 100)
bob = Savings("Bob", 1000, percent=5)
kim = Child("Kim", 50)
bob.add_interest()
ada.deposit(20)
print(ada.withdraw(70), bob, kim)

for account, amount in [(ada, 500), (kim, 30), (kim, 10)]:
    try:
        print("paid to", account.withdraw(amount).owner)
    except InsufficientFunds as error:
        print("refused:", error, "- missing", error.missing)
    except ValueError as error:
        print("refused:", error)

print(Account.opened, isinstance(kim, Account), isinstance(ada, Savings), getattr(ada, "percent", "none"))
