#!/usr/bin/env python3
"""evaluate.py - run casus over test sets and print all their figures.

    tools/evaluate.py --casus build/casus --data DIR
    tools/evaluate.py --casus build/casus --data DIR --sets tempex geo
    tools/evaluate.py --casus build/casus --gold DIR --seed DIR

--data   a folder of test sets: gold answers in SET.jsonl, the documents alone
         in inputs/SET.jsonl, parses in parse/*-dev.conllu (scored with gold
         tokens, and from raw text), names in names/.
--bench  the folder of the scorers, score.py and gold_score.py; by default
         bench/ beside the data or the gold.
--gold   instead of test sets, the reports coded by hand in this folder; by
         default gold/ beside the data.
--seed   with --gold: a folder with report.txt and expected.json; by default
         seed/ beside the gold.
--sets   these sets alone: tempex attribution entities geo events_gsr
         events_police events_case21 events_muc4 parse raw names coref.
--keep   a folder for records and predictions, to look at errors; else they go
         to a temporary folder that is removed.

Records become predictions in predictions.py. A set that cannot be run is named
with its reason, and the others go on. Exit code 1 if any was.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import time

import predictions
import score_coref
import score_names
import score_raw

# How each set is scored: what it asks for beyond its figures.
SCORING = {
    "tempex": ["--by", "corpus"],
    "attribution": ["--where", "part=dev", "--by", "corpus"],
    "entities": [],
    "geo": ["--by", "corpus"],
    "events_gsr": ["--by", "corpus"],
    "events_police": [],
    "events_case21": ["--by", "part"],
    "events_muc4": ["--by", "case"],
}
ALL_SETS = list(SCORING) + ["parse", "raw", "names", "coref"]


class CannotRun(Exception):
    pass


# ---------------------------------------------------------------- running
def run_casus(args, arguments, output):
    """Standard output goes to the file; exit code 1 (some reports failed) is
    told and goes on, others stop the set."""
    command = [args.casus] + arguments
    if args.model_data:
        command[2:2] = ["--data", args.model_data]
    start = time.monotonic()
    with open(output, "wb") as out:
        done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE)
    message = done.stderr.decode("utf-8", "replace").strip()
    if done.returncode not in (0, 1):
        raise CannotRun("%s: exit code %d: %s" % (
            " ".join(command), done.returncode, message[-400:]))
    if done.returncode == 1:
        print("# some reports failed: %s" % message[-400:])
    return time.monotonic() - start


def run_scorer(args, script, arguments):
    done = subprocess.run(
        [sys.executable, os.path.join(args.bench, script)] + arguments,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    text = done.stdout.decode("utf-8", "replace")
    if done.returncode != 0:
        raise CannotRun("%s: %s" % (script, text[-400:]))
    sys.stdout.write(text)


def words_in(path):
    """White-space words of the texts of a JSON Lines file."""
    with open(path, encoding="utf-8") as lines:
        return sum(len(json.loads(x)["text"].split()) for x in lines if x.strip())


# ---------------------------------------------------------------- sets
def inputs_of(args, name, folder):
    """The documents alone; made from the gold file where there is no file of
    inputs."""
    ready = os.path.join(args.data, "inputs", name + ".jsonl")
    if os.path.exists(ready):
        return ready
    gold = os.path.join(args.data, name + ".jsonl")
    if not os.path.exists(gold):
        raise CannotRun("no " + gold)
    made = os.path.join(folder, name + ".inputs.jsonl")
    with open(gold, encoding="utf-8") as lines, \
            open(made, "w", encoding="utf-8") as out:
        for line in lines:
            item = json.loads(line)
            document = {"id": item["id"], "text": item["text"]}
            if item.get("dct"):
                document["published"] = item["dct"]
            out.write(json.dumps(document, ensure_ascii=False) + "\n")
    return made


def run_set(args, name, folder):
    inputs = inputs_of(args, name, folder)
    records = os.path.join(folder, name + ".records.jsonl")
    predicted = os.path.join(folder, name + ".jsonl")
    seconds = run_casus(args, ["code", "--layers", "--format", "jsonl",
                               "--quiet", inputs], records)
    convert = predictions.CONVERTERS[name]
    with open(records, encoding="utf-8") as lines:
        reports = predictions.read_reports(lines)
    with open(predicted, "w", encoding="utf-8") as out:
        for report in reports:
            out.write(json.dumps(dict(convert(report), id=report.id),
                                 ensure_ascii=False) + "\n")
    print("# %s: %d reports, %d events, %d words in %.1f s" % (
        name, len(reports), sum(len(r.events) for r in reports),
        words_in(inputs), seconds), flush=True)
    run_scorer(args, "score.py", [
        name, "--gold", os.path.join(args.data, name + ".jsonl"),
        "--pred", predicted] + SCORING[name])
    if name == "events_case21":
        run_expressible(args, predicted, folder)


def run_expressible(args, predicted, folder):
    """CASE 2021 again, over the documents whose label PLOVER can express."""
    kept = os.path.join(folder, "events_case21.plover.jsonl")
    with open(os.path.join(args.data, "events_case21.jsonl"),
              encoding="utf-8") as gold, \
            open(kept, "w", encoding="utf-8") as out:
        out.writelines(line for line in gold if json.loads(line)["label"]
                       not in predictions.CASE21_NO_PLOVER)
    print("# events_case21 without %s" %
          ", ".join(sorted(predictions.CASE21_NO_PLOVER)), flush=True)
    run_scorer(args, "score.py", ["events_case21", "--gold", kept,
                                  "--pred", predicted])


def without_answers(gold, path):
    """The tokens alone: columns 3 to 9 empty, so that nothing of the answers
    can come back. Of MISC only what says where spaces stand is kept."""
    with open(gold, encoding="utf-8") as lines, \
            open(path, "w", encoding="utf-8") as out:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 10:
                spaces = [x for x in fields[9].split("|")
                          if x.startswith("SpaceAfter=")]
                fields[2:] = ["_"] * 7 + ["|".join(spaces) or "_"]
                line = "\t".join(fields) + "\n"
            out.write(line)


def parse_files(args):
    where = os.path.join(args.data, "parse")
    files = sorted(f for f in os.listdir(where) if f.endswith("-dev.conllu")) \
        if os.path.isdir(where) else []
    if not files:
        raise CannotRun("no parse/*-dev.conllu")
    return files


def run_parse(args, folder):
    where = os.path.join(args.data, "parse")
    for name in parse_files(args):
        predicted = os.path.join(folder, name)
        tokens = os.path.join(folder, name + ".tokens.conllu")
        gold = os.path.join(where, name)
        without_answers(gold, tokens)
        run_casus(args, ["parse", "--from", "conllu", "--format", "conllu",
                         tokens], predicted)
        run_scorer(args, "score.py",
                   ["parse", "--gold", gold, "--pred", predicted])


# ---------------------------------------------------------------- raw text
def raw_text(gold, path):
    """The text that the trees were made from, paragraphs apart by empty
    lines."""
    out, fresh = [], True
    with open(gold, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith(("# newdoc", "# newpar")):
                fresh = True
            elif line.startswith("# text = "):
                out.append(("\n\n" if fresh and out else " " if out else "") +
                           line[9:].rstrip("\n"))
                fresh = False
    with open(path, "w", encoding="utf-8") as f:
        f.write("".join(out) + "\n")


def run_raw(args, folder):
    for name in parse_files(args):
        text = os.path.join(folder, name + ".txt")
        predicted = os.path.join(folder, name + ".raw.conllu")
        gold = os.path.join(args.data, "parse", name)
        raw_text(gold, text)
        run_casus(args, ["parse", "--from", "paragraphs", "--format",
                         "conllu", text], predicted)
        gold, got = score_raw.read(gold), score_raw.read(predicted)
        for metric, row in score_raw.score(gold, got).items():
            print("raw            %-34s P %7.4f  R %7.4f  F %7.4f" % (
                (name + " " + metric,) + tuple(row[:3])))


# ---------------------------------------------------------------- names
# Sets of names, and which part of each is for measuring.
NAME_SETS = (("wikigold.iob", "10/10"), ("uner_ewt-dev.iob2", None))
COUNTED = {"PER", "ORG", "LOC"}


def run_names(args, folder):
    for name, part in NAME_SETS:
        path = os.path.join(args.data, "names", name)
        if not os.path.exists(path):
            raise CannotRun("no " + path)
        tokens = os.path.join(folder, name + ".conllu")
        predicted = os.path.join(folder, name + ".out.conllu")
        with open(path, encoding="utf-8") as lines:
            gold = score_names.part_of(score_names.read_iob(lines), part)
        with open(tokens, "w", encoding="utf-8") as out:
            out.writelines(score_names.as_conllu(gold))
        run_casus(args, ["parse", "--from", "conllu", "--format", "conllu",
                         tokens], predicted)
        with open(predicted, encoding="utf-8") as lines:
            got = score_names.read_system(lines)
        score_names.show(name + (" " + part if part else ""),
                         score_names.score(gold, got, COUNTED))


# ---------------------------------------------------------------- entities
def run_coref(args, folder):
    where = os.path.join(args.data, "parse")
    files = [os.path.join(where, f) for f in parse_files(args) if "gum" in f]
    if not files:
        raise CannotRun("no parse/*gum*-dev.conllu")
    if args.model_data:
        raise CannotRun("--model-data is not passed on")
    done = subprocess.run([sys.executable, score_coref.__file__, "--casus",
                           args.casus] + files, stdout=subprocess.PIPE)
    if done.returncode:
        raise CannotRun("score_coref.py failed")
    sys.stdout.write(done.stdout.decode())


# ---------------------------------------------------------------- by hand
def run_gold(args, folder):
    gold = args.gold
    inputs = os.path.join(gold, "inputs.jsonl")
    if not os.path.exists(inputs):
        raise CannotRun("no " + inputs)
    records = os.path.join(folder, "gold.jsonl")
    run_casus(args, ["code", "--format", "jsonl", "--quiet", inputs], records)
    print("# gold", flush=True)
    more = ["--by-type", "--by-report"] if args.more else []
    if args.keep:
        more += ["--errors", os.path.join(folder, "gold.errors.jsonl")]
    run_scorer(args, "gold_score.py",
               ["--gold", gold, "--texts", gold, "--pred", records] + more)


def check_entities(records, expected):
    """Groups of wordings that mean the same: how many have an entity that has
    a mention with each of them."""
    with open(records, encoding="utf-8") as lines:
        layers = json.loads(lines.readline())
    with open(expected, encoding="utf-8") as f:
        groups = json.load(f).get("same_entity", [])
    text, mentions = layers["text"], layers["mentions"]
    kept = 0
    for group in groups:
        for entity in layers["entities"]:
            told = [text[slice(*mentions[m]["span"])]
                    for m in entity["mentions"]]
            if all(any(w.lower() in t.lower() or t.lower() in w.lower()
                       for t in told) for w in group):
                kept += 1
                break
    print("same_entity groups in one entity: %d of %d" % (kept, len(groups)),
          flush=True)


def run_seed(args, folder):
    report = os.path.join(args.seed, "report.txt")
    expected = os.path.join(args.seed, "expected.json")
    if not os.path.exists(expected):
        raise CannotRun("no " + expected)
    records = os.path.join(folder, "seed.jsonl")
    with open(expected, encoding="utf-8") as f:
        published = json.load(f)["document"].get("published")
    options = ["--published", published[:10]] if published else []
    run_casus(args, ["code", "--layers", "--format", "jsonl", "--quiet"] +
              options + [report], records)
    print("# seed", flush=True)
    check_entities(records, expected)
    more = []
    if args.keep:
        more += ["--errors", os.path.join(folder, "seed.errors.jsonl")]
    run_scorer(args, "gold_score.py",
               ["--gold", expected, "--pred", records] + more)


# ---------------------------------------------------------------- command
def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--casus", default="build/casus")
    parser.add_argument("--data")
    parser.add_argument("--bench")
    parser.add_argument("--gold", nargs="?", const="", default=None)
    parser.add_argument("--seed")
    parser.add_argument("--sets", nargs="+", choices=ALL_SETS,
                        default=ALL_SETS)
    parser.add_argument("--keep")
    parser.add_argument("--more", action="store_true",
                        help="with --gold: by type and by report, too")
    parser.add_argument("--model-data",
                        help="passed to casus as --data")
    args = parser.parse_args()
    if args.data is None and not args.gold:
        parser.error("--data or --gold takes a folder")
    beside = os.path.join(args.data or args.gold, "..")
    if args.gold == "":
        args.gold = os.path.join(beside, "gold")
    if args.bench is None:
        args.bench = os.path.join(beside, "bench")
    if args.seed is None:
        args.seed = os.path.join(beside, "seed")
    return args


def run_all(args, folder):
    """The steps of this run as (name, function)."""
    if args.gold is not None:
        return [("gold", run_gold), ("seed", run_seed)]
    single = {"parse": run_parse, "raw": run_raw, "names": run_names,
              "coref": run_coref}
    return [(name, single.get(name) or
             (lambda a, f, name=name: run_set(a, name, f)))
            for name in args.sets]


def main():
    args = arguments()
    failed = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = args.keep or temporary
        os.makedirs(folder, exist_ok=True)
        for name, step in run_all(args, folder):
            try:
                step(args, folder)
            except (CannotRun, OSError) as reason:
                print("# %s: not run: %s" % (name, reason))
                failed = 1
            sys.stdout.flush()
    return failed


if __name__ == "__main__":
    sys.exit(main())
