/* event_view.h - what every writer asks of an event: its place, codes, ids.
 *
 * JSON, CSV, table and explanation differ in form alone; what they say about
 * an event is read here, so that they cannot disagree. */
#ifndef CS_OUTPUT_EVENT_VIEW_H
#define CS_OUTPUT_EVENT_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "doc/doc.h"

/* Two hashes of a report's text, from which its ids are made. */
struct cs_text_hash {
    uint64_t a, b;
};

struct cs_text_hash cs_text_hash_of(struct cs_str text);

/* Hex digits and a NUL. The event's id depends on the text, the trigger's
 * bytes and the type alone; the incident's on the text and its number. */
void cs_event_id(struct cs_text_hash hash, const struct cs_event *event,
                 char out[21]);
void cs_incident_id(struct cs_text_hash hash, uint32_t incident, char out[19]);

/* NULL where the text does not say. */
const struct cs_place *cs_event_place(const struct cs_doc *doc,
                                      const struct cs_event *event);

/* Empty: nobody is named. */
struct cs_str cs_party_text(const struct cs_doc *doc,
                            const struct cs_party *party);
/* "USAMIL", "IRQ"; "---REB" where only the sector is known, "" for nothing.
 * The same for a mention's or an entity's code. */
void cs_code_text(struct cs_actor_code code, char out[7]);

/* Title, else path, else id. */
struct cs_str cs_report_heading(const struct cs_doc *doc);

/* Step i of the reasoning behind an event: its own steps, then
 * how its time was reckoned and its place chosen, where the event's steps do
 * not say the same already. False past the last. */
bool cs_event_reason(const struct cs_doc *doc, const struct cs_event *event,
                     uint32_t i, struct cs_reason *reason);

/* True where an earlier event of the report tells the same happening;
 * *earlier is then its index. */
bool cs_told_before(const struct cs_doc *doc, uint32_t event,
                    uint32_t *earlier);

#endif
