/* quotation.h - what stands in quotation marks.
 *
 * Marks of all kinds, straight ones told apart by the spaces around them,
 * single ones where they close behind a comma or full stop. One that is never
 * closed reaches to the end of its sentence, or of its paragraph where the next
 * one opens again (that is how a quotation runs on in print); one that is never
 * opened begins with its sentence. */
#ifndef CS_MEANING_QUOTATION_H
#define CS_MEANING_QUOTATION_H

#include "doc/doc.h"

struct cs_quotation {
    uint32_t tok_b, tok_e; /* tokens, the marks included, within one block */
    uint32_t words;        /* tokens that are no punctuation */
    bool has_verb;
    bool whole;   /* a sentence and more */
    bool runs_on; /* the next block goes on with it */
};

struct cs_quotations {
    uint32_t n, cap;
    struct cs_quotation *all; /* in text order, not overlapping */
    uint32_t *of;             /* [n_tokens] index into all, CS_NONE: outside */
};

/* Find them all; memory is the document's. CASUS_ENOMEM past the cap. */
enum casus_status cs_quotations_find(struct cs_doc *doc,
                                     struct cs_quotations *out);

/* Is the token a double quotation mark, of whatever kind? */
bool cs_is_quote_mark(const struct cs_doc *doc, uint32_t tok);

/* Speech, and not a word at arm's length ("a so-called 'wall'"). */
static inline bool cs_is_speech(const struct cs_quotation *q)
{
    return q->has_verb || q->whole || q->words >= 6;
}

#endif
