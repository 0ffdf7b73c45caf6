import logging
import sys

NOTICE = 25
logging.addLevelName(NOTICE, "NOTICE")
logging.captureWarnings(False)
print(logging.CRITICAL, logging.FATAL, logging.ERROR, logging.WARNING, logging.WARN, logging.INFO, logging.DEBUG, logging.NOTSET)


class ListHandler(logging.Handler):
    def __init__(self):
        super().__init__(level=logging.DEBUG)
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


class NoSecrets(logging.Filter):
    def filter(self, record):
        return "secret" not in record.getMessage()


class Shouting(logging.Formatter):
    def format(self, record):
        return super().format(record).upper()


log = logging.getLogger("shop.cart")
log.setLevel(NOTICE)
log.propagate = False
handler = ListHandler()
handler.setFormatter(Shouting("%(name)s %(levelname)s %(message)s"))
handler.addFilter(NoSecrets())
log.addHandler(handler)
log.addHandler(logging.NullHandler())
print(log.hasHandlers(), len(log.handlers), log.isEnabledFor(logging.INFO))
log.log(NOTICE, "sold %d", 3)
log.info("not enabled")
log.warn("old spelling") if False else log.warning("the secret word")
log.critical("down")
only_others = logging.Filter("other")
log.addFilter(only_others)
log.error("filtered away")
log.removeFilter(only_others)
adapter = logging.LoggerAdapter(log, {"user": "ann"})
adapter.warning("through %s", "an adapter")
try:
    1 / 0
except ZeroDivisionError:
    log.exception("failed")
print(handler.lines[:3])
print(handler.lines[-1].splitlines()[0], "|", handler.lines[-1].splitlines()[-1])
log.removeHandler(handler)
handler.removeFilter(handler.filters[0])
handler.flush()
handler.close()
record = logging.LogRecord("n", logging.INFO, "main.py", 1, "made by %s", ("hand",), None)
formatter = logging.Formatter("%(levelname)s:%(message)s", datefmt="%H:%M")
print(record.getMessage(), formatter.format(record), len(formatter.formatTime(record, "%H:%M:%S")))
try:
    raise KeyError("k")
except KeyError:
    print(formatter.formatException(sys.exc_info()).splitlines()[-1], formatter.formatMessage(record))
root = logging.getLogger()
print(root.name, isinstance(root, logging.Logger), logging.getLevelName(NOTICE), logging.getLogger("shop").getChild("cart") is log)
stream = logging.StreamHandler(sys.stdout)
print(stream.level, stream.terminator == "\n", isinstance(stream, logging.Handler))
