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

/* How much of the report speaks for a country: its name, its nationality, and
 * places in it, without name `self`. */
static double speaks_for(const struct cs_placing *p, uint32_t self,
                         const char country[4], double *all)
{
    double sum = 0;
    *all = 0;
    for (uint32_t i = 0; i < cs_place_supporters(p); i++) {
        const struct cs_place_name *name = &p->names[i];
        if (i == self || name->chosen == CS_NONE || name->mentions == 0 ||
            name->nowhere)
            continue;
        const char *c = name->c[name->chosen].p.country;
        const double w =
            name->weight * (name->mentions > 4 ? 4 : name->mentions);
        if (c[0] == '\0')
            continue;
        *all += w;
        if (memcmp(c, country, 4) == 0)
            sum += w;
    }
    return sum;
}

double cs_places_main_country(const struct cs_placing *p, uint32_t self,
                              char country[4])
{
    double best = 0, all = 0;
    memcpy(country, "", 1);
    for (uint32_t i = 0; i < cs_place_supporters(p); i++) {
        const struct cs_place_name *name = &p->names[i];
        if (i == self || name->chosen == CS_NONE || name->mentions == 0 ||
            name->nowhere)
            continue;
        const char *c = name->c[name->chosen].p.country;
        const double sum = speaks_for(p, self, c, &all);
        if (sum > best) {
            best = sum;
            memcpy(country, c, 4);
        }
    }
    return all > 0 ? best / all : 0;
}

/* A village of a name that lists have only for places which nothing in the
 * report speaks for, while most of it speaks for another country: one that no
 * list has. Rule P9. */
static bool lies_nowhere(const struct cs_placing *p, uint32_t self)
{
    static const double known = 16.6; /* 100,000 people */
    const struct cs_place_name *name = &p->names[self];
    char country[4];
    double all;
    if (name->chosen == CS_NONE || name->fixed != CS_NONE)
        return false;
    const struct cs_gaz_place *c = &name->c[name->chosen].p;
    if (c->kind != CS_GAZ_CITY || c->capital || c->log_population >= known ||
        speaks_for(p, self, c->country, &all) > 0 || all < 1.5)
        return false;
    for (uint32_t i = 0; i < cs_place_supporters(p); i++) {
        const struct cs_place_name *o = &p->names[i];
        if (i != self && o->mentions > 0 && o->chosen != CS_NONE &&
            o->c[o->chosen].p.kind != CS_GAZ_COUNTRY &&
            o->c[o->chosen].p.kind != CS_GAZ_NATIONALITY &&
            cs_gaz_km(o->c[o->chosen].p.lat, o->c[o->chosen].p.lon, c->lat,
                      c->lon) < 350)
            return false;
    }
    return cs_places_main_country(p, self, country) >= 0.6;
}

void cs_places_doubt(struct cs_placing *p)
{
    for (uint32_t i = 0; i < p->n_names; i++)
        p->names[i].nowhere =
            p->names[i].mentions > 0 && lies_nowhere(p, i);
}

void cs_places_resolve(struct cs_placing *p)
{
    for (uint32_t i = 0; i < p->n_names; i++)
        p->names[i].mentions = 
            (p->names[i].dateline ? 1u : 0u) + (p->names[i].publisher ? 3u : 0u);
    for (uint32_t i = 0; i < p->n_tops; i++) {
        const struct cs_toponym *t = &p->tops[i];
        if (t->name != CS_NONE && (t->accepted || t->nationality))
            p->names[t->name].mentions++;
    }
    spread_fixed(p);
    for (int round = 0; round < ROUNDS; round++) {
        for (uint32_t i = 0; i < p->n_names; i++) {
            if (p->names[i].mentions > 0 && p->names[i].n > 0)
                choose(p, i);
        }
    }
}
