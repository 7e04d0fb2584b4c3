#include "text/analyse.h"

#include <assert.h>
#include <stdbool.h>

#include "text/heads.h"
#include "text/lemma.h"
#include "text/names.h"
#include "text/trigger_head.h"

/* Tokens in a chunk, unless one window has more: its matrices stay within a
 * megabyte of second-level cache, and the weights are read for many rows. */
enum { CHUNK = 192 };

struct plan {
    struct cs_window *windows; /* [n] */
    uint8_t *caps;             /* [n] 1: all in capitals */
    uint32_t n;
    uint16_t *classes; /* [tokens of the document] */
    float *vectors;    /* [tokens][W], or of one chunk alone */
    bool keep;
    float *lift;     /* [WINDOW][W] of one chunk */
    uint8_t *shares; /* [tokens][CS_EVENT_TYPE_COUNT], or NULL */
};

static uint32_t count_windows(const struct cs_doc *doc)
{
    uint32_t n = 0;
    for (uint32_t s = 0; s < doc->n_sentences; s++) {
        const uint32_t size = doc->sentences[s].tok_e - doc->sentences[s].tok_b;
        n += (size + CS_TEXT_WINDOW - 1) / CS_TEXT_WINDOW;
    }
    return n;
}

static bool make_plan(struct plan *p, const struct cs_doc *doc)
{
    struct cs_arena *a = doc->arena;
    p->n = count_windows(doc);
    p->windows = cs_arena_alloc(a, p->n * sizeof *p->windows);
    p->caps = cs_arena_alloc(a, p->n);
    p->classes = cs_arena_alloc(a, doc->n_tokens * sizeof *p->classes);
    if (p->windows == NULL || p->caps == NULL || p->classes == NULL)
        return false;
    uint32_t n = 0, at = 0;
    for (uint32_t s = 0; s < doc->n_sentences; s++) {
        const struct cs_sentence *sent = &doc->sentences[s];
        assert(sent->tok_b == at && sent->tok_e <= doc->n_tokens);
        while (at < sent->tok_e) {
            const uint32_t left = sent->tok_e - at;
            const uint32_t size = left < CS_TEXT_WINDOW ? left : CS_TEXT_WINDOW;
            p->windows[n++] = (struct cs_window){ at, at + size };
            at += size;
        }
    }
    assert(n == p->n && at == doc->n_tokens);
    return true;
}

/* Windows from number `first` on that make one chunk. */
static struct cs_chunk next_chunk(const struct plan *p, uint32_t first)
{
    struct cs_chunk c = { p->windows + first, 1 };
    while (first + c.n < p->n && c.windows[c.n].e - c.windows[0].b <= CHUNK)
        c.n++;
    return c;
}

static enum casus_status run_chunks(const struct cs_model *model,
                                    struct cs_doc *doc, const struct plan *p,
                                    const struct cs_trace *trace)
{
    for (uint32_t w = 0; w < p->n;) {
        const struct cs_chunk chunk = next_chunk(p, w);
        const uint32_t b = chunk.windows[0].b;
        float *vectors = p->vectors + (p->keep ? (size_t)b * CS_TEXT_WIDTH : 0);
        enum casus_status status =
            cs_encode(model, doc, &chunk, vectors, p->lift, p->caps + w,
                      doc->arena, trace);
        if (status == CASUS_OK)
            status = cs_heads(model, doc, &chunk, vectors, p->classes + b,
                              doc->arena, trace);
        if (status == CASUS_OK && p->shares != NULL)
            status = cs_trigger_head(
                model, &chunk, vectors, p->lift,
                p->shares + (size_t)b * CS_EVENT_TYPE_COUNT, doc->arena, trace);
        if (status != CASUS_OK)
            return status;
        w += chunk.n;
    }
    return CASUS_OK;
}

/* Roots of a long sentence's later windows hang on its first root. */
static void tie_windows(struct cs_doc *doc)
{
    for (uint32_t s = 0; s < doc->n_sentences; s++) {
        const struct cs_sentence *sent = &doc->sentences[s];
        uint32_t root = CS_NONE;
        if (sent->tok_e - sent->tok_b <= CS_TEXT_WINDOW)
            continue;
        for (uint32_t i = sent->tok_b; i < sent->tok_e; i++) {
            if (doc->tokens[i].head != CS_NONE)
                continue;
            if (root == CS_NONE) {
                root = i;
            } else {
                doc->tokens[i].head = root;
                doc->tokens[i].deprel = CS_REL_PARATAXIS;
            }
        }
    }
}

static void fill_lemmas(const struct cs_model *model, struct cs_doc *doc,
                        const struct plan *p, char *out)
{
    for (uint32_t w = 0; w < p->n; w++) {
        for (uint32_t i = p->windows[w].b; i < p->windows[w].e; i++) {
            struct cs_token *t = &doc->tokens[i];
            t->lemma = cs_lemma(model, p->classes[i], cs_doc_text(doc, t->span),
                                p->caps[w] != 0, out);
            if (t->lemma.p == out)
                out += t->lemma.n;
        }
    }
}

/* Bytes that lemmas may take. */
static size_t lemma_room(const struct cs_model *model, const struct cs_doc *doc)
{
    size_t n = 0;
    for (uint32_t i = 0; i < doc->n_tokens; i++)
        n += doc->tokens[i].span.e - doc->tokens[i].span.b + model->max_add + 1;
    return n;
}

/* What stays in the arena, then the scratch above it, which is forgotten. */
static enum casus_status analyse(const struct cs_model *model,
                                 struct cs_doc *doc,
                                 const struct cs_trace *trace)
{
    struct plan p = { .keep = doc->vector_dim == CS_TEXT_WIDTH };
    char *lemmas = cs_arena_alloc(doc->arena, lemma_room(model, doc));
    if (p.keep)
        p.vectors = cs_arena_alloc(doc->arena, sizeof(float) * CS_TEXT_WIDTH *
                                                   doc->n_tokens);
    if (model->has_triggers)
        p.shares = cs_arena_alloc(doc->arena,
                                  (size_t)doc->n_tokens * CS_EVENT_TYPE_COUNT);
    if (lemmas == NULL || (p.keep && p.vectors == NULL) ||
        (model->has_triggers && p.shares == NULL))
        return CASUS_ENOMEM;
    const struct cs_mark mark = cs_arena_mark(doc->arena);
    enum casus_status status = CASUS_ENOMEM;
    if (!p.keep)
        p.vectors = cs_arena_alloc(doc->arena, sizeof(float) * CS_TEXT_WIDTH *
                                                   CS_TEXT_WINDOW);
    if (model->has_triggers)
        p.lift = cs_arena_alloc(doc->arena,
                                sizeof(float) * CS_TEXT_WIDTH * CS_TEXT_WINDOW);
    if (p.vectors != NULL && (p.lift != NULL || !model->has_triggers) &&
        make_plan(&p, doc))
        status = run_chunks(model, doc, &p, trace);
    if (status == CASUS_OK)
        status = cs_names_agree(doc);
    if (status == CASUS_OK) {
        tie_windows(doc);
        fill_lemmas(model, doc, &p, lemmas);
        cs_doc_link_tree(doc);
        doc->vectors = p.keep ? p.vectors : NULL;
        doc->shares = p.shares;
        doc->layers |= CS_LAYER_ANALYSIS;
    }
    cs_arena_rewind(doc->arena, mark);
    return status;
}

enum casus_status cs_text_analyse_traced(const struct cs_model *model,
                                         struct cs_doc *doc,
                                         const struct cs_trace *trace,
                                         struct casus_error *err)
{
    static_assert(CHUNK <= (int)CS_TEXT_WINDOW, "vectors of a chunk");
    const enum casus_status status = analyse(model, doc, trace);
    if (status != CASUS_OK)
        return cs_fail(err, status, 0, "text: more memory than allowed");
    return CASUS_OK;
}

enum casus_status cs_text_analyse(const struct cs_model *model,
                                  struct cs_doc *doc, struct casus_error *err)
{
    return cs_text_analyse_traced(model, doc, NULL, err);
}
