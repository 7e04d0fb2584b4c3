/* times.h - the time stage: when the report's words say things are.
 *
 * Fills doc->times with TIMEX3 expressions: type, value, the interval of days
 * behind it, and the reckoning in plain words. Relative phrases are counted
 * from the day of publication; where that is unknown they stay unresolved
 * ("XXXX-WXX-5"). docs/rules/times.md numbers the rules. */
#ifndef CS_MEANING_TIMES_H
#define CS_MEANING_TIMES_H

#include "base/status.h"
#include "doc/doc.h"

/* Fill doc->times, in text order, not overlapping.
 *
 * Needs text, sentences and tokens. Tags and heads are used where they are
 * there (for tense and for what "a day after" stands beside), and not missed
 * where every head is CS_NONE.
 *
 * CASUS_ENOMEM: the arena's cap was reached. Strings are in the arena.
 * Thread-safe; no heap calls. Source: rules T1 to T14, docs/rules/times.md. */
enum casus_status cs_times_find(struct cs_doc *doc, struct casus_error *err);

#endif
