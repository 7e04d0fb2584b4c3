#include "text/heads.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include "base/kern.h"
#include "text/mst.h"

/* Columns of the pair product; train/export.py. */
enum {
    AT_DEP = 0,
    AT_HEAD = CS_TEXT_ARC,
    AT_LABEL_DEP = 2 * CS_TEXT_ARC,
    AT_LABEL_HEAD = 2 * CS_TEXT_ARC + CS_TEXT_LABEL,
    AT_DIST = CS_TEXT_ARC /* of the arc product: behind the arc's columns */
};

struct run {
    const struct cs_kern *k;
    const struct cs_model *m;
    uint32_t n;     /* tokens of the chunk */
    float *tags;    /* [n][m->tags.n] */
    float *pair;    /* [n][m->pair.n] */
    float *dep;     /* [n][m->arc_pair.n] */
    float *label;   /* [n][CS_TEXT_LABEL] */
    float *rel;     /* [n][m->label.n] */
    uint32_t *head; /* [n] within the window, 0: root */
    uint8_t *back;  /* [most][CS_TEXT_MENTIONS] */
    uint8_t *path;  /* [most] */
    float *right;   /* [most / 16][CS_TEXT_ARC][16] */
    float *score;   /* [most][padded most + 1] */
};

static size_t padded(size_t n)
{
    return (n + CS_LANES - 1) / CS_LANES * CS_LANES;
}

static uint32_t best_of(const float *x, uint32_t b, uint32_t e)
{
    uint32_t best = b;
    for (uint32_t i = b + 1; i < e; i++)
        best = x[i] > x[best] ? i : best;
    return best;
}

/* Tag first, then the best class of that tag. */
static void read_tags(const struct run *r, struct cs_token *tokens,
                      uint16_t *classes)
{
    const struct cs_model *m = r->m;
    for (uint32_t i = 0; i < r->n; i++) {
        const float *row = r->tags + (size_t)i * m->tags.n;
        const uint32_t u = best_of(row + CS_AT_UPOS, 0, m->n_upos);
        const uint32_t c =
            best_of(row + CS_AT_CLASS, m->class_b[u], m->class_e[u]);
        classes[i] = (uint16_t)c;
        tokens[i].upos = m->upos[u];
        tokens[i].feats = m->class[c].feats;
        tokens[i].morph = m->class[c].morph;
    }
}

/* Tags: 0 O, 1 + 4 kind + { 0 B, 1 I, 2 E, 3 S }. */
static bool is_outside(uint32_t tag)
{
    return tag == 0 || tag % 4 == 3 || tag % 4 == 0; /* O, E, S */
}

static bool may_start(uint32_t tag)
{
    return tag == 0 || tag % 4 == 1 || tag % 4 == 0; /* O, B, S */
}

void cs_span_path(const float *scores, size_t ld, uint32_t n, uint32_t n_tags,
                  uint8_t *back, uint8_t *tags)
{
    float best[CS_TEXT_MENTIONS];
    assert(n_tags <= CS_TEXT_MENTIONS);
    for (uint32_t t = 0; t < n_tags; t++)
        best[t] = may_start(t) ? scores[t] : -1e9F;
    for (uint32_t i = 1; i < n; i++) {
        float next[CS_TEXT_MENTIONS];
        uint8_t *from = back + (size_t)i * n_tags;
        uint32_t out = 0; /* best of the tags outside a span */
        for (uint32_t t = 1; t < n_tags; t++)
            if (is_outside(t) && best[t] > best[out])
                out = t;
        for (uint32_t t = 0; t < n_tags; t++) {
            uint32_t was = out;
            if (!may_start(t)) { /* I or E: from B or I of the same kind */
                const uint32_t b = t % 4 == 2 ? t - 1 : t - 2;
                was = best[b + 1] > best[b] ? b + 1 : b;
            }
            from[t] = (uint8_t)was;
            next[t] = best[was] + scores[i * ld + t];
        }
        memcpy(best, next, sizeof best);
    }
    uint32_t last = 0;
    for (uint32_t t = 1; t < n_tags; t++)
        if (is_outside(t) && best[t] > best[last])
            last = t;
    for (uint32_t i = n; i-- > 0;) {
        tags[i] = (uint8_t)last;
        last = i > 0 ? back[(size_t)i * n_tags + last] : 0;
    }
}

static bool begins(uint32_t tag)
{
    return tag % 4 == 1 || (tag != 0 && tag % 4 == 0); /* B, S */
}

static void read_names(const struct run *r, uint32_t at, uint32_t n,
                       struct cs_token *tokens)
{
    static const uint8_t kinds[] = { CS_NAME_PER, CS_NAME_ORG, CS_NAME_LOC,
                                     CS_NAME_MISC };
    const size_t ld = r->m->tags.n;
    cs_span_path(r->tags + at * ld + CS_AT_NAME, ld, n, CS_TEXT_NAMES, r->back,
                 r->path);
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t t = r->path[i];
        tokens[i].name = t == 0 ? CS_NAME_NONE : kinds[(t - 1) / 4];
        tokens[i].name_begins = begins(t);
    }
}

static void read_mentions(const struct run *r, uint32_t at, uint32_t n,
                          struct cs_token *tokens)
{
    static const uint8_t kinds[] = {
        CS_MENTION_PERSON,      CS_MENTION_ORGANISATION, CS_MENTION_MILITARY,
        CS_MENTION_ARMED_GROUP, CS_MENTION_NATIONALITY,  CS_MENTION_PLACE,
        CS_MENTION_FACILITY,    CS_MENTION_WEAPON,       CS_MENTION_VEHICLE,
    };
    const size_t ld = r->m->tags.n;
    cs_span_path(r->tags + at * ld + CS_AT_MENTION, ld, n, CS_TEXT_MENTIONS,
                 r->back, r->path);
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t t = r->path[i];
        tokens[i].described = t == 0 ? 0 : (uint8_t)(kinds[(t - 1) / 4] + 1);
        tokens[i].described_begins = begins(t);
    }
}

/* Heads' vectors as columns, the root first: [(n + 1) / 16][ARC][16]. */
static void pack_heads(const struct run *r, uint32_t at, uint32_t n)
{
    for (size_t i = 0; i < padded(n + 1); i++) {
        const float *from =
            i == 0 ? r->m->arc_root
                   : r->pair + (at + i - 1) * r->m->pair.n + AT_HEAD;
        float *to =
            r->right + i / CS_LANES * CS_TEXT_ARC * CS_LANES + i % CS_LANES;
        for (size_t j = 0; j < CS_TEXT_ARC; j++)
            to[j * CS_LANES] = i <= n ? from[j] : 0.0F;
    }
}

/* The heads of one window whose first token is number `at` of the chunk. */
static enum casus_status read_heads(const struct run *r, uint32_t at,
                                    uint32_t n, struct cs_arena *scratch,
                                    const struct cs_trace *trace)
{
    const struct cs_model *m = r->m;
    const size_t wide = padded(n + 1), ld = m->arc_pair.n;
    const float *dep = r->dep + at * ld;
    pack_heads(r, at, n);
    r->k->product(r->score, wide, dep, ld, r->right, NULL, n, CS_TEXT_ARC,
                  wide);
    for (uint32_t i = 0; i < n; i++) {
        float *row = r->score + i * wide;
        const float *dist = dep + i * ld + AT_DIST;
        const uint8_t *bucket = m->bucket + CS_TEXT_WINDOW - i;
        row[0] += dist[CS_BUCKET_ROOT];
        for (uint32_t j = 0; j < n; j++)
            row[1 + j] += dist[bucket[j]];
        row[1 + i] = -1e9F;
    }
    if (trace != NULL)
        trace->layer(trace->arg, "arcs", r->score, wide, n, n + 1);
    return cs_mst(r->score, wide, n, r->head + at, scratch);
}

/* Inputs of the label head for one window. */
static void label_inputs(const struct run *r, uint32_t at, uint32_t n)
{
    const struct cs_model *m = r->m;
    const size_t ld = m->pair.n;
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t h = r->head[at + i];
        const float *own = r->pair + (at + i) * ld + AT_LABEL_DEP;
        const float *head = h == 0
                                ? m->label_root
                                : r->pair + (at + h - 1) * ld + AT_LABEL_HEAD;
        const uint32_t bucket =
            h == 0 ? CS_BUCKET_ROOT : m->bucket[CS_TEXT_WINDOW + h - 1 - i];
        float *out = r->label + (size_t)(at + i) * CS_TEXT_LABEL;
        memcpy(out, own, sizeof *out * CS_TEXT_LABEL);
        r->k->add(out, head, CS_TEXT_LABEL);
        r->k->add(out, m->label_dist + (size_t)bucket * CS_TEXT_LABEL,
                  CS_TEXT_LABEL);
    }
}

/* "root" for the root and for it alone. */
static uint8_t relation(const struct run *r, uint32_t i)
{
    const struct cs_model *m = r->m;
    if (r->head[i] == 0)
        return m->rel[m->root_rel];
    const float *row = r->rel + (size_t)i * m->label.n;
    uint32_t best = m->root_rel == 0 ? 1 : 0;
    for (uint32_t j = best + 1; j < m->n_rel; j++)
        if (j != m->root_rel && row[j] > row[best])
            best = j;
    return m->rel[best];
}

static bool take_memory(struct run *r, uint32_t most, struct cs_arena *a)
{
    const size_t n = r->n, f = sizeof(float);
    r->tags = cs_arena_alloc(a, n * r->m->tags.n * f);
    r->pair = cs_arena_alloc(a, n * r->m->pair.n * f);
    r->dep = cs_arena_alloc(a, n * r->m->arc_pair.n * f);
    r->label = cs_arena_alloc(a, n * CS_TEXT_LABEL * f);
    r->rel = cs_arena_alloc(a, n * r->m->label.n * f);
    r->head = cs_arena_alloc(a, n * sizeof *r->head);
    r->back = cs_arena_alloc(a, (size_t)most * CS_TEXT_MENTIONS);
    r->path = cs_arena_alloc(a, most);
    r->right = cs_arena_alloc(a, padded(most + 1) * CS_TEXT_ARC * f);
    r->score = cs_arena_alloc(a, most * padded(most + 1) * f);
    return r->tags != NULL && r->pair != NULL && r->dep != NULL &&
           r->label != NULL && r->rel != NULL && r->head != NULL &&
           r->back != NULL && r->path != NULL && r->right != NULL &&
           r->score != NULL;
}

static void dense(const struct run *r, float *out, const float *in, size_t ld,
                  const struct cs_dense *l)
{
    r->k->dense(out, l->n, in, ld, r->n, l);
}

static enum casus_status read_all(const struct run *r, struct cs_doc *doc,
                                  const struct cs_chunk *chunk,
                                  const float *vectors, uint16_t *classes,
                                  struct cs_arena *scratch,
                                  const struct cs_trace *trace)
{
    const struct cs_model *m = r->m;
    struct cs_token *tokens = doc->tokens + chunk->windows[0].b;
    dense(r, r->tags, vectors, CS_TEXT_WIDTH, &m->tags);
    if (trace != NULL)
        trace->layer(trace->arg, "tags", r->tags, m->tags.n, r->n, m->tags.n);
    read_tags(r, tokens, classes);
    dense(r, r->pair, vectors, CS_TEXT_WIDTH, &m->pair);
    r->k->relu(r->pair, m->pair.n, r->n, AT_LABEL_DEP);
    dense(r, r->dep, r->pair + AT_DEP, m->pair.n, &m->arc_pair);
    uint32_t at = 0;
    for (uint32_t w = 0; w < chunk->n; w++) {
        const uint32_t n = chunk->windows[w].e - chunk->windows[w].b;
        read_names(r, at, n, tokens + at);
        read_mentions(r, at, n, tokens + at);
        const enum casus_status status = read_heads(r, at, n, scratch, trace);
        if (status != CASUS_OK)
            return status;
        label_inputs(r, at, n);
        at += n;
    }
    r->k->relu(r->label, CS_TEXT_LABEL, r->n, CS_TEXT_LABEL);
    dense(r, r->rel, r->label, CS_TEXT_LABEL, &m->label);
    at = 0;
    for (uint32_t w = 0; w < chunk->n; w++) {
        const struct cs_window win = chunk->windows[w];
        for (uint32_t i = win.b; i < win.e; i++, at++) {
            const uint32_t h = r->head[at];
            doc->tokens[i].head = h == 0 ? CS_NONE : win.b + h - 1;
            doc->tokens[i].deprel = relation(r, at);
        }
    }
    return CASUS_OK;
}

enum casus_status cs_heads(const struct cs_model *model, struct cs_doc *doc,
                           const struct cs_chunk *chunk, const float *vectors,
                           uint16_t *classes, struct cs_arena *scratch,
                           const struct cs_trace *trace)
{
    struct run r = { .k = cs_kern(), .m = model, .n = cs_chunk_size(chunk) };
    uint32_t most = 0;
    for (uint32_t w = 0; w < chunk->n; w++) {
        const uint32_t n = chunk->windows[w].e - chunk->windows[w].b;
        most = n > most ? n : most;
    }
    const struct cs_mark mark = cs_arena_mark(scratch);
    enum casus_status status = CASUS_ENOMEM;
    if (take_memory(&r, most, scratch))
        status = read_all(&r, doc, chunk, vectors, classes, scratch, trace);
    cs_arena_rewind(scratch, mark);
    return status;
}
