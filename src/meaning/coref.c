#include "meaning/coref.h"

#include "meaning/attribution.h"
#include "meaning/match.h"
#include "meaning/mentions.h"
#include "meaning/tree.h"

/* How far back is looked: the work stays linear. Items for descriptions and
 * names, sentences and items for pronouns, and for what shares no word. */
enum {
    FAR = 250,
    PRONOUN_ITEMS = 60,
    PRONOUN_SENTENCES = 5,
    NEAR_SENTENCES = 4
};

/* A link missed costs more than one too many, so that "nobody before" must be
 * likelier by so much (log-odds); chosen on GUM's development part. */
#define CS_LINK_PRONOUN 1.0F
#define CS_LINK_OTHER 0.5F

struct work {
    struct cs_coref_words words;
    struct cs_doc *doc;
    const struct cs_coref_model *model;
    const struct cs_coref_trace *trace;
    struct cs_item *all;
    uint32_t n;
    uint32_t office;  /* class of words */
    uint32_t *at;     /* [n_tokens] the item whose head the token is */
    uint32_t *up;     /* [n] towards the item that stands for its entity */
    uint8_t *genders; /* [n] of the entity, where its own item stands for it */
    uint32_t *full;   /* [n] the same: item with a person's longest name */
};

/* --- items --------------------------------------------------------------- */

static bool may_refer(const struct cs_mention *m)
{
    return m->kind <= CS_MENTION_VEHICLE;
}

static uint32_t count_items(const struct cs_doc *doc)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < doc->n_mentions; i++)
        n += may_refer(&doc->mentions[i]);
    for (uint32_t i = 0; i < doc->n_tokens; i++)
        n += cs_item_pronoun(doc, i) >= 0;
    return n;
}

/* The tokens of a mention's whole wording. */
static struct cs_span wording_of(const struct cs_doc *doc,
                                 const struct cs_mention *m)
{
    const struct cs_sentence *s =
        &doc->sentences[doc->tokens[m->head].sentence];
    struct cs_span r = { m->tok_b, m->tok_e };
    while (r.b > s->tok_b && doc->tokens[r.b - 1].span.b >= m->span.b)
        r.b--;
    while (r.e < s->tok_e && doc->tokens[r.e].span.e <= m->span.e)
        r.e++;
    return r;
}

static void add_item(struct work *w, uint32_t tok, uint32_t mention, int type)
{
    struct cs_item *item = &w->all[w->n];
    const struct cs_mention *m =
        mention == CS_NONE ? NULL : &w->doc->mentions[mention];
    const struct cs_span words =
        m != NULL ? wording_of(w->doc, m) : (struct cs_span){ tok, tok + 1 };
    *item = (struct cs_item){ .tok = tok,
                              .tok_b = words.b,
                              .tok_e = words.e,
                              .mention = mention,
                              .speech = CS_NONE,
                              .speaker = CS_NONE,
                              .link = CS_NONE,
                              .among = CS_NONE,
                              .type = (uint8_t)(type < 0 ? 0 : type) };
    cs_item_describe(&w->words, w->doc, item);
    if (w->at[tok] == CS_NONE)
        w->at[tok] = w->n;
    w->n++;
}

/* Mentions are in text order; pronouns are put between them. */
static bool gather_items(struct work *w)
{
    const struct cs_doc *doc = w->doc;
    struct cs_arena *arena = doc->arena;
    const size_t n = count_items(doc);
    w->all = cs_arena_zalloc(arena, (n + 1) * sizeof *w->all);
    w->up = cs_arena_zalloc(arena, (n + 1) * sizeof *w->up);
    w->genders = cs_arena_zalloc(arena, n + 1);
    w->full = cs_arena_zalloc(arena, (n + 1) * sizeof *w->full);
    w->at = cs_arena_alloc(arena, ((size_t)doc->n_tokens + 1) * sizeof *w->at);
    if (w->all == NULL || w->up == NULL || w->genders == NULL ||
        w->full == NULL || w->at == NULL)
        return false;
    for (uint32_t i = 0; i < doc->n_tokens; i++)
        w->at[i] = CS_NONE;
    uint32_t next = 0;
    for (uint32_t i = 0; i < doc->n_tokens; i++) {
        for (; next < doc->n_mentions && doc->mentions[next].tok_b <= i;
             next++) {
            if (may_refer(&doc->mentions[next]))
                add_item(w, doc->mentions[next].head, next, -1);
        }
        const int type = cs_item_pronoun(doc, i);
        if (type >= 0)
            add_item(w, i, CS_NONE, type);
    }
    for (uint32_t i = 0; i < w->n; i++) {
        w->up[i] = i;
        w->genders[i] = w->all[i].gender;
        w->full[i] = w->all[i].type == CS_ITEM_PERSON ? i : CS_NONE;
    }
    return true;
}

/* The smallest attribution around the byte that has a source. */
static const struct cs_attribution *spoken_by(const struct cs_doc *doc,
                                              uint32_t sentence, uint32_t byte)
{
    const struct cs_attribution *best = NULL;
    uint32_t b, e, least = UINT32_MAX;
    cs_attributions_near(doc, sentence, &b, &e);
    for (uint32_t i = b; i < e; i++) {
        const struct cs_attribution *a = &doc->attributions[i];
        if (a->source_tok == CS_NONE || !cs_attribution_covers(a, byte))
            continue;
        const uint32_t size = cs_attribution_size(a);
        if (size < least) {
            best = a;
            least = size;
        }
    }
    return best;
}

static void find_speakers(struct work *w)
{
    for (uint32_t i = 0; i < w->n; i++) {
        struct cs_item *item = &w->all[i];
        item->speech = w->doc->quoted[item->tok];
        const struct cs_attribution *a =
            spoken_by(w->doc, item->sentence, w->doc->tokens[item->tok].span.b);
        if (a == NULL)
            continue;
        uint32_t source = w->at[a->source_tok];
        if (source == CS_NONE) {
            const uint32_t m = cs_mention_of(w->doc, a->source_tok);
            if (m != CS_NONE)
                source = w->at[w->doc->mentions[m].head];
        }
        item->speaker = source;
    }
}

/* --- entities while they grow -------------------------------------------- */

static uint32_t root(const struct work *w, uint32_t i)
{
    while (w->up[i] != i)
        i = w->up[i];
    return i;
}

static uint32_t name_length(const struct work *w, uint32_t i)
{
    return w->all[i].tok_e - w->all[i].tok_b;
}

static void join(struct work *w, uint32_t a, uint32_t b)
{
    a = root(w, a);
    b = root(w, b);
    if (a == b)
        return;
    const uint32_t first = a < b ? a : b, later = a < b ? b : a;
    w->up[later] = first;
    if (w->genders[first] == CS_GENDER_NONE)
        w->genders[first] = w->genders[later];
    if (w->full[first] == CS_NONE ||
        (w->full[later] != CS_NONE &&
         name_length(w, w->full[later]) > name_length(w, w->full[first])))
        w->full[first] = w->full[later];
}

/* "Omar Abu Anas" for one who is called Anas Ahmad: two who share a name. */
static bool names_clash(const struct work *w, uint32_t i, uint32_t k)
{
    const uint32_t a = w->full[root(w, i)], b = w->full[root(w, k)];
    if (a == CS_NONE || b == CS_NONE || a == b || name_length(w, a) < 2 ||
        name_length(w, b) < 2)
        return false;
    const enum cs_wording how =
        cs_items_wording(w->doc, &w->all[a], &w->all[b]);
    return how != CS_WORDING_SAME && how != CS_WORDING_WITHIN;
}

/* "he" for whom "she" stood before. */
static bool genders_clash(const struct work *w, uint32_t i, uint32_t k)
{
    const uint8_t a = w->genders[root(w, i)], b = w->genders[root(w, k)];
    return a != CS_GENDER_NONE && b != CS_GENDER_NONE && a != b;
}

/* --- what needs no weighing ---------------------------------------------- */

static const struct cs_mention *mention_of(const struct work *w, uint32_t i)
{
    const uint32_t m = w->all[i].mention;
    return m == CS_NONE ? NULL : &w->doc->mentions[m];
}

/* "Prime Minister Razak": the title and the name are one; "Razak, the prime
 * minister": so are the two sides of an apposition. */
static bool one_phrase(const struct work *w, uint32_t i, uint32_t k)
{
    const struct cs_mention *m = mention_of(w, i), *c = mention_of(w, k);
    if (m == NULL || c == NULL || m->is_name == c->is_name ||
        m->kind != c->kind)
        return false;
    const struct cs_mention *name = m->is_name ? m : c;
    const struct cs_mention *title = m->is_name ? c : m;
    if (title->span.b <= name->span.b && title->span.e >= name->span.e)
        return true;
    const struct cs_token *t = &w->doc->tokens[m->head];
    const struct cs_token *u = &w->doc->tokens[c->head];
    return (t->head == c->head && t->deprel == CS_REL_APPOS) ||
           (u->head == m->head && u->deprel == CS_REL_APPOS);
}

/* "the town of Umm Sidra" */
static bool place_of_name(const struct work *w, uint32_t i, uint32_t k)
{
    static const char *const words[] = { "town",   "city",     "village",
                                         "state",  "province", "district",
                                         "region", "port",     "island",
                                         "valley", "county",   NULL };
    const struct cs_token *t = w->doc->tokens;
    const struct cs_item *name = &w->all[i], *noun = &w->all[k];
    return name->type == CS_ITEM_PLACE && !cs_item_is_pronoun(noun) &&
           t[name->tok].head == noun->tok &&
           t[name->tok].deprel == CS_REL_NMOD &&
           cs_str_in(t[noun->tok].lemma, words) &&
           cs_norm_is(w->doc, cs_preposition(w->doc, name->tok), "of");
}

/* What says which minister: words that another office would have otherwise;
 * whose he is says nothing new. */
static bool tells_office(const struct work *w, uint32_t tok)
{
    const struct cs_token *t = &w->doc->tokens[tok];
    return (t->deprel == CS_REL_COMPOUND || t->deprel == CS_REL_AMOD) &&
           (t->mention == CS_NONE ||
            w->doc->mentions[t->mention].code.country[0] == '\0') &&
           t->upos != CS_PROPN && !cs_str_is(t->norm, "prime");
}

static bool same_office(const struct work *w, uint32_t a, uint32_t b)
{
    const struct cs_doc *doc = w->doc;
    const uint32_t side[2] = { a, b };
    for (int k = 0; k < 2; k++) {
        CS_EACH_CHILD(doc, side[k], c) {
            bool shared = !tells_office(w, c);
            CS_EACH_CHILD(doc, side[1 - k], other)
                shared = shared || cs_str_eq(doc->tokens[other].lemma,
                                             doc->tokens[c].lemma);
            if (!shared)
                return false;
        }
    }
    return true;
}

/* "PM", "premier", "prime minister" are one office. */
static struct cs_str office_of(const struct cs_doc *doc, uint32_t tok)
{
    if (cs_norm_is(doc, tok, "pm") ||
        (cs_norm_is(doc, tok, "minister") &&
         cs_norm_is(doc, cs_beside(doc, tok, -1), "prime")))
        return CS_STR("premier");
    return doc->tokens[tok].norm;
}

/* "President Biden": the title of a name. */
static bool has_name(const struct cs_doc *doc, const struct cs_item *item)
{
    for (uint32_t i = item->tok_b; i < item->tok_e; i++) {
        const uint32_t m = doc->tokens[i].inside;
        if (m != CS_NONE && doc->mentions[m].is_name &&
            doc->mentions[m].kind == CS_MENTION_PERSON)
            return true;
    }
    return false;
}

/* "the prime minister", "the Iraqi prime minister": a country has but one. */
static bool one_office(const struct work *w, uint32_t i, uint32_t k)
{
    const struct cs_item *a = &w->all[i], *c = &w->all[k];
    const struct cs_mention *m = mention_of(w, i), *d = mention_of(w, k);
    return m != NULL && d != NULL && !m->is_name && !d->is_name &&
           (a->type == CS_ITEM_THE || a->type == CS_ITEM_BARE) &&
           c->type != CS_ITEM_A && !a->plural && !c->plural &&
           w->office != CS_NONE &&
           cs_match_class(w->words.lex, w->doc, a->tok, w->office) &&
           cs_str_eq(office_of(w->doc, a->tok), office_of(w->doc, c->tok)) &&
           !(has_name(w->doc, a) && has_name(w->doc, c)) &&
           (m->code.country[0] == '\0' || d->code.country[0] == '\0' ||
            memcmp(m->code.country, d->code.country, 4) == 0) &&
           same_office(w, a->tok, c->tok) && !genders_clash(w, i, k);
}

/* Names: that the lexicon has for one; the same words. */
static bool one_name(const struct work *w, uint32_t i, uint32_t k)
{
    const struct cs_mention *m = mention_of(w, i), *c = mention_of(w, k);
    if (m == NULL || c == NULL || !m->is_name || !c->is_name ||
        (m->kind == CS_MENTION_NATIONALITY) !=
            (c->kind == CS_MENTION_NATIONALITY))
        return false;
    if (m->name.n > 0 && c->name.n > 0)
        return cs_str_eq(m->name, c->name);
    return cs_items_wording(w->doc, &w->all[i], &w->all[k]) == CS_WORDING_SAME;
}

/* The last of the same name or office. */
static uint32_t name_before(const struct work *w, uint32_t i)
{
    const uint32_t stop = i > FAR ? i - FAR : 0;
    for (uint32_t k = i; k-- > stop;) {
        if (one_name(w, i, k) || one_office(w, i, k))
            return k;
    }
    return CS_NONE;
}

static uint32_t surely(const struct work *w, uint32_t i, bool *phrase)
{
    enum { NEAR = 8 };
    const uint32_t stop = i > FAR ? i - FAR : 0;
    *phrase = false;
    for (uint32_t k = i; k-- > stop && i - k <= NEAR;) {
        if (one_phrase(w, i, k) || place_of_name(w, i, k)) {
            *phrase = true;
            return k;
        }
    }
    return name_before(w, i);
}

/* --- what is weighed ----------------------------------------------------- */

/* Persons, bodies (organisations, forces, groups), places, things. */
static int sort_of_kind(uint8_t kind)
{
    if (cs_kind_is_body(kind))
        return CS_MENTION_ORGANISATION;
    return kind == CS_MENTION_NATIONALITY ? CS_MENTION_PLACE : kind;
}

/* A candidate worth a look: a pronoun takes what is near, others what shares a
 * word with them or could be called so. */
static bool candidate(const struct work *w, uint32_t i, uint32_t k,
                      enum cs_wording *wording)
{
    const struct cs_item *a = &w->all[i], *c = &w->all[k];
    *wording = CS_WORDING_NONE;
    if (c->tok_b <= a->tok && a->tok < c->tok_e)
        return false;
    if (a->tok_b <= c->tok && c->tok < a->tok_e)
        return false;
    if (c->kind == CS_MENTION_NATIONALITY && c->role == CS_ROLE_MODIFIER)
        return false;
    if (genders_clash(w, i, k) || names_clash(w, i, k))
        return false;
    if (cs_item_is_pronoun(a)) {
        if (cs_item_is_pronoun(c))
            return a->type == c->type ||
                   (a->speaker != CS_NONE && a->speaker == k) ||
                   a->speech != c->speech;
        return a->type == CS_ITEM_THEY || cs_items_agree(a, c);
    }
    if (cs_item_is_pronoun(c))
        return false;
    *wording = cs_items_wording(w->doc, a, c);
    /* "South Australia" is no "Australia". */
    if (a->type == CS_ITEM_PLACE && c->type == CS_ITEM_PLACE)
        return *wording == CS_WORDING_SAME || *wording == CS_WORDING_INITIALS;
    if (sort_of_kind(a->kind) != sort_of_kind(c->kind))
        return cs_item_stands_for(w->doc, a, c);
    /* "the military coalition" is no "military base". */
    if (*wording == CS_WORDING_SHARED &&
        !(cs_item_is_name(a) && cs_item_is_name(c)))
        *wording = CS_WORDING_NONE;
    if (*wording != CS_WORDING_NONE)
        return true;
    if (cs_item_is_name(a))
        return false;
    return a->sentence - c->sentence <= NEAR_SENTENCES &&
           (a->type == CS_ITEM_THE || a->type == CS_ITEM_THIS ||
            (a->type == CS_ITEM_HIS && a->kind == CS_MENTION_PERSON &&
             !a->plural)) &&
           cs_items_agree(a, c);
}

static float score(const struct cs_coref_model *m, const uint32_t *features,
                   uint32_t n)
{
    float h[CS_COREF_WIDTH];
    memcpy(h, m->bias, sizeof h);
    for (uint32_t f = 0; f < n; f++) {
        const float *row = m->rows + (size_t)features[f] * CS_COREF_WIDTH;
        for (int j = 0; j < CS_COREF_WIDTH; j++)
            h[j] += row[j];
    }
    float sum = 0;
    for (int j = 0; j < CS_COREF_WIDTH; j++)
        sum += h[j] > 0 ? h[j] * m->out[j] : 0;
    return sum;
}

static float weigh(const struct work *w, uint32_t i, uint32_t k, uint32_t rank,
                   enum cs_wording wording)
{
    uint32_t features[CS_COREF_MOST];
    const uint32_t n =
        cs_coref_features(w->doc, &w->all[i], k == CS_NONE ? NULL : &w->all[k],
                          k == CS_NONE ? 0 : i - k, rank, wording,
                          k != CS_NONE && w->all[i].speaker == k, features);
    if (w->trace != NULL)
        w->trace->pair(w->trace->arg, i, k, features, n);
    return w->model == NULL ? 0 : score(w->model, features, n);
}

static uint32_t best_of(const struct work *w, uint32_t i)
{
    const struct cs_item *a = &w->all[i];
    const bool pronoun = cs_item_is_pronoun(a);
    const uint32_t reach = pronoun ? PRONOUN_ITEMS : FAR;
    const uint32_t stop = i > reach ? i - reach : 0;
    uint32_t best = CS_NONE, rank = 0;
    float most = weigh(w, i, CS_NONE, 0, CS_WORDING_NONE);
    most -= pronoun ? CS_LINK_PRONOUN : CS_LINK_OTHER;
    for (uint32_t k = i; k-- > stop;) {
        if (pronoun && a->sentence - w->all[k].sentence > PRONOUN_SENTENCES)
            break;
        enum cs_wording wording;
        if (!candidate(w, i, k, &wording))
            continue;
        const float s = weigh(w, i, k, rank, wording);
        rank += cs_items_agree(a, &w->all[k]);
        if (w->model != NULL && s > most) {
            most = s;
            best = k;
        }
    }
    return best;
}

/* --- all ----------------------------------------------------------------- */

static void count_before(struct work *w)
{
    for (uint32_t i = 0; i < w->n; i++) {
        struct cs_item *a = &w->all[i];
        const uint32_t stop = i > FAR ? i - FAR : 0;
        for (uint32_t k = i; k-- > stop;) {
            if (cs_str_eq(w->doc->tokens[a->tok].norm,
                          w->doc->tokens[w->all[k].tok].norm)) {
                a->before = w->all[k].before + 1;
                break;
            }
        }
    }
}

static void link_all(struct work *w)
{
    for (uint32_t i = 0; i < w->n; i++) {
        struct cs_item *a = &w->all[i];
        /* "I" is who speaks, wherever the name stands. */
        if (a->type == CS_ITEM_I && a->speaker != CS_NONE && a->speaker != i)
            a->link = a->speaker;
        else
            a->link = surely(w, i, &a->phrase);
        if (a->link == CS_NONE || w->trace != NULL) {
            const uint32_t best = best_of(w, i);
            if (a->link == CS_NONE)
                a->link = best;
        }
        /* "Joaquin and Javier … they": no one of the two. */
        if (a->type == CS_ITEM_THEY && a->link != CS_NONE &&
            w->all[a->link].several && !w->all[a->link].plural) {
            a->among = a->link;
            a->link = CS_NONE;
        }
        /* "they" of the same two */
        if (a->type == CS_ITEM_THEY && a->link != CS_NONE &&
            w->all[a->link].among != CS_NONE)
            a->among = w->all[a->link].among;
        if (a->link != CS_NONE)
            join(w, i, a->link);
        /* What is one by its phrase may be a name told before, too. */
        if (a->phrase) {
            const uint32_t before = name_before(w, i);
            if (before != CS_NONE)
                join(w, i, before);
        }
    }
}

enum casus_status cs_coref_resolve(const struct cs_lexicon *lex,
                                   struct cs_doc *doc,
                                   const struct cs_coref_model *model,
                                   const struct cs_coref_trace *trace,
                                   struct cs_items *out)
{
    struct work w = { .words = { lex, cs_lexicon_class(lex, "male"),
                                 cs_lexicon_class(lex, "female") },
                      .office = cs_lexicon_class(lex, "sole_office"),
                      .doc = doc,
                      .model =
                          model != NULL && model->rows != NULL ? model : NULL,
                      .trace = trace };
    *out = (struct cs_items){ .n = 0 };
    if (!gather_items(&w))
        return CASUS_ENOMEM;
    find_speakers(&w);
    count_before(&w);
    link_all(&w);
    *out = (struct cs_items){ w.all, w.n, 0 };
    for (uint32_t i = 0; i < w.n; i++) {
        const uint32_t r = root(&w, i);
        w.all[i].entity = r == i ? out->n_entities++ : w.all[r].entity;
    }
    return CASUS_OK;
}
