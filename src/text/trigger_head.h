/* trigger_head.h - how likely each token is to tell an event of each type.
 *
 *   first and last layer of the encoder -> maxout 128 -> two SRU both
 *   ways -> norm -> no trigger, and the 16 types
 *
 * Trained by train/triggers_head.py on sentences of our own and on a larger
 * model's labels of raw text. */
#ifndef CS_TEXT_TRIGGER_HEAD_H
#define CS_TEXT_TRIGGER_HEAD_H

#include "text/encoder.h"

/* Shares of the types of a chunk's tokens; what is left over to 255 is the
 * share of "no trigger".
 *
 * vectors  [chunk tokens][CS_TEXT_WIDTH] of cs_encode
 * lift     the same of its layer "lift"
 * shares   [chunk tokens][CS_EVENT_TYPE_COUNT] out, in 255ths
 * scratch  rewound before the function returns
 * trace    may be NULL
 * CASUS_ENOMEM: past the arena's cap. */
enum casus_status cs_trigger_head(const struct cs_model *model,
                                  const struct cs_chunk *chunk,
                                  const float *vectors, const float *lift,
                                  uint8_t *shares, struct cs_arena *scratch,
                                  const struct cs_trace *trace);

#endif
