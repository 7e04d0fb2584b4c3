/* confidence.h - how likely a record is right.
 *
 * Right is a record whose event is told where it stands, and is of its type.
 * What the making of the event leaves behind (the text model's share, whose
 * word it was, type, parties, sources…) is so many features, a weight each;
 * their sum is the log-odds. The weights are learnt on sets that coders have
 * read (train/confidence.py), so that of records at 0.9 nine in ten are right
 * (docs/ACCURACY.md has the table). */
#ifndef CS_MEANING_CONFIDENCE_H
#define CS_MEANING_CONFIDENCE_H

#include "doc/doc.h"

enum {
    CS_CONFIDENCE_ROWS = 512, /* one a feature */
    CS_CONFIDENCE_MOST = 32   /* features of an event */
};

/* Features of an event as rows; returns how many. Needs all other fields. */
uint32_t cs_confidence_features(const struct cs_doc *doc,
                                const struct cs_event *event,
                                uint32_t out[CS_CONFIDENCE_MOST]);

/* Fill each event's confidence. weights [CS_CONFIDENCE_ROWS]; NULL: none is
 * known. */
void cs_confidence_fill(struct cs_doc *doc, const float *weights);

/* Drop the events below `least` percent. Incidents keep their numbers. */
void cs_confidence_keep(struct cs_doc *doc, uint32_t least);

#endif
