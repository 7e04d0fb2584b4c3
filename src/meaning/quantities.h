/* quantities.h - number phrases and the bounds they put on a count.
 *
 * "at least 12" is 12 or more; "nearly 100" at most 100 and approximate;
 * "dozens" 24 or more, "scores" 20 or more, both approximate. Numbers that are
 * part of a date, a name or a measure are nobody's count. */
#ifndef CS_MEANING_QUANTITIES_H
#define CS_MEANING_QUANTITIES_H

#include "doc/doc.h"

/* Fill doc->quantities in text order. Needs tokens with their tree; times
 * found before are left alone. CASUS_ENOMEM past the arena's cap. */
enum casus_status cs_quantities_find(struct cs_doc *doc,
                                     struct casus_error *err);

/* The quantity that counts the noun `tok`, CS_NONE. */
uint32_t cs_quantity_of(const struct cs_doc *doc, uint32_t tok);

#endif
