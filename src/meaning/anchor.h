/* anchor.h - which time belongs to which event.
 *
 * A time belongs to the word it hangs on in the tree, if that is an event's
 * trigger, or to the event that its light verb stands for. What the words do
 * not date stays undated: a story's date is no event's date. */
#ifndef CS_MEANING_ANCHOR_H
#define CS_MEANING_ANCHOR_H

#include "base/status.h"
#include "doc/doc.h"

/* Fill `when` of doc->events, and a reason (CS_FIELD_WHEN) for each.
 *
 * Needs tokens with trees, times and events; times keep as they are.
 * CASUS_ENOMEM: the arena's cap was reached. Thread-safe; no heap calls.
 * Source: rules A1 to A7, docs/rules/times.md. */
enum casus_status cs_times_anchor(struct cs_doc *doc, struct casus_error *err);

#endif
