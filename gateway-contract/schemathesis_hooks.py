"""Teaches schemathesis the two forms of bodies that it does not know: a JSON value a line, and streams without an end."""

import json
import time

import requests
import schemathesis

STREAMS = ("application/x-ndjson", "text/event-stream")
SECONDS = 2


@schemathesis.serializer("application/x-ndjson")
def written(context, value):
    lines = value if isinstance(value, list) else [value]
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


@schemathesis.deserializer("application/x-ndjson")
def read(context, response):
    # The schema is that of one line, and one stands for all here.
    lines = [json.loads(line) for line in response.content.decode().splitlines() if line]
    return lines[0] if lines else None


whole = requests.models.Response.iter_content


def begun(response, *form, **named):
    """The pieces of a stream that come at first; it would be read for ever. The gateway's heartbeat is one, too."""
    end = time.monotonic() + SECONDS
    for piece in whole(response, *form, **named):
        yield piece
        if response.headers.get("Content-Type", "").startswith(STREAMS) and time.monotonic() > end:
            response.close()
            return


requests.models.Response.iter_content = begun
