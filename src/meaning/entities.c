/* entities.c - from mentions to who they are.
 *
 * Three passes: what a mention's own phrase tells (nationality, possessor,
 * title, apposition), then one entity for mentions that name the same (same
 * lexicon name, a shorter name of a person, a bracketed short form, a definite
 * description), then the country that the whole report is about for
 * descriptions that still have none. */
#include "meaning/match.h"
#include "meaning/mentions.h"
#include "meaning/tree.h"

static bool empty(const char code[4])
{
    return code[0] == '\0';
}

static void copy_code(char to[4], const char from[4])
{
    memcpy(to, from, 4);
}

static bool names_country(const struct cs_mention *m)
{
    return m->is_name && !empty(m->code.country) &&
           m->kind != CS_MENTION_PERSON;
}

/* "US-led": the participle between a country and what it leads. Backing and
 * sympathy ("Iran-aligned") make nobody a national. */
static const struct cs_mention *leader(const struct cs_doc *doc, uint32_t tok)
{
    if (!cs_str_is(doc->tokens[tok].lemma, "lead") &&
        !cs_str_is(doc->tokens[tok].norm, "led"))
        return NULL;
    CS_EACH_CHILD(doc, tok, c) {
        const uint32_t m = cs_mention_of(doc, c);
        if (m != CS_NONE && names_country(&doc->mentions[m]))
            return &doc->mentions[m];
    }
    return NULL;
}

static bool gives_country(const struct cs_doc *doc, uint32_t child)
{
    static const char *const prepositions[] = { "of", "in", "from", "for" };
    const uint8_t rel = doc->tokens[child].deprel;
    if (rel == CS_REL_AMOD || rel == CS_REL_COMPOUND ||
        rel == CS_REL_NMOD_POSS || rel == CS_REL_NMOD_UNMARKED ||
        rel == CS_REL_FLAT || rel == CS_REL_NMOD_DESC)
        return true;
    if (rel != CS_REL_NMOD)
        return false;
    const uint32_t prep = cs_preposition(doc, child);
    for (size_t i = 0;
         prep != CS_NONE && i < sizeof prepositions / sizeof *prepositions;
         i++) {
        if (cs_str_is(doc->tokens[prep].norm, prepositions[i]))
            return true;
    }
    return false;
}

/* Sectors that say little: they give way to that of what a person belongs
 * to. */
static bool weak_sector(const char sector[4])
{
    return empty(sector) || memcmp(sector, "ELI", 4) == 0 ||
           memcmp(sector, "UNK", 4) == 0;
}

/* "its commander", "a general of the rebel army": an officer's rank is that of
 * whom he serves. */
static bool ranks_in(const struct cs_mention *m, const struct cs_mention *body)
{
    return memcmp(m->code.sector, "MIL", 4) == 0 &&
           (memcmp(body->code.sector, "REB", 4) == 0 ||
            memcmp(body->code.sector, "PRM", 4) == 0 ||
            memcmp(body->code.sector, "COP", 4) == 0 ||
            memcmp(body->code.sector, "CRM", 4) == 0);
}

/* The country of the other, where none is known; its sector, if any, where
 * `gives_way` says that the own one does. Returns whether it took the
 * sector. */
static bool learn_code(struct cs_mention *m, const struct cs_actor_code *other,
                       bool gives_way)
{
    if (empty(m->code.country))
        copy_code(m->code.country, other->country);
    if (!gives_way || empty(other->sector))
        return false;
    copy_code(m->code.sector, other->sector);
    return true;
}

/* "Iran-backed groups", "al-Qaeda-linked factions": armed, although no word
 * says so. */
static bool is_proxy(const struct cs_doc *doc, const struct cs_mention *m)
{
    static const char *const nouns[] = { "group", "faction", "force", "element",
                                         "proxy", "cell",    NULL };
    static const char *const ties[] = { "align",   "back",       "affiliate",
                                        "link",    "ally",       "sponsor",
                                        "inspire", "arm",        "aligned",
                                        "backed",  "affiliated", "linked",
                                        "allied",  "sponsored",  NULL };
    if (!cs_str_in(doc->tokens[m->head].lemma, nouns))
        return false;
    CS_EACH_CHILD(doc, m->head, c) {
        if (c < m->head && cs_str_in(doc->tokens[c].lemma, ties) &&
            cs_norm_is(doc, cs_beside(doc, c, -1), "-"))
            return true;
    }
    return false;
}

static void from_modifier(const struct cs_doc *doc, struct cs_mention *m,
                          uint32_t child, const struct cs_mention *other)
{
    if (empty(m->code.country) && !empty(other->code.country)) {
        copy_code(m->code.country, other->code.country);
        m->via = other->kind == CS_MENTION_NATIONALITY
                     ? CS_STR("agent noun, nationality")
                     : CS_STR("agent noun, place");
    }
    /* "army spokesman", "leader of a militia": a person has the sector of
     * what he belongs to, unless it is a country alone. */
    const bool weak = weak_sector(m->code.sector) ||
                      (memcmp(m->code.sector, "GOV", 4) == 0 &&
                       doc->tokens[child].deprel == CS_REL_COMPOUND) ||
                      ranks_in(m, other);
    /* A person's person says nothing ("the minister's wife"), but a trade
     * before the noun does: "pirate chief". */
    const bool trade =
        doc->tokens[child].deprel == CS_REL_COMPOUND && !other->is_name;
    if (m->kind == CS_MENTION_PERSON && weak && !empty(other->code.sector) &&
        (other->kind != CS_MENTION_PERSON || trade))
        copy_code(m->code.sector, other->code.sector);
    /* "the teachers' federation", "a government commission" */
    const uint8_t rel = doc->tokens[child].deprel;
    if (m->kind == CS_MENTION_ORGANISATION && !m->is_name &&
        (rel == CS_REL_NMOD_POSS || rel == CS_REL_COMPOUND) &&
        weak_sector(m->code.sector) && !empty(other->code.sector) &&
        !other->is_name)
        copy_code(m->code.sector, other->code.sector);
}

/* What the modifiers of a description tell of its country and sector. */
static void from_modifiers(struct cs_doc *doc, struct cs_mention *m,
                           bool pronouns)
{
    if (weak_sector(m->code.sector) && is_proxy(doc, m))
        copy_code(m->code.sector, "REB");
    CS_EACH_CHILD(doc, m->head, c) {
        const struct cs_mention *led = leader(doc, c);
        if (led != NULL && empty(m->code.country)) {
            copy_code(m->code.country, led->code.country);
            continue;
        }
        if (!gives_country(doc, c))
            continue;
        const uint32_t k = cs_mention_of(doc, c);
        if (k == CS_NONE || &doc->mentions[k] == m)
            continue;
        from_modifier(doc, m, c, &doc->mentions[k]);
    }
    /* "its commander": of the body named before, where nothing else says */
    CS_EACH_CHILD(doc, m->head, c) {
        if (!pronouns || doc->tokens[c].deprel != CS_REL_NMOD_POSS ||
            cs_mention_of(doc, c) != CS_NONE)
            continue;
        const uint32_t k = cs_pronoun_mention(doc, c);
        if (k != CS_NONE && &doc->mentions[k] != m)
            from_modifier(doc, m, c, &doc->mentions[k]);
    }
}

static void describe(struct cs_doc *doc, struct cs_mention *m, bool pronouns)
{
    if (!m->is_name ||
        (m->kind != CS_MENTION_PERSON && m->kind != CS_MENTION_NATIONALITY))
        from_modifiers(doc, m, pronouns);
}

/* A description right before a name ("Prime Minister Najib Razak") or around
 * it; walks back over the words of one noun phrase. */
static void from_title(struct cs_doc *doc, struct cs_mention *m)
{
    const struct cs_sentence *s =
        &doc->sentences[doc->tokens[m->head].sentence];
    for (uint32_t i = m->tok_b; i > s->tok_b && i + 8 > m->tok_b;) {
        i--;
        const struct cs_token *t = &doc->tokens[i];
        const bool comma = cs_str_is(t->norm, ",") && i + 1 == m->tok_b;
        if (t->upos == CS_VERB || t->upos == CS_SCONJ || t->upos == CS_CCONJ ||
            (t->upos == CS_PUNCT && !comma && !cs_str_is(t->norm, "-")))
            return;
        if (t->mention == CS_NONE)
            continue;
        const struct cs_mention *title = &doc->mentions[t->mention];
        if (comma || title->is_name || title->kind != CS_MENTION_PERSON ||
            title->tok_e != m->tok_b)
            return;
        copy_code(m->code.sector, title->code.sector);
        if (!empty(title->code.country))
            copy_code(m->code.country, title->code.country);
        m->via = CS_STR("name, title");
        return;
    }
}

/* "X, the Syrian president": either side may be the head. */
static void from_apposition(struct cs_doc *doc, struct cs_mention *m)
{
    uint32_t other = cs_child(doc, m->head, CS_REL_APPOS);
    if (other == CS_NONE && (doc->tokens[m->head].deprel == CS_REL_APPOS ||
                             doc->tokens[m->head].deprel == CS_REL_FLAT ||
                             doc->tokens[m->head].deprel == CS_REL_NMOD_DESC))
        other = doc->tokens[m->head].head;
    if (other == CS_NONE)
        return;
    const uint32_t k = doc->tokens[other].mention;
    if (k == CS_NONE || doc->mentions[k].is_name)
        return;
    const struct cs_mention *d = &doc->mentions[k];
    /* "Yusuf, a militant": one of an armed group is a person, too. */
    if (d->kind != m->kind && m->kind == CS_MENTION_PERSON &&
        (d->kind > CS_MENTION_ARMED_GROUP || d->is_name))
        return;
    (void)learn_code(m, &d->code, weak_sector(m->code.sector));
    m->via = CS_STR("name, apposition");
}

/* "Commander Joaquin of the Alfaro group", "X from the oil ministry": a named
 * person is of what his name is said to be of. */
static void from_belonging(struct cs_doc *doc, struct cs_mention *m)
{
    static const char *const prepositions[] = { "of", "from", "with", "at",
                                                NULL };
    CS_EACH_CHILD(doc, m->head, c) {
        const uint32_t prep = cs_preposition(doc, c);
        if (doc->tokens[c].deprel != CS_REL_NMOD || prep == CS_NONE ||
            !cs_str_in(doc->tokens[prep].norm, prepositions))
            continue;
        const uint32_t k = cs_mention_of(doc, c);
        if (k == CS_NONE)
            continue;
        const struct cs_mention *body = &doc->mentions[k];
        if (body->kind == CS_MENTION_PERSON || body->kind > CS_MENTION_PLACE)
            continue;
        (void)learn_code(m, &body->code,
                         weak_sector(m->code.sector) || ranks_in(m, body));
        m->via = CS_STR("name, whom he belongs to");
        return;
    }
}

/* "X, who leads the rebel Front", "a businessman who chairs it": one who heads
 * a body or works for it is of it. */
static void from_deed(struct cs_doc *doc, struct cs_mention *m)
{
    static const char *const heads[] = { "lead",    "head", "chair",
                                         "command", "run",  "represent",
                                         "found",   "own",  "govern",
                                         NULL };
    static const char *const works[] = { "work",   "speak", "fight",
                                         "belong", "serve", NULL };
    uint32_t clause = cs_child(doc, m->head, CS_REL_ACL_RELCL);
    if (clause == CS_NONE)
        clause = cs_child(doc, m->head, CS_REL_ACL);
    const struct cs_token *t = &doc->tokens[m->head];
    if (clause == CS_NONE && t->deprel == CS_REL_NSUBJ && m->is_name)
        clause = t->head;
    if (clause == CS_NONE || cs_is_passive(doc, clause))
        return;
    uint32_t body = CS_NONE;
    if (cs_str_in(doc->tokens[clause].lemma, heads)) {
        body = cs_object(doc, clause);
    } else if (cs_str_in(doc->tokens[clause].lemma, works)) {
        static const char *const prepositions[] = { "for", "with", "to",
                                                    "in",  "at",   NULL };
        body = cs_prep_any(doc, clause, prepositions);
    }
    if (body == CS_NONE)
        return;
    uint32_t k = cs_mention_of(doc, body);
    if (k == CS_NONE)
        k = cs_pronoun_mention(doc, body);
    if (k == CS_NONE || &doc->mentions[k] == m)
        return;
    const struct cs_mention *other = &doc->mentions[k];
    if (other->kind == CS_MENTION_PERSON || other->kind > CS_MENTION_PLACE)
        return;
    if (learn_code(m, &other->code, weak_sector(m->code.sector)))
        m->via = CS_STR("name, what it heads or serves");
}

/* "Commanders Joaquin and Javier", "leaders A and B": the title of the first
 * holds for those who follow. */
static void from_partner(struct cs_doc *doc, struct cs_mention *m)
{
    const struct cs_token *t = &doc->tokens[m->head];
    if (t->deprel != CS_REL_CONJ || t->head == CS_NONE)
        return;
    const uint32_t k = doc->tokens[t->head].mention;
    if (k == CS_NONE)
        return;
    const struct cs_mention *first = &doc->mentions[k];
    /* A title in the plural stands before the first name, or is its head. */
    uint32_t title = first->head;
    if (first->is_name) {
        if (first->kind != CS_MENTION_PERSON || first->tok_b == 0)
            return;
        title = first->tok_b - 1;
    }
    if ((doc->tokens[title].morph & CS_MORPH_PLUR) == 0 ||
        doc->tokens[title].sentence != t->sentence)
        return;
    if (learn_code(m, &first->code, weak_sector(m->code.sector)))
        m->via = CS_STR("name, title");
}

/* --- one entity ---------------------------------------------------------- */

static bool last_word_in(const struct cs_doc *doc,
                         const struct cs_mention *shorter,
                         const struct cs_mention *longer)
{
    /* Every word of the shorter name stands in the longer one. */
    for (uint32_t i = shorter->tok_b; i < shorter->tok_e; i++) {
        bool found = doc->tokens[i].upos == CS_PUNCT;
        for (uint32_t k = longer->tok_b; k < longer->tok_e && !found; k++)
            found = cs_str_eq(doc->tokens[i].norm, doc->tokens[k].norm);
        if (!found)
            return false;
    }
    return true;
}

static bool same_words(const struct cs_doc *doc, const struct cs_mention *a,
                       const struct cs_mention *b)
{
    return a->tok_e - a->tok_b == b->tok_e - b->tok_b &&
           last_word_in(doc, a, b) && last_word_in(doc, b, a);
}

/* "Human Rights Watch ... HRW": the capitals of the longer name. */
static bool is_initials(const struct cs_doc *doc, const struct cs_mention *a,
                        const struct cs_mention *longer)
{
    if (a->tok_e - a->tok_b != 1 || longer->tok_e - longer->tok_b < 2)
        return false;
    const struct cs_str s = cs_doc_text(doc, a->span);
    size_t n = 0;
    for (uint32_t k = longer->tok_b; k < longer->tok_e; k++) {
        const char c = doc->text.p[doc->tokens[k].span.b];
        if (c < 'A' || c > 'Z')
            continue;
        if (n >= s.n || s.p[n] != c)
            return false;
        n++;
    }
    return n == s.n && n >= 2;
}

/* --- descriptions that point back ---------------------------------------- */

/* "the coalition", "this group", "these groups", "both countries" */
static bool points_back(const struct cs_doc *doc, const struct cs_mention *m)
{
    static const char *const words[] = { "the",   "this",  "that",
                                         "these", "those", NULL };
    const uint32_t det = cs_child(doc, m->head, CS_REL_DET_REL);
    return det != CS_NONE && cs_str_in(doc->tokens[det].norm, words);
}

static bool is_body(const struct cs_mention *m)
{
    return m->kind == CS_MENTION_ORGANISATION ||
           m->kind == CS_MENTION_MILITARY || m->kind == CS_MENTION_ARMED_GROUP;
}

/* Do two codes speak against one another? */
static bool codes_differ(const struct cs_mention *a, const struct cs_mention *b)
{
    return !empty(a->code.country) && !empty(b->code.country) &&
           memcmp(a->code.country, b->code.country, 4) != 0;
}

/* The last description or name with that head word. What is added to it must
 * not speak against it: "the Syrian army" is not "the Iraqi army". */
static bool same_head(const struct cs_doc *doc, const struct cs_mention *m,
                      const struct cs_mention *before)
{
    return (before->kind == m->kind || (is_body(before) && is_body(m))) &&
           !codes_differ(m, before) &&
           cs_str_eq(doc->tokens[m->head].lemma,
                     doc->tokens[before->head].lemma);
}

/* "the group", "the country", "the company": a name of that kind. */
static bool stands_for(const struct cs_doc *doc, const struct cs_mention *m,
                       const struct cs_mention *before)
{
    static const struct {
        const char *lemma;
        enum cs_mention_kind kind;
        const char *sector; /* "": any but those of the state */
    } words[] = {
        { "group", CS_MENTION_ARMED_GROUP, "" },
        { "organisation", CS_MENTION_ARMED_GROUP, "" },
        { "organization", CS_MENTION_ARMED_GROUP, "" },
        { "movement", CS_MENTION_ARMED_GROUP, "" },
        { "militia", CS_MENTION_ARMED_GROUP, "" },
        { "faction", CS_MENTION_ARMED_GROUP, "" },
        { "group", CS_MENTION_ORGANISATION, "" },
        { "organisation", CS_MENTION_ORGANISATION, "" },
        { "organization", CS_MENTION_ORGANISATION, "" },
        { "movement", CS_MENTION_ORGANISATION, "" },
        { "party", CS_MENTION_ORGANISATION, "PTY" },
        { "union", CS_MENTION_ORGANISATION, "LAB" },
        { "company", CS_MENTION_ORGANISATION, "BUS" },
        { "firm", CS_MENTION_ORGANISATION, "BUS" },
        { "airline", CS_MENTION_ORGANISATION, "BUS" },
        { "country", CS_MENTION_PLACE, "" },
        { "nation", CS_MENTION_PLACE, "" },
        { "kingdom", CS_MENTION_PLACE, "" },
        { "republic", CS_MENTION_PLACE, "" },
    };
    static const char *const state[] = {
        "GOV", "MIL", "COP", "JUD", "LEG", NULL
    };
    if (!before->is_name)
        return false;
    /* "the militant group", but "the other group" */
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (before->kind != words[i].kind ||
            !cs_str_is(doc->tokens[m->head].lemma, words[i].lemma))
            continue;
        if (before->kind == CS_MENTION_PLACE)
            return before->name.n > 0 && !empty(before->code.country);
        if (codes_differ(m, before))
            return false;
        return words[i].sector[0] != '\0'
                   ? memcmp(before->code.sector, words[i].sector, 4) == 0
                   : !cs_str_in(cs_str_of(before->code.sector), state);
    }
    return false;
}

/* "the prime minister": the person whose name had that office before it. */
static bool holds_office(const struct cs_doc *doc, const struct cs_mention *m,
                         const struct cs_mention *before)
{
    if (m->kind != CS_MENTION_PERSON || !before->is_name ||
        before->kind != CS_MENTION_PERSON || before->tok_b == 0 ||
        codes_differ(m, before))
        return false;
    const uint32_t title = before->tok_b - 1;
    if (doc->tokens[title].sentence != doc->tokens[before->head].sentence ||
        doc->tokens[title].mention == CS_NONE ||
        !cs_str_eq(doc->tokens[title].lemma, doc->tokens[m->head].lemma))
        return false;
    /* of two words both: a foreign minister is no prime minister */
    const struct cs_mention *office =
        &doc->mentions[doc->tokens[title].mention];
    return office->tok_e - office->tok_b == m->tok_e - m->tok_b;
}

static bool same_entity(const struct cs_doc *doc, const struct cs_mention *m,
                        const struct cs_mention *before)
{
    if (m->is_name && before->is_name) {
        if ((m->kind == CS_MENTION_NATIONALITY) !=
            (before->kind == CS_MENTION_NATIONALITY))
            return false;
        if (m->name.n > 0 && before->name.n > 0)
            return cs_str_eq(m->name, before->name);
        if (m->kind == CS_MENTION_PERSON && before->kind == CS_MENTION_PERSON)
            return last_word_in(doc, m, before) || last_word_in(doc, before, m);
        return same_words(doc, m, before) || is_initials(doc, m, before) ||
               is_initials(doc, before, m);
    }
    if (m->is_name || m->kind == CS_MENTION_WEAPON || !points_back(doc, m))
        return false;
    return same_head(doc, m, before) || stands_for(doc, m, before) ||
           holds_office(doc, m, before);
}

static void learn(struct cs_entity *e, struct cs_mention *m,
                  const struct cs_doc *doc)
{
    if (empty(e->code.country))
        copy_code(e->code.country, m->code.country);
    if (empty(e->code.sector) ||
        (weak_sector(e->code.sector) && !weak_sector(m->code.sector)))
        copy_code(e->code.sector, m->code.sector);
    const struct cs_str wording =
        m->name.n > 0 ? m->name : cs_doc_text(doc, m->span);
    if (m->is_name && (wording.n > e->name.n || !e->named)) {
        e->name = wording;
        e->named = true;
    }
}

/* How far back an entity is looked for, in mentions: the work stays linear. */
enum { LOOK_BACK = 250 };

static enum casus_status gather(struct cs_doc *doc)
{
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        struct cs_mention *m = &doc->mentions[i];
        const uint32_t stop = i > LOOK_BACK ? i - LOOK_BACK : 0;
        for (uint32_t k = i; k-- > stop && m->entity == CS_NONE;) {
            if (same_entity(doc, m, &doc->mentions[k]))
                m->entity = doc->mentions[k].entity;
        }
        if (m->entity == CS_NONE) {
            struct cs_entity *e = CS_PUSH(doc, entities);
            if (e == NULL)
                return CASUS_ENOMEM;
            e->kind = m->kind;
            e->name = m->name.n > 0 ? m->name : cs_doc_text(doc, m->span);
            m->entity = doc->n_entities - 1;
        }
        learn(&doc->entities[m->entity], m, doc);
    }
    return CASUS_OK;
}

/* --- the whole report ---------------------------------------------------- */

enum { COUNTRIES = 32 };

struct country_counts {
    char code[COUNTRIES][4];
    uint32_t weight[COUNTRIES], n, all;
};

static void count_country(struct country_counts *c, const char country[4],
                          uint32_t weight)
{
    uint32_t k = 0;
    while (k < c->n && memcmp(c->code[k], country, 4) != 0)
        k++;
    if (k == COUNTRIES)
        return;
    if (k == c->n) {
        copy_code(c->code[c->n], country);
        c->weight[c->n++] = 0;
    }
    c->weight[k] += weight;
    c->all += weight;
}

static bool a_country(const char country[4])
{
    static const char wide[][4] = { "IGO", "UNO", "EUR", "NGO",
                                    "ISM", "IMG", "MNC" };
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        if (memcmp(country, wide[i], 4) == 0)
            return false;
    }
    return country[0] != '\0';
}

void cs_main_country(const struct cs_doc *doc, char country[4])
{
    struct country_counts c = { .n = 0 };
    country[0] = '\0';
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        const struct cs_mention *m = &doc->mentions[i];
        if (m->is_name && a_country(m->code.country))
            count_country(&c, m->code.country, 2);
    }
    /* A dateline ("BOGOTA, 12 March --") has no tokens, only its place. */
    for (uint32_t i = 0; i < doc->n_places; i++) {
        if (doc->places[i].tok_b >= doc->places[i].tok_e &&
            a_country(doc->places[i].country))
            count_country(&c, doc->places[i].country, 6);
    }
    uint32_t best = 0, second = 0;
    for (uint32_t k = 1; k < c.n; k++) {
        if (c.weight[k] > c.weight[best])
            best = k;
    }
    for (uint32_t k = 0; k < c.n; k++) {
        if (k != best && c.weight[k] > second)
            second = c.weight[k];
    }
    /* It must stand out: a report on two countries is about neither. */
    if (c.n > 0 && (c.weight[best] >= 4 || c.n == 1) &&
        (c.weight[best] * 2 > c.all || c.weight[best] * 2 >= second * 3))
        copy_code(country, c.code[best]);
}

/* Forces of several countries, and those whose modifiers name somebody without
 * a country ("ISIL fighters"), are not the report's country's. */
static bool beyond_the_country(const struct cs_doc *doc,
                               const struct cs_mention *m)
{
    static const char *const wide[] = {
        "coalition",     "alliance",    "ally",     "international", "foreign",
        "multinational", "community",   "overseas", "regional",      "global",
        "western",       "peacekeeper", "migrant",  "refugee"
    };
    const struct cs_token *t = doc->tokens;
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++) {
        if (cs_str_is(t[m->head].lemma, wide[i]))
            return true;
        CS_EACH_CHILD(doc, m->head, c) {
            if (cs_str_is(t[c].norm, wide[i]) &&
                (t[c].deprel == CS_REL_AMOD || t[c].deprel == CS_REL_COMPOUND))
                return true;
        }
    }
    CS_EACH_CHILD(doc, m->head, c) {
        const uint32_t k = t[c].mention;
        if (k != CS_NONE && gives_country(doc, c) && doc->mentions[k].is_name &&
            doc->mentions[k].name.n > 0 && empty(doc->mentions[k].code.country))
            return true;
    }
    return false;
}

/* Sectors whose people belong to the country the report is about. */
static bool of_the_country(const struct cs_mention *m)
{
    static const char local[][4] = { "GOV", "MIL", "COP", "JUD", "LEG", "PTY",
                                     "OPP", "CVL", "MED", "EDU", "LAB", "REB",
                                     "PRM", "SPY", "UAF", "AGR", "REL", "SOC",
                                     "CRM", "BUS", "ELI", "UNK", "JRN", "REF" };
    /* A name is somebody's whom the report makes an officer of something. */
    /* So is a body that no list has, known by the form of its name. */
    if ((m->is_name && m->kind != CS_MENTION_PERSON && m->name.n > 0) ||
        m->kind == CS_MENTION_WEAPON)
        return false;
    for (size_t i = 0; i < sizeof local / sizeof *local; i++) {
        if (memcmp(m->code.sector, local[i], 4) == 0)
            return true;
    }
    return false;
}

bool cs_may_be_local(const struct cs_doc *doc, const struct cs_mention *m)
{
    const bool thing = m->kind >= CS_MENTION_PLACE && !m->is_name;
    return (thing || empty(m->code.sector) || of_the_country(m)) &&
           m->name.n == 0 && !beyond_the_country(doc, m);
}

/* The one country that the names of a sentence are of; "" for none and for
 * several. */
static void country_of_sentence(const struct cs_doc *doc, uint32_t sentence,
                                uint32_t from, char country[4])
{
    country[0] = '\0';
    for (uint32_t i = from; i < doc->n_mentions; i++) {
        const struct cs_mention *m = &doc->mentions[i];
        const uint32_t at = doc->tokens[m->head].sentence;
        if (at > sentence)
            break;
        if (at < sentence || !m->is_name || !a_country(m->code.country))
            continue;
        if (!empty(country) && memcmp(country, m->code.country, 4) != 0) {
            country[0] = '\0';
            return;
        }
        copy_code(country, m->code.country);
    }
}

static bool same_force(const struct cs_doc *doc, const struct cs_mention *m,
                       const struct cs_mention *other)
{
    return memcmp(other->code.sector, "MIL", 4) == 0 &&
           !empty(other->code.country) &&
           cs_str_eq(doc->tokens[other->head].lemma,
                     doc->tokens[m->head].lemma);
}

/* "Marines" in a report with "US Marines": forces so called have a country,
 * before or else after. NULL: they have none. */
static const char *force_told(const struct cs_doc *doc, uint32_t i)
{
    const struct cs_mention *m = &doc->mentions[i];
    const uint32_t stop = i > LOOK_BACK ? i - LOOK_BACK : 0;
    if (m->name.n > 0 || memcmp(m->code.sector, "MIL", 4) != 0)
        return NULL;
    for (uint32_t k = i; k-- > stop;) {
        if (same_force(doc, m, &doc->mentions[k]))
            return doc->mentions[k].code.country;
    }
    for (uint32_t k = i + 1; k < doc->n_mentions && k < i + LOOK_BACK; k++) {
        if (same_force(doc, m, &doc->mentions[k]))
            return doc->mentions[k].code.country;
    }
    return NULL;
}

/* Countries of those whom no word of their own gives one: that of the names in
 * their sentence, or in the one before, where the report has no country that
 * stands out. */
static void settle_countries(struct cs_doc *doc)
{
    char main_country[4], here[4] = "", before[4] = "";
    uint32_t sentence = CS_NONE;
    cs_main_country(doc, main_country);
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        struct cs_mention *m = &doc->mentions[i];
        struct cs_entity *e = &doc->entities[m->entity];
        const uint32_t at = doc->tokens[m->head].sentence;
        if (at != sentence) {
            if (!empty(here))
                copy_code(before, here);
            sentence = at;
            country_of_sentence(doc, sentence, i, here);
        }
        if (!empty(e->code.country) || !of_the_country(m))
            continue;
        const char *told = force_told(doc, i);
        if (told == NULL && beyond_the_country(doc, m))
            continue;
        const char *country = told != NULL           ? told
                              : !empty(main_country) ? main_country
                              : !empty(here)         ? here
                                                     : before;
        if (country[0] == '\0')
            continue;
        copy_code(e->code.country, country);
        if (m->via.n == 0)
            m->via = CS_STR("agent noun, report's country");
    }
}

enum casus_status cs_entities_resolve(const struct cs_lexicon *lex,
                                      struct cs_doc *doc,
                                      struct casus_error *err)
{
    (void)lex;
    /* Backwards first: "leaders of Romania's new government" take their country
     * from the government, which has it from Romania. */
    for (uint32_t i = doc->n_mentions; i-- > 0;)
        describe(doc, &doc->mentions[i], false);
    for (uint32_t i = 0; i < doc->n_mentions; i++)
        describe(doc, &doc->mentions[i], true);
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        struct cs_mention *m = &doc->mentions[i];
        /* "the National Vigilance Bureau, Eritrea's intelligence service" */
        if (m->is_name && m->kind == CS_MENTION_ORGANISATION && m->name.n == 0)
            from_apposition(doc, m);
        if (m->is_name && m->kind == CS_MENTION_PERSON) {
            from_title(doc, m);
            from_apposition(doc, m);
            from_belonging(doc, m);
            from_partner(doc, m);
            from_deed(doc, m);
        }
    }
    const enum casus_status s = gather(doc);
    if (s != CASUS_OK)
        return cs_fail(err, s, 0, "report too large for the memory cap");
    settle_countries(doc);
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        struct cs_mention *m = &doc->mentions[i];
        const struct cs_entity *e = &doc->entities[m->entity];
        if (empty(m->code.country))
            copy_code(m->code.country, e->code.country);
        if (empty(m->code.sector) ||
            (!m->is_name && weak_sector(m->code.sector) &&
             !weak_sector(e->code.sector)))
            copy_code(m->code.sector, e->code.sector);
    }
    return CASUS_OK;
}

/* --- pronouns ------------------------------------------------------------ */

enum pronoun { PRONOUN_NONE, PRONOUN_HE, PRONOUN_IT, PRONOUN_THEY };

static enum pronoun pronoun_of(struct cs_str norm)
{
    static const struct {
        const char *word;
        enum pronoun which;
    } words[] = {
        { "he", PRONOUN_HE },      { "she", PRONOUN_HE },
        { "him", PRONOUN_HE },     { "his", PRONOUN_HE },
        { "her", PRONOUN_HE },     { "himself", PRONOUN_HE },
        { "it", PRONOUN_IT },      { "its", PRONOUN_IT },
        { "they", PRONOUN_THEY },  { "them", PRONOUN_THEY },
        { "their", PRONOUN_THEY }, { "itself", PRONOUN_IT },
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (cs_str_is(norm, words[i].word))
            return words[i].which;
    }
    return PRONOUN_NONE;
}

static bool agrees(const struct cs_doc *doc, const struct cs_mention *m,
                   enum pronoun which)
{
    const bool plural = (doc->tokens[m->head].morph & CS_MORPH_PLUR) != 0 ||
                        cs_has_child(doc, m->head, CS_REL_CONJ);
    if (m->kind > CS_MENTION_PLACE || m->kind == CS_MENTION_NATIONALITY)
        return false;
    switch (which) {
    case PRONOUN_HE:
        return m->kind == CS_MENTION_PERSON && !plural;
    case PRONOUN_IT:
        return m->kind != CS_MENTION_PERSON && !plural;
    case PRONOUN_THEY:
        return plural || m->kind == CS_MENTION_ARMED_GROUP ||
               m->kind == CS_MENTION_MILITARY ||
               (m->kind == CS_MENTION_ORGANISATION && !m->is_name);
    default:
        return false;
    }
}

/* Subjects of the sentence before weigh most, then nearness. */
static int score_antecedent(const struct cs_doc *doc,
                            const struct cs_mention *m, uint32_t tok)
{
    const struct cs_token *head = &doc->tokens[m->head];
    const uint32_t away = doc->tokens[tok].sentence - head->sentence;
    int score = 20 - 8 * (int)away;
    if (head->deprel == CS_REL_NSUBJ || head->deprel == CS_REL_NSUBJ_PASS)
        score += 6;
    if (m->is_name)
        score += 2;
    if (head->deprel == CS_REL_COMPOUND || head->deprel == CS_REL_NMOD_POSS)
        score -= 4;
    if (m->kind == CS_MENTION_PLACE)
        score -= 4;
    return score;
}

uint32_t cs_pronoun_mention(const struct cs_doc *doc, uint32_t tok)
{
    const struct cs_token *t = &doc->tokens[tok];
    const enum pronoun which = pronoun_of(t->norm);
    if (which == PRONOUN_NONE)
        return CS_NONE;
    uint32_t best = CS_NONE;
    int best_score = 0;
    /* Mentions are in text order: back from the last that begins before. */
    for (uint32_t i = cs_mentions_before(doc, tok); i-- > 0;) {
        const struct cs_mention *m = &doc->mentions[i];
        if (m->tok_e > tok)
            continue;
        const uint32_t sentence = doc->tokens[m->head].sentence;
        if (sentence + 3 < t->sentence)
            break;
        /* The object of its own clause's verb is somebody else. */
        if (t->head != CS_NONE && doc->tokens[m->head].head == t->head &&
            t->deprel != CS_REL_NMOD_POSS)
            continue;
        if (!agrees(doc, m, which))
            continue;
        const int score = score_antecedent(doc, m, tok);
        if (best == CS_NONE || score > best_score) {
            best = i;
            best_score = score;
        }
    }
    return best;
}
