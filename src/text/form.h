/* form.h - from a word form to the rows of the lookup tables.
 *
 * train/feats.py does the same, and both must agree to the bit: what changes
 * here changes there. */
#ifndef CS_TEXT_FORM_H
#define CS_TEXT_FORM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "text/model.h"

enum {
    CS_FORM_POINTS = 64, /* longer forms: first and last 32 code points */
    CS_FORM_PIECES = 48
};

/* Bits of a form alone. */
enum {
    CS_FORM_UPPER = 1, /* some capital */
    CS_FORM_LOWER = 2, /* some small letter */
    CS_FORM_FIRST_UPPER = 4,
    CS_FORM_DIGIT = 8,
    CS_FORM_HYPHEN = 16 /* and more than it */
};

struct cs_form {
    uint32_t word;                 /* row of the word table */
    uint32_t rows[CS_TEXT_TABLES]; /* rows of the other tables */
    uint32_t piece[CS_FORM_PIECES];
    uint32_t n_pieces;
    uint8_t bits;
};

/* Rows of a form, UTF-8, one code point at least. Thread-safe, allocates
 * nothing. */
void cs_form_read(const struct cs_model *model, struct cs_str form,
                  struct cs_form *out);

/* The form has a row of its own in the word table: it is a frequent word. */
bool cs_form_is_word(const struct cs_model *model, struct cs_str form);

/* Lower case of ASCII, Latin-1 and Latin Extended-A; others unchanged. */
uint32_t cs_form_lower(uint32_t point);

/* 1 capital, -1 small, 0 neither, among the letters of cs_form_lower. */
int cs_form_case(uint32_t point);

/* FNV-1a with a seed of its own for each use; the halves are folded at the
 * end: cs_fnv_end(cs_fnv_add(cs_fnv_start(seed), bytes)). */
static inline uint64_t cs_fnv_start(uint64_t seed)
{
    return UINT64_C(0xcbf29ce484222325) ^ (seed * UINT64_C(0x9e3779b97f4a7c15));
}

static inline uint64_t cs_fnv_add(uint64_t h, struct cs_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        h ^= (unsigned char)s.p[i];
        h *= UINT64_C(0x100000001b3);
    }
    return h;
}

static inline uint64_t cs_fnv_end(uint64_t h)
{
    return h ^ (h >> 32);
}

#endif
