/* chars.h - what a character is to the sentence splitter and the tokeniser.
 *
 * One table look-up for ASCII; the punctuation and spaces beyond it are the
 * few that news text uses. Everything else counts as a letter, so that names
 * in any script stay whole. */
#ifndef CS_TEXT_CHARS_H
#define CS_TEXT_CHARS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum cs_ch {
    CS_CH_LETTER,
    CS_CH_DIGIT,
    CS_CH_SPACE,    /* white space, no-break and zero-width spaces too */
    CS_CH_DOT,      /* . */
    CS_CH_STOP,     /* ! ? and their full-width forms */
    CS_CH_ELLIPSIS, /* U+2026 */
    CS_CH_APOS,     /* ' and U+2019 */
    CS_CH_QUOTE,    /* other quotes; whether open or closed is not said */
    CS_CH_OPEN,     /* ( [ { and opening quotes */
    CS_CH_CLOSE,    /* ) ] } and closing quotes */
    CS_CH_HYPHEN,   /* - U+2010 U+2011 */
    CS_CH_DASH,     /* U+2012 to U+2015 */
    CS_CH_CURRENCY,
    CS_CH_MARK, /* any other punctuation or symbol */
    CS_CH_COUNT
};

/* The table for bytes below 0x80; above it CS_CH_COUNT: decode. */
extern const uint8_t cs_ch_table[256];

/* Kind and length in bytes (at least 1) of the character at s.p[at], which
 * is the first byte of one; s is valid UTF-8. */
enum cs_ch cs_ch_slow(struct cs_str s, size_t at, size_t *len);

static inline enum cs_ch cs_ch_at(struct cs_str s, size_t at, size_t *len)
{
    const uint8_t kind = cs_ch_table[(unsigned char)s.p[at]];
    *len = 1;
    return kind < CS_CH_COUNT ? (enum cs_ch)kind : cs_ch_slow(s, at, len);
}

/* The first byte of the character before s.p[at]; at > 0. */
static inline size_t cs_ch_before(struct cs_str s, size_t at)
{
    do
        at--;
    while (at > 0 && ((unsigned char)s.p[at] & 0xc0) == 0x80);
    return at;
}

static inline bool cs_ch_is_word(enum cs_ch kind)
{
    return kind == CS_CH_LETTER || kind == CS_CH_DIGIT;
}

#endif
