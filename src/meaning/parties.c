/* parties.c - from the head word of a side to who that is. */
#include "meaning/parties.h"

#include "meaning/events.h"
#include "meaning/mentions.h"
#include "meaning/tree.h"

static struct cs_str full_name(const struct cs_doc *doc,
                               const struct cs_mention *m)
{
    if (m->name.n > 0)
        return m->name;
    if (m->entity == CS_NONE)
        return m->is_name ? cs_doc_text(doc, m->span)
                          : (struct cs_str){ NULL, 0 };
    const struct cs_entity *e = &doc->entities[m->entity];
    return e->named ? e->name : (struct cs_str){ NULL, 0 };
}

/* --- whose it is --------------------------------------------------------- */

/* What a modifier may tell of the noun above it. */
enum lends { LENDS_NOTHING, LENDS_COUNTRY, LENDS_ALL };

static enum lends lends(const struct cs_doc *doc, uint32_t child)
{
    switch (doc->tokens[child].deprel) {
    case CS_REL_AMOD:
    case CS_REL_COMPOUND:
    case CS_REL_NMOD_POSS:
    case CS_REL_FLAT:
    case CS_REL_NMOD_DESC:
    case CS_REL_NMOD_UNMARKED:
    case CS_REL_APPOS:
        return LENDS_ALL;
    case CS_REL_NMOD:
        break;
    default:
        return LENDS_NOTHING;
    }
    const uint32_t prep = cs_preposition(doc, child);
    if (cs_norm_is(doc, prep, "of") || cs_norm_is(doc, prep, "from"))
        return LENDS_ALL;
    return cs_norm_is(doc, prep, "in") || cs_norm_is(doc, prep, "at") ||
                   cs_norm_is(doc, prep, "near")
               ? LENDS_COUNTRY
               : LENDS_NOTHING;
}

enum { OWNER_STEPS = 3 };

/* Fill what is missing of the code from the modifiers of the noun, those right
 * before it first. A person is not what he is a thing of: a soldier's wife is
 * no soldier. */
static void from_owner(const struct cs_doc *doc, uint32_t noun,
                       struct cs_actor_code *code, bool with_sector, int steps)
{
    static const uint8_t order[] = { CS_REL_COMPOUND, CS_REL_AMOD,
                                     CS_REL_NMOD_POSS, CS_REL_NMOD,
                                     CS_REL_APPOS };
    for (size_t i = 0; i < sizeof order; i++) {
        CS_EACH_CHILD(doc, noun, c) {
            const uint8_t rel = doc->tokens[c].deprel;
            const enum lends what = lends(doc, c);
            const bool turn = rel == order[i] ||
                              (i == 0 && what != LENDS_NOTHING &&
                               rel != CS_REL_AMOD && rel != CS_REL_NMOD_POSS &&
                               rel != CS_REL_NMOD && rel != CS_REL_APPOS);
            if (!turn || what == LENDS_NOTHING)
                continue;
            uint32_t k = cs_mention_of(doc, c);
            if (k == CS_NONE)
                k = cs_pronoun_mention(doc, c);
            if (k == CS_NONE) {
                if (steps < OWNER_STEPS)
                    from_owner(doc, cs_content_word(doc, c), code,
                               with_sector && what == LENDS_ALL, steps + 1);
                continue;
            }
            const struct cs_mention *owner = &doc->mentions[k];
            if (code->country[0] == '\0')
                memcpy(code->country, owner->code.country,
                       sizeof code->country);
            if (with_sector && what == LENDS_ALL && code->sector[0] == '\0')
                memcpy(code->sector, owner->code.sector, sizeof code->sector);
        }
    }
}

/* --- "200 more", "two others" -------------------------------------------- */

/* "200 more", "two others", "several others": people of the kind spoken of
 * last. A bare number is anybody. */
static bool counts_on(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const words[] = { "more", "other", "others", "another",
                                         NULL };
    if (cs_str_in(doc->tokens[tok].norm, words))
        return true;
    if (doc->tokens[tok].upos != CS_NUM)
        return false;
    CS_EACH_CHILD(doc, tok, c) {
        if (cs_str_in(doc->tokens[c].norm, words))
            return true;
    }
    return cs_norm_is(doc, cs_beside(doc, tok, 1), "more");
}

static uint32_t counted_before(const struct cs_doc *doc, uint32_t tok)
{
    if (!counts_on(doc, tok))
        return CS_NONE;
    for (uint32_t i = cs_mentions_before(doc, tok); i-- > 0;) {
        const struct cs_mention *m = &doc->mentions[i];
        const uint32_t sentence = doc->tokens[m->head].sentence;
        if (sentence + 1 < doc->tokens[tok].sentence)
            break;
        const bool people = !m->is_name && m->kind <= CS_MENTION_ARMED_GROUP &&
                            (doc->tokens[m->head].morph & CS_MORPH_PLUR) != 0;
        const uint8_t rel = doc->tokens[m->head].deprel;
        if (people && (rel == CS_REL_NSUBJ || rel == CS_REL_NSUBJ_PASS ||
                       rel == CS_REL_OBJ || rel == CS_REL_CONJ))
            return i;
    }
    return CS_NONE;
}

/* --- the party ----------------------------------------------------------- */

/* Does the mention leave open who it is? A name does not. */
static bool open(const struct cs_doc *doc, uint32_t mention)
{
    return mention == CS_NONE || !doc->mentions[mention].is_name ||
           doc->mentions[mention].kind >= CS_MENTION_PLACE;
}

/* "party leader Danilo Barillas": a title with the name right behind it is that
 * person, whatever hangs on what. */
static uint32_t bearer(const struct cs_doc *doc, uint32_t tok, uint32_t mention,
                       struct cs_span *span)
{
    if (mention == CS_NONE)
        return mention;
    const struct cs_mention *title = &doc->mentions[mention];
    const uint32_t next = title->tok_e;
    if (title->is_name || title->kind != CS_MENTION_PERSON ||
        title->head != cs_content_word(doc, tok) || next >= doc->n_tokens ||
        doc->tokens[next].sentence != doc->tokens[tok].sentence ||
        (doc->tokens[title->head].morph & CS_MORPH_PLUR) != 0)
        return mention;
    const uint32_t k = doc->tokens[next].inside;
    if (k == CS_NONE || !doc->mentions[k].is_name ||
        doc->mentions[k].kind != CS_MENTION_PERSON ||
        doc->mentions[k].tok_b != next)
        return mention;
    if (doc->mentions[k].span.e > span->e)
        span->e = doc->mentions[k].span.e;
    return k;
}

struct cs_party cs_party_of(const struct cs_doc *doc, uint32_t tok)
{
    struct cs_party p = { .tok = tok, .mention = cs_mention_of(doc, tok) };
    uint32_t b, e;
    cs_phrase(doc, tok, true, &b, &e);
    p.span = cs_tokens_span(doc, b, e);
    if (p.mention == CS_NONE)
        p.mention = cs_pronoun_mention(doc, tok);
    if (p.mention == CS_NONE)
        p.mention = counted_before(doc, tok);
    p.mention = bearer(doc, tok, p.mention, &p.span);
    if (p.mention != CS_NONE) {
        const struct cs_mention *m = &doc->mentions[p.mention];
        p.code = m->code;
        p.name = full_name(doc, m);
        p.via = m->via;
        /* A nationality or possessor before a noun stands for itself. */
        if (m->is_name && tok == m->head &&
            doc->tokens[tok].deprel != CS_REL_NSUBJ &&
            (doc->tokens[tok].deprel == CS_REL_COMPOUND ||
             doc->tokens[tok].deprel == CS_REL_AMOD))
            p.span = m->span;
    }
    if (doc->tokens[tok].upos != CS_PRON && open(doc, p.mention) &&
        (p.code.country[0] == '\0' || p.code.sector[0] == '\0')) {
        const struct cs_actor_code before = p.code;
        const bool person = p.mention != CS_NONE &&
                            doc->mentions[p.mention].kind == CS_MENTION_PERSON;
        from_owner(doc, cs_content_word(doc, tok), &p.code, !person, 0);
        if (memcmp(&before, &p.code, sizeof before) != 0 && p.via.n == 0)
            p.via = CS_STR("whose it is");
    }
    return p;
}

/* --- first person -------------------------------------------------------- */

bool cs_is_first_person(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const words[] = { "i",   "we", "us",        "me",
                                         "our", "my", "ourselves", NULL };
    return tok != CS_NONE && cs_str_in(doc->tokens[tok].norm, words);
}

/* Who issues the report: of the bodies and states that are subjects before the
 * word, the last. */
static uint32_t issuer(const struct cs_doc *doc, uint32_t tok)
{
    for (uint32_t i = doc->n_mentions; i-- > 0;) {
        const struct cs_mention *m = &doc->mentions[i];
        const uint32_t up = doc->tokens[m->head].head;
        if (m->head >= tok || up == CS_NONE ||
            doc->tokens[m->head].deprel != CS_REL_NSUBJ ||
            doc->tokens[up].deprel != CS_REL_ROOT)
            continue;
        if (m->kind == CS_MENTION_ORGANISATION ||
            m->kind == CS_MENTION_MILITARY ||
            (m->kind == CS_MENTION_PLACE && m->code.country[0] != '\0'))
            return i;
    }
    return CS_NONE;
}

void cs_party_speaks(const struct cs_doc *doc, struct cs_party *p,
                     const struct cs_party *speaker)
{
    if (!cs_is_first_person(doc, p->tok))
        return;
    if (speaker != NULL) {
        if (speaker->tok == CS_NONE)
            return;
        p->code = speaker->code;
        p->name = speaker->name;
        p->mention = speaker->mention;
        p->via = CS_STR("speaker");
        return;
    }
    const uint32_t k = issuer(doc, p->tok);
    if (k == CS_NONE)
        return;
    p->mention = k;
    p->code = doc->mentions[k].code;
    p->name = full_name(doc, &doc->mentions[k]);
    p->via = CS_STR("who issues the report");
}

/* --- what the act tells -------------------------------------------------- */

/* A country, or the capital that stands for it. */
static bool is_state(const struct cs_doc *doc, const struct cs_party *p)
{
    if (p->mention == CS_NONE || p->code.sector[0] != '\0' ||
        p->code.country[0] == '\0')
        return false;
    const struct cs_mention *m = &doc->mentions[p->mention];
    if (m->kind == CS_MENTION_NATIONALITY)
        return true;
    if (m->kind != CS_MENTION_PLACE)
        return false;
    return m->name.n > 0 || cs_str_is(m->via, "capital") ||
           (m->place != CS_NONE &&
            doc->places[m->place].precision == CS_PLACE_COUNTRY);
}

/* "two Iraqis", "the Iraqis": people, not a state. */
static bool is_people(const struct cs_doc *doc, const struct cs_party *p)
{
    if (p->mention == CS_NONE || p->tok == CS_NONE ||
        doc->mentions[p->mention].kind != CS_MENTION_NATIONALITY)
        return false;
    const struct cs_token *t = &doc->tokens[p->tok];
    return t->upos == CS_NOUN || t->upos == CS_PROPN
               ? t->deprel != CS_REL_COMPOUND && t->deprel != CS_REL_AMOD
               : false;
}

static bool imply(struct cs_doc *doc, struct cs_party *p, const char *sector,
                  const char *why)
{
    memcpy(p->code.sector, sector, 4);
    p->via = cs_event_text(doc, "%.*s, %s", (int)p->via.n,
                           p->via.n > 0 ? p->via.p : "", why);
    return p->via.p != NULL;
}

enum casus_status cs_parties_imply(struct cs_doc *doc, struct cs_event *e)
{
    const bool armed = e->type == CS_ASSAULT || e->type == CS_MOBILIZE;
    bool ok = true;
    for (uint32_t i = 0; i < e->n_actors; i++) {
        struct cs_party *p = &e->actors[i];
        if (!is_state(doc, p))
            continue;
        if (is_people(doc, p) && !armed)
            ok = ok && imply(doc, p, "CVL", "people");
        else if (armed)
            ok = ok && imply(doc, p, "MIL", "armed act");
        else if (e->type != CS_PROTEST)
            ok = ok && imply(doc, p, "GOV", "act of state");
    }
    for (uint32_t i = 0; i < e->n_recipients; i++) {
        struct cs_party *p = &e->recipients[i];
        if (is_state(doc, p) && is_people(doc, p))
            ok = ok && imply(doc, p, "CVL", "people");
    }
    return ok ? CASUS_OK : CASUS_ENOMEM;
}

/* --- where it was -------------------------------------------------------- */

/* Forces of a state may act abroad; the others are where they are told of. */
static bool stays(const struct cs_party *p, bool acts)
{
    static const char abroad[][4] = { "MIL", "GOV", "SPY", "LEG", "JUD" };
    for (size_t i = 0; acts && i < sizeof abroad / sizeof *abroad; i++) {
        if (memcmp(p->code.sector, abroad[i], 4) == 0)
            return false;
    }
    return !acts || p->code.sector[0] != '\0';
}

static bool place_party(struct cs_doc *doc, struct cs_party *p, bool acts,
                        const char country[4])
{
    if (p->code.country[0] != '\0' || p->tok == CS_NONE || !stays(p, acts))
        return true;
    const uint8_t upos = doc->tokens[p->tok].upos;
    if (p->mention == CS_NONE
            ? upos == CS_PRON || upos == CS_PROPN
            : !cs_may_be_local(doc, &doc->mentions[p->mention]))
        return true;
    memcpy(p->code.country, country, 4);
    p->via = p->via.n == 0 ? CS_STR("where it was")
                           : cs_event_text(doc, "%.*s, where it was",
                                           (int)p->via.n, p->via.p);
    return p->via.p != NULL;
}

enum casus_status cs_parties_place(struct cs_doc *doc, struct cs_event *e,
                                   const char country[4])
{
    const char *here = country;
    bool room = true;
    if (e->type != CS_ASSAULT && e->type != CS_COERCE && e->type != CS_PROTEST)
        return CASUS_OK;
    if (e->place != CS_NONE && doc->places[e->place].country[0] != '\0')
        here = doc->places[e->place].country;
    if (here[0] == '\0')
        return CASUS_OK;
    for (uint32_t i = 0; i < e->n_actors; i++)
        room = room && place_party(doc, &e->actors[i], true, here);
    for (uint32_t i = 0; i < e->n_recipients; i++)
        room = room && place_party(doc, &e->recipients[i], false, here);
    return room ? CASUS_OK : CASUS_ENOMEM;
}
