#include "text/words.h"

#include <stdlib.h>

/* The tables are sorted by byte value (tests/unit/test_tokens.c looks every
 * word up). Their words are those that UD English treats so, and the
 * abbreviations of ranks, months, states, firms and streets that news uses. */

static const struct abbr {
    const char *word;
    enum cs_abbr kind;
} abbrs[] = {
    { "a.k.a", CS_ABBR_TITLE },    { "adm", CS_ABBR_TITLE },
    { "al", CS_ABBR_TAIL },        { "ala", CS_ABBR_PLAIN },
    { "ald", CS_ABBR_TITLE },      { "amb", CS_ABBR_TITLE },
    { "approx", CS_ABBR_TITLE },   { "apr", CS_ABBR_MONTH },
    { "ariz", CS_ABBR_PLAIN },     { "ark", CS_ABBR_PLAIN },
    { "arrv", CS_ABBR_PLAIN },     { "art", CS_ABBR_NUMBER },
    { "arts", CS_ABBR_NUMBER },    { "ass't", CS_ABBR_TITLE },
    { "assn", CS_ABBR_PLAIN },     { "assoc", CS_ABBR_PLAIN },
    { "asst", CS_ABBR_TITLE },     { "attn", CS_ABBR_PLAIN },
    { "atty.gen", CS_ABBR_TITLE }, { "aug", CS_ABBR_MONTH },
    { "ave", CS_ABBR_PLAIN },      { "bldg", CS_ABBR_PLAIN },
    { "blvd", CS_ABBR_PLAIN },     { "brig", CS_ABBR_TITLE },
    { "bros", CS_ABBR_PLAIN },     { "ca", CS_ABBR_TITLE },
    { "calif", CS_ABBR_PLAIN },    { "capt", CS_ABBR_TITLE },
    { "cdr", CS_ABBR_TITLE },      { "cf", CS_ABBR_TITLE },
    { "ch", CS_ABBR_NUMBER },      { "chap", CS_ABBR_NUMBER },
    { "cir", CS_ABBR_PLAIN },      { "cm", CS_ABBR_PLAIN },
    { "cmdr", CS_ABBR_TITLE },     { "cnty", CS_ABBR_PLAIN },
    { "co", CS_ABBR_PLAIN },       { "col", CS_ABBR_TITLE },
    { "colo", CS_ABBR_PLAIN },     { "cols", CS_ABBR_TITLE },
    { "comdr", CS_ABBR_TITLE },    { "comm", CS_ABBR_TITLE },
    { "conf", CS_ABBR_PLAIN },     { "conn", CS_ABBR_PLAIN },
    { "corp", CS_ABBR_PLAIN },     { "cpl", CS_ABBR_TITLE },
    { "ct", CS_ABBR_PLAIN },       { "cty", CS_ABBR_PLAIN },
    { "dec", CS_ABBR_MONTH },      { "del", CS_ABBR_PLAIN },
    { "dep", CS_ABBR_TITLE },      { "dept", CS_ABBR_PLAIN },
    { "det", CS_ABBR_TITLE },      { "dist", CS_ABBR_PLAIN },
    { "div", CS_ABBR_PLAIN },      { "dr", CS_ABBR_TITLE },
    { "drs", CS_ABBR_TITLE },      { "e.g", CS_ABBR_TITLE },
    { "ed", CS_ABBR_PLAIN },       { "eds", CS_ABBR_PLAIN },
    { "eg", CS_ABBR_TITLE },       { "ens", CS_ABBR_TITLE },
    { "eq", CS_ABBR_NUMBER },      { "esp", CS_ABBR_TITLE },
    { "esq", CS_ABBR_PLAIN },      { "est", CS_ABBR_PLAIN },
    { "etc", CS_ABBR_TAIL },       { "excl", CS_ABBR_TITLE },
    { "ext", CS_ABBR_NUMBER },     { "feb", CS_ABBR_MONTH },
    { "fig", CS_ABBR_NUMBER },     { "figs", CS_ABBR_NUMBER },
    { "fla", CS_ABBR_PLAIN },      { "fr", CS_ABBR_TITLE },
    { "fri", CS_ABBR_MONTH },      { "ft", CS_ABBR_TITLE },
    { "fwd", CS_ABBR_PLAIN },      { "ga", CS_ABBR_PLAIN },
    { "gen", CS_ABBR_TITLE },      { "gens", CS_ABBR_TITLE },
    { "gov", CS_ABBR_TITLE },      { "gov't", CS_ABBR_PLAIN },
    { "govt", CS_ABBR_PLAIN },     { "hon", CS_ABBR_TITLE },
    { "hr", CS_ABBR_PLAIN },       { "hrs", CS_ABBR_PLAIN },
    { "hwy", CS_ABBR_PLAIN },      { "i.e", CS_ABBR_TITLE },
    { "inc", CS_ABBR_PLAIN },      { "incl", CS_ABBR_TITLE },
    { "insp", CS_ABBR_TITLE },     { "intl", CS_ABBR_PLAIN },
    { "jan", CS_ABBR_MONTH },      { "jr", CS_ABBR_PLAIN },
    { "jul", CS_ABBR_MONTH },      { "jun", CS_ABBR_MONTH },
    { "kan", CS_ABBR_PLAIN },      { "kg", CS_ABBR_PLAIN },
    { "km", CS_ABBR_PLAIN },       { "ky", CS_ABBR_PLAIN },
    { "la", CS_ABBR_PLAIN },       { "lb", CS_ABBR_PLAIN },
    { "lbs", CS_ABBR_PLAIN },      { "lieut", CS_ABBR_TITLE },
    { "llc", CS_ABBR_PLAIN },      { "lt", CS_ABBR_TITLE },
    { "ltd", CS_ABBR_PLAIN },      { "lts", CS_ABBR_TITLE },
    { "lv", CS_ABBR_PLAIN },       { "maj", CS_ABBR_TITLE },
    { "mar", CS_ABBR_MONTH },      { "mass", CS_ABBR_PLAIN },
    { "md", CS_ABBR_PLAIN },       { "messrs", CS_ABBR_TITLE },
    { "mfg", CS_ABBR_PLAIN },      { "mi", CS_ABBR_PLAIN },
    { "mich", CS_ABBR_PLAIN },     { "min", CS_ABBR_PLAIN },
    { "minn", CS_ABBR_PLAIN },     { "mins", CS_ABBR_PLAIN },
    { "misc", CS_ABBR_PLAIN },     { "miss", CS_ABBR_PLAIN },
    { "mlle", CS_ABBR_TITLE },     { "mme", CS_ABBR_TITLE },
    { "mon", CS_ABBR_MONTH },      { "monsig", CS_ABBR_TITLE },
    { "mont", CS_ABBR_PLAIN },     { "mos", CS_ABBR_PLAIN },
    { "mr", CS_ABBR_TITLE },       { "mrs", CS_ABBR_TITLE },
    { "ms", CS_ABBR_TITLE },       { "msgr", CS_ABBR_TITLE },
    { "mt", CS_ABBR_TITLE },       { "mts", CS_ABBR_PLAIN },
    { "natl", CS_ABBR_PLAIN },     { "neb", CS_ABBR_PLAIN },
    { "nev", CS_ABBR_PLAIN },      { "no", CS_ABBR_NUMBER },
    { "nos", CS_ABBR_NUMBER },     { "nov", CS_ABBR_MONTH },
    { "nr", CS_ABBR_NUMBER },      { "num", CS_ABBR_NUMBER },
    { "oct", CS_ABBR_MONTH },      { "ofc", CS_ABBR_TITLE },
    { "okla", CS_ABBR_PLAIN },     { "ont", CS_ABBR_PLAIN },
    { "orig", CS_ABBR_PLAIN },     { "oz", CS_ABBR_PLAIN },
    { "p", CS_ABBR_NUMBER },       { "p.s", CS_ABBR_TITLE },
    { "pa", CS_ABBR_PLAIN },       { "para", CS_ABBR_NUMBER },
    { "paras", CS_ABBR_NUMBER },   { "penn", CS_ABBR_PLAIN },
    { "pfc", CS_ABBR_TITLE },      { "ph", CS_ABBR_PLAIN },
    { "ph.d", CS_ABBR_PLAIN },     { "plc", CS_ABBR_PLAIN },
    { "pp", CS_ABBR_NUMBER },      { "pref", CS_ABBR_PLAIN },
    { "pres", CS_ABBR_TITLE },     { "prof", CS_ABBR_TITLE },
    { "profs", CS_ABBR_TITLE },    { "prov", CS_ABBR_PLAIN },
    { "pvt", CS_ABBR_TITLE },      { "que", CS_ABBR_PLAIN },
    { "rd", CS_ABBR_PLAIN },       { "rep", CS_ABBR_TITLE },
    { "reps", CS_ABBR_TITLE },     { "ret", CS_ABBR_PLAIN },
    { "rev", CS_ABBR_TITLE },      { "rs", CS_ABBR_NUMBER },
    { "rt", CS_ABBR_TITLE },       { "sat", CS_ABBR_MONTH },
    { "sec", CS_ABBR_NUMBER },     { "secs", CS_ABBR_NUMBER },
    { "sect", CS_ABBR_NUMBER },    { "sen", CS_ABBR_TITLE },
    { "sens", CS_ABBR_TITLE },     { "sep", CS_ABBR_MONTH },
    { "sept", CS_ABBR_MONTH },     { "seq", CS_ABBR_TAIL },
    { "sgt", CS_ABBR_TITLE },      { "sgts", CS_ABBR_TITLE },
    { "spc", CS_ABBR_TITLE },      { "sq", CS_ABBR_PLAIN },
    { "sr", CS_ABBR_PLAIN },       { "st", CS_ABBR_PLAIN },
    { "ste", CS_ABBR_PLAIN },      { "sun", CS_ABBR_MONTH },
    { "supt", CS_ABBR_TITLE },     { "tbsp", CS_ABBR_PLAIN },
    { "tenn", CS_ABBR_PLAIN },     { "terr", CS_ABBR_PLAIN },
    { "tex", CS_ABBR_PLAIN },      { "thu", CS_ABBR_MONTH },
    { "thur", CS_ABBR_MONTH },     { "thurs", CS_ABBR_MONTH },
    { "transl", CS_ABBR_PLAIN },   { "tsp", CS_ABBR_PLAIN },
    { "tue", CS_ABBR_MONTH },      { "tues", CS_ABBR_MONTH },
    { "univ", CS_ABBR_PLAIN },     { "v", CS_ABBR_TITLE },
    { "va", CS_ABBR_PLAIN },       { "ver", CS_ABBR_NUMBER },
    { "viz", CS_ABBR_TITLE },      { "vol", CS_ABBR_NUMBER },
    { "vols", CS_ABBR_NUMBER },    { "vs", CS_ABBR_TITLE },
    { "vt", CS_ABBR_PLAIN },       { "wed", CS_ABBR_MONTH },
    { "wis", CS_ABBR_PLAIN },      { "wyo", CS_ABBR_PLAIN },
    { "yr", CS_ABBR_PLAIN },       { "yrs", CS_ABBR_PLAIN },
};

static const char *const starters[] = {
    "a",         "about",       "according", "additionally", "after",
    "against",   "all",         "also",      "although",     "among",
    "an",        "and",         "another",   "are",          "as",
    "at",        "authorities", "because",   "before",       "between",
    "both",      "but",         "by",        "despite",      "did",
    "do",        "does",        "don't",     "during",       "each",
    "earlier",   "even",        "every",     "everyone",     "for",
    "from",      "furthermore", "had",       "has",          "have",
    "he",        "he's",        "her",       "here",         "his",
    "how",       "however",     "i",         "i'm",          "i've",
    "if",        "in",          "instead",   "is",           "it",
    "it's",      "its",         "just",      "last",         "later",
    "let",       "local",       "many",      "meanwhile",    "more",
    "moreover",  "most",        "my",        "nevertheless", "no",
    "nobody",    "nonetheless", "not",       "now",          "of",
    "officers",  "officials",   "on",        "once",         "one",
    "only",      "or",          "other",     "others",       "our",
    "over",      "people",      "please",    "police",       "several",
    "she",       "since",       "so",        "some",         "someone",
    "still",     "such",        "that",      "that's",       "the",
    "their",     "then",        "there",     "there's",      "therefore",
    "these",     "they",        "they're",   "this",         "those",
    "though",    "three",       "thus",      "to",           "today",
    "tomorrow",  "two",         "under",     "unless",       "until",
    "was",       "we",          "we're",     "were",         "what",
    "when",      "where",       "whether",   "which",        "while",
    "who",       "why",         "with",      "without",      "witnesses",
    "yesterday", "yet",         "you",       "your",
};

static const char *const caseless_starters[] = {
    "according", "although", "an",           "he",  "however", "i",     "it",
    "meanwhile", "moreover", "nevertheless", "she", "the",     "there", "these",
    "they",      "this",     "those",        "we",  "you",
};

static const char *const prefixes[] = {
    "agro",    "ante",  "anti",  "arch",  "bi",     "bio",     "co",
    "counter", "cross", "cyber", "de",    "e",      "electro", "ex",
    "extra",   "geo",   "hydro", "hyper", "infra",  "inter",   "intra",
    "macro",   "mega",  "meta",  "micro", "mid",    "mini",    "mono",
    "multi",   "neo",   "non",   "over",  "para",   "peri",    "poly",
    "post",    "pre",   "pro",   "proto", "pseudo", "psycho",  "quasi",
    "re",      "retro", "semi",  "socio", "sub",    "super",   "tele",
    "thermo",  "trans", "tri",   "ultra", "un",     "uni",
};

static const char *const suffixes[] = {
    "able", "centric", "esque", "ish", "wise",
};

static const char *const units[] = {
    "a.m",  "am",         "b",          "bn",    "c",    "cm",      "day",
    "days", "f",          "ft",         "g",     "gb",   "ghz",     "gw",
    "ha",   "hours",      "hr",         "hrs",   "hz",   "k",       "kg",
    "khz",  "kilometers", "kilometres", "km",    "kmh",  "kph",     "kw",
    "kwh",  "lb",         "lbs",        "m",     "mb",   "meters",  "metres",
    "mg",   "mhz",        "mi",         "min",   "mins", "mln",     "mm",
    "mn",   "mph",        "mw",         "oz",    "p.m",  "percent", "pm",
    "sec",  "secs",       "sq",         "tb",    "tn",   "tonnes",  "tons",
    "x",    "yd",         "year",       "years", "yr",   "yrs",
};

static const char *const domains[] = {
    "af",  "asp",  "aspx", "au",   "biz", "ca",   "cn",  "co",  "com", "csv",
    "de",  "doc",  "docx", "dtf",  "edu", "eu",   "exe", "fr",  "gif", "gov",
    "htm", "html", "il",   "info", "int", "io",   "iq",  "ir",  "jp",  "jpeg",
    "jpg", "ke",   "kr",   "mil",  "mp3", "mp4",  "net", "ng",  "nz",  "org",
    "pdf", "php",  "pk",   "png",  "ppt", "ru",   "sy",  "tr",  "tv",  "txt",
    "ua",  "uk",   "url",  "us",   "xls", "xlsx", "za",  "zip",
};

static const struct fused {
    const char *word;
    size_t cut;
} fused[] = {
    { "aint", 2 },    { "arent", 3 },   { "c'mon", 3 },  { "cannot", 3 },
    { "cant", 2 },    { "couldnt", 5 }, { "d'you", 2 },  { "didnt", 3 },
    { "doesnt", 4 },  { "dont", 2 },    { "gimme", 3 },  { "gonna", 3 },
    { "gotta", 3 },   { "hadnt", 3 },   { "hasnt", 3 },  { "havent", 4 },
    { "im", 1 },      { "isnt", 2 },    { "itll", 2 },   { "ive", 1 },
    { "lemme", 3 },   { "lotta", 3 },   { "outta", 3 },  { "shouldnt", 6 },
    { "thats", 4 },   { "theres", 5 },  { "theyre", 4 }, { "wanna", 3 },
    { "wasnt", 3 },   { "werent", 4 },  { "whats", 4 },  { "wont", 2 },
    { "wouldnt", 5 }, { "y'all", 2 },   { "youll", 3 },  { "youre", 3 },
};

/* Longest word of any table; longer ones are not looked up. */
enum { LONGEST = 16 };

/* Each table's rows begin with the pointer to their word. */
static int compare(const void *key, const void *row)
{
    const struct cs_str *word = key;
    const char *const *text = row;
    return cs_str_cmp(*word, cs_str_of(*text));
}

static const void *look_up(struct cs_str word, const void *table, size_t n,
                           size_t row_size)
{
    if (word.n == 0 || word.n > LONGEST)
        return NULL;
    return bsearch(&word, table, n, row_size, compare);
}

#define LOOK_UP(word, table)                                                   \
    look_up(word, table, sizeof(table) / sizeof(table)[0], sizeof(table)[0])

enum cs_abbr cs_words_abbr(struct cs_str lower)
{
    const struct abbr *row = LOOK_UP(lower, abbrs);
    return row == NULL ? CS_ABBR_NONE : row->kind;
}

bool cs_words_starter(struct cs_str lower)
{
    return LOOK_UP(lower, starters) != NULL;
}

bool cs_words_caseless_starter(struct cs_str lower)
{
    return LOOK_UP(lower, caseless_starters) != NULL;
}

bool cs_words_prefix(struct cs_str lower)
{
    return LOOK_UP(lower, prefixes) != NULL;
}

bool cs_words_suffix(struct cs_str lower)
{
    return LOOK_UP(lower, suffixes) != NULL;
}

bool cs_words_unit(struct cs_str lower)
{
    return LOOK_UP(lower, units) != NULL;
}

bool cs_words_domain(struct cs_str lower)
{
    return LOOK_UP(lower, domains) != NULL;
}

size_t cs_words_fused(struct cs_str lower)
{
    const struct fused *row = LOOK_UP(lower, fused);
    return row == NULL ? 0 : row->cut;
}
