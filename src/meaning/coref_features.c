/* coref_features.c - what the coreference network sees of a pair.
 *
 * Each feature is a template and its values, hashed to a row. A change here
 * asks for new weights (train/coref.py). */
#include "meaning/coref.h"
#include "meaning/match.h"
#include "meaning/mentions.h"
#include "meaning/tree.h"

/* --- one item ------------------------------------------------------------ */

static const struct {
    const char *word;
    enum cs_item_type type;
} pronouns[] = {
    { "he", CS_ITEM_HE },
    { "him", CS_ITEM_HE },
    { "his", CS_ITEM_HE },
    { "himself", CS_ITEM_HE },
    { "she", CS_ITEM_SHE },
    { "her", CS_ITEM_SHE },
    { "hers", CS_ITEM_SHE },
    { "herself", CS_ITEM_SHE },
    { "it", CS_ITEM_IT },
    { "its", CS_ITEM_IT },
    { "itself", CS_ITEM_IT },
    { "they", CS_ITEM_THEY },
    { "them", CS_ITEM_THEY },
    { "their", CS_ITEM_THEY },
    { "theirs", CS_ITEM_THEY },
    { "themselves", CS_ITEM_THEY },
    { "i", CS_ITEM_I },
    { "me", CS_ITEM_I },
    { "my", CS_ITEM_I },
    { "mine", CS_ITEM_I },
    { "myself", CS_ITEM_I },
    { "we", CS_ITEM_WE },
    { "us", CS_ITEM_WE },
    { "our", CS_ITEM_WE },
    { "ours", CS_ITEM_WE },
    { "ourselves", CS_ITEM_WE },
    { "you", CS_ITEM_YOU },
    { "your", CS_ITEM_YOU },
    { "yours", CS_ITEM_YOU },
    { "yourself", CS_ITEM_YOU },
    { "yourselves", CS_ITEM_YOU },
};

int cs_item_pronoun(const struct cs_doc *doc, uint32_t tok)
{
    const struct cs_token *t = &doc->tokens[tok];
    if (t->upos != CS_PRON || t->deprel == CS_REL_EXPL ||
        (t->morph & CS_MORPH_PRON_REL) != 0)
        return -1;
    for (size_t i = 0; i < sizeof pronouns / sizeof *pronouns; i++) {
        if (cs_str_is(t->norm, pronouns[i].word))
            return (int)pronouns[i].type;
    }
    return -1;
}

static enum cs_item_role role_of(const struct cs_doc *doc, uint32_t tok)
{
    switch (doc->tokens[tok].deprel) {
    case CS_REL_NSUBJ:
    case CS_REL_NSUBJ_PASS:
    case CS_REL_NSUBJ_OUTER:
        return CS_ROLE_SUBJECT;
    case CS_REL_OBJ:
    case CS_REL_IOBJ:
        return CS_ROLE_OBJECT;
    case CS_REL_NMOD_POSS:
        return CS_ROLE_POSSESSOR;
    case CS_REL_OBL:
    case CS_REL_OBL_AGENT:
    case CS_REL_NMOD:
        return CS_ROLE_PHRASE;
    case CS_REL_AMOD:
    case CS_REL_COMPOUND:
    case CS_REL_FLAT:
    case CS_REL_NMOD_DESC:
        return CS_ROLE_MODIFIER;
    case CS_REL_CONJ:
        return CS_ROLE_CONJUNCT;
    case CS_REL_APPOS:
        return CS_ROLE_APPOSITION;
    default:
        return CS_ROLE_OTHER;
    }
}

/* By the words of the mention and those right before it: "Mrs Oduya". */
static enum cs_gender gender_of(const struct cs_coref_words *w,
                                const struct cs_doc *doc,
                                const struct cs_item *item)
{
    const struct cs_sentence *s = &doc->sentences[item->sentence];
    const uint32_t b = item->tok_b > s->tok_b ? item->tok_b - 1 : item->tok_b;
    for (uint32_t i = b; i < item->tok_e; i++) {
        if (w->female != CS_NONE && cs_match_class(w->lex, doc, i, w->female))
            return CS_GENDER_FEMALE;
        if (w->male != CS_NONE && cs_match_class(w->lex, doc, i, w->male))
            return CS_GENDER_MALE;
    }
    return CS_GENDER_NONE;
}

static enum cs_item_type described_as(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const pointing[] = { "this", "that", "these", "those",
                                            "both", "such", NULL };
    if (cs_has_child(doc, tok, CS_REL_NMOD_POSS))
        return CS_ITEM_HIS;
    const uint32_t det = cs_child(doc, tok, CS_REL_DET_REL);
    if (det == CS_NONE)
        return CS_ITEM_BARE;
    if (cs_str_in(doc->tokens[det].norm, pointing))
        return CS_ITEM_THIS;
    return cs_norm_is(doc, det, "the") ? CS_ITEM_THE : CS_ITEM_A;
}

void cs_item_describe(const struct cs_coref_words *words,
                      const struct cs_doc *doc, struct cs_item *item)
{
    const struct cs_token *t = &doc->tokens[item->tok];
    item->sentence = t->sentence;
    item->role = (uint8_t)role_of(doc, item->tok);
    item->clause = t->head;
    if (item->role == CS_ROLE_POSSESSOR && t->head != CS_NONE)
        item->clause = doc->tokens[t->head].head;
    const enum cs_block_kind block =
        doc->blocks[doc->sentences[t->sentence].block].kind;
    item->title = block == CS_BLOCK_TITLE || block == CS_BLOCK_STANDFIRST;
    if (item->mention == CS_NONE) {
        const size_t n = t->norm.n;
        item->kind = CS_MENTION_PERSON;
        if (item->type == CS_ITEM_IT)
            item->kind = CS_MENTION_ORGANISATION;
        item->plural = item->type == CS_ITEM_THEY || item->type == CS_ITEM_WE;
        item->reflexive = n > 4 && (memcmp(t->norm.p + n - 4, "self", 4) == 0 ||
                                    memcmp(t->norm.p + n - 4, "lves", 4) == 0);
        item->gender = item->type == CS_ITEM_HE    ? CS_GENDER_MALE
                       : item->type == CS_ITEM_SHE ? CS_GENDER_FEMALE
                                                   : CS_GENDER_NONE;
        return;
    }
    const struct cs_mention *m = &doc->mentions[item->mention];
    item->kind = (uint8_t)m->kind;
    if (!m->is_name)
        item->type = (uint8_t)described_as(doc, item->tok);
    else
        item->type = m->kind == CS_MENTION_PERSON ? CS_ITEM_PERSON
                     : m->kind == CS_MENTION_PLACE ||
                             m->kind == CS_MENTION_NATIONALITY ||
                             m->kind == CS_MENTION_FACILITY
                         ? CS_ITEM_PLACE
                         : CS_ITEM_BODY;
    item->plural = (t->morph & CS_MORPH_PLUR) != 0 &&
                   (!m->is_name || m->kind == CS_MENTION_NATIONALITY);
    if (m->kind == CS_MENTION_PERSON)
        item->gender = (uint8_t)gender_of(words, doc, item);
    CS_EACH_CHILD(doc, item->tok, c) {
        if (doc->tokens[c].deprel == CS_REL_CONJ && cs_is_nominal(doc, c) &&
            item->role != CS_ROLE_CONJUNCT)
            item->several = true;
    }
}

/* --- two items ----------------------------------------------------------- */

bool cs_items_agree(const struct cs_item *a, const struct cs_item *c)
{
    if (a->gender != CS_GENDER_NONE && c->gender != CS_GENDER_NONE &&
        a->gender != c->gender)
        return false;
    switch (a->type) {
    case CS_ITEM_HE:
    case CS_ITEM_SHE:
        return c->kind == CS_MENTION_PERSON && !c->plural;
    case CS_ITEM_IT:
        return c->kind != CS_MENTION_PERSON && !c->plural &&
               c->type != CS_ITEM_I;
    case CS_ITEM_THEY:
        return c->plural || c->several ||
               (c->kind >= CS_MENTION_ORGANISATION &&
                c->kind <= CS_MENTION_NATIONALITY);
    case CS_ITEM_I:
    case CS_ITEM_WE:
    case CS_ITEM_YOU:
        return c->type == a->type ||
               (a->type == CS_ITEM_WE ? c->kind <= CS_MENTION_ARMED_GROUP
                                      : c->kind == CS_MENTION_PERSON);
    default:
        return a->plural == c->plural &&
               (a->kind == c->kind || cs_item_is_pronoun(c) ||
                (cs_kind_is_body(a->kind) && cs_kind_is_body(c->kind)));
    }
}

static bool word_in(const struct cs_doc *doc, struct cs_str word,
                    const struct cs_item *in)
{
    for (uint32_t i = in->tok_b; i < in->tok_e; i++) {
        if (cs_str_eq(word, doc->tokens[i].norm))
            return true;
    }
    return false;
}

static bool says_much(const struct cs_token *t)
{
    return t->upos == CS_NOUN || t->upos == CS_PROPN || t->upos == CS_ADJ ||
           t->upos == CS_NUM;
}

/* Words of a that say something: how many, and how many of them c has. */
static void shared_words(const struct cs_doc *doc, const struct cs_item *a,
                         const struct cs_item *c, uint32_t *all, uint32_t *both)
{
    *all = *both = 0;
    for (uint32_t i = a->tok_b; i < a->tok_e; i++) {
        if (!says_much(&doc->tokens[i]))
            continue;
        (*all)++;
        *both += word_in(doc, doc->tokens[i].norm, c);
    }
}

/* "Human Rights Watch ... HRW": the capitals of the longer name. */
static bool is_initials(const struct cs_doc *doc, const struct cs_item *a,
                        const struct cs_item *longer)
{
    if (a->tok_e - a->tok_b != 1 || longer->tok_e - longer->tok_b < 2)
        return false;
    const struct cs_str s = cs_doc_text(doc, doc->tokens[a->tok_b].span);
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

/* What the item is: of "coalition forces" the coalition. */
static uint32_t core_of(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const words[] = { "force", "troop", "personnel", NULL };
    const uint32_t before = cs_beside(doc, tok, -1);
    return before != CS_NONE && cs_str_in(doc->tokens[tok].lemma, words) &&
                   doc->tokens[before].upos == CS_NOUN &&
                   doc->tokens[before].head == tok
               ? before
               : tok;
}

enum cs_wording cs_items_wording(const struct cs_doc *doc,
                                 const struct cs_item *a,
                                 const struct cs_item *c)
{
    const struct cs_token *t = &doc->tokens[core_of(doc, a->tok)];
    const struct cs_token *u = &doc->tokens[core_of(doc, c->tok)];
    const bool head =
        cs_str_eq(t->lemma, u->lemma) || cs_str_eq(t->norm, u->norm);
    /* "the US military" is no "US-led military coalition". */
    if (!head && !cs_item_is_name(a) && !cs_item_is_name(c))
        return CS_WORDING_NONE;
    uint32_t in_a, in_c, a_in_c, c_in_a;
    shared_words(doc, a, c, &in_a, &a_in_c);
    if (!head && a_in_c == 0)
        return cs_item_is_name(a) && cs_item_is_name(c) &&
                       (is_initials(doc, a, c) || is_initials(doc, c, a))
                   ? CS_WORDING_INITIALS
                   : CS_WORDING_NONE;
    shared_words(doc, c, a, &in_c, &c_in_a);
    if (in_a == a_in_c && in_c == c_in_a)
        return CS_WORDING_SAME;
    if (in_a == a_in_c || in_c == c_in_a)
        return CS_WORDING_WITHIN;
    return head ? CS_WORDING_HEAD : CS_WORDING_SHARED;
}

bool cs_item_stands_for(const struct cs_doc *doc, const struct cs_item *a,
                        const struct cs_item *c)
{
    static const char *const bodies[] = {
        "group",   "organisation", "organization", "movement",
        "party",   "militia",      "faction",      "union",
        "company", "firm",         "airline",      "agency",
        "body",    "ministry",     "force",        "council",
        "court",   "army",         "alliance",     "bloc",
        "bank",    "paper",        "newspaper",    "network",
        "outfit",  "charity",      "committee",    "commission",
        "rebel",   "militant",     "insurgent",    NULL
    };
    static const char *const places[] = { "country",  "nation",   "kingdom",
                                          "republic", "state",    "city",
                                          "town",     "capital",  "village",
                                          "region",   "province", NULL };
    if (!cs_item_is_name(c) || cs_item_is_name(a) || cs_item_is_pronoun(a))
        return false;
    const struct cs_str lemma = doc->tokens[a->tok].lemma;
    if (c->kind == CS_MENTION_PLACE)
        return cs_str_in(lemma, places);
    return cs_kind_is_body(c->kind) && cs_str_in(lemma, bodies);
}

/* --- features ------------------------------------------------------------ */

struct put {
    uint32_t *out, n;
};

static uint32_t mix(uint32_t h, uint32_t v)
{
    h ^= v + 1;
    h *= 0x85ebca6bU;
    return h ^ (h >> 13);
}

static void put(struct put *p, uint32_t template, uint32_t a, uint32_t b,
                uint32_t c)
{
    if (p->n >= CS_COREF_MOST)
        return;
    uint32_t h = mix(0x9e3779b9U, template);
    h = mix(h, a);
    h = mix(h, b);
    h = mix(h, c);
    h *= 0xc2b2ae35U;
    p->out[p->n++] = (h ^ (h >> 16)) & (CS_COREF_ROWS - 1);
}

static uint32_t hash_of(struct cs_str s)
{
    uint32_t h = 2166136261U;
    for (size_t i = 0; i < s.n; i++)
        h = (h ^ (unsigned char)s.p[i]) * 16777619U;
    return h;
}

static uint32_t bucket(uint32_t n)
{
    return n < 4 ? n : n < 6 ? 4 : n < 10 ? 5 : n < 20 ? 6 : n < 50 ? 7 : 8;
}

/* Name, description or pronoun. */
static uint32_t sort_of(const struct cs_item *i)
{
    return cs_item_is_pronoun(i) ? 0 : cs_item_is_name(i) ? 1 : 2;
}

enum code_match { CODE_OPEN, CODE_SAME, CODE_OTHER };

static enum code_match codes(const char a[4], const char b[4])
{
    if (a[0] == '\0' || b[0] == '\0')
        return CODE_OPEN;
    return memcmp(a, b, 4) == 0 ? CODE_SAME : CODE_OTHER;
}

/* What modifies the head of the one and not the other: 0 nothing, 1 one side,
 * 2 both, 3 and numbers among it. */
static uint32_t modifiers_differ(const struct cs_doc *doc,
                                 const struct cs_item *a,
                                 const struct cs_item *c)
{
    const struct cs_item *side[2] = { a, c };
    uint32_t found = 0;
    for (int k = 0; k < 2; k++) {
        CS_EACH_CHILD(doc, side[k]->tok, m) {
            const uint8_t rel = doc->tokens[m].deprel;
            if ((rel != CS_REL_AMOD && rel != CS_REL_COMPOUND &&
                 rel != CS_REL_NUMMOD && rel != CS_REL_NMOD_POSS) ||
                doc->tokens[m].upos == CS_PRON)
                continue;
            bool shared = false;
            CS_EACH_CHILD(doc, side[1 - k]->tok, other)
                shared = shared || cs_str_eq(doc->tokens[other].norm,
                                             doc->tokens[m].norm);
            if (!shared)
                found |= rel == CS_REL_NUMMOD ? 4U : 1U << k;
        }
    }
    return found;
}

/* 1: c stands in apposition to a; 2: a says what c is, or the other way. */
static uint32_t bound(const struct cs_doc *doc, const struct cs_item *a,
                      const struct cs_item *c)
{
    const struct cs_token *t = &doc->tokens[a->tok], *u = &doc->tokens[c->tok];
    if ((t->head == c->tok && t->deprel == CS_REL_APPOS) ||
        (u->head == a->tok && u->deprel == CS_REL_APPOS))
        return 1;
    if ((u->head == a->tok && u->deprel == CS_REL_NSUBJ) ||
        (t->head == c->tok && t->deprel == CS_REL_NSUBJ))
        return 2;
    if (t->head == c->tok || u->head == a->tok)
        return 3;
    return 0;
}

static uint32_t speech_of(const struct cs_item *a, const struct cs_item *c)
{
    if (a->speech == CS_NONE)
        return c->speech == CS_NONE ? 0 : 1;
    if (c->speech == CS_NONE)
        return 2;
    return a->speech == c->speech ? 3 : 4;
}

/* "another group", "the other man": somebody else than before. */
static uint32_t another(const struct cs_doc *doc, const struct cs_item *a)
{
    static const char *const words[] = { "another",   "other",  "others",
                                         "different", "second", "third",
                                         "more",      NULL };
    CS_EACH_CHILD(doc, a->tok, c) {
        if (cs_str_in(doc->tokens[c].norm, words))
            return 1;
    }
    return 0;
}

/* Where the subject c stands to a's clause: 1 the same, 2 the one that governs
 * it ("Hezbollah denied that it had…"), 3 the one above that, 4 a clause that
 * it governs ("after the troops had gone, they…"); 0 elsewhere or no subject.
 */
static uint32_t subject_of(const struct cs_doc *doc, const struct cs_item *a,
                           const struct cs_item *c)
{
    if (c->role != CS_ROLE_SUBJECT || a->clause == CS_NONE ||
        c->clause == CS_NONE || a->sentence != c->sentence)
        return 0;
    if (a->clause == c->clause)
        return 1;
    const uint32_t up = doc->tokens[a->clause].head;
    if (up == c->clause)
        return 2;
    if (up != CS_NONE && doc->tokens[up].head == c->clause)
        return 3;
    return doc->tokens[c->clause].head == a->clause ? 4 : 0;
}

static void alone(const struct cs_doc *doc, const struct cs_item *a,
                  struct put *p)
{
    const uint32_t at = a->type;
    put(p, 100, at, 0, 0);
    put(p, 101, at, a->role, a->plural);
    put(p, 102, at, a->kind, a->plural);
    put(p, 103, at, bucket(a->sentence), a->title);
    put(p, 104, at, bucket(a->before), 0);
    put(p, 105, at, a->speech != CS_NONE, a->speaker != CS_NONE);
    put(p, 106, at, another(doc, a), 0);
    if (cs_item_is_pronoun(a) && a->clause != CS_NONE) {
        put(p, 108, at, hash_of(doc->tokens[a->clause].lemma), a->role);
        put(p, 109, at,
            cs_has_child(doc, a->clause, CS_REL_CSUBJ) ||
                cs_has_child(doc, a->clause, CS_REL_CCOMP) ||
                cs_has_child(doc, a->clause, CS_REL_XCOMP),
            doc->tokens[a->clause].upos);
        put(p, 110, at, doc->tokens[a->clause].deprel, a->role);
    }
    put(p, 111, at, a->tok_e - a->tok_b > 3 ? 4 : a->tok_e - a->tok_b,
        cs_has_child(doc, a->tok, CS_REL_ACL_RELCL));
}

uint32_t cs_coref_features(const struct cs_doc *doc, const struct cs_item *a,
                           const struct cs_item *c, uint32_t distance,
                           uint32_t rank, enum cs_wording wording, bool speaks,
                           uint32_t out[CS_COREF_MOST])
{
    struct put p = { out, 0 };
    if (c == NULL) {
        alone(doc, a, &p);
        return p.n;
    }
    const uint32_t at = a->type, ct = c->type, cs = sort_of(c);
    const uint32_t far = bucket(a->sentence - c->sentence);
    const uint32_t w = (uint32_t)wording;
    put(&p, 1, at, 0, 0);
    put(&p, 2, at, ct, 0);
    put(&p, 3, at, far, cs);
    put(&p, 4, at, bucket(distance), cs);
    put(&p, 5, at, c->kind, c->plural);
    put(&p, 6, a->kind, c->kind, (uint32_t)a->plural * 2 + c->plural);
    put(&p, 7, at, c->gender, a->gender);
    put(&p, 8, at, a->role, c->role);
    put(&p, 9, at, c->role, far);
    put(&p, 10, at,
        a->clause == c->clause && a->clause != CS_NONE
            ? 1 + (uint32_t)a->reflexive
            : 0,
        a->role * 8U + c->role);
    put(&p, 11, at, speech_of(a, c), cs);
    put(&p, 12, at, ct, w);
    put(&p, 13, at, w, far);
    put(&p, 14, at, bucket(rank), cs);
    put(&p, 15, at, bound(doc, a, c), w);
    put(&p, 16, at, c->title, bucket(c->before));
    put(&p, 17, a->speaker != CS_NONE, c->speaker != CS_NONE,
        a->speaker == c->speaker);
    put(&p, 18, at, rank == 0, (uint32_t)cs_items_agree(a, c) * 16 + c->role);
    put(&p, 19, at, c->plural, a->plural);
    put(&p, 24, at, speaks, a->speech != CS_NONE);
    put(&p, 25, at, subject_of(doc, a, c), a->role);
    if (cs_item_is_pronoun(a)) {
        put(&p, 20, at, hash_of(doc->tokens[c->tok].lemma), 0);
        if (c->mention != CS_NONE && c->role == CS_ROLE_SUBJECT)
            put(&p, 21, at, far, rank == 0);
        put(&p, 22, at, cs_has_child(doc, c->tok, CS_REL_CONJ),
            c->role == CS_ROLE_CONJUNCT);
        put(&p, 23, a->reflexive, a->role, far * 16 + c->role);
        return p.n;
    }
    put(&p, 30, at, another(doc, a), w);
    put(&p, 31, at * 16U + ct, modifiers_differ(doc, a, c), w);
    put(&p, 32, hash_of(doc->tokens[a->tok].lemma), c->kind, w == 0);
    put(&p, 33, at, cs_item_stands_for(doc, a, c), far);
    if (a->mention != CS_NONE && c->mention != CS_NONE) {
        const struct cs_mention *m = &doc->mentions[a->mention];
        const struct cs_mention *k = &doc->mentions[c->mention];
        put(&p, 34, at * 16U + ct, codes(m->code.country, k->code.country),
            codes(m->code.sector, k->code.sector));
        put(&p, 35, at, w,
            (uint32_t)codes(m->code.country, k->code.country) * 4 +
                (uint32_t)codes(m->code.sector, k->code.sector));
        put(&p, 36, at, (m->name.n > 0) + 2U * (k->name.n > 0), w);
    }
    put(&p, 37, at * 16U + ct, a->kind == c->kind, w);
    return p.n;
}
