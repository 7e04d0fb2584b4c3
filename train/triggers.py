"""Sentences with their triggers marked (triggers/README.md): the plain text,
and where its triggers stand."""

import glob
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "tools"))
from running import paragraphs                              # noqa: E402

TYPES = ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID",
         "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
         "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
MARK = re.compile(r"\[(~?)([A-Z]+) ([^\[\]\s]+)\]")
FOLDER = os.path.join(HERE, "triggers")
EVERY, HELD = 7, 3          # of seven reports one is only measured with


def plain(line):
    """The text, [(begin, end, type, is a result)] in code points."""
    out, marks, at, size = [], [], 0, 0
    for m in MARK.finditer(line):
        if m.group(2) not in TYPES:
            raise ValueError("no such type: " + m.group(0))
        out.append(line[at:m.start()])
        size += m.start() - at
        word = m.group(3)
        marks.append((size, size + len(word), m.group(2), bool(m.group(1))))
        out.append(word)
        size += len(word)
        at = m.end()
    out.append(line[at:])
    return "".join(out), marks


def read(folder=FOLDER):
    """[(file name, number of the report, text, marks)], a sentence each."""
    found = []
    for path in sorted(glob.glob(os.path.join(folder, "*.txt"))):
        for row, number, line in paragraphs(path):
            try:
                text, marks = plain(line)
            except ValueError as e:
                raise SystemExit("%s:%d: %s" % (path, row, e))
            # A file of single sentences has no reports: each is one.
            found.append((os.path.basename(path), number, text, marks))
    return found


def is_held(item, alone=frozenset({"senses-1.txt", "senses-2.txt",
                                   "wire-leads.txt", "senses-3.txt",
                                   "senses-4.txt", "common-words.txt",
                                   "common-words-2.txt"})):
    """Only measured with."""
    name, number, text, _ = item
    key = number if name not in alone else sum(map(ord, text))
    return key % EVERY == HELD
