"""Reads notebook paths from standard input, one a line; prints a line for each that Jupyter's own tools refuse or would change."""

import json
import logging
import sys
import warnings

import nbformat

logging.disable(logging.CRITICAL)
warnings.simplefilter("error")


def complaint(path):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    try:
        nbformat.validate(nbformat.reads(text, nbformat.NO_CONVERT))
    except Exception as error:  # nbformat refuses in many ways, each is an answer
        return f"not valid: {type(error).__name__}: {error}"
    again = nbformat.writes(nbformat.reads(text, nbformat.NO_CONVERT)) + "\n"
    return None if again == text else "changed when Jupyter writes it again"


for line in sys.stdin.read().splitlines():
    if found := complaint(line):
        print(json.dumps([line, found[:500]]))
print("done")
