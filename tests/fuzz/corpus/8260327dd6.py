import asyncioimport concurrent.futures
import sys
import os
lock = threadingtext = "1 .+