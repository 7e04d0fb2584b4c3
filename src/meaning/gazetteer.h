/* gazetteer.h - names of places to candidates on the map.
 *
 * One read-only file (models/places.casus, docs/formats/places.md), mapped
 * and checked once, never parsed: a hash of normalised names, each with the
 * places that bear it and with what else the wording may be (a given name, a
 * common word). Look-ups allocate nothing; threads share the handle. */
#ifndef CS_MEANING_GAZETTEER_H
#define CS_MEANING_GAZETTEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "base/str.h"

struct cs_gazetteer;

enum cs_gaz_kind {
    CS_GAZ_CITY,
    CS_GAZ_ADMIN2,
    CS_GAZ_ADMIN1,
    CS_GAZ_COUNTRY,
    CS_GAZ_REGION,
    CS_GAZ_NATIONALITY /* "Iraqi": no place, but speaks for one */
};

/* What else a name is. */
enum cs_gaz_flag {
    CS_GAZ_COMMON = 1,       /* an English word in lower case */
    CS_GAZ_GIVEN = 2,        /* a given name */
    CS_GAZ_SURNAME = 4,      /* a frequent surname */
    CS_GAZ_NEVER = 8,        /* never a place by itself */
    CS_GAZ_CAPS = 16,        /* only in capitals ("US") */
    CS_GAZ_ABBREVIATION = 32 /* only after a comma or with a stop ("Ky.") */
};

struct cs_gaz_place {
    enum cs_gaz_kind kind;
    bool capital;          /* of its country */
    char country[4];       /* ISO 3166-1 alpha-3 (XKX Kosovo), "" none */
    struct cs_str name;    /* borrowed from the gazetteer */
    struct cs_str admin1;  /* empty: unknown */
    double lat, lon;       /* degrees, WGS 84, to about 2 m */
    double log_population; /* binary logarithm of population + 1, to 1/8 */
    uint32_t geonames;     /* id, 0: none */
};

/* A name found: what else it is, and its places by number. */
struct cs_gaz_name {
    uint32_t flags;            /* enum cs_gaz_flag bits */
    uint32_t n;                /* places, 0 for a mere given name */
    const unsigned char *list; /* n little-endian numbers, NULL: one */
    uint32_t only;             /* the place's number where list is NULL */
};

/* Longest normalised name, and most words of one. */
enum { CS_GAZ_KEY_MAX = 64, CS_GAZ_WORDS_MAX = 6 };

/* Map and check the file. The caller closes the handle.
 * CASUS_EIO: the system refused; CASUS_EMODEL: damaged or another version. */
enum casus_status cs_gazetteer_open(const char *path, struct cs_gazetteer **out,
                                    struct casus_error *err);
void cs_gazetteer_close(struct cs_gazetteer *gazetteer);

/* Normalise a wording: lower case, diacritics folded, hyphens and other marks
 * to single spaces, apostrophes and stops dropped, "Saint" and "St." one.
 *
 * text   valid UTF-8
 * out    [CS_GAZ_KEY_MAX]
 * Returns the length, 0 where nothing is left, the text is too long or has a
 * letter that is not Latin. Source: rule P1, docs/rules/places.md. */
size_t cs_gazetteer_key(const struct cs_gazetteer *gazetteer,
                        struct cs_str text, char out[CS_GAZ_KEY_MAX]);

/* Can a name begin with the first word of this key? Rarely a false yes. */
bool cs_gazetteer_begins(const struct cs_gazetteer *gazetteer,
                         struct cs_str key);

/* CASUS_ABSENT where no place, nationality, given name or excluded word is
 * so called. */
enum casus_status cs_gazetteer_find(const struct cs_gazetteer *gazetteer,
                                    struct cs_str key, struct cs_gaz_name *out);

/* Number of the i-th place of a name, i < n. */
uint32_t cs_gazetteer_nth(const struct cs_gaz_name *name, uint32_t i);

/* Decode a place by number. False where the file has no such number. */
bool cs_gazetteer_place(const struct cs_gazetteer *gazetteer, uint32_t number,
                        struct cs_gaz_place *out);

/* The record of a country, and that of its capital, by its code. False where
 * the file has none. The capital is looked for among the country's towns, in
 * time proportional to their number. */
bool cs_gazetteer_country_place(const struct cs_gazetteer *gazetteer,
                                const char code[4], struct cs_gaz_place *out);
bool cs_gazetteer_capital(const struct cs_gazetteer *gazetteer,
                          const char code[4], struct cs_gaz_place *out);

/* Name of a country by its code, the code itself where unknown. */
struct cs_str cs_gazetteer_country(const struct cs_gazetteer *gazetteer,
                                   const char code[4]);

/* Distance in kilometres between two points in degrees, on the plane that
 * touches halfway: within 1 % up to 2000 km away from the poles, and the same
 * bits on every machine. */
double cs_gaz_km(double lat_a, double lon_a, double lat_b, double lon_b);

#endif
