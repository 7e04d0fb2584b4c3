/* doc.h - the document record: read this first.
 *
 * A report goes through the stages (src/pipeline.c) as one struct cs_doc. A
 * stage reads layers and adds layers, never changes those before it:
 *
 *   input    text, meta, blocks
 *   text     sentences, tokens (tags, lemmas, tree, names)
 *   meaning  mentions, entities, times, places, quantities, attributions,
 *            candidates, events
 *
 * Layers are arrays in the document's arena and refer to each other by index
 * (CS_NONE: nothing). Positions are half-open byte offsets into `text`, which
 * is never changed; code points are counted at output alone. */
#ifndef CS_DOC_DOC_H
#define CS_DOC_DOC_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"
#include "doc/ud.h"

#define CS_NONE UINT32_MAX

struct cs_span {
    uint32_t b, e; /* bytes of doc->text, half-open */
};

/* Days since 1970-01-01, proleptic Gregorian: [from, to). */
struct cs_days {
    int32_t from, to;
};

/* --- input ------------------------------------------------------------ */

struct cs_meta {
    struct cs_str id;   /* the input's own, else a hash of the text */
    struct cs_str path; /* file it came from; empty for a stream */
    struct cs_str title, url, publisher, author, credit; /* empty: unknown */
    struct cs_str published; /* "2024-01-06" or "2024-01-06T06:48", or empty */
    int32_t published_day;   /* the same as a day; INT32_MIN: unknown */
    bool translated;         /* the text says it is a machine translation */
};

enum cs_block_kind {
    CS_BLOCK_TITLE,
    CS_BLOCK_STANDFIRST,
    CS_BLOCK_CAPTION,
    CS_BLOCK_BODY,
    CS_BLOCK_DATELINE, /* "BAGHDAD, Jan 5 (Agency) -" */
    /* From here on: furniture, never a sentence. */
    CS_BLOCK_BYLINE,
    CS_BLOCK_CREDIT,
    CS_BLOCK_UPDATED,
    CS_BLOCK_TRANSLATED,
    CS_BLOCK_SHARE,
    CS_BLOCK_RELATED,
    CS_BLOCK_OTHER
};

/* A run of text of one kind, trimmed; in text order, not overlapping. A
 * paragraph is one block; a caption line with its credit is two. */
struct cs_block {
    struct cs_span span;
    enum cs_block_kind kind;
};

/* --- text ------------------------------------------------------------- */

struct cs_sentence {
    struct cs_span span;
    uint32_t tok_b, tok_e; /* tokens, half-open */
    uint32_t block;        /* index into blocks */
};

enum cs_name_kind {
    CS_NAME_NONE,
    CS_NAME_PER,
    CS_NAME_ORG,
    CS_NAME_LOC,
    CS_NAME_MISC
};

struct cs_token {
    struct cs_span span;
    struct cs_str norm;  /* lower-cased form, curly apostrophes straight */
    struct cs_str lemma; /* in the arena or the model */
    struct cs_str feats; /* UD feature string, "_" for none */
    uint32_t morph;      /* enum cs_morph bits of feats */
    uint32_t head;       /* token index in the document, CS_NONE: root */
    uint32_t sentence;
    uint8_t upos;     /* enum cs_upos */
    uint8_t deprel;   /* enum cs_deprel */
    uint8_t name;     /* enum cs_name_kind */
    bool name_begins; /* first token of its name */
    /* The text model's mention around the token: enum cs_mention_kind + 1, 0:
     * none. Names and descriptions alike, the outermost one. */
    uint8_t described;
    bool described_begins;
    bool space_after; /* white space or block end follows */
    /* The tree downwards, filled with the heads: children in text order. */
    uint32_t first_child, next_sibling; /* CS_NONE: no more */
    uint32_t sub_b,
        sub_e; /* tokens of the subtree: smallest range, half-open */
    /* Lexicon words (src/meaning/lexicon.h) of norm and lemma, 0: unknown.
     * Filled by the first stage of meaning. */
    uint32_t norm_word, lemma_word;
    uint32_t mention; /* the mention whose head this is, CS_NONE */
    uint32_t inside;  /* the name mention this token is part of, CS_NONE */
};

/* --- meaning ---------------------------------------------------------- */

enum cs_mention_kind {
    CS_MENTION_PERSON,
    CS_MENTION_ORGANISATION,
    CS_MENTION_MILITARY,
    CS_MENTION_ARMED_GROUP,
    CS_MENTION_NATIONALITY,
    CS_MENTION_PLACE,
    CS_MENTION_FACILITY,
    CS_MENTION_WEAPON,
    CS_MENTION_VEHICLE,
    CS_MENTION_QUANTITY,
    CS_MENTION_MONEY,
    CS_MENTION_TIME,
    CS_MENTION_URL
};

/* Who somebody is: country or international type, and sector, three letters
 * each (RECORD.md), "" for unknown. */
struct cs_actor_code {
    char country[4];
    char sector[4];
};

/* A wording that names or describes somebody or something. */
struct cs_mention {
    struct cs_span span;         /* of the whole wording: at least its tokens */
    uint32_t tok_b, tok_e, head; /* tokens; head within [tok_b, tok_e) */
    enum cs_mention_kind kind;
    bool is_name; /* a name, not a description or pronoun */
    struct cs_actor_code code;
    struct cs_str name; /* the lexicon's full name, or empty */
    struct cs_str via;  /* how the code came: "nationality, weapon" */
    uint32_t entity;    /* index into entities, CS_NONE */
    uint32_t place;     /* index into places, CS_NONE */
};

struct cs_entity {
    struct cs_str name; /* its fullest name, or fullest description */
    bool named;         /* name is a name, not a description */
    struct cs_actor_code code;
    enum cs_mention_kind kind;
};

/* A pronoun that stands for somebody or something. */
struct cs_pronoun {
    uint32_t tok;
    uint32_t entity;  /* index into entities */
    uint32_t mention; /* of the entity, the last before it if there is one;
                       * CS_NONE: pronouns alone stand for it */
};

enum cs_time_type { CS_TIME_DATE, CS_TIME_TIME, CS_TIME_DURATION, CS_TIME_SET };

enum cs_precision {
    CS_PRECISION_UNKNOWN,
    CS_PRECISION_DAY,
    CS_PRECISION_WEEK,
    CS_PRECISION_MONTH,
    CS_PRECISION_SEASON,
    CS_PRECISION_YEAR,
    CS_PRECISION_DECADE
};

/* A TIMEX3 expression. */
struct cs_time {
    struct cs_span span;
    uint32_t tok_b, tok_e;
    enum cs_time_type type;
    struct cs_str value; /* TIMEX3 value: "2024-01-05", "P2D", "PAST_REF" */
    bool has_days;       /* days holds an interval of the calendar */
    struct cs_days days;
    enum cs_precision precision;
    struct cs_str why; /* the reckoning: "friday <- published 2024-01-06" */
    /* "a day after the strike": the distance in days from an anchor event,
     * to be resolved once that event's own time is known; otherwise 0. */
    bool relative_to_event;
    uint32_t anchor_tok; /* token of the anchoring event word, CS_NONE */
    int32_t shift_days;  /* negative: before */
};

enum cs_place_precision {
    CS_PLACE_POINT,
    CS_PLACE_CITY,
    CS_PLACE_ADMIN2,
    CS_PLACE_ADMIN1,
    CS_PLACE_COUNTRY,
    CS_PLACE_REGION
};

/* Another place that the name could have meant. */
struct cs_place_rival {
    struct cs_str name, admin1; /* empty: unknown */
    char country[4];            /* ISO 3166-1 alpha-3, "" none */
    enum cs_place_precision precision;
    const char *why; /* why it was not taken; static */
};

enum { CS_PLACE_RIVALS = 3 };

struct cs_place {
    struct cs_span span;
    uint32_t tok_b, tok_e;
    struct cs_str name;   /* the gazetteer's name, or the wording */
    char country[4];      /* ISO 3166-1 alpha-3, "" unknown */
    struct cs_str admin1; /* empty: unknown */
    bool has_point;
    double lat, lon;   /* degrees, WGS 84 */
    uint32_t geonames; /* id, 0: none */
    bool unlisted; /* known by its wording alone; the rest its container's */
    bool again;    /* no name, but "the country", "the capital" */
    enum cs_place_precision precision;
    struct cs_str why;
    struct cs_place_rival *rivals; /* [n_rivals] the likeliest first */
    uint32_t n_rivals, n_others;   /* all the others of the name */
};

#define CS_UNBOUNDED INT64_MIN

/* A count as the wording bounds it; CS_UNBOUNDED where it does not. */
struct cs_bounds {
    int64_t min, max;
    bool approximate;
};

/* What a number says: only counts give an event its figures. */
enum cs_quantity_kind {
    CS_QUANTITY_COUNT, /* of people or things */
    CS_QUANTITY_MONEY,
    CS_QUANTITY_SHARE,   /* percent, fractions, "one in five" */
    CS_QUANTITY_MEASURE, /* of length, weight, time… */
    CS_QUANTITY_AGE,
    CS_QUANTITY_LABEL /* "Route 7" */
};

struct cs_quantity {
    struct cs_span span;
    uint32_t tok_b, tok_e;
    uint32_t of; /* token of what is counted, CS_NONE */
    struct cs_bounds bounds;
    enum cs_quantity_kind kind;
};

enum cs_stance {
    CS_STANCE_SAYS,
    CS_STANCE_CLAIMS,
    CS_STANCE_CONFIRMS,
    CS_STANCE_DENIES,
    CS_STANCE_ACCUSES,
    CS_STANCE_ADMITS,
    /* Wants, asks, judges, decides: nothing is put forward as being so. */
    CS_STANCE_VIEWS
};

/* Parts of an attribution may be discontinuous: at most this many runs. */
enum { CS_MAX_RUNS = 8 };

struct cs_runs {
    uint32_t n;
    struct cs_span run[CS_MAX_RUNS];
};

struct cs_attribution {
    struct cs_runs source, cue, content;
    uint32_t source_tok; /* head of the source, CS_NONE: unnamed */
    uint32_t cue_tok;
    uint32_t sentence; /* of the cue */
    enum cs_stance stance;
    bool asserted;  /* the source puts the content forward as being so */
    uint32_t outer; /* the attribution this one stands in, CS_NONE */
    uint32_t first_inner, next_inner; /* those that stand in it; CS_NONE */
};

enum cs_status_of_act {
    CS_HAPPENED,
    CS_ONGOING,
    CS_PLANNED,
    CS_REQUESTED,
    CS_THREATENED,
    CS_POSSIBLE,
    CS_DENIED,
    CS_DID_NOT_HAPPEN
};

enum cs_event_type {
    CS_AGREE,
    CS_CONSULT,
    CS_SUPPORT,
    CS_CONCEDE,
    CS_COOPERATE,
    CS_AID,
    CS_RETREAT,
    CS_REQUEST,
    CS_ACCUSE,
    CS_REJECT,
    CS_THREATEN,
    CS_PROTEST,
    CS_SANCTION,
    CS_MOBILIZE,
    CS_COERCE,
    CS_ASSAULT,
    CS_EVENT_TYPE_COUNT
};

/* PLOVER's four classes of types. */
enum cs_quad {
    CS_VERBAL_COOPERATION,
    CS_MATERIAL_COOPERATION,
    CS_VERBAL_CONFLICT,
    CS_MATERIAL_CONFLICT
};

/* One side of an event, or a source. */
struct cs_party {
    struct cs_span span;
    uint32_t tok;       /* head token, CS_NONE */
    uint32_t mention;   /* index into mentions, CS_NONE */
    struct cs_str name; /* full name, or empty */
    struct cs_actor_code code;
    struct cs_str via;  /* "nationality, weapon" */
    struct cs_str rule; /* slot and path that filled it: "subj of killed" */
};

struct cs_source {
    struct cs_party party; /* span.b == span.e: unnamed */
    struct cs_span cue, claim;
    enum cs_stance stance;
};

struct cs_count {
    bool given;
    struct cs_bounds bounds;
    struct cs_span span;
};

/* Which field a step of reasoning explains. */
enum cs_field {
    CS_FIELD_TYPE,
    CS_FIELD_ACTOR,
    CS_FIELD_RECIPIENT,
    CS_FIELD_STATUS,
    CS_FIELD_SOURCE,
    CS_FIELD_WHEN,
    CS_FIELD_WHERE,
    CS_FIELD_COUNT,
    CS_FIELD_INCIDENT
};

/* One step of why; span.b == span.e where no words stand behind it. */
struct cs_reason {
    enum cs_field field;
    struct cs_str text;
    struct cs_span span;
};

struct cs_when {
    bool known;
    struct cs_days days;
    enum cs_precision precision;
    struct cs_span span; /* the wording; empty where only reckoned */
};

#define CS_CONFIDENCE_UNKNOWN 255

struct cs_event {
    enum cs_event_type type;
    struct cs_str mode; /* PLOVER mode, or empty */
    char cameo[5];      /* CAMEO code, "" unknown */
    uint64_t contexts;  /* bit i: cs_context_name(i) */
    struct cs_str rule; /* frame: "assault.airstrike" */
    struct cs_span trigger;
    uint8_t share; /* the text model's, of the type, in 255ths */
    uint8_t any;   /* its share of all types together */
    uint8_t by;    /* whose word it is: enum cs_sense_by (meaning/senses.h) */
    bool against;  /* conditions of the frame are set aside */
    bool any_word; /* its frame is that of words which no frame lists */
    uint8_t confidence; /* percent; CS_CONFIDENCE_UNKNOWN */
    uint32_t tok;       /* head token of the trigger */
    uint32_t sentence;
    struct cs_party *actors, *recipients;
    uint32_t n_actors, cap_actors, n_recipients, cap_recipients;
    enum cs_status_of_act status;
    struct cs_source *sources; /* outermost first */
    uint32_t n_sources, cap_sources;
    struct cs_when when;
    uint32_t place; /* index into places, CS_NONE */
    struct cs_count killed, injured, size;
    uint32_t incident; /* number within the report, from 0 */
    struct cs_reason *why;
    uint32_t n_why, cap_why;
};

/* Forces that are somewhere, told of without an act: "has 2,500 troops in
 * Iraq".
 */
struct cs_presence {
    uint32_t entity; /* whose they are; CS_NONE: not told */
    struct cs_actor_code code;
    uint32_t place;    /* index into places */
    uint32_t quantity; /* index into quantities */
};

/* A wording that could have been an event, and what ruled it out. */
struct cs_candidate {
    struct cs_span span;
    uint32_t sentence;
    struct cs_str rule, reason;
};

/* A time or place of an event's sentence that the event did not take. */
struct cs_lost {
    uint32_t event;
    enum cs_field field; /* CS_FIELD_WHEN or CS_FIELD_WHERE */
    struct cs_span span;
    const char *why;     /* in words; static */
    struct cs_span word; /* on which it hangs, where `why` speaks of one */
};

/* --- the whole -------------------------------------------------------- */

/* Layers as bits: what a stage needs and gives. */
enum cs_layer {
    CS_LAYER_TEXT = 1 << 0,
    CS_LAYER_BLOCKS = 1 << 1,
    CS_LAYER_SENTENCES = 1 << 2,
    CS_LAYER_TOKENS = 1 << 3,
    CS_LAYER_ANALYSIS = 1 << 4, /* tags, lemmas, tree, names */
    CS_LAYER_MENTIONS = 1 << 5,
    CS_LAYER_TIMES = 1 << 6,
    CS_LAYER_PLACES = 1 << 7,
    CS_LAYER_QUANTITIES = 1 << 8,
    CS_LAYER_ATTRIBUTIONS = 1 << 9,
    CS_LAYER_EVENTS = 1 << 10,
    CS_LAYER_INCIDENTS = 1 << 11,
    CS_LAYER_ENTITIES = 1 << 12,
    CS_LAYER_WHEN = 1 << 13,
    CS_LAYER_WHERE = 1 << 14,
    CS_LAYER_CONFIDENCE = 1 << 15
};

#define CS_ARRAY(type, name)                                                   \
    type *name;                                                                \
    uint32_t n_##name, cap_##name

struct cs_doc {
    struct cs_arena *arena;   /* owned by the caller of the pipeline */
    struct cs_recall *recall; /* the same; text/recall.h; NULL: none */
    uint32_t layers;          /* enum cs_layer bits present */
    struct cs_str text;       /* valid UTF-8, no longer than UINT32_MAX - 1 */
    /* text with letters lower-cased where that keeps the byte length and
     * U+2019 left as it is: the same offsets hold. */
    struct cs_str lower;
    struct cs_meta meta;
    CS_ARRAY(struct cs_block, blocks);
    CS_ARRAY(struct cs_sentence, sentences);
    CS_ARRAY(struct cs_token, tokens);
    /* [n_tokens][CS_EVENT_TYPE_COUNT] the text model's share of each type for
     * each token as a trigger, in 255ths; the rest is "no trigger". NULL: the
     * model has no such head. */
    const uint8_t *shares;
    const float *vectors; /* [n_tokens][vector_dim], or NULL */
    uint32_t vector_dim;
    CS_ARRAY(struct cs_mention, mentions);
    CS_ARRAY(struct cs_entity, entities);
    CS_ARRAY(struct cs_pronoun, pronouns); /* in text order */
    CS_ARRAY(struct cs_time, times);
    CS_ARRAY(struct cs_place, places);
    CS_ARRAY(struct cs_quantity, quantities);
    CS_ARRAY(struct cs_attribution, attributions);
    const uint32_t *quoted; /* [n_tokens] number of the quotation, CS_NONE */
    CS_ARRAY(struct cs_candidate, candidates);
    CS_ARRAY(struct cs_event, events);
    CS_ARRAY(struct cs_presence, presences);
    CS_ARRAY(struct cs_lost, lost); /* for `explain` alone; by event */
};

/* Append a zeroed element to a layer: NULL past the arena's cap.
 * CS_PUSH(doc, times) -> struct cs_time * as void *. */
#define CS_PUSH(doc, layer)                                                    \
    cs_arena_push((doc)->arena, &(doc)->layer, &(doc)->n_##layer,              \
                  &(doc)->cap_##layer, sizeof *(doc)->layer)

/* Forget everything but the arena, which is reset too, and what is recalled. */
void cs_doc_reset(struct cs_doc *doc);

/* The bytes behind a span. */
static inline struct cs_str cs_doc_text(const struct cs_doc *doc,
                                        struct cs_span span)
{
    return (struct cs_str){ doc->text.p + span.b, span.e - span.b };
}

/* Past the last token of the text model's name that begins at tok. */
static inline uint32_t cs_doc_name_end(const struct cs_doc *doc, uint32_t tok)
{
    uint32_t e = tok + 1;
    while (e < doc->n_tokens && doc->tokens[e].name == doc->tokens[tok].name &&
           !doc->tokens[e].name_begins)
        e++;
    return e;
}

/* Fill first_child, next_sibling and the subtree ranges of every token from
 * the heads. Heads must form trees within sentences (asserted). */
void cs_doc_link_tree(struct cs_doc *doc);

/* Lower-case n bytes of valid UTF-8 into out [n], letter by letter; a letter
 * whose lower case has another byte length stays as it is. */
void cs_lower_bytes(char *out, const char *in, size_t n);

/* Fill doc->lower from doc->text. CASUS_ENOMEM past the cap. */
enum casus_status cs_doc_lower(struct cs_doc *doc);

/* Names of RECORD.md for the numbers above. */
const char *cs_mention_kind_name(enum cs_mention_kind kind);
const char *cs_time_type_name(enum cs_time_type type);
const char *cs_precision_name(enum cs_precision precision);
const char *cs_place_precision_name(enum cs_place_precision precision);
const char *cs_stance_name(enum cs_stance stance);
const char *cs_quantity_kind_name(enum cs_quantity_kind kind);
const char *cs_status_name(enum cs_status_of_act status);
const char *cs_event_type_name(enum cs_event_type type);
enum cs_quad cs_quad_of(enum cs_event_type type);
const char *cs_quad_name(enum cs_event_type type);
const char *cs_block_kind_name(enum cs_block_kind kind);
const char *cs_field_name(enum cs_field field);

/* PLOVER contexts by bit number; NULL past the last. */
const char *cs_context_name(unsigned bit);

/* CASUS_ABSENT where the name is none. */
enum casus_status cs_event_type_from(struct cs_str name,
                                     enum cs_event_type *type);
enum casus_status cs_context_from(struct cs_str name, unsigned *bit);
/* True where `mode` is a mode that RECORD.md gives for the type. */
bool cs_mode_fits(enum cs_event_type type, struct cs_str mode);

#endif
