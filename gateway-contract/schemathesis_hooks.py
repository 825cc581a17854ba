"""Teaches schemathesis the one form of bodies that it does not know: a JSON value a line."""

import json

import schemathesis


@schemathesis.serializer("application/x-ndjson")
def written(context, value):
    lines = value if isinstance(value, list) else [value]
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


@schemathesis.deserializer("application/x-ndjson")
def read(context, response):
    # The schema is that of one line, and one stands for all here.
    lines = [json.loads(line) for line in response.content.decode().splitlines() if line]
    return lines[0] if lines else None
