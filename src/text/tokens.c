/* A run of text without white space is cut from left to right. Most runs are
 * nothing but ASCII letters and are one token after one pass over their
 * bytes; the rest goes through the rules below. */
#include "text/tokens.h"

#include <assert.h>

#include "text/chars.h"
#include "text/words.h"

/* Bytes; longer text without white space is cut, so that a scan that starts
 * anew within it stays cheap. */
enum { LONGEST_RUN = 4096 };

struct cs_scan cs_scan_of(struct cs_str text, struct cs_str lower,
                          struct cs_span span)
{
    assert(span.b <= span.e && span.e <= text.n && lower.n == text.n);
    return (struct cs_scan){
        .text = { text.p, span.e },
        .lower = { lower.p, span.e },
        .begin = span.b,
        .at = span.b,
        .run_b = span.b,
        .run_e = span.b,
    };
}

static enum cs_ch kind_at(const struct cs_scan *scan, size_t at, size_t limit)
{
    size_t len;
    return at < limit ? cs_ch_at(scan->text, at, &len) : CS_CH_SPACE;
}

static enum cs_ch kind_before(const struct cs_scan *scan, size_t at)
{
    if (at <= scan->begin)
        return CS_CH_SPACE;
    size_t len;
    return cs_ch_at(scan->text, cs_ch_before(scan->text, at), &len);
}

static bool word_at(const struct cs_scan *scan, size_t at, size_t limit)
{
    return cs_ch_is_word(kind_at(scan, at, limit));
}

static bool digit_at(const struct cs_scan *scan, size_t at, size_t limit)
{
    return at < limit && cs_ascii_digit(scan->text.p[at]);
}

static bool upper_at(const struct cs_scan *scan, size_t at, size_t limit)
{
    return at < limit && scan->text.p[at] != scan->lower.p[at];
}

static bool letter_at(const struct cs_scan *scan, size_t at, size_t limit)
{
    return kind_at(scan, at, limit) == CS_CH_LETTER;
}

static struct cs_str lower_of(const struct cs_scan *scan, size_t b, size_t e)
{
    return cs_str_sub(scan->lower, b, e);
}

/* Bytes of the apostrophe at `at`, 0 where there is none. */
static size_t apostrophe(const struct cs_scan *scan, size_t at, size_t limit)
{
    size_t len;
    if (at >= limit || cs_ch_at(scan->text, at, &len) != CS_CH_APOS)
        return 0;
    return len;
}

/* --- addresses and file names ------------------------------------------ */

static bool host_byte(char c)
{
    return cs_ascii_alpha(c) || cs_ascii_digit(c) || c == '-' || c == '_' ||
           c == '.';
}

/* What may not end an address: the punctuation of the sentence round it. */
static bool trails(char c)
{
    return memchr(".,;:!?)]}>'\"*|", c, 14) != NULL;
}

/* True where s ends in a dot and a known ending: "news.example.org". */
static bool has_domain(struct cs_str s)
{
    size_t dot = s.n;
    while (dot > 0 && s.p[dot - 1] != '.')
        dot--;
    return dot >= 2 && s.n - dot >= 2 && host_byte(s.p[dot - 2]) &&
           s.p[dot - 2] != '.' && cs_words_domain(cs_str_sub(s, dot, s.n));
}

/* Host or file name that begins at b: its end, or b. Two-letter endings count
 * only as hosts do: in lower case ("said.In" is none). */
static size_t host_end(const struct cs_scan *scan, size_t b, size_t limit)
{
    size_t e = b;
    while (e < limit && host_byte(scan->text.p[e]))
        e++;
    while (e > b && (scan->text.p[e - 1] == '.' || scan->text.p[e - 1] == '-'))
        e--;
    const struct cs_str name = lower_of(scan, b, e);
    if (cs_str_starts(name, CS_STR("www.")))
        return e;
    if (!has_domain(name))
        return b;
    if (scan->lower.p[e - 3] == '.' && upper_at(scan, e - 2, e))
        return b;
    return e;
}

static size_t trim_end(const struct cs_scan *scan, size_t b, size_t e)
{
    while (e > b && trails(scan->text.p[e - 1])) {
        /* A bracket that opened inside the address belongs to it. */
        if (scan->text.p[e - 1] == ')' &&
            memchr(scan->text.p + b, '(', e - b) != NULL)
            break;
        e--;
    }
    return e;
}

static void set_whole(struct cs_scan *scan, size_t b, size_t e)
{
    if (e > b + 2) {
        scan->whole_b = b;
        scan->whole_e = e;
    }
}

/* e-mail addresses, and "name@host" without a dot. */
static bool find_mail(struct cs_scan *scan, size_t b, size_t e)
{
    const char *p = scan->text.p;
    const char *at = memchr(p + b, '@', e - b);
    if (at == NULL)
        return false;
    size_t from = (size_t)(at - p), to = from + 1;
    while (from > b &&
           (host_byte(p[from - 1]) || p[from - 1] == '+' || p[from - 1] == '%'))
        from--;
    while (to < e && host_byte(p[to]))
        to++;
    to = trim_end(scan, from, to);
    if (from == (size_t)(at - p) || to <= (size_t)(at - p) + 1)
        return false;
    if (from - b >= 7 && cs_str_is(lower_of(scan, from - 7, from), "mailto:"))
        from -= 7;
    set_whole(scan, from, to);
    return true;
}

/* Look for an address in the run [b, e): one at most. */
static void find_whole(struct cs_scan *scan, size_t b, size_t e)
{
    scan->whole_b = scan->whole_e = SIZE_MAX;
    if (find_mail(scan, b, e))
        return;
    const size_t scheme =
        cs_str_find(cs_str_sub(scan->text, b, e), CS_STR("://"));
    if (scheme != SIZE_MAX) {
        size_t from = b + scheme;
        while (from > b && cs_ascii_alpha(scan->text.p[from - 1]))
            from--;
        size_t to = from;
        while (to < e && memchr("<>\"", scan->text.p[to], 3) == NULL)
            to++;
        set_whole(scan, from, trim_end(scan, from, to));
        return;
    }
    size_t from = b;
    while (from < e && !cs_ch_is_word(kind_at(scan, from, e)))
        from++;
    size_t to = host_end(scan, from, e);
    if (to == from)
        return;
    if (to < e && scan->text.p[to] == '/') {
        while (to < e && memchr("<>\"", scan->text.p[to], 3) == NULL)
            to++;
        to = trim_end(scan, from, to);
    }
    set_whole(scan, from, to);
}

/* --- runs -------------------------------------------------------------- */

/* The next run without white space; false at the end of the stretch. */
static bool next_run(struct cs_scan *scan)
{
    const struct cs_str text = scan->text;
    size_t at = scan->at, len;
    while (at < text.n && cs_ch_at(text, at, &len) == CS_CH_SPACE)
        at += len;
    if (at == text.n)
        return false;
    scan->at = scan->run_b = at;
    bool plain = true, address = false;
    for (; at < text.n && at - scan->run_b < LONGEST_RUN; at += len) {
        const enum cs_ch kind = cs_ch_at(text, at, &len);
        if (kind == CS_CH_SPACE)
            break;
        plain = plain && kind == CS_CH_LETTER && len == 1;
        address = address || kind == CS_CH_DOT || text.p[at] == '@' ||
                  text.p[at] == '/';
    }
    scan->run_e = at;
    scan->plain = plain;
    scan->whole_b = scan->whole_e = SIZE_MAX;
    if (address && at - scan->run_b > 3)
        find_whole(scan, scan->run_b, at);
    return true;
}

/* --- words ------------------------------------------------------------- */

/* Nothing but closing marks between `at` and the end of the stretch. */
static bool ends_stretch(const struct cs_scan *scan, size_t at)
{
    for (size_t len; at < scan->text.n; at += len) {
        const enum cs_ch kind = cs_ch_at(scan->text, at, &len);
        if (cs_ch_is_word(kind) || kind == CS_CH_OPEN || kind == CS_CH_HYPHEN ||
            kind == CS_CH_MARK)
            return false;
    }
    return true;
}

/* "U.S", "p.m", "Ph.D": a dot inside, and no part longer than two. */
static bool is_acronym(struct cs_str word)
{
    size_t part = 0, dots = 0;
    for (size_t i = 0; i < word.n; i++) {
        if (word.p[i] == '.') {
            dots++;
            part = 0;
        } else if (cs_ascii_digit(word.p[i]) || ++part > 2) {
            return false;
        }
    }
    return dots > 0;
}

/* A letter that counts the items of a list ("B."): its stop is apart, as is
 * that of a number. */
static bool is_counter(const struct cs_scan *scan, size_t b, size_t e)
{
    return b == scan->begin && e - b == 1 && cs_ascii_alpha(scan->text.p[b]);
}

/* Does the dot at e belong to the word [b, e)? */
static bool takes_dot(const struct cs_scan *scan, size_t b, size_t e,
                      size_t limit)
{
    if (e >= limit || scan->text.p[e] != '.' || word_at(scan, e + 1, limit))
        return false;
    const struct cs_str word = lower_of(scan, b, e);
    const enum cs_abbr abbr = cs_words_abbr(word);
    if (e + 1 < limit && scan->text.p[e + 1] == '.') {
        /* "Jr..": its own stop and the sentence's; "etc..." is neither. */
        return (abbr != CS_ABBR_NONE || is_acronym(word)) &&
               !(e + 2 < limit && scan->text.p[e + 2] == '.');
    }
    if (is_acronym(word))
        return true;
    if (ends_stretch(scan, e + 1) || is_counter(scan, b, e))
        return false;
    if (abbr == CS_ABBR_NUMBER) {
        size_t next = e + 1;
        while (next < scan->text.n && scan->text.p[next] == ' ')
            next++;
        return digit_at(scan, next, scan->text.n);
    }
    if (abbr != CS_ABBR_NONE)
        return true;
    return word.n == 1 && cs_ascii_alpha(word.p[0]);
}

/* After the dot at `at`: does the word that began at b go on? */
static bool dot_inside(const struct cs_scan *scan, size_t b, size_t at,
                       size_t limit)
{
    if (!word_at(scan, at + 1, limit))
        return false;
    const bool digits =
        digit_at(scan, at - 1, limit) && digit_at(scan, at + 1, limit);
    if (digits)
        return true;
    if (digit_at(scan, at - 1, limit) || digit_at(scan, at + 1, limit))
        return false;
    /* Parts of one letter, or two ("Ph.D."), and the next no longer. */
    size_t part = at;
    while (part > b && scan->text.p[part - 1] != '.')
        part--;
    size_t next = at + 1;
    while (letter_at(scan, next, limit))
        next++;
    const bool final_dot = next < limit && scan->text.p[next] == '.';
    if (at - part == 1)
        return next - at <= 2 || (next - at <= 3 && final_dot);
    return at - part == 2 && next - at == 2 && final_dot;
}

/* Does the hyphen [at, at + len) stand inside the word that began at b? */
static bool hyphen_inside(const struct cs_scan *scan, size_t b, size_t at,
                          size_t len, size_t limit)
{
    const size_t after = at + len;
    if (!word_at(scan, after, limit))
        return false;
    /* A prefix begins its word ("Jamaat-e-Islami" has none), and UN is not
     * "un". */
    if (cs_words_prefix(lower_of(scan, b, at)) &&
        kind_before(scan, b) != CS_CH_HYPHEN &&
        !(at - b == 2 && scan->lower.p[b] == 'u' &&
          upper_at(scan, b + 1, limit)))
        return true;
    if (digit_at(scan, after, limit)) {
        /* Telephone numbers and dates, not ranges: a second hyphen, or four
         * digits after three. */
        size_t e = after;
        while (digit_at(scan, e, limit))
            e++;
        if (word_at(scan, e, limit))
            return false;
        size_t from = at;
        while (from > b && cs_ascii_digit(scan->text.p[from - 1]))
            from--;
        if (from == at)
            return false;
        const bool second = from > b && scan->text.p[from - 1] == '-';
        const bool more =
            e < limit && scan->text.p[e] == '-' && digit_at(scan, e + 1, limit);
        return second || more || (at - from == 3 && e - after == 4) ||
               (at - from == 5 && e - after == 4);
    }
    size_t e = after;
    while (letter_at(scan, e, limit))
        e++;
    return !word_at(scan, e, limit) &&
           cs_words_suffix(lower_of(scan, after, e));
}

/* Length of the clitic after the apostrophe that ends at `at`: 's, 'll. */
static size_t clitic(const struct cs_scan *scan, size_t at, size_t limit)
{
    size_t e = at;
    while (word_at(scan, e, limit) && e - at <= 2)
        e++;
    const struct cs_str s = lower_of(scan, at, e);
    if (s.n == 1)
        return strchr("smd", s.p[0]) != NULL ? 1 : 0;
    return cs_str_is(s, "re") || cs_str_is(s, "ve") || cs_str_is(s, "ll") ? 2
                                                                          : 0;
}

/* What follows an apostrophe inside a run, where it stands in [at, at + len)
 * and the word began at b: the word's end, or 0 where it goes on. */
static size_t cut_at_apostrophe(const struct cs_scan *scan, size_t b, size_t at,
                                size_t len, size_t limit)
{
    const size_t after = at + len;
    if (scan->lower.p[at - 1] == 'n' && after < limit &&
        scan->lower.p[after] == 't' && !word_at(scan, after + 1, limit)) {
        /* can't is ca|n't; where only the n is left, n't is the token. */
        return at - 1 > b ? at - 1 : after + 1;
    }
    if (!word_at(scan, after, limit))
        return at;
    if (clitic(scan, after, limit) > 0) {
        /* "the 1960's" counts years. */
        const bool decade = scan->lower.p[after] == 's' && at - b >= 2 &&
                            scan->text.p[at - 1] == '0' &&
                            digit_at(scan, b, limit);
        return decade ? 0 : at;
    }
    return 0;
}

/* A mark inside a number: 2,500  7:30  9/11  24/7. */
static bool mark_inside(const struct cs_scan *scan, size_t at, size_t limit)
{
    const char c = scan->text.p[at];
    if (c == ',') {
        /* Thousands, and the lakhs of 1,00,000; not 13,14. */
        size_t e = at + 1;
        while (digit_at(scan, e, limit))
            e++;
        const bool lakh = e - at == 3 && e < limit && scan->text.p[e] == ',' &&
                          digit_at(scan, e + 1, limit);
        return digit_at(scan, at - 1, limit) && (e - at == 4 || lakh);
    }
    if (c == ':' || c == '/')
        return digit_at(scan, at - 1, limit) && digit_at(scan, at + 1, limit);
    if (c == '&')
        return upper_at(scan, at - 1, limit) && upper_at(scan, at + 1, limit);
    return c == '_' && word_at(scan, at + 1, limit);
}

/* "30km", "7:30pm": the end of the number where a unit follows, else e. */
static size_t before_unit(const struct cs_scan *scan, size_t b, size_t e)
{
    if (!digit_at(scan, b, e) || digit_at(scan, e - 1, e))
        return e;
    size_t at = b;
    while (at < e && memchr("0123456789.,:", scan->text.p[at], 13) != NULL)
        at++;
    return cs_words_unit(lower_of(scan, at, e)) ? at : e;
}

/* "w/o", "s/he": words whose slash is part of them. */
static size_t slash_word(const struct cs_scan *scan, size_t b, size_t limit)
{
    static const char *const words[] = { "w/out", "w/o", "s/he", "b/c", "w/" };
    const struct cs_str rest = lower_of(scan, b, limit);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const struct cs_str word = cs_str_of(words[i]);
        if (cs_str_starts(rest, word) &&
            (b + word.n == limit || !word_at(scan, b + word.n, limit)))
            return b + word.n;
    }
    return b;
}

/* "cannot" is can|not: the end of the first part of a word written as one,
 * or its own. IM and the like in capitals are abbreviations. */
static size_t fused_end(const struct cs_scan *scan, size_t b, size_t e)
{
    const size_t cut = cs_words_fused(lower_of(scan, b, e));
    return cut == 0 || (cut == 1 && upper_at(scan, e - 1, e)) ? e : b + cut;
}

/* End of the token that begins with the letter or digit at b. */
static size_t word_end(const struct cs_scan *scan, size_t b, size_t limit)
{
    size_t at = b, len;
    while (at < limit) {
        const enum cs_ch kind = cs_ch_at(scan->text, at, &len);
        if (!cs_ch_is_word(kind)) {
            if (kind == CS_CH_APOS) {
                const size_t cut = cut_at_apostrophe(scan, b, at, len, limit);
                if (cut > 0)
                    return cut;
            } else if (!(kind == CS_CH_DOT && dot_inside(scan, b, at, limit)) &&
                       !(kind == CS_CH_HYPHEN &&
                         hyphen_inside(scan, b, at, len, limit)) &&
                       !(kind == CS_CH_MARK && mark_inside(scan, at, limit))) {
                break;
            }
        }
        at += len;
    }
    if (at < limit && scan->text.p[at] == '/' && at == b + 1) {
        const size_t e = slash_word(scan, b, limit);
        if (e > b)
            return e;
    }
    if (at < limit && scan->text.p[at] == '$' && at - b <= 2 &&
        upper_at(scan, b, limit))
        return at + 1; /* US$ */
    const size_t number = before_unit(scan, b, at);
    if (number < at)
        return number;
    if (takes_dot(scan, b, at, limit))
        return at + 1;
    /* A word broken off or shared: "pre- and post-war". */
    if (at + 1 == limit && scan->text.p[at] == '-' &&
        (at - b <= 3 || cs_words_prefix(lower_of(scan, b, at))) &&
        letter_at(scan, b, limit))
        return at + 1;
    return fused_end(scan, b, at);
}

/* --- marks ------------------------------------------------------------- */

/* End of the token that begins with the apostrophe at b. */
static size_t apostrophe_end(const struct cs_scan *scan, size_t b, size_t limit)
{
    const size_t after = b + apostrophe(scan, b, limit);
    const size_t n = clitic(scan, after, limit);
    if (n > 0 && (b > scan->run_b || after + n == limit))
        return after + n;
    /* '72 and '60s, 'em */
    if (digit_at(scan, after, limit) && digit_at(scan, after + 1, limit)) {
        const size_t e = after + 2;
        if (!word_at(scan, e, limit))
            return e;
        if (scan->lower.p[e] == 's' && !word_at(scan, e + 1, limit))
            return e + 1;
    }
    const struct cs_str rest = lower_of(scan, after, limit);
    static const char *const words[] = { "em", "cause", "n", "til" };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const struct cs_str word = cs_str_of(words[i]);
        if (b == scan->run_b && cs_str_starts(rest, word) &&
            !word_at(scan, after + word.n, limit) &&
            apostrophe(scan, after + word.n, limit) == 0)
            return after + word.n;
    }
    /* Two apostrophes are a quotation mark. */
    const size_t again = apostrophe(scan, after, limit);
    return again > 0 ? after + again : after;
}

/* ":)" and its kin, a run of their own. */
static bool is_face(struct cs_str run)
{
    static const char *const faces[] = { ":)",  ":(",  ";)",  ":D", "=)",
                                         ":-)", ":-(", ";-)", ":P", "(:" };
    for (size_t i = 0; i < sizeof faces / sizeof faces[0]; i++) {
        if (cs_str_is(run, faces[i]))
            return true;
    }
    return false;
}

/* End of a token that begins at b with neither a letter nor a digit. */
static size_t mark_end(const struct cs_scan *scan, size_t b, size_t limit)
{
    size_t len;
    const enum cs_ch kind = cs_ch_at(scan->text, b, &len);
    const char c = scan->text.p[b];
    if (kind == CS_CH_APOS)
        return apostrophe_end(scan, b, limit);
    if (limit - b <= 3 && is_face(cs_str_sub(scan->text, b, limit)) &&
        memchr(scan->text.p + scan->run_b, '(', b - scan->run_b) == NULL)
        return limit;
    if ((c == '.' || c == '+') && digit_at(scan, b + 1, limit) &&
        !cs_ch_is_word(kind_before(scan, b)))
        return word_end(scan, b + 1, limit); /* .5  +44 */
    if ((c == '#' && letter_at(scan, b + 1, limit)) ||
        (c == '@' && letter_at(scan, b + 1, limit))) {
        size_t e = b + 1;
        while (word_at(scan, e, limit) ||
               (e < limit && scan->text.p[e] == '_')) {
            cs_ch_at(scan->text, e, &len);
            e += len;
        }
        return e;
    }
    if (c == '[' && limit - b >= 5 && memcmp(scan->text.p + b, "[...]", 5) == 0)
        return b + 5;
    if (c == '`' && b > scan->run_b && clitic(scan, b + 1, limit) > 0)
        return b + 1 + clitic(scan, b + 1, limit);
    /* Repeated marks stand together: "...", "--", "?!". */
    size_t e = b + len;
    const bool stops = kind == CS_CH_STOP;
    const bool repeats = stops || kind == CS_CH_DOT || kind == CS_CH_ELLIPSIS ||
                         kind == CS_CH_HYPHEN ||
                         memchr("*=_~<>+`#", c, 9) != NULL;
    while (repeats && e < limit) {
        size_t next;
        const enum cs_ch same = cs_ch_at(scan->text, e, &next);
        if (stops ? same != CS_CH_STOP
                  : next != len ||
                        memcmp(scan->text.p + e, scan->text.p + b, len) != 0)
            break;
        e += next;
    }
    return e;
}

bool cs_scan_next(struct cs_scan *scan, struct cs_span *token)
{
    if (scan->at >= scan->run_e && !next_run(scan))
        return false;
    const size_t b = scan->at;
    size_t e;
    if (scan->plain) {
        e = scan->run_e;
        if (b == scan->run_b && e - b <= 8)
            e = fused_end(scan, b, e);
    } else if (b == scan->whole_b) {
        e = scan->whole_e;
    } else {
        const size_t limit = b < scan->whole_b && scan->whole_b < scan->run_e
                                 ? scan->whole_b
                                 : scan->run_e;
        e = word_at(scan, b, limit) ? word_end(scan, b, limit)
                                    : mark_end(scan, b, limit);
    }
    assert(e > b && e <= scan->run_e);
    *token = (struct cs_span){ (uint32_t)b, (uint32_t)e };
    scan->at = e;
    return true;
}

/* --- the stage --------------------------------------------------------- */

struct cs_str cs_token_norm(struct cs_doc *doc, struct cs_span span)
{
    static const char curly[] = "\xe2\x80\x99";
    const struct cs_str slice = cs_str_sub(doc->lower, span.b, span.e);
    if (cs_str_find(slice, CS_STR("\xe2\x80\x99")) == SIZE_MAX)
        return slice;
    char *out = cs_arena_alloc(doc->arena, slice.n);
    if (out == NULL)
        return (struct cs_str){ NULL, 0 };
    size_t n = 0;
    for (size_t i = 0; i < slice.n;) {
        if (slice.n - i >= 3 && memcmp(slice.p + i, curly, 3) == 0) {
            out[n++] = '\'';
            i += 3;
        } else {
            out[n++] = slice.p[i++];
        }
    }
    return (struct cs_str){ out, n };
}

static enum casus_status add_token(struct cs_doc *doc, uint32_t sentence,
                                   struct cs_span span)
{
    struct cs_token *t = CS_PUSH(doc, tokens);
    const struct cs_str norm = cs_token_norm(doc, span);
    if (t == NULL || norm.p == NULL)
        return CASUS_ENOMEM;
    const struct cs_span block =
        doc->blocks[doc->sentences[sentence].block].span;
    size_t len;
    *t = (struct cs_token){
        .span = span,
        .norm = norm,
        .head = CS_NONE,
        .sentence = sentence,
        .space_after = span.e >= block.e ||
                       cs_ch_at(doc->text, span.e, &len) == CS_CH_SPACE,
        .first_child = CS_NONE,
        .next_sibling = CS_NONE,
        .mention = CS_NONE,
        .inside = CS_NONE,
    };
    return CASUS_OK;
}

enum casus_status cs_text_tokens(struct cs_doc *doc, struct casus_error *err)
{
    if (doc->lower.n != doc->text.n && cs_doc_lower(doc) != CASUS_OK)
        return cs_fail(err, CASUS_ENOMEM, 0, "no memory for the tokens");
    for (uint32_t i = 0; i < doc->n_sentences; i++) {
        struct cs_scan scan =
            cs_scan_of(doc->text, doc->lower, doc->sentences[i].span);
        struct cs_span span;
        doc->sentences[i].tok_b = doc->n_tokens;
        while (cs_scan_next(&scan, &span)) {
            if (add_token(doc, i, span) != CASUS_OK)
                return cs_fail(err, CASUS_ENOMEM, 0,
                               "no memory for the tokens");
        }
        doc->sentences[i].tok_e = doc->n_tokens;
    }
    doc->layers |= CS_LAYER_TOKENS;
    return CASUS_OK;
}
