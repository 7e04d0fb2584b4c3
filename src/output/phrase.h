/* phrase.h - dates, counts and places of an event in a few plain words. */
#ifndef CS_OUTPUT_PHRASE_H
#define CS_OUTPUT_PHRASE_H

#include "doc/doc.h"

/* A short text with a NUL; cut where it is full. */
struct cs_phrase {
    char text[112];
    size_t n;
};

/* At most ten columns: "2024-01-04"; "2024-01" for a stretch within one
 * month, "2024" within one year, "2014–2016" for more; "no date". */
struct cs_phrase cs_phrase_day(const struct cs_when *when);

/* "2024-01-04", "2024-01-01 to 2024-01-07"; empty where not known. */
struct cs_phrase cs_phrase_days(const struct cs_when *when);

/* "2,500", "about 2,500", "at least 20", "up to 100", "3 to 5". */
struct cs_phrase cs_phrase_bounds(struct cs_bounds bounds);

/* "2 killed · at least 20 injured · about 2,500 taking part", as far as the
 * report says; empty where it says none of them. */
struct cs_phrase cs_phrase_counts(const struct cs_event *event);

/* "Baghdad, IRQ"; a country by its name alone. place may be NULL: empty. */
struct cs_phrase cs_phrase_place(const struct cs_place *place);

/* What a sector's or an international type's three letters mean, NULL where
 * the letters are none of them. */
const char *cs_sector_words(const char *sector);

#endif
