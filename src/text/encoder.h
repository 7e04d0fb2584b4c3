/* encoder.h - tokens to vectors of 128 numbers that know their context.
 *
 *   tables -> 384 -> maxout 192 -> 256 | + place -> maxout 128 -> convolution
 *   over three tokens -> SRU both ways -> attention -> two SRU -> norm
 *
 * What stands before the bar depends on the form alone, and is recalled
 * (recall.h). Each block adds to what came in. Dense layers run over a chunk of
 * several sentences at once, what looks sideways runs within a window (a
 * sentence, or a piece of one beyond CS_TEXT_WINDOW tokens). Trained by
 * train/net.py. */
#ifndef CS_TEXT_ENCODER_H
#define CS_TEXT_ENCODER_H

#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "doc/doc.h"
#include "text/model.h"

/* Tokens [b, e) of the document. */
struct cs_window {
    uint32_t b, e;
};

/* Windows that follow one another, analysed together. */
struct cs_chunk {
    const struct cs_window *windows;
    uint32_t n;
};

/* Tokens of a chunk. */
static inline uint32_t cs_chunk_size(const struct cs_chunk *chunk)
{
    return chunk->windows[chunk->n - 1].e - chunk->windows[0].b;
}

/* Called after each layer, for tests and training: x [rows][width], rows ld
 * apart. */
struct cs_trace {
    void (*layer)(void *arg, const char *name, const float *x, size_t ld,
                  size_t rows, size_t width);
    void *arg;
};

/* Encode a chunk.
 *
 * vectors  [chunk tokens][CS_TEXT_WIDTH] out
 * lift_out [chunk tokens][CS_TEXT_WIDTH] out: the first layer that knows a
 *          token's place; NULL where not wanted
 * caps     [chunk->n] out, 1: the window is in capitals throughout
 * scratch  rewound before the function returns
 * trace    may be NULL
 * CASUS_ENOMEM: past the arena's cap. */
enum casus_status cs_encode(const struct cs_model *model,
                            const struct cs_doc *doc,
                            const struct cs_chunk *chunk, float *vectors,
                            float *lift_out, uint8_t *caps,
                            struct cs_arena *scratch,
                            const struct cs_trace *trace);

#endif
