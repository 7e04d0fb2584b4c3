/* lexicon.h - the words of politics and violence, compiled from text files.
 *
 * docs/formats/lexicon.md has the files' format. Loading interns every word:
 * tokens then carry word numbers, and looking a trigger, a cue or a name up is
 * an index into an array. Read-only after loading; shared by threads.
 *
 *   word  -> patterns whose head it is (triggers, cues, agents, titles…)
 *         -> actor names that begin with it
 *         -> word classes it belongs to, as bits                           */
#ifndef CS_MEANING_LEXICON_H
#define CS_MEANING_LEXICON_H

#include <stdint.h>

#include "doc/doc.h"

enum cs_pattern_pos {
    CS_POS_VERB,
    CS_POS_NOUN,
    CS_POS_ADJ,
    CS_POS_PREP,
    CS_POS_ADVERB,
    CS_POS_AUX,
    CS_POS_ANY
};

/* What a pattern stands for. */
enum cs_pattern_kind {
    CS_PATTERN_TRIGGER,  /* value: frame index */
    CS_PATTERN_CUE,      /* value: enum cs_stance */
    CS_PATTERN_STATUS,   /* value: enum cs_status_of_act */
    CS_PATTERN_NEGATION, /* value: 0 */
    CS_PATTERN_SUPPORT,  /* value: 0 actor, 1 recipient */
    CS_PATTERN_AGENT,    /* value: index into agents */
    CS_PATTERN_TITLE,    /* value: index into agents */
    CS_PATTERN_KIND,     /* value: enum cs_mention_kind; weapon: and so on */
    CS_PATTERN_FORCE,    /* value: index into agents; force-of: */
    CS_PATTERN_FORM      /* value: index into agents; form: */
};

/* Words of a phrase; the head is the first for verbs, adjectives,
 * prepositions and adverbs, for nouns the last, or the one before "of" and the
 * like ("exchange of fire"). */
struct cs_pattern {
    uint32_t words_at, n_words; /* into cs_lexicon.pattern_words */
    uint32_t value;
    uint8_t kind, pos;
    uint8_t head; /* which of the words */
};

/* Where the parts of an event are looked for. A preposition is a slot too:
 * CS_SLOT_PREP with the preposition's word. */
enum cs_slot_kind {
    CS_SLOT_NONE,
    CS_SLOT_SUBJ,
    CS_SLOT_OBJ,
    CS_SLOT_IOBJ,
    CS_SLOT_COMP,
    CS_SLOT_POSS,
    CS_SLOT_COMPOUND,
    CS_SLOT_BETWEEN,
    CS_SLOT_PREP,
    CS_SLOT_SELF,  /* in conditions: the trigger's own form */
    CS_SLOT_WORD,  /* in conditions: any lemma of the clause */
    CS_SLOT_BEFORE /* in conditions: an event of the type told just before */
};

struct cs_slot {
    uint8_t kind;
    uint32_t word; /* the preposition */
};

enum cs_test {
    CS_TEST_ANY,
    CS_TEST_NONE,
    CS_TEST_PERSON,
    CS_TEST_FORCE,
    CS_TEST_ACTOR,
    CS_TEST_PLACE,
    CS_TEST_NUMBER,
    CS_TEST_CLASS, /* value: class index */
    CS_TEST_WORDS  /* words_at, n_words */
};

struct cs_condition {
    struct cs_slot slot;
    uint8_t test;
    bool not_this; /* from a `not:` line */
    uint32_t value;
    uint32_t words_at, n_words;
    uint32_t group; /* alternatives of one `need:` line share a number */
};

enum { CS_MAX_SLOTS = 12 };

struct cs_slots {
    uint8_t n;
    struct cs_slot slot[CS_MAX_SLOTS];
};

enum cs_counts { CS_COUNTS_NOTHING, CS_COUNTS_KILLED, CS_COUNTS_INJURED };

struct cs_frame {
    struct cs_str name; /* "assault.shoot" */
    enum cs_event_type type;
    struct cs_str mode;
    char cameo[5];
    uint64_t contexts;
    /* [0] of verbs and adjectives, [1] of nouns */
    struct cs_slots actor[2], recipient[2];
    bool mutual, yields, has_status;
    enum cs_status_of_act status;
    uint8_t counts; /* enum cs_counts: what its recipients add up to */
    int32_t rank;
    uint32_t conditions_at, n_conditions;
};

enum cs_name_form {
    CS_FORM_NAME,
    CS_FORM_ACRONYM,
    CS_FORM_DEMONYM,
    CS_FORM_CAPITAL
};

/* A country, organisation, force or group with a name of its own. */
struct cs_actor {
    struct cs_str name;
    struct cs_actor_code code;
    enum cs_mention_kind kind;
    uint32_t offices_at, n_offices; /* into offices; none: always in office */
};

/* A time in office: days [from, to), INT32_MAX while it lasts. */
struct cs_office {
    int32_t from, to;
};

/* A name's words; in the list by spelling their keys (spelling.h), without
 * particles. */
struct cs_name {
    uint32_t words_at, n_words; /* into pattern_words */
    uint32_t actor;
    uint8_t form;  /* enum cs_name_form */
    bool capitals; /* matches only where the text has capitals */
};

/* agent, title, force-of and form lines. */
struct cs_agent {
    char sector[4];
    enum cs_mention_kind kind;
};

struct cs_word {
    struct cs_str text;
    uint64_t classes[2]; /* bit i: class i */
    uint32_t patterns_b, patterns_e;
    uint32_t names_b, names_e;
    uint32_t spelled_b, spelled_e; /* of a key: names by spelling */
    /* enum cs_counts where a frame of this word says so ("kill"): it holds in
     * the word's other frames too. */
    uint8_t counts;
};

enum { CS_MAX_CLASSES = 128 };

struct cs_lexicon {
    struct cs_arena *memory;
    uint32_t *slots; /* [n_slots] open hash of word numbers */
    uint32_t n_slots;
    CS_ARRAY(struct cs_word, words); /* word 0 is "unknown" */
    CS_ARRAY(uint32_t, pattern_words);
    CS_ARRAY(struct cs_pattern, patterns); /* sorted by head, longest first */
    CS_ARRAY(struct cs_name, names);       /* sorted by first word, longest */
    CS_ARRAY(struct cs_name, spelled);     /* the same by key */
    CS_ARRAY(struct cs_office, offices);
    CS_ARRAY(struct cs_frame, frames);
    CS_ARRAY(struct cs_condition, conditions);
    CS_ARRAY(struct cs_actor, actors);
    CS_ARRAY(struct cs_agent, agents);
    CS_ARRAY(struct cs_str, class_names);
    /* By type: the frame of words that no frame lists (`any-word: yes`), or
     * CS_NONE; and the patterns that stand for such a word, by CS_POS_VERB,
     * CS_POS_NOUN and CS_POS_ADJ. */
    uint32_t any_frame[CS_EVENT_TYPE_COUNT];
    struct cs_pattern any_word[CS_POS_ADJ + 1];
    char version[17]; /* hash of all files, hex */
};

/* One mistake in a file. */
struct cs_lexicon_mistake {
    struct cs_str file;
    uint32_t line, column; /* from 1, in bytes */
    const char *message;
};

typedef void cs_mistake_fn(void *context,
                           const struct cs_lexicon_mistake *mistake);

/* Read every .txt below the events/, actors/ and cues/ of `more` (a user's own
 * folder of the same shape, or NULL), then those of dir: of two names or
 * wordings that are the same, the user's holds.
 *
 * report   called for each mistake; NULL: the first goes into err
 * CASUS_ELEXICON when there was any mistake (out is still set when report is
 * given, without the wrong lines), CASUS_EIO when a folder cannot be read. */
enum casus_status cs_lexicon_load(const char *dir, const char *more,
                                  cs_mistake_fn *report, void *context,
                                  struct cs_lexicon **out,
                                  struct casus_error *err);
void cs_lexicon_free(struct cs_lexicon *lexicon);

/* Number of a lower-case word, 0 for one the lexicon has not. */
uint32_t cs_lexicon_word(const struct cs_lexicon *lexicon, struct cs_str word);

/* Is the word in the class? */
static inline bool cs_lexicon_in(const struct cs_lexicon *lexicon,
                                 uint32_t word, uint32_t class_index)
{
    return (lexicon->words[word].classes[class_index >> 6] >>
            (class_index & 63)) &
           1;
}

/* Class number by name, CS_NONE. */
uint32_t cs_lexicon_class(const struct cs_lexicon *lexicon, const char *name);

#endif
