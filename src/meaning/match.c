#include "meaning/match.h"

#include "meaning/tree.h"

/* Word number of a verb form's base where the lemma was no known word: the
 * bases that English spelling allows for -ed and -ing ("expelled": expell,
 * expel, expelle), the first the lexicon has. 0: none. */
static uint32_t repaired_lemma(const struct cs_lexicon *lex, struct cs_str norm)
{
    char base[64];
    size_t n = 0;
    if (cs_str_ends(norm, CS_STR("ied")) && norm.n > 4)
        n = norm.n - 3;
    else if (cs_str_ends(norm, CS_STR("ing")) && norm.n > 5)
        n = norm.n - 3;
    else if (cs_str_ends(norm, CS_STR("ed")) && norm.n > 4)
        n = norm.n - 2;
    if (n < 2 || n + 1 > sizeof base)
        return 0;
    memcpy(base, norm.p, n);
    base[n] = norm.p[n] == 'i' && norm.p[n + 1] == 'e' ? 'y' : 'e';
    uint32_t w = cs_lexicon_word(lex, (struct cs_str){ base, n + 1 });
    if (w == 0)
        w = cs_lexicon_word(lex, (struct cs_str){ base, n });
    if (w == 0 && base[n - 1] == base[n - 2])
        w = cs_lexicon_word(lex, (struct cs_str){ base, n - 1 });
    return w;
}

void cs_match_words(const struct cs_lexicon *lex, struct cs_doc *doc)
{
    for (uint32_t i = 0; i < doc->n_tokens; i++) {
        struct cs_token *t = &doc->tokens[i];
        t->norm_word = cs_lexicon_word(lex, t->norm);
        if (cs_str_eq(t->norm, t->lemma)) {
            t->lemma_word = t->norm_word;
        } else {
            char lower[64];
            t->lemma_word = 0;
            if (t->lemma.n <= sizeof lower) {
                cs_lower_bytes(lower, t->lemma.p, t->lemma.n);
                t->lemma_word =
                    cs_lexicon_word(lex, (struct cs_str){ lower, t->lemma.n });
            }
        }
        if (t->lemma_word == 0 && t->upos == CS_VERB)
            t->lemma_word = repaired_lemma(lex, t->norm);
        t->mention = t->inside = CS_NONE;
    }
}

static bool hyphen(const struct cs_doc *doc, uint32_t tok)
{
    return cs_str_is(doc->tokens[tok].norm, "-");
}

static bool fits_pos(const struct cs_doc *doc, uint32_t tok,
                     enum cs_pattern_pos pos)
{
    const struct cs_token *t = &doc->tokens[tok];
    switch (pos) {
    case CS_POS_VERB:
        return t->upos == CS_VERB ||
               (t->upos == CS_AUX && t->deprel != CS_REL_AUXILIARY);
    case CS_POS_NOUN:
        return t->upos == CS_NOUN || t->upos == CS_PROPN ||
               t->upos == CS_X_OTHER ||
               (t->upos == CS_ADJ && t->deprel != CS_REL_AMOD &&
                t->deprel != CS_REL_ROOT) ||
               (t->upos == CS_VERB && t->deprel == CS_REL_COMPOUND);
    case CS_POS_ADJ:
        return t->upos == CS_ADJ || t->upos == CS_ADV || t->upos == CS_VERB;
    default:
        return true;
    }
}

/* Words before the head stand right before it, those after right after it;
 * hyphens between them do not count, nor an article after. */
static bool words_around(const struct cs_lexicon *lex, const struct cs_doc *doc,
                         const struct cs_pattern *p, uint32_t tok,
                         struct cs_match *m)
{
    const struct cs_sentence *s = &doc->sentences[doc->tokens[tok].sentence];
    const uint32_t *words = lex->pattern_words + p->words_at;
    uint32_t at = tok;
    for (uint32_t k = p->head; k-- > 0;) {
        if (at == s->tok_b)
            return false;
        at--;
        if (hyphen(doc, at) && at > s->tok_b)
            at--;
        if (!cs_match_word(doc, at, words[k]))
            return false;
        m->tok[m->n++] = at;
    }
    m->tok_b = at;
    at = tok + 1;
    for (uint32_t k = p->head + 1u; k < p->n_words; k++) {
        while (at < s->tok_e &&
               (hyphen(doc, at) || (doc->tokens[at].upos == CS_DET &&
                                    !cs_match_word(doc, at, words[k]))))
            at++;
        if (at >= s->tok_e || !cs_match_word(doc, at, words[k]))
            return false;
        m->tok[m->n++] = at++;
    }
    m->tok_e = at;
    return true;
}

/* Is `tok` at most two steps below `top`, other than through another verb's
 * subject or a clause? */
static bool close_under(const struct cs_doc *doc, uint32_t tok, uint32_t top)
{
    uint32_t up = tok;
    for (int i = 0; i < 2; i++) {
        const uint8_t rel = doc->tokens[up].deprel;
        if (rel == CS_REL_NSUBJ || rel == CS_REL_CONJ || rel == CS_REL_CCOMP ||
            rel == CS_REL_PARATAXIS || rel == CS_REL_ACL_RELCL ||
            rel == CS_REL_DET_REL)
            return false;
        up = doc->tokens[up].head;
        if (up == top)
            return true;
        if (up == CS_NONE)
            return false;
    }
    return false;
}

/* "sanctions were imposed" for "impose sanction" */
static uint32_t passive_subject_word(const struct cs_doc *doc, uint32_t verb,
                                     uint32_t word)
{
    CS_EACH_CHILD(doc, verb, c) {
        if (doc->tokens[c].deprel == CS_REL_NSUBJ_PASS &&
            cs_match_word(doc, c, word))
            return c;
    }
    return CS_NONE;
}

/* The run of a wording takes in its next word, and what little stands between:
 * "called the general strike", "sanctions were imposed". */
static void widen(const struct cs_doc *doc, struct cs_match *m, uint32_t tok)
{
    enum { BETWEEN = 5 };
    const uint8_t upos = doc->tokens[tok].upos;
    const bool content = upos == CS_NOUN || upos == CS_VERB || upos == CS_ADJ ||
                         upos == CS_PROPN;
    if (tok >= m->tok_e && tok - m->tok_e <= (content ? BETWEEN : 0))
        m->tok_e = tok + 1;
    else if (content && tok < m->tok_b && m->tok_b - tok <= BETWEEN)
        m->tok_b = tok;
}

/* Is the noun in the phrase of a preposition that is none of the words? */
static bool in_other_phrase(const struct cs_doc *doc, uint32_t tok,
                            const struct cs_match *m)
{
    if (doc->tokens[tok].upos != CS_NOUN)
        return false;
    CS_EACH_CHILD(doc, tok, c) {
        if (doc->tokens[c].deprel == CS_REL_CASE && c < tok &&
            !cs_str_is(doc->tokens[c].norm, "of") && !cs_match_has(m, c))
            return true;
    }
    return false;
}

/* "called off the strike": a particle that the wording has not. */
static bool particle_off(const struct cs_doc *doc, uint32_t tok,
                         const struct cs_match *m)
{
    CS_EACH_CHILD(doc, tok, c) {
        if (doc->tokens[c].deprel == CS_REL_COMPOUND_PRT &&
            cs_str_is(doc->tokens[c].norm, "off") && !cs_match_has(m, c))
            return true;
    }
    return false;
}

/* Further words of a verb: after it, among its close dependents, in order. */
static bool words_below(const struct cs_lexicon *lex, const struct cs_doc *doc,
                        const struct cs_pattern *p, uint32_t tok,
                        struct cs_match *m)
{
    enum { REACH = 8 };
    const uint32_t *words = lex->pattern_words + p->words_at;
    const struct cs_token *v = &doc->tokens[tok];
    uint32_t from = tok + 1;
    for (uint32_t k = 1; k < p->n_words; k++) {
        uint32_t found = CS_NONE;
        for (uint32_t i = from; i < v->sub_e && i < from + REACH; i++) {
            if (cs_match_word(doc, i, words[k]) && close_under(doc, i, tok)) {
                found = i;
                break;
            }
        }
        /* A last word that is another phrase's preposition must adjoin the
         * words before: "carry on" is not "carried out an attack on". */
        if (found != CS_NONE && k + 1 == p->n_words &&
            (doc->tokens[found].deprel == CS_REL_CASE ||
             doc->tokens[found].deprel == CS_REL_MARK) &&
            (found > from + 1 || cs_in_time(doc, doc->tokens[found].head)))
            return false; /* nor is "agree on" "agreed on Tuesday" */
        /* "called for a strike" is no "call strike". */
        if (found != CS_NONE && in_other_phrase(doc, found, m))
            return false;
        if (found != CS_NONE)
            from = found + 1;
        else
            found = passive_subject_word(doc, tok, words[k]);
        if (found == CS_NONE)
            return false;
        m->tok[m->n++] = found;
        widen(doc, m, found);
    }
    return !particle_off(doc, tok, m);
}

bool cs_match_pattern(const struct cs_lexicon *lex, const struct cs_doc *doc,
                      const struct cs_pattern *p, uint32_t tok,
                      struct cs_match *match)
{
    if (!fits_pos(doc, tok, (enum cs_pattern_pos)p->pos))
        return false;
    *match = (struct cs_match){
        .tok_b = tok, .tok_e = tok + 1, .n = 1, .tok = { tok }
    };
    if (p->n_words == 1)
        return true;
    if (p->pos == CS_POS_VERB)
        return words_below(lex, doc, p, tok, match);
    return words_around(lex, doc, p, tok, match);
}

struct cs_ranges cs_match_ranges(const struct cs_lexicon *lex,
                                 const struct cs_doc *doc, uint32_t tok)
{
    const struct cs_token *t = &doc->tokens[tok];
    const struct cs_word *form = &lex->words[t->norm_word];
    const struct cs_word *lemma = &lex->words[t->lemma_word];
    struct cs_ranges r = { { lemma->patterns_b, 0 }, { lemma->patterns_e, 0 } };
    if (t->norm_word != t->lemma_word) {
        r.b[1] = form->patterns_b;
        r.e[1] = form->patterns_e;
    }
    return r;
}

const struct cs_pattern *cs_match_kind(const struct cs_lexicon *lex,
                                       const struct cs_doc *doc,
                                       enum cs_pattern_kind kind, uint32_t tok,
                                       struct cs_match *match)
{
    const struct cs_ranges r = cs_match_ranges(lex, doc, tok);
    const struct cs_pattern *best = NULL;
    for (int k = 0; k < 2; k++) {
        for (uint32_t i = r.b[k]; i < r.e[k]; i++) {
            const struct cs_pattern *p = &lex->patterns[i];
            struct cs_match m;
            if (p->kind != kind ||
                (best != NULL && p->n_words <= best->n_words) ||
                !cs_match_pattern(lex, doc, p, tok, &m))
                continue;
            best = p;
            *match = m;
        }
    }
    return best;
}

/* The word before and this one, as one word of the lexicon; 0: none, which
 * is in no class. */
static uint32_t joined_word(const struct cs_lexicon *lex,
                            const struct cs_doc *doc, uint32_t tok)
{
    char joined[128];
    const struct cs_token *t = &doc->tokens[tok];
    if (tok == doc->sentences[t->sentence].tok_b)
        return 0;
    const struct cs_str before = doc->tokens[tok - 1].norm;
    if (before.n + t->lemma.n + 1 > sizeof joined)
        return 0;
    memcpy(joined, before.p, before.n);
    joined[before.n] = ' ';
    memcpy(joined + before.n + 1, t->lemma.p, t->lemma.n);
    return cs_lexicon_word(
        lex, (struct cs_str){ joined, before.n + 1 + t->lemma.n });
}

bool cs_match_class(const struct cs_lexicon *lex, const struct cs_doc *doc,
                    uint32_t tok, uint32_t class_index)
{
    const struct cs_token *t = &doc->tokens[tok];
    if (cs_lexicon_in(lex, t->norm_word, class_index) ||
        cs_lexicon_in(lex, t->lemma_word, class_index))
        return true;
    /* "car bomb" is one entry of its class. */
    return cs_lexicon_in(lex, joined_word(lex, doc, tok), class_index);
}

uint32_t cs_match_classes(const struct cs_lexicon *lex,
                          const struct cs_doc *doc, uint32_t tok,
                          const uint32_t *classes, uint32_t n)
{
    const struct cs_token *t = &doc->tokens[tok];
    const uint32_t joined = joined_word(lex, doc, tok);
    uint32_t found = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (classes[i] != CS_NONE &&
            (cs_lexicon_in(lex, t->norm_word, classes[i]) ||
             cs_lexicon_in(lex, t->lemma_word, classes[i]) ||
             cs_lexicon_in(lex, joined, classes[i])))
            found |= 1U << i;
    }
    return found;
}

enum cs_casing cs_match_casing(const struct cs_doc *doc)
{
    uint32_t upper = 0, lower = 0, capital = 0;
    for (uint32_t i = 0; i < doc->n_tokens; i++) {
        const struct cs_span s = doc->tokens[i].span;
        if (s.e - s.b < 3)
            continue;
        const char first = doc->text.p[s.b], second = doc->text.p[s.b + 1];
        const bool low = second >= 'a' && second <= 'z';
        capital += first >= 'A' && first <= 'Z' && low;
        upper += first >= 'A' && first <= 'Z' && !low;
        lower += first >= 'a' && first <= 'z' && low;
    }
    if (upper > 4 * (lower + capital))
        return CS_CASING_UPPER;
    return lower > 50 * (upper + capital) ? CS_CASING_LOWER : CS_CASING_MIXED;
}
