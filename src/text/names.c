#include "text/names.h"

#include <string.h>

#include "text/form.h"

/* A seed of its own beside those of form.c and recall.c. */
enum { SEED_NAMES = 13 };

/* A wording and how often it has each kind. */
struct wording {
    struct cs_str text; /* n 0: a free slot */
    uint32_t count[CS_NAME_MISC + 1];
};

/* Open addressing; slots is a power of two above twice the names. */
struct wordings {
    struct wording *slot;
    uint64_t slots;
};

static bool starts(const struct cs_doc *doc, uint32_t tok)
{
    return doc->tokens[tok].name != CS_NAME_NONE &&
           (tok == 0 || doc->tokens[tok].name_begins ||
            doc->tokens[tok - 1].name != doc->tokens[tok].name);
}

static struct wording *find(const struct wordings *w, struct cs_str text)
{
    uint64_t i = cs_fnv_end(cs_fnv_add(cs_fnv_start(SEED_NAMES), text));
    for (;; i++) {
        struct wording *s = &w->slot[i & (w->slots - 1)];
        if (s->text.n == 0 || cs_str_eq(s->text, text))
            return s;
    }
}

static struct cs_str text_of(const struct cs_doc *doc, uint32_t b, uint32_t e)
{
    const struct cs_span span = { doc->tokens[b].span.b,
                                  doc->tokens[e - 1].span.e };
    return cs_doc_text(doc, span);
}

static uint8_t kind_of(const struct wording *s, uint8_t own)
{
    uint8_t best = own;
    for (uint8_t k = CS_NAME_PER; k <= CS_NAME_MISC; k++)
        best = s->count[k] > s->count[best] ? k : best;
    return best;
}

/* Two passes over the names: count, then correct. A name that becomes another
 * kind keeps its bounds, since its first token now says that it begins one. */
static void agree(struct cs_doc *doc, const struct wordings *w)
{
    uint32_t e;
    for (uint32_t b = 0; b < doc->n_tokens; b = e) {
        e = b + 1;
        if (!starts(doc, b))
            continue;
        e = cs_doc_name_end(doc, b);
        const struct cs_str text = text_of(doc, b, e);
        struct wording *s = find(w, text);
        s->text = text;
        s->count[doc->tokens[b].name]++;
        doc->tokens[b].name_begins = true;
    }
    for (uint32_t b = 0; b < doc->n_tokens; b = e) {
        e = b + 1;
        if (!starts(doc, b))
            continue;
        e = cs_doc_name_end(doc, b);
        const struct wording *s = find(w, text_of(doc, b, e));
        const uint8_t kind = kind_of(s, doc->tokens[b].name);
        for (uint32_t i = b; i < e; i++)
            doc->tokens[i].name = kind;
    }
}

enum casus_status cs_names_agree(struct cs_doc *doc)
{
    uint64_t n = 0;
    for (uint32_t i = 0; i < doc->n_tokens; i++)
        n += starts(doc, i);
    if (n < 2)
        return CASUS_OK;
    struct wordings w = { .slots = 4 };
    while (w.slots < 2 * n)
        w.slots *= 2;
    const struct cs_mark mark = cs_arena_mark(doc->arena);
    w.slot = cs_arena_zalloc(doc->arena, w.slots * sizeof *w.slot);
    if (w.slot != NULL)
        agree(doc, &w);
    cs_arena_rewind(doc->arena, mark);
    return w.slot != NULL ? CASUS_OK : CASUS_ENOMEM;
}
