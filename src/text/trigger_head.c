#include "text/trigger_head.h"

#include <assert.h>
#include <string.h>

#include "base/kern.h"
#include "text/sru.h"

enum { W = CS_TEXT_WIDTH, TYPES = CS_EVENT_TYPE_COUNT };

/* No score: its share is nothing. */
#define PAD_SCORE (-1e30F)

struct run {
    const struct cs_kern *k;
    const struct cs_trigger_layers *m;
    uint32_t n;   /* tokens of the chunk */
    float *x;     /* [n][W] */
    float *both;  /* [n][2 W] */
    float *score; /* [n][m->out.n] */
    struct cs_sru_room room;
};

static bool take_memory(struct run *r, struct cs_arena *a)
{
    const size_t n = r->n, f = sizeof(float);
    r->x = cs_arena_alloc(a, n * W * f);
    r->both = cs_arena_alloc(a, n * 2 * W * f);
    r->score = cs_arena_alloc(a, n * r->m->out.n * f);
    r->room.y = cs_arena_alloc(a, n * W * f);
    r->room.wide = cs_arena_alloc(a, n * 6 * W * f);
    r->room.h = cs_arena_alloc(a, n * 2 * W * f);
    return r->x != NULL && r->both != NULL && r->score != NULL &&
           r->room.y != NULL && r->room.wide != NULL && r->room.h != NULL;
}

static void show(const struct run *r, const struct cs_trace *trace,
                 const char *name, const float *x, size_t ld, size_t width)
{
    if (trace != NULL)
        trace->layer(trace->arg, name, x, ld, r->n, width);
}

/* Scores to shares, in 255ths; the first column is "no trigger". */
static void read_shares(const struct run *r, uint8_t *shares)
{
    const size_t ld = r->m->out.n;
    for (uint32_t i = 0; i < r->n; i++)
        for (size_t j = 1 + TYPES; j < ld; j++)
            r->score[i * ld + j] = PAD_SCORE;
    r->k->softmax(r->score, ld, r->n, ld);
    for (uint32_t i = 0; i < r->n; i++)
        for (size_t t = 0; t < TYPES; t++)
            shares[i * TYPES + t] =
                (uint8_t)(r->score[i * ld + 1 + t] * 255.0F + 0.5F);
}

enum casus_status cs_trigger_head(const struct cs_model *model,
                                  const struct cs_chunk *chunk,
                                  const float *vectors, const float *lift,
                                  uint8_t *shares, struct cs_arena *scratch,
                                  const struct cs_trace *trace)
{
    struct run r = { .k = cs_kern(),
                     .m = &model->triggers,
                     .n = cs_chunk_size(chunk) };
    static const char *const names[CS_TRIGGER_SRUS] = { "triggers.sru1",
                                                        "triggers.sru2" };
    const struct cs_mark mark = cs_arena_mark(scratch);
    enum casus_status status = CASUS_ENOMEM;
    assert(model->has_triggers);
    if (take_memory(&r, scratch)) {
        for (uint32_t i = 0; i < r.n; i++) {
            float *row = r.both + (size_t)i * 2 * W;
            memcpy(row, vectors + (size_t)i * W, sizeof *row * W);
            memcpy(row + W, lift + (size_t)i * W, sizeof *row * W);
        }
        r.k->dense(r.room.wide, 2 * W, r.both, 2 * W, r.n, &r.m->join);
        r.k->maxout(r.x, W, r.room.wide, 2 * W, r.n, W, false);
        for (int i = 0; i < CS_TRIGGER_SRUS; i++) {
            cs_sru_run(&r.m->sru[i], chunk, r.x, &r.room);
            show(&r, trace, names[i], r.x, W, W);
        }
        r.k->norm(r.room.y, W, r.x, W, r.m->norm.gain, r.m->norm.shift, r.n, W);
        r.k->dense(r.score, r.m->out.n, r.room.y, W, r.n, &r.m->out);
        show(&r, trace, "triggers", r.score, r.m->out.n, 1 + TYPES);
        read_shares(&r, shares);
        status = CASUS_OK;
    }
    cs_arena_rewind(scratch, mark);
    return status;
}
