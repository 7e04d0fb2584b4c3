#include "meaning/frames.h"

#include <stdio.h>

#include "meaning/mentions.h"
#include "meaning/tree.h"

/* --- slots ---------------------------------------------------------------- */

static void put(struct cs_fillers *f, uint32_t tok)
{
    if (tok == CS_NONE || f->n == CS_MAX_FILLERS)
        return;
    for (uint32_t i = 0; i < f->n; i++) {
        if (f->tok[i] == tok)
            return;
    }
    f->tok[f->n++] = tok;
}

/* "in front of the embassy", "in the vicinity of the barracks": what it is
 * beside. */
static uint32_t beyond_side(const struct cs_doc *doc, uint32_t noun)
{
    static const char *const sides[] = { "front",     "vicinity",  "middle",
                                         "midst",     "proximity", "entrance",
                                         "gate",      "gates",     "doorstep",
                                         "courtyard", "grounds",   NULL };
    static const char *const links[] = { "of", "to", NULL };
    if (doc->tokens[noun].upos != CS_NOUN ||
        !cs_str_in(doc->tokens[noun].norm, sides))
        return noun;
    const uint32_t beyond = cs_prep_any(doc, noun, links);
    return beyond == CS_NONE ? noun : beyond;
}

static void put_prep(const struct cs_doc *doc, uint32_t tok, struct cs_str prep,
                     struct cs_fillers *out)
{
    for (uint32_t c = cs_prep_child(doc, tok, prep, CS_NONE); c != CS_NONE;
         c = cs_prep_child(doc, tok, prep, c))
        put(out, beyond_side(doc, c));
}

/* "hold talks with X": X may hang on the verb or on the noun in its pattern;
 * "launched an attack on the town": on the noun or on its support verb. */
static void fill_prep(const struct cs_lexicon *lex, const struct cs_doc *doc,
                      const struct cs_trigger *t, uint32_t word,
                      struct cs_fillers *out)
{
    const struct cs_str prep = lex->words[word].text;
    put_prep(doc, t->tok, prep, out);
    for (uint32_t i = 0; i < t->match.n && out->n == 0; i++) {
        if (t->match.tok[i] != t->tok)
            put_prep(doc, t->match.tok[i], prep, out);
    }
    if (out->n == 0 && t->support != CS_NONE)
        put_prep(doc, t->support, prep, out);
    /* "Condemnation came from Jordan" */
    const uint32_t up = doc->tokens[t->tok].head;
    if (out->n == 0 && up != CS_NONE && t->pattern->pos == CS_POS_NOUN &&
        doc->tokens[t->tok].deprel == CS_REL_NSUBJ &&
        cs_str_is(doc->tokens[up].lemma, "come") && cs_str_is(prep, "from"))
        put_prep(doc, up, prep, out);
    /* "sent arms to Pakistan": the phrase may hang on the object. */
    if (out->n == 0 && t->pattern->pos == CS_POS_VERB &&
        !cs_str_is(prep, "of") && !cs_str_is(prep, "in") &&
        !cs_str_is(prep, "on")) {
        const uint32_t o = cs_object(doc, t->tok);
        if (o != CS_NONE)
            put_prep(doc, o, prep, out);
    }
    if (out->n == 0 && up != CS_NONE && t->pattern->pos == CS_POS_NOUN &&
        doc->tokens[t->tok].deprel == CS_REL_NSUBJ_PASS)
        put_prep(doc, up, prep, out);
    /* "met on five occasions with the government": hung on the noun between. */
    if (out->n == 0 && t->pattern->pos == CS_POS_VERB &&
        (cs_str_is(prep, "with") || cs_str_is(prep, "against"))) {
        CS_EACH_CHILD(doc, t->tok, c) {
            if (out->n == 0 && c > t->tok &&
                doc->tokens[c].deprel == CS_REL_OBL)
                put_prep(doc, c, prep, out);
        }
    }
}

static bool actor_like(const struct cs_doc *doc, uint32_t tok)
{
    const uint32_t m = cs_mention_of(doc, tok);
    return m != CS_NONE && doc->mentions[m].kind <= CS_MENTION_PLACE;
}

static void fill_compound(const struct cs_doc *doc, uint32_t noun,
                          struct cs_fillers *out)
{
    CS_EACH_CHILD(doc, noun, c) {
        const uint8_t rel = doc->tokens[c].deprel;
        if (rel != CS_REL_COMPOUND && rel != CS_REL_AMOD &&
            rel != CS_REL_NMOD_UNMARKED && rel != CS_REL_NMOD_DESC &&
            rel != CS_REL_NMOD)
            continue;
        if (c >= noun ||
            (rel == CS_REL_NMOD && cs_preposition(doc, c) != CS_NONE))
            continue;
        if (actor_like(doc, c)) {
            put(out, c);
            continue;
        }
        /* "US-led strikes" */
        CS_EACH_CHILD(doc, c, d) {
            if (doc->tokens[c].upos == CS_VERB && actor_like(doc, d) &&
                cs_str_is(doc->tokens[c].lemma, "lead"))
                put(out, d);
        }
    }
}

/* "the accord that the government reached", "the attack carried out by": the
 * clause behind the noun whose verb supports it. */
static uint32_t supporting_clause(const struct cs_lexicon *lex,
                                  const struct cs_doc *doc, uint32_t noun)
{
    static const char *const makes[] = { "call",     "establish", "found",
                                         "set",      "create",    "provide",
                                         "organise", "organize",  "sponsor",
                                         "fund",     "finance",   NULL };
    struct cs_match m;
    CS_EACH_CHILD(doc, noun, c) {
        const uint8_t rel = doc->tokens[c].deprel;
        if ((rel == CS_REL_ACL || rel == CS_REL_ACL_RELCL) && c > noun) {
            const struct cs_pattern *p =
                cs_match_kind(lex, doc, CS_PATTERN_SUPPORT, c, &m);
            if ((p != NULL && p->value == 0) ||
                cs_str_in(doc->tokens[c].lemma, makes))
                return c;
        }
    }
    return CS_NONE;
}

/* Who does what the clause says; of a participle the agent with "by". */
static uint32_t subject_of_clause(const struct cs_doc *doc, uint32_t verb)
{
    const uint32_t own = cs_child(doc, verb, CS_REL_NSUBJ);
    if (own != CS_NONE && (doc->tokens[own].morph & CS_MORPH_PRON_REL) == 0)
        return own;
    return cs_prep_child(doc, verb, CS_STR("by"), CS_NONE);
}

/* The subject of an event noun: of the verb that supports it, and of "claim
 * responsibility for" it. */
static uint32_t noun_subject(const struct cs_lexicon *lex,
                             const struct cs_doc *doc,
                             const struct cs_trigger *t)
{
    if (t->support != CS_NONE)
        return t->support_recipient ? CS_NONE : cs_subject(doc, t->support);
    const uint32_t up = doc->tokens[t->tok].head;
    const uint32_t clause = supporting_clause(lex, doc, t->tok);
    const uint32_t who =
        clause == CS_NONE ? CS_NONE : subject_of_clause(doc, clause);
    if (who != CS_NONE)
        return who;
    /* "We are in touch with": said of its subject. */
    if (cs_has_child(doc, t->tok, CS_REL_COP) &&
        cs_has_child(doc, t->tok, CS_REL_CASE)) {
        const uint32_t s = cs_child(doc, t->tok, CS_REL_NSUBJ);
        if (s != CS_NONE)
            return cs_antecedent(doc, s);
    }
    if (up == CS_NONE || doc->tokens[t->tok].deprel == CS_REL_NSUBJ)
        return CS_NONE;
    /* "In support of the army, aircraft struck", "marched in protest" */
    if (doc->tokens[t->tok].deprel == CS_REL_OBL && cs_is_verb(doc, up) &&
        cs_norm_is(doc, cs_preposition(doc, t->tok), "in") &&
        cs_beside(doc, t->tok, -1) == cs_preposition(doc, t->tok))
        return cs_subject(doc, up);
    if (cs_str_is(doc->tokens[up].lemma, "responsible")) {
        const uint32_t s = cs_child(doc, up, CS_REL_NSUBJ);
        return s != CS_NONE ? cs_antecedent(doc, s) : CS_NONE;
    }
    if (!cs_is_verb(doc, up))
        return CS_NONE;
    /* "blamed the rebels for the murder", "accused of the raid" */
    static const char *const blames[] = { "blame",  "accuse",  "condemn",
                                          "charge", "suspect", NULL };
    const uint32_t prep = cs_preposition(doc, t->tok);
    if (cs_str_in(doc->tokens[up].lemma, blames) &&
        (cs_norm_is(doc, prep, "for") || cs_norm_is(doc, prep, "of") ||
         cs_norm_is(doc, prep, "with")))
        return cs_object(doc, up);
    /* "claimed the attack" */
    if (cs_str_is(doc->tokens[up].lemma, "claim") &&
        cs_child(doc, up, CS_REL_OBJ) == t->tok)
        return cs_subject(doc, up);
    return CS_NONE;
}

uint32_t cs_claimant(const struct cs_doc *doc, uint32_t noun)
{
    static const char *const words[] = { "responsibility", "credit", NULL };
    uint32_t up = doc->tokens[noun].head;
    uint32_t claimed = CS_NONE;
    if (up == CS_NONE)
        return CS_NONE;
    if (cs_str_in(doc->tokens[up].lemma, words)) {
        claimed = up;
        up = doc->tokens[up].head;
    } else if (cs_is_verb(doc, up)) {
        claimed = cs_object(doc, up);
    }
    if (claimed == CS_NONE || up == CS_NONE || !cs_is_verb(doc, up) ||
        !cs_str_in(doc->tokens[claimed].lemma, words) ||
        cs_str_is(doc->tokens[up].lemma, "deny"))
        return CS_NONE;
    return cs_subject(doc, up);
}

/* "after a court cleared him" says when, not what is asked. */
static bool is_circumstance(const struct cs_doc *doc, uint32_t clause)
{
    static const char *const marks[] = { "after",    "before", "when",  "while",
                                         "because",  "as",     "since", "until",
                                         "although", "though", "once",  NULL };
    CS_EACH_CHILD(doc, clause, c) {
        if (doc->tokens[c].deprel == CS_REL_MARK &&
            cs_str_in(doc->tokens[c].norm, marks))
            return true;
    }
    return false;
}

static void fill_comp(const struct cs_doc *doc, uint32_t tok,
                      struct cs_fillers *out)
{
    CS_EACH_CHILD(doc, tok, c) {
        const uint8_t rel = doc->tokens[c].deprel;
        if ((rel != CS_REL_CCOMP && rel != CS_REL_XCOMP &&
             rel != CS_REL_ADVCL && rel != CS_REL_ACL) ||
            is_circumstance(doc, c))
            continue;
        uint32_t s = cs_child(doc, c, CS_REL_NSUBJ);
        if (s == CS_NONE)
            s = cs_child(doc, c, CS_REL_NSUBJ_PASS);
        /* "demanded the government end it": the object is who shall */
        const uint32_t o = cs_child(doc, tok, CS_REL_OBJ);
        if (s == CS_NONE && rel == CS_REL_XCOMP && o != CS_NONE && o < c &&
            cs_mention_of(doc, o) != CS_NONE)
            s = o;
        if (s != CS_NONE && s != tok)
            put(out, s);
    }
}

static void fill_between(const struct cs_doc *doc, const struct cs_trigger *t,
                         struct cs_fillers *out)
{
    uint32_t a = cs_prep_child(doc, t->tok, CS_STR("between"), CS_NONE);
    if (a == CS_NONE && t->support != CS_NONE)
        a = cs_prep_child(doc, t->support, CS_STR("between"), CS_NONE);
    put(out, a);
}

static void fill_verb(const struct cs_doc *doc, const struct cs_trigger *t,
                      enum cs_slot_kind kind, struct cs_fillers *out)
{
    const bool adjective =
        t->pattern->pos == CS_POS_ADJ && !cs_is_verb(doc, t->tok);
    switch (kind) {
    case CS_SLOT_SUBJ:
        if (adjective) {
            const uint32_t s = cs_child(doc, t->tok, CS_REL_NSUBJ);
            put(out,
                s != CS_NONE ? cs_antecedent(doc, s) : cs_subject(doc, t->tok));
        } else {
            put(out, cs_subject(doc, t->tok));
        }
        break;
    case CS_SLOT_OBJ: {
        const uint32_t o = cs_object(doc, t->tok);
        /* "asked the mediators to help": the tree calls them indirect. */
        if (o != CS_NONE && !cs_match_has(&t->match, o))
            put(out, o);
        else if (o == CS_NONE)
            put(out, cs_child(doc, t->tok, CS_REL_IOBJ));
        break;
    }
    case CS_SLOT_IOBJ:
        put(out, cs_child(doc, t->tok, CS_REL_IOBJ));
        break;
    default:
        break;
    }
}

void cs_slot_fill(const struct cs_lexicon *lex, const struct cs_doc *doc,
                  const struct cs_trigger *t, struct cs_slot slot,
                  struct cs_fillers *out)
{
    out->n = 0;
    const bool noun = t->pattern->pos == CS_POS_NOUN;
    switch (slot.kind) {
    case CS_SLOT_SUBJ:
        if (noun)
            put(out, noun_subject(lex, doc, t));
        else
            fill_verb(doc, t, CS_SLOT_SUBJ, out);
        break;
    case CS_SLOT_OBJ:
        if (noun && t->support != CS_NONE && t->support_recipient)
            put(out, cs_subject(doc, t->support));
        else if (!noun)
            fill_verb(doc, t, CS_SLOT_OBJ, out);
        break;
    case CS_SLOT_IOBJ:
        fill_verb(doc, t, CS_SLOT_IOBJ, out);
        break;
    case CS_SLOT_COMP:
        fill_comp(doc, t->tok, out);
        /* "reiterated its demand that Israel ease them" */
        for (uint32_t i = 0; i < t->match.n && out->n == 0; i++)
            fill_comp(doc, t->match.tok[i], out);
        break;
    case CS_SLOT_POSS:
        put(out, cs_child(doc, t->tok, CS_REL_NMOD_POSS));
        break;
    case CS_SLOT_COMPOUND:
        if (noun)
            fill_compound(doc, t->tok, out);
        break;
    case CS_SLOT_BETWEEN:
        fill_between(doc, t, out);
        break;
    case CS_SLOT_PREP:
        fill_prep(lex, doc, t, slot.word, out);
        break;
    default:
        break;
    }
}

/* --- conditions ----------------------------------------------------------- */

static bool word_test(const struct cs_lexicon *lex, const struct cs_doc *doc,
                      const struct cs_condition *c, uint32_t tok)
{
    if (c->test == CS_TEST_CLASS)
        return cs_match_class(lex, doc, tok, c->value);
    for (uint32_t i = 0; i < c->n_words; i++) {
        if (cs_match_word(doc, tok, lex->pattern_words[c->words_at + i]))
            return true;
    }
    return false;
}

static bool personal(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const pronouns[] = {
        "he",     "she",      "him",     "her",    "they",      "them",
        "we",     "us",       "who",     "whom",   "i",         "me",
        "you",    "everyone", "someone", "anyone", "somebody",  "one",
        "nobody", "none",     "anybody", "others", "everybody", NULL
    };
    return doc->tokens[tok].upos == CS_PRON &&
           cs_str_in(doc->tokens[tok].norm, pronouns);
}

static bool kind_test(const struct cs_doc *doc, enum cs_test test, uint32_t tok)
{
    uint32_t k = cs_mention_of(doc, tok);
    if (k == CS_NONE)
        k = cs_pronoun_mention(doc, tok);
    const struct cs_mention *m = k == CS_NONE ? NULL : &doc->mentions[k];
    switch (test) {
    case CS_TEST_PERSON:
        return personal(doc, tok) ||
               (m != NULL && (m->kind == CS_MENTION_PERSON || cs_is_force(m) ||
                              (m->kind == CS_MENTION_NATIONALITY &&
                               (doc->tokens[tok].upos == CS_NOUN ||
                                doc->tokens[tok].upos == CS_PROPN))));
    case CS_TEST_FORCE:
        return m != NULL && cs_is_force(m);
    case CS_TEST_ACTOR:
        return personal(doc, tok) ||
               (m != NULL && (m->kind <= CS_MENTION_NATIONALITY ||
                              m->code.country[0] != '\0'));
    case CS_TEST_PLACE:
        return m != NULL &&
               (m->kind == CS_MENTION_PLACE || m->kind == CS_MENTION_FACILITY);
    case CS_TEST_NUMBER:
        return doc->tokens[tok].upos == CS_NUM;
    default:
        return true;
    }
}

/* A slot's word, what it measures, and its compounds. */
static bool filler_passes(const struct cs_lexicon *lex,
                          const struct cs_doc *doc,
                          const struct cs_condition *c, uint32_t tok)
{
    const uint32_t content = cs_content_word(doc, tok);
    if (c->test != CS_TEST_CLASS && c->test != CS_TEST_WORDS)
        return kind_test(doc, (enum cs_test)c->test, tok) ||
               kind_test(doc, (enum cs_test)c->test, content);
    if (word_test(lex, doc, c, tok) || word_test(lex, doc, c, content))
        return true;
    CS_EACH_CHILD(doc, content, child) {
        const uint8_t rel = doc->tokens[child].deprel;
        if ((rel == CS_REL_COMPOUND || rel == CS_REL_CONJ ||
             rel == CS_REL_FLAT || rel == CS_REL_NMOD_DESC) &&
            word_test(lex, doc, c, child))
            return true;
    }
    return false;
}

static bool clause_word(const struct cs_lexicon *lex, const struct cs_doc *doc,
                        const struct cs_condition *c, uint32_t tok)
{
    uint32_t top = tok;
    /* Up to the verb of the clause: a noun's own phrase is too little. */
    while (doc->tokens[top].head != CS_NONE && !cs_is_verb(doc, top))
        top = doc->tokens[top].head;
    for (uint32_t i = doc->tokens[top].sub_b; i < doc->tokens[top].sub_e; i++) {
        if (i != tok && word_test(lex, doc, c, i))
            return true;
    }
    return false;
}

/* "The blast shook the market. Nine people died.": an event of the frame's type
 * in one of the two sentences before. */
static bool told_before(const struct cs_doc *doc, const struct cs_trigger *t)
{
    const uint32_t sentence = doc->tokens[t->tok].sentence;
    for (uint32_t i = doc->n_events; i-- > 0;) {
        const struct cs_event *e = &doc->events[i];
        if (e->sentence + 2 < sentence)
            return false;
        if (e->type == t->frame->type && e->status == CS_HAPPENED &&
            e->sentence < sentence)
            return true;
    }
    return false;
}

static bool holds(const struct cs_lexicon *lex, const struct cs_doc *doc,
                  const struct cs_trigger *t, const struct cs_condition *c)
{
    if (c->slot.kind == CS_SLOT_BEFORE)
        return told_before(doc, t) == (c->test == CS_TEST_ANY);
    if (c->slot.kind == CS_SLOT_SELF) {
        for (uint32_t i = 0; i < c->n_words; i++) {
            if (doc->tokens[t->tok].norm_word ==
                lex->pattern_words[c->words_at + i])
                return true;
        }
        return false;
    }
    if (c->slot.kind == CS_SLOT_WORD)
        return clause_word(lex, doc, c, t->tok);
    struct cs_fillers f;
    if (c->slot.kind == CS_SLOT_COMP && c->test <= CS_TEST_NONE) {
        bool any = false;
        CS_EACH_CHILD(doc, t->tok, child) {
            any = any || doc->tokens[child].deprel == CS_REL_CCOMP ||
                  doc->tokens[child].deprel == CS_REL_XCOMP;
        }
        return any == (c->test == CS_TEST_ANY);
    }
    if (c->slot.kind == CS_SLOT_COMPOUND && t->pattern->pos == CS_POS_NOUN &&
        c->test >= CS_TEST_CLASS) {
        /* Any modifier may speak here, not only an actor. */
        CS_EACH_CHILD(doc, t->tok, child) {
            if (child < t->tok && word_test(lex, doc, c, child))
                return true;
        }
        return false;
    }
    if (c->slot.kind == CS_SLOT_COMP &&
        (c->test == CS_TEST_CLASS || c->test == CS_TEST_WORDS)) {
        CS_EACH_CHILD(doc, t->tok, child) {
            const uint8_t rel = doc->tokens[child].deprel;
            if ((rel == CS_REL_CCOMP || rel == CS_REL_XCOMP ||
                 (rel == CS_REL_ADVCL &&
                  (doc->tokens[child].morph & CS_MORPH_INF) != 0) ||
                 rel == CS_REL_ACL) &&
                word_test(lex, doc, c, child))
                return true;
        }
        return false;
    }
    cs_slot_fill(lex, doc, t, c->slot, &f);
    /* "The weekly was closed": a passive need not say who acts. */
    if (f.n == 0 && !c->not_this && c->slot.kind == CS_SLOT_SUBJ &&
        (c->test == CS_TEST_PERSON || c->test == CS_TEST_ACTOR ||
         c->test == CS_TEST_ANY) &&
        t->pattern->pos == CS_POS_VERB && cs_is_passive(doc, t->tok))
        return true;
    if (c->test == CS_TEST_NONE)
        return f.n == 0;
    if (c->test == CS_TEST_ANY)
        return f.n > 0;
    for (uint32_t i = 0; i < f.n; i++) {
        if (filler_passes(lex, doc, c, f.tok[i]))
            return true;
    }
    return false;
}

/* The condition that speaks against the frame, NULL where all hold. */
static const struct cs_condition *against(const struct cs_lexicon *lex,
                                          const struct cs_doc *doc,
                                          const struct cs_trigger *t)
{
    const struct cs_condition *c = lex->conditions + t->frame->conditions_at;
    const uint32_t n = t->frame->n_conditions;
    for (uint32_t i = 0; i < n;) {
        uint32_t e = i;
        bool any = false;
        while (e < n && c[e].group == c[i].group) {
            any = any || holds(lex, doc, t, &c[e]);
            e++;
        }
        if (any == c[i].not_this)
            return &c[i];
        i = e;
    }
    return NULL;
}

/* --- the sense ------------------------------------------------------------ */

static void find_support(const struct cs_lexicon *lex, const struct cs_doc *doc,
                         struct cs_trigger *t)
{
    const struct cs_token *tok = &doc->tokens[t->tok];
    t->support = CS_NONE;
    t->support_recipient = false;
    if (t->pattern->pos != CS_POS_NOUN || tok->head == CS_NONE)
        return;
    uint32_t verb = tok->head;
    uint8_t rel = tok->deprel;
    /* "a series of attacks": what supports the series supports them. */
    if (rel == CS_REL_NMOD && cs_content_word(doc, verb) == t->tok) {
        rel = doc->tokens[verb].deprel;
        verb = doc->tokens[verb].head;
    }
    if (rel == CS_REL_CONJ && verb != CS_NONE) {
        rel = doc->tokens[verb].deprel;
        verb = doc->tokens[verb].head;
    }
    if (verb == CS_NONE || (rel != CS_REL_OBJ && rel != CS_REL_NSUBJ_PASS &&
                            rel != CS_REL_OBL && rel != CS_REL_XCOMP))
        return;
    struct cs_match m;
    const struct cs_pattern *p =
        cs_match_kind(lex, doc, CS_PATTERN_SUPPORT, verb, &m);
    if (p == NULL || (rel == CS_REL_OBL && p->n_words == 1))
        return;
    /* Who announces an attack foresees it of others. */
    static const char *const tells[] = { "announce", "declare", NULL };
    if (t->frame->type == CS_ASSAULT &&
        cs_str_in(doc->tokens[verb].lemma, tells))
        return;
    t->support = verb;
    t->support_recipient = p->value == 1;
}

static bool better(const struct cs_trigger *a, const struct cs_trigger *b)
{
    if (b->frame == NULL)
        return true;
    if (a->frame->rank != b->frame->rank)
        return a->frame->rank > b->frame->rank;
    if (a->pattern->n_words != b->pattern->n_words)
        return a->pattern->n_words > b->pattern->n_words;
    return a->frame->n_conditions > b->frame->n_conditions;
}

/* Part of a longer name ("Attack Squadron 5"), a modifier and the like. */
static bool no_trigger_here(const struct cs_doc *doc, uint32_t tok)
{
    const struct cs_token *t = &doc->tokens[tok];
    if (t->deprel == CS_REL_FLAT || t->deprel == CS_REL_FIXED)
        return true;
    if (t->inside != CS_NONE &&
        doc->mentions[t->inside].tok_e - doc->mentions[t->inside].tok_b > 1)
        return true;
    return t->upos == CS_PROPN && t->deprel == CS_REL_COMPOUND;
}

/* Of frames that do not fit: to rule the word out, the one that a `not` shuts
 * out says more than one that wants a word which is not there; where the type
 * is given, the plainest sense is the likeliest, not one that wants the most.
 */
static bool likelier(const struct cs_trigger *a, const struct cs_condition *c,
                     const struct cs_trigger *b, const struct cs_condition *d,
                     bool type_given)
{
    if (b->frame == NULL)
        return true;
    if (type_given && a->frame->rank != b->frame->rank)
        return a->frame->rank < b->frame->rank;
    if (c->not_this != d->not_this)
        return c->not_this != type_given;
    return better(a, b);
}

enum casus_status cs_trigger_find(const struct cs_lexicon *lex,
                                  const struct cs_doc *doc, uint32_t tok,
                                  int type, struct cs_trigger *out,
                                  const struct cs_condition **ruled_out)
{
    const struct cs_ranges r = cs_match_ranges(lex, doc, tok);
    struct cs_trigger best = { .frame = NULL }, lost = { .frame = NULL };
    *ruled_out = NULL;
    *out = lost;
    if ((r.b[0] == r.e[0] && r.b[1] == r.e[1]) || no_trigger_here(doc, tok))
        return CASUS_ABSENT;
    for (int k = 0; k < 2; k++) {
        for (uint32_t i = r.b[k]; i < r.e[k]; i++) {
            const struct cs_pattern *p = &lex->patterns[i];
            struct cs_trigger t = { .tok = tok, .pattern = p };
            if (p->kind != CS_PATTERN_TRIGGER ||
                (type >= 0 && (int)lex->frames[p->value].type != type) ||
                !cs_match_pattern(lex, doc, p, tok, &t.match))
                continue;
            t.frame = &lex->frames[p->value];
            if (!better(&t, &best))
                continue;
            find_support(lex, doc, &t);
            const struct cs_condition *c = against(lex, doc, &t);
            if (c == NULL) {
                best = t;
            } else if (likelier(&t, c, &lost, *ruled_out, type >= 0)) {
                lost = t;
                *ruled_out = c;
            }
        }
    }
    if (best.frame == NULL) {
        *out = lost;
        return CASUS_ABSENT;
    }
    *ruled_out = NULL;
    *out = best;
    return CASUS_OK;
}

uint32_t cs_trigger_types(const struct cs_lexicon *lex,
                          const struct cs_doc *doc, uint32_t tok)
{
    const struct cs_ranges r = cs_match_ranges(lex, doc, tok);
    uint32_t types = 0;
    struct cs_match m;
    for (int k = 0; k < 2; k++) {
        for (uint32_t i = r.b[k]; i < r.e[k]; i++) {
            const struct cs_pattern *p = &lex->patterns[i];
            if (p->kind == CS_PATTERN_TRIGGER &&
                cs_match_pattern(lex, doc, p, tok, &m))
                types |= 1U << lex->frames[p->value].type;
        }
    }
    return types;
}

bool cs_trigger_any_word(const struct cs_lexicon *lex, const struct cs_doc *doc,
                         uint32_t tok, enum cs_event_type type,
                         struct cs_trigger *out)
{
    const uint8_t upos = doc->tokens[tok].upos;
    if (lex->any_frame[type] == CS_NONE || no_trigger_here(doc, tok))
        return false;
    enum cs_pattern_pos pos;
    if (upos == CS_VERB)
        pos = CS_POS_VERB;
    else if (upos == CS_NOUN || upos == CS_PROPN)
        pos = CS_POS_NOUN;
    else if (upos == CS_ADJ)
        pos = CS_POS_ADJ;
    else
        return false;
    *out = (struct cs_trigger){
        .tok = tok,
        .frame = &lex->frames[lex->any_frame[type]],
        .pattern = &lex->any_word[pos],
        .match = { .n = 1, .tok = { tok }, .tok_b = tok, .tok_e = tok + 1 }
    };
    find_support(lex, doc, out);
    return true;
}

/* --- in words ------------------------------------------------------------- */

const char *cs_slot_name(const struct cs_lexicon *lex, struct cs_slot slot,
                         char *out, size_t cap)
{
    static const char *const names[] = { "none",     "subject",
                                         "object",   "indirect object",
                                         "clause",   "possessor",
                                         "modifier", "between" };
    if (slot.kind == CS_SLOT_PREP)
        (void)snprintf(out, cap, "\"%.*s\" phrase",
                       (int)lex->words[slot.word].text.n,
                       lex->words[slot.word].text.p);
    else if (slot.kind == CS_SLOT_SELF)
        (void)snprintf(out, cap, "its form");
    else if (slot.kind == CS_SLOT_WORD)
        (void)snprintf(out, cap, "a word of the clause");
    else if (slot.kind == CS_SLOT_BEFORE)
        (void)snprintf(out, cap, "event of the type just before");
    else
        (void)snprintf(out, cap, "%s", names[slot.kind]);
    return out;
}

/* "weapon", "rifle" or one of 12 others */
static void words_text(const struct cs_lexicon *lex,
                       const struct cs_condition *c, char *out, size_t cap)
{
    enum { SHOWN = 6 };
    size_t used = 0;
    out[0] = '\0';
    const uint32_t shown = c->n_words > SHOWN + 1 ? SHOWN : c->n_words;
    for (uint32_t i = 0; i < shown && used + 1 < cap; i++) {
        const struct cs_str w =
            lex->words[lex->pattern_words[c->words_at + i]].text;
        const char *between = i == 0 ? "" : i + 1 == c->n_words ? " or " : ", ";
        const int n = snprintf(out + used, cap - used, "%s\"%.*s\"", between,
                               (int)w.n, w.p);
        used += n > 0 ? (size_t)n : 0;
    }
    if (shown < c->n_words && used + 1 < cap)
        (void)snprintf(out + used, cap - used, " or one of %u others",
                       (unsigned)(c->n_words - shown));
}

/* held: the condition was met. */
static size_t condition_text(const struct cs_lexicon *lex,
                             const struct cs_condition *c, bool held, char *out,
                             size_t cap)
{
    const char *must = held ? "has" : c->not_this ? "must not have" : "needs";
    static const char *const tests[] = {
        "something",      "nothing", "a person", "an armed or police force",
        "somebody known", "a place", "a number"
    };
    char slot[64], what[192];
    int n;
    (void)cs_slot_name(lex, c->slot, slot, sizeof slot);
    if (c->test == CS_TEST_CLASS) {
        const struct cs_str name = lex->class_names[c->value];
        (void)snprintf(what, sizeof what, "a word of class %.*s", (int)name.n,
                       name.p);
    } else if (c->test == CS_TEST_WORDS) {
        words_text(lex, c, what, sizeof what);
    } else {
        (void)snprintf(what, sizeof what, "%s", tests[c->test]);
    }
    if (c->slot.kind == CS_SLOT_SELF && held)
        n = snprintf(out, cap, "is written %s", what);
    else if (c->slot.kind == CS_SLOT_SELF)
        n = snprintf(out, cap, "%s be written %s",
                     c->not_this ? "must not" : "must", what);
    else if (c->slot.kind == CS_SLOT_WORD)
        n = snprintf(out, cap, "%s %s in its clause", must, what);
    else if (c->test == CS_TEST_NONE || c->test == CS_TEST_ANY)
        n = snprintf(out, cap, "%s %s %s", must,
                     c->test != CS_TEST_ANY                  ? "no"
                     : strchr("aeiou", slot[slot[0] == '"']) ? "an"
                                                             : "a",
                     slot);
    else
        n = snprintf(out, cap, "%s %s as its %s", must, what, slot);
    return n < 0 ? 0 : (size_t)n < cap ? (size_t)n : cap - 1;
}

size_t cs_condition_text(const struct cs_lexicon *lex,
                         const struct cs_condition *c, char *out, size_t cap)
{
    return condition_text(lex, c, false, out, cap);
}

size_t cs_trigger_reason(const struct cs_lexicon *lex, const struct cs_doc *doc,
                         const struct cs_trigger *t, char *out, size_t cap)
{
    const struct cs_condition *c = lex->conditions + t->frame->conditions_at;
    for (uint32_t i = 0; i < t->frame->n_conditions; i++) {
        if (!c[i].not_this && holds(lex, doc, t, &c[i]))
            return condition_text(lex, &c[i], true, out, cap);
    }
    return 0;
}
