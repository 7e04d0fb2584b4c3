/* coref.h - which mentions and pronouns mean the same.
 *
 * In text order each of them (an item) looks for an item before it: names that
 * the lexicon knows as one are one; of the others a small network scores every
 * candidate, and "nobody before", by features of the pair (coref_features.c).
 * Its weights are models/meaning.casus, learnt by train/coref.py. */
#ifndef CS_MEANING_COREF_H
#define CS_MEANING_COREF_H

#include "meaning/lexicon.h"

enum {
    CS_COREF_ROWS = 4096, /* features are hashed into so many */
    CS_COREF_WIDTH = 48,  /* hidden units */
    CS_COREF_MOST = 48    /* features of a pair */
};

/* score = out . relu(sum of the features' rows + bias) */
struct cs_coref_model {
    const float *rows; /* [CS_COREF_ROWS][CS_COREF_WIDTH] */
    const float *bias; /* [CS_COREF_WIDTH] */
    const float *out;  /* [CS_COREF_WIDTH] */
};

enum cs_item_type {
    CS_ITEM_HE,
    CS_ITEM_SHE,
    CS_ITEM_IT,
    CS_ITEM_THEY,
    CS_ITEM_I,
    CS_ITEM_WE,
    CS_ITEM_YOU,
    CS_ITEM_PERSON, /* names */
    CS_ITEM_BODY,   /* organisations, forces, groups */
    CS_ITEM_PLACE,
    CS_ITEM_THE, /* descriptions, by their determiner */
    CS_ITEM_THIS,
    CS_ITEM_HIS,
    CS_ITEM_A,
    CS_ITEM_BARE
};

enum cs_gender { CS_GENDER_NONE, CS_GENDER_MALE, CS_GENDER_FEMALE };

enum cs_item_role {
    CS_ROLE_SUBJECT,
    CS_ROLE_OBJECT,
    CS_ROLE_POSSESSOR,
    CS_ROLE_PHRASE,
    CS_ROLE_MODIFIER,
    CS_ROLE_CONJUNCT,
    CS_ROLE_APPOSITION,
    CS_ROLE_OTHER
};

struct cs_item {
    uint32_t tok, tok_b, tok_e;
    uint32_t mention;  /* CS_NONE: a pronoun */
    uint32_t sentence; /* number */
    uint32_t clause;   /* the verb above it, CS_NONE */
    uint32_t speech;   /* quotation it stands in, CS_NONE */
    uint32_t speaker;  /* item that speaks here, CS_NONE */
    uint8_t type, kind, role, gender;
    bool plural, reflexive, title;
    bool several;    /* the first of "A and B" */
    bool phrase;     /* its link is within its own phrase: title and name */
    uint32_t before; /* items of the same wording before it */
    uint32_t link;   /* the item before it that means the same, CS_NONE */
    uint32_t among;  /* "they": the first of several it stands for, CS_NONE */
    uint32_t entity; /* number, filled when all are linked */
};

static inline bool cs_item_is_pronoun(const struct cs_item *i)
{
    return i->type <= CS_ITEM_YOU;
}

/* An organisation, a force or a group. */
static inline bool cs_kind_is_body(uint8_t kind)
{
    return kind == CS_MENTION_ORGANISATION || kind == CS_MENTION_MILITARY ||
           kind == CS_MENTION_ARMED_GROUP;
}

static inline bool cs_item_is_name(const struct cs_item *i)
{
    return i->type >= CS_ITEM_PERSON && i->type <= CS_ITEM_PLACE;
}

/* For those who learn the weights: what was scored. */
struct cs_coref_trace {
    /* Candidate k (CS_NONE: nobody before) of item i with its features. */
    void (*pair)(void *arg, uint32_t i, uint32_t k, const uint32_t *features,
                 uint32_t n);
    void *arg;
};

struct cs_items {
    struct cs_item *all; /* in text order */
    uint32_t n, n_entities;
};

/* Find the items and link them. Needs mentions, attributions and sentences.
 * model    NULL: known names alone are linked
 * trace    or NULL
 * CASUS_ENOMEM past the arena's cap. */
enum casus_status cs_coref_resolve(const struct cs_lexicon *lex,
                                   struct cs_doc *doc,
                                   const struct cs_coref_model *model,
                                   const struct cs_coref_trace *trace,
                                   struct cs_items *out);

/* --- between the files of this folder ------------------------------------ */

/* What the features ask of the lexicon, looked up once a document. */
struct cs_coref_words {
    const struct cs_lexicon *lex;
    uint32_t male, female; /* classes */
};

/* Fill an item's own fields, but for speech, speaker, before and link. */
void cs_item_describe(const struct cs_coref_words *words,
                      const struct cs_doc *doc, struct cs_item *item);

/* A pronoun that stands for somebody or something: its type; -1: none. */
int cs_item_pronoun(const struct cs_doc *doc, uint32_t tok);

/* How the wordings of two items agree. */
enum cs_wording {
    CS_WORDING_NONE,
    CS_WORDING_SAME,   /* all words */
    CS_WORDING_HEAD,   /* the head alone */
    CS_WORDING_WITHIN, /* all words of the one in the other */
    CS_WORDING_INITIALS,
    CS_WORDING_SHARED /* some word */
};
enum cs_wording cs_items_wording(const struct cs_doc *doc,
                                 const struct cs_item *a,
                                 const struct cs_item *c);

/* A description that names of the candidate's kind go by: "the group". */
bool cs_item_stands_for(const struct cs_doc *doc, const struct cs_item *a,
                        const struct cs_item *c);

/* Features of candidate c (NULL: nobody before) for item a; `rank`: how many
 * candidates that agree stand between; `speaks`: c says what a stands in.
 * Returns how many. */
uint32_t cs_coref_features(const struct cs_doc *doc, const struct cs_item *a,
                           const struct cs_item *c, uint32_t distance,
                           uint32_t rank, enum cs_wording wording, bool speaks,
                           uint32_t out[CS_COREF_MOST]);

/* Do number, gender and kind allow it? */
bool cs_items_agree(const struct cs_item *a, const struct cs_item *c);

#endif
