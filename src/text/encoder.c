#include "text/encoder.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "base/kern.h"
#include "text/form.h"
#include "text/recall.h"
#include "text/sru.h"

enum {
    W = CS_TEXT_WIDTH,
    IN = CS_TEXT_INPUT,
    FORM = CS_TEXT_FORM,
    LIFT = CS_TEXT_LIFT,
    QKV = CS_TEXT_HEADS * (2 * CS_TEXT_KEY + CS_TEXT_VALUE),
    AT_KEY = CS_TEXT_HEADS * CS_TEXT_KEY,
    AT_VALUE = 2 * AT_KEY
};

/* Fresh forms worked out together. */
enum { BATCH = 64 };

/* A pad of a score: exp of it is nothing beside a real one. */
#define PAD_SCORE (-1e30F)

/* What the layers of a chunk share. */
struct run {
    const struct cs_kern *k;
    const struct cs_model *m;
    const struct cs_chunk *chunk;
    uint32_t n;     /* tokens */
    uint32_t most;  /* tokens of the longest window */
    float *x;       /* [n][W] the stream that every block adds to */
    float *y;       /* [n + windows + 1][W] a block's normed input */
    float *wide;    /* [n + BATCH][6 W] gates; products, queries as well */
    float *h;       /* [n][2 W] */
    float *tables;  /* [BATCH][IN] of fresh forms */
    float *h_form;  /* [BATCH][FORM] */
    uint8_t *bits;  /* [n] of the forms */
    uint8_t *place; /* [n] */
    float *keys;    /* [most / 16][CS_TEXT_KEY][16] */
    float *values;  /* [CS_TEXT_VALUE / 16][most][16] */
    float *score;   /* [most][padded most] */
    const struct cs_trace *trace;
};

static size_t padded(size_t n)
{
    return (n + CS_LANES - 1) / CS_LANES * CS_LANES;
}

static void show(const struct run *r, const char *name, const float *x,
                 size_t width)
{
    if (r->trace != NULL)
        r->trace->layer(r->trace->arg, name, x, width, r->n, width);
}

static void add_row(const struct run *r, const struct cs_table *t, uint32_t row,
                    float *out)
{
    r->k->add_i8(out, t->rows + (size_t)row * t->width, t->scale[row],
                 t->width);
}

static void times(const struct run *r, float *out, const float *in, size_t ld,
                  const struct cs_linear *l, size_t rows)
{
    r->k->product(out, l->n, in, ld, l->w, l->b, rows, l->k, l->n);
}

static void normed(const struct run *r, float *out, const struct cs_norm *n)
{
    r->k->norm(out, W, r->x, W, n->gain, n->shift, r->n, W);
}

static void dense(const struct run *r, float *out, const float *in,
                  const struct cs_dense *l, size_t rows)
{
    r->k->dense(out, l->n, in, l->k, rows, l);
}

/* Tables of one form side by side, [IN]; out is zero. */
static void read_tables(const struct run *r, const struct cs_form *form,
                        float *out)
{
    const struct cs_model *m = r->m;
    add_row(r, &m->word, form->word, out);
    out += CS_TEXT_WORD;
    for (int t = 0; t < CS_TEXT_TABLES; t++) {
        add_row(r, &m->tables[t], form->rows[t], out);
        out += m->tables[t].width;
    }
    for (uint32_t i = 0; i < form->n_pieces; i++)
        add_row(r, &m->piece, form->piece[i], out);
    const float count = (float)form->n_pieces;
    for (int j = 0; j < CS_TEXT_PIECE; j++)
        out[j] = out[j] / count;
}

/* What each token is in its window, as train/feats.py's place_of() has it.
 * Returns whether the window is in capitals: two words with capitals, no small
 * letter. */
static bool read_places(const uint8_t *bits, uint32_t n, uint8_t *out)
{
    uint32_t upper = 0, lower = 0;
    for (uint32_t i = 0; i < n; i++) {
        upper += (bits[i] & CS_FORM_UPPER) != 0;
        lower += (bits[i] & CS_FORM_LOWER) != 0;
    }
    const bool all_caps = upper >= 2 && lower == 0;
    const bool no_caps = upper == 0 && lower > 0;
    memset(out, (all_caps ? 4 : 0) + (no_caps ? 8 : 0), n);
    out[0] = (uint8_t)(out[0] + 1);
    out[n - 1] = (uint8_t)(out[n - 1] + 2);
    return all_caps;
}

/* Forms that were not met before, worked out together. */
struct fresh {
    uint32_t n;
    uint32_t token[BATCH]; /* of the chunk */
};

/* Their rows, to the tokens and to memory. */
static void work_out(const struct run *r, const struct cs_doc *doc,
                     struct fresh *f)
{
    const struct cs_model *m = r->m;
    times(r, r->wide, r->tables, IN, &m->form, f->n);
    r->k->maxout(r->h_form, FORM, r->wide, 2 * (size_t)FORM, f->n, FORM, false);
    times(r, r->wide, r->h_form, FORM, &m->lift, f->n);
    const uint32_t first = r->chunk->windows[0].b;
    for (uint32_t i = 0; i < f->n; i++) {
        const float *row = r->wide + (size_t)i * LIFT;
        memcpy(r->h + (size_t)f->token[i] * LIFT, row, sizeof *row * LIFT);
        const struct cs_str form =
            cs_doc_text(doc, doc->tokens[first + f->token[i]].span);
        struct cs_recalled *slot = cs_recall_slot(doc->recall, m, form);
        if (slot == NULL)
            continue;
        memcpy(slot->form, form.p, form.n);
        slot->n = (uint8_t)form.n;
        slot->bits = r->bits[f->token[i]];
        memcpy(slot->row, row, sizeof *row * LIFT);
    }
    f->n = 0;
}

/* Each token's form, recalled or worked out: rows of LIFT in r->h, bits. */
static void read_forms(const struct run *r, const struct cs_doc *doc)
{
    struct fresh fresh = { 0 };
    const uint32_t first = r->chunk->windows[0].b;
    for (uint32_t i = 0; i < r->n; i++) {
        const struct cs_str text =
            cs_doc_text(doc, doc->tokens[first + i].span);
        const struct cs_recalled *slot =
            cs_recall_slot(doc->recall, r->m, text);
        if (slot != NULL && slot->n != 0) {
            memcpy(r->h + (size_t)i * LIFT, slot->row, sizeof slot->row);
            r->bits[i] = slot->bits;
            continue;
        }
        struct cs_form form;
        float *in = r->tables + (size_t)fresh.n * IN;
        cs_form_read(r->m, text, &form);
        memset(in, 0, sizeof *in * IN);
        read_tables(r, &form, in);
        r->bits[i] = form.bits;
        fresh.token[fresh.n++] = i;
        if (fresh.n == BATCH)
            work_out(r, doc, &fresh);
    }
    if (fresh.n > 0)
        work_out(r, doc, &fresh);
    show(r, "form", r->h, LIFT);
}

/* Forms and places to the stream. */
static void lift(const struct run *r, const struct cs_doc *doc, uint8_t *caps)
{
    read_forms(r, doc);
    uint32_t at = 0;
    for (uint32_t w = 0; w < r->chunk->n; w++) {
        const uint32_t n = r->chunk->windows[w].e - r->chunk->windows[w].b;
        caps[w] = read_places(r->bits + at, n, r->place + at);
        at += n;
    }
    for (uint32_t i = 0; i < r->n; i++)
        r->k->add(r->h + (size_t)i * LIFT,
                  r->m->place + (size_t)r->place[i] * LIFT, LIFT);
    r->k->maxout(r->x, W, r->h, LIFT, r->n, W, false);
    normed(r, r->x, &r->m->lift_norm);
    show(r, "lift", r->x, W);
}

/* A row of zeros stands before, between and behind windows, so that three
 * rows in a line are one input of the convolution. Where they lie across two
 * windows, what comes out is not looked at. */
static void convolve(const struct run *r)
{
    const struct cs_norm *n = &r->m->conv_norm;
    const uint32_t windows = r->chunk->n;
    size_t at = 0;
    memset(r->y, 0, sizeof *r->y * W);
    for (uint32_t w = 0; w < windows; w++) {
        const size_t rows = r->chunk->windows[w].e - r->chunk->windows[w].b;
        float *y = r->y + (at + w + 1) * W;
        r->k->norm(y, W, r->x + at * W, W, n->gain, n->shift, rows, W);
        memset(y + rows * W, 0, sizeof *y * W);
        at += rows;
    }
    const size_t rows = at + windows - 1;
    r->k->dense(r->wide, 2 * W, r->y, W, rows, &r->m->conv);
    at = 0;
    for (uint32_t w = 0; w < windows; w++) {
        const size_t own = r->chunk->windows[w].e - r->chunk->windows[w].b;
        r->k->maxout(r->x + at * W, W, r->wide + (at + w) * 2 * W, 2 * W, own,
                     W, true);
        at += own;
    }
    show(r, "conv", r->x, W);
}

static void recur(const struct run *r, const struct cs_sru *sru,
                  const char *name)
{
    const struct cs_sru_room room = { r->y, r->wide, r->h };
    cs_sru_run(sru, r->chunk, r->x, &room);
    show(r, name, r->x, W);
}

/* in [n][ld], columns [0, k): rows to columns of panels, [n/16][k][16]. */
static void pack_rows(float *out, const float *in, size_t ld, size_t n,
                      size_t k)
{
    for (size_t i = 0; i < padded(n); i++) {
        float *to = out + i / CS_LANES * k * CS_LANES + i % CS_LANES;
        for (size_t j = 0; j < k; j++)
            to[j * CS_LANES] = i < n ? in[i * ld + j] : 0.0F;
    }
}

/* in [n][ld], columns [0, k): panels of its columns, [k/16][n][16]. */
static void pack_columns(float *out, const float *in, size_t ld, size_t n,
                         size_t k)
{
    for (size_t j = 0; j < k; j += CS_LANES)
        for (size_t i = 0; i < n; i++, out += CS_LANES)
            memcpy(out, in + i * ld + j, sizeof *out * CS_LANES);
}

/* One head over one window: qkv [n][QKV] from the head's first query, out
 * [n][ldo]. */
static void attend(const struct run *r, const float *qkv, size_t n, int head,
                   float *out)
{
    const size_t wide = padded(n);
    const float *q = qkv + head * CS_TEXT_KEY;
    const float *k = qkv + AT_KEY + head * CS_TEXT_KEY;
    const float *v = qkv + AT_VALUE + head * CS_TEXT_VALUE;
    pack_rows(r->keys, k, QKV, n, CS_TEXT_KEY);
    r->k->product(r->score, wide, q, QKV, r->keys, NULL, n, CS_TEXT_KEY, wide);
    for (size_t i = 0; i < n; i++) {
        float *row = r->score + i * wide;
        r->k->add(row, r->m->attn_line[head] + CS_TEXT_WINDOW - i, wide);
        for (size_t j = n; j < wide; j++)
            row[j] = PAD_SCORE;
    }
    r->k->softmax(r->score, wide, n, wide);
    pack_columns(r->values, v, QKV, n, CS_TEXT_VALUE);
    r->k->product(out + head * CS_TEXT_VALUE, W, r->score, wide, r->values,
                  NULL, n, n, CS_TEXT_VALUE);
}

static void attention(const struct run *r)
{
    static_assert(CS_TEXT_HEADS * CS_TEXT_VALUE == W, "heads fill the width");
    normed(r, r->y, &r->m->attn_norm);
    dense(r, r->wide, r->y, &r->m->qkv, r->n);
    size_t at = 0;
    for (uint32_t w = 0; w < r->chunk->n; w++) {
        const size_t rows = r->chunk->windows[w].e - r->chunk->windows[w].b;
        for (int head = 0; head < CS_TEXT_HEADS; head++)
            attend(r, r->wide + at * QKV, rows, head, r->h + at * W);
        at += rows;
    }
    dense(r, r->y, r->h, &r->m->attn_out, r->n);
    r->k->add(r->x, r->y, (size_t)r->n * W);
    show(r, "attn", r->x, W);
}

static bool take_memory(struct run *r, struct cs_arena *a)
{
    const size_t n = r->n, most = r->most, f = sizeof(float);
    for (uint32_t w = 0; w < r->chunk->n; w++) {
        const uint32_t rows = r->chunk->windows[w].e - r->chunk->windows[w].b;
        assert(rows > 0 && rows <= CS_TEXT_WINDOW);
        (void)rows;
    }
    r->x = cs_arena_alloc(a, n * W * f);
    r->y = cs_arena_alloc(a, (n + r->chunk->n + 1) * W * f);
    r->wide = cs_arena_alloc(a, (n + BATCH) * 6 * W * f);
    r->h = cs_arena_alloc(a, n * 2 * W * f);
    r->tables = cs_arena_alloc(a, (size_t)BATCH * IN * f);
    r->h_form = cs_arena_alloc(a, (size_t)BATCH * FORM * f);
    r->bits = cs_arena_alloc(a, n);
    r->place = cs_arena_alloc(a, n);
    r->keys = cs_arena_alloc(a, padded(most) * CS_TEXT_KEY * f);
    r->values = cs_arena_alloc(a, most * CS_TEXT_VALUE * f);
    r->score = cs_arena_alloc(a, most * padded(most) * f);
    return r->x != NULL && r->y != NULL && r->wide != NULL && r->h != NULL &&
           r->tables != NULL && r->h_form != NULL && r->bits != NULL &&
           r->place != NULL && r->keys != NULL && r->values != NULL &&
           r->score != NULL;
}

enum casus_status cs_encode(const struct cs_model *model,
                            const struct cs_doc *doc,
                            const struct cs_chunk *chunk, float *vectors,
                            float *lift_out, uint8_t *caps,
                            struct cs_arena *scratch,
                            const struct cs_trace *trace)
{
    struct run r = {
        .k = cs_kern(),
        .m = model,
        .chunk = chunk,
        .n = cs_chunk_size(chunk),
        .trace = trace,
    };
    for (uint32_t w = 0; w < chunk->n; w++) {
        const uint32_t rows = chunk->windows[w].e - chunk->windows[w].b;
        r.most = rows > r.most ? rows : r.most;
    }
    const struct cs_mark mark = cs_arena_mark(scratch);
    enum casus_status status = CASUS_ENOMEM;
    if (take_memory(&r, scratch)) {
        lift(&r, doc, caps);
        if (lift_out != NULL)
            memcpy(lift_out, r.x, sizeof *r.x * W * r.n);
        convolve(&r);
        recur(&r, &model->sru[0], "sru1");
        attention(&r);
        recur(&r, &model->sru[1], "sru2");
        recur(&r, &model->sru[2], "sru3");
        normed(&r, vectors, &model->vec_norm);
        show(&r, "vec", vectors, W);
        status = CASUS_OK;
    }
    cs_arena_rewind(scratch, mark);
    return status;
}
