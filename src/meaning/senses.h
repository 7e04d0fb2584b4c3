/* senses.h - does a word tell an event here, and of which type?
 *
 * The lexicon proposes by its patterns and their conditions, the text model by
 * its shares (text/trigger_head.h). Where they agree nothing is asked. The
 * model rules out what it sees no event in; where it is sure of another type,
 * the lexicon's frame of that type is taken, its conditions set aside; and
 * where the lexicon is silent, the frame of any word. */
#ifndef CS_MEANING_SENSES_H
#define CS_MEANING_SENSES_H

#include "meaning/frames.h"

enum cs_sense_by {
    CS_BY_LEXICON, /* the model agrees, or has no say */
    CS_BY_BOTH,    /* the model chose among the lexicon's frames */
    CS_BY_MODEL    /* no frame lists the word */
};

struct cs_sense {
    struct cs_trigger trigger; /* frame NULL: the word is no candidate */
    enum cs_sense_by by;
    uint8_t share; /* the model's, of the sense's type, in 255ths */
    uint8_t any;   /* its share of all types together */
    bool against;  /* the frame's conditions do not hold: the model's choice */
    /* Where there is no event: the condition that spoke against the likeliest
     * frame, or NULL where the model did. */
    const struct cs_condition *ruled_out;
};

/* CASUS_OK; CASUS_ABSENT: no event, out->trigger.frame says whether there was
 * a candidate. */
enum casus_status cs_sense_find(const struct cs_lexicon *lex,
                                const struct cs_doc *doc, uint32_t tok,
                                struct cs_sense *out);

#endif
