"""predictions.py - event records to the predictions of public test sets.

Pure functions over what `casus code --layers --format jsonl` prints
(docs/formats/record.md): a report with its layers and its events in, one
prediction of a test set out. What a set calls an event is told in the tables
below, one a set; nothing here knows a document of a set. Offsets are code
points on both sides.
"""
import json
import re

from dyads import dyads

DONE = {"happened", "ongoing"}          # the act took place
TOLD = DONE | {"possible"}              # or is said to have

ARMED = {"MIL", "REB", "COP", "UAF", "PRM", "SPY", "IMG", "CRM"}
STATE_FORCES = {"MIL", "COP", "PRM", "SPY", "GOV"}
IRREGULARS = {"REB", "UAF", "CRM", "IMG"}


# ---------------------------------------------------------------- reading
class Report:
    """One report object and the events that belong to it."""

    def __init__(self, layers):
        self.layers, self.events = layers, []
        self.id = layers["report"]["id"]
        self.text = layers["text"]

    def words(self, span):
        return self.text[span[0]:span[1]]

    def sentence_of(self, event):
        span = (event.get("sentence") or {}).get("span")
        return self.words(span) if span else ""

    def mention_at(self, span):
        """The mention with these words, else the largest it shares words
        with; None where there is none."""
        best, most = None, 0
        for m in self.layers["mentions"]:
            shared = (min(m["span"][1], span[1]) - max(m["span"][0], span[0]))
            if m["span"] == span:
                return m
            if shared > most:
                best, most = m, shared
        return best


def read_reports(lines):
    """JSON Lines as printed, in their order. An event belongs to the last
    report object before it."""
    reports = []
    for line in lines:
        if not line.strip():
            continue
        item = json.loads(line)
        if "text" in item:
            reports.append(Report(item))
        elif "type" in item and reports:
            reports[-1].events.append(item)
    return reports


def sectors(parties):
    return {p["sector"] for p in parties if p.get("sector")}


def start_end(span, **more):
    return dict({"start": span[0], "end": span[1]}, **more)


# ---------------------------------------------------------------- layers
def tempex(report):
    return {"timex": [start_end(t["span"], type=t["type"],
                                value=t["value"] or "")
                      for t in report.layers["times"]]}


def attribution(report):
    return {"attributions": [{k: a[k] for k in ("source", "cue", "content")}
                             for a in report.layers["attributions"]]}


# Kinds of mention as the set names its entities.
ENTITY_TYPE = {
    "person": "Person",
    "organisation": "Organisation",
    "military": "Organisation",
    "armed_group": "Organisation",
    "nationality": "Nationality",
    "place": "Location",
    "facility": "Location",
    "weapon": "Weapon",
    "vehicle": "Vehicle",
    "quantity": "Quantity",
    "money": "Money",
    "time": "Temporal",
    "url": "Url",
}


# Words for several people that do not end in s.
PLURALS = {"people", "children", "men", "women", "police"}


def is_several(words):
    """A description of several people: the set calls them an organisation."""
    last = words.lower().split()[-1]
    return last.endswith(("men", "women")) or last in PLURALS or (
        last.endswith("s") and not last.endswith(("ss", "us")))


def entities(report):
    """The set marks a number by itself, not with what it counts."""
    layers = report.layers
    numbers = {q["span"][0]: q["span"][1] for q in layers["quantities"]}
    found = []
    for m in layers["mentions"]:
        begin, end = m["span"]
        kind = m["kind"]
        if not m["named"] and numbers.get(begin, end) < end:
            begin = numbers[begin] + 1
        if kind == "person" and not m["named"] and is_several(
                report.words([begin, end])):
            kind = "organisation"
        found.append(start_end([begin, end], type=ENTITY_TYPE[kind]))
    found += [start_end(t["span"], type="Temporal") for t in layers["times"]]
    found += [start_end(q["span"], type="Quantity")
              for q in layers["quantities"]]
    return {"entities": found}


def geo(report):
    return {"places": [start_end(p["span"], lat=p["lat"], lon=p["lon"])
                       for p in report.layers["places"]]}


# ---------------------------------------------------------------- GSR
# Codes of one international organisation, where the set writes the kind.
ORGANISATION = {"UNO": "IGO", "EUR": "IGO"}


def gsr_side(parties):
    codes = [p["country"] for p in parties if p["country"]]
    return [{"country": ORGANISATION.get(c, c)} for c in codes]


def events_gsr(report):
    """The most telling event first: both sides known, then position."""
    out, sentences = [], {}
    for event in report.events:
        at = (event["sentence"] or {}).get("index")
        sentences.setdefault(at, []).append(event)
    for events in sentences.values():
        for kind, cameo, actors, recipients in dyads(events):
            source, target = gsr_side(actors), gsr_side(recipients)
            if not actors and not recipients:
                continue        # a dyad of nobody
            out.append((-bool(source) - bool(target),
                        {"cameo": cameo, "plover": kind, "source": source,
                         "target": target}))
    return {"events": [x[1] for x in sorted(out, key=lambda x: x[0])]}


# ---------------------------------------------------------------- police
# Acts that only police do: theirs also where the sentence names nobody.
# (type, mode); a mode of None is any.
POLICE_ACTS = {("COERCE", "arrest"), ("COERCE", "curfew"),
               ("ASSAULT", "crowd-control"), ("MOBILIZE", "police"),
               ("MOBILIZE", "troops"), ("ACCUSE", "investigate")}
# What an act of the police is called. The first line that fits adds its
# labels; an act that nobody saw done adds FAIL.
POLICE_LABELS = [
    # type, mode, killed, labels
    ("ASSAULT", None, True, {"KILL", "FORCE", "ANY_ACTION"}),
    ("ASSAULT", None, False, {"FORCE", "ANY_ACTION"}),
    ("COERCE", "arrest", None, {"ARREST", "ANY_ACTION"}),
    (None, None, None, {"ANY_ACTION"}),
]


# Other forces that keep order: deployed, they are police to the set.
ORDER = {"COP", "MIL", "PRM"}


def by_police(event):
    if event["actors"]:
        wanted = ORDER if event["type"] == "MOBILIZE" else {"COP"}
        return bool(sectors(event["actors"]) & wanted)
    return (event["type"], event["mode"]) in POLICE_ACTS


def frame_of(event):
    """"assault.bomb": the first of its reasons."""
    return event["why"][0] if event["why"] else ""


def told_killed(event):
    """Deaths are counted, or the frame itself is one of killing."""
    killed = event["killed"]
    return bool(killed and (killed["min"] or killed["max"])) or \
        re.search(r"\.(kill|assassinat|massacre|execut)",
                  frame_of(event)) is not None


def police_labels(event):
    if event["status"] == "did_not_happen":
        return {"FAIL"}
    if event["status"] not in DONE:
        # What police mean to do or are told to counts as action.
        return {"ANY_ACTION"} if event["actors"] else set()
    for kind, mode, killed, labels in POLICE_LABELS:
        if kind in (None, event["type"]) and mode in (None, event["mode"]) \
                and killed in (None, told_killed(event)):
            return labels
    return set()


def is_police(report, span):
    """The words mean police: the mention's entity is of that sector."""
    mention = report.mention_at(span)
    if not mention or mention["entity"] is None:
        return False
    return report.layers["entities"][mention["entity"]]["sector"] == "COP"


def police_statements(report):
    """What the police say counts as something that they did."""
    return [start_end(a["content"][0], label="ANY_ACTION")
            for a in report.layers["attributions"]
            if a["content"] and a["source"]
            and is_police(report, a["source"][0])]


# Acts on the police that the set counts as the police in action: they are told
# to do something, or fought with.
POLICE_MET = {"REQUEST", "ASSAULT"}


def events_police(report):
    out = police_statements(report)
    for event in report.events:
        labels = set()
        if by_police(event):
            labels = police_labels(event)
        elif event["type"] in POLICE_MET and \
                "COP" in sectors(event["recipients"]):
            labels = {"ANY_ACTION"}
        out += [start_end(event["trigger"]["span"], label=label)
                for label in sorted(labels)]
    return {"labels": out}


# ---------------------------------------------------------------- CASE 2021
ARMS = (r"\b(weapon|arms|arsenal|ammunition|munition|explosive|rocket|mine|"
        r"grenade|rifle|gun|cache|ied)s?\b")
CLAIMED = r"\b(claim\w* (responsib|credit)|responsib\w+ for|behind the)"
BASES = r"\b(bases?|(out)?posts?|headquarters|camps?|checkpoints?|points?)\b"
PROTESTERS = r"\b(protest|demonstrat|rall(y|ies)|march|crowd|rioter)"
# The document gets the label of the first line that one of its events fits.
# type, modes, sectors of an actor, sectors of a recipient, wording of the
# sentence; None: any. Particular acts stand before general ones, acts before
# words about them.
CASE21 = [
    ("SUIC_BOMB", "ASSAULT", {"suicide-attack"}, None, None, None),
    ("SUIC_BOMB", "ASSAULT", None, None, None, r"\bsuicide\b"),
    ("CHEM_WEAP", "ASSAULT", {"unconventional"}, None, None, None),
    ("CHEM_WEAP", "ASSAULT", None, None, None,
     r"\b(chemical|chlorine|sarin|nerve agent|(poison\w*|toxic) gas)"),
    ("SEX_VIOL", "ASSAULT", {"sexual"}, None, None, None),
    ("ATTRIB", "ASSAULT", None, None, None, CLAIMED),
    ("AIR_STRIKE", "ASSAULT", {"aerial", "drone"}, None, None, None),
    ("GRENADE", "ASSAULT", None, None, None, r"\bgrenades?\b"),
    ("REM_EXPLOS", "ASSAULT", {"explosives"}, None, None, None),
    ("ART_MISS_ATTACK", "ASSAULT", {"heavy-weapons"}, None, None, None),
    ("ABDUCT_DISSAP", "ASSAULT", {"abduct"}, None, None, None),
    ("FORCE_AGAINST_PROTEST", "ASSAULT", {"firearms", "beat", None},
     {"COP", "MIL", "PRM"}, None, PROTESTERS),
    ("FORCE_AGAINST_PROTEST", "ASSAULT", {"firearms"}, None, {"OPP"}, None),
    ("PROTEST_WITH_INTER", "ASSAULT", {"crowd-control"}, None, None, None),
    ("PROTEST_WITH_INTER", "COERCE", {"arrest"}, None, None, PROTESTERS),
    ("MOB_VIOL", "ASSAULT", None, None, None, r"\b(mobs?|lynch\w*)\b"),
    ("VIOL_DEMONSTR", "PROTEST", {"riot", "vandalize"}, None, None, None),
    ("VIOL_DEMONSTR", "ASSAULT", {"destroy", "beat", "primitive", None},
     {"OPP"}, None, None),
    ("VIOL_DEMONSTR", "ASSAULT", None, None, None, PROTESTERS),
    ("PEACE_PROTEST", "PROTEST", None, None, None, None),
    ("DISR_WEAP", "COERCE", {"seize"}, None, None, ARMS),
    ("DISR_WEAP", "RETREAT", {"disarm"}, None, None, ARMS),
    ("HQ_ESTABLISHED", "MOBILIZE", None, None, None, BASES),
    ("GOV_REGAINS_TERIT", None, None, STATE_FORCES, None,
     r"\b(re(captur|took|tak|gain)|liberat|clear|captur|took control)"),
    ("NON_STATE_ACTOR_OVERTAKES_TER", None, None, IRREGULARS, None,
     r"\b(re)?(captur|seiz|overr[au]n|took control|tak\w+ control)"),
    ("NON_VIOL_TERRIT_TRANSFER", "RETREAT", {"withdraw"}, None, None, None),
    ("ARREST", "COERCE", {"arrest"}, None, None, None),
    ("PROPERTY_DISTRUCT", "ASSAULT", {"destroy"}, None, None, None),
    ("ORG_CRIME", None, None, {"CRM"}, None, None),
    ("ORG_CRIME", None, None, None, {"CRM"}, None),
    ("ARMED_CLASH", "ASSAULT", None, ARMED, ARMED, None),
    ("ARMED_CLASH", "ASSAULT", None, None, None, r"\b(clash|fight|battle)"),
    ("AGREEMENT", "AGREE", None, None, None, None),
    ("AGREEMENT", "RETREAT", {"ceasefire", "disarm"}, None, None, None),
    ("ATTACK", "ASSAULT", None, None, None, None),
    ("ATTRIB", "ACCUSE", {"allege"}, None, None, None),
    ("DIPLO", "CONSULT", None, None, None, None),
    ("DIPLO", "SUPPORT", None, None, None, None),
    ("DIPLO", "COOPERATE", None, None, None, None),
    ("DIPLO", "SANCTION", {"expel", "withdraw", None}, None, None, None),
    ("DIPLO", "REJECT", None, None, None, None),
    ("DIPLO", "REQUEST", None, None, None, None),
    ("ATTRIB", "ACCUSE", None, None, None, None),
    ("CHANGE_TO_GROUP_ACT", "MOBILIZE", None, None, None, None),
    ("CHANGE_TO_GROUP_ACT", "AID", None, None, None, None),
]


# Disasters and crime for gain are no events of PLOVER.
CASE21_NO_PLOVER = {"NATURAL_DISASTER", "MAN_MADE_DISASTER", "ORG_CRIME",
                    "OTHER"}


def case21_fits(report, event, line):
    _, kind, modes, actor, recipient, words = line
    return (event["status"] in TOLD and
            (kind is None or kind == event["type"]) and
            (modes is None or event["mode"] in modes) and
            (actor is None or sectors(event["actors"]) & actor) and
            (recipient is None or sectors(event["recipients"]) & recipient)
            and (words is None or
                 re.search(words, report.sentence_of(event), re.I)))


def events_case21(report):
    for line in CASE21:
        if any(case21_fits(report, event, line) for event in report.events):
            return {"label": line[0]}
    return {"label": "OTHER"}


# ---------------------------------------------------------------- MUC-4
# What the incident is called, first line that fits. type, modes, wording of
# the sentence.
MUC_TYPE = [
    ("KIDNAPPING", "ASSAULT", {"abduct"}, None),
    ("BOMBING", "ASSAULT", {"explosives", "suicide-attack"}, None),
    ("ARSON", "ASSAULT", {"destroy"}, r"\b(burn|arson|set \w+ (on )?fire)"),
    ("BOMBING", "ASSAULT", None, r"\b(bomb|dynamit|explosi|explod)"),
    ("ATTACK", "ASSAULT", None, None),
    ("ROBBERY", "COERCE", {"seize"}, r"\b(rob|stol|steal|loot)"),
]
# The set is about terrorism: not what the state's forces do, nor what is done
# to rebels.
MUC_NOT_ACTOR = STATE_FORCES - {"PRM"}
# But murder and kidnapping, whoever does it.
MUC_MURDER = re.compile(r"assault\.(kill|assassin|kidnap|die|dead)")
MUC_NOT_RECIPIENT = {"REB"}
# Nor war: battles, campaigns, ground taken, prisoners; nor ill-treatment.
MUC_NOT_FRAME = re.compile(
    r"assault\.(clash|offensive|war|coup|invasion|invade|capture|airstrike|"
    r"shelling|operation|overthrow|violate|torture|persecut|violence_)")
# Recipients of these kinds are targets, others victims.
MUC_TARGET = {"facility", "place", "vehicle", "weapon", "organisation"}
MUC_GROUP = {"armed_group", "organisation", "military"}


def is_vague(event):
    """Violence of nobody, to nobody, nowhere."""
    if frame_of(event) == "assault.word" and not event["killed"] and \
            not sectors(event["recipients"]):
        return True
    return not (event["killed"] or event["actors"] or event["recipients"]
                or event["where"])


def muc_type(report, event):
    if event["status"] not in ("happened", "possible", "threatened") or \
            sectors(event["actors"]) & MUC_NOT_ACTOR and \
            not MUC_MURDER.match(frame_of(event)) or \
            sectors(event["recipients"]) & MUC_NOT_RECIPIENT or \
            sectors(event["recipients"]) == {"MIL"} or \
            MUC_NOT_FRAME.match(frame_of(event)) or is_vague(event):
        return None
    sentence = report.sentence_of(event)
    for name, kind, modes, words in MUC_TYPE:
        if kind == event["type"] and \
                (modes is None or event["mode"] in modes) and \
                (words is None or re.search(words, sentence, re.I)):
            return name
    return None


# Words for what an attack did, not how: where a report names a bomb, a fire or
# a kidnapping, these tell of that.
MUC_RESULT = re.compile(
    r"assault\.(kill|wound|die|dead|destr|casualt|attack_noun|attack$|word|"
    r"violence|terrorist)")


def muc_events(report):
    """[(event, incident type)]. A word for a result tells of the act named
    last before it, else of the first one."""
    typed = [(e, muc_type(report, e)) for e in report.events if e["sentence"]]
    last = next((n for _, n in typed if n not in (None, "ATTACK")), None)
    out = []
    for event, name in typed:
        if name == "ATTACK" and last and MUC_RESULT.match(frame_of(event)):
            name = last
        elif name not in (None, "ATTACK"):
            last = name
        if name:
            out.append((event, name))
    return out


# Where the head of a phrase ends: "the homes | of the candidates".
PHRASE_TAIL = re.compile(
    r"\s(?:of|in|from|at|on|for|with|by|who|which|that|near|belonging)\s|[,(]",
    re.I)


def muc_mention(report, span):
    """The mention of the head of a party's words: "the minister's residence"
    is no minister, nor "the homes of candidates" a candidate."""
    words = report.words(span)
    tail = PHRASE_TAIL.search(words, 3)
    end = span[0] + (tail.start() if tail else len(words))
    ends = [m for m in report.layers["mentions"]
            if m["span"][1] == end and m["span"][0] >= span[0]]
    return max(ends, key=lambda m: m["span"][1] - m["span"][0]) if ends \
        else report.mention_at(span)


def muc_entity(report, party):
    """The words of a party and the names of whom they mean."""
    spans = [party["span"]] if party["span"] else []
    mention = muc_mention(report, party["span"]) if party["span"] else None
    if mention and mention["entity"] is not None:
        entity = report.layers["entities"][mention["entity"]]
        spans += [report.layers["mentions"][i]["span"]
                  for i in entity["mentions"]
                  if report.layers["mentions"][i]["named"]]
    return [s for i, s in enumerate(spans) if s not in spans[:i]], mention


PRONOUN = re.compile(r"(?:i|we|he|she|it|its|they|them|their|his|her|him|us|"
                     r"those|others?|\d+)$", re.I)


def muc_groups(report, span):
    """Named groups inside the words of a party: "guerrillas of the FMLN"."""
    return [[m["span"]] for m in report.layers["mentions"]
            if m["named"] and m["kind"] in MUC_GROUP and
            span[0] <= m["span"][0] and m["span"][1] <= span[1]]


GROUP_NOUN = re.compile(
    r"\b(?:groups?|organi[sz]ations?|mafias?|squads?|gangs?|cartels?|bands?|"
    r"commandos?|factions?|forces?|army|armies)$", re.I)


def is_group(mention, party):
    return mention["kind"] in MUC_GROUP and (
        mention["named"] or mention["kind"] != "armed_group" or
        bool(GROUP_NOUN.search(party["text"])))


def muc_only_group(report):
    """The wordings of the one armed group that the report names, [] where it
    names none or several: "the guerrillas" are that group's."""
    groups = {}
    for m in report.layers["mentions"]:
        entity = m["entity"]
        if m["named"] and m["kind"] == "armed_group" and entity is not None \
                and report.layers["entities"][entity]["sector"] in ("REB",
                                                                    "CRM"):
            groups.setdefault(entity, []).append(m["span"])
    return list(groups.values())[0] if len(groups) == 1 else []


def muc_roles(report, event, roles):
    for party in event["actors"]:
        spans, mention = muc_entity(report, party)
        if mention is None or PRONOUN.match(party["text"]):
            continue
        if is_group(mention, party):
            roles.setdefault("PerpOrg", []).append(spans)
        else:
            roles.setdefault("PerpInd", []).append(spans[:1])
            roles.setdefault("PerpOrg", []).extend(
                muc_groups(report, party["span"]))
            if spans[1:] and mention["kind"] in MUC_GROUP:
                roles["PerpOrg"].append(spans[1:])
    for party in event["recipients"]:
        spans, mention = muc_entity(report, party)
        # The set's targets are things, not towns and lands.
        if mention is None or mention["kind"] == "place" or \
                PRONOUN.match(party["text"]):
            continue
        target = mention["kind"] in MUC_TARGET
        roles.setdefault("Target" if target else "Victim", []).append(spans)
    b, e = event["sentence"]["span"]
    roles.setdefault("Weapon", []).extend(
        [m["span"]] for m in report.layers["mentions"]
        if m["kind"] == "weapon" and b <= m["span"][0] and m["span"][1] <= e)


def events_muc4(report):
    """A template an incident and type."""
    templates = {}
    for event, name in muc_events(report):
        template = templates.setdefault(
            (event["incident"], name), {"incident_type": name, "roles": {}})
        muc_roles(report, event, template["roles"])
    group = muc_only_group(report)
    for template in templates.values():
        if group and template["roles"].get("PerpInd") and \
                not template["roles"].get("PerpOrg"):
            template["roles"]["PerpOrg"] = [group]
        template["roles"] = {k: [x for i, x in enumerate(v)
                                 if x and x not in v[:i]]
                             for k, v in template["roles"].items()}
    return {"templates": list(templates.values())}


CONVERTERS = {
    "tempex": tempex,
    "attribution": attribution,
    "entities": entities,
    "geo": geo,
    "events_gsr": events_gsr,
    "events_police": events_police,
    "events_case21": events_case21,
    "events_muc4": events_muc4,
}
