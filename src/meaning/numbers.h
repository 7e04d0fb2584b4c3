/* numbers.h - amounts as English words them, and the bounds put on them.
 *
 * Reads forms of words alone: digits with separators ("2,500", "10 000",
 * "3.5m"), number words ("two hundred and fifty", "five-and-twenty", "half a
 * million"), vague plurals ("dozens", "tens of thousands", "a few hundred"),
 * nouns of number ("a pair", "a handful"), nobody ("no one", "not a single"),
 * and what stands before and after ("at least", "no more than", "nearly",
 * "or so", "-odd", "to 20"). */
#ifndef CS_MEANING_NUMBERS_H
#define CS_MEANING_NUMBERS_H

#include "doc/doc.h"

/* An amount: tokens [b, e), of which [at, core_e) say the number itself. */
struct cs_amount {
    uint32_t b, e, at, core_e;
    struct cs_bounds bounds;
    bool digits;   /* begins with a digit */
    bool fraction; /* has a decimal fraction that no multiplier makes whole */
    bool noun;     /* a noun of number: "pair", "handful", "twins" */
};

/* Read the amount whose number begins at token i of [first, end), a sentence's
 * tokens. False where none does; then *out is not set. */
bool cs_amount_read(const struct cs_doc *doc, uint32_t i, uint32_t first,
                    uint32_t end, struct cs_amount *out);

#endif
