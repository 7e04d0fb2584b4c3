/* frames.h - which sense of a word an event trigger has, and who fills what.
 *
 * A word can open several frames ("fire a minister", "fire at soldiers"). The
 * frame is taken whose conditions hold; of several the one of highest rank,
 * most words, most conditions. Slots are answered from the tree. */
#ifndef CS_MEANING_FRAMES_H
#define CS_MEANING_FRAMES_H

#include "meaning/lexicon.h"
#include "meaning/match.h"

/* A word in its sense. */
struct cs_trigger {
    uint32_t tok;
    const struct cs_frame *frame;
    const struct cs_pattern *pattern;
    struct cs_match match;
    uint32_t support;       /* verb that lends a noun its parties, CS_NONE */
    bool support_recipient; /* its subject suffers the act */
};

enum { CS_MAX_FILLERS = 12 };

struct cs_fillers {
    uint32_t n;
    uint32_t tok[CS_MAX_FILLERS];
};

/* Find the sense of the word at `tok`.
 *
 * type        enum cs_event_type to be looked for alone, -1: any
 * ruled_out   set when there were senses and none held: the condition that
 *             spoke against the likeliest, and the frame in out->frame
 * CASUS_OK, or CASUS_ABSENT: no trigger, or ruled out. */
enum casus_status cs_trigger_find(const struct cs_lexicon *lex,
                                  const struct cs_doc *doc, uint32_t tok,
                                  int type, struct cs_trigger *out,
                                  const struct cs_condition **ruled_out);

/* The types that some frame lists the word for, whether or not its conditions
 * hold: bit 1 << type. */
uint32_t cs_trigger_types(const struct cs_lexicon *lex,
                          const struct cs_doc *doc, uint32_t tok);

/* The word as a trigger of a type that no frame lists it for: the lexicon's
 * frame of any word. False where it cannot be one, or the lexicon has none. */
bool cs_trigger_any_word(const struct cs_lexicon *lex, const struct cs_doc *doc,
                         uint32_t tok, enum cs_event_type type,
                         struct cs_trigger *out);

/* Words that fill a slot of the trigger: heads, coordination not expanded. */
void cs_slot_fill(const struct cs_lexicon *lex, const struct cs_doc *doc,
                  const struct cs_trigger *t, struct cs_slot slot,
                  struct cs_fillers *out);

/* A condition or slot in words, for `explain`: "needs on any". Written into
 * out [cap], cut where too long; returns its length. */
size_t cs_condition_text(const struct cs_lexicon *lex,
                         const struct cs_condition *c, char *out, size_t cap);
/* The first condition that speaks for the trigger's sense, in words: "has a
 * word of class weapon as its object"; 0 where its frame wants nothing. */
size_t cs_trigger_reason(const struct cs_lexicon *lex, const struct cs_doc *doc,
                         const struct cs_trigger *t, char *out, size_t cap);
const char *cs_slot_name(const struct cs_lexicon *lex, struct cs_slot slot,
                         char *out, size_t cap);

/* Who claimed responsibility, or took credit, for what the noun tells;
 * CS_NONE. */
uint32_t cs_claimant(const struct cs_doc *doc, uint32_t noun);

#endif
