#include "input/dateline.h"

#include <utf8proc.h>

#include "input/furniture.h"

/* Most bytes of a dateline, and of the tags behind it. */
enum { MAX_DATELINE = 160, MAX_TAGS = 400, MAX_PLACE_WORDS = 7 };

/* What stands between the paragraph's start and the dash. */
struct head {
    int places;   /* words outside date and parentheses */
    int letters;  /* bytes of those words */
    bool capital; /* each begins with a capital or is a small name word */
    bool upper;   /* those before the first comma are all capitals */
    bool date;    /* a day and month, perhaps a year */
    bool agency;  /* a parenthesis or /AGENCY/ */
    bool known;   /* ... with a known agency alone */
};

static bool is_letter(char c)
{
    return cs_ascii_alpha(c) || (unsigned char)c >= 0x80;
}

static int month_like(struct cs_str w)
{
    static const char *const months[] = {
        "jan",     "feb",       "mar",     "apr",      "may",      "jun",
        "jul",     "aug",       "sep",     "oct",      "nov",      "dec",
        "january", "february",  "march",   "april",    "june",     "july",
        "august",  "september", "october", "november", "december", "sept",
    };
    for (size_t i = 0; i < sizeof months / sizeof months[0]; i++) {
        if (cs_str_eq_nocase(w, cs_str_of(months[i])))
            return 1;
    }
    return 0;
}

static bool weekday_like(struct cs_str w)
{
    static const char *const days[] = { "monday",   "tuesday", "wednesday",
                                        "thursday", "friday",  "saturday",
                                        "sunday" };
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        if (cs_str_eq_nocase(w, cs_str_of(days[i])))
            return true;
    }
    return false;
}

/* Words that no dateline's place begins with. */
static bool opens_sentence(struct cs_str w)
{
    static const char *const list[] = {
        "the",        "a",         "an",        "in",        "on",
        "at",         "by",        "it",        "he",        "she",
        "they",       "we",        "this",      "that",      "there",
        "but",        "and",       "for",       "from",      "after",
        "with",       "as",        "when",      "while",     "meanwhile",
        "if",         "no",        "some",      "all",       "video",
        "photo",      "photos",    "watch",     "read",      "update",
        "updated",    "breaking",  "exclusive", "live",      "note",
        "correction", "opinion",   "analysis",  "editorial", "question",
        "answer",     "related",   "source",    "sources",   "file",
        "more",       "news",      "report",    "summary",   "background",
        "today",      "yesterday", "comment",   "interview", "factbox",
        "explainer",  "timeline",  "warning",   "alert",     "q",
        "poll",       "recap",     "review",
    };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        if (cs_str_eq_nocase(w, cs_str_of(list[i])))
            return true;
    }
    return false;
}

static bool small_word(struct cs_str w)
{
    static const char *const list[] = { "de",  "del", "la", "el",
                                        "al",  "of",  "do", "da",
                                        "dos", "sur", "es", "near",
                                        "and", "the", "am", "upon" };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        if (cs_str_is(w, list[i]))
            return true;
    }
    return false;
}

static bool upper_at(struct cs_str s, size_t i)
{
    utf8proc_int32_t c;
    return i < s.n &&
           utf8proc_iterate((const utf8proc_uint8_t *)s.p + i,
                            (utf8proc_ssize_t)(s.n - i), &c) > 0 &&
           utf8proc_tolower(c) != c;
}

static bool all_upper(struct cs_str w)
{
    for (size_t i = 0; i < w.n; i++) {
        if (w.p[i] >= 'a' && w.p[i] <= 'z')
            return false;
    }
    return true;
}

/* Read over "(...)" or "/.../" at i; 0: it does not close. */
static size_t closing(struct cs_str s, size_t i)
{
    const char close = s.p[i] == '(' ? ')' : s.p[i] == '[' ? ']' : '/';
    for (size_t k = i + 1; k < s.n; k++) {
        if (s.p[k] == close)
            return k + 1;
    }
    return 0;
}

static bool known_agency(struct cs_str inside)
{
    char low[64];
    if (inside.n > sizeof low)
        return false;
    for (size_t i = 0; i < inside.n; i++)
        low[i] = cs_ascii_lower(inside.p[i]);
    return cs_is_agency((struct cs_str){ low, inside.n });
}

/* One word of the head; *month_near: a month's name stands beside it, so that
 * digits are a day or a year. False: no dateline has it. */
static bool head_word(struct cs_str w, struct head *h, bool before_comma)
{
    struct cs_str bare = w;
    if (bare.n > 0 && bare.p[bare.n - 1] == '.')
        bare.n--;
    if (cs_ascii_digit(w.p[0]))
        return true;
    if (month_like(bare)) {
        h->date = true;
        return true;
    }
    if (weekday_like(bare))
        return true;
    if (bare.n < w.n && bare.n > 4 &&
        cs_str_find(bare, CS_STR(".")) == SIZE_MAX)
        return false; /* a sentence ends here */
    if (h->places == 0 && opens_sentence(bare))
        return false;
    const bool capital = upper_at(w, 0);
    if (!capital && !small_word(w))
        h->capital = false;
    if (before_comma && !all_upper(w))
        h->upper = false;
    h->places++;
    h->letters += (int)w.n;
    return h->places <= MAX_PLACE_WORDS;
}

/* Take the head apart; false where a dateline cannot look so. */
static bool parse_head(struct cs_str s, struct head *h)
{
    *h = (struct head){ .capital = true, .upper = true };
    bool before_comma = true, digits = false;
    for (size_t i = 0; i < s.n;) {
        const char c = s.p[i];
        if (cs_ascii_space(c) || c == ',' || c == '-') {
            before_comma = before_comma && c != ',';
            i++;
            continue;
        }
        if (c == '(' || c == '[' || c == '/') {
            const size_t e = closing(s, i);
            if (e == 0)
                return false;
            const struct cs_str inside = cs_str_sub(s, i + 1, e - 1);
            if (inside.n == 0 || inside.n > 80)
                return false;
            h->agency = true;
            h->known = h->known || known_agency(inside);
            i = e;
            continue;
        }
        if (!is_letter(c) && !cs_ascii_digit(c) && c != '\'' && c != '.')
            return false;
        size_t e = i;
        while (e < s.n &&
               (is_letter(s.p[e]) || cs_ascii_digit(s.p[e]) || s.p[e] == '\'' ||
                s.p[e] == '.' || s.p[e] == '-' ||
                (s.p[e] == '/' && e + 1 < s.n && e > i && upper_at(s, e + 1))))
            e++;
        digits = digits || cs_ascii_digit(c);
        if (!head_word(cs_str_sub(s, i, e), h, before_comma))
            return false;
        i = e;
    }
    /* "(Reuters) -" has no place; digits only in dates. */
    return (h->places > 0 || h->known) && (!digits || h->date);
}

/* Length of a dash that may end a dateline, standing at i; 0: none. */
static size_t dash_at(struct cs_str s, size_t i)
{
    const bool before = i > 0 && (cs_ascii_space(s.p[i - 1]) ||
                                  s.p[i - 1] == ')' || s.p[i - 1] == '/');
    const char *const longer[] = { "--", "\u2013", "\u2014", "\u2015" };
    for (size_t k = 0; k < sizeof longer / sizeof longer[0]; k++) {
        const struct cs_str d = cs_str_of(longer[k]);
        if (s.n - i >= d.n && memcmp(s.p + i, d.p, d.n) == 0)
            return before || d.n == 2 ? d.n : 0;
    }
    const bool after = i + 1 == s.n || cs_ascii_space(s.p[i + 1]);
    if (s.p[i] == '-' || s.p[i] == '_')
        return before && after ? 1 : 0;
    if (s.p[i] == ':')
        return after ? 1 : 0;
    return 0;
}

static size_t skip_space(struct cs_str s, size_t i)
{
    for (;;) {
        if (i < s.n && cs_ascii_space(s.p[i]))
            i++;
        else if (s.n - i >= 2 && memcmp(s.p + i, "\u00a0", 2) == 0)
            i += 2;
        else
            return i;
    }
}

/* What a sentence may begin with. */
static bool begins_text(struct cs_str s, size_t i, enum cs_letters letters)
{
    if (i >= s.n)
        return true;
    if (letters == CS_LETTERS_LOWER && is_letter(s.p[i]))
        return true;
    return upper_at(s, i) || cs_ascii_digit(s.p[i]) ||
           strchr("\"'`[($", s.p[i]) != NULL ||
           cs_str_starts(cs_str_sub(s, i, s.n), CS_STR("\u201c")) ||
           cs_str_starts(cs_str_sub(s, i, s.n), CS_STR("\u2018"));
}

/* An editor's tag: what kind of text follows. */
static bool is_tag(struct cs_str inside)
{
    static const char *const list[] = {
        "text",
        "report",
        "interview",
        "excerpt",
        "passage",
        "article",
        "statement",
        "communique",
        "letter",
        "editorial",
        "commentary",
        "speech",
        "news conference",
        "press conference",
        "unattributed",
        "continued",
        "video",
        "recording",
        "begin recording",
        "dispatch",
        "announcer",
        "from ",
        "by ",
        "sections",
        "summary",
    };
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        const struct cs_str t = cs_str_of(list[i]);
        if (inside.n >= t.n && cs_str_eq_nocase(cs_str_sub(inside, 0, t.n), t))
            return true;
    }
    return false;
}

/* Read over tags behind the dash. Brackets that are no tags ("[FMLN] rebels
 * said") are the sentence's own unless "[Text]" still follows them. */
static size_t skip_tags(struct cs_str s, size_t i, bool *any)
{
    size_t end = i, k = skip_space(s, i);
    bool text = false;
    *any = false;
    while (k < s.n && s.p[k] == '[' && k - i < MAX_TAGS) {
        const size_t e = closing(s, k);
        if (e == 0)
            break;
        const struct cs_str inside = cs_str_sub(s, k + 1, e - 1);
        if (is_tag(inside)) {
            end = e;
            *any = true;
        } else if (text)
            break;
        text = text || cs_str_eq_nocase(inside, CS_STR("text"));
        k = skip_space(s, e);
    }
    return end;
}

static bool accept_dash(const struct head *h, char dash,
                        enum cs_letters letters, bool first)
{
    if (!h->capital || (letters == CS_LETTERS_UPPER && !h->date && !h->known))
        return letters == CS_LETTERS_LOWER && dash == ':' && first &&
               h->places <= 3 && h->letters >= 4 && !h->agency && !h->date;
    if (dash == ':' && !h->date && !h->known && !(first && h->upper))
        return false;
    if (h->places > 0 && (h->date || h->agency))
        return true;
    if (h->places == 0)
        return h->known;
    return first && h->upper && h->letters >= 4 &&
           h->places <= (dash == ':' ? 3 : 4);
}

/* "Washington (CNN) The president": no dash at all. */
static size_t without_dash(struct cs_str s, enum cs_letters letters)
{
    const size_t open = cs_str_find(s, CS_STR("("));
    if (letters != CS_LETTERS_MIXED || open == SIZE_MAX)
        return 0;
    const size_t e = closing(s, open);
    struct head h;
    if (e == 0 || !parse_head(cs_str_sub(s, 0, e), &h) || !h.known ||
        !h.capital || h.places == 0 || h.places > 5)
        return 0;
    const size_t next = skip_space(s, e);
    return next > e || next >= s.n ? e : 0;
}

/* A second place behind the tags: "[Text] Santa Ana -- Rebels ...". */
static size_t second_place(struct cs_str s, size_t i, enum cs_letters letters)
{
    const size_t b = skip_space(s, i);
    const struct cs_str rest = cs_str_sub(s, b, s.n);
    const size_t dash = cs_str_find(rest, CS_STR(" --"));
    struct head h;
    if (dash == SIZE_MAX || dash > 40 ||
        !parse_head(cs_str_sub(rest, 0, dash), &h) || !h.capital ||
        h.places > 3)
        return i;
    const size_t e = b + dash + 3;
    return begins_text(s, skip_space(s, e), letters) ? e : i;
}

static bool finish(struct cs_str s, size_t begin, size_t head_end, size_t e,
                   enum cs_letters letters, struct cs_dateline *out)
{
    bool tags;
    size_t end = skip_tags(s, e, &tags);
    if (tags)
        end = second_place(s, end, letters);
    const size_t text = skip_space(s, end);
    if (!begins_text(s, text, letters))
        return false;
    *out = (struct cs_dateline){ .b = (uint32_t)begin,
                                 .e = (uint32_t)end,
                                 .text = (uint32_t)text };
    out->dated = cs_stamp_find(cs_str_sub(s, begin, head_end), &out->stamp);
    return true;
}

bool cs_dateline(struct cs_str paragraph, enum cs_letters letters, bool first,
                 struct cs_dateline *out)
{
    const struct cs_str s = paragraph;
    size_t b = 0;
    while (b < s.n && (s.p[b] == '-' || cs_ascii_space(s.p[b])))
        b++;
    const size_t limit = s.n < b + MAX_DATELINE ? s.n : b + MAX_DATELINE;
    const struct cs_str window = cs_str_sub(s, 0, limit);
    for (size_t i = b; i < limit; i++) {
        /* Nothing of a dateline goes past a sentence's quotation. */
        if (s.p[i] == '"')
            break;
        if (s.p[i] == '(' || s.p[i] == '[') {
            const size_t e = closing(window, i);
            if (e == 0)
                break;
            i = e - 1;
            continue;
        }
        const size_t n = dash_at(window, i);
        if (n == 0)
            continue;
        struct head h;
        if (parse_head(cs_str_sub(s, b, i), &h) &&
            accept_dash(&h, s.p[i], letters, first))
            return finish(s, 0, i, i + n, letters, out);
        if (s.p[i] == ':' || n > 1)
            break;
    }
    const size_t e = without_dash(cs_str_sub(s, b, limit), letters);
    return e > 0 && finish(s, 0, b + e, b + e, letters, out);
}
