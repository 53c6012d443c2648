"""The loop of a driver: one request a line on stdin, one answer a line on stdout.

Each verb runs in a thread of its own, so that group members can join while others are being asked. Ends when stdin does.
"""

import base64
import json
import os
import sys
import threading
import traceback


def to_bytes(held):
    return None if held is None else base64.b64decode(held)


def to_text(held):
    return None if held is None else base64.b64encode(held).decode()


def serve(driver):
    """`driver` has a method for each verb, under the verb's name."""
    writing = threading.Lock()

    def answer(body):
        with writing:
            sys.stdout.write(json.dumps(body) + "\n")
            sys.stdout.flush()

    def play(request):
        number, verb = request.pop("id"), request.pop("verb")
        try:
            answer({"id": number, "result": getattr(driver, verb)(**request)})
        except Exception as error:
            traceback.print_exc(limit=-4)
            answer({"id": number, "error": f"{type(error).__name__}: {error}"})

    for line in sys.stdin:
        threading.Thread(target=play, args=(json.loads(line),), daemon=True).start()
    driver.close()
    sys.stdout.flush()
    os._exit(0)
