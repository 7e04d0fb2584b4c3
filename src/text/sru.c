#include "text/sru.h"

#include "base/kern.h"

enum { W = CS_TEXT_WIDTH };

void cs_sru_run(const struct cs_sru *sru, const struct cs_chunk *chunk,
                float *x, const struct cs_sru_room *room)
{
    const struct cs_kern *k = cs_kern();
    const uint32_t n = cs_chunk_size(chunk);
    k->norm(room->y, W, x, W, sru->norm.gain, sru->norm.shift, n, W);
    k->dense(room->wide, sru->gates.n, room->y, W, n, &sru->gates);
    size_t at = 0;
    for (uint32_t w = 0; w < chunk->n; w++) {
        const size_t rows = chunk->windows[w].e - chunk->windows[w].b;
        k->recur(room->h + at * 2 * W, room->wide + at * 6 * W, rows, W);
        at += rows;
    }
    k->dense(room->y, sru->out.n, room->h, sru->out.k, n, &sru->out);
    k->add(x, room->y, (size_t)n * W);
}
