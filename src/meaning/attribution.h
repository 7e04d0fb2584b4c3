/* attribution.h - according to whom.
 *
 * A cue (a verb of saying, "according to", a noun such as "claim that") has a
 * source and a content. The content is the clause that the cue governs, the
 * clause around an inserted "X said", or the sentences of a quotation that
 * runs on. */
#ifndef CS_MEANING_ATTRIBUTION_H
#define CS_MEANING_ATTRIBUTION_H

#include "meaning/lexicon.h"

/* Fill doc->attributions, in the order of the sentences that hold the content.
 * Needs the analysed tokens and mentions. CASUS_ENOMEM past the cap. */
enum casus_status cs_attributions_find(const struct cs_lexicon *lex,
                                       struct cs_doc *doc,
                                       struct casus_error *err);

/* Index of the first attribution whose content stands in the sentence or a
 * later one; doc->n_attributions if none. */
uint32_t cs_attributions_from(const struct cs_doc *doc, uint32_t sentence);

/* Does the content hold the byte? */
bool cs_attribution_covers(const struct cs_attribution *a, uint32_t byte);

#endif
