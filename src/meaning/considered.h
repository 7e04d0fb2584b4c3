/* considered.h - what else a reader might have taken for a day or place, and
 * why it was not taken.
 *
 * Asked for by `explain` alone, after all stages: nothing is kept for it where
 * nobody asks. The tree tells on what a time or place of the sentence hangs. */
#ifndef CS_MEANING_CONSIDERED_H
#define CS_MEANING_CONSIDERED_H

#include "doc/doc.h"

/* Fill doc->lost: for every event, in order, the other times and then the
 * other places of its sentence. CASUS_ENOMEM past the arena's cap. */
enum casus_status cs_considered_find(struct cs_doc *doc,
                                     struct casus_error *err);

#endif
