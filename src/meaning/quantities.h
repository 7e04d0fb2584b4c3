/* quantities.h - number phrases, what they count, and their bounds.
 *
 * "at least 12" is 12 or more; "nearly 100" at most 100 and approximate;
 * "dozens" 24 or more, "scores" 20 or more, both approximate. A number is a
 * count (of people or things), or it is money, a share, a measure, an age, or
 * a label ("Route 7"); only counts give an event its figures. Numbers that are
 * part of a date or a name are left alone. */
#ifndef CS_MEANING_QUANTITIES_H
#define CS_MEANING_QUANTITIES_H

#include "doc/doc.h"

/* Fill doc->quantities in text order. Needs tokens with their tree; times
 * found before are left alone. CASUS_ENOMEM past the arena's cap. */
enum casus_status cs_quantities_find(struct cs_doc *doc,
                                     struct casus_error *err);

/* The count of the noun `tok`, or the one that the token is part of;
 * CS_NONE. */
uint32_t cs_quantity_of(const struct cs_doc *doc, uint32_t tok);

/* The first quantity that ends behind token `tok` (doc->n_quantities: none). */
uint32_t cs_quantity_from(const struct cs_doc *doc, uint32_t tok);

#endif
