/* counts.c - how many were killed, were hurt, or took part.
 *
 * Numbers come from the words that fill the event's slots: of those to whom it
 * was done where the frame counts them, of those who did it for the size. A
 * list is added up; a total that its parts follow is not. */
#include "meaning/events.h"
#include "meaning/mentions.h"
#include "meaning/quantities.h"
#include "meaning/tree.h"

uint8_t cs_counts_of(const struct cs_lexicon *lex, const struct cs_making *m)
{
    const struct cs_pattern *p = m->trigger.pattern;
    if (m->trigger.frame->counts != CS_COUNTS_NOTHING || p->n_words > 1)
        return m->trigger.frame->counts;
    return lex->words[lex->pattern_words[p->words_at]].counts;
}

/* --- one wording ---------------------------------------------------------- */

/* Nouns of many, also in the singular. */
static bool is_many(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const words[] = {
        "family",    "group",    "crowd",        "gang",       "patrol",
        "convoy",    "team",     "crew",         "unit",       "squad",
        "band",      "police",   "people",       "party",      "column",
        "militia",   "army",     "force",        "public",     "staff",
        "household", "audience", "congregation", "delegation", "population",
        "cell",      NULL
    };
    return cs_str_in(doc->tokens[tok].lemma, words);
}

/* Ends of nouns for one person, where neither lexicon nor model says so. */
static bool person_form(struct cs_str norm)
{
    static const char *const endings[] = {
        "man",       "woman",    "boy",     "girl",    "chief",  "leader",
        "commander", "member",   "officer", "fighter", "bomber", "rebel",
        "guerrilla", "militant", "soldier", "gunman"
    };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (cs_str_ends(norm, cs_str_of(endings[i])))
            return true;
    }
    return false;
}

/* One person: "a bystander", "Captain Ruiz", "his driver". */
static bool is_one(const struct cs_doc *doc, uint32_t tok)
{
    const struct cs_token *t = &doc->tokens[tok];
    if ((t->morph & CS_MORPH_PLUR) != 0 ||
        (t->upos != CS_NOUN && t->upos != CS_PROPN) || is_many(doc, tok))
        return false;
    const uint32_t k = t->mention;
    return (k != CS_NONE && doc->mentions[k].kind == CS_MENTION_PERSON) ||
           t->described == CS_MENTION_PERSON + 1 || person_form(t->norm);
}

/* The number of a wording: its own, that under "of" ("a family of five"). */
static uint32_t number_of(const struct cs_doc *doc, uint32_t tok)
{
    uint32_t q = cs_quantity_of(doc, tok);
    if (q == CS_NONE)
        q = cs_quantity_of(doc, cs_content_word(doc, tok));
    if (q != CS_NONE)
        return q;
    const uint32_t of = cs_prep_child(doc, tok, CS_STR("of"), CS_NONE);
    return of != CS_NONE && is_many(doc, tok) ? cs_quantity_of(doc, of)
                                              : CS_NONE;
}

/* How many a wording says: its number, "no one", one for a person. */
static bool count_of(const struct cs_doc *doc, uint32_t tok,
                     struct cs_count *out)
{
    uint32_t b, e;
    cs_phrase(doc, tok, true, &b, &e);
    out->span = cs_tokens_span(doc, b, e);
    out->given = true;
    const uint32_t q = number_of(doc, tok);
    if (q != CS_NONE) {
        out->bounds = doc->quantities[q].bounds;
        return true;
    }
    if (cs_is_nobody(doc, tok)) {
        out->bounds = (struct cs_bounds){ 0, 0, false };
        return true;
    }
    out->bounds = (struct cs_bounds){ 1, 1, false };
    return is_one(doc, tok);
}

static void add_bounds(struct cs_bounds *sum, const struct cs_bounds *more)
{
    sum->approximate = sum->approximate || more->approximate;
    if (sum->min != CS_UNBOUNDED && more->min != CS_UNBOUNDED)
        sum->min += more->min;
    sum->max = sum->max == CS_UNBOUNDED || more->max == CS_UNBOUNDED
                   ? CS_UNBOUNDED
                   : sum->max + more->max;
}

static void add(struct cs_count *sum, const struct cs_count *more)
{
    if (!sum->given)
        *sum = *more;
    else
        add_bounds(&sum->bounds, &more->bounds);
}

/* --- killed, injured ----------------------------------------------------- */

/* "died", "suffered injuries": is the subject on this side? */
static bool takes_subject(const struct cs_slots *slots)
{
    for (uint8_t i = 0; i < slots->n; i++) {
        if (slots->slot[i].kind == CS_SLOT_SUBJ)
            return true;
    }
    return false;
}

/* "The toll rose to 14", "put the dead at five", "a death toll of 12": the
 * number said of the noun. */
static uint32_t said_of_noun(const struct cs_doc *doc, uint32_t noun)
{
    static const char *const prepositions[] = { "of", "to", "at", "past",
                                                "above" };
    const uint32_t up = doc->tokens[noun].head;
    for (int turn = 0; turn < 2; turn++) {
        const uint32_t top = turn == 0 ? noun : up;
        if (top == CS_NONE || (turn == 1 && !cs_is_verb(doc, top)))
            break;
        for (size_t i = 0; i < sizeof prepositions / sizeof *prepositions;
             i++) {
            const uint32_t c =
                cs_prep_child(doc, top, cs_str_of(prepositions[i]), CS_NONE);
            if (c != CS_NONE && cs_quantity_of(doc, c) != CS_NONE)
                return c;
        }
    }
    const uint32_t o =
        up != CS_NONE && cs_is_verb(doc, up) ? cs_object(doc, up) : CS_NONE;
    return o != CS_NONE && o != noun && cs_quantity_of(doc, o) != CS_NONE
               ? o
               : CS_NONE;
}

/* Whom the trigger's numbers count, when no recipient was found: a number is
 * no party. */
static uint32_t counted_by_trigger(const struct cs_doc *doc,
                                   const struct cs_making *m)
{
    const uint32_t tok = m->trigger.tok;
    if (!cs_is_verb(doc, tok))
        return said_of_noun(doc, tok);
    const uint32_t o = cs_object(doc, tok);
    if (o != CS_NONE)
        return o;
    return takes_subject(&m->trigger.frame->recipient[0]) ? cs_subject(doc, tok)
                                                          : CS_NONE;
}

static void fill_toll(const struct cs_lexicon *lex, const struct cs_doc *doc,
                      struct cs_making *m)
{
    const uint8_t what = cs_counts_of(lex, m);
    if (what == CS_COUNTS_NOTHING)
        return;
    struct cs_count *count =
        what == CS_COUNTS_KILLED ? &m->event.killed : &m->event.injured;
    uint32_t toks[CS_MAX_FILLERS], n = 0;
    for (uint32_t i = 0; i < m->event.n_recipients && n < CS_MAX_FILLERS; i++)
        toks[n++] = m->event.recipients[i].tok;
    if (n == 0)
        toks[n++] = counted_by_trigger(doc, m);
    for (uint32_t i = 0; i < n; i++) {
        struct cs_count one = { false };
        if (toks[i] != CS_NONE && count_of(doc, toks[i], &one))
            add(count, &one);
    }
}

/* --- size ---------------------------------------------------------------- */

/* People, or a number alone: two explosions are nobody. */
static bool is_people(const struct cs_doc *doc, uint32_t tok)
{
    const uint32_t k = cs_mention_of(doc, tok);
    if (k != CS_NONE)
        return doc->mentions[k].kind < CS_MENTION_PLACE;
    const uint32_t content = cs_content_word(doc, tok);
    const uint8_t described = doc->tokens[content].described;
    if (described != 0)
        return described < CS_MENTION_PLACE + 1;
    const uint32_t q = cs_quantity_of(doc, tok);
    return doc->tokens[content].upos == CS_NUM ||
           (q != CS_NONE && doc->quantities[q].of == tok);
}

/* Add a wording's number and those of its partners: "40 soldiers and 12
 * policemen". Only numbers tell a size. */
static void add_size(const struct cs_doc *doc, uint32_t tok,
                     struct cs_count *size)
{
    if (tok == CS_NONE || !is_people(doc, tok) ||
        number_of(doc, tok) == CS_NONE)
        return;
    struct cs_count one = { false };
    (void)count_of(doc, tok, &one);
    if (one.bounds.min == 0 && one.bounds.max == 0)
        return;
    add(size, &one);
}

static void add_all(const struct cs_doc *doc, uint32_t tok,
                    struct cs_count *size)
{
    if (tok == CS_NONE)
        return;
    add_size(doc, tok, size);
    CS_EACH_CHILD(doc, tok, c) {
        if (doc->tokens[c].deprel == CS_REL_CONJ)
            add_size(doc, c, size);
    }
}

/* Troops sent or drawn back: what is moved. */
static void size_of_force(const struct cs_doc *doc, const struct cs_making *m,
                          struct cs_count *size)
{
    const uint32_t tok = m->trigger.tok;
    if (!cs_is_verb(doc, tok)) {
        add_all(doc, cs_prep_child(doc, tok, CS_STR("of"), CS_NONE), size);
        return;
    }
    const uint32_t o = cs_object(doc, tok);
    add_all(doc, o, size);
    if (o == CS_NONE || !size->given)
        add_all(doc, cs_subject(doc, tok), size);
}

/* "a rally of 3,000 farmers", "the march drew 500 people" */
static void size_of_noun(const struct cs_doc *doc, uint32_t noun,
                         struct cs_count *size)
{
    static const char *const draw[] = { "draw",    "attract", "gather", "bring",
                                        "involve", "number",  NULL };
    add_all(doc, cs_prep_child(doc, noun, CS_STR("of"), CS_NONE), size);
    if (!size->given)
        add_all(doc, cs_prep_child(doc, noun, CS_STR("by"), CS_NONE), size);
    const uint32_t up = doc->tokens[noun].head;
    if (!size->given && up != CS_NONE &&
        doc->tokens[noun].deprel == CS_REL_NSUBJ &&
        cs_str_in(doc->tokens[up].lemma, draw))
        add_all(doc, cs_object(doc, up), size);
}

static void fill_size(const struct cs_doc *doc, struct cs_making *m)
{
    struct cs_count *size = &m->event.size;
    switch (m->event.type) {
    case CS_RETREAT:
        /* the released take no part */
        if (!cs_str_is(m->event.mode, "withdraw"))
            return;
        size_of_force(doc, m, size);
        break;
    case CS_MOBILIZE:
        size_of_force(doc, m, size);
        break;
    case CS_PROTEST:
    case CS_ASSAULT:
        break;
    default:
        return;
    }
    if (size->given)
        return;
    for (uint32_t i = 0; i < m->event.n_actors; i++)
        add_size(doc, m->event.actors[i].tok, size);
    if (size->given)
        return;
    if (!cs_is_verb(doc, m->trigger.tok) && m->event.type == CS_PROTEST)
        size_of_noun(doc, m->trigger.tok, size);
    else if (cs_is_verb(doc, m->trigger.tok) && m->event.n_actors == 0 &&
             takes_subject(&m->trigger.frame->actor[0]))
        add_all(doc, cs_subject(doc, m->trigger.tok), size);
}

/* --- "12 dead and 30 injured" -------------------------------------------- */

/* What a participle right behind a number says was done to so many. */
static uint8_t done_to(struct cs_str norm)
{
    static const char *const killed[] = { "dead", "killed", NULL };
    static const char *const hurt[] = { "injured", "wounded", "hurt", NULL };
    return cs_str_in(norm, killed) ? CS_COUNTS_KILLED
           : cs_str_in(norm, hurt) ? CS_COUNTS_INJURED
                                   : CS_COUNTS_NOTHING;
}

/* The participle behind a number, over one noun and an auxiliary: "52 wounded",
 * "40 others injured". CS_NONE, too, where the number has a verb of its own
 * that says something else of it. */
static uint32_t participle_after(const struct cs_doc *doc,
                                 const struct cs_quantity *q)
{
    const uint32_t end = doc->sentences[doc->tokens[q->tok_b].sentence].tok_e;
    uint32_t at = q->tok_e;
    if (at < end && done_to(doc->tokens[at].norm) == CS_COUNTS_NOTHING &&
        (doc->tokens[at].upos == CS_NOUN || doc->tokens[at].upos == CS_ADJ ||
         doc->tokens[at].upos == CS_PRON))
        at++;
    if (at >= end || done_to(doc->tokens[at].norm) == CS_COUNTS_NOTHING)
        return CS_NONE;
    /* "killed 12 wounded soldiers": it goes with a noun behind it */
    const bool modifies =
        doc->tokens[at].deprel == CS_REL_AMOD && doc->tokens[at].head > at;
    const bool acts = cs_has_child(doc, at, CS_REL_OBJ);
    return modifies || acts ? CS_NONE : at;
}

/* The one attack that stands in the sentence, CS_NONE: none, or several. */
static uint32_t only_attack(const struct cs_making *makings, uint32_t n)
{
    uint32_t found = CS_NONE;
    for (uint32_t i = 0; i < n; i++) {
        if (makings[i].into != CS_NONE || makings[i].event.type != CS_ASSAULT)
            continue;
        if (found != CS_NONE)
            return CS_NONE;
        found = i;
    }
    return found;
}

void cs_counts_beside(const struct cs_doc *doc, struct cs_making *makings,
                      uint32_t n)
{
    const uint32_t i = only_attack(makings, n);
    if (i == CS_NONE)
        return;
    struct cs_event *e = &makings[i].event;
    bool first[CS_COUNTS_INJURED + 1] = { true, true, true };
    for (uint32_t k = cs_quantity_from(
             doc, doc->sentences[doc->tokens[e->tok].sentence].tok_b);
         k < doc->n_quantities; k++) {
        const struct cs_quantity *q = &doc->quantities[k];
        if (doc->tokens[q->tok_b].sentence != e->sentence)
            break;
        const uint32_t at =
            q->kind == CS_QUANTITY_COUNT ? participle_after(doc, q) : CS_NONE;
        if (at == CS_NONE)
            continue;
        const uint8_t what = done_to(doc->tokens[at].norm);
        struct cs_count *count =
            what == CS_COUNTS_KILLED ? &e->killed : &e->injured;
        if (first[what])
            *count = (struct cs_count){ true, q->bounds, q->span };
        first[what] = false;
    }
}

void cs_counts_fill(const struct cs_lexicon *lex, struct cs_doc *doc,
                    struct cs_making *m)
{
    fill_toll(lex, doc, m);
    fill_size(doc, m);
}
