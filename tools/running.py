"""running.py - what the scorers share: the program run over texts, and files
of texts with an empty line between."""
import json
import subprocess
import sys


def coded(casus, texts, days=None, publishers=None):
    """[(layers, events)] of every text, in order; days and publishers: when
    each was published and by whom, None for unknown. Ends with its message
    where the program fails."""
    lines = ""
    for i, text in enumerate(texts):
        report = {"id": str(i), "text": text}
        if days and days[i]:
            report["published"] = days[i]
        if publishers and publishers[i]:
            report["publisher"] = publishers[i]
        lines += json.dumps(report) + "\n"
    run = subprocess.run([casus, "code", "-q", "--layers", "--format",
                          "jsonl", "-"], input=lines, capture_output=True,
                         text=True)
    if run.returncode:
        sys.exit("%s: %s" % (casus, run.stderr.strip()))
    out = [({}, []) for _ in texts]
    for line in run.stdout.split("\n"):
        if not line:
            continue
        one = json.loads(line)
        at = int(one["report"]["id"])
        if "type" in one:
            out[at][1].append(one)
        else:
            out[at] = (one, out[at][1])
    return out


def layers_of(casus, texts):
    return [layers for layers, _ in coded(casus, texts)]


def paragraphs(path):
    """(row from 1, number of the text from 0, line) of every line that is
    neither empty nor a comment; empty lines part texts."""
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
            yield row, number, line
