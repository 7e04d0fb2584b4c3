#include "meaning/attribution.h"

#include "meaning/match.h"
#include "meaning/mentions.h"
#include "meaning/parties.h"
#include "meaning/said.h"
#include "meaning/tree.h"

/* A quotation's words are looked for this many sentences from their cue. */
enum { REACH = 16 };

struct found {
    struct cs_said said;
    uint32_t tok;    /* of the cue */
    uint32_t within; /* cue of the one that passes it on, CS_NONE */
    enum cs_stance stance;
    bool asserted;
};

struct work {
    const struct cs_lexicon *lex;
    struct cs_doc *doc;
    struct cs_quotations quotes;
    uint32_t that;     /* the word in the lexicon */
    struct found *all; /* in the order of their cues */
    uint32_t n, cap;
};

static bool push(struct work *w, const struct found *f)
{
    struct found *slot =
        cs_arena_push(w->doc->arena, &w->all, &w->n, &w->cap, sizeof *w->all);
    if (slot == NULL)
        return false;
    *slot = *f;
    return true;
}

/* First of the found whose cue stands at the token or behind it. */
static uint32_t first_at(const struct work *w, uint32_t tok)
{
    uint32_t lo = 0, hi = w->n;
    while (lo < hi) {
        const uint32_t mid = (lo + hi) / 2;
        if (w->all[mid].tok < tok)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

/* The one of the cue, CS_NONE. */
static uint32_t of_cue(const struct work *w, uint32_t tok)
{
    const uint32_t i = first_at(w, tok);
    return i < w->n && w->all[i].tok == tok ? i : CS_NONE;
}

/* For that of its cue, else in its place among the cues. */
static bool put(struct work *w, const struct found *f)
{
    const uint32_t at = first_at(w, f->tok);
    if (at == w->n || w->all[at].tok != f->tok) {
        if (!push(w, f))
            return false;
        memmove(w->all + at + 1, w->all + at, (w->n - 1 - at) * sizeof *w->all);
    }
    w->all[at] = *f;
    return true;
}

/* Said by the verb or colon, whatever the tree makes of it; its source and
 * content are to come. */
static struct found said_by(uint32_t tok)
{
    return (struct found){
        .tok = tok,
        .within = CS_NONE,
        .stance = CS_STANCE_SAYS,
        .asserted = true,
        .said = { .cue_b = tok, .cue_e = tok + 1, .how = CS_SAID_AROUND }
    };
}

static void add_content(struct found *f, uint32_t b, uint32_t e)
{
    f->said.run[f->said.n++] = (struct cs_tok_run){ b, e };
}

static bool in_speech(const struct work *w, uint32_t tok)
{
    const uint32_t k = w->quotes.of[tok];
    return k != CS_NONE && cs_is_speech(&w->quotes.all[k]);
}

/* --- cues ---------------------------------------------------------------- */

/* "mentions Percy Walton": whom it is about; of "told Percy Walton" he hears
 * it. */
static bool names_topic(const struct cs_doc *doc, const struct found *f)
{
    static const char *const hearers[] = {
        "tell",   "inform",  "notify", "advise", "brief",
        "remind", "assure",  "alert",  "email",  "telephone",
        "phone",  "message", "answer", "call",   "reassure",
        "warn",   "ask",     "show",   "cable",  NULL
    };
    const struct cs_token *t = &doc->tokens[f->said.body];
    return (t->upos == CS_PROPN || t->upos == CS_PRON) &&
           !cs_str_in(doc->tokens[f->tok].lemma, hearers);
}

/* What a verb of the lexicon takes without a clause: a noun or an infinitive,
 * no name ("told the minister"). Of a view somebody must be told to hold it, or
 * it to be held: "show humility", "compared to last year" are none. */
static bool may_be_content(const struct cs_doc *doc, const struct found *f)
{
    if (f->said.how != CS_SAID_THING)
        return true;
    if (f->stance == CS_STANCE_VIEWS)
        return f->said.source != CS_NONE ||
               cs_has_child(doc, f->tok, CS_REL_AUX_PASS) ||
               !cs_is_verb(doc, f->tok);
    const struct cs_token *t = &doc->tokens[f->said.body];
    return t->upos == CS_NOUN ||
           (t->deprel == CS_REL_XCOMP &&
            (cs_is_verb(doc, f->said.body) || cs_is_passive(doc, f->tok))) ||
           names_topic(doc, f);
}

/* "…," the general repeated: whatever the verb, behind a quotation that is its
 * clause it says it. */
static bool says_quotation(const struct work *w, uint32_t verb)
{
    enum { NEAR = 12 };
    const struct cs_doc *doc = w->doc;
    if (!cs_is_verb(doc, verb) || in_speech(w, verb))
        return false;
    uint32_t body = cs_said_around(doc, verb);
    if (body == CS_NONE)
        body = cs_child(doc, verb, CS_REL_CCOMP);
    if (body == CS_NONE || body > verb || !in_speech(w, body))
        return false;
    const struct cs_quotation *q = &w->quotes.all[w->quotes.of[body]];
    return q->tok_e <= verb && verb - q->tok_e < NEAR &&
           cs_subject(doc, verb) != CS_NONE;
}

/* "maintain they have met": what the lexicon has with "that" counts without
 * it, where a clause is there. NULL: none. */
static const struct cs_pattern *cue_of_clause(const struct work *w,
                                              uint32_t tok, struct cs_match *at)
{
    const struct cs_lexicon *lex = w->lex;
    const uint32_t clause = cs_child(w->doc, tok, CS_REL_CCOMP);
    if (clause == CS_NONE || !cs_is_verb(w->doc, tok))
        return NULL;
    const struct cs_ranges r = cs_match_ranges(lex, w->doc, tok);
    for (int k = 0; k < 2; k++) {
        for (uint32_t i = r.b[k]; i < r.e[k]; i++) {
            const struct cs_pattern *p = &lex->patterns[i];
            if (p->kind == CS_PATTERN_CUE && p->pos == CS_POS_VERB &&
                p->n_words == 2 && p->head == 0 &&
                lex->pattern_words[p->words_at + 1] == w->that) {
                *at = (struct cs_match){ .tok_b = tok, .tok_e = tok + 1 };
                return p;
            }
        }
    }
    return NULL;
}

/* "State television quoted the minister as saying that…": the television says
 * that he does. */
static bool pass_on(struct work *w, const struct found *inner)
{
    const struct cs_doc *doc = w->doc;
    const uint32_t verb = inner->within;
    const uint32_t who = cs_subject(doc, verb);
    if (who == CS_NONE || !cs_is_nominal(doc, who))
        return true;
    const struct cs_token *t = &doc->tokens[inner->tok];
    const uint32_t named = inner->said.words.b;
    struct found f = said_by(verb);
    add_content(&f, named > verb ? named : t->sub_b, t->sub_e);
    cs_said_source(doc, verb, who, &f.said);
    return put(w, &f);
}

static enum casus_status cue_at(struct work *w, uint32_t tok)
{
    struct cs_match at;
    const struct cs_pattern *p =
        cs_match_kind(w->lex, w->doc, CS_PATTERN_CUE, tok, &at);
    if (p == NULL || p->value == CS_STANCE_VIEWS) {
        const struct cs_pattern *clause = cue_of_clause(w, tok, &at);
        p = clause != NULL ? clause : p;
    }
    struct found f = { .tok = tok,
                       .stance = CS_STANCE_SAYS,
                       .within = CS_NONE };
    bool is = false;
    /* "issued a statement": the statement is no cue beside it */
    if (w->n > 0 && w->all[w->n - 1].said.cue_b <= tok &&
        tok < w->all[w->n - 1].said.cue_e && w->all[w->n - 1].tok != tok)
        return CASUS_OK;
    if (cs_said_in_words(w->doc, tok, &f.said)) {
        f.asserted = true;
        return push(w, &f) ? CASUS_OK : CASUS_ENOMEM;
    }
    if (cs_said_by_citing(w->doc, &w->quotes, tok, &f.said)) {
        f.within = w->doc->tokens[tok].head;
        f.asserted = true;
        return push(w, &f) ? CASUS_OK : CASUS_ENOMEM;
    }
    if (p == NULL) {
        is = says_quotation(w, tok) &&
             cs_said_by_verb(w->doc, &w->quotes, tok, tok, tok + 1, true,
                             &f.said);
    } else {
        f.stance = (enum cs_stance)p->value;
        switch (p->pos) {
        case CS_POS_VERB:
            is = cs_said_by_verb(w->doc, &w->quotes, tok, at.tok_b, at.tok_e,
                                 f.stance != CS_STANCE_VIEWS, &f.said);
            break;
        case CS_POS_PREP:
            is = cs_said_by_prep(w->doc, tok, at.tok_e, &f.said);
            break;
        case CS_POS_NOUN:
            /* "the claim that…", "his promise to…" */
            is = cs_said_by_noun(w->doc, tok, &f.said) &&
                 (f.said.how == CS_SAID_CLAUSE || f.said.source != CS_NONE);
            if (f.said.how != CS_SAID_CLAUSE)
                f.stance = CS_STANCE_VIEWS;
            break;
        case CS_POS_ADJ:
            is = cs_said_by_adjective(w->doc, tok, &f.said);
            break;
        case CS_POS_ADVERB:
            is = cs_said_by_adverb(w->doc, tok, &f.said);
            break;
        default:
            break;
        }
        is = is && may_be_content(w->doc, &f);
    }
    if (is && f.said.how == CS_SAID_THING && p != NULL &&
        p->pos == CS_POS_VERB && names_topic(w->doc, &f))
        f.stance = CS_STANCE_VIEWS;
    /* "responded to the proposal", "allegedly": nobody stands by it. */
    f.asserted =
        f.stance != CS_STANCE_VIEWS && (p == NULL || p->pos != CS_POS_ADVERB) &&
        (f.said.how != CS_SAID_THING || p == NULL || p->pos != CS_POS_VERB ||
         (f.said.cue_e == at.tok_e &&
          (w->doc->tokens[f.said.body].deprel != CS_REL_OBL ||
           at.tok_e > tok + 1)));
    if (is && p != NULL && p->pos == CS_POS_VERB)
        f.within = cs_said_passed_on(w->doc, tok);
    if (is && f.within != CS_NONE && !pass_on(w, &f))
        return CASUS_ENOMEM;
    return !is || push(w, &f) ? CASUS_OK : CASUS_ENOMEM;
}

/* --- headlines ----------------------------------------------------------- */

static enum casus_status headline_of(struct work *w, uint32_t cue,
                                     enum cs_stance stance,
                                     struct cs_tok_run who,
                                     struct cs_tok_run what)
{
    struct found f = said_by(cue);
    f.stance = stance;
    f.said.source = cs_head_of_run(w->doc, who.b, who.e);
    f.said.words = who;
    add_content(&f, what.b, what.e);
    return put(w, &f) ? CASUS_OK : CASUS_ENOMEM;
}

/* "Maro: dam is a folly": a name or a poll before the colon of a headline. */
static enum casus_status headline(struct work *w, uint32_t s)
{
    static const char *const papers[] = { "poll",    "study",   "report",
                                          "survey",  "source",  "official",
                                          "expert",  "analyst", "police",
                                          "witness", NULL };
    enum { LONGEST = 7 };
    const struct cs_doc *doc = w->doc;
    const struct cs_sentence *st = &doc->sentences[s];
    uint32_t colon = st->tok_b;
    bool somebody = false;
    while (colon < st->tok_e && !cs_norm_is(doc, colon, ":")) {
        const struct cs_token *t = &doc->tokens[colon];
        if (t->upos == CS_VERB || t->upos == CS_AUX || t->upos == CS_ADP ||
            cs_norm_is(doc, colon, "(") || colon - st->tok_b >= LONGEST)
            return CASUS_OK;
        somebody = somebody || cs_str_in(t->lemma, papers) ||
                   (t->mention != CS_NONE &&
                    doc->mentions[t->mention].kind <= CS_MENTION_PLACE);
        colon++;
    }
    if (!somebody || colon == st->tok_b || colon + 2 >= st->tok_e)
        return CASUS_OK;
    return headline_of(w, colon, CS_STANCE_SAYS,
                       (struct cs_tok_run){ st->tok_b, colon },
                       (struct cs_tok_run){ colon + 1, st->tok_e });
}

/* "Dam is a folly, says Maro": whatever the tree makes of it. */
static enum casus_status headline_says(struct work *w, uint32_t s)
{
    enum { LONGEST = 6 };
    const struct cs_doc *doc = w->doc;
    const struct cs_sentence *st = &doc->sentences[s];
    struct cs_match at;
    uint32_t verb = st->tok_e;
    while (verb > st->tok_b + 2 && st->tok_e - verb < LONGEST) {
        verb--;
        const struct cs_pattern *p =
            cs_match_kind(w->lex, doc, CS_PATTERN_CUE, verb, &at);
        if (p == NULL || p->pos != CS_POS_VERB || p->value == CS_STANCE_VIEWS ||
            verb + 1 == st->tok_e ||
            (!cs_norm_is(doc, verb - 1, ",") &&
             !cs_is_quote_mark(doc, verb - 1)))
            continue;
        return of_cue(w, verb) != CS_NONE
                   ? CASUS_OK
                   : headline_of(w, verb, (enum cs_stance)p->value,
                                 (struct cs_tok_run){ verb + 1, st->tok_e },
                                 (struct cs_tok_run){ st->tok_b, verb - 1 });
    }
    return CASUS_OK;
}

static bool is_title(const struct cs_doc *doc, uint32_t s)
{
    const enum cs_block_kind kind = doc->blocks[doc->sentences[s].block].kind;
    return kind == CS_BLOCK_TITLE || kind == CS_BLOCK_STANDFIRST || s == 0;
}

/* --- whose quotation it is ----------------------------------------------- */

/* Add [b, e) to the content; runs stay in order and apart. Punctuation alone
 * parts nothing. */
static void join_run(const struct cs_doc *doc, struct cs_said *said, uint32_t b,
                     uint32_t e)
{
    struct cs_tok_run out[CS_MAX_RUNS + 1];
    uint32_t n = 0, i = 0;
    for (; i < said->n && said->run[i].b < b; i++)
        out[n++] = said->run[i];
    out[n++] = (struct cs_tok_run){ b, e };
    for (; i < said->n; i++)
        out[n++] = said->run[i];
    said->n = 0;
    for (i = 0; i < n; i++) {
        struct cs_tok_run *last = said->n > 0 ? &said->run[said->n - 1] : NULL;
        uint32_t gap = last != NULL ? last->e : 0;
        while (last != NULL && gap < out[i].b &&
               doc->tokens[gap].upos == CS_PUNCT)
            gap++;
        if (last != NULL && gap >= out[i].b)
            last->e = out[i].e > last->e ? out[i].e : last->e;
        else if (said->n < CS_MAX_RUNS)
            said->run[said->n++] = out[i];
    }
}

static uint32_t overlap(const struct cs_said *said, uint32_t b, uint32_t e)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < said->n; i++) {
        const uint32_t from = said->run[i].b > b ? said->run[i].b : b;
        const uint32_t to = said->run[i].e < e ? said->run[i].e : e;
        n += to > from ? to - from : 0;
    }
    return n;
}

static uint32_t block_of(const struct cs_doc *doc, uint32_t tok)
{
    return doc->sentences[doc->tokens[tok].sentence].block;
}

/* The one that has words of the quotation already, its cue outside: of several
 * the one with most of them. */
static uint32_t who_has(const struct work *w, const struct cs_quotation *q)
{
    const struct cs_doc *doc = w->doc;
    const uint32_t s = doc->tokens[q->tok_b].sentence;
    const uint32_t end =
        doc->sentences[doc->tokens[q->tok_e - 1].sentence].tok_e;
    uint32_t best = CS_NONE, most = 0;
    for (uint32_t i = first_at(w, doc->sentences[s].tok_b);
         i < w->n && w->all[i].tok < end; i++) {
        if (in_speech(w, w->all[i].tok))
            continue;
        const uint32_t n = overlap(&w->all[i].said, q->tok_b, q->tok_e);
        if (n > most) {
            best = i;
            most = n;
        }
    }
    return best;
}

/* The tree has lost it: a verb with a subject right behind the quotation, or
 * before it where a comma or colon stands between. */
static uint32_t verb_beside(const struct work *w, const struct cs_quotation *q)
{
    enum { NEAR = 8 };
    const struct cs_doc *doc = w->doc;
    const uint32_t last = doc->tokens[q->tok_e - 1].sentence;
    const uint32_t end = doc->sentences[last].tok_e;
    for (uint32_t i = q->tok_e; i < end && i < q->tok_e + NEAR; i++) {
        if (in_speech(w, i) ||
            (i > q->tok_e && doc->tokens[i].upos == CS_PUNCT &&
             !cs_norm_is(doc, i, ".")))
            break;
        if (doc->tokens[i].upos == CS_VERB &&
            !cs_has_child(doc, i, CS_REL_CCOMP) &&
            cs_said_speaker(doc, i) != CS_NONE)
            return i;
    }
    uint32_t begin = doc->sentences[doc->tokens[q->tok_b].sentence].tok_b;
    /* "gave the following statement:", and the statement below it */
    if (q->tok_b == begin && begin > 0)
        begin = doc->sentences[doc->tokens[begin - 1].sentence].tok_b;
    if (q->tok_b < begin + 2 || (!cs_norm_is(doc, q->tok_b - 1, ":") &&
                                 !cs_norm_is(doc, q->tok_b - 1, ",")))
        return CS_NONE;
    for (uint32_t i = q->tok_b - 1; i-- > begin;) {
        if (in_speech(w, i))
            break;
        if (doc->tokens[i].upos == CS_VERB &&
            cs_said_speaker(doc, i) != CS_NONE)
            return i;
    }
    return CS_NONE;
}

/* The last to speak before the quotation: in its paragraph the sentence right
 * before it, or the one before that where it is quoted too; in the paragraph
 * before, whose quotation runs on. */
static uint32_t spoke_before(const struct work *w, uint32_t k)
{
    const struct cs_doc *doc = w->doc;
    const struct cs_quotation *q = &w->quotes.all[k];
    const uint32_t s = doc->tokens[q->tok_b].sentence;
    const uint32_t block = doc->sentences[s].block;
    uint32_t best = CS_NONE;
    for (uint32_t i = first_at(w, q->tok_b); i-- > 0;) {
        const struct found *f = &w->all[i];
        const uint32_t at = doc->tokens[f->tok].sentence;
        if (at + REACH < s)
            break;
        if (in_speech(w, f->tok) || !f->asserted || f->said.source == CS_NONE)
            continue;
        best = i;
        break;
    }
    if (best == CS_NONE)
        return CS_NONE;
    const struct cs_said *said = &w->all[best].said;
    const uint32_t cue = w->all[best].tok;
    const uint32_t past = said->n > 0 && said->run[said->n - 1].e > cue
                              ? said->run[said->n - 1].e
                              : cue;
    const uint32_t last = doc->tokens[past - 1].sentence;
    if (doc->sentences[last].block == block)
        return last + 1 >= s ? best : CS_NONE;
    return k > 0 && w->quotes.all[k - 1].runs_on &&
                   in_speech(w, said->run[said->n - 1].e - 1)
               ? best
               : CS_NONE;
}

/* The next to speak in the paragraph: "…" "…," she said. */
static uint32_t speaks_after(const struct work *w, const struct cs_quotation *q)
{
    enum { NEXT = 2 };
    const struct cs_doc *doc = w->doc;
    const uint32_t block = block_of(doc, q->tok_b);
    for (uint32_t i = first_at(w, q->tok_e); i < w->n; i++) {
        const struct found *f = &w->all[i];
        if (block_of(doc, f->tok) != block ||
            doc->tokens[f->tok].sentence >
                doc->tokens[q->tok_e - 1].sentence + NEXT)
            break;
        if (!in_speech(w, f->tok) && f->asserted && f->said.source != CS_NONE)
            return i;
    }
    return CS_NONE;
}

/* Does a sentence begin with the quotation, or the clause behind a cue? */
static bool stands_alone(const struct cs_doc *doc, const struct cs_quotation *q)
{
    const uint32_t s = doc->tokens[q->tok_b].sentence;
    return q->tok_b == doc->sentences[s].tok_b;
}

static uint32_t owner_of(struct work *w, uint32_t k, bool *room)
{
    const struct cs_quotation *q = &w->quotes.all[k];
    uint32_t owner = who_has(w, q);
    if (owner != CS_NONE)
        return owner;
    const uint32_t verb = verb_beside(w, q);
    if (verb != CS_NONE) {
        owner = of_cue(w, verb);
        if (owner != CS_NONE) {
            /* "defended his record: '…'" */
            if (w->all[owner].stance == CS_STANCE_VIEWS)
                w->all[owner].stance = CS_STANCE_SAYS;
            w->all[owner].asserted = true;
            return owner;
        }
        struct found f = said_by(verb);
        cs_said_source(w->doc, verb, cs_said_speaker(w->doc, verb), &f.said);
        *room = put(w, &f);
        return *room ? of_cue(w, verb) : CS_NONE;
    }
    if (!stands_alone(w->doc, q))
        return CS_NONE;
    owner = spoke_before(w, k);
    return owner != CS_NONE ? owner : speaks_after(w, q);
}

static enum casus_status give_quotations(struct work *w)
{
    bool room = true;
    for (uint32_t k = 0; k < w->quotes.n && room; k++) {
        const struct cs_quotation *q = &w->quotes.all[k];
        if (!cs_is_speech(q))
            continue;
        const uint32_t owner = owner_of(w, k, &room);
        if (owner == CS_NONE)
            continue;
        struct found *f = &w->all[owner];
        join_run(w->doc, &f->said, q->tok_b, q->tok_e);
        /* "We will fight," she vowed: whatever the verb, she says it. */
        if (f->stance == CS_STANCE_VIEWS && f->said.how == CS_SAID_AROUND) {
            f->stance = CS_STANCE_SAYS;
            f->asserted = true;
        }
    }
    return room ? CASUS_OK : CASUS_ENOMEM;
}

/* --- statements without marks -------------------------------------------- */

/* "Minister Ellwood said:", and below it what he said, without marks: the
 * paragraphs as far as nobody else speaks. The cue of a sentence that ends so,
 * CS_NONE. */
static uint32_t announces(const struct work *w, uint32_t s)
{
    const struct cs_doc *doc = w->doc;
    const struct cs_sentence *st = &doc->sentences[s];
    if (st->tok_e < st->tok_b + 3 || !cs_norm_is(doc, st->tok_e - 1, ":") ||
        s + 1 >= doc->n_sentences || doc->sentences[s + 1].block == st->block ||
        w->quotes.of[st->tok_e] != CS_NONE)
        return CS_NONE;
    for (uint32_t i = st->tok_e; i-- > st->tok_b;) {
        struct cs_match at;
        const struct cs_pattern *p =
            cs_match_kind(w->lex, doc, CS_PATTERN_CUE, i, &at);
        if (p != NULL && p->pos == CS_POS_VERB && p->value == CS_STANCE_SAYS &&
            cs_said_speaker(doc, i) != CS_NONE)
            return i;
    }
    return CS_NONE;
}

/* Does somebody else than "I" or "we" say something outside of marks here? */
static bool others_speak(const struct work *w, uint32_t s)
{
    const struct cs_doc *doc = w->doc;
    for (uint32_t i = first_at(w, doc->sentences[s].tok_b);
         i < w->n && w->all[i].tok < doc->sentences[s].tok_e; i++) {
        const struct found *f = &w->all[i];
        if (f->asserted && f->said.how != CS_SAID_THING &&
            f->said.source != CS_NONE && !in_speech(w, f->tok) &&
            !cs_is_first_person(doc, f->said.source))
            return true;
    }
    return false;
}

static enum casus_status give_statements(struct work *w)
{
    const struct cs_doc *doc = w->doc;
    for (uint32_t s = 0; s < doc->n_sentences; s++) {
        const uint32_t verb = announces(w, s);
        uint32_t end = s + 1;
        if (verb == CS_NONE)
            continue;
        while (end < doc->n_sentences && end <= s + REACH &&
               !others_speak(w, end))
            end++;
        if (end == s + 1)
            continue;
        struct found f = said_by(verb);
        cs_said_source(doc, verb, cs_said_speaker(doc, verb), &f.said);
        add_content(&f, doc->sentences[s + 1].tok_b,
                    doc->sentences[end - 1].tok_e);
        if (!put(w, &f))
            return CASUS_ENOMEM;
    }
    return CASUS_OK;
}

/* --- into the document --------------------------------------------------- */

/* The bytes of tokens [b, e) without punctuation at the edges; brackets that
 * close what opened within stay. */
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

static void add_span(struct cs_runs *runs, struct cs_span span)
{
    if (span.e > span.b && runs->n < CS_MAX_RUNS)
        runs->run[runs->n++] = span;
}

/* "I think", "you know" in a quotation: the speaker's own words. */
static bool own_words(const struct work *w, const struct found *f)
{
    return in_speech(w, f->tok) && f->said.source != CS_NONE &&
           (cs_is_first_person(w->doc, f->said.source) ||
            cs_norm_is(w->doc, f->said.source, "you"));
}

static enum casus_status write_out(struct work *w)
{
    for (uint32_t i = 0; i < w->n; i++) {
        const struct found *f = &w->all[i];
        if (f->said.n == 0 || own_words(w, f))
            continue;
        struct cs_attribution *a = CS_PUSH(w->doc, attributions);
        if (a == NULL)
            return CASUS_ENOMEM;
        a->sentence = w->doc->tokens[f->tok].sentence;
        a->cue_tok = f->tok;
        a->source_tok = f->said.source;
        a->stance = f->stance;
        a->asserted = f->asserted;
        /* For now the cue of the outer one; nest() makes it its index. */
        a->outer = f->within;
        a->first_inner = a->next_inner = CS_NONE;
        if (f->said.words.e > f->said.words.b)
            add_span(&a->source,
                     cs_tokens_span(w->doc, f->said.words.b, f->said.words.e));
        add_span(&a->cue, cs_tokens_span(w->doc, f->said.cue_b, f->said.cue_e));
        for (uint32_t k = 0; k < f->said.n; k++)
            add_span(&a->content,
                     trimmed(w->doc, f->said.run[k].b, f->said.run[k].e));
    }
    return CASUS_OK;
}

static uint32_t cue_byte(const struct cs_doc *doc, uint32_t i)
{
    return doc->tokens[doc->attributions[i].cue_tok].span.b;
}

/* Does k hold i? Of two that hold one another, the larger does. */
static bool holds(const struct cs_doc *doc, uint32_t k, uint32_t i)
{
    const struct cs_attribution *outer = &doc->attributions[k];
    const struct cs_attribution *inner = &doc->attributions[i];
    if (k == i || !cs_attribution_covers(outer, cue_byte(doc, i)))
        return false;
    if (!cs_attribution_covers(inner, cue_byte(doc, k)))
        return true;
    const uint32_t a = cs_attribution_size(outer),
                   b = cs_attribution_size(inner);
    return a > b || (a == b && k < i);
}

/* Each one's outer: the smallest of those that hold it. */
static void nest(struct cs_doc *doc)
{
    for (uint32_t i = 0; i < doc->n_attributions; i++) {
        struct cs_attribution *a = &doc->attributions[i];
        const uint32_t cue = a->outer;
        uint32_t b, e;
        a->outer = CS_NONE;
        cs_attributions_near(doc, a->sentence, &b, &e);
        for (uint32_t k = b; k < e && cue != CS_NONE; k++) {
            if (k != i && doc->attributions[k].cue_tok == cue)
                a->outer = k;
        }
        if (a->outer != CS_NONE)
            continue;
        for (uint32_t k = b; k < e; k++) {
            if (holds(doc, k, i) &&
                (a->outer == CS_NONE ||
                 cs_attribution_size(&doc->attributions[k]) <
                     cs_attribution_size(&doc->attributions[a->outer])))
                a->outer = k;
        }
    }
    for (uint32_t i = doc->n_attributions; i-- > 0;) {
        struct cs_attribution *a = &doc->attributions[i];
        if (a->outer == CS_NONE)
            continue;
        a->next_inner = doc->attributions[a->outer].first_inner;
        doc->attributions[a->outer].first_inner = i;
    }
}

enum casus_status cs_attributions_find(const struct cs_lexicon *lex,
                                       struct cs_doc *doc,
                                       struct casus_error *err)
{
    struct work w = { .lex = lex,
                      .doc = doc,
                      .that = cs_lexicon_word(lex, CS_STR("that")) };
    enum casus_status s = cs_quotations_find(doc, &w.quotes);
    for (uint32_t i = 0; i < doc->n_sentences && s == CASUS_OK; i++) {
        for (uint32_t k = doc->sentences[i].tok_b;
             k < doc->sentences[i].tok_e && s == CASUS_OK; k++)
            s = cue_at(&w, k);
        if (s == CASUS_OK && is_title(doc, i))
            s = headline(&w, i);
        if (s == CASUS_OK && is_title(doc, i))
            s = headline_says(&w, i);
    }
    if (s == CASUS_OK)
        s = give_quotations(&w);
    if (s == CASUS_OK)
        s = give_statements(&w);
    if (s == CASUS_OK)
        s = write_out(&w);
    if (s != CASUS_OK)
        return cs_fail(err, s, 0, "report too large for the memory cap");
    nest(doc);
    doc->quoted = w.quotes.of;
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

void cs_attributions_near(const struct cs_doc *doc, uint32_t sentence,
                          uint32_t *b, uint32_t *e)
{
    *b = cs_attributions_from(doc, sentence > REACH ? sentence - REACH : 0);
    *e = cs_attributions_from(doc, sentence + REACH + 1);
}

bool cs_attribution_covers(const struct cs_attribution *a, uint32_t byte)
{
    for (uint32_t i = 0; i < a->content.n; i++) {
        if (byte >= a->content.run[i].b && byte < a->content.run[i].e)
            return true;
    }
    return false;
}

uint32_t cs_attribution_size(const struct cs_attribution *a)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < a->content.n; i++)
        n += a->content.run[i].e - a->content.run[i].b;
    return n;
}
