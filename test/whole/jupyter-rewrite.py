"""
Reads pairs of paths from standard input, a tab between them: a notebook, and the same as we wrote it. Prints a line for each pair
where Jupyter's own upgrade to 4.5 and writer give another text; the cell ids are ours, because Jupyter draws them at random.
"""

import json
import logging
import sys
import warnings

import nbformat
from nbformat.v4 import upgrade

logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")


def text_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def rewritten(original, ours):
    notebook = upgrade(nbformat.reads(original, as_version=4))
    for cell, our_cell in zip(notebook.cells, json.loads(ours)["cells"]):
        cell["id"] = our_cell["id"]
    return nbformat.writes(notebook) + "\n"


for line in sys.stdin.read().splitlines():
    original_path, our_path = line.split("\t")
    ours = text_of(our_path)
    if rewritten(text_of(original_path), ours) != ours:
        print(json.dumps([original_path, "Jupyter writes it in another way"]))
print("done")
