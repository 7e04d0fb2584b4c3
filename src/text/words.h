/* words.h - short lists of English words that decide where a stop belongs and
 * what a hyphen or an apostrophe joins. All look-ups are of lower-cased
 * words without their final stop. */
#ifndef CS_TEXT_WORDS_H
#define CS_TEXT_WORDS_H

#include <stdbool.h>

#include "base/str.h"

/* How an abbreviation behaves before a capital. */
enum cs_abbr {
    CS_ABBR_NONE,
    CS_ABBR_TITLE,  /* "Gen. Smith": never the end of a sentence */
    CS_ABBR_NUMBER, /* "No. 5", "p. 7": only before a number */
    CS_ABBR_MONTH,  /* "Jan. 5", "Jan. The ...": ends before a starter */
    CS_ABBR_PLAIN,  /* "Inc.", "Ave.": ends before a starter */
    CS_ABBR_TAIL    /* "etc.": ends before any capital */
};

enum cs_abbr cs_words_abbr(struct cs_str lower);

/* A word that begins sentences and is seldom part of a name: "in", "police".
 * The second list is for text whose case tells nothing, where "U.S. POLICE IN"
 * goes on: words that hardly ever follow a noun, "the", "however". */
bool cs_words_starter(struct cs_str lower);
bool cs_words_caseless_starter(struct cs_str lower);

/* "non" of "non-combatant": the hyphen stays inside the token. */
bool cs_words_prefix(struct cs_str lower);
/* "wise" of "clock-wise". */
bool cs_words_suffix(struct cs_str lower);

/* "km" of "30km": a token of its own after digits. */
bool cs_words_unit(struct cs_str lower);

/* "com", "pdf": what ends a host or file name. */
bool cs_words_domain(struct cs_str lower);

/* Length of the first part of a word that is written as one and counts as
 * two ("cannot", "gonna", "didnt"), 0 for others. */
size_t cs_words_fused(struct cs_str lower);

#endif
