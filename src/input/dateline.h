/* dateline.h - "BAGHDAD, Jan 5 (Agency) -" at a paragraph's start. */
#ifndef CS_INPUT_DATELINE_H
#define CS_INPUT_DATELINE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "input/stamp.h"

/* How the document writes letters. */
enum cs_letters { CS_LETTERS_MIXED, CS_LETTERS_UPPER, CS_LETTERS_LOWER };

struct cs_dateline {
    uint32_t b, e; /* bytes of the paragraph: the dateline, trimmed */
    uint32_t text; /* where the first sentence begins */
    bool dated;    /* stamp holds a full date */
    struct cs_stamp stamp;
};

/* Recognise a dateline at the start of a paragraph:
 *
 *   place[, place][, date][ (agency)][, date] dash      dash: - -- _ or longer
 *   PLACE: Text, or in a text without capitals  place: text
 *   Place (AGENCY) Text
 *
 * with editors' tags behind it: "[Text]", "[Report by ...]". A place in plain
 * capitalised letters needs a date or an agency beside it; bare forms count
 * only where `first` says that the report begins here. */
bool cs_dateline(struct cs_str paragraph, enum cs_letters letters, bool first,
                 struct cs_dateline *out);

#endif
