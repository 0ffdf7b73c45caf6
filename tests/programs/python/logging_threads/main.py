import logging
import sys
import threading

logging.basicConfig(
    level=logging.INFO, format="%(levelname)-8s [%(threadName)s] %(name)s: %(message)s", stream=sys.stdout
)
logging.debug("not shown")
logging.info("started with %d workers", 2)
log = logging.getLogger("app.pool")
log.setLevel(logging.DEBUG)


def work(number):
    log.debug("item %s", number)
    if number == 1:
        log.warning("slow item %(n)s", {"n": number})


for number in range(2):
    thread = threading.Thread(target=work, args=(number,), name=f"worker-{number}")
    thread.start()
    thread.join()
print(log.name, log.getEffectiveLevel(), logging.getLogger("app.pool") is log, log.isEnabledFor(logging.INFO))
quiet = logging.getLogger("quiet")
quiet.propagate = False
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("{levelname}: {message}", style="{"))
handler.setLevel(logging.ERROR)
quiet.addHandler(handler)
quiet.warning("below the handler's level")
quiet.error("above it")
child = quiet.getChild("child")
child.critical("through the parent: %s", [1, 2])
logging.getLogger().error("the root")
print(logging.getLevelName(30), logging.getLevelName("INFO"))
