import asyncio
import threading
import queue
import time
import math
import collections
import concurrent.futures
import sys
import os
lock = threadingtext = "1 .+