/* considered.h - what else a reader might have taken for a field, and why it
 * was not taken.
 *
 * Asked for by `explain` alone, after all stages: nothing is kept for it. The
 * tree tells on what a day or a place of the sentence hangs. */
#ifndef CS_MEANING_CONSIDERED_H
#define CS_MEANING_CONSIDERED_H

#include "doc/doc.h"

/* Why the event did not take this time, or this place, of its sentence.
 *
 * why   in words, "dates" and the like; static
 * word  the word on which it hangs, where `why` speaks of one; else empty
 *
 * False where there is nothing to tell: another sentence, the one taken, or a
 * place that the one taken lies in by the same wording. */
bool cs_time_lost(const struct cs_doc *doc, const struct cs_event *event,
                  uint32_t time, const char **why, struct cs_span *word);
bool cs_place_lost(const struct cs_doc *doc, const struct cs_event *event,
                   uint32_t place, const char **why, struct cs_span *word);

#endif
