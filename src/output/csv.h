/* csv.h - events as a table of comma-separated values, one row an event.
 *
 * UTF-8 without a byte order mark, a line feed after each row, RFC 4180
 * quoting; unknown is an empty cell. The columns are listed in
 * docs/formats/record.md.
 *
 * Two things differ from the JSON record, for the sake of spreadsheets:
 *  - white space and control characters within a cell become one space, so a
 *    row is always a line;
 *  - a cell whose words come from the report or its metadata and that begins
 *    with = + - @ gets an apostrophe before it, since Excel and LibreOffice
 *    would run it as a formula. Numbers (-33.45) and codes from our own lists
 *    (---REB) are never touched, so R and pandas read them as they are. */
#ifndef CS_OUTPUT_CSV_H
#define CS_OUTPUT_CSV_H

#include "base/sink.h"
#include "base/status.h"
#include "doc/doc.h"

/* The names of the columns; once, before all rows. */
void cs_output_csv_header(struct cs_sink *sink);

/* The events of one report. CASUS_ENOMEM: the sink could not grow, and may
 * end within a row. */
enum casus_status cs_output_csv(const struct cs_doc *doc, struct cs_sink *sink);

#endif
