/* attribution.h - according to whom.
 *
 * A cue (a verb of saying, "according to", a noun such as "claim that") has a
 * source and a content. said.c reads both off the tree; quotation.c knows what
 * stands in marks, so that a quotation belongs whole to one speaker, also where
 * it runs over sentences. */
#ifndef CS_MEANING_ATTRIBUTION_H
#define CS_MEANING_ATTRIBUTION_H

#include "meaning/lexicon.h"

/* Fill doc->attributions, in the order of their cues. Needs the analysed
 * tokens, mentions and times. CASUS_ENOMEM past the cap. */
enum casus_status cs_attributions_find(const struct cs_lexicon *lex,
                                       struct cs_doc *doc,
                                       struct casus_error *err);

/* Index of the first attribution whose cue stands in the sentence or a later
 * one; doc->n_attributions if none. */
uint32_t cs_attributions_from(const struct cs_doc *doc, uint32_t sentence);

/* Those whose content may reach the sentence: [*b, *e). */
void cs_attributions_near(const struct cs_doc *doc, uint32_t sentence,
                          uint32_t *b, uint32_t *e);

/* Does the content hold the byte? */
bool cs_attribution_covers(const struct cs_attribution *a, uint32_t byte);

/* Bytes of the content. */
uint32_t cs_attribution_size(const struct cs_attribution *a);

#endif
