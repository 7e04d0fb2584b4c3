#include "meaning/place_again.h"

#include "meaning/tree.h"

enum { REACH = 4 }; /* sentences that a place is remembered */

/* What a word can stand for. */
enum kind { TOWN, DIVISION, COUNTRY, ANY, KINDS };

/* The last place of a kind. */
struct last {
    uint32_t place; /* CS_NONE: none yet */
    uint32_t sentence;
    bool strong; /* something was said to be there */
};

struct memory {
    struct cs_doc *doc;
    uint32_t *by_token;
    struct last last[KINDS];
    struct last called[8]; /* "Sarwan, a village": by the noun's number */
    char nation[4];        /* of the last nationality word, "" none */
    uint32_t nation_sentence;
    uint32_t dateline; /* where the report was written, CS_NONE */
};

static bool in_list(struct cs_str s, const char *const *list)
{
    for (; *list != NULL; list++) {
        if (cs_str_is(s, *list))
            return true;
    }
    return false;
}

/* --- what the report names -------------------------------------------------
 */

static uint32_t head_of(const struct cs_doc *doc, const struct cs_place *p)
{
    for (uint32_t i = p->tok_b; i < p->tok_e; i++) {
        const uint32_t head = doc->tokens[i].head;
        if (head == CS_NONE || head < p->tok_b || head >= p->tok_e)
            return i;
    }
    return p->tok_b;
}

static enum kind kind_of(const struct cs_place *p)
{
    switch (p->precision) {
    case CS_PLACE_POINT:
    case CS_PLACE_CITY:
        return TOWN;
    case CS_PLACE_COUNTRY:
        return p->unlisted ? TOWN : COUNTRY;
    default:
        return p->unlisted ? TOWN : DIVISION;
    }
}

/* Is something said to be or happen there, or is it done to the place? "Of",
 * "from" and "to" a place tell of others. */
static bool is_scene(const struct cs_doc *doc, uint32_t head)
{
    /* "Speaking in Geneva" is about elsewhere. */
    const uint32_t over = doc->tokens[head].head;
    if (over != CS_NONE && cs_is_verb(doc, over) &&
        (cs_tells(doc, over) || cs_str_is(doc->tokens[over].lemma, "speak")))
        return false;
    static const char *const scene[] = { "in",      "at",     "near", "outside",
                                         "inside",  "on",     "into", "across",
                                         "through", "around", NULL };
    /* "in the town of Sarwan" */
    for (int i = 0; i < 3; i++) {
        const uint32_t prep = cs_preposition(doc, head);
        const uint8_t rel = doc->tokens[head].deprel;
        if (prep == CS_NONE && rel == CS_REL_OBJ)
            return true;
        /* "spread to Sarwan", "flew to Sarwan" */
        if (prep != CS_NONE && rel == CS_REL_OBL && cs_norm_is(doc, prep, "to"))
            return true;
        if (prep != CS_NONE && in_list(doc->tokens[prep].norm, scene))
            return true;
        if (doc->tokens[head].head == CS_NONE ||
            (prep != CS_NONE && !cs_norm_is(doc, prep, "of")) ||
            (rel != CS_REL_NMOD && rel != CS_REL_APPOS &&
             rel != CS_REL_COMPOUND && rel != CS_REL_NMOD_POSS &&
             rel != CS_REL_NMOD_UNMARKED))
            return false;
        head = doc->tokens[head].head;
    }
    return false;
}

static void keep(struct last *last, uint32_t place, uint32_t sentence,
                 bool strong)
{
    if (!strong && last->strong && last->place != CS_NONE &&
        sentence <= last->sentence + 1)
        return;
    *last = (struct last){ place, sentence, strong };
}

/* Number of a word for a town, TOWN_WORDS for none. */
enum { TOWN_WORDS = 8 };

static int town_word(struct cs_str norm)
{
    static const char *const towns[TOWN_WORDS] = { "city",     "town",
                                                   "village",  "suburb",
                                                   "hamlet",   "neighbourhood",
                                                   "township", "municipality" };
    int i = 0;
    while (i < TOWN_WORDS && !cs_str_is(norm, towns[i]))
        i++;
    return i;
}

/* "in Sarwan, a village in the north", "the village of Sarwan" */
static void remember_word(struct memory *m, uint32_t place, uint32_t head)
{
    const struct cs_doc *doc = m->doc;
    const uint32_t appos = cs_child(doc, head, CS_REL_APPOS);
    const uint32_t over = doc->tokens[head].head;
    int word =
        appos == CS_NONE ? TOWN_WORDS : town_word(doc->tokens[appos].norm);
    if (word == TOWN_WORDS && over != CS_NONE &&
        doc->tokens[head].deprel == CS_REL_NMOD)
        word = town_word(doc->tokens[over].norm);
    if (word < TOWN_WORDS)
        m->called[word] =
            (struct last){ place, doc->tokens[head].sentence, true };
}

static void remember(struct memory *m, uint32_t place)
{
    const struct cs_doc *doc = m->doc;
    const struct cs_place *p = &doc->places[place];
    const uint32_t head = head_of(doc, p);
    const enum kind kind = kind_of(p);
    const bool strong = is_scene(doc, head);
    const uint32_t sentence = doc->tokens[head].sentence;
    /* "The Mali desk", "Kenya police": whose. */
    if (kind == COUNTRY && !strong &&
        (doc->tokens[head].deprel == CS_REL_COMPOUND ||
         doc->tokens[head].deprel == CS_REL_AMOD))
        return;
    if (kind == TOWN)
        remember_word(m, place, head);
    keep(&m->last[kind], place, sentence, strong);
    if (kind == TOWN || kind == DIVISION) {
        struct last *any = &m->last[ANY];
        /* "in Sarwan, in Nord province": of one sentence the narrower. */
        if (any->place != CS_NONE && any->sentence == sentence &&
            doc->places[any->place].precision < p->precision &&
            (any->strong || !strong))
            return;
        keep(any, place, sentence, strong);
    }
}

/* --- what speaks of it again ------------------------------------------------
 */

static bool is_definite(const struct cs_doc *doc, uint32_t noun)
{
    static const char *const definite[] = { "the", "this", "that", NULL };
    CS_EACH_CHILD(doc, noun, c) {
        if (doc->tokens[c].deprel == CS_REL_DET_REL &&
            in_list(doc->tokens[c].norm, definite))
            return true;
    }
    return false;
}

/* "The town of Sarwan", "Sarwan, the country's second city", "the town where
 * he was born", "the Kenyan capital": told in itself which. */
static bool is_told(const struct memory *m, uint32_t noun)
{
    const struct cs_doc *doc = m->doc;
    const uint8_t rel = doc->tokens[noun].deprel;
    if (rel == CS_REL_APPOS || rel == CS_REL_COMPOUND)
        return true;
    CS_EACH_CHILD(doc, noun, c) {
        switch (doc->tokens[c].deprel) {
        case CS_REL_NMOD:
        case CS_REL_NMOD_POSS:
        case CS_REL_APPOS:
        case CS_REL_ACL_RELCL:
        case CS_REL_FLAT:
            return true;
        case CS_REL_COMPOUND: /* "the border town" is one named before */
            if (doc->tokens[c].upos == CS_PROPN)
                return true;
            break;
        default:
            break;
        }
    }
    return false;
}

/* The country last spoken of, by name, nationality or a place in it; "" for
 * none. */
static const char *country_of(const struct memory *m, bool scene)
{
    const struct last *named = &m->last[COUNTRY], *any = &m->last[ANY];
    /* A country that acts is not where it does. */
    if (scene && any->place != CS_NONE && named->place != CS_NONE &&
        m->doc->tokens[head_of(m->doc, &m->doc->places[named->place])].deprel ==
            CS_REL_NSUBJ &&
        m->doc->places[any->place].country[0] != '\0')
        return m->doc->places[any->place].country;
    if (m->nation[0] != '\0' &&
        (named->place == CS_NONE || named->sentence < m->nation_sentence))
        return m->nation;
    static const enum kind order[] = { COUNTRY, TOWN, DIVISION };
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        const uint32_t p = m->last[order[i]].place;
        if (p != CS_NONE && m->doc->places[p].country[0] != '\0')
            return m->doc->places[p].country;
    }
    return m->dateline != CS_NONE ? m->doc->places[m->dateline].country : "";
}

/* Countries that are called "the island". */
static bool is_island(const char *country)
{
    static const char islands[] = "LKA CYP TWN MDG JAM CUB HTI IRL ISL MLT BRB "
                                  "TTO MUS COM SYC MDV BHR SGP GRL TLS FJI PRI";
    return country[0] != '\0' && strstr(islands, country) != NULL;
}

static bool is_town(struct cs_str norm)
{
    return town_word(norm) < TOWN_WORDS;
}

/* What a noun may stand for; KINDS: no place. */
static enum kind stands_for(const struct memory *m, uint32_t tok)
{
    static const char *const divisions[] = { "province",  "governorate",
                                             "district",  "county",
                                             "territory", "region",
                                             NULL };
    static const char *const scenes[] = { "scene",  "site",     "area", "spot",
                                          "square", "locality", NULL };
    static const char *const countries[] = { "country", "nation", NULL };
    const struct cs_token *t = &m->doc->tokens[tok];
    if (t->upos == CS_ADV)
        return cs_str_is(t->norm, "there") && t->deprel != CS_REL_EXPL ? ANY
                                                                       : KINDS;
    if (t->upos != CS_NOUN || !is_definite(m->doc, tok) || is_told(m, tok))
        return KINDS;
    if (is_town(t->norm))
        return TOWN;
    if (cs_str_is(t->norm, "island") && is_island(country_of(m, true)))
        return COUNTRY;
    if (in_list(t->norm, divisions))
        return DIVISION;
    if (in_list(t->norm, scenes))
        return ANY;
    return in_list(t->norm, countries) ? COUNTRY : KINDS;
}

/* Append the place that the word at `tok` means. */
static enum casus_status append(struct memory *m, uint32_t tok,
                                const struct cs_gaz_place *g)
{
    struct cs_doc *doc = m->doc;
    struct cs_place *out = CS_PUSH(doc, places);
    if (out == NULL)
        return CASUS_ENOMEM;
    *out = (struct cs_place){ .span = doc->tokens[tok].span,
                              .tok_b = tok,
                              .tok_e = tok + 1,
                              .name = g->name,
                              .admin1 = g->admin1,
                              .has_point = true,
                              .lat = g->lat,
                              .lon = g->lon,
                              .geonames = g->geonames,
                              .again = true,
                              .precision = g->kind == CS_GAZ_COUNTRY
                                               ? CS_PLACE_COUNTRY
                                               : CS_PLACE_CITY,
                              .why = CS_STR("of the country spoken of") };
    memcpy(out->country, g->country, sizeof out->country);
    m->by_token[tok] = doc->n_places - 1;
    return CASUS_OK;
}

/* "The capital", "the country" where only its towns are named. */
static enum casus_status of_country(const struct cs_gazetteer *gazetteer,
                                    struct memory *m, uint32_t tok,
                                    bool capital, bool scene)
{
    const char *const country = country_of(m, scene);
    struct cs_gaz_place g;
    if (country[0] == '\0' || gazetteer == NULL ||
        !(capital ? cs_gazetteer_capital(gazetteer, country, &g)
                  : cs_gazetteer_country_place(gazetteer, country, &g)))
        return CASUS_OK;
    return append(m, tok, &g);
}

static enum casus_status again(const struct cs_gazetteer *gazetteer,
                               struct memory *m, uint32_t tok)
{
    const struct cs_doc *doc = m->doc;
    const struct cs_token *t = &doc->tokens[tok];
    if (cs_str_is(t->norm, "here") && t->upos == CS_ADV) {
        m->by_token[tok] = m->dateline;
        return CASUS_OK;
    }
    if (cs_str_is(t->norm, "capital") && t->upos == CS_NOUN &&
        is_definite(doc, tok) && !is_told(m, tok))
        return of_country(gazetteer, m, tok, true, true);
    const enum kind kind = stands_for(m, tok);
    if (kind == KINDS)
        return CASUS_OK;
    const struct last *last = &m->last[kind];
    const int word = kind == TOWN ? town_word(t->norm) : TOWN_WORDS;
    if (word < TOWN_WORDS && m->called[word].place != CS_NONE &&
        t->sentence - m->called[word].sentence <= REACH) {
        m->by_token[tok] = m->called[word].place;
        return CASUS_OK;
    }
    if (kind == COUNTRY) {
        /* "That country" is the one last named. */
        bool scene = true;
        CS_EACH_CHILD(doc, tok, c)
            scene = scene && !cs_str_is(doc->tokens[c].norm, "that");
        if (last->place == CS_NONE ||
            memcmp(country_of(m, scene), doc->places[last->place].country, 4) !=
                0)
            return of_country(gazetteer, m, tok, false, scene);
        m->by_token[tok] = last->place;
        return CASUS_OK;
    }
    if (last->place == CS_NONE || t->sentence - last->sentence > REACH)
        return CASUS_OK;
    m->by_token[tok] = last->place;
    return CASUS_OK;
}

/* "the north Kashmir town": a town in it named before, not all of Kashmir. */
static void town_of_region(struct memory *m, uint32_t place)
{
    const struct cs_place *p = &m->doc->places[place];
    const uint32_t tok = p->tok_e - 1;
    const struct last *town = &m->last[TOWN];
    if (tok == p->tok_b || p->precision <= CS_PLACE_CITY ||
        !is_definite(m->doc, tok) || !is_town(m->doc->tokens[tok].norm) ||
        town->place == CS_NONE ||
        m->doc->tokens[tok].sentence - town->sentence > REACH)
        return;
    for (uint32_t i = p->tok_b; i < p->tok_e; i++)
        m->by_token[i] = town->place;
}

/* Where the report was written: its dateline, or a place that begins it. */
static uint32_t written_at(const struct cs_doc *doc)
{
    for (uint32_t i = 0; i < doc->n_places; i++) {
        const struct cs_place *p = &doc->places[i];
        if (p->tok_b == CS_NONE || p->tok_b == 0)
            return i;
    }
    return CS_NONE;
}

enum casus_status cs_places_again(const struct cs_gazetteer *gazetteer,
                                  struct cs_doc *doc, uint32_t *by_token)
{
    struct memory m = { .doc = doc, .by_token = by_token };
    for (int k = 0; k < KINDS; k++)
        m.last[k].place = CS_NONE;
    for (int k = 0; k < TOWN_WORDS; k++)
        m.called[k].place = CS_NONE;
    m.dateline = written_at(doc);
    for (uint32_t i = 0; i < doc->n_tokens; i++) {
        const uint32_t p = by_token[i];
        const uint32_t k = doc->tokens[i].mention;
        if (k != CS_NONE && doc->mentions[k].head == i &&
            doc->mentions[k].kind == CS_MENTION_NATIONALITY &&
            doc->mentions[k].code.country[0] != '\0') {
            memcpy(m.nation, doc->mentions[k].code.country, 4);
            m.nation_sentence = doc->tokens[i].sentence;
        }
        if (p != CS_NONE) {
            if (i == doc->places[p].tok_b)
                remember(&m, p);
            if (i + 1 == doc->places[p].tok_e)
                town_of_region(&m, p);
            continue;
        }
        const enum casus_status s = again(gazetteer, &m, i);
        if (s != CASUS_OK)
            return s;
    }
    return CASUS_OK;
}
