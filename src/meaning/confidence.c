#include "meaning/confidence.h"

#include <assert.h>

#include "base/kern.h"
#include "meaning/tree.h"

/* Where the rows of each feature begin; a change asks for new weights. */
enum {
    AT_ALL = 0,
    AT_SHARE = 1,    /* 3 ways of finding x 16 buckets */
    AT_TYPE = 49,    /* 16 */
    AT_WORD = 65,    /* 4 kinds of word x any word x against */
    AT_STATUS = 81,  /* 8 */
    AT_SOURCES = 89, /* none, unnamed, named, nested */
    AT_PARTIES = 93, /* 0, 1, 2+ actors x recipients */
    AT_KNOWN = 102,  /* actor x recipient: 0 none, 1 no code, 2 some, 3 all */
    AT_BLOCK = 118,  /* title or body x short, middling, long sentence */
    AT_REL = 124,    /* relation of the trigger: CS_REL_COUNT */
    AT_FIELDS = 190, /* when x where x counts */
    AT_REST = 198,   /* share of other types: 8 buckets */
    AT_SPEECH = 206, /* quoted x somebody in the first person takes part */
    AT_CROWD = 210,  /* events in the sentence: 1, 2, 3, 4+ */
    AT_RETOLD = 214, /* events of the incident: 1, 2, 3+ */
    AT_KIND_SHARE = 217, /* quad x 8 buckets */
    AT_TYPE_SHARE = 249, /* type x 4 buckets */
    AT_WORDS = 313,      /* words of the trigger: 1, 2, 3+ */
    AT_END = 316
};

static_assert((int)AT_END <= (int)CS_CONFIDENCE_ROWS, "rows for all features");
static_assert((int)AT_REL + (int)CS_REL_COUNT <= (int)AT_FIELDS,
              "rows for all relations");

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* 0 no party, 1 without a code, 2 country or sector, 3 both */
static uint32_t known(const struct cs_party *parties, uint32_t n)
{
    uint32_t best = n > 0;
    for (uint32_t i = 0; i < n; i++) {
        const uint32_t k = 1U + (parties[i].code.country[0] != '\0') +
                           (parties[i].code.sector[0] != '\0');
        best = k > best ? k : best;
    }
    return best;
}

static uint32_t word_kind(const struct cs_doc *doc, uint32_t tok)
{
    switch (doc->tokens[tok].upos) {
    case CS_VERB:
        return 0;
    case CS_NOUN:
        return 1;
    case CS_ADJ:
        return 2;
    default:
        return 3;
    }
}

/* Events of the sentence, or of the incident, this one counted; no more than
 * LOOK on either side are asked. */
static uint32_t events_with(const struct cs_doc *doc, const struct cs_event *e,
                            bool incident)
{
    enum { LOOK = 40 };
    const uint32_t at = (uint32_t)(e - doc->events);
    const uint32_t b = at > LOOK ? at - LOOK : 0;
    uint32_t n = 0;
    for (uint32_t i = b; i < doc->n_events && i <= at + LOOK; i++)
        n += incident ? doc->events[i].incident == e->incident
                      : doc->events[i].sentence == e->sentence;
    return n;
}

static bool first_person(const struct cs_doc *doc, const struct cs_event *e)
{
    for (uint32_t i = 0; i < e->n_actors; i++) {
        const uint32_t tok = e->actors[i].tok;
        if (tok != CS_NONE && (doc->tokens[tok].morph & CS_MORPH_FIRST) != 0)
            return true;
    }
    return false;
}

uint32_t cs_confidence_features(const struct cs_doc *doc,
                                const struct cs_event *e,
                                uint32_t out[CS_CONFIDENCE_MOST])
{
    const struct cs_sentence *s = &doc->sentences[e->sentence];
    const enum cs_block_kind block = doc->blocks[s->block].kind;
    const bool title = block == CS_BLOCK_TITLE || block == CS_BLOCK_STANDFIRST;
    const uint32_t length = s->tok_e - s->tok_b, share = e->share;
    const uint32_t others =
        e->any > e->share ? (uint32_t)(e->any - e->share) : 0U;
    const struct cs_source *source =
        e->n_sources > 0 ? &e->sources[e->n_sources - 1] : NULL;
    uint32_t words = 0, n = 0;
    for (uint32_t i = s->tok_b; i < s->tok_e; i++)
        words += doc->tokens[i].span.b >= e->trigger.b &&
                 doc->tokens[i].span.e <= e->trigger.e;
    out[n++] = AT_ALL;
    out[n++] = AT_SHARE + (uint32_t)e->by * 16 + share / 16;
    out[n++] = AT_TYPE + (uint32_t)e->type;
    out[n++] = AT_WORD + word_kind(doc, e->tok) * 4 +
               (uint32_t)e->any_word * 2 + e->against;
    out[n++] = AT_STATUS + (uint32_t)e->status;
    out[n++] = AT_SOURCES + (source == NULL ? 0U
                             : source->party.tok == CS_NONE
                                 ? 1U
                                 : 1U + least(e->n_sources, 2));
    out[n++] =
        AT_PARTIES + least(e->n_actors, 2) * 3 + least(e->n_recipients, 2);
    out[n++] = AT_KNOWN + known(e->actors, e->n_actors) * 4 +
               known(e->recipients, e->n_recipients);
    out[n++] = AT_BLOCK + (uint32_t)title * 3 +
               (length < 12   ? 0U
                : length < 30 ? 1U
                              : 2U);
    out[n++] = AT_REL + doc->tokens[e->tok].deprel;
    out[n++] = AT_FIELDS + (uint32_t)e->when.known * 4 +
               (uint32_t)(e->place != CS_NONE) * 2 +
               (e->killed.given || e->injured.given || e->size.given);
    out[n++] = AT_REST + others / 32;
    out[n++] =
        AT_SPEECH +
        (uint32_t)(doc->quoted != NULL && doc->quoted[e->tok] != CS_NONE) * 2 +
        first_person(doc, e);
    out[n++] = AT_CROWD + least(events_with(doc, e, false), 4) - 1;
    out[n++] = AT_RETOLD + least(events_with(doc, e, true), 3) - 1;
    out[n++] = AT_KIND_SHARE + (uint32_t)cs_quad_of(e->type) * 8 + share / 32;
    out[n++] = AT_TYPE_SHARE + (uint32_t)e->type * 4 + share / 64;
    out[n++] = AT_WORDS + least(words > 0 ? words : 1, 3) - 1;
    return n;
}

void cs_confidence_fill(struct cs_doc *doc, const float *weights)
{
    enum { LANES = 16 };
    for (uint32_t i = 0; i < doc->n_events; i++) {
        struct cs_event *e = &doc->events[i];
        uint32_t rows[CS_CONFIDENCE_MOST];
        e->confidence = CS_CONFIDENCE_UNKNOWN;
        if (weights == NULL)
            continue;
        const uint32_t n = cs_confidence_features(doc, e, rows);
        float sum = 0, pair[LANES];
        for (uint32_t f = 0; f < n; f++)
            sum += weights[rows[f]];
        for (int k = 0; k < LANES; k++)
            pair[k] = -1e30F;
        pair[0] = sum;
        pair[1] = 0;
        cs_kern()->softmax(pair, LANES, 1, LANES);
        e->confidence = (uint8_t)(pair[0] * 100.0F + 0.5F);
    }
}

void cs_confidence_keep(struct cs_doc *doc, uint32_t least_percent)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < doc->n_events; i++) {
        if (doc->events[i].confidence == CS_CONFIDENCE_UNKNOWN ||
            doc->events[i].confidence >= least_percent)
            doc->events[kept++] = doc->events[i];
    }
    doc->n_events = kept;
}
