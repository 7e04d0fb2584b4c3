/* places.c - all steps from names to places, and the reasons.
 *
 *   scan -> containers -> evidence -> accept -> resolve -> accept what the
 *   map supports -> resolve -> facilities -> doc->places                   */
#include "meaning/places.h"

#include <stdarg.h>
#include <stdio.h>

#include "meaning/placing.h"

/* Evidence from which a name is a place, and from which the map may help.
 * Rule P6. */
static const double accept_from = 1.3;
static const double doubt_from = -0.2;

/* --- acceptance -------------------------------------------------------- */

/* What one mention shows holds for the others: a strong one makes the name a
 * place, a person's name makes it a person's. */
static void accept(struct cs_placing *p)
{
    for (uint32_t i = 0; i < p->n_tops; i++) {
        const struct cs_toponym *t = &p->tops[i];
        p->names[t->name].persons += t->person;
        p->names[t->name].strong += t->strong;
    }
    for (uint32_t i = 0; i < p->n_tops; i++) {
        struct cs_toponym *t = &p->tops[i];
        if (t->nationality)
            continue;
        const bool elsewhere = p->names[t->name].strong > t->strong;
        if (!t->person && elsewhere)
            t->evidence += 1.2;
        if (!t->person && !t->strong && p->names[t->name].persons > 0 &&
            t->container == CS_NONE && t->tok_e - t->tok_b == 1)
            t->evidence -= 2.5;
        t->accepted = t->evidence >= accept_from;
    }
}

/* A doubtful name next to sure places, or in a country much spoken of. */
static void accept_by_map(struct cs_placing *p)
{
    for (uint32_t i = 0; i < p->n_tops; i++) {
        struct cs_toponym *t = &p->tops[i];
        if (t->nationality || t->accepted || t->person ||
            t->evidence < doubt_from)
            continue;
        const struct cs_place_name *name = &p->names[t->name];
        double best = 0;
        for (uint32_t c = 0; c < name->n; c++) {
            double near = 0;
            for (uint32_t k = 0; k < cs_place_supporters(p); k++) {
                const struct cs_place_name *o = &p->names[k];
                if (o == name || o->mentions == 0 || o->chosen == CS_NONE ||
                    o->weight < 0.5)
                    continue;
                const struct cs_gaz_place *d = &o->c[o->chosen].p;
                if (d->kind == CS_GAZ_COUNTRY || d->kind == CS_GAZ_NATIONALITY)
                    continue;
                if (cs_gaz_km(d->lat, d->lon, name->c[c].p.lat,
                              name->c[c].p.lon) < 150)
                    near += 0.8;
                else if (d->admin1.n > 0 &&
                         cs_str_eq(d->admin1, name->c[c].p.admin1) &&
                         memcmp(d->country, name->c[c].p.country, 4) == 0)
                    near += 0.4;
            }
            best = near > best ? near : best;
        }
        t->accepted = t->evidence + (best < 1.6 ? best : 1.6) >= accept_from;
    }
}

/* --- choice for one mention -------------------------------------------- */

/* The division among the candidates for "Kirkuk province". */
static uint32_t division_of(const struct cs_place_name *name, uint32_t chosen)
{
    uint32_t best = CS_NONE;
    for (uint32_t i = 0; i < name->n; i++) {
        const struct cs_gaz_place *g = &name->c[i].p;
        if ((g->kind == CS_GAZ_ADMIN1 || g->kind == CS_GAZ_ADMIN2) &&
            memcmp(g->country, name->c[chosen].p.country, 4) == 0 &&
            (best == CS_NONE || g->kind > name->c[best].p.kind))
            best = i;
    }
    return best == CS_NONE ? chosen : best;
}

static uint32_t choice(const struct cs_placing *p, const struct cs_toponym *t)
{
    const struct cs_place_name *name = &p->names[t->name];
    /* A container after a comma speaks for its own name; without one the
     * other places of the report had their say. */
    uint32_t c = name->chosen;
    if (t->fixed != CS_NONE)
        c = t->fixed;
    return t->division && c != CS_NONE ? division_of(name, c) : c;
}

/* --- reasons ----------------------------------------------------------- */

#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
static struct cs_str
text(struct cs_doc *doc, const char *format, ...)
{
    char buffer[240];
    va_list args;
    va_start(args, format);
    const int n = vsnprintf(buffer, sizeof buffer, format, args);
    va_end(args);
    size_t len = n < 0 ? 0 : (size_t)n;
    if (len >= sizeof buffer) {
        len = sizeof buffer - 1;
        /* Not in the middle of a character. */
        while (len > 0 && ((unsigned char)buffer[len] & 0xC0u) == 0x80)
            len--;
    }
    return cs_arena_str(doc->arena, (struct cs_str){ buffer, len });
}

#define S(s) (int)((s).n < 80 ? (s).n : 80), (s).n == 0 ? "" : (s).p

/* How often a country is named, by name or nationality. */
static uint32_t times_named(const struct cs_placing *p, const char code[4])
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < cs_place_supporters(p); i++) {
        const struct cs_place_name *name = &p->names[i];
        if (name->chosen == CS_NONE)
            continue;
        const struct cs_gaz_place *g = &name->c[name->chosen].p;
        if ((g->kind == CS_GAZ_COUNTRY || g->kind == CS_GAZ_NATIONALITY) &&
            memcmp(g->country, code, 4) == 0)
            n += name->mentions;
    }
    return n;
}

static struct cs_str part_of(const struct cs_placing *p,
                             const struct cs_gaz_place *g, bool division)
{
    if (g->kind == CS_GAZ_COUNTRY)
        return CS_STR("the country");
    if (g->country[0] == '\0')
        return CS_STR("the region");
    return division && g->admin1.n > 0
               ? g->admin1
               : cs_gazetteer_country(p->gaz, g->country);
}

static struct cs_str reason(const struct cs_placing *p,
                            const struct cs_toponym *t, uint32_t c)
{
    struct cs_doc *doc = p->doc;
    const struct cs_place_name *name = &p->names[t->name];
    const struct cs_gaz_place *g = &name->c[c].p;
    if (t->fixed != CS_NONE && t->container != CS_NONE) {
        const struct cs_toponym *in = &p->tops[t->container];
        const struct cs_span span = { doc->tokens[in->tok_b].span.b,
                                      doc->tokens[in->tok_e - 1].span.e };
        const struct cs_str of = cs_doc_text(doc, span);
        return text(doc, "%.*s: the one in %.*s, which stands with it",
                    S(g->name), S(of));
    }
    if (name->n == 1)
        return text(doc, "%.*s: the only place so called", S(g->name));
    if (name->fixed == c)
        return text(doc, "%.*s: as the report says elsewhere (%.*s)",
                    S(g->name), S(part_of(p, g, g->admin1.n > 0)));
    const uint32_t other = name->runner_up;
    if (other == CS_NONE || other == c || name->chosen != c)
        return text(doc, "%.*s: in %.*s", S(g->name), S(part_of(p, g, true)));
    const struct cs_gaz_place *o = &name->c[other].p;
    const bool same = memcmp(g->country, o->country, 4) == 0;
    const struct cs_str here = part_of(p, g, same);
    const struct cs_str there = part_of(p, o, same);
    const uint32_t named = times_named(p, g->country);
    if (name->c[c].prior >= name->c[other].prior &&
        name->c[c].score - name->c[c].prior <
            name->c[other].score - name->c[other].prior + 0.5)
        return text(doc, "%.*s: %.*s, not %.*s: best known of %u", S(g->name),
                    S(here), S(there), (unsigned)name->n);
    if (!same && named > 0)
        return text(doc, "%.*s: %.*s, not %.*s: %.*s named %u time%s",
                    S(g->name), S(here), S(there),
                    S(cs_gazetteer_country(p->gaz, g->country)),
                    (unsigned)named, named == 1 ? "" : "s");
    return text(doc, "%.*s: %.*s, not %.*s: nearest to the report's places",
                S(g->name), S(here), S(there));
}

/* --- output ------------------------------------------------------------ */

static bool same_division(const struct cs_gaz_place *a,
                          const struct cs_gaz_place *b)
{
    return memcmp(a->country, b->country, 4) == 0 &&
           cs_str_eq(a->admin1, b->admin1);
}

static enum cs_place_precision precision_of(enum cs_gaz_kind kind)
{
    switch (kind) {
    case CS_GAZ_CITY:
        return CS_PLACE_CITY;
    case CS_GAZ_ADMIN2:
        return CS_PLACE_ADMIN2;
    case CS_GAZ_ADMIN1:
        return CS_PLACE_ADMIN1;
    case CS_GAZ_COUNTRY:
    case CS_GAZ_NATIONALITY:
        return CS_PLACE_COUNTRY;
    default:
        return CS_PLACE_REGION;
    }
}

/* Why the reader of the report would not take the other one. */
static const char *why_not(const struct cs_toponym *t,
                           const struct cs_candidate_place *chosen,
                           const struct cs_candidate_place *other)
{
    if (t->fixed != CS_NONE && t->container != CS_NONE)
        return "it does not lie in the place named with it";
    if (t->division)
        return "the word after the name says which";
    const bool spoken =
        other->score - other->prior >= chosen->score - chosen->prior;
    if (other->prior > chosen->prior)
        return "better known, but the report speaks less of where it lies";
    return spoken ? "less known"
                  : "less known, and the report speaks less of where it lies";
}

/* The likeliest other bearers of the name, each in another division. */
static bool add_rivals(struct cs_placing *p, const struct cs_toponym *t,
                       uint32_t chosen, struct cs_place *out)
{
    const struct cs_place_name *name = &p->names[t->name];
    uint32_t taken[CS_PLACE_RIVALS], n = 0;
    out->n_others = name->n - 1;
    if (name->n < 2)
        return true;
    out->rivals =
        cs_arena_zalloc(p->doc->arena, CS_PLACE_RIVALS * sizeof *out->rivals);
    if (out->rivals == NULL)
        return false;
    while (n < CS_PLACE_RIVALS) {
        uint32_t best = CS_NONE;
        for (uint32_t i = 0; i < name->n; i++) {
            bool told = same_division(&name->c[i].p, &name->c[chosen].p);
            for (uint32_t k = 0; k < n && !told; k++)
                told = same_division(&name->c[i].p, &name->c[taken[k]].p);
            if (!told &&
                (best == CS_NONE || name->c[i].score > name->c[best].score))
                best = i;
        }
        if (best == CS_NONE)
            break;
        const struct cs_gaz_place *g = &name->c[best].p;
        struct cs_place_rival *r = &out->rivals[n];
        r->name = g->name;
        r->admin1 = g->admin1;
        memcpy(r->country, g->country, 4);
        r->precision = precision_of(g->kind);
        r->why = why_not(t, &name->c[chosen], &name->c[best]);
        taken[n++] = best;
    }
    out->n_rivals = n;
    return true;
}

static void put(struct cs_place *out, const struct cs_gaz_place *g)
{
    memcpy(out->country, g->country, 4);
    out->admin1 = g->admin1;
    out->has_point = true;
    out->lat = g->lat;
    out->lon = g->lon;
    out->precision = precision_of(g->kind);
}

/* "Jamia University in Delhi" is no village, whatever it is to students. */
static bool is_institution(const struct cs_doc *doc, uint32_t tok)
{
    return cs_listed("university college institute academy school seminary",
                     doc->tokens[tok].norm);
}

static bool emit(struct cs_placing *p, const struct cs_toponym *t)
{
    struct cs_doc *doc = p->doc;
    struct cs_place *out = CS_PUSH(doc, places);
    if (out == NULL)
        return false;
    out->tok_b = t->wide_b;
    out->tok_e = t->wide_e;
    out->span = (struct cs_span){ doc->tokens[t->wide_b].span.b,
                                  doc->tokens[t->wide_e - 1].span.e };
    out->name = cs_doc_text(doc, out->span);
    out->precision = CS_PLACE_POINT;
    if (t->name != CS_NONE && !p->names[t->name].nowhere && !t->another) {
        const uint32_t c = choice(p, t);
        const struct cs_gaz_place *g = &p->names[t->name].c[c].p;
        put(out, g);
        /* A facility is recorded as the town that it stands in. */
        if (!t->facility || precision_of(g->kind) <= CS_PLACE_ADMIN2) {
            out->name = g->name;
            out->geonames = g->geonames;
        }
        out->why = reason(p, t, c);
        return out->why.p != NULL && add_rivals(p, t, c, out);
    }
    const bool house = is_institution(doc, t->tok_e - 1);
    out->unlisted = !t->division;
    if (!t->facility)
        out->precision = t->division ? CS_PLACE_ADMIN1 : CS_PLACE_CITY;
    if (t->container == CS_NONE) {
        out->why = CS_STR("a place by its wording; no list has it");
        return true;
    }
    const struct cs_toponym *in = &p->tops[t->container];
    const struct cs_gaz_place *around = &p->names[in->name].c[choice(p, in)].p;
    put(out, around);
    if (t->division && out->precision > CS_PLACE_ADMIN1)
        out->precision = CS_PLACE_ADMIN1;
    if ((t->facility || house) &&
        precision_of(around->kind) <= CS_PLACE_ADMIN2) {
        out->name = around->name;
        out->geonames = around->geonames;
    }
    const struct cs_span span = { doc->tokens[in->tok_b].span.b,
                                  doc->tokens[in->tok_e - 1].span.e };
    const struct cs_str of = cs_doc_text(doc, span);
    out->why =
        text(doc, "a place by its wording, in %.*s, whose point it has", S(of));
    return out->why.p != NULL && add_rivals(p, in, choice(p, in), out);
}

/* Known names and the rest in text order; of two that overlap the wider. */
static enum casus_status emit_all(struct cs_placing *p, uint32_t n_known)
{
    uint32_t i = 0, k = n_known, done = 0;
    for (;;) {
        while (i < n_known &&
               (!p->tops[i].accepted || p->tops[i].wide_b < done))
            i++;
        while (k < p->n_tops && p->tops[k].wide_b < done)
            k++;
        const struct cs_toponym *a = i < n_known ? &p->tops[i] : NULL;
        const struct cs_toponym *b = k < p->n_tops ? &p->tops[k] : NULL;
        if (a == NULL && b == NULL)
            return CASUS_OK;
        const struct cs_toponym *next = a == NULL ? b : a;
        if (a != NULL && b != NULL) {
            const bool overlap = a->wide_b < b->wide_e && b->wide_b < a->wide_e;
            if (overlap)
                next = b->wide_e - b->wide_b > a->wide_e - a->wide_b ? b : a;
            else
                next = b->wide_b < a->wide_b ? b : a;
        }
        if (!emit(p, next))
            return CASUS_ENOMEM;
        done = next->wide_e;
    }
}

/* --- datelines --------------------------------------------------------- */

/* "BAGHDAD, Jan 5 (Agency) -": the name before the first comma, bracket or
 * dash, if the gazetteer has it. */
static struct cs_span dateline_name(const struct cs_doc *doc,
                                    const struct cs_block *block)
{
    const char *const t = doc->text.p;
    uint32_t e = block->span.b;
    while (e < block->span.e && t[e] != ',' && t[e] != '(' && t[e] != '-' &&
           t[e] != ';' && t[e] != '\n' && (unsigned char)t[e] != 0xE2)
        e++;
    while (e > block->span.b && cs_ascii_space(t[e - 1]))
        e--;
    return (struct cs_span){ block->span.b, e };
}

/* Datelines name the place of writing: they count as mentions and are places
 * of their own, without tokens. */
static enum casus_status read_datelines(struct cs_placing *p)
{
    struct cs_doc *doc = p->doc;
    for (uint32_t i = 0; i < doc->n_blocks; i++) {
        if (doc->blocks[i].kind != CS_BLOCK_DATELINE)
            continue;
        bool full = false;
        const struct cs_span span = dateline_name(doc, &doc->blocks[i]);
        const uint32_t name =
            cs_place_name_of(p, cs_doc_text(doc, span), &full);
        if (full)
            return CASUS_ENOMEM;
        if (name == CS_NONE || p->names[name].chosen == CS_NONE ||
            p->names[name].gaz.flags & CS_GAZ_NEVER)
            continue;
        const struct cs_gaz_place *g =
            &p->names[name].c[p->names[name].chosen].p;
        struct cs_place *out = CS_PUSH(doc, places);
        if (out == NULL)
            return CASUS_ENOMEM;
        out->span = span;
        out->tok_b = out->tok_e = CS_NONE;
        put(out, g);
        out->name = g->name;
        out->geonames = g->geonames;
        out->why = CS_STR("dateline");
    }
    return CASUS_OK;
}

/* Let datelines be heard before names are resolved. */
static enum casus_status note_datelines(struct cs_placing *p)
{
    for (uint32_t i = 0; i < p->doc->n_blocks; i++) {
        const struct cs_block *b = &p->doc->blocks[i];
        bool full = false;
        if (b->kind != CS_BLOCK_DATELINE)
            continue;
        const struct cs_span span = dateline_name(p->doc, b);
        const uint32_t n =
            cs_place_name_of(p, cs_doc_text(p->doc, span), &full);
        if (full)
            return CASUS_ENOMEM;
        if (n != CS_NONE)
            p->names[n].dateline = true;
    }
    return CASUS_OK;
}

/* Places that are looked back over. */
enum { LOOK_BACK = 50 };

/* The country of the last place named before in the same sentence, NULL. */
static const char *country_before(const struct cs_doc *doc, uint32_t place)
{
    const struct cs_place *p = &doc->places[place];
    for (uint32_t i = place; i-- > 0 && place - i < LOOK_BACK;) {
        const struct cs_place *o = &doc->places[i];
        if (o->tok_b == CS_NONE || p->tok_b == CS_NONE ||
            doc->tokens[o->tok_b].sentence != doc->tokens[p->tok_b].sentence)
            return NULL;
        if (o->country[0] != '\0')
            return o->country;
    }
    return NULL;
}

/* The town last named before a place, in its sentence or the one before. */
static const struct cs_place *town_before(const struct cs_doc *doc,
                                          uint32_t place)
{
    const struct cs_place *p = &doc->places[place];
    for (uint32_t i = place;
         i-- > 0 && place - i < LOOK_BACK && p->tok_b != CS_NONE;) {
        const struct cs_place *o = &doc->places[i];
        if (o->tok_b == CS_NONE ||
            doc->tokens[p->tok_b].sentence > doc->tokens[o->tok_b].sentence + 1)
            break;
        if (o->geonames != 0 && o->precision == CS_PLACE_CITY)
            return o;
    }
    /* Where the report was written. */
    const struct cs_place *first = &doc->places[0];
    return (first->tok_b == CS_NONE || first->tok_b == 0) &&
                   first->geonames != 0 && first->precision == CS_PLACE_CITY
               ? first
               : NULL;
}

/* A building or street that stands with no town is in the one last named: the
 * nearest container that a reader knows. */
static void fill_towns(struct cs_doc *doc)
{
    for (uint32_t i = 0; i < doc->n_places; i++) {
        struct cs_place *p = &doc->places[i];
        const struct cs_place *town =
            p->unlisted && p->precision == CS_PLACE_POINT && !p->has_point
                ? town_before(doc, i)
                : NULL;
        if (town == NULL)
            continue;
        p->name = town->name;
        memcpy(p->country, town->country, 4);
        p->admin1 = town->admin1;
        p->has_point = town->has_point;
        p->lat = town->lat;
        p->lon = town->lon;
        p->geonames = town->geonames;
        p->precision = town->precision;
        p->why = CS_STR("a place by its wording; in the town named before it");
    }
}

/* A village that no list has lies in the country that the report speaks of,
 * where it speaks of one above all; else in that of its sentence. */
static void fill_countries(const struct cs_placing *p)
{
    struct cs_doc *doc = p->doc;
    char country[4];
    bool one = cs_places_main_country(p, country) > 0.5;
    /* Else the country that the report was written in. */
    for (uint32_t i = 0; i < doc->n_places && !one; i++) {
        one = doc->places[i].tok_b == CS_NONE &&
              doc->places[i].country[0] != '\0';
        if (one)
            memcpy(country, doc->places[i].country, 4);
    }
    for (uint32_t i = 0; i < doc->n_places; i++) {
        struct cs_place *place = &doc->places[i];
        if (place->country[0] != '\0' || place->has_point ||
            place->geonames != 0 || place->precision > CS_PLACE_ADMIN1)
            continue;
        const char *code = one ? country : country_before(doc, i);
        if (code == NULL)
            continue;
        memcpy(place->country, code, 4);
        place->why = one ? CS_STR("in no list; the country the report speaks "
                                  "of")
                         : CS_STR("in no list; the country of its sentence");
    }
}

/* --- the publisher ------------------------------------------------------ */

/* Names of places among the publisher's words ("Lebanon Daily News", "Syrian
 * Observatory"): its readers know which is meant. A single word that is also
 * a common one or a person's says nothing. */
static enum casus_status note_publisher(struct cs_placing *p)
{
    enum { WORDS = 12, LONGEST = 3 };
    struct cs_str rest = p->doc->meta.publisher, word[WORDS];
    uint32_t n = 0;
    while (n < WORDS && cs_str_next(&rest, ' ', &word[n])) {
        while (word[n].n > 0 && !cs_ascii_alpha(word[n].p[0]) &&
               (unsigned char)word[n].p[0] < 0x80)
            word[n] = cs_str_sub(word[n], 1, word[n].n);
        n += word[n].n > 0;
    }
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = n - i < LONGEST ? n - i : LONGEST; k > 0; k--) {
            const struct cs_str last = word[i + k - 1];
            struct cs_str text = { word[i].p,
                                   (size_t)(last.p + last.n - word[i].p) };
            while (text.n > 0 && !cs_ascii_alpha(text.p[text.n - 1]) &&
                   (unsigned char)text.p[text.n - 1] < 0x80)
                text.n--;
            bool full = false;
            const uint32_t at = cs_place_name_of(p, text, &full);
            if (full)
                return CASUS_ENOMEM;
            if (at == CS_NONE)
                continue;
            const uint32_t other =
                CS_GAZ_COMMON | CS_GAZ_GIVEN | CS_GAZ_SURNAME;
            const enum cs_gaz_kind kind = p->names[at].c[0].p.kind;
            const bool country =
                kind == CS_GAZ_COUNTRY || kind == CS_GAZ_NATIONALITY;
            if ((p->names[at].gaz.flags & CS_GAZ_NEVER) != 0 ||
                (k == 1 && !country && (p->names[at].gaz.flags & other) != 0))
                continue;
            p->names[at].publisher = true;
            i += k - 1;
            break;
        }
    }
    return CASUS_OK;
}

enum casus_status cs_places_find(const struct cs_gazetteer *gazetteer,
                                 struct cs_doc *doc, struct casus_error *err)
{
    struct cs_placing p = { .gaz = gazetteer, .doc = doc };
    for (uint32_t t = 0; t < doc->n_tokens; t++) {
        p.tagged = p.tagged || doc->tokens[t].upos != CS_X_OTHER;
        p.named = p.named || doc->tokens[t].name != CS_NAME_NONE;
    }
    enum casus_status s = cs_places_begin(&p);
    if (s == CASUS_OK)
        s = note_datelines(&p);
    if (s == CASUS_OK)
        s = note_publisher(&p);
    if (s == CASUS_OK)
        s = cs_places_scan(&p);
    if (s == CASUS_OK) {
        cs_places_contain(&p);
        cs_places_weigh(&p);
        accept(&p);
        cs_places_resolve(&p);
        accept_by_map(&p);
        cs_places_resolve(&p);
        cs_places_doubt(&p);
        s = read_datelines(&p);
    }
    const uint32_t n_known = p.n_tops;
    if (s == CASUS_OK)
        s = cs_places_facilities(&p);
    if (s == CASUS_OK)
        s = emit_all(&p, n_known);
    if (s == CASUS_OK) {
        fill_towns(doc);
        fill_countries(&p);
    }
    if (s == CASUS_ENOMEM)
        return cs_fail(err, CASUS_ENOMEM, 0,
                       "the document's memory cap was reached by its places");
    return s;
}
