/* table.h - events for a reader at a terminal.
 *
 * A heading for the report, then a block an event:
 *
 *   1  2024-01-04  ASSAULT aerial · 1 killed                    Baghdad, IRQ
 *                  US (USAMIL) → militia leader (IRQREB)
 *                  … came a day after a US *strike* killed a militia leader
 *
 * The first line is what an analyst scans: when, what, how certain, how many,
 * where. The second says who and to whom, and who says so. The last gives the
 * report's words, with the trigger marked, so that a wrong record shows at
 * once. A status is given where it is not "happened". */
#ifndef CS_OUTPUT_TABLE_H
#define CS_OUTPUT_TABLE_H

#include "base/sink.h"
#include "base/status.h"
#include "doc/doc.h"
#include "output/term.h"

/* One report; a blank line follows it. CASUS_ENOMEM: the sink could not
 * grow. */
enum casus_status cs_output_table(const struct cs_doc *doc,
                                  const struct cs_style *style,
                                  struct cs_sink *sink);

/* --- shared with explain.c -------------------------------------------- */

/* The heading: title, then day, publisher, file and number of events. */
void cs_table_heading(const struct cs_doc *doc, const struct cs_style *style,
                      struct cs_sink *sink);
/* The words of `sentence` around `mark`, which is set off, as many as the line
 * has room for; without a mark from the start. */
void cs_table_quote(struct cs_line *line, const struct cs_doc *doc,
                    struct cs_span sentence, struct cs_span mark);
/* The colour of a type: by its quad. */
enum cs_ink cs_type_ink(enum cs_event_type type);

#endif
