/* times.c - the time stage: sentences to pieces, pieces to doc->times.
 *
 * The grammar (time_match.c) reads one sentence; here is what outlives a
 * sentence: the day last named, the year last given, the quarter that the
 * report is about. Rules T3 to T5, docs/rules/times.md. */
#include "meaning/times.h"

#include "meaning/timex.h"

/* Pieces read at a time; a longer sentence is read in parts, and a time that
 * stands across the cut of such a sentence is lost. */
enum { WINDOW = 4096 };

/* Publication days outside these years are taken for mistakes. */
enum { FIRST_YEAR = 1000, LAST_YEAR = 9000 };

/* --- pieces -------------------------------------------------------------- */

static bool is_letter(unsigned char c)
{
    return cs_ascii_alpha((char)c) || c >= 0x80;
}

/* A mark of three bytes that news sets for an ASCII one: U+2018, U+2019 and
 * the en dash. 0: none. */
static enum cs_tx_kind wide_mark(const char *p, uint32_t n)
{
    if (n < 3 || memcmp(p, "\xe2\x80", 2) != 0)
        return CS_TX_WORD;
    switch ((unsigned char)p[2]) {
    case 0x98:
    case 0x99:
        return CS_TX_APOS;
    case 0x90:
    case 0x91:
    case 0x93:
        return CS_TX_HYPHEN;
    default:
        return CS_TX_MARK;
    }
}

static enum cs_tx_kind ascii_mark(char c)
{
    switch (c) {
    case '-':
        return CS_TX_HYPHEN;
    case '/':
        return CS_TX_SLASH;
    case ':':
        return CS_TX_COLON;
    case ',':
        return CS_TX_COMMA;
    case '.':
        return CS_TX_DOT;
    case '\'':
    case '`':
        return CS_TX_APOS;
    default:
        return CS_TX_MARK;
    }
}

static uint32_t take_digits(const char *text, uint32_t e, struct cs_tx_piece *p)
{
    uint32_t i = p->b;
    p->kind = CS_TX_NUM;
    p->val = 0;
    for (; i < e && cs_ascii_digit(text[i]); i++) {
        if (i - p->b < 9)
            p->val = p->val * 10 + (text[i] - '0');
        else
            p->val = -1;
    }
    if (i - p->b > 9)
        p->val = -1;
    return i;
}

static uint32_t take_letters(const char *text, uint32_t e,
                             const struct cs_tx_index *index,
                             struct cs_tx_piece *p)
{
    uint32_t i = p->b;
    while (i < e && is_letter((unsigned char)text[i]) &&
           wide_mark(text + i, e - i) == CS_TX_WORD)
        i++;
    const struct cs_tx_word *word =
        cs_tx_word_find(index, text + p->b, i - p->b);
    p->upper = text[p->b] >= 'A' && text[p->b] <= 'Z';
    if (word != NULL) {
        p->kind = word->kind;
        p->flags = word->flags;
        p->val = word->val;
    }
    return i;
}

/* The piece at p->b of a token that ends at e; returns its end. */
static uint32_t take_piece(const char *text, uint32_t e,
                           const struct cs_tx_index *index,
                           struct cs_tx_piece *p)
{
    const unsigned char c = (unsigned char)text[p->b];
    if (cs_ascii_digit((char)c))
        return take_digits(text, e, p);
    if (c >= 0x80) {
        p->kind = (uint8_t)wide_mark(text + p->b, e - p->b);
        if (p->kind != CS_TX_WORD) {
            p->val = c;
            return p->b + 3;
        }
    }
    if (is_letter(c))
        return take_letters(text, e, index, p);
    p->kind = (uint8_t)ascii_mark((char)c);
    p->val = c;
    return p->b + 1;
}

/* Fill out[cap] from the tokens [*tok, tok_e); *tok moves to the first token
 * not read. */
static uint32_t take_pieces(const struct cs_doc *doc,
                            const struct cs_tx_index *index, uint32_t *tok,
                            uint32_t tok_e, struct cs_tx_piece *out,
                            uint32_t cap)
{
    uint32_t n = 0;
    for (; *tok < tok_e && n < cap; *tok += 1) {
        const struct cs_span span = doc->tokens[*tok].span;
        uint32_t at = span.b;
        bool space = *tok > 0 && (doc->tokens[*tok - 1].space_after ||
                                  doc->tokens[*tok - 1].span.e < span.b);
        while (at < span.e && n < cap) {
            struct cs_tx_piece *p = &out[n++];
            *p = (struct cs_tx_piece){ .b = at, .tok = *tok, .space = space };
            at = take_piece(doc->text.p, span.e, index, p);
            if (at <= p->b || at > span.e) /* a mark cut by a token's end */
                at = span.e;
            p->e = at;
            space = false;
        }
    }
    return n;
}

/* --- memory -------------------------------------------------------------- */

static void remember(struct cs_tx *tx, const struct cs_tx_hit *hit)
{
    struct cs_tx_memory *m = &tx->memory;
    if (hit->type == CS_TIME_SET)
        return;
    /* "lifted on Tuesday a curfew imposed four days earlier": what lies back
     * from a day of the same sentence is told in passing. */
    const bool passing =
        hit->type == CS_TIME_DURATION && hit->basis == CS_TX_BY_EARLIER &&
        m->day_sentence == tx->sentence && hit->days.from < m->day;
    if (hit->has_days && hit->precision == CS_PRECISION_DAY && !passing) {
        m->day = hit->days.from;
        m->day_sentence = tx->sentence;
    }
    if (hit->has_days && hit->month != 0) {
        const struct cs_date first = { hit->year, hit->month, 1 };
        m->month_day = cs_day_of(first);
        m->month_sentence = tx->sentence;
    }
    if (hit->explicit_year && hit->year != 0) {
        m->year = hit->year;
        m->year_sentence = tx->sentence;
        m->year_block = tx->doc->sentences[tx->sentence].block;
        if (hit->month != 0)
            m->month_year[hit->month] = hit->year;
    }
    /* A quarter of the year before is what the report compares with, one
     * that is not over what it expects. */
    if (hit->quarter != 0 && hit->basis != CS_TX_BY_EARLIER && hit->has_days &&
        (tx->pub == CS_DAY_UNKNOWN || hit->days.to <= tx->pub) &&
        (m->quarter == 0 || hit->year >= m->quarter_year)) {
        m->quarter = hit->quarter;
        m->quarter_year = hit->year;
    }
}

/* --- results ------------------------------------------------------------- */

static void put_day(char *out, uint32_t *n, int32_t day)
{
    char text[11];
    cs_day_format(day, text);
    memcpy(out + *n, text, 10);
    *n += 10;
}

static void put_text(char *out, uint32_t *n, const char *s)
{
    const size_t k = strlen(s);
    memcpy(out + *n, s, k);
    *n += (uint32_t)k;
}

/* "friday <- published 2024-01-06". .p NULL past the arena's cap. */
static struct cs_str reckoning(const struct cs_tx *tx,
                               const struct cs_tx_hit *hit, struct cs_span span)
{
    enum { ROOM = 40 };
    const uint32_t words = span.e - span.b;
    char *out = cs_arena_alloc(tx->doc->arena, words + ROOM);
    if (out == NULL)
        return (struct cs_str){ NULL, 0 };
    uint32_t n = words;
    cs_lower_bytes(out, tx->doc->text.p + span.b, words);
    for (uint32_t i = 0; i < n; i++) {
        if (cs_ascii_space(out[i]))
            out[i] = ' ';
    }
    if (hit->basis == CS_TX_BY_PUBLISHED && tx->pub != CS_DAY_UNKNOWN) {
        put_text(out, &n, " <- published ");
        put_day(out, &n, tx->pub);
    } else if (hit->basis == CS_TX_BY_PUBLISHED) {
        put_text(out, &n, " <- published on an unknown day");
    } else if (hit->basis == CS_TX_BY_YEAR && hit->has_days) {
        put_text(out, &n, " <- year given before");
    } else if (hit->basis == CS_TX_BY_EARLIER) {
        put_text(out, &n, " <- before it ");
        if (hit->basis_day != CS_DAY_UNKNOWN)
            put_day(out, &n, hit->basis_day);
        else
            put_text(out, &n, "in the report");
    } else if (hit->basis == CS_TX_BY_EVENT) {
        put_text(out, &n, " <- another event");
    }
    return (struct cs_str){ out, n };
}

/* The word that "after" stands before: its head in the tree, else the first
 * word behind that is no article. */
static uint32_t anchor_token(const struct cs_doc *doc, uint32_t after,
                             uint32_t tok_e)
{
    static const char *const skip[] = { "the", "a",     "an",   "his", "her",
                                        "its", "their", "that", "this" };
    if (doc->tokens[after].head != CS_NONE && doc->tokens[after].head > after)
        return doc->tokens[after].head;
    for (uint32_t t = after + 1; t < tok_e; t++) {
        bool skipped = false;
        for (size_t i = 0; i < sizeof skip / sizeof *skip; i++)
            skipped = skipped || cs_str_is(doc->tokens[t].norm, skip[i]);
        if (!skipped)
            return t;
    }
    return CS_NONE;
}

static bool store(struct cs_doc *doc, const struct cs_tx *tx,
                  const struct cs_tx_hit *hit)
{
    struct cs_time *time = CS_PUSH(doc, times);
    if (time == NULL)
        return false;
    const struct cs_tx_piece *first = &tx->p[hit->b];
    const struct cs_tx_piece *last = &tx->p[hit->e - 1];
    time->span = (struct cs_span){ first->b, last->e };
    time->tok_b = first->tok;
    time->tok_e = last->tok + 1;
    time->type = hit->type;
    time->has_days = hit->has_days;
    time->days = hit->days;
    time->precision = hit->precision;
    time->anchor_tok = CS_NONE;
    time->value =
        cs_arena_str(doc->arena, (struct cs_str){ hit->value, hit->value_n });
    time->why = reckoning(tx, hit, time->span);
    if (hit->after != 0) {
        time->relative_to_event = true;
        time->shift_days = hit->shift_days;
        time->anchor_tok = anchor_token(doc, tx->p[hit->after_piece].tok,
                                        doc->sentences[tx->sentence].tok_e);
    }
    return time->value.p != NULL && time->why.p != NULL;
}

/* --- the stage ----------------------------------------------------------- */

/* Kinds that no time begins with. */
static bool begins_nothing(const struct cs_tx *tx, uint32_t i)
{
    switch (cs_tx_kind_at(tx, i)) {
    case CS_TX_WORD:
        return tx->p[i].e - tx->p[i].b != 1 ||
               tx->doc->text.p[tx->p[i].b] != 'Q';
    case CS_TX_HYPHEN:
    case CS_TX_SLASH:
    case CS_TX_COLON:
    case CS_TX_COMMA:
    case CS_TX_DOT:
    case CS_TX_MARK:
    case CS_TX_TH:
    case CS_TX_S:
    case CS_TX_SCALE:
    case CS_TX_DOZEN:
    case CS_TX_THE:
    case CS_TX_AGO:
    case CS_TX_BEFORE:
    case CS_TX_FROM:
    case CS_TX_OF:
    case CS_TX_IN:
    case CS_TX_AND:
    case CS_TX_MORE:
    case CS_TX_ABOUT:
    case CS_TX_OLD:
    case CS_TX_PERIOD:
    case CS_TX_MERIDIEM:
    case CS_TX_ZONE:
    case CS_TX_OCLOCK:
        return true;
    default:
        return false;
    }
}

static bool read_sentence(struct cs_doc *doc, struct cs_tx *tx)
{
    uint32_t i = 0, taken = 0; /* pieces before `taken` belong to a time */
    while (i < tx->n) {
        struct cs_tx_hit hit;
        if (begins_nothing(tx, i) || cs_tx_match(tx, i, &hit) != CASUS_OK) {
            i++;
            continue;
        }
        if (hit.b < taken)
            hit.b = taken;
        if (!store(doc, tx, &hit))
            return false;
        remember(tx, &hit);
        i = taken = hit.e;
    }
    return true;
}

/* Day of publication, unless it cannot be one. */
static int32_t published(const struct cs_doc *doc)
{
    const int32_t day = doc->meta.published_day;
    const int32_t first = cs_day_of((struct cs_date){ FIRST_YEAR, 1, 1 });
    const int32_t last = cs_day_of((struct cs_date){ LAST_YEAR, 1, 1 });
    return day >= first && day < last ? day : CS_DAY_UNKNOWN;
}

enum casus_status cs_times_find(struct cs_doc *doc, struct casus_error *err)
{
    struct cs_tx_index index;
    struct cs_tx tx = { .doc = doc, .pub = published(doc) };
    uint32_t longest = 0;
    tx.memory.day = tx.memory.month_day = CS_DAY_UNKNOWN;
    for (uint32_t s = 0; s < doc->n_sentences; s++) {
        const struct cs_span span = doc->sentences[s].span;
        if (span.e - span.b > longest)
            longest = span.e - span.b;
    }
    const uint32_t cap = longest < WINDOW ? longest : WINDOW;
    struct cs_tx_piece *pieces =
        cs_arena_alloc(doc->arena, (cap + 1) * sizeof *pieces);
    if (pieces == NULL)
        return cs_fail(err, CASUS_ENOMEM, 0, "times: out of arena");
    cs_tx_words_index(&index);
    tx.p = pieces;
    for (uint32_t s = 0; s < doc->n_sentences; s++) {
        uint32_t tok = doc->sentences[s].tok_b;
        const uint32_t tok_e = doc->sentences[s].tok_e;
        tx.sentence = s;
        while (tok < tok_e) {
            tx.n = take_pieces(doc, &index, &tok, tok_e, pieces, cap);
            if (tx.n == 0)
                break;
            if (!read_sentence(doc, &tx))
                return cs_fail(err, CASUS_ENOMEM, doc->sentences[s].span.b,
                               "times: out of arena");
        }
    }
    doc->layers |= CS_LAYER_TIMES;
    return CASUS_OK;
}
