/* doubt.h - reasons to drop an event that lexicon and text model proposed.
 *
 * What the model hardly believes and nobody known takes part in, is none: "a
 * late frost has killed the blossom". Nor is what happens among private people
 * and firms in talk of sport, shows or trade, what a law says in general, or
 * harm that comes of an accident. */
#ifndef CS_MEANING_DOUBT_H
#define CS_MEANING_DOUBT_H

#include "meaning/events.h"

/* Classes of the lexicon that tell what a sentence speaks of. */
enum cs_subject {
    CS_ABOUT_ANIMAL,
    CS_ABOUT_DISASTER,
    CS_ABOUT_MISHAP,
    CS_ABOUT_PASTIME,
    CS_ABOUT_STATUTE,
    CS_ABOUT_TRADE,
    CS_ABOUT_VIOLENCE, /* what is willed, explosions and blasts */
    CS_ABOUT_WEAPON,
    CS_ABOUT_WILLED,
    CS_SUBJECT_COUNT
};

struct cs_subjects {
    const uint32_t *of; /* [n_sentences] bits 1 << enum cs_subject */
    uint32_t report;    /* those of all sentences */
    uint32_t animal;    /* the class, CS_NONE where the lexicon has none */
};

/* What each sentence speaks of. CASUS_ENOMEM past the arena's cap. */
enum casus_status cs_subjects_read(const struct cs_lexicon *lex,
                                   struct cs_doc *doc, struct cs_subjects *out);

/* Why the making, its roles filled, is no event after all; NULL: it is one. */
const char *cs_doubt(const struct cs_lexicon *lex, const struct cs_doc *doc,
                     const struct cs_making *making,
                     const struct cs_subjects *subjects);

#endif
