#include "text/model.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/kern.h"
#include "doc/doc.h"
#include "text/lemma.h"

/* What is being opened, and the first fault: once there is one, the getters
 * below do nothing, so that they can be called in a row. */
struct opening {
    struct cs_model *m;
    enum casus_status status;
    struct casus_error *err;
};

static const void *get4(struct opening *o, const char *name,
                        enum cs_array_type type, const uint32_t shape[4],
                        uint32_t real[4])
{
    const void *out = NULL;
    if (o->status == CASUS_OK)
        o->status =
            cs_weights_get(&o->m->file, name, type, shape, &out, real, o->err);
    return out;
}

static const void *get(struct opening *o, const char *name,
                       enum cs_array_type type, uint32_t a, uint32_t b,
                       uint32_t c, uint32_t real[4])
{
    return get4(o, name, type, (const uint32_t[4]){ a, b, c, 1 }, real);
}

static void fault(struct opening *o, const char *what)
{
    if (o->status == CASUS_OK)
        o->status = cs_fail(o->err, CASUS_EMODEL, 0, "weights: %s", what);
}

/* "base" + "suffix" in a buffer of the caller. */
static const char *join(char out[48], const char *base, const char *suffix)
{
    const size_t a = strlen(base), b = strlen(suffix);
    assert(a + b < 48);
    memcpy(out, base, a);
    memcpy(out + a, suffix, b + 1);
    return out;
}

/* n 0: what the file says. */
static struct cs_linear get_linear(struct opening *o, const char *name,
                                   uint32_t k, uint32_t n)
{
    char full[48];
    uint32_t real[4] = { 0 };
    struct cs_linear l = { 0 };
    l.w = get(o, join(full, name, ".w"), CS_ARRAY_F32, n / CS_LANES, k,
              CS_LANES, real);
    l.b = get(o, join(full, name, ".b"), CS_ARRAY_F32, real[0] * CS_LANES, 1, 1,
              NULL);
    l.k = k;
    l.n = (size_t)real[0] * CS_LANES;
    return l;
}

/* n 0: what the file says. */
static struct cs_dense get_dense(struct opening *o, const char *name,
                                 uint32_t k, uint32_t n)
{
    char full[48];
    uint32_t real[4] = { 0 };
    struct cs_dense d = { 0 };
    assert(k <= CS_DENSE_MAX);
    d.w = get4(o, join(full, name, ".w"), CS_ARRAY_I8,
               (const uint32_t[4]){ n / CS_LANES, k / 4, CS_LANES, 4 }, real);
    n = real[0] * CS_LANES;
    d.sum = get(o, join(full, name, ".sum"), CS_ARRAY_I32, n, 1, 1, NULL);
    d.scale = get(o, join(full, name, ".scale"), CS_ARRAY_F32, n, 1, 1, NULL);
    d.bias = get(o, join(full, name, ".b"), CS_ARRAY_F32, n, 1, 1, NULL);
    d.k = k;
    d.n = n;
    return d;
}

static struct cs_norm get_norm(struct opening *o, const char *name)
{
    char full[48];
    struct cs_norm n;
    n.gain = get(o, join(full, name, ".gain"), CS_ARRAY_F32, CS_TEXT_WIDTH, 1,
                 1, NULL);
    n.shift = get(o, join(full, name, ".shift"), CS_ARRAY_F32, CS_TEXT_WIDTH, 1,
                  1, NULL);
    return n;
}

static struct cs_table get_table(struct opening *o, const char *name,
                                 uint32_t width)
{
    char full[48];
    uint32_t real[4] = { 0 };
    struct cs_table t = { 0 };
    t.rows = get(o, join(full, "table.", name), CS_ARRAY_I8, 0, width, 1, real);
    t.n = real[0];
    t.width = width;
    t.scale = get(o, join(full, "scale.", name), CS_ARRAY_F32, t.n, 1, 1, NULL);
    if (o->status == CASUS_OK && t.n == 0)
        fault(o, "empty table");
    return t;
}

/* A hash whose values lie below limit. */
static struct cs_hash get_hash(struct opening *o, const char *keys,
                               const char *values, uint32_t limit)
{
    uint32_t real[4] = { 0 };
    struct cs_hash h = { 0 };
    h.keys = get(o, keys, CS_ARRAY_U64, 0, 1, 1, real);
    h.values = get(o, values, CS_ARRAY_U32, real[0], 1, 1, NULL);
    h.slots = real[0];
    if (o->status != CASUS_OK)
        return h;
    uint32_t used = 0;
    for (uint32_t i = 0; i < h.slots; i++) {
        if (h.values[i] == UINT32_MAX)
            continue;
        used++;
        if (h.values[i] >= limit)
            fault(o, "hash table with a value out of range");
    }
    if (h.slots == 0 || (h.slots & (h.slots - 1)) != 0 || used == h.slots)
        fault(o, "hash table without a free slot");
    return h;
}

/* The strings of a list, NUL-terminated each: how many, out[] the first
 * `most` of them. */
static uint32_t get_strings(struct opening *o, const char *name,
                            struct cs_str *out, uint32_t most)
{
    uint32_t real[4] = { 0 };
    const char *p = get(o, name, CS_ARRAY_U8, 0, 1, 1, real);
    if (p == NULL)
        return 0;
    if (real[0] == 0 || p[real[0] - 1] != '\0') {
        fault(o, "list of strings without an end");
        return 0;
    }
    uint32_t n = 0;
    for (const char *s = p; s < p + real[0]; s += strlen(s) + 1, n++)
        if (n < most)
            out[n] = cs_str_of(s);
    if (n > most)
        fault(o, "more names than the program has room for");
    return n;
}

static void open_tables(struct opening *o)
{
    static const struct {
        const char *name;
        uint32_t width;
    } list[CS_TEXT_TABLES] = {
        { "pre1", 8 },  { "pre2", 16 },  { "pre3", 24 },
        { "suf1", 8 },  { "suf2", 16 },  { "suf3", 32 },
        { "suf4", 40 }, { "shape", 16 }, { "bits", 16 },
    };
    struct cs_model *m = o->m;
    m->word = get_table(o, "word", CS_TEXT_WORD);
    m->piece = get_table(o, "piece", CS_TEXT_PIECE);
    for (int i = 0; i < CS_TEXT_TABLES; i++)
        m->tables[i] = get_table(o, list[i].name, list[i].width);
    if (o->status == CASUS_OK && m->tables[CS_TEXT_TABLES - 1].n != 32)
        fault(o, "the table of a form's bits");
    if (o->status == CASUS_OK && m->word.n <= CS_TEXT_OOV)
        fault(o, "no words");
    if (o->status == CASUS_OK)
        m->n_words = m->word.n - CS_TEXT_OOV;
    m->words = get_hash(o, "word.keys", "word.rows", m->n_words);
}

static struct cs_sru get_sru(struct opening *o, const char *base)
{
    const uint32_t w = CS_TEXT_WIDTH;
    char full[48];
    struct cs_sru sru;
    sru.norm = get_norm(o, join(full, base, ".norm"));
    sru.gates = get_dense(o, join(full, base, ".gates"), w, 6 * w);
    sru.out = get_dense(o, join(full, base, ".out"), 2 * w, w);
    return sru;
}

static void open_layers(struct opening *o)
{
    struct cs_model *m = o->m;
    const uint32_t w = CS_TEXT_WIDTH;
    static_assert(CS_TEXT_LIFT == 2 * CS_TEXT_WIDTH, "halves of a maxout");
    m->form = get_linear(o, "form", CS_TEXT_INPUT, 2 * CS_TEXT_FORM);
    m->lift = get_linear(o, "lift", CS_TEXT_FORM, CS_TEXT_LIFT);
    m->place = get(o, "lift.place", CS_ARRAY_F32, CS_TEXT_PLACES, CS_TEXT_LIFT,
                   1, NULL);
    m->lift_norm = get_norm(o, "lift.norm");
    m->conv_norm = get_norm(o, "conv.norm");
    m->conv = get_dense(o, "conv", 3 * w, 2 * w);
    static const char *const sru[CS_TEXT_SRUS] = { "sru1", "sru2", "sru3" };
    for (int i = 0; i < CS_TEXT_SRUS; i++)
        m->sru[i] = get_sru(o, sru[i]);
    m->attn_norm = get_norm(o, "attn.norm");
    m->qkv = get_dense(o, "attn.qkv", w,
                       CS_TEXT_HEADS * (2 * CS_TEXT_KEY + CS_TEXT_VALUE));
    m->attn_out = get_dense(o, "attn.out", CS_TEXT_HEADS * CS_TEXT_VALUE, w);
    m->vec_norm = get_norm(o, "vec.norm");
}

/* Bucket of a signed distance other - this; train/net.py: bucket_of. */
static uint8_t bucket_of(const uint32_t *edges, int distance)
{
    if (distance == 0)
        return CS_BUCKET_SELF;
    const uint32_t size = (uint32_t)(distance < 0 ? -distance : distance);
    uint32_t k = 0;
    while (k + 1 < CS_TEXT_EDGES && size >= edges[k + 1])
        k++;
    return (uint8_t)(distance < 0 ? k : CS_TEXT_EDGES + k);
}

static void open_distances(struct opening *o)
{
    struct cs_model *m = o->m;
    const uint32_t *edges =
        get(o, "edges", CS_ARRAY_U32, CS_TEXT_EDGES, 1, 1, NULL);
    const float *dist = get(o, "attn.dist", CS_ARRAY_F32, CS_TEXT_HEADS,
                            CS_TEXT_BUCKETS, 1, NULL);
    if (o->status != CASUS_OK)
        return;
    for (int i = 0; i < CS_TEXT_LINE; i++) {
        m->bucket[i] = bucket_of(edges, i - CS_TEXT_WINDOW);
        for (int h = 0; h < CS_TEXT_HEADS; h++)
            m->attn_line[h][i] = dist[h * CS_TEXT_BUCKETS + m->bucket[i]];
    }
}

static void open_heads(struct opening *o)
{
    struct cs_model *m = o->m;
    const uint32_t w = CS_TEXT_WIDTH;
    m->tags = get_dense(o, "tags", w, 0);
    m->pair = get_dense(o, "pair", w, 2 * CS_TEXT_ARC + 2 * CS_TEXT_LABEL);
    m->arc_pair = get_dense(o, "arc.pair", CS_TEXT_ARC, 128);
    m->arc_root = get(o, "arc.root", CS_ARRAY_F32, CS_TEXT_ARC, 1, 1, NULL);
    m->label_root =
        get(o, "label.root", CS_ARRAY_F32, CS_TEXT_LABEL, 1, 1, NULL);
    m->label_dist = get(o, "label.dist", CS_ARRAY_F32, CS_TEXT_BUCKETS,
                        CS_TEXT_LABEL, 1, NULL);
    m->label = get_dense(o, "label", CS_TEXT_LABEL, 0);
}

/* Tags and the classes of each: those of one tag stand together. */
static void open_classes(struct opening *o)
{
    struct cs_model *m = o->m;
    struct cs_str tag[32];
    m->n_upos = get_strings(o, "tags.upos", tag, 32);
    struct cs_str class[CS_TEXT_MAX_CLASS];
    m->n_class = get_strings(o, "tags.feats", class, CS_TEXT_MAX_CLASS);
    if (o->status != CASUS_OK)
        return;
    if (m->tags.n < CS_AT_CLASS + m->n_class)
        fault(o, "fewer tag columns than tags");
    for (uint32_t u = 0; u < m->n_upos; u++) {
        m->upos[u] = (uint8_t)cs_upos_from(tag[u]);
        m->is_propn[u] = cs_str_is(tag[u], "PROPN");
        m->is_verb[u] = cs_str_is(tag[u], "VERB");
        m->upos_seed[u] = cs_lemma_seed('2', tag[u], -1);
    }
    for (uint32_t c = 0; c < m->n_class; c++) {
        struct cs_class *k = &m->class[c];
        const size_t bar = cs_str_find(class[c], CS_STR("|"));
        uint32_t u = 0;
        while (bar != SIZE_MAX && u < m->n_upos &&
               !cs_str_eq(cs_str_sub(class[c], 0, bar), tag[u]))
            u++;
        if (bar == SIZE_MAX || u == m->n_upos ||
            (m->class_e[u] != 0 && m->class_e[u] != c)) {
            fault(o, "classes of features not in order");
            return;
        }
        if (m->class_e[u] == 0)
            m->class_b[u] = c;
        m->class_e[u] = c + 1;
        k->upos = (uint8_t)u;
        k->tag = class[c];
        k->feats = cs_str_sub(class[c], bar + 1, class[c].n);
        k->morph = cs_morph_from(k->feats);
        k->seed_whole = cs_lemma_seed('1', class[c], -1);
        for (int i = 0; i < 4; i++)
            k->seed_suffix[i] = cs_lemma_seed('3', class[c], i);
    }
    for (uint32_t u = 0; u < m->n_upos; u++)
        if (m->class_e[u] == 0)
            fault(o, "a tag without a class");
}

/* Tags must be "O", then "B-", "I-", "E-", "S-" of each kind in turn. */
static void open_bioes(struct opening *o, const char *list,
                       const char *const *kinds, uint32_t n_kinds)
{
    struct cs_str tag[CS_TEXT_MENTIONS];
    const uint32_t n = get_strings(o, list, tag, CS_TEXT_MENTIONS);
    if (o->status != CASUS_OK)
        return;
    bool right = n == 1 + 4 * n_kinds && cs_str_is(tag[0], "O");
    for (uint32_t i = 1; right && i < n; i++)
        right = tag[i].n > 2 && tag[i].p[0] == "BIES"[(i - 1) % 4] &&
                tag[i].p[1] == '-' &&
                cs_str_is(cs_str_sub(tag[i], 2, tag[i].n), kinds[(i - 1) / 4]);
    if (!right)
        fault(o, list);
}

static void open_spans(struct opening *o)
{
    static const char *const names[] = { "PER", "ORG", "LOC", "MISC" };
    static const char *const mentions[] = { "per", "org", "mil", "arm", "nat",
                                            "loc", "fac", "wpn", "veh" };
    open_bioes(o, "tags.name", names, sizeof names / sizeof *names);
    open_bioes(o, "tags.mention", mentions, sizeof mentions / sizeof *mentions);
}

static void open_relations(struct opening *o)
{
    struct cs_model *m = o->m;
    struct cs_str rel[CS_TEXT_MAX_REL];
    m->n_rel = get_strings(o, "tags.rel", rel, CS_TEXT_MAX_REL);
    if (o->status != CASUS_OK)
        return;
    m->root_rel = m->n_rel;
    for (uint32_t i = 0; i < m->n_rel; i++) {
        m->rel[i] = (uint8_t)cs_deprel_from(rel[i]);
        if (cs_str_is(rel[i], "root"))
            m->root_rel = i;
    }
    if (m->root_rel == m->n_rel || m->n_rel < 2 || m->label.n < m->n_rel)
        fault(o, "relations");
}

/* Columns must be "O", then the types in the order of enum cs_event_type. */
static void open_triggers(struct opening *o)
{
    struct cs_model *m = o->m;
    const uint32_t w = CS_TEXT_WIDTH;
    if (o->status != CASUS_OK || !cs_weights_have(&m->file, "tags.triggers"))
        return;
    struct cs_str tag[1 + CS_EVENT_TYPE_COUNT];
    const uint32_t n =
        get_strings(o, "tags.triggers", tag, 1 + CS_EVENT_TYPE_COUNT);
    m->triggers.join = get_dense(o, "triggers.join", 2 * w, 2 * w);
    static const char *const sru[CS_TRIGGER_SRUS] = { "triggers.sru1",
                                                      "triggers.sru2" };
    for (int i = 0; i < CS_TRIGGER_SRUS; i++)
        m->triggers.sru[i] = get_sru(o, sru[i]);
    m->triggers.norm = get_norm(o, "triggers.norm");
    m->triggers.out = get_dense(o, "triggers.out", w, 0);
    bool right = n == 1 + CS_EVENT_TYPE_COUNT && m->triggers.out.n >= n &&
                 cs_str_is(tag[0], "O");
    for (uint32_t t = 0; right && t < CS_EVENT_TYPE_COUNT; t++)
        right =
            cs_str_is(tag[1 + t], cs_event_type_name((enum cs_event_type)t));
    if (!right)
        fault(o, "types of triggers");
    m->has_triggers = true;
}

static void open_lemmas(struct opening *o)
{
    struct cs_model *m = o->m;
    uint32_t real[4] = { 0 };
    m->rule_case = get(o, "rule.case", CS_ARRAY_U8, 0, 1, 1, real);
    m->n_rules = real[0];
    m->rule_cut = get(o, "rule.cut", CS_ARRAY_U8, m->n_rules, 1, 1, NULL);
    m->lemma = get_hash(o, "lemma.keys", "lemma.rules", m->n_rules);
    if (o->status != CASUS_OK)
        return;
    m->rule_add = calloc(m->n_rules + 1U, sizeof *m->rule_add);
    if (m->rule_add == NULL) {
        o->status = cs_fail(o->err, CASUS_ENOMEM, 0, "lemma rules");
        return;
    }
    if (get_strings(o, "rule.add", m->rule_add, m->n_rules) != m->n_rules)
        fault(o, "lemma rules");
    for (uint32_t i = 0; o->status == CASUS_OK && i < m->n_rules; i++)
        if (m->rule_add[i].n > m->max_add)
            m->max_add = m->rule_add[i].n;
}

enum casus_status cs_model_open(const char *path, struct cs_model **out,
                                struct casus_error *err)
{
    struct cs_model *m = calloc(1, sizeof *m);
    if (m == NULL)
        return cs_fail(err, CASUS_ENOMEM, 0, "text model");
    struct opening o = { m, CASUS_OK, err };
    o.status = cs_weights_open(path, &m->file, err);
    (void)get_strings(&o, "model.name", &m->name, 1);
    open_tables(&o);
    open_layers(&o);
    open_heads(&o);
    open_distances(&o);
    open_classes(&o);
    open_spans(&o);
    open_relations(&o);
    open_triggers(&o);
    open_lemmas(&o);
    if (o.status != CASUS_OK) {
        cs_model_close(m);
        return o.status;
    }
    *out = m;
    return CASUS_OK;
}

void cs_model_close(struct cs_model *model)
{
    if (model == NULL)
        return;
    cs_weights_close(&model->file);
    free(model->rule_add);
    free(model);
}

const char *cs_model_name(const struct cs_model *model)
{
    return model->name.p;
}

uint32_t cs_hash_find(const struct cs_hash *hash, uint64_t key)
{
    const uint64_t mask = hash->slots - 1;
    for (uint64_t i = key & mask;; i = (i + 1) & mask) {
        if (hash->values[i] == UINT32_MAX || hash->keys[i] == key)
            return hash->values[i];
    }
}
