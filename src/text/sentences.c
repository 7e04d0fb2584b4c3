/* One pass over each block: a table tells the few bytes at which a sentence
 * could end; what stands round them decides. */
#include "text/sentences.h"

#include <assert.h>

#include "text/chars.h"
#include "text/tokens.h"
#include "text/words.h"

/* Bytes looked at on either side of a stop: enough for words and what opens
 * them, and a bound for text that has nothing else. */
enum { LONGEST_WORD = 64 };

/* A document's letters by case. */
enum letter_case { CASE_MIXED, CASE_UPPER, CASE_LOWER };

struct splitter {
    struct cs_doc *doc;
    struct cs_str text, lower; /* up to the end of the block */
    enum letter_case letters;
    uint32_t block;
    size_t from;   /* where the sentence at hand begins */
    size_t quotes; /* straight double quotes since the block began */
};

/* --- what stands round a position ---------------------------------------- */

static enum cs_ch kind_at(const struct splitter *s, size_t at, size_t *len)
{
    *len = 1;
    return at < s->text.n ? cs_ch_at(s->text, at, len) : CS_CH_SPACE;
}

static bool upper_at(const struct splitter *s, size_t at)
{
    return at < s->text.n && s->text.p[at] != s->lower.p[at];
}

/* A letter that is not a capital. */
static bool small_at(const struct splitter *s, size_t at)
{
    size_t len;
    return kind_at(s, at, &len) == CS_CH_LETTER && !upper_at(s, at);
}

/* Past white space, but not past `end`. */
static size_t skip_space(const struct splitter *s, size_t at, size_t end)
{
    size_t len;
    while (at < end && kind_at(s, at, &len) == CS_CH_SPACE)
        at += len;
    return at;
}

/* Past quotes, brackets and dashes that may open a sentence. */
static size_t skip_openers(const struct splitter *s, size_t at)
{
    const size_t from = at;
    size_t len;
    while (at < s->text.n && at - from < LONGEST_WORD) {
        const enum cs_ch kind = kind_at(s, at, &len);
        if (kind != CS_CH_OPEN && kind != CS_CH_QUOTE && kind != CS_CH_APOS &&
            kind != CS_CH_SPACE && kind != CS_CH_HYPHEN && kind != CS_CH_DASH &&
            s->text.p[at] != '*')
            break;
        at += len;
    }
    return at;
}

/* The word at `at`, lower-cased, with inner apostrophes. */
static struct cs_str word_from(const struct splitter *s, size_t at)
{
    size_t e = at, len;
    for (; e - at < LONGEST_WORD; e += len) {
        const enum cs_ch kind = kind_at(s, e, &len);
        if (!cs_ch_is_word(kind) && kind != CS_CH_APOS)
            break;
    }
    return cs_str_sub(s->lower, at, e);
}

/* A word stands there that begins sentences rather than names. */
static bool starts_sentence(const struct splitter *s, size_t at)
{
    const struct cs_str word = word_from(s, at);
    return s->letters == CASE_MIXED ? cs_words_starter(word)
                                    : cs_words_caseless_starter(word);
}

/* Where the word that ends at `end` begins: letters, digits, and the dots,
 * hyphens and apostrophes between them; not before the sentence. */
static size_t word_start(const struct splitter *s, size_t end)
{
    size_t at = end;
    while (at > s->from && end - at < LONGEST_WORD) {
        const size_t before = cs_ch_before(s->text, at);
        size_t len;
        const enum cs_ch kind = kind_at(s, before, &len);
        if (!cs_ch_is_word(kind) &&
            (at == end ||
             (kind != CS_CH_DOT && kind != CS_CH_HYPHEN && kind != CS_CH_APOS)))
            break;
        at = before;
    }
    /* An apostrophe in front opened a quotation. */
    size_t len;
    while (at < end && !cs_ch_is_word(kind_at(s, at, &len)))
        at += len;
    return at;
}

/* "[3]" at `at`: its end, or `at`. */
static size_t footnote_end(const struct splitter *s, size_t at)
{
    size_t e = at;
    if (e >= s->text.n || s->text.p[e] != '[')
        return at;
    e++;
    while (e < s->text.n && e - at <= 4 && cs_ascii_digit(s->text.p[e]))
        e++;
    return e > at + 1 && e < s->text.n && s->text.p[e] == ']' ? e + 1 : at;
}

/* --- the end of a sentence ------------------------------------------------ */

/* A possible end: what came before and what follows. */
struct stop {
    size_t at;      /* first mark */
    size_t marks_e; /* past . ! ? … */
    size_t end;     /* past closing quotes, brackets, footnotes too */
    size_t next;    /* first letter, digit or other sign of what follows */
    bool ellipsis;  /* ... or … */
    bool dot;       /* one dot, alone */
    bool closed;    /* by quotes or brackets */
    bool space;     /* white space follows the end */
};

/* Past the quotes, brackets and footnotes that close after a stop. */
static void read_closers(const struct splitter *s, struct stop *stop)
{
    size_t at = stop->marks_e, len;
    for (;;) {
        const enum cs_ch kind = kind_at(s, at, &len);
        const size_t note = footnote_end(s, at);
        if (note > at) {
            len = note - at;
        } else if (kind == CS_CH_CLOSE || kind == CS_CH_QUOTE ||
                   kind == CS_CH_APOS) {
            stop->closed = true;
        } else {
            break;
        }
        at += len;
    }
    stop->end = at;
    stop->space = at >= s->text.n || kind_at(s, at, &len) == CS_CH_SPACE;
    size_t gap = skip_space(s, at, s->text.n);
    /* A closing quote set apart: `. " The`. */
    if (!stop->closed && gap > at && gap + 1 < s->text.n &&
        s->text.p[gap] == '"' && s->quotes % 2 == 1 &&
        kind_at(s, gap + 1, &len) == CS_CH_SPACE) {
        stop->closed = true;
        stop->end = gap + 1;
        gap = skip_space(s, stop->end, s->text.n);
    }
    /* So are footnote marks: ". [3] [4] The". */
    for (size_t note; gap > stop->end && (note = footnote_end(s, gap)) > gap &&
                      kind_at(s, note, &len) == CS_CH_SPACE;) {
        stop->end = note;
        gap = skip_space(s, note, s->text.n);
    }
    stop->next = skip_openers(s, stop->end);
}

static struct stop read_stop(const struct splitter *s, size_t at)
{
    struct stop stop = { .at = at };
    size_t e = at, len, dots = 0, others = 0;
    for (;; e += len) {
        const enum cs_ch kind = kind_at(s, e, &len);
        if (kind == CS_CH_DOT)
            dots++;
        else if (kind == CS_CH_ELLIPSIS)
            dots += 3;
        else if (kind == CS_CH_STOP)
            others++;
        else
            break;
    }
    stop.marks_e = e;
    stop.ellipsis = others == 0 && dots > 1;
    stop.dot = others == 0 && dots == 1;
    read_closers(s, &stop);
    return stop;
}

/* "U.S", "p.m": letters and dots in turn. */
static bool is_acronym(struct cs_str word)
{
    if (word.n < 3 || word.n % 2 == 0)
        return false;
    for (size_t i = 0; i < word.n; i++) {
        if (i % 2 == 1 ? word.p[i] != '.' : !cs_ascii_alpha(word.p[i]))
            return false;
    }
    return true;
}

/* "1", "12", "B", "iv" at the start of a sentence: counts a list's items. */
static bool is_counter(const struct splitter *s, size_t b, size_t e)
{
    if (skip_openers(s, s->from) != b || e - b > 3)
        return false;
    bool digits = true, roman = true;
    for (size_t i = b; i < e; i++) {
        digits =
            digits && (cs_ascii_digit(s->text.p[i]) || s->text.p[i] == '.');
        roman = roman && memchr("ivx", s->lower.p[i], 3) != NULL;
    }
    return digits || roman || (e - b == 1 && cs_ascii_alpha(s->text.p[b]));
}

/* Does the dot after the word [b, e) stay with it, before `next`? */
static bool dot_of_word(const struct splitter *s, size_t b, size_t e,
                        size_t next)
{
    size_t len;
    const bool digit = kind_at(s, next, &len) == CS_CH_DIGIT;
    const bool small = small_at(s, next) && s->letters == CASE_MIXED;
    if (b == e)
        return false;
    if (is_counter(s, b, e))
        return true;
    /* "Anglo-U.S.", "Vice-Adm." */
    for (size_t i = b; i < e; i++) {
        if (s->text.p[i] == '-')
            b = i + 1;
    }
    const struct cs_str word = cs_str_sub(s->lower, b, e);
    /* "Chapter 2. that": a counter inside a sentence. */
    if (small && e - b <= 2 && cs_ascii_digit(word.p[0]))
        return true;
    const enum cs_abbr abbr = cs_words_abbr(word);
    if (abbr == CS_ABBR_NONE &&
        (is_acronym(word) || (word.n == 1 && cs_ascii_alpha(word.p[0]))))
        return small || digit || !starts_sentence(s, next);
    switch (abbr) {
    case CS_ABBR_TITLE:
        return true;
    case CS_ABBR_NUMBER:
        return digit;
    case CS_ABBR_MONTH:
    case CS_ABBR_PLAIN:
        /* "sun", "min" are words too where case cannot tell. */
        return digit || small || !starts_sentence(s, next);
    case CS_ABBR_TAIL:
        return small || digit;
    case CS_ABBR_NONE:
        break;
    }
    return false;
}

/* Words without a space between: "the raid.The army". */
static bool ends_glued(const struct splitter *s, const struct stop *stop)
{
    size_t len;
    if (stop->at < s->from + 2 || stop->next != stop->end ||
        kind_at(s, stop->next, &len) != CS_CH_LETTER)
        return false;
    const size_t before = cs_ch_before(s->text, stop->at);
    if (kind_at(s, before, &len) != CS_CH_LETTER)
        return false;
    if (s->letters == CASE_MIXED) {
        if (!upper_at(s, stop->next) || upper_at(s, before))
            return false;
    } else if (stop->dot) {
        return false;
    }
    /* Not inside an address, nor in "p.m" and the like. */
    size_t b = stop->at, e = stop->next;
    while (b > s->from && stop->at - b < LONGEST_WORD &&
           !cs_ascii_space(s->text.p[b - 1]))
        b--;
    while (e < s->text.n && e - stop->next < LONGEST_WORD &&
           !cs_ascii_space(s->text.p[e]))
        e++;
    const struct cs_str run = cs_str_sub(s->lower, b, e);
    if (cs_str_find(run, CS_STR("://")) != SIZE_MAX ||
        cs_str_find(run, CS_STR("www.")) != SIZE_MAX ||
        memchr(run.p, '@', run.n) != NULL)
        return false;
    const size_t start = word_start(s, stop->at);
    const struct cs_str after = word_from(s, stop->next);
    return stop->at - start >= 2 && memchr(run.p, '.', stop->at - b) == NULL &&
           cs_words_abbr(cs_str_sub(s->lower, start, stop->at)) ==
               CS_ABBR_NONE &&
           !cs_words_domain(after);
}

static bool ends_sentence(const struct splitter *s, const struct stop *stop)
{
    if (stop->next >= s->text.n)
        return false; /* what is left belongs to this sentence */
    if (stop->at == skip_openers(s, s->from))
        return false; /* "... The next" */
    if (!stop->space)
        return ends_glued(s, stop);
    size_t len;
    const enum cs_ch next = kind_at(s, stop->next, &len);
    const bool small = small_at(s, stop->next) && s->letters == CASE_MIXED;
    if (next == CS_CH_ELLIPSIS ||
        cs_str_starts(cs_str_sub(s->text, stop->next, s->text.n),
                      CS_STR("...")))
        return true;
    if (next != CS_CH_LETTER && next != CS_CH_DIGIT && next != CS_CH_CURRENCY &&
        s->text.p[stop->next] != '#' && s->text.p[stop->next] != '@')
        return next != CS_CH_MARK && next != CS_CH_CLOSE && !stop->dot;
    if (stop->ellipsis)
        return upper_at(s, stop->next);
    if (stop->closed && small)
        return false; /* "Who?" he said */
    if (!stop->dot)
        return !(small && s->text.p[stop->at] == '!' &&
                 upper_at(s, word_start(s, stop->at))); /* Yahoo! said */
    return !dot_of_word(s, word_start(s, stop->at), stop->at, stop->next);
}

/* An empty line, or a line that begins a list item, at the line end `at`. */
static bool ends_paragraph(const struct splitter *s, size_t at)
{
    size_t next = at + 1;
    while (next < s->text.n &&
           (s->text.p[next] == ' ' || s->text.p[next] == '\t' ||
            s->text.p[next] == '\r'))
        next++;
    if (next >= s->text.n)
        return false;
    if (s->text.p[next] == '\n')
        return true;
    const struct cs_str rest = cs_str_sub(s->text, next, s->text.n);
    return cs_str_starts(rest, CS_STR("* ")) ||
           cs_str_starts(rest, CS_STR("- ")) ||
           cs_str_starts(rest, CS_STR("\xe2\x80\xa2")); /* bullet */
}

/* --- cutting -------------------------------------------------------------- */

static bool push(struct splitter *s, size_t b, size_t e)
{
    struct cs_sentence *sentence = CS_PUSH(s->doc, sentences);
    if (sentence == NULL)
        return false;
    sentence->span = (struct cs_span){ (uint32_t)b, (uint32_t)e };
    sentence->block = s->block;
    return true;
}

/* End of a piece of at most CS_MAX_SENTENCE_TOKENS from b; e where all of
 * [b, e) is short enough. */
static size_t piece_end(const struct splitter *s, size_t b, size_t e)
{
    if (e - b <= CS_MAX_SENTENCE_TOKENS)
        return e; /* a token has a byte at least */
    struct cs_scan scan =
        cs_scan_of(s->doc->text, s->doc->lower,
                   (struct cs_span){ (uint32_t)b, (uint32_t)e });
    struct cs_span token;
    size_t n = 0, last = b, comma = 0;
    while (cs_scan_next(&scan, &token)) {
        /* A stop may come off the word before the cut: leave room. */
        if (n == CS_MAX_SENTENCE_TOKENS - 8)
            return comma > 0 ? comma : last;
        n++;
        last = token.e;
        const char c = s->text.p[token.b];
        if (n > CS_MAX_SENTENCE_TOKENS * 3 / 4 && (c == ',' || c == ';'))
            comma = token.e;
    }
    return e;
}

/* Close the sentence at hand at `end`. False: no memory. */
static bool close_sentence(struct splitter *s, size_t end)
{
    size_t b = skip_space(s, s->from, end), len;
    while (end > b &&
           kind_at(s, cs_ch_before(s->text, end), &len) == CS_CH_SPACE)
        end = cs_ch_before(s->text, end);
    while (b < end) {
        const size_t piece = piece_end(s, b, end);
        if (!push(s, b, piece))
            return false;
        b = skip_space(s, piece, end);
    }
    if (s->from < end)
        s->from = end;
    return true;
}

static bool split_block(struct splitter *s)
{
    size_t at = s->from, len;
    for (; at < s->text.n; at += len) {
        const enum cs_ch kind = cs_ch_at(s->text, at, &len);
        if (kind == CS_CH_QUOTE && s->text.p[at] == '"')
            s->quotes++;
        if (kind == CS_CH_SPACE && s->text.p[at] == '\n' &&
            ends_paragraph(s, at)) {
            if (!close_sentence(s, at))
                return false;
        } else if (kind == CS_CH_DOT || kind == CS_CH_STOP ||
                   kind == CS_CH_ELLIPSIS) {
            const struct stop stop = read_stop(s, at);
            if (ends_sentence(s, &stop)) {
                for (size_t i = stop.marks_e; i < stop.end; i++)
                    s->quotes += s->text.p[i] == '"';
                if (!close_sentence(s, stop.end))
                    return false;
                len = stop.end - at;
            } else {
                len = stop.marks_e - at;
            }
        }
    }
    return close_sentence(s, s->text.n);
}

/* --- the stage ------------------------------------------------------------ */

/* One letter in 200 of the rarer case: names alone make more in mixed text. */
static enum letter_case letters_of(struct cs_str text)
{
    size_t upper = 0, lower = 0;
    for (size_t i = 0; i < text.n; i++) {
        upper += text.p[i] >= 'A' && text.p[i] <= 'Z';
        lower += text.p[i] >= 'a' && text.p[i] <= 'z';
    }
    if (upper * 200 < lower)
        return CASE_LOWER;
    /* Names of places and firms keep small letters in headlines; a text in
     * capitals may hold a unit or two. */
    return lower * 20 < upper ? CASE_UPPER : CASE_MIXED;
}

enum casus_status cs_text_sentences(struct cs_doc *doc, struct casus_error *err)
{
    if (doc->lower.n != doc->text.n && cs_doc_lower(doc) != CASUS_OK)
        return cs_fail(err, CASUS_ENOMEM, 0, "no memory for the sentences");
    const enum letter_case letters = letters_of(doc->text);
    for (uint32_t i = 0; i < doc->n_blocks; i++) {
        const struct cs_block *block = &doc->blocks[i];
        if (block->kind > CS_BLOCK_BODY)
            continue;
        assert(block->span.b <= block->span.e && block->span.e <= doc->text.n);
        struct splitter s = {
            .doc = doc,
            .text = { doc->text.p, block->span.e },
            .lower = { doc->lower.p, block->span.e },
            .letters = letters,
            .block = i,
            .from = block->span.b,
        };
        if (!split_block(&s))
            return cs_fail(err, CASUS_ENOMEM, 0, "no memory for the sentences");
    }
    doc->layers |= CS_LAYER_SENTENCES;
    return CASUS_OK;
}
