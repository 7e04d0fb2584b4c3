/* heads.h - vectors of tokens to tags, names, trees and relations. */
#ifndef CS_TEXT_HEADS_H
#define CS_TEXT_HEADS_H

#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "doc/doc.h"
#include "text/encoder.h"
#include "text/model.h"

/* Fill upos, feats, morph, head, deprel, name and described of a chunk's
 * tokens.
 *
 * vectors  [chunk tokens][CS_TEXT_WIDTH] of cs_encode
 * classes  [chunk tokens] out, index into model->class: what cs_lemma asks
 * scratch  rewound before the function returns
 * trace    may be NULL
 * CASUS_ENOMEM: past the arena's cap. */
enum casus_status cs_heads(const struct cs_model *model, struct cs_doc *doc,
                           const struct cs_chunk *chunk, const float *vectors,
                           uint16_t *classes, struct cs_arena *scratch,
                           const struct cs_trace *trace);

/* The best legal path of name or mention tags.
 *
 * scores  [n][ld], n_tags columns, log-odds
 * n_tags  1 + 4 kinds, at most CS_TEXT_MENTIONS
 * back    [n][n_tags] scratch
 * tags    [n] out: 0 O, then B I E S of each kind */
void cs_span_path(const float *scores, size_t ld, uint32_t n, uint32_t n_tags,
                  uint8_t *back, uint8_t *tags);

#endif
