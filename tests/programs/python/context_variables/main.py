import asyncio
import contextvars

request_id = contextvars.ContextVar("request_id", default="none")
user = contextvars.ContextVar("user")


async def log(text):
    await asyncio.sleep(0)
    print(f"[{request_id.get()}] {text}")


async def handle(number):
    request_id.set(f"r{number}")
    await log("begin")
    await asyncio.sleep(0.01 * number)
    await asyncio.create_task(log("in a task of its own"))
    return await asyncio.to_thread(request_id.get)


async def main():
    request_id.set("main")
    print(await asyncio.gather(handle(1), handle(2)))
    print(request_id.get())
    token = request_id.set("for now")
    print(request_id.get(), token.var is request_id, token.old_value)
    request_id.reset(token)
    context = contextvars.copy_context()
    context.run(request_id.set, "inside")
    print(request_id.get(), context[request_id], user in context)


asyncio.run(main())
print(request_id.get(), user.get("nobody"))
try:
    user.get()
except LookupError:
    print("LookupError")
