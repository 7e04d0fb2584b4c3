/* entities.c - from mentions to who they are.
 *
 * Three passes: what a mention's own phrase tells (nationality, possessor,
 * title, apposition), then one entity for mentions that name the same (same
 * lexicon name, a shorter name of a person, a bracketed short form, a definite
 * description), then the country that the whole report is about for
 * descriptions that still have none. */
#include "meaning/coref.h"
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

/* How far an entity is looked for, in mentions: the work stays linear. */
enum { LOOK_BACK = 250 };

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

static struct cs_entity *add_entity(struct cs_doc *doc,
                                    enum cs_mention_kind kind,
                                    struct cs_str name)
{
    struct cs_entity *e = CS_PUSH(doc, entities);
    if (e != NULL) {
        e->kind = kind;
        e->name = name;
    }
    return e;
}

/* The last of the items before i, else the first behind it, that is a mention
 * and of the same entity. */
static uint32_t named_beside(const struct cs_items *items, uint32_t i)
{
    for (uint32_t k = i; k-- > 0 && i - k <= LOOK_BACK;) {
        if (items->all[k].entity == items->all[i].entity &&
            items->all[k].mention != CS_NONE)
            return items->all[k].mention;
    }
    for (uint32_t k = i + 1; k < items->n && k - i <= LOOK_BACK; k++) {
        if (items->all[k].entity == items->all[i].entity &&
            items->all[k].mention != CS_NONE)
            return items->all[k].mention;
    }
    return CS_NONE;
}

/* The entities of the items, in the order of their first; pronouns with what
 * they stand for. "It" that stands for nothing is none. */
static enum casus_status gather(struct cs_doc *doc,
                                const struct cs_items *items)
{
    uint32_t *number =
        cs_arena_alloc(doc->arena, (items->n_entities + 1) * sizeof *number);
    uint32_t *size =
        cs_arena_zalloc(doc->arena, (items->n_entities + 1) * sizeof *size);
    if (number == NULL || size == NULL)
        return CASUS_ENOMEM;
    for (uint32_t i = 0; i < items->n_entities; i++)
        number[i] = CS_NONE;
    for (uint32_t i = 0; i < items->n; i++)
        size[items->all[i].entity]++;
    for (uint32_t i = 0; i < items->n; i++) {
        const struct cs_item *item = &items->all[i];
        struct cs_mention *m =
            item->mention == CS_NONE ? NULL : &doc->mentions[item->mention];
        if (m == NULL && size[item->entity] == 1 && item->type == CS_ITEM_IT)
            continue;
        if (number[item->entity] == CS_NONE) {
            const struct cs_str wording =
                m == NULL       ? cs_doc_text(doc, doc->tokens[item->tok].span)
                : m->name.n > 0 ? m->name
                                : cs_doc_text(doc, m->span);
            if (add_entity(doc, (enum cs_mention_kind)item->kind, wording) ==
                NULL)
                return CASUS_ENOMEM;
            number[item->entity] = doc->n_entities - 1;
        }
        if (m != NULL) {
            m->entity = number[item->entity];
            continue;
        }
        struct cs_pronoun *p = CS_PUSH(doc, pronouns);
        if (p == NULL)
            return CASUS_ENOMEM;
        p->tok = item->tok;
        p->entity = number[item->entity];
        p->mention = item->among != CS_NONE ? items->all[item->among].mention
                                            : named_beside(items, i);
    }
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        struct cs_mention *m = &doc->mentions[i];
        if (m->entity == CS_NONE) {
            if (add_entity(doc, m->kind, cs_doc_text(doc, m->span)) == NULL)
                return CASUS_ENOMEM;
            m->entity = doc->n_entities - 1;
        }
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

/* What titles, appositions and deeds tell of those who are named. */
static void describe_names(struct cs_doc *doc)
{
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
}

/* Backwards first: "leaders of Romania's new government" take their country
 * from the government, which has it from Romania. */
void cs_entities_describe(struct cs_doc *doc, bool pronouns)
{
    for (uint32_t i = doc->n_mentions; i-- > 0;)
        describe(doc, &doc->mentions[i], false);
    for (uint32_t i = 0; i < doc->n_mentions; i++)
        describe(doc, &doc->mentions[i], pronouns);
    describe_names(doc);
}

enum casus_status cs_entities_resolve(const struct cs_lexicon *lex,
                                      const struct cs_coref_model *model,
                                      struct cs_doc *doc,
                                      struct casus_error *err)
{
    struct cs_items items;
    cs_entities_describe(doc, false);
    enum casus_status s = cs_coref_resolve(lex, doc, model, NULL, &items);
    if (s == CASUS_OK)
        s = gather(doc, &items);
    if (s != CASUS_OK)
        return cs_fail(err, s, 0, "report too large for the memory cap");
    cs_entities_describe(doc, true);
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        struct cs_mention *m = &doc->mentions[i];
        learn(&doc->entities[m->entity], m, doc);
    }
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

uint32_t cs_pronoun_mention(const struct cs_doc *doc, uint32_t tok)
{
    uint32_t lo = 0, hi = doc->n_pronouns;
    while (lo < hi) {
        const uint32_t mid = (lo + hi) / 2;
        if (doc->pronouns[mid].tok < tok)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (lo == doc->n_pronouns || doc->pronouns[lo].tok != tok ||
        (doc->tokens[tok].morph & CS_MORPH_FIRST) != 0)
        return CS_NONE;
    return doc->pronouns[lo].mention;
}
