#include "meaning/said.h"

#include "meaning/tree.h"

static void add_run(struct cs_said *out, uint32_t b, uint32_t e)
{
    if (e > b && out->n < CS_MAX_RUNS)
        out->run[out->n++] = (struct cs_tok_run){ b, e };
}

static struct cs_tok_run subtree(const struct cs_doc *doc, uint32_t tok)
{
    return (struct cs_tok_run){ doc->tokens[tok].sub_b,
                                doc->tokens[tok].sub_e };
}

static bool punct(const struct cs_doc *doc, uint32_t tok)
{
    return doc->tokens[tok].upos == CS_PUNCT;
}

/* --- the source ---------------------------------------------------------- */

/* The subject's own word in its clause: "who" where the source is the
 * antecedent. */
static uint32_t relative_word(const struct cs_doc *doc, uint32_t verb)
{
    CS_EACH_CHILD(doc, verb, c) {
        const struct cs_token *t = &doc->tokens[c];
        if ((t->deprel == CS_REL_NSUBJ || t->deprel == CS_REL_NSUBJ_PASS) &&
            (t->morph & CS_MORPH_PRON_REL) != 0)
            return c;
    }
    return CS_NONE;
}

/* A clause beside the noun that is no part of its phrase. */
static bool ends_phrase(const struct cs_doc *doc, uint32_t child)
{
    switch (doc->tokens[child].deprel) {
    case CS_REL_PARATAXIS:
    case CS_REL_ADVCL:
    case CS_REL_DISCOURSE:
        return true;
    case CS_REL_CONJ:
        return cs_is_verb(doc, child);
    default:
        return false;
    }
}

static struct cs_tok_run source_words(const struct cs_doc *doc, uint32_t verb,
                                      uint32_t source)
{
    struct cs_tok_run r = subtree(doc, source);
    if (verb >= r.b && verb < r.e) {
        const uint32_t who = relative_word(doc, verb);
        if (who != CS_NONE)
            return (struct cs_tok_run){ who, who + 1 };
        cs_phrase(doc, source, true, &r.b, &r.e);
        return r;
    }
    while (r.b < source &&
           (doc->tokens[r.b].upos == CS_ADP ||
            doc->tokens[r.b].upos == CS_CCONJ ||
            doc->tokens[r.b].upos == CS_SCONJ || punct(doc, r.b)))
        r.b++;
    CS_EACH_CHILD(doc, source, c) {
        if (c > source && ends_phrase(doc, c) && doc->tokens[c].sub_b < r.e &&
            doc->tokens[c].sub_b > source)
            r.e = doc->tokens[c].sub_b;
    }
    while (r.e > source + 1 && punct(doc, r.e - 1) &&
           !cs_str_is(doc->tokens[r.e - 1].norm, ")"))
        r.e--;
    return r;
}

void cs_said_source(const struct cs_doc *doc, uint32_t verb, uint32_t source,
                    struct cs_said *out)
{
    out->source = source;
    out->words = (struct cs_tok_run){ 0, 0 };
    if (source != CS_NONE)
        out->words = source_words(doc, verb, source);
}

uint32_t cs_said_passed_on(const struct cs_doc *doc, uint32_t verb)
{
    static const char *const verbs[] = { "quote",    "cite", "report",
                                         "describe", "hear", "record",
                                         NULL };
    const uint32_t head = doc->tokens[verb].head;
    if (head == CS_NONE || head > verb ||
        !cs_str_in(doc->tokens[head].lemma, verbs))
        return CS_NONE;
    CS_EACH_CHILD(doc, verb, c) {
        const uint8_t rel = doc->tokens[c].deprel;
        if (c < verb && (rel == CS_REL_MARK || rel == CS_REL_CASE) &&
            cs_norm_is(doc, c, "as"))
            return head;
    }
    return CS_NONE;
}

/* "…," added Jim Clyburn: the tree may take whom the verb precedes for its
 * object. */
static uint32_t inverted(const struct cs_doc *doc, uint32_t verb)
{
    const struct cs_sentence *s = &doc->sentences[doc->tokens[verb].sentence];
    if (verb == s->tok_b ||
        (!cs_is_quote_mark(doc, verb - 1) && !cs_norm_is(doc, verb - 1, ",")))
        return CS_NONE;
    CS_EACH_CHILD(doc, verb, c) {
        const struct cs_token *t = &doc->tokens[c];
        if (c > verb && t->sub_b == verb + 1 && cs_is_nominal(doc, c) &&
            (t->deprel == CS_REL_OBJ || t->deprel == CS_REL_NSUBJ ||
             t->deprel == CS_REL_OBL_UNMARKED || t->deprel == CS_REL_DEP) &&
            t->mention != CS_NONE)
            return c;
    }
    return CS_NONE;
}

uint32_t cs_said_speaker(const struct cs_doc *doc, uint32_t verb)
{
    /* "quoted the minister as saying", "was quoted as saying" */
    const uint32_t report = cs_said_passed_on(doc, verb);
    if (report != CS_NONE) {
        uint32_t who = cs_object(doc, report);
        if (who == CS_NONE)
            who = cs_child(doc, report, CS_REL_IOBJ);
        return who != CS_NONE && cs_is_nominal(doc, who) ? who : CS_NONE;
    }
    const uint32_t after = inverted(doc, verb);
    if (after != CS_NONE && !cs_has_child(doc, verb, CS_REL_NSUBJ))
        return after;
    const uint32_t s = cs_subject(doc, verb);
    return s == CS_NONE || s == verb || !cs_is_nominal(doc, s) ? CS_NONE : s;
}

/* --- what a verb says ---------------------------------------------------- */

static bool quote_or_comma(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const marks[] = {
        ",", "?", "!", "-", "\xe2\x80\x93", "\xe2\x80\x94", NULL
    };
    return cs_str_in(doc->tokens[tok].norm, marks) ||
           cs_is_quote_mark(doc, tok);
}

/* A bare "X said" behind a comma or quotation mark: whatever the tree calls
 * it, it has a subject, no content of its own and no word that binds it. */
static bool bare_insertion(const struct cs_doc *doc, uint32_t verb)
{
    const struct cs_token *t = &doc->tokens[verb];
    if (!cs_has_child(doc, verb, CS_REL_NSUBJ) ||
        relative_word(doc, verb) != CS_NONE ||
        cs_has_child(doc, verb, CS_REL_XCOMP) ||
        cs_has_child(doc, verb, CS_REL_MARK) ||
        cs_has_child(doc, verb, CS_REL_CC) ||
        cs_has_child(doc, verb, CS_REL_OBJ) ||
        cs_has_child(doc, verb, CS_REL_CCOMP))
        return false;
    const uint32_t first = doc->sentences[t->sentence].tok_b;
    if (quote_or_comma(doc, t->sub_b) && t->sub_b < verb)
        return true;
    return t->sub_b > first && quote_or_comma(doc, t->sub_b - 1);
}

uint32_t cs_said_around(const struct cs_doc *doc, uint32_t verb)
{
    const struct cs_token *t = &doc->tokens[verb];
    if (t->head == CS_NONE)
        return CS_NONE;
    if (t->deprel == CS_REL_PARATAXIS || t->deprel == CS_REL_DISCOURSE)
        return t->head;
    if (t->deprel == CS_REL_ADVCL) {
        const uint32_t mark = cs_child(doc, verb, CS_REL_MARK);
        if (mark != CS_NONE && cs_norm_is(doc, mark, "as") && mark < verb &&
            cs_said_passed_on(doc, verb) == CS_NONE)
            return t->head;
    }
    if ((t->deprel == CS_REL_ADVCL || t->deprel == CS_REL_CONJ ||
         t->deprel == CS_REL_DEP || t->deprel == CS_REL_ACL_RELCL ||
         t->deprel == CS_REL_APPOS) &&
        bare_insertion(doc, verb))
        return t->head;
    return CS_NONE;
}

/* The clause that a verb governs as its content. */
static uint32_t governed_clause(const struct cs_doc *doc, uint32_t verb)
{
    uint32_t found = CS_NONE;
    CS_EACH_CHILD(doc, verb, c) {
        const uint8_t rel = doc->tokens[c].deprel;
        if (rel == CS_REL_CCOMP || rel == CS_REL_CSUBJ_PASS)
            return c;
        if (rel == CS_REL_PARATAXIS && c > verb && cs_is_verb(doc, c))
            found = c;
    }
    return found;
}

/* Its range, with further clauses of the same verb that go on with it: "said
 * that A sent two; B sent one", "and that C sent none". */
static struct cs_tok_run clauses(const struct cs_doc *doc, uint32_t verb,
                                 uint32_t body)
{
    struct cs_tok_run all = subtree(doc, body);
    CS_EACH_CHILD(doc, verb, c) {
        const struct cs_token *t = &doc->tokens[c];
        const uint32_t mark = cs_child(doc, c, CS_REL_MARK);
        if (t->sub_b < all.e || body < verb)
            continue;
        if (t->deprel == CS_REL_CCOMP ||
            (t->deprel == CS_REL_CONJ && mark != CS_NONE &&
             cs_norm_is(doc, mark, "that")))
            all.e = t->sub_e;
    }
    return all;
}

/* The part of the content's range that is the cue's own: the verb where it
 * stands inside ("The raid, police said, began at dawn"), with its subject and
 * what else of it is inside. Empty where the verb stands outside. */
static struct cs_tok_run cue_clause(const struct cs_doc *doc, uint32_t verb,
                                    uint32_t body)
{
    const struct cs_token *content = &doc->tokens[body];
    struct cs_tok_run cut = { verb, verb };
    if (verb < content->sub_b || verb >= content->sub_e)
        return cut;
    cut.e = verb + 1;
    CS_EACH_CHILD(doc, verb, c) {
        const struct cs_token *t = &doc->tokens[c];
        if (c == body || t->upos == CS_PUNCT || t->sub_b < content->sub_b ||
            t->sub_e > content->sub_e || cs_under(doc, body, c))
            continue;
        cut.b = t->sub_b < cut.b ? t->sub_b : cut.b;
        cut.e = t->sub_e > cut.e ? t->sub_e : cut.e;
    }
    return cut;
}

/* Does speech in marks begin at the token, or run there? */
static bool quoted(const struct cs_quotations *q, uint32_t tok)
{
    return q->of[tok] != CS_NONE && cs_is_speech(&q->all[q->of[tok]]);
}

/* Runs of [b, e) with the cue's clause cut out. Where all that is before it is
 * a quotation, what follows is the speaker's only if it is quoted too. */
static void runs_without(const struct cs_doc *doc,
                         const struct cs_quotations *q, struct cs_tok_run all,
                         struct cs_tok_run cut, struct cs_said *out)
{
    if (cut.e <= all.b || cut.b >= all.e) {
        add_run(out, all.b, all.e);
        return;
    }
    add_run(out, all.b, cut.b > all.b ? cut.b : all.b);
    uint32_t next = cut.e;
    while (next < all.e && punct(doc, next) && !quoted(q, next))
        next++;
    const bool speech =
        quoted(q, all.b) && cut.b > all.b && quoted(q, cut.b - 1);
    if (next < all.e && (!speech || quoted(q, next)))
        add_run(out, next, all.e);
}

/* --- what a verb is about, without a clause ------------------------------ */

static bool prep_mark(const struct cs_doc *doc, uint32_t clause)
{
    static const char *const words[] = { "for",  "of",   "about",   "as",
                                         "to",   "over", "into",    "with",
                                         "from", "on",   "against", NULL };
    CS_EACH_CHILD(doc, clause, c) {
        if (doc->tokens[c].deprel == CS_REL_MARK && c < clause)
            return cs_str_in(doc->tokens[c].norm, words);
    }
    return false;
}

static bool is_complement(const struct cs_doc *doc, uint32_t c)
{
    switch (doc->tokens[c].deprel) {
    case CS_REL_OBJ:
    case CS_REL_IOBJ:
    case CS_REL_XCOMP:
    case CS_REL_CCOMP:
        return true;
    case CS_REL_OBL:
        return !cs_in_time(doc, c);
    case CS_REL_ADVCL:
        return prep_mark(doc, c);
    default:
        return false;
    }
}

/* Does the word of a phrase's preposition stand right behind the cue, and is
 * it one that a verb governs? */
static bool governed_prep(const struct cs_doc *doc, uint32_t tok)
{
    /* not "to": whom it is said to */
    static const char *const words[] = { "of",      "for",  "against", "about",
                                         "on",      "over", "with",    "toward",
                                         "towards", "as",   "at",      "into",
                                         "upon",    NULL };
    return doc->tokens[tok].upos != CS_PUNCT &&
           cs_str_in(doc->tokens[tok].norm, words);
}

/* "…, which the court has put on hold": a relative clause behind a comma at the
 * end is the reporter's. */
static uint32_t without_aside(const struct cs_doc *doc, uint32_t b, uint32_t e)
{
    for (uint32_t i = b + 2; i < e; i++) {
        const struct cs_token *t = &doc->tokens[i];
        if (!cs_norm_is(doc, i - 1, ",") ||
            (!cs_norm_is(doc, i, "which") && !cs_norm_is(doc, i, "who")))
            continue;
        uint32_t clause = t->head;
        for (int k = 0; k < 3 && clause != CS_NONE &&
                        doc->tokens[clause].deprel != CS_REL_ACL_RELCL;
             k++)
            clause = doc->tokens[clause].head;
        if (clause != CS_NONE && doc->tokens[clause].sub_e >= e &&
            doc->tokens[clause].sub_b >= i - 1)
            return i - 1;
    }
    return e;
}

/* "claimed responsibility on Thursday for two explosions": what for. CS_NONE
 * where the verb takes no responsibility. */
static uint32_t responsible_for(const struct cs_doc *doc, uint32_t verb)
{
    const uint32_t obj = cs_child(doc, verb, CS_REL_OBJ);
    if (obj == CS_NONE || (!cs_norm_is(doc, obj, "responsibility") &&
                           !cs_norm_is(doc, obj, "credit")))
        return CS_NONE;
    const uint32_t act = cs_prep_child(doc, obj, CS_STR("for"), CS_NONE);
    return act != CS_NONE ? act
                          : cs_prep_child(doc, verb, CS_STR("for"), CS_NONE);
}

static bool takes_things(const struct cs_doc *doc, uint32_t verb,
                         struct cs_said *out)
{
    uint32_t b = CS_NONE, e = 0, body = CS_NONE;
    bool object = false;
    const uint32_t act = responsible_for(doc, verb);
    if (act != CS_NONE && act > verb) {
        const uint32_t prep = cs_preposition(doc, act);
        b = prep != CS_NONE ? prep + 1 : doc->tokens[act].sub_b;
        out->body = act;
        out->how = CS_SAID_THING;
        add_run(out, b, doc->tokens[act].sub_e);
        return out->n > 0;
    }
    CS_EACH_CHILD(doc, verb, c) {
        const struct cs_token *t = &doc->tokens[c];
        if (c <= verb || !is_complement(doc, c) || t->sub_e <= out->cue_e)
            continue;
        const bool direct =
            t->deprel != CS_REL_OBL && t->deprel != CS_REL_ADVCL;
        const uint32_t from = t->sub_b > out->cue_e ? t->sub_b : out->cue_e;
        if (b == CS_NONE && !direct) {
            /* "called for", "railed against": the verb's preposition */
            if (from == out->cue_e && governed_prep(doc, from) && c > from) {
                out->cue_e = from + 1;
                b = from + 1;
                e = t->sub_e;
                body = c;
                continue;
            }
            if (from != out->cue_e || c < out->cue_e)
                continue;
        }
        if (b == CS_NONE || from < b)
            b = from;
        e = t->sub_e > e ? t->sub_e : e;
        if (body == CS_NONE || (direct && !object)) {
            body = c;
            object = direct;
        }
    }
    if (b == CS_NONE) {
        /* "rejected the accusation": the cue's own noun is what is said */
        const uint32_t obj = cs_child(doc, verb, CS_REL_OBJ);
        if (obj == CS_NONE || obj >= out->cue_e ||
            cs_str_is(doc->tokens[obj].lemma, "responsibility"))
            return false;
        body = obj;
        b = doc->tokens[obj].sub_b;
        e = doc->tokens[obj].sub_e;
    }
    out->body = body;
    out->how = CS_SAID_THING;
    /* "He was criticised for it", "talks are expected to begin" */
    if (cs_is_passive(doc, verb)) {
        const uint32_t s = cs_child(doc, verb, CS_REL_NSUBJ_PASS);
        if (s != CS_NONE && s < verb &&
            (doc->tokens[s].morph & CS_MORPH_PRON_REL) == 0)
            add_run(out, doc->tokens[s].sub_b, doc->tokens[s].sub_e);
    }
    /* "likes to sing" */
    if (b > verb && cs_norm_is(doc, b - 1, "to") &&
        doc->tokens[b - 1].upos == CS_PART && out->cue_e == b) {
        b--;
        out->cue_e--;
    }
    add_run(out, b, without_aside(doc, b, e));
    return true;
}

bool cs_said_by_verb(const struct cs_doc *doc, const struct cs_quotations *q,
                     uint32_t verb, uint32_t cue_b, uint32_t cue_e, bool says,
                     struct cs_said *out)
{
    *out = (struct cs_said){ .cue_b = cue_b, .cue_e = cue_e };
    uint32_t around = cs_said_around(doc, verb);
    const uint32_t clause = governed_clause(doc, verb);
    /* "…, they complain about the noise": a view is of its own object, a verb
     * with a clause of that, unless it is put in a quotation. */
    if (around != CS_NONE && !quoted(q, around) &&
        (!says || (clause != CS_NONE && clause > verb)))
        around = CS_NONE;
    if (around != CS_NONE) {
        out->how = CS_SAID_AROUND;
        runs_without(doc, q, subtree(doc, around), subtree(doc, verb), out);
    } else if (clause != CS_NONE) {
        struct cs_tok_run all = clauses(doc, verb, clause);
        out->how = CS_SAID_CLAUSE;
        if (!quoted(q, all.e - 1))
            all.e = without_aside(doc, all.b, all.e);
        runs_without(doc, q, all, cue_clause(doc, verb, clause), out);
    } else if (!takes_things(doc, verb, out)) {
        return false;
    }
    cs_said_source(doc, verb, cs_said_speaker(doc, verb), out);
    return out->n > 0;
}

/* "reported, citing police, that…", "he said, quoting the governor": whom the
 * one who speaks has it from, for what he says. */
bool cs_said_by_citing(const struct cs_doc *doc, const struct cs_quotations *q,
                       uint32_t verb, struct cs_said *out)
{
    const struct cs_token *t = &doc->tokens[verb];
    const uint32_t who = cs_child(doc, verb, CS_REL_OBJ);
    if ((!cs_norm_is(doc, verb, "citing") &&
         !cs_norm_is(doc, verb, "quoting")) ||
        who == CS_NONE || !cs_is_nominal(doc, who) || t->head == CS_NONE ||
        !cs_is_verb(doc, t->head) || cs_has_child(doc, verb, CS_REL_CCOMP))
        return false;
    const uint32_t head = t->head;
    if (cs_said_by_verb(doc, q, head, head, head + 1, true, out) &&
        out->how != CS_SAID_THING) {
        /* what the other says, without this clause */
        struct cs_said whole = *out;
        out->n = 0;
        for (uint32_t i = 0; i < whole.n; i++)
            runs_without(doc, q, whole.run[i], subtree(doc, verb), out);
    } else {
        *out = (struct cs_said){ .how = CS_SAID_AROUND };
        runs_without(doc, q, subtree(doc, head), subtree(doc, verb), out);
    }
    out->cue_b = verb;
    out->cue_e = verb + 1;
    cs_said_source(doc, verb, who, out);
    return out->n > 0;
}

/* --- nouns --------------------------------------------------------------- */

/* "made a promise", "issued a statement": whose the noun is. */
static uint32_t giver_of(const struct cs_doc *doc, uint32_t noun)
{
    static const char *const light[] = {
        "make",  "issue", "give",    "have",   "take",    "offer", "file",
        "voice", "send",  "express", "reach",  "raise",   "hold",  "put",
        "get",   "set",   "deliver", "submit", "release", "lodge", NULL
    };
    const uint32_t verb = doc->tokens[noun].head;
    if (verb == CS_NONE || doc->tokens[noun].deprel != CS_REL_OBJ ||
        !cs_str_in(doc->tokens[verb].lemma, light))
        return CS_NONE;
    return cs_said_speaker(doc, verb);
}

/* "the army's claim": the mark of possession is no part of the source. */
static void noun_source(const struct cs_doc *doc, uint32_t noun,
                        uint32_t source, struct cs_said *out)
{
    cs_said_source(doc, noun, source, out);
    while (out->words.e > out->words.b + 1 &&
           doc->tokens[out->words.e - 1].upos == CS_PART)
        out->words.e--;
}

bool cs_said_by_noun(const struct cs_doc *doc, uint32_t noun,
                     struct cs_said *out)
{
    static const char *const about[] = { "of",      "for",  "about", "on",
                                         "against", "over", NULL };
    *out = (struct cs_said){ .cue_b = noun,
                             .cue_e = noun + 1,
                             .how = CS_SAID_THING };
    uint32_t body = cs_child(doc, noun, CS_REL_CCOMP);
    if (body == CS_NONE || body < noun)
        body = cs_child(doc, noun, CS_REL_ACL);
    if (body == CS_NONE || body < noun || !cs_is_verb(doc, body)) {
        body = CS_NONE;
        CS_EACH_CHILD(doc, noun, c) {
            const uint32_t prep = cs_preposition(doc, c);
            if (body == CS_NONE && c > noun && prep == noun + 1 &&
                doc->tokens[c].deprel == CS_REL_NMOD &&
                cs_str_in(doc->tokens[prep].norm, about)) {
                body = c;
                out->cue_e = prep + 1;
            }
        }
    } else {
        if (cs_norm_is(doc, cs_child(doc, body, CS_REL_MARK), "that"))
            out->how = CS_SAID_CLAUSE;
    }
    if (body == CS_NONE)
        return false;
    out->body = body;
    const uint32_t b = doc->tokens[body].sub_b;
    add_run(out, b > out->cue_e ? b : out->cue_e, doc->tokens[body].sub_e);
    uint32_t source = cs_child(doc, noun, CS_REL_NMOD_POSS);
    if (source == CS_NONE)
        source = cs_prep_child(doc, noun, CS_STR("by"), CS_NONE);
    if (source == CS_NONE)
        source = cs_prep_child(doc, noun, CS_STR("from"), CS_NONE);
    if (source == CS_NONE)
        source = giver_of(doc, noun);
    if (source != CS_NONE && (source == body || !cs_is_nominal(doc, source)))
        source = CS_NONE;
    noun_source(doc, noun, source, out);
    return out->n > 0;
}

/* --- adjectives, adverbs ------------------------------------------------- */

bool cs_said_by_adjective(const struct cs_doc *doc, uint32_t tok,
                          struct cs_said *out)
{
    *out = (struct cs_said){ .cue_b = tok, .cue_e = tok + 1 };
    const uint32_t clause = governed_clause(doc, tok);
    if (clause != CS_NONE && clause > tok) {
        out->how = CS_SAID_CLAUSE;
        add_run(out, doc->tokens[clause].sub_b, doc->tokens[clause].sub_e);
    } else if (!takes_things(doc, tok, out)) {
        return false;
    }
    uint32_t s = cs_child(doc, tok, CS_REL_NSUBJ);
    s = s == CS_NONE ? CS_NONE : cs_antecedent(doc, s);
    if (s == tok || (s != CS_NONE && !cs_is_nominal(doc, s)))
        s = CS_NONE;
    cs_said_source(doc, tok, s, out);
    return out->n > 0;
}

bool cs_said_by_adverb(const struct cs_doc *doc, uint32_t tok,
                       struct cs_said *out)
{
    *out = (struct cs_said){
        .cue_b = tok, .cue_e = tok + 1, .how = CS_SAID_AROUND, .source = CS_NONE
    };
    const uint32_t head = doc->tokens[tok].head;
    if (head == CS_NONE)
        return false;
    const struct cs_tok_run all = subtree(doc, head);
    add_run(out, all.b, tok);
    add_run(out, tok + 1, all.e);
    return out->n > 0;
}

/* --- prepositions -------------------------------------------------------- */

/* "…, according to X": a phrase behind a comma at the end of its sentence, or
 * at its begin, speaks of all of it, wherever the tree hangs it. A relative
 * clause around it keeps it. */
static uint32_t whole_clause(const struct cs_doc *doc, uint32_t tok,
                             uint32_t source, uint32_t body)
{
    const struct cs_sentence *s = &doc->sentences[doc->tokens[tok].sentence];
    const uint32_t e = doc->tokens[source].sub_e;
    bool last = true;
    for (uint32_t i = e; i < s->tok_e; i++)
        last = last && punct(doc, i);
    const bool apart = tok > s->tok_b && punct(doc, tok - 1);
    if (!last || !apart)
        return body;
    while (doc->tokens[body].head != CS_NONE &&
           doc->tokens[body].deprel != CS_REL_CONJ &&
           doc->tokens[body].deprel != CS_REL_PARATAXIS)
        body = doc->tokens[body].head;
    return body;
}

/* "According to X, A, while B", "…, but B": what is set against it at the end
 * is the report's own. */
static uint32_t before_contrast(const struct cs_doc *doc, uint32_t body,
                                uint32_t e)
{
    CS_EACH_CHILD(doc, body, c) {
        const struct cs_token *t = &doc->tokens[c];
        const uint32_t cc = cs_child(doc, c, CS_REL_CC);
        const uint32_t mark = cs_child(doc, c, CS_REL_MARK);
        if (c > body && t->sub_b > body && t->sub_e + 1 >= e &&
            cs_is_verb(doc, c) && cs_norm_is(doc, t->sub_b - 1, ",") &&
            ((t->deprel == CS_REL_CONJ && cc != CS_NONE &&
              cs_norm_is(doc, cc, "but")) ||
             (t->deprel == CS_REL_ADVCL && mark != CS_NONE &&
              cs_norm_is(doc, mark, "while"))))
            return t->sub_b;
    }
    return e;
}

bool cs_said_by_prep(const struct cs_doc *doc, uint32_t tok, uint32_t e,
                     struct cs_said *out)
{
    *out = (struct cs_said){ .cue_b = tok, .cue_e = e, .how = CS_SAID_AROUND };
    uint32_t source = doc->tokens[tok].head;
    for (int i = 0; i < 3 && source != CS_NONE && source < e; i++)
        source = doc->tokens[source].head;
    if (source == CS_NONE || source < e || !cs_is_nominal(doc, source))
        return false;
    uint32_t body = doc->tokens[source].head;
    if (body == CS_NONE)
        return false;
    body = whole_clause(doc, tok, source, body);
    cs_said_source(doc, tok, source, out);
    if (out->words.b < e)
        out->words.b = e;
    const struct cs_tok_run all = subtree(doc, body);
    add_run(out, all.b, tok);
    add_run(out, doc->tokens[source].sub_e, before_contrast(doc, body, all.e));
    return out->n > 0;
}

bool cs_said_in_words(const struct cs_doc *doc, uint32_t noun,
                      struct cs_said *out)
{
    static const char *const nouns[] = { "view",       "opinion",   "eyes",
                                         "mind",       "words",     "judgment",
                                         "judgement",  "telling",   "account",
                                         "estimation", "reckoning", NULL };
    const struct cs_token *t = &doc->tokens[noun];
    const uint32_t whose = cs_child(doc, noun, CS_REL_NMOD_POSS);
    const uint32_t prep = cs_preposition(doc, noun);
    *out = (struct cs_said){ .cue_b = noun,
                             .cue_e = noun + 1,
                             .how = CS_SAID_AROUND };
    if (!cs_str_in(t->norm, nouns) || whose == CS_NONE || prep == CS_NONE ||
        (!cs_norm_is(doc, prep, "in") && !cs_norm_is(doc, prep, "by") &&
         !cs_norm_is(doc, prep, "to")) ||
        t->head == CS_NONE || !cs_is_verb(doc, t->head))
        return false;
    const struct cs_tok_run all = subtree(doc, t->head);
    add_run(out, all.b, t->sub_b);
    add_run(out, t->sub_e, all.e);
    noun_source(doc, noun, whose, out);
    return out->n > 0;
}
