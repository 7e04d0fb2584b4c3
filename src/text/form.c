#include "text/form.h"

#include <assert.h>

#include "base/utf8.h"

/* Seeds of the hashes, as in train/feats.py. */
enum {
    SEED_WORD = 1,
    SEED_PREFIX = 2, /* 2 to 4: one to three letters */
    SEED_SUFFIX = 5, /* 5 to 8: one to four letters */
    SEED_SHAPE = 9,
    SEED_PIECE = 10
};

enum { N_PREFIX = 3, N_SUFFIX = 4, HALF = CS_FORM_POINTS / 2 };

/* Tables behind those of prefixes and suffixes. */
enum { AT_SHAPE = N_PREFIX + N_SUFFIX, AT_BITS };

/* A string in bytes and where its code points begin, with room for an edge
 * mark on either side. */
struct spelled {
    char bytes[4 * (CS_FORM_POINTS + 2)];
    uint16_t at[CS_FORM_POINTS + 3]; /* at[n]: end */
    uint32_t n;
};

uint32_t cs_form_lower(uint32_t c)
{
    if (c >= 'A' && c <= 'Z')
        return c + 32;
    if (c < 0xc0 || c > 0x17e)
        return c;
    if (c <= 0xde)
        return c != 0xd7 ? c + 32 : c;
    if (c < 0x100 || c == 0x130 || c == 0x131 || c == 0x138 || c == 0x149)
        return c;
    if (c == 0x178)
        return 0xff;
    if ((c >= 0x139 && c <= 0x148) || c >= 0x179)
        return (c & 1) != 0 ? c + 1 : c;
    return (c & 1) != 0 ? c : c + 1;
}

int cs_form_case(uint32_t c)
{
    if (cs_form_lower(c) != c)
        return 1;
    if ((c >= 'a' && c <= 'z') || c == 0xdf ||
        (c >= 0xe0 && c <= 0xff && c != 0xf7))
        return -1;
    return c >= 0x100 && c <= 0x17e && c != 0x130 && c != 0x138 ? -1 : 0;
}

/* Curly quotes and dashes made plain. */
static uint32_t plain(uint32_t c)
{
    switch (c) {
    case 0x2018:
    case 0x2019:
        return '\'';
    case 0x201c:
    case 0x201d:
        return '"';
    case 0x2013:
    case 0x2014:
        return '-';
    default:
        return c;
    }
}

static uint32_t points_of(struct cs_str form, uint32_t out[CS_FORM_POINTS])
{
    size_t n = 0, at = 0;
    while (at < form.n) {
        (void)cs_utf8_next(form, &at);
        n++;
    }
    uint32_t kept = 0;
    size_t i = 0;
    for (at = 0; at < form.n; i++) {
        const uint32_t c = plain(cs_utf8_next(form, &at));
        if (n <= CS_FORM_POINTS || i < HALF || i >= n - HALF)
            out[kept++] = c;
    }
    return kept;
}

static void spell(struct spelled *s, uint32_t c)
{
    const size_t at = s->at[s->n];
    s->at[++s->n] = (uint16_t)(at + cs_utf8_put(c, s->bytes + at));
}

/* Hash of code points [b, e). */
static uint64_t hash_part(const struct spelled *s, uint32_t b, uint32_t e,
                          uint64_t seed)
{
    const struct cs_str part = { s->bytes + s->at[b],
                                 (size_t)(s->at[e] - s->at[b]) };
    return cs_fnv_end(cs_fnv_add(cs_fnv_start(seed), part));
}

/* "<form>" -> rows of its pieces: those of three letters, of four, of five. */
static void read_pieces(const struct cs_model *model, const struct spelled *s,
                        struct cs_form *out)
{
    const uint32_t rows = model->piece.n;
    const uint32_t first[3] = {
        0,
        s->n - 2,
        s->n - 2 + (s->n > 3 ? s->n - 3 : 0),
    };
    out->n_pieces = 0;
    for (uint32_t i = 0; i + 3 <= s->n; i++) {
        uint64_t h = cs_fnv_start(SEED_PIECE);
        for (uint32_t k = 0; k < 5 && i + k < s->n; k++) {
            const struct cs_str point = {
                s->bytes + s->at[i + k],
                (size_t)(s->at[i + k + 1] - s->at[i + k]),
            };
            h = cs_fnv_add(h, point);
            if (k < 2 || first[k - 2] + i >= CS_FORM_PIECES)
                continue;
            const uint32_t place = first[k - 2] + i;
            out->piece[place] = (uint32_t)(cs_fnv_end(h) % rows);
            if (place >= out->n_pieces)
                out->n_pieces = place + 1;
        }
    }
}

/* "<", the normal form of n code points, ">". */
static void spell_normal(struct spelled *s, const uint32_t *points, uint32_t n)
{
    s->n = 0;
    s->at[0] = 0;
    spell(s, '<');
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t c = points[i];
        spell(s, c >= '0' && c <= '9' ? '0' : cs_form_lower(c));
    }
    spell(s, '>');
}

bool cs_form_is_word(const struct cs_model *model, struct cs_str form)
{
    uint32_t points[CS_FORM_POINTS];
    const uint32_t n = points_of(form, points);
    struct spelled s;
    spell_normal(&s, points, n);
    return cs_hash_find(&model->words, hash_part(&s, 1, n + 1, SEED_WORD)) !=
           UINT32_MAX;
}

static void read_normal(const struct cs_model *model, const uint32_t *points,
                        uint32_t n, struct cs_form *out)
{
    struct spelled s;
    spell_normal(&s, points, n);
    const uint64_t word = hash_part(&s, 1, n + 1, SEED_WORD);
    out->word = cs_hash_find(&model->words, word);
    if (out->word == UINT32_MAX)
        out->word = model->n_words + (uint32_t)(word % CS_TEXT_OOV);
    const struct cs_table *table = model->tables;
    for (uint32_t k = 1; k <= N_PREFIX; k++)
        out->rows[k - 1] = (uint32_t)(hash_part(&s, 1, 1 + (k < n ? k : n),
                                                SEED_PREFIX + k - 1) %
                                      table[k - 1].n);
    for (uint32_t k = 1; k <= N_SUFFIX; k++)
        out->rows[N_PREFIX + k - 1] =
            (uint32_t)(hash_part(&s, n + 1 - (k < n ? k : n), n + 1,
                                 SEED_SUFFIX + k - 1) %
                       table[N_PREFIX + k - 1].n);
    read_pieces(model, &s, out);
}

static uint32_t shape_of(uint32_t c)
{
    const int k = cs_form_case(c);
    if (c >= '0' && c <= '9')
        return 'd';
    if (k > 0)
        return 'X';
    if (k < 0 || (c >= 0xc0 && !(c >= 0x2000 && c <= 0x2fff)))
        return 'x';
    return c;
}

static void read_shape(const struct cs_model *model, const uint32_t *points,
                       uint32_t n, struct cs_form *out)
{
    struct spelled s;
    s.n = 0;
    s.at[0] = 0;
    uint32_t last = 0, before = 0; /* runs are cut to two */
    out->bits = 0;
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t c = points[i], shape = shape_of(c);
        const int k = cs_form_case(c);
        unsigned bits = out->bits;
        bits |= k > 0 ? CS_FORM_UPPER : k < 0 ? CS_FORM_LOWER : 0U;
        bits |= k > 0 && i == 0 ? CS_FORM_FIRST_UPPER : 0U;
        bits |= c >= '0' && c <= '9' ? CS_FORM_DIGIT : 0U;
        bits |= c == '-' && n > 1 ? CS_FORM_HYPHEN : 0U;
        out->bits = (uint8_t)bits;
        if (s.n >= 2 && shape == last && shape == before)
            continue;
        spell(&s, shape);
        before = last;
        last = shape;
    }
    out->rows[AT_SHAPE] = (uint32_t)(hash_part(&s, 0, s.n, SEED_SHAPE) %
                                     model->tables[AT_SHAPE].n);
    out->rows[AT_BITS] = out->bits;
}

void cs_form_read(const struct cs_model *model, struct cs_str form,
                  struct cs_form *out)
{
    uint32_t points[CS_FORM_POINTS];
    const uint32_t n = points_of(form, points);
    assert(n > 0);
    read_normal(model, points, n, out);
    read_shape(model, points, n, out);
}
