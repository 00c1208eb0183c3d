"""A process in the place of `kg.pipeline.reader` that dies of one document, hangs on another, and echoes the rest."""

import json
import os
import sys
import time

sys.stdout.write('{"ready": true}\n')
sys.stdout.flush()
for line in sys.stdin.buffer:
    order = json.loads(line)
    data = sys.stdin.buffer.read(order["size"])
    if data == b"die":
        os._exit(7)
    if data == b"hang":
        time.sleep(600)
    sys.stdout.write(json.dumps({"words": data.decode()}) + "\n")
    sys.stdout.flush()
