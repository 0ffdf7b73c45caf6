# logging to console with threadName, QueueHandler-like, custom formatter, LoggerAdapter
import logging
import threading
import sys
import queue
logger = logging.getLogger(__name__)
logger.setLevel(logging.DEBUG)
ch = logging.StreamHandler(sys.stdout)
ch.setLevel(logging.DEBUG)
formatter = logging.Formatter('%(name)s - %(threadName)-10s - %(levelname)s - %(funcName)s:%(lineno)d - %(message)s')
ch.setFormatter(formatter)
logger.addHandler(ch)
class ListHandler(logging.Handler):
    def __init__(self): super().__init__(); self.records = []
    def emit(self, record): self.records.append(self.format(record))
lh = ListHandler(); lh.setFormatter(logging.Formatter("{levelname}:{message}", style="{")); logger.addHandler(lh)
def work(n):
    logger.debug("starting %d", n)
    try:
        1 / n
    except ZeroDivisionError:
        logger.error("failed %r", n, exc_info=False)
    else:
        logger.info("fine %(a)s", {"a": n})
ts = [threading.Thread(target=work, args=(i,), name=f"T{i}") for i in range(2)]
for t in ts: t.start(); t.join()
print(lh.records)
class F(logging.Filter):
    def filter(self, record): return "secret" not in record.getMessage()
logger.addFilter(F())
logger.warning("a secret"); logger.warning("public %s %s", 1, [2])
logger.log(logging.CRITICAL, "critical")
ad = logging.LoggerAdapter(logger, {"user": "x"})
ad.info("adapted")
try:
    raise ValueError("v")
except ValueError:
    lh.records.clear()
    logger.removeHandler(ch)
    logger.exception("caught")
    print(lh.records[0].splitlines()[0], lh.records[0].splitlines()[-1])
print(logger, logging.getLevelName(30), logger.isEnabledFor(logging.DEBUG), logging.getLogger().level)
