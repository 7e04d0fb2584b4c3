/* locate.h - where each event took place, as far as the words say.
 *
 * An event takes its place from its own clause outwards: a locative phrase of
 * the trigger, what was hit or visited where that is a place or stands in one,
 * then the clause that governs the trigger. A place elsewhere in the report is
 * never borrowed; better none than a wrong one. */
#ifndef CS_MEANING_LOCATE_H
#define CS_MEANING_LOCATE_H

#include "doc/doc.h"
#include "meaning/gazetteer.h"

/* Set the place of every event of doc and note the reason in its why. Needs
 * events and places. CASUS_ENOMEM past the arena's cap; thread-safe. Source:
 * rules L1 to L8, docs/rules/places.md. */
enum casus_status cs_places_attach(const struct cs_gazetteer *gazetteer,
                                   struct cs_doc *doc, struct casus_error *err);

#endif
