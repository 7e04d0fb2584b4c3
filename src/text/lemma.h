/* lemma.h - form and tag class -> lemma, by learned rules.
 *
 * A rule takes the form as it is or lower-cased, cuts letters off its end and
 * adds some. It is looked up by the whole form and its class, by the whole
 * lower-cased form and its tag, then by endings, longest first, where a rule
 * that makes a frequent word goes before one that does not. Learned and
 * described in train/lemma.py. */
#ifndef CS_TEXT_LEMMA_H
#define CS_TEXT_LEMMA_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "text/model.h"

enum { CS_LEMMA_LONGEST = 192 }; /* bytes; longer forms are their own lemma */

/* State of the hash of a key behind its level and tag.
 *
 * level  '1' whole form, '2' whole lower-cased form, '3' ending, '4' acronym
 * cap    case class of the form, 0 to 3, or -1 where the level has none */
uint64_t cs_lemma_seed(char level, struct cs_str tag, int cap);

/* The lemma of a form.
 *
 * class     index into model->class
 * all_caps  the whole sentence is in capitals: the form is first brought to
 *           the case it would have elsewhere
 * out       room for form.n + model->max_add + 1 bytes
 * Returns the form itself (borrowed) or a string in out. Thread-safe. */
struct cs_str cs_lemma(const struct cs_model *model, uint32_t class,
                       struct cs_str form, bool all_caps, char *out);

#endif
