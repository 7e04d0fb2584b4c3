/* placing.h - what the files that find places share.
 *
 *   place_scan.c      names of the gazetteer in the text, longest first
 *   place_evidence.c  does the wording around a name make it a place?
 *   place_resolve.c   which of the places so called?
 *   place_facility.c  airbases, villages and streets that no list has
 *   places.c          all together, and the reasons                        */
#ifndef CS_MEANING_PLACING_H
#define CS_MEANING_PLACING_H

#include "doc/doc.h"
#include "meaning/gazetteer.h"

/* One of the places that a name may mean. */
struct cs_candidate_place {
    struct cs_gaz_place p;
    double prior; /* rule P7; higher is likelier before the report is read */
    double score; /* with the report */
};

/* A distinct name of the report. */
struct cs_place_name {
    struct cs_str key; /* normalised */
    struct cs_gaz_name gaz;
    struct cs_candidate_place *c; /* [n] */
    uint32_t n;
    uint32_t mentions;  /* that passed as places */
    uint32_t persons;   /* that were persons: "Sam Houston" */
    uint32_t strong;    /* that the wording alone makes places */
    uint32_t next;      /* in its bucket, CS_NONE */
    uint32_t chosen;    /* index into c, CS_NONE */
    uint32_t fixed;     /* chosen by a container: "Paris, Texas"; CS_NONE */
    bool dateline;      /* the report was written there */
    bool publisher;     /* it stands in the publisher's name */
    bool nowhere;       /* none of the candidates is meant (rule P9) */
    double weight;      /* how sure the choice is, 0 to 1 */
    uint32_t runner_up; /* index into c, CS_NONE */
};

/* A name where it stands. */
struct cs_toponym {
    uint32_t tok_b, tok_e;   /* of the name */
    uint32_t wide_b, wide_e; /* with the words that belong: "Taji base" */
    uint32_t sentence;
    uint32_t name;      /* index into names, CS_NONE: no list has it */
    uint32_t fixed;     /* index into its candidates, CS_NONE */
    uint32_t container; /* toponym that it stands in, CS_NONE */
    bool after_comma;   /* the container follows a comma */
    bool division;      /* "X province": the first-level division */
    bool facility;
    bool nationality; /* no place, but speaks for a country */
    bool person;
    bool strong;  /* the wording alone would do */
    bool another; /* none of its candidates, but of the container */
    bool accepted;
    double evidence; /* rule P5 */
};

/* Names are found by hash; and only the first so many of a report speak for
 * others, so that a list of ten thousand towns takes no hour. */
enum { CS_PLACE_BUCKETS = 1024, CS_PLACE_SUPPORTERS = 256 };

struct cs_placing {
    const struct cs_gazetteer *gaz;
    struct cs_doc *doc;
    bool tagged; /* tokens have parts of speech */
    bool named;  /* and name kinds */
    CS_ARRAY(struct cs_toponym, tops);
    CS_ARRAY(struct cs_place_name, names);
    uint32_t *bucket; /* [CS_PLACE_BUCKETS] first name, CS_NONE */
    uint8_t *loud;    /* [n_sentences] capitals say nothing */
};

/* Is the word one of a list of words parted by single spaces? */
bool cs_listed(const char *list, struct cs_str word);

/* Does the token begin with a capital letter? */
bool cs_capital(const struct cs_doc *doc, uint32_t tok);

/* How many names may speak for others. */
static inline uint32_t cs_place_supporters(const struct cs_placing *p)
{
    return p->n_names < CS_PLACE_SUPPORTERS ? p->n_names : CS_PLACE_SUPPORTERS;
}

/* Make the empty hash of names: before all else. */
enum casus_status cs_places_begin(struct cs_placing *p);

/* Find names: fills tops and names. */
enum casus_status cs_places_scan(struct cs_placing *p);

/* The name of a wording, added to p->names when new; CS_NONE where the
 * gazetteer has none or memory ends (*full is set then). */
uint32_t cs_place_name_of(struct cs_placing *p, struct cs_str text, bool *full);

/* Containers ("Taji, Iraq"), then evidence for each toponym. */
void cs_places_contain(struct cs_placing *p);
void cs_places_weigh(struct cs_placing *p);

/* Facilities around names, and those of unknown name. */
enum casus_status cs_places_facilities(struct cs_placing *p);

/* Choose among candidates; needs accepted and containers. */
void cs_places_resolve(struct cs_placing *p);

/* Mark names of which no candidate is meant; after resolving. */
void cs_places_doubt(struct cs_placing *p);

/* The country that most of the report's names speak for, "" for none; returns
 * its share of all. */
double cs_places_main_country(const struct cs_placing *p, char country[4]);

/* Could place a lie in place b? */
bool cs_place_within(const struct cs_gaz_place *a,
                     const struct cs_gaz_place *b);

#endif
