# classic race condition article: bank account, check-then-act, with lock, switchinterval, dis-free
import threading
import time
import sys

class InsufficientFunds(Exception):
    """Raised when there is not enough."""
class BankAccount:
    interest: float = 0.02
    def __init__(self, owner: str, balance: int = 0, *, lock=None) -> None:
        self.owner = owner
        self._balance = balance
        self.__lock = lock or threading.Lock()
    @property
    def balance(self) -> int:
        """The balance."""
        return self._balance
    @balance.setter
    def balance(self, value: int) -> None:
        if value < 0:
            raise InsufficientFunds(f"{self.owner}: {value}")
        self._balance = value
    def withdraw(self, amount: int) -> bool:
        if self.balance >= amount:
            time.sleep(0.001)
            self._balance -= amount
            return True
        return False
    def safe_withdraw(self, amount):
        with self.__lock:
            return self.withdraw(amount)
    def __enter__(self): self.__lock.acquire(); return self
    def __exit__(self, *exc_info): self.__lock.release(); return exc_info[0] is InsufficientFunds
    def __str__(self): return f"{self.owner}: ${self.balance:,.2f}"
    def __repr__(self): return "%s(%r, %r)" % (type(self).__name__, self.owner, self._balance)
    @classmethod
    def empty(cls, owner): return cls(owner)
    @staticmethod
    def valid(amount): return amount > 0
a = BankAccount("Ann", 100)
ts = [threading.Thread(target=a.withdraw, args=(80,)) for _ in range(2)]
[t.start() for t in ts]; [t.join() for t in ts]
print(a.balance)
b = BankAccount("Bob", 100)
ts = [threading.Thread(target=b.safe_withdraw, args=(80,)) for _ in range(2)]
[t.start() for t in ts]; [t.join() for t in ts]
print(b.balance, b, repr(b))
try: b.balance = -5
except InsufficientFunds as e: print("InsufficientFunds:", e)
with b: b.balance = -1
print(b._BankAccount__lock.locked(), BankAccount.empty("C"), BankAccount.valid(1), BankAccount.balance.__doc__)
old = sys.getswitchinterval(); sys.setswitchinterval(1e-6); print(old, sys.getswitchinterval()); sys.setswitchinterval(old)
