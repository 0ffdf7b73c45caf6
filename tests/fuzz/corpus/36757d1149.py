name = "Ada"
greeting = "zip"
