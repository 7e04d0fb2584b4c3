/* match.h - do the words of a lexicon pattern stand at a token?
 *
 * Fills each token's word numbers once; after that a match compares numbers. */
#ifndef CS_MEANING_MATCH_H
#define CS_MEANING_MATCH_H

#include "meaning/lexicon.h"

/* Give every token the lexicon's numbers for its form and its lemma, and
 * clear its mention. */
void cs_match_words(const struct cs_lexicon *lex, struct cs_doc *doc);

/* Is the token this word, by form or lemma? */
static inline bool cs_match_word(const struct cs_doc *doc, uint32_t tok,
                                 uint32_t word)
{
    return doc->tokens[tok].norm_word == word ||
           doc->tokens[tok].lemma_word == word;
}

enum { CS_MATCH_WORDS = 12 };

/* Where a pattern's words stand. */
struct cs_match {
    uint32_t tok_b, tok_e; /* run around the head, as far as words adjoin */
    uint32_t n;
    uint32_t tok[CS_MATCH_WORDS]; /* the tokens of the words found */
};

/* Is the token one of the words found? */
static inline bool cs_match_has(const struct cs_match *match, uint32_t tok)
{
    for (uint32_t i = 0; i < match->n; i++) {
        if (match->tok[i] == tok)
            return true;
    }
    return false;
}

/* Does the pattern stand at the token (its head word)? Checks the word kind
 * against the token's part of speech. `match` is set on true. */
bool cs_match_pattern(const struct cs_lexicon *lex, const struct cs_doc *doc,
                      const struct cs_pattern *pattern, uint32_t tok,
                      struct cs_match *match);

/* First pattern of a kind that stands at the token (the longest), NULL. */
const struct cs_pattern *cs_match_kind(const struct cs_lexicon *lex,
                                       const struct cs_doc *doc,
                                       enum cs_pattern_kind kind, uint32_t tok,
                                       struct cs_match *match);

/* A token's patterns, by form and by lemma: up to two ranges. */
struct cs_ranges {
    uint32_t b[2], e[2];
};
struct cs_ranges cs_match_ranges(const struct cs_lexicon *lex,
                                 const struct cs_doc *doc, uint32_t tok);

/* Is the token, by form, lemma or as the last word of a class entry of several
 * words, in the class? */
bool cs_match_class(const struct cs_lexicon *lex, const struct cs_doc *doc,
                    uint32_t tok, uint32_t class_index);

/* The same for classes [n], at most 32, CS_NONE: no such class. Bit i: it is in
 * classes[i]. */
uint32_t cs_match_classes(const struct cs_lexicon *lex,
                          const struct cs_doc *doc, uint32_t tok,
                          const uint32_t *classes, uint32_t n);

/* Text mostly without lower-case or without capitals: capitals then say
 * nothing. */
enum cs_casing { CS_CASING_MIXED, CS_CASING_LOWER, CS_CASING_UPPER };
enum cs_casing cs_match_casing(const struct cs_doc *doc);

#endif
