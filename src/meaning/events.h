/* events.h - from triggers to event records.
 *
 * Each trigger word with a frame becomes one event; roles come from the
 * frame's slots, status from the words above the trigger, sources from the
 * attributions around it. Then consequences ("killed") join the act that
 * caused them, numbers become counts, and retellings one incident. */
#ifndef CS_MEANING_EVENTS_H
#define CS_MEANING_EVENTS_H

#include "meaning/senses.h"

/* Fill doc->events and doc->candidates. CASUS_ENOMEM past the arena's cap. */
enum casus_status cs_events_find(const struct cs_lexicon *lex,
                                 struct cs_doc *doc, struct casus_error *err);

/* Number the incidents of the report. Needs events with time and place. */
enum casus_status cs_incidents_find(const struct cs_lexicon *lex,
                                    struct cs_doc *doc,
                                    struct casus_error *err);

/* --- between the files of this folder ------------------------------------ */

/* An event while it is made: its trigger, and where it went. */
struct cs_making {
    struct cs_trigger trigger;
    enum cs_sense_by by; /* whose word it is that this is an event */
    uint8_t share;       /* the text model's, in 255ths */
    uint8_t any;         /* the same, of all types together */
    bool against;        /* conditions of the frame are set aside */
    bool negated;        /* told, and said not to be so */
    bool cue_negated;    /* a source did not say so */
    bool future;         /* "will", "would" stands with it */
    struct cs_event event;
    uint32_t into;     /* index of the making it was merged into, CS_NONE */
    bool from_victims; /* its recipients are those of what was merged into it */
};

/* Note a reason; text is borrowed (literal or arena). False past the cap. */
bool cs_event_why(struct cs_doc *doc, struct cs_event *event,
                  enum cs_field field, struct cs_str text, struct cs_span span);

/* Text put together in the arena, as printf; .p NULL past the cap. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
struct cs_str
cs_event_text(struct cs_doc *doc, const char *format, ...);

/* Add a party to the event's actors, else to its recipients. False past the
 * arena's cap. */
bool cs_event_add(struct cs_doc *doc, struct cs_event *event, bool actor,
                  struct cs_party party);

/* Does the token stand among the event's actors, else its recipients? */
bool cs_event_has(const struct cs_event *event, bool actor, uint32_t tok);

/* Actors and recipients of the making from its frame's slots. */
enum casus_status cs_roles_fill(const struct cs_lexicon *lex,
                                struct cs_doc *doc, struct cs_making *making);

/* "No group has claimed the attack", "not rebels": the word names nobody. */
bool cs_is_nobody(const struct cs_doc *doc, uint32_t tok);

/* The making whose trigger stands at the token, CS_NONE. */
uint32_t cs_making_at(const struct cs_making *makings, uint32_t n,
                      uint32_t tok);

/* Status from the words above the trigger. `makings` are those of the
 * sentence, so that a governing event's type can speak. */
enum casus_status cs_act_status(const struct cs_lexicon *lex,
                                struct cs_doc *doc, struct cs_making *making,
                                const struct cs_making *makings, uint32_t n);

/* Join consequences with their acts, within one sentence's makings. */
enum casus_status cs_makings_merge(const struct cs_lexicon *lex,
                                   struct cs_doc *doc,
                                   struct cs_making *makings, uint32_t n);

/* What the trigger's numbers count (enum cs_counts): as its frame says, or its
 * word. */
uint8_t cs_counts_of(const struct cs_lexicon *lex,
                     const struct cs_making *making);

/* Actors of attacks from those who are blamed or claim them in the sentences
 * after. Needs all events. CASUS_ENOMEM past the arena's cap. */
enum casus_status cs_claims_follow(struct cs_doc *doc);

/* Numbers with the word behind them that says what became of so many ("left 12
 * dead and 30 injured"), for the one attack of a sentence. After merging. */
void cs_counts_beside(const struct cs_doc *doc, struct cs_making *makings,
                      uint32_t n);

/* Killed and injured from those to whom it was done, the size from those who
 * took part. */
void cs_counts_fill(const struct cs_lexicon *lex, struct cs_doc *doc,
                    struct cs_making *making);

#endif
