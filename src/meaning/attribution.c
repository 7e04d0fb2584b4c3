#include "meaning/attribution.h"

#include "meaning/match.h"
#include "meaning/tree.h"

static void add_run(struct cs_runs *runs, struct cs_span span)
{
    if (span.e > span.b && runs->n < CS_MAX_RUNS)
        runs->run[runs->n++] = span;
}

/* The bytes of tokens [b, e) without punctuation at the edges. */
static struct cs_span trimmed(const struct cs_doc *doc, uint32_t b, uint32_t e)
{
    while (b < e && doc->tokens[b].upos == CS_PUNCT)
        b++;
    while (e > b && doc->tokens[e - 1].upos == CS_PUNCT)
        e--;
    if (b == e)
        return (struct cs_span){ 0, 0 };
    return cs_tokens_span(doc, b, e);
}

/* Runs of the content [b, e) with the cue's own clause [cut_b, cut_e) out. */
static void content_runs(const struct cs_doc *doc, uint32_t b, uint32_t e,
                         uint32_t cut_b, uint32_t cut_e, struct cs_runs *out)
{
    if (cut_e <= b || cut_b >= e) {
        add_run(out, trimmed(doc, b, e));
        return;
    }
    if (cut_b > b)
        add_run(out, trimmed(doc, b, cut_b));
    if (cut_e < e)
        add_run(out, trimmed(doc, cut_e, e));
}

static struct cs_attribution *add(struct cs_doc *doc, uint32_t sentence,
                                  uint32_t cue, uint32_t source,
                                  enum cs_stance stance)
{
    struct cs_attribution *a = CS_PUSH(doc, attributions);
    if (a == NULL)
        return NULL;
    a->sentence = sentence;
    a->cue_tok = cue;
    a->source_tok = source;
    a->stance = stance;
    a->outer = CS_NONE;
    if (source != CS_NONE) {
        uint32_t b, e;
        cs_phrase(doc, source, true, &b, &e);
        add_run(&a->source, cs_tokens_span(doc, b, e));
    }
    return a;
}

static bool clause_child(uint8_t deprel)
{
    return deprel == CS_REL_CCOMP || deprel == CS_REL_CSUBJ_PASS;
}

/* The clause that a verb of saying governs as its content. */
static uint32_t governed_content(const struct cs_doc *doc, uint32_t verb)
{
    uint32_t found = CS_NONE;
    CS_EACH_CHILD(doc, verb, c) {
        const uint8_t rel = doc->tokens[c].deprel;
        if (clause_child(rel))
            return c;
        if (rel == CS_REL_PARATAXIS && c > verb && cs_is_verb(doc, c))
            found = c;
        /* "is believed to have", "claims to hold" */
        if (rel == CS_REL_XCOMP && found == CS_NONE && cs_is_verb(doc, c))
            found = c;
    }
    return found;
}

static bool quote_or_comma(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const marks[] = { ",", "\"", "''", "\xe2\x80\x9d",
                                         "?", "!",  "-",  "\xe2\x80\x93" };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (cs_str_is(doc->tokens[tok].norm, marks[i]))
            return true;
    }
    return false;
}

/* A bare "X said" behind a comma or quotation mark: whatever the tree calls
 * it, it has a subject, no content of its own and no word that binds it. */
static bool bare_insertion(const struct cs_doc *doc, uint32_t verb)
{
    const struct cs_token *t = &doc->tokens[verb];
    if (!cs_has_child(doc, verb, CS_REL_NSUBJ) ||
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

/* The clause around an inserted "X said", "as X put it". */
static uint32_t surrounding_content(const struct cs_doc *doc, uint32_t verb)
{
    const struct cs_token *t = &doc->tokens[verb];
    if (t->head == CS_NONE)
        return CS_NONE;
    if (t->deprel == CS_REL_PARATAXIS || t->deprel == CS_REL_DISCOURSE)
        return t->head;
    if (t->deprel == CS_REL_ADVCL) {
        const uint32_t mark = cs_child(doc, verb, CS_REL_MARK);
        if (mark != CS_NONE && cs_str_is(doc->tokens[mark].norm, "as") &&
            mark < verb && !cs_str_is(doc->tokens[t->head].lemma, "quote"))
            return t->head;
    }
    if ((t->deprel == CS_REL_ADVCL || t->deprel == CS_REL_CONJ ||
         t->deprel == CS_REL_DEP || t->deprel == CS_REL_ACL_RELCL ||
         t->deprel == CS_REL_APPOS) &&
        bare_insertion(doc, verb))
        return t->head;
    return CS_NONE;
}

/* "confirmed the attack": what is said is a noun phrase. */
static uint32_t nominal_content(const struct cs_doc *doc, uint32_t verb)
{
    uint32_t obj = cs_object(doc, verb);
    if (obj != CS_NONE && cs_str_is(doc->tokens[obj].lemma, "responsibility")) {
        /* "claimed responsibility for two explosions" */
        const uint32_t act = cs_prep_child(doc, obj, CS_STR("for"), CS_NONE);
        obj = act != CS_NONE ? act
                             : cs_prep_child(doc, verb, CS_STR("for"), CS_NONE);
    }
    if (obj == CS_NONE ||
        doc->tokens[obj].sentence != doc->tokens[verb].sentence)
        return CS_NONE;
    return doc->tokens[obj].upos == CS_NOUN ? obj : CS_NONE;
}

/* The part of the content's range that is the cue's own: the verb where it
 * stands inside ("The raid, police said, began at dawn"), with its subject and
 * what else of it is inside. Empty where the verb stands outside. */
static void cue_clause(const struct cs_doc *doc, uint32_t verb, uint32_t body,
                       uint32_t *b, uint32_t *e)
{
    const struct cs_token *content = &doc->tokens[body];
    *b = verb;
    *e = verb;
    if (verb < content->sub_b || verb >= content->sub_e)
        return;
    *e = verb + 1;
    CS_EACH_CHILD(doc, verb, c) {
        const struct cs_token *t = &doc->tokens[c];
        if (c == body || t->upos == CS_PUNCT || t->sub_b < content->sub_b ||
            t->sub_e > content->sub_e || cs_under(doc, body, c))
            continue;
        if (t->sub_b < *b)
            *b = t->sub_b;
        if (t->sub_e > *e)
            *e = t->sub_e;
    }
}

static enum casus_status verb_cue(struct cs_doc *doc, uint32_t verb,
                                  enum cs_stance stance, uint32_t cue_b,
                                  uint32_t cue_e)
{
    bool around = false;
    uint32_t body = surrounding_content(doc, verb);
    if (body != CS_NONE)
        around = true;
    else
        body = governed_content(doc, verb);
    if (body == CS_NONE)
        body = nominal_content(doc, verb);
    if (body == CS_NONE)
        return CASUS_OK;
    uint32_t source = cs_subject(doc, verb);
    if (source == verb || (source != CS_NONE && !cs_is_nominal(doc, source)))
        source = CS_NONE;
    struct cs_attribution *a =
        add(doc, doc->tokens[verb].sentence, verb, source, stance);
    if (a == NULL)
        return CASUS_ENOMEM;
    add_run(&a->cue, cs_tokens_span(doc, cue_b, cue_e));
    const struct cs_token *t = &doc->tokens[body];
    uint32_t cut_b, cut_e;
    if (around) {
        cut_b = doc->tokens[verb].sub_b;
        cut_e = doc->tokens[verb].sub_e;
    } else {
        cue_clause(doc, verb, body, &cut_b, &cut_e);
    }
    content_runs(doc, t->sub_b, t->sub_e, cut_b, cut_e, &a->content);
    return CASUS_OK;
}

/* "according to X": X carries the preposition; the content is the clause. */
static enum casus_status prep_cue(struct cs_doc *doc, uint32_t tok,
                                  enum cs_stance stance, uint32_t e)
{
    uint32_t source = doc->tokens[tok].head;
    for (int i = 0; i < 3 && source != CS_NONE && source < e; i++)
        source = doc->tokens[source].head;
    if (source == CS_NONE || source < e || !cs_is_nominal(doc, source))
        return CASUS_OK;
    const uint32_t body = doc->tokens[source].head;
    if (body == CS_NONE)
        return CASUS_OK;
    struct cs_attribution *a =
        add(doc, doc->tokens[tok].sentence, tok, source, stance);
    if (a == NULL)
        return CASUS_ENOMEM;
    add_run(&a->cue, cs_tokens_span(doc, tok, e));
    const struct cs_token *s = &doc->tokens[source];
    content_runs(doc, doc->tokens[body].sub_b, doc->tokens[body].sub_e,
                 s->sub_b, s->sub_e, &a->content);
    return CASUS_OK;
}

/* "the claim that …", "reports of …". */
static enum casus_status noun_cue(struct cs_doc *doc, uint32_t noun,
                                  enum cs_stance stance)
{
    uint32_t body = cs_child(doc, noun, CS_REL_CCOMP);
    if (body == CS_NONE)
        body = cs_child(doc, noun, CS_REL_ACL);
    if (body == CS_NONE || !cs_is_verb(doc, body))
        return CASUS_OK;
    const uint32_t mark = cs_child(doc, body, CS_REL_MARK);
    if (mark == CS_NONE || !cs_str_is(doc->tokens[mark].norm, "that"))
        return CASUS_OK;
    uint32_t source = cs_child(doc, noun, CS_REL_NMOD_POSS);
    if (source == CS_NONE)
        source = cs_prep_child(doc, noun, CS_STR("by"), CS_NONE);
    if (source == CS_NONE)
        source = cs_prep_child(doc, noun, CS_STR("from"), CS_NONE);
    struct cs_attribution *a =
        add(doc, doc->tokens[noun].sentence, noun, source, stance);
    if (a == NULL)
        return CASUS_ENOMEM;
    add_run(&a->cue, doc->tokens[noun].span);
    add_run(&a->content,
            trimmed(doc, doc->tokens[body].sub_b, doc->tokens[body].sub_e));
    return CASUS_OK;
}

/* Marks: U+201C/U+201D, the straight double quote, "``" and "''". */
static int quote_mark(struct cs_str norm)
{
    if (cs_str_is(norm, "\xe2\x80\x9c") || cs_str_is(norm, "``"))
        return 1;
    if (cs_str_is(norm, "\xe2\x80\x9d") || cs_str_is(norm, "''"))
        return -1;
    return cs_str_is(norm, "\"") ? 2 : 0;
}

/* "…," the general repeated: whatever the verb, behind a quotation that is its
 * clause it says it. */
static bool says_quotation(const struct cs_doc *doc, uint32_t verb)
{
    enum { NEAR = 12 };
    if (!cs_is_verb(doc, verb))
        return false;
    uint32_t body = surrounding_content(doc, verb);
    if (body == CS_NONE)
        body = cs_child(doc, verb, CS_REL_CCOMP);
    if (body == CS_NONE || body > verb)
        return false;
    uint32_t close = verb;
    while (close > body && verb - close < NEAR &&
           quote_mark(doc->tokens[close].norm) == 0)
        close--;
    if (close <= body || quote_mark(doc->tokens[close].norm) == 0)
        return false;
    uint32_t open = doc->sentences[doc->tokens[verb].sentence].tok_b;
    while (open < body && quote_mark(doc->tokens[open].norm) == 0)
        open++;
    return open < body && cs_subject(doc, verb) != CS_NONE;
}

static enum casus_status cue_at(const struct cs_lexicon *lex,
                                struct cs_doc *doc, uint32_t tok)
{
    struct cs_match at;
    const struct cs_pattern *p =
        cs_match_kind(lex, doc, CS_PATTERN_CUE, tok, &at);
    if (p == NULL)
        return says_quotation(doc, tok)
                   ? verb_cue(doc, tok, CS_STANCE_SAYS, tok, tok + 1)
                   : CASUS_OK;
    const enum cs_stance stance = (enum cs_stance)p->value;
    switch (p->pos) {
    case CS_POS_VERB:
        return verb_cue(doc, tok, stance, at.tok_b, at.tok_e);
    case CS_POS_PREP:
        return prep_cue(doc, tok, stance, at.tok_e);
    case CS_POS_NOUN:
        return noun_cue(doc, tok, stance);
    default:
        return CASUS_OK;
    }
}

/* --- quotations that run on ---------------------------------------------- */

struct quote_state {
    bool open;
    uint32_t since; /* byte after the opening mark */
};

/* Share of the sentence's words inside quotation marks decides: a sentence
 * that is nothing but quotation carries its speaker. Updates the state. */
static bool wholly_quoted(const struct cs_doc *doc, uint32_t s,
                          struct quote_state *state)
{
    const struct cs_sentence *sentence = &doc->sentences[s];
    uint32_t inside = 0, outside = 0;
    for (uint32_t i = sentence->tok_b; i < sentence->tok_e; i++) {
        const int mark = quote_mark(doc->tokens[i].norm);
        if (mark == 1 || (mark == 2 && !state->open))
            *state = (struct quote_state){ true, doc->tokens[i].span.e };
        else if (mark != 0)
            state->open = false;
        else if (doc->tokens[i].upos != CS_PUNCT)
            *(state->open ? &inside : &outside) += 1;
    }
    return inside > 0 && outside == 0;
}

/* First of the n_found attributions (still in text order) whose cue is in
 * sentence s or later. */
static uint32_t first_found(const struct cs_doc *doc, uint32_t s,
                            uint32_t n_found)
{
    uint32_t lo = 0, hi = n_found;
    while (lo < hi) {
        const uint32_t mid = (lo + hi) / 2;
        if (doc->attributions[mid].sentence < s)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static bool has_own(const struct cs_doc *doc, uint32_t s, uint32_t n_found)
{
    for (uint32_t i = first_found(doc, s, n_found);
         i < n_found && doc->attributions[i].sentence == s; i++) {
        const struct cs_attribution *a = &doc->attributions[i];
        if (a->source_tok != CS_NONE && a->content.n > 0 &&
            a->content.run[0].b <= doc->sentences[s].span.b + 4)
            return true;
    }
    return false;
}

/* The attribution that a wholly quoted sentence continues: of the sentence
 * before it in the paragraph, else of the one after. */
static uint32_t speaker_of(const struct cs_doc *doc, uint32_t s,
                           uint32_t n_found)
{
    uint32_t before = CS_NONE, after = CS_NONE;
    for (uint32_t i = first_found(doc, s > 4 ? s - 4 : 0, n_found); i < n_found;
         i++) {
        const struct cs_attribution *a = &doc->attributions[i];
        const uint32_t k = a->sentence;
        if (k > s + 3)
            break;
        if (a->source_tok == CS_NONE)
            continue;
        const bool same = doc->sentences[k].block == doc->sentences[s].block;
        if (k < s && k + 4 >= s && same)
            before = i;
        if (k > s && k <= s + 3 && same && after == CS_NONE)
            after = i;
    }
    return before != CS_NONE ? before : after;
}

static enum casus_status continue_quotes(struct cs_doc *doc)
{
    const uint32_t n_found = doc->n_attributions;
    struct quote_state state = { false, 0 };
    for (uint32_t s = 0; s < doc->n_sentences; s++) {
        if (s > 0 && doc->sentences[s].block != doc->sentences[s - 1].block)
            state.open = false;
        if (!wholly_quoted(doc, s, &state) || has_own(doc, s, n_found))
            continue;
        const uint32_t k = speaker_of(doc, s, n_found);
        if (k == CS_NONE)
            continue;
        struct cs_attribution *a = CS_PUSH(doc, attributions);
        if (a == NULL)
            return CASUS_ENOMEM;
        *a = doc->attributions[k];
        a->sentence = s;
        a->content.n = 0;
        add_run(&a->content,
                trimmed(doc, doc->sentences[s].tok_b, doc->sentences[s].tok_e));
    }
    return CASUS_OK;
}

/* --- order and nesting --------------------------------------------------- */

/* Stable by sentence: later quotations were appended at the end. */
static enum casus_status sort_by_sentence(struct cs_doc *doc)
{
    const uint32_t n = doc->n_attributions;
    uint32_t *starts =
        cs_arena_zalloc(doc->arena, (doc->n_sentences + 2) * sizeof *starts);
    struct cs_attribution *sorted =
        cs_arena_alloc(doc->arena, n * sizeof *sorted);
    if (starts == NULL || sorted == NULL)
        return CASUS_ENOMEM;
    for (uint32_t i = 0; i < n; i++)
        starts[doc->attributions[i].sentence + 1]++;
    for (uint32_t i = 0; i < doc->n_sentences; i++)
        starts[i + 1] += starts[i];
    for (uint32_t i = 0; i < n; i++)
        sorted[starts[doc->attributions[i].sentence]++] = doc->attributions[i];
    doc->attributions = sorted;
    doc->cap_attributions = n;
    return CASUS_OK;
}

static void nest(struct cs_doc *doc)
{
    for (uint32_t i = 0; i < doc->n_attributions; i++) {
        struct cs_attribution *a = &doc->attributions[i];
        const uint32_t cue = doc->tokens[a->cue_tok].span.b;
        for (uint32_t k = cs_attributions_from(doc, a->sentence);
             k < doc->n_attributions &&
             doc->attributions[k].sentence == a->sentence;
             k++) {
            if (k != i && doc->attributions[k].cue_tok != a->cue_tok &&
                cs_attribution_covers(&doc->attributions[k], cue))
                a->outer = k;
        }
    }
}

enum casus_status cs_attributions_find(const struct cs_lexicon *lex,
                                       struct cs_doc *doc,
                                       struct casus_error *err)
{
    enum casus_status s = CASUS_OK;
    for (uint32_t i = 0; i < doc->n_tokens && s == CASUS_OK; i++)
        s = cue_at(lex, doc, i);
    if (s == CASUS_OK)
        s = continue_quotes(doc);
    if (s == CASUS_OK)
        s = sort_by_sentence(doc);
    if (s != CASUS_OK)
        return cs_fail(err, s, 0, "report too large for the memory cap");
    nest(doc);
    doc->layers |= CS_LAYER_ATTRIBUTIONS;
    return CASUS_OK;
}

uint32_t cs_attributions_from(const struct cs_doc *doc, uint32_t sentence)
{
    uint32_t lo = 0, hi = doc->n_attributions;
    while (lo < hi) {
        const uint32_t mid = (lo + hi) / 2;
        if (doc->attributions[mid].sentence < sentence)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

bool cs_attribution_covers(const struct cs_attribution *a, uint32_t byte)
{
    for (uint32_t i = 0; i < a->content.n; i++) {
        if (byte >= a->content.run[i].b && byte < a->content.run[i].e)
            return true;
    }
    return false;
}
