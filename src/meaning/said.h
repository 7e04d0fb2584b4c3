/* said.h - the parts of an attribution, read off the tree.
 *
 * Given a cue, a verb, noun, adjective, adverb or preposition, who its source
 * is and which tokens its content. Whether the word is a cue at all is decided
 * by others (attribution.c). */
#ifndef CS_MEANING_SAID_H
#define CS_MEANING_SAID_H

#include "meaning/quotation.h"

struct cs_tok_run {
    uint32_t b, e; /* tokens, half-open */
};

enum cs_said_how {
    CS_SAID_CLAUSE, /* a clause that the cue governs */
    CS_SAID_AROUND, /* the clause around an inserted "X said" */
    CS_SAID_THING   /* objects, phrases with prepositions, infinitives */
};

struct cs_said {
    enum cs_said_how how;
    uint32_t body;           /* head of a thing */
    uint32_t source;         /* head of the source, CS_NONE: unnamed */
    uint32_t cue_b, cue_e;   /* tokens of the cue */
    struct cs_tok_run words; /* of the source; empty: unnamed */
    uint32_t n;
    struct cs_tok_run run[CS_MAX_RUNS]; /* of the content */
};

/* Each fills *out and returns whether there is a content. cue_b, cue_e: the
 * cue's own words where a lexicon pattern stands, else the token. says: it may
 * stand within what it says. */
bool cs_said_by_verb(const struct cs_doc *doc, const struct cs_quotations *q,
                     uint32_t verb, uint32_t cue_b, uint32_t cue_e, bool says,
                     struct cs_said *out);
bool cs_said_by_noun(const struct cs_doc *doc, uint32_t noun,
                     struct cs_said *out);
bool cs_said_by_adjective(const struct cs_doc *doc, uint32_t tok,
                          struct cs_said *out);
bool cs_said_by_adverb(const struct cs_doc *doc, uint32_t tok,
                       struct cs_said *out);
/* "according to": the run [tok, e) of the preposition. */
bool cs_said_by_prep(const struct cs_doc *doc, uint32_t tok, uint32_t e,
                     struct cs_said *out);

bool cs_said_by_citing(const struct cs_doc *doc, const struct cs_quotations *q,
                       uint32_t verb, struct cs_said *out);

/* "in her view", "in his words": what the clause says is hers. */
bool cs_said_in_words(const struct cs_doc *doc, uint32_t noun,
                      struct cs_said *out);

/* "quoted him as saying": of "saying" the verb that passes it on; CS_NONE. */
uint32_t cs_said_passed_on(const struct cs_doc *doc, uint32_t verb);

/* The clause around an inserted "X said", CS_NONE. */
uint32_t cs_said_around(const struct cs_doc *doc, uint32_t verb);

/* Who speaks by a verb: its subject, also inverted; CS_NONE. */
uint32_t cs_said_speaker(const struct cs_doc *doc, uint32_t verb);

/* Source and its words for a verb whose subject is `source`. */
void cs_said_source(const struct cs_doc *doc, uint32_t verb, uint32_t source,
                    struct cs_said *out);

#endif
