#include "meaning/mentions.h"

#include "meaning/match.h"
#include "meaning/tree.h"

/* --- places -------------------------------------------------------------- */

/* A place that no name covers is a mention; one that is there learns its
 * country from the gazetteer. */
static enum casus_status place_names(struct cs_doc *doc)
{
    for (uint32_t i = 0; i < doc->n_places; i++) {
        const struct cs_place *p = &doc->places[i];
        if (p->tok_b >= p->tok_e || p->tok_e > doc->n_tokens)
            continue; /* of a dateline, which has no tokens */
        const uint32_t head = cs_head_of_run(doc, p->tok_b, p->tok_e);
        uint32_t known = doc->tokens[head].inside;
        if (known == CS_NONE)
            known = doc->tokens[head].mention;
        struct cs_mention *m =
            known != CS_NONE ? &doc->mentions[known]
                             : cs_add_mention(doc, p->tok_b, p->tok_e, head);
        if (m == NULL)
            return CASUS_ENOMEM;
        if (known == CS_NONE) {
            m->kind = CS_MENTION_PLACE;
            m->is_name = true;
            m->via = CS_STR("place");
            for (uint32_t k = p->tok_b; k < p->tok_e; k++)
                doc->tokens[k].inside = doc->n_mentions - 1;
        }
        if (m->kind != CS_MENTION_PLACE && m->kind != CS_MENTION_FACILITY)
            continue;
        m->place = i;
        if (m->code.country[0] == '\0')
            memcpy(m->code.country, p->country, sizeof m->code.country);
    }
    return CASUS_OK;
}

/* --- descriptions -------------------------------------------------------- */

static void set_agent(const struct cs_lexicon *lex, struct cs_mention *m,
                      const struct cs_pattern *p)
{
    const struct cs_agent *a = &lex->agents[p->value];
    memcpy(m->code.sector, a->sector, sizeof m->code.sector);
    if (!m->is_name || m->kind == CS_MENTION_ORGANISATION)
        m->kind = a->kind;
    m->via =
        p->kind == CS_PATTERN_TITLE ? CS_STR("title") : CS_STR("agent noun");
}

static enum casus_status find_agents(const struct cs_lexicon *lex,
                                     struct cs_doc *doc)
{
    static const enum cs_pattern_kind kinds[] = { CS_PATTERN_AGENT,
                                                  CS_PATTERN_TITLE,
                                                  CS_PATTERN_KIND };
    for (uint32_t i = 0; i < doc->n_tokens; i++) {
        const struct cs_token *t = &doc->tokens[i];
        if (t->upos != CS_NOUN && t->upos != CS_PROPN && t->upos != CS_ADJ)
            continue;
        const uint32_t known = t->mention;
        /* What the lexicon calls by name is what the lexicon says: the African
         * Union is no trade union. */
        if (known != CS_NONE && (doc->mentions[known].name.n > 0 ||
                                 doc->mentions[known].code.sector[0] != '\0'))
            continue;
        if (t->inside != CS_NONE && known == CS_NONE &&
            doc->mentions[t->inside].kind == CS_MENTION_PERSON)
            continue;
        struct cs_match at;
        const struct cs_pattern *p = NULL;
        size_t k = 0;
        for (; k < sizeof kinds / sizeof *kinds && p == NULL; k++)
            p = cs_match_kind(lex, doc, kinds[k], i, &at);
        if (p == NULL)
            continue;
        /* "Lama Fakih" is no lama: of a name only a title speaks. */
        if (known != CS_NONE && p->kind != CS_PATTERN_TITLE &&
            doc->mentions[known].kind == CS_MENTION_PERSON &&
            doc->mentions[known].is_name)
            continue;
        struct cs_mention *m = known != CS_NONE
                                   ? &doc->mentions[known]
                                   : cs_add_mention(doc, at.tok_b, at.tok_e, i);
        if (m == NULL)
            return CASUS_ENOMEM;
        if (p->kind == CS_PATTERN_KIND) {
            if (known == CS_NONE)
                m->kind = (enum cs_mention_kind)p->value;
        } else if (known == CS_NONE || m->kind != CS_MENTION_NATIONALITY) {
            set_agent(lex, m, p);
        }
    }
    return CASUS_OK;
}

/* The title of a named person speaks of that person: its wording goes back over
 * what is part of it and on to the end of the name that follows ("Russian
 * Foreign Minister Sergei Lavrov"). */
static struct cs_span with_name(const struct cs_doc *doc,
                                const struct cs_mention *m)
{
    const struct cs_token *t = doc->tokens;
    uint32_t b = m->tok_b, e = m->tok_e;
    if (m->kind != CS_MENTION_PERSON || e >= doc->n_tokens ||
        t[e].name != CS_NAME_PER || !t[e].name_begins ||
        t[e].sentence != t[b].sentence)
        return m->span;
    e = cs_doc_name_end(doc, e);
    while (
        b > doc->sentences[t[b].sentence].tok_b && t[b - 1].head >= b &&
        t[b - 1].head < e &&
        (t[b - 1].deprel == CS_REL_COMPOUND || t[b - 1].deprel == CS_REL_AMOD))
        b--;
    return cs_tokens_span(doc, b, e);
}

/* Descriptions that the text model sees, with their determiners and adjectives:
 * they give those of the lexicon their wording, and stand where it is silent.
 * Things and places among the latter are nobody who acts: they head no
 * token. */
static enum casus_status model_descriptions(struct cs_doc *doc)
{
    const uint32_t n_known = doc->n_mentions;
    uint32_t e;
    for (uint32_t b = 0; b < doc->n_tokens; b = e) {
        const uint8_t kind = doc->tokens[b].described;
        e = b + 1;
        if (kind == 0)
            continue;
        while (e < doc->n_tokens && doc->tokens[e].described == kind &&
               !doc->tokens[e].described_begins)
            e++;
        const uint32_t head = cs_head_of_run(doc, b, e);
        const uint32_t known = doc->tokens[head].mention;
        if (known != CS_NONE) {
            struct cs_mention *m = &doc->mentions[known];
            if (!m->is_name && b <= m->tok_b && m->tok_e <= e)
                m->span = cs_tokens_span(doc, b, e);
            continue;
        }
        if (doc->tokens[head].inside != CS_NONE || cs_in_time(doc, head))
            continue;
        struct cs_mention *m = cs_add_mention(doc, b, e, head);
        if (m == NULL)
            return CASUS_ENOMEM;
        m->kind = (enum cs_mention_kind)(kind - 1);
        m->via = CS_STR("description");
        if (m->kind >= CS_MENTION_PLACE)
            doc->tokens[head].mention = CS_NONE;
    }
    for (uint32_t i = 0; i < n_known; i++)
        if (!doc->mentions[i].is_name)
            doc->mentions[i].span = with_name(doc, &doc->mentions[i]);
    return CASUS_OK;
}

/* Put the mentions in text order (longer first where two begin together):
 * later stages look back from one to those before it. */
static enum casus_status sort_mentions(struct cs_doc *doc)
{
    const uint32_t n = doc->n_mentions;
    uint32_t *starts =
        cs_arena_zalloc(doc->arena, (doc->n_tokens + 2) * sizeof *starts);
    uint32_t *moved = cs_arena_alloc(doc->arena, n * sizeof *moved);
    struct cs_mention *sorted = cs_arena_alloc(doc->arena, n * sizeof *sorted);
    if (starts == NULL || moved == NULL || sorted == NULL)
        return CASUS_ENOMEM;
    for (uint32_t i = 0; i < n; i++)
        starts[doc->mentions[i].tok_b + 1]++;
    for (uint32_t i = 0; i < doc->n_tokens; i++)
        starts[i + 1] += starts[i];
    for (uint32_t i = 0; i < n; i++) {
        moved[i] = starts[doc->mentions[i].tok_b]++;
        sorted[moved[i]] = doc->mentions[i];
    }
    for (uint32_t i = 0; i < doc->n_tokens; i++) {
        struct cs_token *t = &doc->tokens[i];
        if (t->mention != CS_NONE)
            t->mention = moved[t->mention];
        if (t->inside != CS_NONE)
            t->inside = moved[t->inside];
    }
    doc->mentions = sorted;
    doc->cap_mentions = n;
    return CASUS_OK;
}

enum casus_status cs_mentions_find(const struct cs_lexicon *lex,
                                   struct cs_doc *doc, struct casus_error *err)
{
    cs_match_words(lex, doc);
    enum casus_status s = cs_names_find(lex, doc);
    if (s == CASUS_OK)
        s = place_names(doc);
    if (s == CASUS_OK)
        s = find_agents(lex, doc);
    if (s == CASUS_OK)
        s = model_descriptions(doc);
    if (s == CASUS_OK)
        s = sort_mentions(doc);
    if (s == CASUS_OK)
        doc->layers |= CS_LAYER_MENTIONS;
    else
        (void)cs_fail(err, s, 0, "report too large for the memory cap");
    return s;
}

uint32_t cs_mention_of(const struct cs_doc *doc, uint32_t tok)
{
    /* "a group of terrorists" are terrorists. */
    const uint32_t content = cs_content_word(doc, tok);
    if (doc->tokens[content].mention != CS_NONE)
        return doc->tokens[content].mention;
    if (doc->tokens[tok].mention != CS_NONE)
        return doc->tokens[tok].mention;
    return doc->tokens[tok].inside;
}

uint32_t cs_mentions_before(const struct cs_doc *doc, uint32_t tok)
{
    uint32_t lo = 0, hi = doc->n_mentions;
    while (lo < hi) {
        const uint32_t mid = (lo + hi) / 2;
        if (doc->mentions[mid].tok_b < tok)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

bool cs_is_force(const struct cs_mention *m)
{
    static const char forces[][4] = {
        "MIL", "COP", "REB", "UAF", "PRM", "SPY"
    };
    if (m->kind == CS_MENTION_MILITARY || m->kind == CS_MENTION_ARMED_GROUP)
        return true;
    for (size_t i = 0; i < sizeof forces / sizeof *forces; i++) {
        if (memcmp(m->code.sector, forces[i], 4) == 0)
            return true;
    }
    return false;
}
