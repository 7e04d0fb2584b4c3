/* record.h - events as JSON Lines, the format of docs/formats/record.md.
 *
 * One object a line, every field always present (null or an empty list where
 * the report does not say), keys always in the same order: two runs over the
 * same bytes can be compared with diff. */
#ifndef CS_OUTPUT_RECORD_H
#define CS_OUTPUT_RECORD_H

#include <stdint.h>

#include "base/sink.h"
#include "base/status.h"
#include "doc/doc.h"
#include "output/json.h"
#include "output/offsets.h"

/* Which coder made a record; NUL-terminated, borrowed. A NULL or empty model
 * or lexicon is written as null. */
struct cs_coder_info {
    const char *version, *model, *lexicon;
};

/* All events of a report, in text order. On CASUS_ENOMEM (the arena's cap, or
 * a sink that could not grow) the sink may end within a line. */
enum casus_status cs_output_records(const struct cs_doc *doc,
                                    const struct cs_coder_info *coder,
                                    struct cs_sink *sink);

/* One event; event_index < doc->n_events (asserted). Costs a pass over the
 * text: for all events of a report take cs_output_records. */
enum casus_status cs_output_record(const struct cs_doc *doc,
                                   uint32_t event_index,
                                   const struct cs_coder_info *coder,
                                   struct cs_sink *sink);

/* --- pieces shared with layers.c and stages.c ------------------------- */

/* [b, e] in code points. */
void cs_json_span(struct cs_json *json, const struct cs_offsets *offsets,
                  struct cs_span span);
/* "span":[b,e], null for an empty span. */
void cs_json_key_span(struct cs_json *json, const struct cs_offsets *offsets,
                      struct cs_span span);
/* "text" and "span", both null for an empty span. */
void cs_json_wording(struct cs_json *json, const struct cs_offsets *offsets,
                     struct cs_span span);
/* "code", "country" and "sector", null where unknown. */
void cs_json_code(struct cs_json *json, struct cs_actor_code code);
/* "from" and "to", both included; null where there is no interval. */
void cs_json_days(struct cs_json *json, bool known, struct cs_days days);
/* "lat", "lon" and "geonames", null where unknown. */
void cs_json_point(struct cs_json *json, const struct cs_place *place);
/* "min", "max" and "approximate". */
void cs_json_bounds(struct cs_json *json, struct cs_bounds bounds);
/* The member "report": where the report came from. */
void cs_json_report(struct cs_json *json, const struct cs_doc *doc);
/* The member "coder". */
void cs_json_coder(struct cs_json *json, const struct cs_coder_info *coder);

#endif
