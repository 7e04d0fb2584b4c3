"""dyads.py - a sentence's records as CAMEO's human coders would code it.

RECORD.md keeps an act and what somebody wants or intends apart: in "urged Y to
release prisoners" there are a REQUEST and a RETREAT with status `requested`.
CAMEO, and the test sets coded after it, know no status. They code the word
that governs, turn a mere intention into an agreement or a threat, and a
refused kindness into a rejection. They name both sides of a meeting on both
sides. Nothing here knows a sentence of a set.
"""
MUTUAL = {"CONSULT", "AGREE", "COOPERATE"}
KIND = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID",
        "RETREAT"}
HARM = {"ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE"}
# Words that speak of an act which is not done yet, by what became of it.
GOVERNORS = {"requested": {"REQUEST"}, "threatened": {"THREATEN"},
             "planned": {"AGREE", "REQUEST", "THREATEN", "REJECT", "SUPPORT"},
             "possible": {"THREATEN", "REQUEST", "AGREE", "REJECT"},
             "did_not_happen": {"REJECT", "SANCTION", "REQUEST"}}

# An intended act: the code of the intention (CAMEO 03 and 13).
INTENDED = {"CONSULT": ("AGREE", "036"), "SUPPORT": ("AGREE", "032"),
            "AID": ("AGREE", "033"), "COOPERATE": ("AGREE", "031"),
            "CONCEDE": ("AGREE", "035"), "RETREAT": ("AGREE", "035"),
            "PROTEST": ("THREATEN", "133"), "SANCTION": ("THREATEN", "130"),
            "COERCE": ("THREATEN", "132"), "ASSAULT": ("THREATEN", "138"),
            "MOBILIZE": ("THREATEN", "138")}


def sides(event):
    actors, recipients = event["actors"], event["recipients"]
    if event["type"] in MUTUAL and not recipients and len(actors) > 1:
        return actors, actors
    return actors, recipients


def pairs(event):
    """Who with whom: a meeting of three or more is told pair by pair."""
    actors, recipients = sides(event)
    if actors is recipients and len(actors) > 2:
        return [([a], [b]) for a in actors for b in actors if a is not b]
    return [(actors, recipients)]


INTERNATIONAL = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}


def accuser(event):
    """A state by whose word another did harm accuses it of that."""
    if event["type"] != "ASSAULT" or not event["according_to"]:
        return None
    source = event["according_to"][0]
    country = source["country"]
    if not country or country in INTERNATIONAL or \
            source["sector"] not in (None, "GOV"):
        return None
    others = [a["country"] for a in event["actors"]]
    return source if source["name"] and others and country not in others \
        else None


def is_nominal(event):
    """Its frame was opened by a noun."""
    return event["why"] and "noun" in event["why"][0]


def begin(event):
    return event["trigger"]["span"][0]


def spans(parties):
    return {tuple(p["span"]) for p in parties if p["span"]}


def is_spoken_of(event, others):
    """Another word of the sentence asks, threatens, agrees to or refuses it."""
    governors = GOVERNORS.get(event["status"], ())
    return any(o is not event and o["type"] in governors
               and o["status"] in ("happened", "ongoing")
               and begin(o) < begin(event) for o in others)


def is_alleged(event, others):
    """What somebody is accused of in the same sentence."""
    return event["type"] in HARM and any(
        o["type"] == "ACCUSE" and (o["cameo"] or "").startswith("112")
        and begin(o) < begin(event) for o in others)


def is_purpose(event, others):
    """What somebody wants to reach by another act of the sentence."""
    mine = spans(event["actors"])
    return event["status"] == "planned" and any(
        o["status"] in ("happened", "ongoing") and begin(o) < begin(event)
        and (not mine or mine & spans(o["actors"])) for o in others
        if o is not event)


def code(event):
    """(type, CAMEO code), None for what such a coder leaves out."""
    kind, cameo, status = event["type"], event["cameo"] or "", event["status"]
    if status == "planned" and event["actors"] and kind in INTENDED:
        return INTENDED[kind]
    if status == "requested":
        return "REQUEST", "100"
    if status == "did_not_happen" and kind in KIND:
        return ("REJECT", "120") if event["actors"] else None
    if status in ("did_not_happen", "denied"):
        return None
    if cameo.startswith("163"):
        return "SANCTION", cameo    # as PLOVER had it when the sets were coded
    return kind, cameo


def dyads(events):
    """[(type, cameo, actors, recipients)] of one sentence's records, in the
    order of their triggers."""
    events = sorted(events, key=begin)
    told = [e for e in events if not is_spoken_of(e, events)
            and not is_purpose(e, events) and not is_alleged(e, events)]
    acted = [e for e in told if e["actors"]]
    whole = [e for e in acted if all(sides(e))]
    out = []
    for event in told:
        if acted and not event["actors"]:
            continue                # mere background: an act of nobody
        if whole and event not in whole and is_nominal(event):
            continue                # and a noun that names one side alone
        got = code(event)
        if got is None:
            continue
        source = accuser(event)
        if source:
            # Of two acts that one side accuses the other, one is told.
            if not any(o[1] == "112" for o in out):
                out.append(("ACCUSE", "112", [source], event["actors"]))
        elif event["status"] == "requested":
            out.append((*got, event["according_to"], event["actors"]))
        else:
            out += [(*got, a, r) for a, r in pairs(event)]
    return out
