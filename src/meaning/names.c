/* names.c - mentions that are names.
 *
 * Three passes: names of the lexicon as it spells them, those that other
 * spellings tell, then what the text model takes for a name. What an unlisted
 * body is, the words of its name say ("Movement for…", "… Brigade"). */
#include "base/day.h"
#include "meaning/match.h"
#include "meaning/mentions.h"
#include "meaning/spelling.h"
#include "meaning/tree.h"

static bool has_capital(const struct cs_doc *doc, uint32_t tok)
{
    const unsigned char c = (unsigned char)doc->text.p[doc->tokens[tok].span.b];
    return (c >= 'A' && c <= 'Z') || c >= 0x80 || cs_ascii_digit((char)c);
}

static bool all_capitals(const struct cs_doc *doc, uint32_t b, uint32_t e)
{
    for (uint32_t i = doc->tokens[b].span.b; i < doc->tokens[e - 1].span.e;
         i++) {
        if (doc->text.p[i] >= 'a' && doc->text.p[i] <= 'z')
            return false;
    }
    return true;
}

uint32_t cs_head_of_run(const struct cs_doc *doc, uint32_t b, uint32_t e)
{
    uint32_t head = e - 1;
    for (uint32_t i = b; i < e; i++) {
        const uint32_t up = doc->tokens[i].head;
        if ((up == CS_NONE || up < b || up >= e) &&
            doc->tokens[i].upos != CS_PUNCT)
            return i;
    }
    return head;
}

struct cs_mention *cs_add_mention(struct cs_doc *doc, uint32_t b, uint32_t e,
                                  uint32_t head)
{
    struct cs_mention *m = CS_PUSH(doc, mentions);
    if (m == NULL)
        return NULL;
    *m = (struct cs_mention){ .span = cs_tokens_span(doc, b, e),
                              .tok_b = b,
                              .tok_e = e,
                              .head = head,
                              .entity = CS_NONE,
                              .place = CS_NONE };
    doc->tokens[head].mention = doc->n_mentions - 1;
    return m;
}

/* --- names of the lexicon ------------------------------------------------ */

/* Past the last of `n` words (of lex->pattern_words from `words_at`), the first
 * of which stands at the token, a hyphen between them or not; 0: the others do
 * not follow before `end`. */
static uint32_t words_end(const struct cs_lexicon *lex,
                          const struct cs_doc *doc, uint32_t words_at,
                          uint32_t n, uint32_t tok, uint32_t end)
{
    uint32_t at = tok + 1;
    for (uint32_t k = 1; k < n; k++) {
        if (cs_norm_at(doc, at, end, "-"))
            at++;
        if (at >= end ||
            doc->tokens[at].norm_word != lex->pattern_words[words_at + k])
            return 0;
        at++;
    }
    return at;
}

/* "Labour Minister", "Justice Ministry": what stands before these is no party,
 * whatever party bears the word as its name. */
static bool of_the_state(const struct cs_doc *doc, uint32_t next)
{
    static const char *const words[] = { "minister",   "ministry",  "ministers",
                                         "department", "secretary", "law",
                                         "market",     "inspector", NULL };
    if (next >= doc->n_tokens || !cs_str_in(doc->tokens[next].norm, words))
        return false;
    static const char *const matters[] = { "labour",   "labor",   "justice",
                                           "reform",   "welfare", "unity",
                                           "progress", NULL };
    return cs_str_in(doc->tokens[next - 1].norm, matters);
}

static bool name_fits(const struct cs_doc *doc, const struct cs_name *name,
                      uint32_t b, uint32_t e, enum cs_casing casing)
{
    if (casing == CS_CASING_LOWER)
        return !name->capitals;
    if (name->capitals) {
        /* In all-capital text "US" and "IS" are words like any other unless
         * the tagger sees a name. */
        if (casing == CS_CASING_UPPER && e - b == 1 &&
            doc->tokens[b].upos != CS_PROPN)
            return false;
        return all_capitals(doc, b, e);
    }
    bool capital = false;
    for (uint32_t i = b; i < e && !capital; i++)
        capital = has_capital(doc, i); /* "al-Qaeda" */
    if (!capital)
        return false;
    if (e - b == 1 && of_the_state(doc, e))
        return false;
    /* One word of a longer personal name is no place: "Michael Jordan". */
    if (e - b != 1 || doc->tokens[b].name != CS_NAME_PER)
        return true;
    const bool more_after = e < doc->n_tokens &&
                            doc->tokens[e].name == CS_NAME_PER &&
                            !doc->tokens[e].name_begins;
    const bool more_before = b > 0 && !doc->tokens[b].name_begins &&
                             doc->tokens[b - 1].name == CS_NAME_PER;
    return !more_after && !more_before;
}

/* In office on the day of the report? Where that is not known, or no time in
 * office is listed, yes. */
static bool in_office(const struct cs_lexicon *lex, const struct cs_doc *doc,
                      const struct cs_actor *a)
{
    if (a->n_offices == 0 || doc->meta.published_day == CS_DAY_UNKNOWN)
        return true;
    for (uint32_t i = 0; i < a->n_offices; i++) {
        const struct cs_office *o = &lex->offices[a->offices_at + i];
        if (doc->meta.published_day >= o->from &&
            doc->meta.published_day < o->to)
            return true;
    }
    return false;
}

/* The mention of a name that the lexicon has. */
static struct cs_mention *add_known(const struct cs_lexicon *lex,
                                    struct cs_doc *doc, uint32_t b, uint32_t e,
                                    const struct cs_name *name,
                                    struct cs_str via)
{
    const struct cs_actor *a = &lex->actors[name->actor];
    struct cs_mention *m = cs_add_mention(doc, b, e, cs_head_of_run(doc, b, e));
    if (m == NULL)
        return NULL;
    m->is_name = true;
    m->code = a->code;
    m->name = a->name;
    m->kind = a->kind;
    m->via = via;
    if (name->form == CS_FORM_DEMONYM) {
        m->kind = CS_MENTION_NATIONALITY;
        m->via = CS_STR("nationality");
    } else if (name->form == CS_FORM_CAPITAL) {
        m->kind = CS_MENTION_PLACE;
        m->name = (struct cs_str){ NULL, 0 };
        m->via = CS_STR("capital");
    } else if (!in_office(lex, doc, a)) {
        memcpy(m->code.sector, "ELI", 4);
        m->via = CS_STR("name, not in office then");
    }
    for (uint32_t k = b; k < e; k++)
        doc->tokens[k].inside = doc->n_mentions - 1;
    return m;
}

static enum casus_status find_names(const struct cs_lexicon *lex,
                                    struct cs_doc *doc, enum cs_casing casing)
{
    for (uint32_t i = 0; i < doc->n_tokens;) {
        const struct cs_word *w = &lex->words[doc->tokens[i].norm_word];
        const uint32_t end = doc->sentences[doc->tokens[i].sentence].tok_e;
        uint32_t e = 0;
        const struct cs_name *found = NULL;
        for (uint32_t k = w->names_b; k < w->names_e && found == NULL; k++) {
            const struct cs_name *name = &lex->names[k];
            e = words_end(lex, doc, name->words_at, name->n_words, i, end);
            if (e != 0 && name_fits(doc, name, i, e, casing))
                found = name;
        }
        if (found == NULL) {
            i++;
            continue;
        }
        if (add_known(lex, doc, i, e, found, CS_STR("name")) == NULL)
            return CASUS_ENOMEM;
        i = e;
    }
    return CASUS_OK;
}

/* --- their other spellings ------------------------------------------------ */

static uint32_t key_of(const struct cs_lexicon *lex, const struct cs_doc *doc,
                       uint32_t tok, bool fine)
{
    char key[CS_SPELLING_MAX];
    const struct cs_str word = doc->tokens[tok].norm;
    const size_t n =
        fine ? cs_spelling_fine(word, key) : cs_spelling_coarse(word, key);
    return n == 0 ? 0 : cs_lexicon_word(lex, (struct cs_str){ key, n });
}

static bool passed_over(const struct cs_doc *doc, uint32_t tok)
{
    const struct cs_str norm = doc->tokens[tok].norm;
    return cs_str_is(norm, "-") || cs_str_is(norm, "'") ||
           cs_spelling_particle(norm);
}

/* Past the last token of a name by its keys, 0: it does not stand here. */
static uint32_t spelled_end(const struct cs_lexicon *lex,
                            const struct cs_doc *doc,
                            const struct cs_name *name, uint32_t tok,
                            uint32_t end)
{
    uint32_t at = tok + 1;
    for (uint32_t k = 1; k < name->n_words; k++) {
        while (at < end && passed_over(doc, at))
            at++;
        if (at >= end || key_of(lex, doc, at, false) !=
                             lex->pattern_words[name->words_at + k])
            return 0;
        at++;
    }
    return at;
}

/* The longest name of [tok, end), one of the text model's, that other
 * spellings tell; *to is past it. A single word must be all of the name. */
static const struct cs_name *spelled_at(const struct cs_lexicon *lex,
                                        const struct cs_doc *doc, uint32_t tok,
                                        uint32_t end, bool whole, uint32_t *to)
{
    const struct cs_word *w = &lex->words[key_of(lex, doc, tok, false)];
    for (uint32_t k = w->spelled_b; k < w->spelled_e; k++) {
        *to = spelled_end(lex, doc, &lex->spelled[k], tok, end);
        /* "Harakat Ansar al-Wadi" is not what begins like it */
        if (*to == end)
            return &lex->spelled[k];
    }
    if (!whole || tok + 1 != end || doc->tokens[tok].norm.n < 6)
        return NULL;
    w = &lex->words[key_of(lex, doc, tok, true)];
    for (uint32_t k = w->spelled_b; k < w->spelled_e; k++) {
        const enum cs_mention_kind kind =
            lex->actors[lex->spelled[k].actor].kind;
        if ((kind == CS_MENTION_PERSON) ==
            (doc->tokens[tok].name == CS_NAME_PER)) {
            *to = end;
            return &lex->spelled[k];
        }
    }
    return NULL;
}

static enum casus_status find_spelled(const struct cs_lexicon *lex,
                                      struct cs_doc *doc)
{
    uint32_t e;
    for (uint32_t b = 0; b < doc->n_tokens; b = e) {
        e = b + 1;
        if (doc->tokens[b].name == CS_NAME_NONE ||
            doc->tokens[b].inside != CS_NONE)
            continue;
        const uint32_t end = cs_doc_name_end(doc, b);
        uint32_t at = b;
        while (at < end && passed_over(doc, at))
            at++;
        e = at + 1;
        if (at >= end || doc->tokens[at].inside != CS_NONE)
            continue;
        const bool whole = doc->tokens[b].name_begins;
        uint32_t to = 0;
        const struct cs_name *name = spelled_at(lex, doc, at, end, whole, &to);
        if (name == NULL)
            continue;
        if (add_known(lex, doc, b, to, name, CS_STR("name, other spelling")) ==
            NULL)
            return CASUS_ENOMEM;
        e = to;
    }
    return CASUS_OK;
}

/* --- names that the text model sees -------------------------------------- */

static enum cs_mention_kind kind_of_name(uint8_t name)
{
    switch (name) {
    case CS_NAME_PER:
        return CS_MENTION_PERSON;
    case CS_NAME_LOC:
        return CS_MENTION_PLACE;
    default:
        return CS_MENTION_ORGANISATION;
    }
}

/* A title at the beginning of what the model takes for a name ("Prime Minister
 * Boris Johnson"): the token after it, b where there is none. */
static uint32_t after_title(const struct cs_lexicon *lex,
                            const struct cs_doc *doc, uint32_t b, uint32_t e)
{
    for (uint32_t i = b; i < e && i < b + 4; i++) {
        struct cs_match at;
        if (cs_match_kind(lex, doc, CS_PATTERN_TITLE, i, &at) != NULL &&
            at.tok_b == b)
            return at.tok_e < e ? at.tok_e : e;
    }
    return b;
}

/* --- bodies known by their form ------------------------------------------- */

/* Does the name go on after a form as its own specification: "Ministry of",
 * "Front for", "Union des"? */
static bool specified(const struct cs_doc *doc, uint32_t at, uint32_t end)
{
    static const char *const words[] = { "of",      "for", "de", "del", "des",
                                         "du",      "da",  "do", "dos", "pour",
                                         "ng",      "and", "to", "in",  "on",
                                         "against", NULL };
    return at < end && cs_str_in(doc->tokens[at].norm, words);
}

/* "Operation Iron Dawn", "Battle of Marawi": a happening, and nobody. */
static bool names_happening(const struct cs_doc *doc, uint32_t b, uint32_t e)
{
    static const char *const words[] = { "operation", "battle", "siege", NULL };
    return e - b > 1 && cs_str_in(doc->tokens[b].norm, words);
}

/* The words of a name that say what the body is, NULL: none do. */
static const struct cs_pattern *form_of(const struct cs_lexicon *lex,
                                        const struct cs_doc *doc, uint32_t b,
                                        uint32_t e)
{
    const struct cs_pattern *best = NULL;
    uint32_t best_weight = 0;
    if (doc->tokens[b].inside != CS_NONE && e - b == 1)
        return NULL;
    for (uint32_t i = b; i < e; i++) {
        const struct cs_word *w = &lex->words[doc->tokens[i].norm_word];
        for (uint32_t k = w->patterns_b; k < w->patterns_e; k++) {
            const struct cs_pattern *p = &lex->patterns[k];
            const uint32_t at =
                p->kind != CS_PATTERN_FORM
                    ? 0
                    : words_end(lex, doc, p->words_at, p->n_words, i, e);
            if (at == 0)
                continue;
            /* its head: the last word in English, or what "of" follows */
            uint32_t weight = p->n_words * 4;
            if (specified(doc, at, e))
                weight += 3;
            else if (at == e)
                weight += 2;
            if (i == b)
                weight++;
            /* "Vanguard Council", "Growers' Association": the other word says
             * more */
            const char *sector = lex->agents[p->value].sector;
            if (memcmp(sector, "UNK", 4) == 0 || memcmp(sector, "CVL", 4) == 0)
                weight = weight > 4 ? weight - 4 : 1;
            if (weight > best_weight) {
                best = p;
                best_weight = weight;
            }
        }
    }
    /* A person may be called Church or Post. */
    if (best != NULL && e - b < 2)
        return NULL;
    if (best != NULL && doc->tokens[b].name == CS_NAME_PER &&
        best->n_words == 1 && best_weight < 5)
        return NULL;
    return best;
}

static void set_form(const struct cs_lexicon *lex, struct cs_mention *m,
                     const struct cs_pattern *form)
{
    const struct cs_agent *a = &lex->agents[form->value];
    memcpy(m->code.sector, a->sector, sizeof m->code.sector);
    m->kind = a->kind;
    m->via = CS_STR("name, by its form");
}

static enum casus_status model_names(const struct cs_lexicon *lex,
                                     struct cs_doc *doc)
{
    uint32_t e;
    for (uint32_t b = 0; b < doc->n_tokens; b = e) {
        const uint8_t kind = doc->tokens[b].name;
        e = b + 1;
        if (kind == CS_NAME_NONE)
            continue;
        e = cs_doc_name_end(doc, b);
        const struct cs_pattern *form = form_of(lex, doc, b, e);
        if (kind == CS_NAME_MISC && form == NULL)
            continue;
        if (cs_in_time(doc, b) || names_happening(doc, b, e))
            continue; /* "Friday" is nobody's name */
        b = after_title(lex, doc, b, e);
        if (b == e)
            continue;
        const uint32_t known = doc->tokens[b].inside;
        if (known != CS_NONE && doc->mentions[known].tok_b <= b &&
            doc->mentions[known].tok_e >= e)
            continue; /* the lexicon says more */
        const uint32_t head = cs_head_of_run(doc, b, e);
        const uint32_t inner = doc->tokens[head].mention;
        /* "Iraq's Mosul": the lexicon's name is a part, not the whole. */
        struct cs_mention *m = cs_add_mention(doc, b, e, head);
        if (m == NULL)
            return CASUS_ENOMEM;
        m->is_name = true;
        m->kind = kind_of_name(kind);
        m->via = CS_STR("name");
        if (form != NULL)
            set_form(lex, m, form);
        if (inner != CS_NONE && m->kind == CS_MENTION_ORGANISATION &&
            form == NULL) {
            m->code = doc->mentions[inner].code;
            m->kind = doc->mentions[inner].kind == CS_MENTION_NATIONALITY ||
                              doc->mentions[inner].kind == CS_MENTION_PLACE
                          ? CS_MENTION_ORGANISATION
                          : doc->mentions[inner].kind;
        }
        for (uint32_t k = b; k < e; k++) {
            if (doc->tokens[k].inside == CS_NONE)
                doc->tokens[k].inside = doc->n_mentions - 1;
        }
    }
    return CASUS_OK;
}

/* "IS had carried out an attack": the tagger takes short names in capitals for
 * the verb or pronoun that is written so in small letters. What the lexicon
 * sees there is the subject, where the verb has none. */
static void short_subjects(struct cs_doc *doc)
{
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        const struct cs_mention *m = &doc->mentions[i];
        struct cs_token *t = &doc->tokens[m->head];
        if (!m->is_name || m->tok_e - m->tok_b != 1 || t->head == CS_NONE ||
            (t->deprel != CS_REL_AUXILIARY && t->deprel != CS_REL_COP &&
             t->deprel != CS_REL_AUX_PASS) ||
            cs_has_child(doc, t->head, CS_REL_NSUBJ) ||
            cs_has_child(doc, t->head, CS_REL_NSUBJ_PASS))
            continue;
        t->upos = CS_PROPN;
        t->deprel = cs_has_child(doc, t->head, CS_REL_AUX_PASS)
                        ? CS_REL_NSUBJ_PASS
                        : CS_REL_NSUBJ;
    }
}

enum casus_status cs_names_find(const struct cs_lexicon *lex,
                                struct cs_doc *doc)
{
    const enum cs_casing casing = cs_match_casing(doc);
    enum casus_status s = find_names(lex, doc, casing);
    if (s == CASUS_OK)
        s = find_spelled(lex, doc);
    if (s == CASUS_OK && casing == CS_CASING_MIXED)
        short_subjects(doc);
    return s == CASUS_OK ? model_names(lex, doc) : s;
}
