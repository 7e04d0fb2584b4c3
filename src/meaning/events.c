#include "meaning/events.h"

#include "meaning/attribution.h"
#include "meaning/doubt.h"
#include "meaning/mentions.h"
#include "meaning/parties.h"
#include "meaning/senses.h"
#include "meaning/tree.h"

/* Most events one sentence may give: beyond that it is a list or a trap. */
enum { MAX_MAKINGS = 64 };

/* Why a candidate is none: a condition, or NULL: the model sees no event. */
static enum casus_status note_candidate(const struct cs_lexicon *lex,
                                        struct cs_doc *doc,
                                        const struct cs_trigger *t,
                                        const struct cs_condition *c)
{
    char text[256];
    struct cs_candidate *slot = CS_PUSH(doc, candidates);
    if (slot == NULL)
        return CASUS_ENOMEM;
    size_t n = 0;
    if (c != NULL)
        n = cs_condition_text(lex, c, text, sizeof text);
    slot->span = cs_tokens_span(doc, t->match.tok_b, t->match.tok_e);
    slot->sentence = doc->tokens[t->tok].sentence;
    slot->rule = t->frame->name;
    slot->reason = c == NULL
                       ? CS_STR("the text model sees no event here")
                       : cs_arena_str(doc->arena, (struct cs_str){ text, n });
    return slot->reason.p == NULL ? CASUS_ENOMEM : CASUS_OK;
}

static void start_event(const struct cs_doc *doc, struct cs_making *m)
{
    const struct cs_frame *f = m->trigger.frame;
    struct cs_event *e = &m->event;
    *e = (struct cs_event){
        .type = f->type,
        .mode = f->mode,
        .contexts = f->contexts,
        .rule = f->name,
        .tok = m->trigger.tok,
        .sentence = doc->tokens[m->trigger.tok].sentence,
        .trigger =
            cs_tokens_span(doc, m->trigger.match.tok_b, m->trigger.match.tok_e),
        .place = CS_NONE,
        .share = m->share,
        .any = m->any,
        .by = (uint8_t)m->by,
        .against = m->against,
        .confidence = CS_CONFIDENCE_UNKNOWN,
        .any_word = m->by == CS_BY_MODEL,
    };
    memcpy(e->cameo, f->cameo, sizeof e->cameo);
    m->into = CS_NONE;
    m->negated = m->cue_negated = m->future = m->from_victims = false;
}

/* Words that another trigger of the sentence has used ("hold talks" has used
 * "talks") open no event of their own. */
static bool used_by_other(const struct cs_making *makings, uint32_t n,
                          uint32_t tok)
{
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = 1; k < makings[i].trigger.match.n; k++) {
            if (makings[i].trigger.match.tok[k] == tok)
                return true;
        }
    }
    return false;
}

/* A participle before a noun tells an act only where it is violence or force:
 * "assassinated commander", but not "supported area". */
static bool mere_modifier(const struct cs_doc *doc, const struct cs_trigger *t)
{
    const struct cs_token *tok = &doc->tokens[t->tok];
    if (tok->deprel != CS_REL_AMOD)
        return tok->deprel == CS_REL_COMPOUND;
    return t->pattern->pos != CS_POS_VERB || tok->upos != CS_VERB ||
           (tok->morph & CS_MORPH_PAST) == 0 || t->frame->type != CS_ASSAULT ||
           t->pattern->n_words > 1;
}

/* A noun inside the name of something else tells nothing: "the Law of Armed
 * Conflict", "the Centre for War Studies". Where the model sees no name there,
 * a proper noun under a proper noun is part of one. */
static bool part_of_name(const struct cs_doc *doc, const struct cs_trigger *t)
{
    const struct cs_token *tok = &doc->tokens[t->tok];
    if (t->pattern->pos != CS_POS_NOUN || tok->head == CS_NONE)
        return false;
    if (tok->upos == CS_PROPN && tok->deprel == CS_REL_NMOD &&
        doc->tokens[tok->head].upos == CS_PROPN)
        return true;
    if (tok->name != CS_NAME_ORG && tok->name != CS_NAME_MISC)
        return false;
    uint32_t b = t->tok;
    while (b > 0 && !doc->tokens[b].name_begins &&
           doc->tokens[b - 1].name == tok->name)
        b--;
    return tok->head >= b && tok->head < cs_doc_name_end(doc, b);
}

/* What speaks for the frame beside the word itself. */
static bool why_frame(const struct cs_lexicon *lex, struct cs_doc *doc,
                      struct cs_making *m)
{
    char text[256];
    const size_t n =
        cs_trigger_reason(lex, doc, &m->trigger, text, sizeof text);
    return n == 0 ||
           cs_event_why(doc, &m->event, CS_FIELD_TYPE,
                        cs_arena_str(doc->arena, (struct cs_str){ text, n }),
                        m->event.trigger);
}

/* The model's part in it, in words. */
static bool why_model(struct cs_doc *doc, struct cs_making *m)
{
    struct cs_str text = CS_STR("the text model chose it among the word's "
                                "frames");
    if (m->by == CS_BY_MODEL)
        text = CS_STR("the text model: no frame lists the word for this type");
    else if (m->against)
        text = CS_STR("the text model, against the frame's conditions");
    return cs_event_why(doc, &m->event, CS_FIELD_TYPE, text, m->event.trigger);
}

static enum casus_status collect(const struct cs_lexicon *lex,
                                 struct cs_doc *doc, uint32_t sentence,
                                 struct cs_making *makings, uint32_t *n)
{
    const struct cs_sentence *s = &doc->sentences[sentence];
    *n = 0;
    for (uint32_t i = s->tok_b; i < s->tok_e && *n < MAX_MAKINGS; i++) {
        struct cs_sense sense;
        struct cs_making *m = &makings[*n];
        if (cs_sense_find(lex, doc, i, &sense) != CASUS_OK) {
            if (sense.trigger.frame != NULL &&
                note_candidate(lex, doc, &sense.trigger, sense.ruled_out) !=
                    CASUS_OK)
                return CASUS_ENOMEM;
            continue;
        }
        m->trigger = sense.trigger;
        m->by = sense.by;
        m->share = sense.share;
        m->any = sense.any;
        m->against = sense.against;
        if (mere_modifier(doc, &m->trigger) || part_of_name(doc, &m->trigger))
            continue;
        start_event(doc, m);
        if (m->by == CS_BY_LEXICON && !why_frame(lex, doc, m))
            return CASUS_ENOMEM;
        if (m->by != CS_BY_LEXICON && !why_model(doc, m))
            return CASUS_ENOMEM;
        (*n)++;
    }
    /* Drop what a longer wording used, once all are known. */
    uint32_t kept = 0;
    for (uint32_t i = 0; i < *n; i++) {
        if (!used_by_other(makings, *n, makings[i].trigger.tok))
            makings[kept++] = makings[i];
    }
    *n = kept;
    return CASUS_OK;
}

/* --- according to -------------------------------------------------------- */

static bool push_source(struct cs_doc *doc, struct cs_event *e,
                        const struct cs_attribution *a)
{
    struct cs_source *s = cs_arena_push(doc->arena, &e->sources, &e->n_sources,
                                        &e->cap_sources, sizeof *s);
    if (s == NULL)
        return false;
    s->stance = a->stance;
    if (a->cue.n > 0)
        s->cue = a->cue.run[0];
    if (a->content.n > 0) {
        s->claim.b = a->content.run[0].b;
        s->claim.e = a->content.run[a->content.n - 1].e;
    }
    s->party.tok = CS_NONE;
    s->party.mention = CS_NONE;
    if (a->source_tok != CS_NONE)
        s->party = cs_party_of(doc, a->source_tok);
    return true;
}

/* Outermost first: the source with the longer claim stands before. */
static void order_sources(struct cs_event *e)
{
    for (uint32_t i = 1; i < e->n_sources; i++) {
        struct cs_source s = e->sources[i];
        uint32_t k = i;
        while (k > 0 && s.claim.e - s.claim.b > e->sources[k - 1].claim.e -
                                                    e->sources[k - 1].claim.b) {
            e->sources[k] = e->sources[k - 1];
            k--;
        }
        e->sources[k] = s;
    }
}

/* "did not deny" */
static bool negated_cue(const struct cs_doc *doc, uint32_t cue)
{
    static const char *const words[] = { "not", "n't", "never", NULL };
    CS_EACH_CHILD(doc, cue, c) {
        if (cs_str_in(doc->tokens[c].norm, words))
            return true;
    }
    return false;
}

/* "denied any role in the shooting": not the shooting. */
static bool only_part(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const nouns[] = {
        "involvement", "role",       "part", "responsibility", "knowledge",
        "link",        "connection", "hand", "complicity",     NULL
    };
    const uint32_t up = doc->tokens[tok].head;
    return up != CS_NONE && doc->tokens[tok].deprel == CS_REL_NMOD &&
           cs_str_in(doc->tokens[up].lemma, nouns);
}

/* Is it the act itself that is denied? What is told on the way there ("denied
 * fearing the men who had shot his brother") is not. */
static bool is_denied(const struct cs_doc *doc, uint32_t tok, uint32_t cue)
{
    enum { STEPS = 5 };
    if (only_part(doc, tok))
        return false;
    for (int i = 0; i < STEPS && tok != CS_NONE && tok != cue; i++) {
        const uint8_t rel = doc->tokens[tok].deprel;
        const uint32_t up = doc->tokens[tok].head;
        if (up == CS_NONE || rel == CS_REL_ADVCL ||
            (rel == CS_REL_ACL_RELCL && !cs_has_child(doc, tok, CS_REL_MARK)))
            return false;
        /* A noun in the phrase of another act is told as known. */
        if (i == 0 && doc->tokens[tok].upos == CS_NOUN && up != cue &&
            cs_is_verb(doc, up) &&
            (rel == CS_REL_OBL || cs_preposition(doc, tok) != CS_NONE))
            return false;
        tok = up;
    }
    return tok == cue;
}

/* Nobody stands by it: "according to rumours". */
static bool is_rumour(const struct cs_doc *doc, uint32_t source)
{
    static const char *const nouns[] = { "rumour", "rumor",   "speculation",
                                         "gossip", "hearsay", "whisper",
                                         NULL };
    return source != CS_NONE && cs_str_in(doc->tokens[source].lemma, nouns);
}

/* A source that says that it was not so denies it. */
static enum casus_status deny(struct cs_doc *doc, struct cs_making *m)
{
    struct cs_event *e = &m->event;
    if (e->n_sources == 0 || !m->negated || m->cue_negated ||
        e->status != CS_DID_NOT_HAPPEN ||
        e->sources[e->n_sources - 1].party.tok == CS_NONE)
        return CASUS_OK;
    e->status = CS_DENIED;
    return cs_event_why(doc, e, CS_FIELD_STATUS,
                        CS_STR("denied: so the source says"),
                        e->sources[e->n_sources - 1].cue)
               ? CASUS_OK
               : CASUS_ENOMEM;
}

/* Harm that armed or nameless people announce of themselves is a threat: "the
 * kidnappers said that they would kill him". What officials announce is a plan,
 * what others foretell is neither. */
static enum casus_status threaten(struct cs_doc *doc, struct cs_making *m)
{
    static const char *const own[] = { "i",   "we", "they", "it",    "he",
                                       "she", "us", "who",  "which", NULL };
    static const char *const officials[] = { "GOV", "MIL", "COP", "JUD", "LEG",
                                             "IGO", "SPY", "EDU", "MED", "JRN",
                                             "NGO", "BUS", "HLH", NULL };
    struct cs_event *e = &m->event;
    if (e->type != CS_ASSAULT || e->status != CS_PLANNED || !m->future ||
        e->n_sources == 0)
        return CASUS_OK;
    const struct cs_source *source = &e->sources[e->n_sources - 1];
    const struct cs_party *speaker = &source->party;
    if (speaker->tok == CS_NONE ||
        cs_str_in(cs_str_of(speaker->code.sector), officials) ||
        (speaker->code.sector[0] == '\0' && speaker->code.country[0] != '\0'))
        return CASUS_OK;
    for (uint32_t i = 0; i < e->n_actors; i++) {
        const uint32_t tok = e->actors[i].tok;
        if (tok == CS_NONE ||
            (tok != speaker->tok && !cs_str_in(doc->tokens[tok].norm, own)))
            return CASUS_OK;
    }
    e->status = CS_THREATENED;
    return cs_event_why(doc, e, CS_FIELD_STATUS,
                        CS_STR("threatened: so the source says"), source->cue)
               ? CASUS_OK
               : CASUS_ENOMEM;
}

static enum casus_status add_sources(struct cs_doc *doc, struct cs_making *m)
{
    struct cs_event *e = &m->event;
    const uint32_t at = doc->tokens[e->tok].span.b;
    uint32_t first, end;
    cs_attributions_near(doc, e->sentence, &first, &end);
    for (uint32_t i = first; i < end; i++) {
        const struct cs_attribution *a = &doc->attributions[i];
        if (!a->asserted || a->cue_tok == e->tok ||
            !cs_attribution_covers(a, at) ||
            (a->source_tok != CS_NONE && cs_is_nobody(doc, a->source_tok)) ||
            (a->source_tok != CS_NONE && cs_under(doc, e->tok, a->source_tok) &&
             /* "the ministry, which says that…" says what it holds */
             !cs_under(doc, a->cue_tok, a->source_tok)))
            continue;
        if (!push_source(doc, e, a))
            return CASUS_ENOMEM;
        m->cue_negated = m->cue_negated || negated_cue(doc, a->cue_tok);
        if (e->status == CS_HAPPENED && is_rumour(doc, a->source_tok)) {
            e->status = CS_POSSIBLE;
            if (!cs_event_why(doc, e, CS_FIELD_STATUS,
                              CS_STR("possible: a rumour"), a->cue.run[0]))
                return CASUS_ENOMEM;
        }
        /* "rejected the accusation": made it was. */
        if (a->stance == CS_STANCE_DENIES && e->status == CS_HAPPENED &&
            !(e->type == CS_ACCUSE && doc->tokens[e->tok].upos == CS_NOUN) &&
            !negated_cue(doc, a->cue_tok) &&
            is_denied(doc, e->tok, a->cue_tok)) {
            e->status = CS_DENIED;
            if (!cs_event_why(doc, e, CS_FIELD_STATUS,
                              CS_STR("the source denies it"), a->cue.run[0]))
                return CASUS_ENOMEM;
        }
    }
    order_sources(e);
    const struct cs_party *speaker =
        e->n_sources == 0 ? NULL : &e->sources[e->n_sources - 1].party;
    for (uint32_t i = 0; i < e->n_actors; i++)
        cs_party_speaks(doc, &e->actors[i], speaker);
    for (uint32_t i = 0; i < e->n_recipients; i++)
        cs_party_speaks(doc, &e->recipients[i], speaker);
    return cs_parties_imply(doc, e);
}

/* --- all ----------------------------------------------------------------- */

static enum casus_status drop_doubtful(const struct cs_lexicon *lex,
                                       struct cs_doc *doc,
                                       const struct cs_subjects *subjects,
                                       struct cs_making *makings, uint32_t *n)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < *n; i++) {
        struct cs_making *m = &makings[i];
        const char *why = cs_doubt(lex, doc, m, subjects);
        if (why == NULL) {
            makings[kept++] = *m;
            continue;
        }
        struct cs_candidate *slot = CS_PUSH(doc, candidates);
        if (slot == NULL)
            return CASUS_ENOMEM;
        *slot = (struct cs_candidate){ m->event.trigger, m->event.sentence,
                                       m->event.rule, cs_str_of(why) };
    }
    *n = kept;
    return CASUS_OK;
}

static enum casus_status make_sentence(const struct cs_lexicon *lex,
                                       struct cs_doc *doc, uint32_t sentence,
                                       const struct cs_subjects *subjects,
                                       struct cs_making *makings)
{
    uint32_t n;
    enum casus_status s = collect(lex, doc, sentence, makings, &n);
    for (uint32_t i = 0; i < n && s == CASUS_OK; i++) {
        s = cs_roles_fill(lex, doc, &makings[i]);
        cs_counts_fill(lex, doc, &makings[i]);
    }
    if (s == CASUS_OK)
        s = drop_doubtful(lex, doc, subjects, makings, &n);
    for (uint32_t i = 0; i < n && s == CASUS_OK; i++)
        s = cs_act_status(lex, doc, &makings[i], makings, n);
    if (s == CASUS_OK)
        s = cs_makings_merge(lex, doc, makings, n);
    if (s == CASUS_OK)
        cs_counts_beside(doc, makings, n);
    for (uint32_t i = 0; i < n && s == CASUS_OK; i++) {
        if (makings[i].into != CS_NONE)
            continue;
        s = add_sources(doc, &makings[i]);
        if (s == CASUS_OK)
            s = deny(doc, &makings[i]);
        if (s == CASUS_OK)
            s = threaten(doc, &makings[i]);
        if (s != CASUS_OK)
            break;
        struct cs_event *e = CS_PUSH(doc, events);
        if (e == NULL)
            return CASUS_ENOMEM;
        *e = makings[i].event;
    }
    return s;
}

enum casus_status cs_events_find(const struct cs_lexicon *lex,
                                 struct cs_doc *doc, struct casus_error *err)
{
    struct cs_making *makings =
        cs_arena_alloc(doc->arena, MAX_MAKINGS * sizeof *makings);
    enum casus_status s = makings == NULL ? CASUS_ENOMEM : CASUS_OK;
    struct cs_subjects subjects;
    if (s == CASUS_OK)
        s = cs_subjects_read(lex, doc, &subjects);
    for (uint32_t i = 0; i < doc->n_sentences && s == CASUS_OK; i++)
        s = make_sentence(lex, doc, i, &subjects, makings);
    if (s != CASUS_OK)
        return cs_fail(err, s, 0, "report too large for the memory cap");
    doc->layers |= CS_LAYER_EVENTS;
    return CASUS_OK;
}
