#include "input/blocks.h"

#include <assert.h>

#include <utf8proc.h>

#include "base/day.h"
#include "input/dateline.h"
#include "input/furniture.h"

/* A line, then a paragraph made of lines. */
struct piece {
    struct cs_span span;
    uint32_t width;      /* code points of the last line */
    uint32_t first_word; /* code points of the first word */
    uint32_t words;
    uint32_t lines;
    uint32_t indent; /* blanks before the first line */
    uint8_t kind;    /* enum cs_block_kind */
    bool gap;        /* an empty line or the text's begin before it */
    bool final;      /* ends as sentences end */
    bool lower;      /* begins with a small letter */
    bool reads;      /* a sentence: final, and of some length */
};

struct page {
    struct cs_doc *doc;
    struct piece *p;
    uint32_t n;
    enum cs_letters letters;
    uint32_t wrap;  /* width at which lines were broken, 0: they were not */
    int stamp_rank; /* of the publication time found so far */
    struct cs_stamp stamp;
};

/* Widths in code points. Lines are taken for wrapped between these; mail and
 * wires wrap at 60 to 80. */
enum { MIN_WRAP = 35, MAX_WRAP = 130 };

/* A sentence that need not be suspected of being a heading has so many words;
 * a headline, a standfirst and a caption have at most so many. */
enum {
    SENTENCE_WORDS = 8,
    TITLE_WORDS = 25,
    STANDFIRST_WORDS = 60,
    CAPTION_WORDS = 70
};

/* A credit at a caption's end is no longer. */
enum { CREDIT_BYTES = 90 };

/* --- lines ------------------------------------------------------------- */

/* End of the line at i, and where the next begins: LF, CR LF or CR. */
static uint32_t line_end(struct cs_str s, uint32_t i, uint32_t *next)
{
    while (i < s.n && s.p[i] != '\n' && s.p[i] != '\r')
        i++;
    *next = i;
    if (i < s.n)
        *next =
            i + (s.p[i] == '\r' && i + 1 < s.n && s.p[i + 1] == '\n' ? 2 : 1);
    return i;
}

static uint32_t points(struct cs_str s)
{
    uint32_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
    return n;
}

static void measure(struct cs_doc *doc, struct piece *p)
{
    const struct cs_str s = cs_doc_text(doc, p->span);
    bool space = true;
    p->width = points(s);
    p->words = 0;
    p->first_word = p->width;
    for (size_t i = 0; i < s.n; i++) {
        const bool blank = cs_ascii_space(s.p[i]);
        if (blank && p->words == 1 && !space)
            p->first_word = points(cs_str_sub(s, 0, i));
        p->words += space && !blank;
        space = blank;
    }
    utf8proc_int32_t c = 0;
    utf8proc_iterate((const utf8proc_uint8_t *)s.p, (utf8proc_ssize_t)s.n, &c);
    p->lower = c != 0 && utf8proc_toupper(c) != c;
    p->final = cs_ends_sentence(s);
    p->reads = p->final && p->words >= SENTENCE_WORDS;
}

static bool split_lines(struct page *page)
{
    struct cs_doc *doc = page->doc;
    uint32_t lines = 1, next = 0;
    for (uint32_t i = 0; i < doc->text.n; i = next, lines++)
        line_end(doc->text, i, &next);
    page->p = cs_arena_alloc(doc->arena, lines * sizeof *page->p);
    if (page->p == NULL)
        return false;
    bool gap = true;
    for (uint32_t i = 0; i < doc->text.n; i = next) {
        const struct cs_span line = { i, line_end(doc->text, i, &next) };
        const struct cs_span span = cs_trim_span(doc->text, line);
        if (span.b == span.e) {
            gap = true;
            continue;
        }
        struct piece *p = &page->p[page->n++];
        *p = (struct piece){ .span = span,
                             .gap = gap,
                             .lines = 1,
                             .indent = span.b - line.b,
                             .kind = CS_BLOCK_BODY };
        measure(doc, p);
        gap = false;
    }
    return true;
}

/* Nine in ten letters of one case make a text upper or lower case. */
static enum cs_letters letters_of(struct cs_str s)
{
    size_t upper = 0, lower = 0;
    for (size_t i = 0; i < s.n; i++) {
        upper += s.p[i] >= 'A' && s.p[i] <= 'Z';
        lower += s.p[i] >= 'a' && s.p[i] <= 'z';
    }
    if (upper > 9 * lower)
        return CS_LETTERS_UPPER;
    /* Ordinary prose has some 3 capitals in 100 letters. */
    return upper * 250 < lower ? CS_LETTERS_LOWER : CS_LETTERS_MIXED;
}

/* --- wrapped lines ----------------------------------------------------- */

/* The width below which 97 in 100 lines stay. */
static uint32_t usual_width(const struct page *page)
{
    uint32_t count[MAX_WRAP + 2] = { 0 };
    for (uint32_t i = 0; i < page->n; i++) {
        const uint32_t w = page->p[i].width;
        count[w > MAX_WRAP ? MAX_WRAP + 1 : w]++;
    }
    uint32_t seen = 0;
    for (uint32_t w = 0; w <= MAX_WRAP; w++) {
        seen += count[w];
        if ((uint64_t)seen * 100 >= (uint64_t)page->n * 97)
            return w;
    }
    return MAX_WRAP + 1;
}

/* The next line's first word had no room on line i. */
static bool full_line(const struct page *page, uint32_t i, uint32_t wrap)
{
    /* A tenth less: not every program breaks lines at the last chance. */
    return page->p[i].width + 1 + page->p[i + 1].first_word + wrap / 10 > wrap;
}

/* Were lines broken to a width? Then most lines within a group are full, and
 * many of them end in the middle of a sentence. */
static uint32_t wrap_of(const struct page *page)
{
    const uint32_t wrap = usual_width(page);
    if (wrap < MIN_WRAP || wrap > MAX_WRAP)
        return 0;
    uint32_t inner = 0, full = 0, open = 0;
    for (uint32_t i = 0; i + 1 < page->n; i++) {
        if (page->p[i + 1].gap)
            continue;
        inner++;
        full += full_line(page, i, wrap);
        open += !page->p[i].final;
    }
    return inner >= 2 && full * 10 >= inner * 6 && open * 10 >= inner * 4 ? wrap
                                                                          : 0;
}

/* Ends in a comma, or in a word after which no line of its own ends. */
static bool open_ended(struct cs_str s)
{
    static const char *const list[] = {
        "a",    "an",  "the",   "of",    "in",    "on",   "at",  "for",
        "to",   "and", "or",    "but",   "after", "with", "by",  "from",
        "that", "who", "which", "is",    "was",   "were", "are", "be",
        "as",   "his", "her",   "their", "its",
    };
    size_t b = s.n;
    while (b > 0 && !cs_ascii_space(s.p[b - 1]))
        b--;
    const struct cs_str last = cs_str_sub(s, b, s.n);
    for (size_t i = 0; i < sizeof list / sizeof list[0]; i++) {
        if (cs_str_eq_nocase(last, cs_str_of(list[i])))
            return true;
    }
    return s.n > 60 &&
           (cs_str_ends(s, CS_STR(",")) || cs_str_ends(s, CS_STR("'s")));
}

/* Does line i + 1 go on where line i stops? */
static bool goes_on(const struct page *page, uint32_t i)
{
    const struct piece *a = &page->p[i], *b = a + 1;
    if (b->gap || a->kind != CS_BLOCK_BODY || b->kind != CS_BLOCK_BODY)
        return false;
    if (page->wrap == 0) {
        /* A line break inside a sentence, left over from somewhere. */
        if (a->final || a->width < 20)
            return false;
        if (open_ended(cs_doc_text(page->doc, a->span)))
            return true;
        return page->letters == CS_LETTERS_UPPER ||
               (page->letters == CS_LETTERS_MIXED && b->lower);
    }
    /* A paragraph's first line stands further in than the one after it. */
    const bool alone = i + 2 >= page->n || b[1].gap;
    if (b->indent >= a->indent + 2 && (alone || b[1].indent < b->indent) &&
        (!alone || a->final))
        return false;
    if (full_line(page, i, page->wrap))
        return true;
    /* The break was made on purpose, but the first line of a report whose
     * dateline was cut off is short too. */
    return !a->final && (b->lower || page->letters != CS_LETTERS_MIXED ||
                         open_ended(cs_doc_text(page->doc, a->span)));
}

static void join_lines(struct page *page)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < page->n; i++) {
        struct piece joined = page->p[i];
        uint32_t last = i;
        while (last + 1 < page->n && goes_on(page, last)) {
            last++;
            /* The indentation that counts is that of the line before. */
            joined.lines++;
        }
        if (last > i) {
            joined.span.e = page->p[last].span.e;
            measure(page->doc, &joined);
        }
        page->p[n++] = joined;
        i = last;
    }
    page->n = n;
}

/* Furniture that its wording gives away. In wrapped text a line inside a
 * paragraph is not looked at: its wording is an accident of the width. */
static void mark_lines(struct page *page, bool lines)
{
    struct cs_line_key key;
    for (uint32_t i = 0; i < page->n; i++) {
        struct piece *p = &page->p[i];
        if (p->kind != CS_BLOCK_BODY)
            continue;
        if (lines && page->wrap > 0) {
            const bool inside =
                i > 0 && !p->gap && page->p[i - 1].kind == CS_BLOCK_BODY &&
                !page->p[i - 1].final && full_line(page, i - 1, page->wrap);
            const bool goes = i + 1 < page->n && !p[1].gap && !p->final &&
                              full_line(page, i, page->wrap);
            if (inside || goes)
                continue;
        }
        cs_line_key(page->doc, p->span, &key);
        p->kind = (uint8_t)cs_furniture(&key, i == 0);
    }
}

static uint32_t next_text(const struct page *page, uint32_t i)
{
    while (i < page->n && page->p[i].kind != CS_BLOCK_BODY)
        i++;
    return i;
}

/* --- before and after the report --------------------------------------- */

static bool is_text(const struct piece *p)
{
    return p->kind <= CS_BLOCK_DATELINE;
}

/* Pieces [0, head) come before the report's second full sentence or so, and
 * [tail, n) after its last. */
static void edges(const struct page *page, uint32_t *head, uint32_t *tail)
{
    uint32_t sentences = 0;
    *head = 0;
    while (*head < page->n && *head < 14 && sentences < 3) {
        const struct piece *p = &page->p[*head];
        sentences += is_text(p) && p->reads;
        (*head)++;
    }
    *tail = page->n;
    while (*tail > *head &&
           !(is_text(&page->p[*tail - 1]) && page->p[*tail - 1].reads))
        (*tail)--;
}

/* A person's name alone, with a time or another byline beside it. */
static bool lone_name(const struct page *page, uint32_t i)
{
    const struct piece *p = &page->p[i];
    if (i == 0 || p->words > 4 || p->final || i + 1 >= page->n)
        return false;
    const uint8_t above = p[-1].kind, below = p[1].kind;
    if (above != CS_BLOCK_UPDATED && above != CS_BLOCK_BYLINE &&
        below != CS_BLOCK_UPDATED && below != CS_BLOCK_BYLINE)
        return false;
    return cs_is_name(cs_doc_text(page->doc, p->span));
}

static void mark_around(struct page *page)
{
    uint32_t head, tail, dates = 0;
    struct cs_line_key key;
    edges(page, &head, &tail);
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < page->n; i++) {
            struct piece *p = &page->p[i];
            if (p->kind != CS_BLOCK_BODY || p->words > 24)
                continue;
            cs_line_key(page->doc, p->span, &key);
            const enum cs_block_kind kind = cs_furniture_around(&key, i == 0);
            if (pass == 0) {
                dates += kind == CS_BLOCK_UPDATED;
                continue;
            }
            if (i >= head && i < tail)
                continue;
            /* Dates as headings of a chronology are part of it. */
            if (kind != CS_BLOCK_UPDATED || dates <= 2)
                p->kind = (uint8_t)kind;
        }
    }
    for (uint32_t i = head; i-- > 0;) {
        if (page->p[i].kind == CS_BLOCK_BODY && lone_name(page, i))
            page->p[i].kind = CS_BLOCK_BYLINE;
    }
}

/* Headlines of other stories under their heading, up to the next sentence. */
static void mark_related(struct page *page)
{
    struct cs_line_key key;
    for (uint32_t i = 0; i < page->n; i++) {
        if (page->p[i].kind != CS_BLOCK_RELATED)
            continue;
        cs_line_key(page->doc, page->p[i].span, &key);
        if (!cs_is_related_heading(&key))
            continue;
        uint32_t e = i + 1;
        while (e < page->n && e <= i + 12 && !page->p[e].final &&
               page->p[e].words <= TITLE_WORDS)
            e++;
        /* Without a gap or an end the list's last line may be anything. */
        for (uint32_t k = i + 1; k < e; k++) {
            if (page->p[k].kind == CS_BLOCK_BODY)
                page->p[k].kind = CS_BLOCK_RELATED;
        }
    }
}

/* --- title and standfirst ---------------------------------------------- */

/* A full stop inside, before a new sentence: more than a headline. */
static bool has_inner_stop(struct cs_str s)
{
    for (size_t i = 4; i + 2 < s.n; i++) {
        if ((s.p[i] == '.' || s.p[i] == '!' || s.p[i] == '?') &&
            cs_ascii_space(s.p[i + 1]) && s.p[i + 2] >= 'A' &&
            s.p[i + 2] <= 'Z' && s.p[i - 1] >= 'a' && s.p[i - 1] <= 'z' &&
            s.p[i - 2] >= 'a' && s.p[i - 2] <= 'z' && s.p[i - 3] >= 'a' &&
            s.p[i - 3] <= 'z')
            return true;
    }
    return false;
}

/* "Poll: Voters Turn Away From Party.": four in five longer words begin with
 * a capital. */
static bool title_case(struct cs_str s)
{
    uint32_t words = 0, capital = 0;
    for (size_t i = 0; i < s.n;) {
        size_t e = i;
        while (e < s.n && !cs_ascii_space(s.p[e]))
            e++;
        if (e - i >= 4) {
            words++;
            capital += !(s.p[i] >= 'a' && s.p[i] <= 'z');
        }
        i = e + 1;
    }
    return words >= 4 && capital * 5 >= words * 4;
}

/* Same letters, whatever their case, spaces and marks. */
static bool same_wording(struct cs_str a, struct cs_str b)
{
    size_t i = 0, k = 0;
    for (;;) {
        while (i < a.n && !cs_ascii_alpha(a.p[i]) && !cs_ascii_digit(a.p[i]))
            i++;
        while (k < b.n && !cs_ascii_alpha(b.p[k]) && !cs_ascii_digit(b.p[k]))
            k++;
        if (i == a.n || k == b.n)
            return i == a.n && k == b.n && a.n > 0;
        if (cs_ascii_lower(a.p[i++]) != cs_ascii_lower(b.p[k++]))
            return false;
    }
}

static char last_char(const struct page *page, uint32_t i)
{
    return page->doc->text.p[page->p[i].span.e - 1];
}

static bool dateline_of(const struct page *page, uint32_t i, bool first,
                        struct cs_dateline *out)
{
    return cs_dateline(cs_doc_text(page->doc, page->p[i].span), page->letters,
                       first, out);
}

/* Could piece i stand above a text as its headline? */
static bool heads(const struct page *page, uint32_t i)
{
    const struct piece *p = &page->p[i];
    const struct cs_str s = cs_doc_text(page->doc, p->span);
    struct cs_dateline dateline;
    struct cs_line_key key;
    const char last = last_char(page, i);
    if (p->words > TITLE_WORDS || p->lines > 3 || last == ':' || last == ',' ||
        has_inner_stop(s))
        return false;
    cs_line_key(page->doc, p->span, &key);
    if (cs_furniture_around(&key, true) == CS_BLOCK_UPDATED)
        return false; /* a date of a chronology */
    /* "Lyon: ..." may be a headline, "LYON (AFP) - ..." is none. */
    if (dateline_of(page, i, true, &dateline) &&
        (dateline.text == s.n || s.p[dateline.e - 1] != ':'))
        return false;
    if (!p->final)
        return true;
    if (last == '?' && page->letters == CS_LETTERS_MIXED)
        return p->words <= 14 && i + 1 < page->n && p[1].gap;
    return title_case(s) && i + 1 < page->n && p[1].gap &&
           page->letters == CS_LETTERS_MIXED;
}

static bool collapse(struct cs_doc *doc, struct cs_str s, struct cs_str *out)
{
    char *to = cs_arena_alloc(doc->arena, s.n + 1);
    size_t n = 0;
    if (to == NULL)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        const bool blank = cs_ascii_space(s.p[i]);
        if (!blank)
            to[n++] = s.p[i];
        else if (n > 0 && to[n - 1] != ' ')
            to[n++] = ' ';
    }
    to[n] = '\0';
    *out = (struct cs_str){ to, n };
    return true;
}

/* The standfirst between the title and whatever leads to the body. */
static void mark_standfirst(struct page *page, uint32_t title)
{
    for (uint32_t i = title + 1, found = 0; i + 1 < page->n && found < 2; i++) {
        struct piece *p = &page->p[i];
        struct cs_dateline dateline;
        if (p->kind != CS_BLOCK_BODY)
            continue;
        const uint32_t next = next_text(page, i + 1);
        const struct cs_str s = cs_doc_text(page->doc, p->span);
        if (next >= page->n || p->words > STANDFIRST_WORDS || p->words < 3 ||
            last_char(page, i) == ':' || dateline_of(page, i, true, &dateline))
            return;
        const bool alone = !has_inner_stop(s) && (p->gap || p[1].gap);
        const bool set_off =
            next > i + 1 && page->p[i + 1].kind != CS_BLOCK_CREDIT;
        if (!(p->final ? set_off && found == 0 && i == title + 1
                       : alone || !p->gap))
            return;
        p->kind = CS_BLOCK_STANDFIRST;
        found++;
    }
}

static bool mark_title(struct page *page)
{
    struct cs_doc *doc = page->doc;
    uint32_t first = next_text(page, 0);
    uint32_t second = next_text(page, first + 1);
    if (second >= page->n)
        return true;
    /* A section's name above the headline: "World", "Middle East". */
    if (page->p[first].words <= 2 && !page->p[first].final &&
        page->p[second].words >= 4 && heads(page, first) &&
        heads(page, second) && next_text(page, second + 1) < page->n &&
        !page->p[second].final) {
        page->p[first].kind = CS_BLOCK_OTHER;
        first = second;
    }
    const struct cs_str s = cs_doc_text(doc, page->p[first].span);
    if (!same_wording(s, doc->meta.title) && !heads(page, first))
        return true;
    page->p[first].kind = CS_BLOCK_TITLE;
    if (doc->meta.title.n == 0 && !collapse(doc, s, &doc->meta.title))
        return false;
    mark_standfirst(page, first);
    return true;
}

/* --- captions ---------------------------------------------------------- */

/* A credit's label in a lower-case tail: "photo: afp". */
static bool has_label(struct cs_str lower, bool at_start)
{
    static const char *const labels[] = { "photo", "image", "picture",
                                          "credit" };
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        const size_t at = cs_str_find(lower, cs_str_of(labels[i]));
        if (at_start ? at == 0 : at != SIZE_MAX)
            return true;
    }
    return false;
}

/* What may stand before a credit: a sentence's end or a dash. */
static bool before_credit(struct cs_str left)
{
    static const char *const dashes[] = { "|",      "/",      "-",
                                          "\u2013", "\u2014", "\u00b7" };
    for (size_t k = 0; k < sizeof dashes / sizeof dashes[0]; k++) {
        if (cs_str_ends(left, cs_str_of(dashes[k])))
            return true;
    }
    return cs_ends_sentence(left);
}

/* Where in a span the credit at the end of a caption begins; the span's
 * length: there is none. */
static uint32_t credit_in(const struct page *page, struct cs_span span)
{
    const struct cs_str s = cs_doc_text(page->doc, span);
    const uint32_t none = span.e - span.b;
    const size_t from = s.n > CREDIT_BYTES ? s.n - CREDIT_BYTES : 1;
    const struct cs_str tail =
        cs_str_sub(page->doc->lower, span.b + from, span.e);
    const bool final = cs_ends_sentence(s);
    if (s.n < 2 || (final && s.p[s.n - 1] != ')' && s.p[s.n - 1] != ']' &&
                    !has_label(tail, false)))
        return none;
    for (size_t i = from; i < s.n; i++) {
        const bool bracket = s.p[i] == '(' || s.p[i] == '[';
        const struct cs_str rest = cs_str_sub(s, i, s.n);
        const bool sign = cs_str_starts(rest, CS_STR("\u00a9"));
        if ((!bracket && !sign && !cs_ascii_space(s.p[i - 1])) ||
            cs_ascii_space(s.p[i]) || ((unsigned char)s.p[i] & 0xc0) == 0x80)
            continue;
        const bool label = has_label(cs_str_sub(tail, i - from, tail.n), true);
        if (!bracket && !sign && !label &&
            (final || !before_credit(cs_str_trim(cs_str_sub(s, 0, i)))))
            continue;
        struct cs_line_key key;
        cs_line_key(page->doc, (struct cs_span){ span.b + (uint32_t)i, span.e },
                    &key);
        /* "... in a photo": a label alone credits nobody. */
        if ((!label || key.words > 1) && cs_is_credit(&key))
            return (uint32_t)i;
    }
    return none;
}

/* "FILE PHOTO: ...", "Image caption ...", "FILE - In this ...". */
static bool labelled_caption(const struct page *page, const struct piece *p)
{
    static const char *const labels[] = {
        "image caption",     "caption:",  "file photo:",   "file photo -",
        "file photo \u2013", "file - ",   "file \u2014 ",  "file \u2013 ",
        "media caption",     "pictured:", "photo caption",
    };
    struct cs_line_key key;
    if (p->words > CAPTION_WORDS)
        return false;
    cs_line_key(page->doc, p->span, &key);
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        if (cs_str_starts(cs_key_str(&key), cs_str_of(labels[i])))
            return true;
    }
    return false;
}

/* Lines above a credit line in the same group, if these are all of it. */
static void caption_above(struct page *page, uint32_t credit)
{
    uint32_t b = credit, words = 0;
    /* "Headline / Reuters / text": the agency is no photographer. */
    const uint32_t first = next_text(page, 0);
    if (first < credit && first + 3 > credit && !page->p[first].final)
        return;
    while (b > 0 && !page->p[b].gap && credit - b < 3 &&
           page->p[b - 1].kind == CS_BLOCK_BODY) {
        b--;
        words += page->p[b].words;
    }
    const bool group = b < credit && page->p[b].gap;
    const bool ends = credit + 1 == page->n || page->p[credit + 1].gap;
    if (group && ends && words <= CAPTION_WORDS) {
        for (uint32_t i = b; i < credit; i++)
            page->p[i].kind = CS_BLOCK_CAPTION;
    } else if (credit > 0 && page->p[credit - 1].kind == CS_BLOCK_BODY &&
               !page->p[credit - 1].final && credit + 1 < page->n &&
               page->p[credit - 1].words <= CAPTION_WORDS) {
        page->p[credit - 1].kind = CS_BLOCK_CAPTION;
    }
}

static void mark_captions(struct page *page)
{
    uint32_t last = 0;
    for (uint32_t i = 0; i < page->n; i++) {
        if (is_text(&page->p[i]) && page->p[i].reads)
            last = i;
    }
    for (uint32_t i = 0; i < page->n; i++) {
        struct piece *p = &page->p[i];
        if (p->kind == CS_BLOCK_CREDIT)
            caption_above(page, i);
        if (p->kind != CS_BLOCK_BODY)
            continue;
        const uint32_t size = p->span.e - p->span.b;
        struct cs_dateline dateline;
        if (dateline_of(page, i, true, &dateline))
            continue;
        /* A report's last paragraph may close with its agency's name. */
        if (labelled_caption(page, p) ||
            (p->words >= 4 && p->words <= CAPTION_WORDS && i < last &&
             credit_in(page, p->span) < size))
            p->kind = CS_BLOCK_CAPTION;
    }
}

/* --- out --------------------------------------------------------------- */

static bool push(struct page *page, enum cs_block_kind kind, uint32_t b,
                 uint32_t e)
{
    const struct cs_span span =
        cs_trim_span(page->doc->text, (struct cs_span){ b, e });
    if (span.b == span.e)
        return true;
    struct cs_block *block = CS_PUSH(page->doc, blocks);
    if (block == NULL)
        return false;
    *block = (struct cs_block){ span, kind };
    return true;
}

static void note_stamp(struct page *page, int rank,
                       const struct cs_stamp *stamp)
{
    if (rank > page->stamp_rank) {
        page->stamp_rank = rank;
        page->stamp = *stamp;
    }
}

/* What furniture says about the report. */
static void learn(struct page *page, const struct piece *p)
{
    struct cs_meta *meta = &page->doc->meta;
    struct cs_line_key key;
    struct cs_stamp stamp;
    const struct cs_str text = cs_doc_text(page->doc, p->span);
    if (p->kind == CS_BLOCK_TRANSLATED)
        meta->translated = true;
    if (p->kind == CS_BLOCK_CREDIT && meta->credit.n == 0)
        meta->credit = text;
    if (p->kind == CS_BLOCK_BYLINE && meta->author.n == 0)
        meta->author = cs_byline_author(text);
    if (p->kind != CS_BLOCK_UPDATED && p->kind != CS_BLOCK_BYLINE)
        return;
    cs_line_key(page->doc, p->span, &key);
    /* Ranks of furniture stand above that of a dateline. */
    const int rank = cs_furniture_stamp(&key, &stamp);
    if (rank > 0)
        note_stamp(page, rank + 1, &stamp);
}

/* Text, with the dateline before it and the credit behind it cut off. */
static bool push_text(struct page *page, const struct piece *p, bool first)
{
    struct cs_doc *doc = page->doc;
    struct cs_span s = p->span;
    struct cs_dateline d;
    if (p->kind == CS_BLOCK_BODY &&
        cs_dateline(cs_doc_text(doc, s), page->letters, first, &d)) {
        if (!push(page, CS_BLOCK_DATELINE, s.b + d.b, s.b + d.e))
            return false;
        if (d.dated)
            note_stamp(page, 1, &d.stamp);
        s.b += d.text;
    }
    uint32_t e = s.e;
    if (p->kind == CS_BLOCK_BODY || p->kind == CS_BLOCK_CAPTION) {
        if (p->words > 3)
            e = s.b + credit_in(page, s);
    }
    const enum cs_block_kind kind = (enum cs_block_kind)p->kind;
    if (!push(page, kind, s.b, e))
        return false;
    if (e == s.e)
        return true;
    const struct piece credit = { .span = { e, s.e }, .kind = CS_BLOCK_CREDIT };
    learn(page, &credit);
    return push(page, CS_BLOCK_CREDIT, e, s.e);
}

static bool emit(struct page *page)
{
    uint32_t body = 0;
    for (uint32_t i = 0; i < page->n; i++) {
        const struct piece *p = &page->p[i];
        if (is_text(p)) {
            if (!push_text(page, p, body == 0 && p->kind == CS_BLOCK_BODY))
                return false;
            body += p->kind == CS_BLOCK_BODY;
            continue;
        }
        learn(page, p);
        if (!push(page, (enum cs_block_kind)p->kind, p->span.b, p->span.e))
            return false;
    }
    return true;
}

/* ".../2024/01/06/..." in the report's address. */
static void stamp_of_url(struct page *page)
{
    const struct cs_str url = page->doc->meta.url;
    for (size_t i = 0; i + 11 <= url.n; i++) {
        struct cs_stamp stamp;
        if ((url.p[i] != '/' && url.p[i] != '-') || url.n - i < 11 ||
            !cs_ascii_digit(url.p[i + 1]))
            continue;
        const struct cs_str date = cs_str_sub(url, i + 1, i + 11);
        if ((date.p[4] == '/' || date.p[4] == '-') &&
            cs_stamp_find(date, &stamp) && stamp.b == 0) {
            note_stamp(page, 1, &stamp);
            return;
        }
    }
}

static bool set_published(struct page *page)
{
    struct cs_doc *doc = page->doc;
    if (doc->meta.published_day != CS_DAY_UNKNOWN)
        return true;
    if (page->stamp_rank == 0)
        stamp_of_url(page);
    if (page->stamp_rank == 0)
        return true;
    char out[17];
    const size_t n = cs_stamp_format(&page->stamp, out);
    doc->meta.published = cs_arena_str(doc->arena, (struct cs_str){ out, n });
    doc->meta.published_day = page->stamp.day;
    return doc->meta.published.p != NULL;
}

enum casus_status cs_input_blocks(struct cs_doc *doc, struct casus_error *err)
{
    assert(doc->lower.n == doc->text.n);
    struct page page = { .doc = doc, .letters = letters_of(doc->text) };
    bool fits = split_lines(&page);
    if (fits && page.n > 0) {
        page.wrap = wrap_of(&page);
        mark_lines(&page, true);
        join_lines(&page);
        mark_lines(&page, false);
        mark_around(&page);
        mark_related(&page);
        mark_captions(&page);
        fits = mark_title(&page) && emit(&page);
    }
    if (!fits || !set_published(&page))
        return cs_fail(err, CASUS_ENOMEM, 0,
                       "the text is too long for its memory");
    doc->layers |= CS_LAYER_BLOCKS;
    return CASUS_OK;
}

/* The end of the paragraph at `b`: an empty line, or the text's end. */
static size_t paragraph_end(struct cs_str text, size_t b)
{
    for (size_t i = b; i < text.n; i++) {
        if (text.p[i] != '\n')
            continue;
        size_t next = i + 1;
        while (next < text.n && text.p[next] != '\n' &&
               cs_ascii_space(text.p[next]))
            next++;
        if (next == text.n || text.p[next] == '\n')
            return i;
    }
    return text.n;
}

enum casus_status cs_input_paragraphs(struct cs_doc *doc,
                                      struct casus_error *err)
{
    size_t at = 0;
    while (at < doc->text.n) {
        while (at < doc->text.n && cs_ascii_space(doc->text.p[at]))
            at++;
        size_t e = paragraph_end(doc->text, at);
        const size_t next = e;
        while (e > at && cs_ascii_space(doc->text.p[e - 1]))
            e--;
        if (e > at) {
            struct cs_block *block = CS_PUSH(doc, blocks);
            if (block == NULL)
                return cs_fail(err, CASUS_ENOMEM, 0,
                               "report too large for the memory cap");
            block->span = (struct cs_span){ (uint32_t)at, (uint32_t)e };
            block->kind = CS_BLOCK_BODY;
        }
        at = next + 1;
    }
    doc->layers |= CS_LAYER_BLOCKS;
    return CASUS_OK;
}
