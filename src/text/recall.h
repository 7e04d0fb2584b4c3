/* recall.h - what was worked out for word forms before.
 *
 * The first layers of the text model see a word's form and nothing of its
 * neighbours, and a few thousand forms make up most of all text. So their
 * output is kept, for one worker, over its reports. A form is found by
 * its very bytes: what is recalled is what would be computed again, and
 * records do not depend on what was read before. */
#ifndef CS_TEXT_RECALL_H
#define CS_TEXT_RECALL_H

#include <stdint.h>

#include "base/str.h"
#include "text/model.h"

enum { CS_RECALL_SLOTS = 8192, CS_RECALL_LONGEST = 31 };

/* One form. */
struct cs_recalled {
    char form[CS_RECALL_LONGEST];
    uint8_t n;    /* bytes of form, 0: a free slot */
    uint8_t bits; /* enum of form.h */
    float row[CS_TEXT_LIFT];
};

struct cs_recall;

/* Room for CS_RECALL_SLOTS forms, about 9 MB, touched as it fills; NULL where
 * there is no memory. Caller frees. */
struct cs_recall *cs_recall_new(void);
void cs_recall_free(struct cs_recall *recall);

/* The slot where a form of this model is or would be: slot->n is 0 where it
 * is not there, and it may be filled in then (n, form, bits and row). NULL
 * where it is too long to be kept, or recall is NULL. A slot is good until the
 * next call. Not thread-safe. */
struct cs_recalled *cs_recall_slot(struct cs_recall *recall,
                                   const struct cs_model *model,
                                   struct cs_str form);

#endif
