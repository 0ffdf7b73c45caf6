class PaymentError(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code

    def __str__(self):
        return f"payment failed with code {self.code}"


print("before")
raise PaymentError(42)
