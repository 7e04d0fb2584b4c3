/* offsets.h - byte offsets -> code points, days -> inclusive dates.
 *
 * Inside the program positions are bytes and days are half-open; outside they
 * are Unicode code points and days with both ends included. This is the one
 * place where the two meet.
 *
 * Code points before every 256th byte are counted once a report; an offset
 * then costs one look-up and a count over at most 255 bytes. In a text that is
 * all ASCII both positions are the same. */
#ifndef CS_OUTPUT_OFFSETS_H
#define CS_OUTPUT_OFFSETS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "doc/doc.h"

struct cs_offsets {
    struct cs_str text;     /* borrowed from the document */
    const uint32_t *before; /* [text.n / 256 + 1], code points; in the arena */
    bool ascii;
};

/* The table stays in doc->arena until that is reset or rewound.
 * CASUS_ENOMEM past the arena's cap. */
enum casus_status cs_offsets_build(struct cs_offsets *offsets,
                                   const struct cs_doc *doc);

/* Code points before the byte; an offset past the end is the end, one within
 * a character counts that character as before. */
uint32_t cs_code_point(const struct cs_offsets *offsets, uint32_t byte);

/* A half-open interval of days as its first and last day, "YYYY-MM-DD" and a
 * NUL each. An interval that is empty gives its first day twice. */
void cs_days_inclusive(struct cs_days days, char first[11], char last[11]);

#endif
