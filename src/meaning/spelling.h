/* spelling.h - one key for the spellings of a foreign name.
 *
 * News spell names from other scripts as they like: "Gaddafi", "Qaddafi",
 * "Kadhafi"; "Hezbollah", "Hizbullah"; with and without diacritics. A key keeps
 * what these have in common. The fine key folds letters that stand for one
 * sound and keeps the vowels apart by kind; the coarse key keeps consonants and
 * how the word begins. Single words are looked up by the fine key, names of
 * several words by the coarse keys of all of them. */
#ifndef CS_MEANING_SPELLING_H
#define CS_MEANING_SPELLING_H

#include "base/str.h"

enum { CS_SPELLING_MAX = 64 };

/* The key of one word in UTF-8, any case, into out [CS_SPELLING_MAX]; its
 * length, 0 for a word without letters or too long. It begins with a byte that
 * no word has, so that keys can be numbered among words. */
size_t cs_spelling_fine(struct cs_str word, char out[CS_SPELLING_MAX]);
size_t cs_spelling_coarse(struct cs_str word, char out[CS_SPELLING_MAX]);

/* "al", "el", "as", "ben"…: words that a spelling has or leaves out. In lower
 * case. */
bool cs_spelling_particle(struct cs_str word);

#endif
