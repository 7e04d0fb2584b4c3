/* place_resolve.c - which of the places so called?
 *
 * Each distinct name of the report chooses the candidate that the others
 * support: their countries, their divisions and how near they are, beside
 * how large it is. The choices are repeated a few times, so that sure names
 * settle first and then settle others. "Paris, Texas" fixes its own, and
 * then every other "Paris" of the report. Rules P7 to P9. */
#include <math.h>

#include "meaning/placing.h"

enum { ROUNDS = 3 };

/* Support grows with the logarithm of what speaks for a candidate; this one
 * is exact at the small whole numbers that matter and the same everywhere. */
static double log2_of_one_plus(double x)
{
    double k = 0;
    double v = 1 + x;
    while (v >= 2) {
        v /= 2;
        k += 1;
    }
    return k + (v - 1);
}

static double capped(double x, double most)
{
    return x < most ? x : most;
}

/* What the other names say for candidate c of name `self`. */
static double support(const struct cs_placing *p, uint32_t self,
                      const struct cs_gaz_place *c)
{
    double country = 0, division = 0, nearness = 0;
    for (uint32_t i = 0; i < cs_place_supporters(p); i++) {
        const struct cs_place_name *name = &p->names[i];
        if (i == self || name->chosen == CS_NONE || name->mentions == 0)
            continue;
        const struct cs_gaz_place *d = &name->c[name->chosen].p;
        const double w =
            name->weight * (name->mentions > 4 ? 4 : name->mentions);
        const bool same =
            c->country[0] != '\0' && memcmp(c->country, d->country, 4) == 0;
        if (same) {
            const bool whole =
                d->kind == CS_GAZ_COUNTRY || d->kind == CS_GAZ_NATIONALITY;
            country += w * (whole ? 1.0 : 0.9);
            if (!whole && c->admin1.n > 0 && cs_str_eq(c->admin1, d->admin1))
                division += w;
        }
        if (d->kind == CS_GAZ_COUNTRY || d->kind == CS_GAZ_NATIONALITY ||
            c->kind == CS_GAZ_COUNTRY || fabs(c->lat - d->lat) > 4)
            continue;
        const double km = cs_gaz_km(c->lat, c->lon, d->lat, d->lon);
        const double v = km < 40 ? 1.0 : km < 120 ? 0.7 : km < 350 ? 0.3 : 0;
        nearness += v * name->weight;
    }
    return 1.4 * capped(log2_of_one_plus(country), 3.5) +
           1.6 * capped(log2_of_one_plus(division), 3) +
           1.6 * capped(nearness, 2.5);
}

/* The best candidate in another country or division than the chosen one: the
 * one that a reader might have taken it for. */
static uint32_t rival(const struct cs_place_name *name, uint32_t chosen)
{
    const struct cs_gaz_place *c = &name->c[chosen].p;
    uint32_t best = CS_NONE;
    for (uint32_t i = 0; i < name->n; i++) {
        const struct cs_gaz_place *g = &name->c[i].p;
        if (memcmp(g->country, c->country, 4) == 0 &&
            cs_str_eq(g->admin1, c->admin1))
            continue;
        if (best == CS_NONE || name->c[i].score > name->c[best].score)
            best = i;
    }
    return best;
}

static void choose(struct cs_placing *p, uint32_t self)
{
    struct cs_place_name *name = &p->names[self];
    double best = -1e9, second = -1e9;
    uint32_t at = CS_NONE;
    for (uint32_t i = 0; i < name->n; i++) {
        struct cs_candidate_place *c = &name->c[i];
        c->score = c->prior + support(p, self, &c->p);
        if (c->score > best) {
            second = best;
            best = c->score;
            at = i;
        } else if (c->score > second) {
            second = c->score;
        }
    }
    name->chosen = name->fixed != CS_NONE ? name->fixed : at;
    name->runner_up = rival(name, name->chosen);
    const double margin = best - second;
    name->weight = name->fixed != CS_NONE || name->n == 1 ? 1
                   : margin > 4                           ? 1
                   : margin > 2                           ? 0.6
                                                          : 0.3;
}

/* A container's choice for one mention holds for the name's others. */
static void spread_fixed(struct cs_placing *p)
{
    for (uint32_t i = 0; i < p->n_names; i++)
        p->names[i].fixed = CS_NONE;
    for (uint32_t i = 0; i < p->n_tops; i++) {
        const struct cs_toponym *t = &p->tops[i];
        if (t->accepted && t->name != CS_NONE && t->fixed != CS_NONE &&
            p->names[t->name].fixed == CS_NONE &&
            (t->container == CS_NONE || t->after_comma))
            p->names[t->name].fixed = t->fixed;
    }
}

/* How much of the report speaks for each country: its name, its nationality,
 * and places in it, by how often they stand and how sure they are. */
struct tally {
    struct {
        char code[4];
        double sum;
    } of[CS_PLACE_SUPPORTERS];
    uint32_t n;
    double all;
};

static double weight_of(const struct cs_place_name *name)
{
    return name->weight * (name->mentions > 4 ? 4 : name->mentions);
}

/* The code of the country that a name speaks for, NULL for none. */
static const char *spoken_for(const struct cs_place_name *name)
{
    if (name->chosen == CS_NONE || name->mentions == 0 || name->nowhere ||
        name->c[name->chosen].p.country[0] == '\0')
        return NULL;
    return name->c[name->chosen].p.country;
}

static void count_countries(const struct cs_placing *p, struct tally *t)
{
    t->n = 0;
    t->all = 0;
    for (uint32_t i = 0; i < cs_place_supporters(p); i++) {
        const char *code = spoken_for(&p->names[i]);
        uint32_t k = 0;
        if (code == NULL)
            continue;
        while (k < t->n && memcmp(t->of[k].code, code, 4) != 0)
            k++;
        if (k == t->n) {
            memcpy(t->of[k].code, code, 4);
            t->of[t->n++].sum = 0;
        }
        t->of[k].sum += weight_of(&p->names[i]);
        t->all += weight_of(&p->names[i]);
    }
}

/* A village of a name that lists have only for places which nothing in the
 * report speaks for, while most of it speaks for another country: one that no
 * list has. Rule P9. */
static bool lies_nowhere(const struct cs_placing *p, uint32_t self,
                         const struct tally *t)
{
    static const double well_known = 16.6; /* 100,000 people */
    const struct cs_place_name *name = &p->names[self];
    if (name->chosen == CS_NONE || name->fixed != CS_NONE)
        return false;
    const struct cs_gaz_place *c = &name->c[name->chosen].p;
    /* By another spelling only the largest are known: "Boni" is not Bonn. */
    char key[CS_GAZ_KEY_MAX];
    const size_t n = cs_gazetteer_key(p->gaz, c->name, key);
    const bool own_name = cs_str_eq((struct cs_str){ key, n }, name->key);
    const double known = own_name ? well_known : 20.0; /* a million */
    const double own = self < cs_place_supporters(p) ? weight_of(name) : 0;
    const double all = t->all - own;
    if (c->kind != CS_GAZ_CITY || c->capital || c->log_population >= known ||
        all < 1.5)
        return false;
    double most = 0;
    for (uint32_t k = 0; k < t->n; k++) {
        if (memcmp(t->of[k].code, c->country, 4) != 0)
            most = t->of[k].sum > most ? t->of[k].sum : most;
        else if (t->of[k].sum > own)
            return false;
    }
    for (uint32_t i = 0; i < cs_place_supporters(p); i++) {
        const struct cs_place_name *o = &p->names[i];
        if (i == self || o->mentions == 0 || o->chosen == CS_NONE)
            continue;
        const struct cs_gaz_place *d = &o->c[o->chosen].p;
        if (d->kind != CS_GAZ_COUNTRY && d->kind != CS_GAZ_NATIONALITY &&
            cs_gaz_km(d->lat, d->lon, c->lat, c->lon) < 350)
            return false;
    }
    return most >= 0.6 * all;
}

void cs_places_doubt(struct cs_placing *p)
{
    struct tally t;
    count_countries(p, &t);
    for (uint32_t i = 0; i < p->n_names; i++)
        p->names[i].nowhere =
            p->names[i].mentions > 0 && lies_nowhere(p, i, &t);
}

double cs_places_main_country(const struct cs_placing *p, char country[4])
{
    struct tally t;
    double best = 0;
    count_countries(p, &t);
    country[0] = '\0';
    for (uint32_t k = 0; k < t.n; k++) {
        if (t.of[k].sum > best) {
            best = t.of[k].sum;
            memcpy(country, t.of[k].code, 4);
        }
    }
    return t.all > 0 ? best / t.all : 0;
}

/* A small town in a publisher's name speaks where the text names it, too: the
 * Stabroek News is not of Stabroek. */
static bool speaks_as_publisher(const struct cs_place_name *name)
{
    static const double well_known = 16.6; /* 100,000 people */
    bool known = name->mentions > 0;
    for (uint32_t i = 0; i < name->n && !known; i++)
        known = name->c[i].p.kind != CS_GAZ_CITY ||
                name->c[i].p.log_population >= well_known;
    return known;
}

void cs_places_resolve(struct cs_placing *p)
{
    for (uint32_t i = 0; i < p->n_names; i++)
        p->names[i].mentions = p->names[i].dateline ? 1u : 0u;
    for (uint32_t i = 0; i < p->n_tops; i++) {
        const struct cs_toponym *t = &p->tops[i];
        if (t->name != CS_NONE && (t->accepted || t->nationality))
            p->names[t->name].mentions++;
    }
    for (uint32_t i = 0; i < p->n_names; i++) {
        if (p->names[i].publisher && speaks_as_publisher(&p->names[i]))
            p->names[i].mentions += 3;
    }
    spread_fixed(p);
    for (int round = 0; round < ROUNDS; round++) {
        for (uint32_t i = 0; i < p->n_names; i++) {
            if (p->names[i].mentions > 0 && p->names[i].n > 0)
                choose(p, i);
        }
    }
}
