/* sru.h - one recurrent block, both ways over each window of a chunk. */
#ifndef CS_TEXT_SRU_H
#define CS_TEXT_SRU_H

#include "text/encoder.h"

/* What the block works in, for n tokens. */
struct cs_sru_room {
    float *y;    /* [n][CS_TEXT_WIDTH] */
    float *wide; /* [n][6 CS_TEXT_WIDTH] */
    float *h;    /* [n][2 CS_TEXT_WIDTH] */
};

/* x [chunk tokens][CS_TEXT_WIDTH]: the block's output is added to it. */
void cs_sru_run(const struct cs_sru *sru, const struct cs_chunk *chunk,
                float *x, const struct cs_sru_room *room);

#endif
