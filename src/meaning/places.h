/* places.h - names of places in a report, each put on the map.
 *
 * A name counts as a place for what stands around it, and which place it is
 * follows from the other places of the report: "Tripoli" is Lebanon's where
 * Beirut and Sidon are named. Facilities and villages that no list has are
 * taken from their wording ("Al Harir airbase", "the village of al-Akr").
 * Every place tells why it was chosen. Rules: docs/rules/places.md. */
#ifndef CS_MEANING_PLACES_H
#define CS_MEANING_PLACES_H

#include "doc/doc.h"
#include "meaning/gazetteer.h"

/* Fill doc->places, in text order, not overlapping.
 *
 * Needs sentences and tokens; tags, names and mentions are used where the
 * document has them. A dateline's place ("BAGHDAD, Jan 5 -") comes first and
 * has tok_b == tok_e == CS_NONE, since datelines have no tokens.
 * CASUS_ENOMEM past the arena's cap. */
enum casus_status cs_places_find(const struct cs_gazetteer *gazetteer,
                                 struct cs_doc *doc, struct casus_error *err);

#endif
