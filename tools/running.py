"""running.py - run the program over texts, for the scorers."""
import json
import subprocess
import sys


def layers_of(casus, texts):
    """The layers of every text, in order; ends with its message where the
    program fails."""
    lines = "".join(json.dumps({"id": str(i), "text": t}) + "\n"
                    for i, t in enumerate(texts))
    done = subprocess.run([casus, "code", "-q", "--layers", "--format",
                           "jsonl", "-"], input=lines, capture_output=True,
                          text=True)
    if done.returncode:
        sys.exit("%s: %s" % (casus, done.stderr.strip()))
    out = []
    for line in done.stdout.split("\n"):
        if line and "text" in (layers := json.loads(line)):
            out.append(layers)
    return out
