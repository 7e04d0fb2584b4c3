#include "text/lemma.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"
#include "text/form.h"

enum { SEED_LEMMA = 11, MAX_SUFFIX = 6 };

uint64_t cs_lemma_seed(char level, struct cs_str tag, int cap)
{
    static const char bar[4][2] = { "0", "1", "2", "3" };
    uint64_t h = cs_fnv_start(SEED_LEMMA);
    h = cs_fnv_add(h, (struct cs_str){ &level, 1 });
    h = cs_fnv_add(h, (struct cs_str){ "", 1 });
    h = cs_fnv_add(h, tag);
    if (cap >= 0) {
        h = cs_fnv_add(h, CS_STR("|"));
        h = cs_fnv_add(h, (struct cs_str){ bar[cap], 1 });
    }
    return cs_fnv_add(h, (struct cs_str){ "", 1 });
}

/* 0 no capital, 1 the first alone, 2 all of two or more, 3 otherwise. */
static int cap_class(struct cs_str form)
{
    unsigned up = 0, low = 0, n = 0;
    bool first = false;
    for (size_t at = 0; at < form.n; n++) {
        const int k = cs_form_case(cs_utf8_next(form, &at));
        up += k > 0;
        low += k < 0;
        first = first || (n == 0 && k > 0);
    }
    if (up == 0)
        return 0;
    if (first && up == 1 && (low > 0 || n == 1))
        return 1;
    return low == 0 ? 2 : 3;
}

/* Lower-cased, with keep_first the first letter of each stretch of letters
 * as it is. No letter's length in bytes changes. */
static void lower_into(char *out, struct cs_str form, bool keep_first)
{
    bool inside = false;
    for (size_t at = 0; at < form.n;) {
        const size_t from = at;
        const uint32_t c = cs_utf8_next(form, &at);
        const bool letter = cs_form_case(c) != 0;
        if (letter && (inside || !keep_first))
            (void)cs_utf8_put(cs_form_lower(c), out + from);
        else
            memcpy(out + from, form.p + from, at - from);
        inside = letter || (inside && (c == '\'' || c == 0x2019));
    }
}

static uint32_t find(const struct cs_model *model, uint64_t state,
                     struct cs_str text)
{
    return cs_hash_find(&model->lemma, cs_fnv_end(cs_fnv_add(state, text)));
}

/* Bytes of s without its last cut code points; all where it has fewer. */
static size_t cut_points(struct cs_str s, unsigned cut)
{
    size_t n = s.n;
    for (unsigned i = 0; i < cut; i++) {
        if (n == 0)
            return s.n;
        do
            n--;
        while (n > 0 && ((unsigned char)s.p[n] & 0xc0) == 0x80);
    }
    return n;
}

/* What a lemma is made of. */
struct making {
    const struct cs_model *m;
    const struct cs_class *class;
    struct cs_str form, low; /* as it is, lower-cased */
    char *out;
};

/* Apply a rule; the lemma lies in k->out. */
static struct cs_str apply(const struct making *k, uint32_t rule)
{
    const unsigned how = k->m->rule_case[rule], cut = k->m->rule_cut[rule];
    struct cs_str base = how == 1 ? k->form : k->low, add = { NULL, 0 };
    const size_t n = cut_points(base, cut);
    if (n < base.n || cut == 0)
        add = k->m->rule_add[rule];
    memcpy(k->out, base.p, n);
    if (how == 2 && n > 0 && k->out[0] >= 'a' && k->out[0] <= 'z')
        k->out[0] = (char)(k->out[0] - 'a' + 'A');
    if (add.n > 0)
        memcpy(k->out + n, add.p, add.n);
    return (struct cs_str){ k->out, n + add.n };
}

/* By the endings, longest first: the first rule whose lemma is a frequent
 * word, else the first rule. */
static struct cs_str by_endings(const struct making *k)
{
    size_t start[MAX_SUFFIX + 1] = { k->low.n }; /* of endings by letters */
    uint32_t n = 0, first = UINT32_MAX;
    size_t at = k->low.n;
    while (n < MAX_SUFFIX && at > 0) {
        do
            at--;
        while (at > 0 && ((unsigned char)k->low.p[at] & 0xc0) == 0x80);
        start[++n] = at;
    }
    const int cap = cap_class(k->form);
    for (int c = cap;; c = 0) {
        for (uint32_t l = n + 1; l-- > 0;) {
            const uint32_t rule = find(k->m, k->class->seed_suffix[c],
                                       cs_str_sub(k->low, start[l], k->low.n));
            if (rule == UINT32_MAX)
                continue;
            const struct cs_str made = apply(k, rule);
            if (made.n > 0 && cs_form_is_word(k->m, made))
                return made;
            first = first == UINT32_MAX ? rule : first;
        }
        if (c == 0)
            break;
    }
    if (first == UINT32_MAX)
        return k->m->is_propn[k->class->upos] != 0 ? k->form : k->low;
    struct cs_str made = apply(k, first);
    if (k->m->is_verb[k->class->upos] != 0) {
        k->out[made.n] = 'e';
        made.n += cs_form_is_word(k->m, (struct cs_str){ made.p, made.n + 1 });
    }
    return made;
}

struct cs_str cs_lemma(const struct cs_model *model, uint32_t class,
                       struct cs_str form, bool all_caps, char *out)
{
    assert(class < model->n_class);
    if (form.n > CS_LEMMA_LONGEST)
        return form;
    char low_bytes[CS_LEMMA_LONGEST], form_bytes[CS_LEMMA_LONGEST];
    struct making k = { model, &model->class[class], form, form, out };
    k.low.p = low_bytes;
    lower_into(low_bytes, form, false);
    const int cap = cap_class(form);
    if (all_caps && (cap == 1 || cap == 2)) {
        const uint64_t acronym = cs_lemma_seed('4', CS_STR(""), -1);
        if (model->is_propn[k.class->upos] == 0) {
            k.form = k.low;
        } else if (find(model, acronym, k.low) == UINT32_MAX) {
            lower_into(form_bytes, form, true);
            k.form.p = form_bytes;
        }
    }
    uint32_t rule = find(model, k.class->seed_whole, k.form);
    if (rule == UINT32_MAX)
        rule = find(model, model->upos_seed[k.class->upos], k.low);
    const struct cs_str made =
        rule != UINT32_MAX ? apply(&k, rule) : by_endings(&k);
    if (made.n == 0 || cs_str_eq(made, form))
        return form;
    if (made.p != out)
        memcpy(out, made.p, made.n);
    return (struct cs_str){ out, made.n };
}
