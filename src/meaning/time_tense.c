/* time_tense.c - which way a sentence looks from its day of publication.
 *
 * "Will meet on Friday" is the Friday to come, "met on Friday" the one gone.
 * The verb that a time hangs on decides where there is a tree; otherwise the
 * nearest sign of tense to the left, then to the right. Rule T2. */
#include "meaning/timex.h"

enum { REACH = 25, CLIMB = 8 };

static bool in_list(struct cs_str s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (cs_str_is(s, list[i]))
            return true;
    }
    return false;
}

#define IN_LIST(s, list) in_list((s), (list), sizeof(list) / sizeof *(list))

static const char *const modals[] = { "will", "'ll",    "shall", "would",
                                      "wo",   "should", "wont",  "ll" };

static const char *const pasts[] = {
    "was",      "were",      "had",    "did",  "said", "told",  "met",
    "left",     "came",      "went",   "took", "made", "held",  "found",
    "began",    "ran",       "saw",    "sent", "gave", "got",   "shot",
    "led",      "won",       "lost",   "fell", "rose", "hit",   "struck",
    "broke",    "brought",   "bought", "sold", "kept", "spoke", "wrote",
    "fought",   "drove",     "flew",   "died", "blew", "paid",  "became",
    "withdrew", "overthrew", "swept",  "grew", "fled", "stood", "burnt",
    "'d"
};

/* What a person plans "to" do lies ahead, whatever the plan's tense. */
static const char *const plans[] = {
    "plan",     "plans",     "planned",    "planning",  "expect",    "expects",
    "expected", "schedule",  "scheduled",  "due",       "set",       "slated",
    "going",    "agreed",    "agrees",     "agree",     "vowed",     "vows",
    "pledged",  "promised",  "promises",   "intend",    "intends",   "intended",
    "hope",     "hopes",     "hoped",      "hoping",    "want",      "wants",
    "ready",    "preparing", "prepared",   "poised",    "likely",    "is",
    "are",      "has",       "have",       "need",      "needs",     "able",
    "decided",  "called",    "threatened", "threatens", "expecting", "bound"
};

/* Of these, "was" before them makes a plan of the past: "was due to". */
static const char *const passive_plans[] = { "expected", "scheduled", "due",
                                             "set",      "slated",    "is",
                                             "are" };

/* Words that look ahead by themselves. */
static const char *const aheads[] = {
    "expected", "scheduled", "slated",  "due",       "upcoming", "expires",
    "expire",   "deadline",  "payable", "effective", "tomorrow", "planned",
    "until",    "plans",     "looming", "planning"
};

static bool ends_ed(struct cs_str s)
{
    return s.n > 4 && s.p[s.n - 1] == 'd' && s.p[s.n - 2] == 'e' &&
           s.p[s.n - 3] != 'e';
}

/* The token speaks of the past by its form alone. */
static bool past_form(const struct cs_token *t)
{
    if (IN_LIST(t->norm, pasts))
        return true;
    if (t->upos == CS_VERB || t->upos == CS_AUX)
        return (t->morph & CS_MORPH_PAST) != 0;
    return t->upos == CS_X_OTHER && ends_ed(t->norm);
}

/* Past where a form of "was" or "had" stands shortly before: "had been due". */
static int ahead_sign(const struct cs_doc *doc, uint32_t t, uint32_t first)
{
    for (uint32_t k = 1; k <= 5 && t >= first + k; k++) {
        const struct cs_str s = doc->tokens[t - k].norm;
        if (cs_str_is(s, "was") || cs_str_is(s, "were") || cs_str_is(s, "had"))
            return -1;
    }
    return 1;
}

/* The sign of one token: "to" counts where it follows a plan. */
static int sign_of(const struct cs_doc *doc, uint32_t t, uint32_t first)
{
    const struct cs_token *tok = &doc->tokens[t];
    if (IN_LIST(tok->norm, modals))
        return 1;
    if (cs_str_is(tok->norm, "to")) {
        if (t == first || tok->upos == CS_ADP)
            return 0;
        const struct cs_token *before = &doc->tokens[t - 1];
        if (IN_LIST(before->norm, passive_plans))
            return ahead_sign(doc, t, first);
        return IN_LIST(before->norm, plans) ? 1 : 0;
    }
    if (IN_LIST(tok->norm, aheads))
        return ahead_sign(doc, t, first);
    /* "will be paid": the participle has no tense of its own */
    if (t > first && cs_str_is(doc->tokens[t - 1].norm, "be"))
        return 0;
    return past_form(tok) ? -1 : 0;
}

/* Sign of a verb from its auxiliaries, its form and what governs it. */
static int verb_sign(const struct cs_doc *doc, uint32_t v, int depth)
{
    const struct cs_token *verb = &doc->tokens[v];
    bool to = false, past = (verb->morph & CS_MORPH_PAST) != 0 &&
                            (verb->morph & CS_MORPH_FIN) != 0;
    for (uint32_t c = verb->first_child; c != CS_NONE;
         c = doc->tokens[c].next_sibling) {
        const struct cs_token *child = &doc->tokens[c];
        if (child->deprel == CS_REL_AUXILIARY ||
            child->deprel == CS_REL_AUX_PASS || child->deprel == CS_REL_COP) {
            if (IN_LIST(child->norm, modals))
                return 1;
            if (past_form(child))
                past = true;
        }
        if (child->deprel == CS_REL_MARK && cs_str_is(child->norm, "to"))
            to = true;
    }
    const uint32_t first = doc->sentences[verb->sentence].tok_b;
    if (IN_LIST(verb->norm, aheads))
        return ahead_sign(doc, v, first);
    if (past)
        return -1;
    if (to && verb->head != CS_NONE && depth < CLIMB) {
        const struct cs_token *over = &doc->tokens[verb->head];
        if (IN_LIST(over->norm, plans))
            return 1;
        return verb_sign(doc, verb->head, depth + 1);
    }
    return 0;
}

/* The verb that token t hangs on, and its sign. */
static int tree_sign(const struct cs_doc *doc, uint32_t t)
{
    for (int i = 0; i < CLIMB && doc->tokens[t].head != CS_NONE; i++) {
        t = doc->tokens[t].head;
        const struct cs_token *tok = &doc->tokens[t];
        if (tok->upos == CS_VERB)
            return verb_sign(doc, t, 0);
    }
    return 0;
}

static int scan_left(const struct cs_doc *doc, uint32_t t, uint32_t first)
{
    for (int k = 0; k < REACH && t > first; k++) {
        t--;
        if (cs_str_is(doc->tokens[t].norm, ";"))
            return 0;
        const int sign = sign_of(doc, t, first);
        if (sign != 0)
            return sign;
    }
    return 0;
}

static int scan_right(const struct cs_doc *doc, uint32_t t, uint32_t first,
                      uint32_t last)
{
    for (int k = 0; k < REACH && t < last; k++, t++) {
        if (cs_str_is(doc->tokens[t].norm, ";"))
            return 0;
        const int sign = sign_of(doc, t, first);
        if (sign != 0)
            return sign;
    }
    return 0;
}

int cs_tx_direction(const struct cs_tx *tx, uint32_t b, uint32_t e)
{
    const struct cs_doc *doc = tx->doc;
    if (b >= tx->n || e == 0 || e > tx->n)
        return 0;
    const struct cs_sentence *s = &doc->sentences[tx->sentence];
    const uint32_t from = tx->p[b].tok, to = tx->p[e - 1].tok + 1;
    if (from > s->tok_b) {
        const struct cs_str before = doc->tokens[from - 1].norm;
        if (cs_str_is(before, "until") || cs_str_is(before, "till"))
            return ahead_sign(doc, from - 1, s->tok_b);
    }
    if (from >= s->tok_b + 2 && cs_str_is(doc->tokens[from - 1].norm, "as")) {
        const struct cs_str soon = doc->tokens[from - 2].norm;
        if (cs_str_is(soon, "soon") || cs_str_is(soon, "early"))
            return 1;
    }
    int sign = tree_sign(doc, to - 1);
    if (sign == 0)
        sign = scan_left(doc, from, s->tok_b);
    if (sign == 0)
        sign = scan_right(doc, to, s->tok_b, s->tok_e);
    return sign;
}
