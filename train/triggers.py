"""Sentences with their triggers marked (triggers/README.md): the plain text,
and where its triggers stand."""

import glob
import os
import re

TYPES = ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID",
         "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST",
         "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
MARK = re.compile(r"\[(~?)([A-Z]+) ([^\[\]\s]+)\]")
FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "triggers")
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
        number, empty = 0, True
        with open(path, encoding="utf-8") as f:
            for row, line in enumerate(f, 1):
                line = line.strip()
                if line.startswith("#"):
                    continue
                if not line:
                    number += not empty
                    empty = True
                    continue
                empty = False
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
