/* place_evidence.c - does the wording around a name make it a place?
 *
 * "in Reading, Berkshire" is a town, "Reading the report" is not; "Houston"
 * after "Sam" is a person, before "Chronicle" a newspaper. Each hint adds to
 * or takes from a sum, beginning with how well known a place the name has
 * (rules P4 to P6 give the numbers and where they come from). */
#include "meaning/placing.h"

static const char directions[] =
    "north south east west northern southern eastern western central downtown "
    "upper lower inner greater nearby neighbouring neighboring rural suburban "
    "northeast northwest southeast southwest northeastern northwestern "
    "southeastern southwestern mainland coastal besieged occupied war-torn "
    "far the - mid mostly entire whole all historic";
static const char in_words[] =
    "in near outside inside throughout across into around toward towards "
    "within";
static const char way_words[] = "from to at through via between visiting "
                                "visited entered entering leaving left took "
                                "taken take captured capture seized retook "
                                "stormed bombed shelled attacked struck hit "
                                "besieged liberated recaptured reached rocked "
                                "shook rattled pounded";
static const char weak_words[] = "of over off for on against along by and or";
static const char part_words[] =
    "city town village hamlet province state district region governorate "
    "county capital suburb port area areas outskirts north south east west "
    "northeast northwest southeast southwest coast island islands republic "
    "streets centre center heart part parts portion portions most much borders "
    "border people "
    "mayor governor government king queen kingdom emirate territory half "
    "neighborhood neighbourhood commune municipality miles kilometers "
    "kilometres km side edge residents control towns cities villages siege "
    "battle fall invasion liberation recapture capture occupation citizens";
/* First words of many names. */
static const char name_prefixes[] =
    "ras abu bab deir dayr beit bait khan umm kafr kfar ain ayn bir sidi tel "
    "tell tal talat ban mae muang kampong kota ulu kuala tanjung pulau puerto "
    "villa nueva nuevo santa san santo são sao cerro rio pueblo monte";
static const char part_of_words[] =
    "area district quarter region neighbourhood neighborhood suburb province "
    "section part";
static const char org_of_words[] =
    "university bank church college ministry department bishop archbishop "
    "diocese archdiocese institute museum duke duchess earl lord board "
    "school library club order treaty chamber corporation council times union "
    "association federation society academy host episcopal patriarch";
static const char org_tail_words[] =
    "university college times post herald tribune globe news journal daily "
    "bank institute press chronicle gazette observer star sun telegraph "
    "company co corp inc ltd plc group airlines airways motors foundation "
    "association society club fc united rovers wanderers exchange "
    "accord accords treaty protocol convention summit declaration agreement "
    "olympics cup league open marathon festival commission committee "
    "party front alliance symphony orchestra records review mirror mail "
    "examiner dispatch examiner-dispatch constitution inquirer bee record "
    "register sentinel reporter times-herald rangers jets giants bears lions "
    "tigers eagles cowboys oilers flames canucks maple leafs senators "
    "mariners yankees mets dodgers angels lakers celtics bulls knicks rockets "
    "spurs heat magic cardinals braves falcons hawks titans colts bengals "
    "steelers ravens patriots packers vikings saints buccaneers panthers "
    "dolphins bills chiefs raiders chargers broncos seahawks reds phillies "
    "pirates cubs twins royals indians athletics astros brewers padres "
    "penguins flyers devils islanders sabres bruins canadiens sharks kings "
    "ducks kraken wildcats bulldogs";
static const char title_words[] =
    "mr mr. mrs mrs. ms ms. miss dr dr. prof prof. professor gen gen. general "
    "col col. colonel maj maj. major capt capt. captain lt lt. lieutenant sgt "
    "sgt. sergeant cpl cpl. corporal pvt. private adm. admiral sir lord lady "
    "dame rep rep. sen sen. senator congressman congresswoman gov gov. judge "
    "justice officer detective inspector constable sheriff rev rev. reverend "
    "fr. father sister brother pastor bishop cardinal sheikh sheik imam mullah "
    "ayatollah prince princess king queen emir sultan commander president "
    "minister premier chancellor secretary ambassador coach marshal aunt uncle "
    "st pope archbishop spokesman spokeswoman spokesperson lawyer attorney "
    "mp lance deputy chairman comrade senor don dona";
static const char say_words[] =
    "said says told added explained wrote recalled asked replied argued "
    "scored played tweeted testified pleaded resigned thinks believes who "
    "joined married died began grew 's";
static const char noun_after[] =
    "police officials official resident residents government authorities area "
    "province city district region officer hospital airport mayor governor "
    "station suburb neighborhood neighbourhood troops county state border "
    "countryside valley governorate town village man woman family court "
    "office based front port harbor harbour company native";
static const char title_after[] =
    "mayor gov gov. governor president prime sen sen. rep rep. senator "
    "attorney judge police chief minister king queen secretary premier city "
    "county state province region district sheriff lt lt. war peace "
    "republican republicans democrat democrats fire department "
    "councillor mp";

static struct cs_str word_at(const struct cs_doc *doc, uint32_t t)
{
    return doc->tokens[t].norm;
}

/* --- containers -------------------------------------------------------- */

bool cs_place_within(const struct cs_gaz_place *a, const struct cs_gaz_place *b)
{
    const bool same =
        a->country[0] != '\0' && memcmp(a->country, b->country, 4) == 0;
    switch (b->kind) {
    case CS_GAZ_COUNTRY:
        return same && a->kind != CS_GAZ_COUNTRY;
    case CS_GAZ_ADMIN1:
        return same && a->kind != CS_GAZ_ADMIN1 && a->kind != CS_GAZ_COUNTRY &&
               (cs_str_eq(a->admin1, b->admin1) ||
                (a->kind == CS_GAZ_REGION &&
                 cs_gaz_km(a->lat, a->lon, b->lat, b->lon) < 300));
    case CS_GAZ_ADMIN2:
        return same && a->kind == CS_GAZ_CITY &&
               cs_gaz_km(a->lat, a->lon, b->lat, b->lon) < 80;
    case CS_GAZ_REGION:
        return (a->kind == CS_GAZ_CITY || a->kind == CS_GAZ_ADMIN2) &&
               (same || b->country[0] == '\0') &&
               cs_gaz_km(a->lat, a->lon, b->lat, b->lon) < (same ? 500 : 1500);
    case CS_GAZ_CITY:
        return same && a->kind == CS_GAZ_CITY &&
               a->log_population < b->log_population &&
               cs_gaz_km(a->lat, a->lon, b->lat, b->lon) < 40;
    default:
        return false;
    }
}

/* The pair of candidates of which a lies in b, the likeliest; false: none. */
static bool best_pair(const struct cs_place_name *a,
                      const struct cs_place_name *b, uint32_t *in, uint32_t *of)
{
    double best = -1e9;
    bool a_country = false;
    for (uint32_t i = 0; i < a->n; i++)
        a_country = a_country || a->c[i].p.kind == CS_GAZ_COUNTRY;
    for (uint32_t i = 0; i < a->n; i++) {
        for (uint32_t k = 0; k < b->n; k++) {
            if (!cs_place_within(&a->c[i].p, &b->c[k].p))
                continue;
            /* "Russia, U.S." lists countries: it is no town in Ohio. */
            if (a_country && b->c[k].p.kind == CS_GAZ_COUNTRY)
                continue;
            /* The container is a division or country sooner than a town. */
            const double s = a->c[i].prior + b->c[k].prior +
                             (b->c[k].p.kind == CS_GAZ_CITY ? -6 : 0);
            if (s > best) {
                best = s;
                *in = i;
                *of = k;
            }
        }
    }
    return best > -1e9;
}

/* Tokens between a name and its container: ",", ", in", "in", "(", with
 * directions. How many, 0: no such words. */
static uint32_t link_words(const struct cs_doc *doc, uint32_t e, uint32_t end,
                           bool *comma)
{
    uint32_t t = e;
    *comma = false;
    /* "the Gara area of northern Iraq" */
    if (t + 1 < end && cs_listed(part_of_words, word_at(doc, t)) &&
        cs_str_is(word_at(doc, t + 1), "of"))
        t += 2;
    else if (t < end && cs_listed(", (", word_at(doc, t))) {
        *comma = true;
        t++;
    }
    if (t < end && cs_str_is(word_at(doc, t), "in")) {
        *comma = false;
        t++;
    }
    if (t == e)
        return 0;
    while (t < end && t - e < 7 && cs_listed(directions, word_at(doc, t)))
        t++;
    return t - e;
}

/* Are all places so called towns of fewer than 100,000 people? */
static bool is_small(const struct cs_place_name *name)
{
    static const double known = 16.6;
    for (uint32_t i = 0; i < name->n; i++) {
        const struct cs_gaz_place *g = &name->c[i].p;
        if (g->kind != CS_GAZ_CITY || g->log_population >= known)
            return false;
    }
    return true;
}

/* "the Gara area of northern Iraq", where lists have a Gara elsewhere alone: a
 * village is then another of the name. Rule P9. */
static bool is_another(const struct cs_place_name *a,
                       const struct cs_place_name *in)
{
    static const double known = 16.6; /* 100,000 people */
    uint32_t country = CS_NONE;
    for (uint32_t i = 0; i < in->n; i++) {
        if (in->c[i].p.kind == CS_GAZ_COUNTRY)
            country = i;
    }
    if (country == CS_NONE)
        return false;
    for (uint32_t i = 0; i < a->n; i++) {
        const struct cs_gaz_place *g = &a->c[i].p;
        if (g->kind != CS_GAZ_CITY || g->log_population >= known ||
            memcmp(g->country, in->c[country].p.country, 4) == 0)
            return false;
    }
    return true;
}

/* "Ras Ajdir" where lists have a Ras alone: the small town is not meant where
 * a word that begins many names goes on as one. */
static void part_of_name(struct cs_placing *p, struct cs_toponym *t)
{
    const struct cs_doc *doc = p->doc;
    const uint32_t end = doc->sentences[t->sentence].tok_e;
    uint32_t e = t->tok_e;
    while (e < end && doc->tokens[e].name == CS_NAME_LOC &&
           !doc->tokens[e].name_begins && cs_capital(doc, e))
        e++;
    if (e == t->tok_e || t->tok_e - t->tok_b > 1 ||
        doc->tokens[t->tok_b].name != CS_NAME_LOC ||
        !cs_listed(name_prefixes, word_at(doc, t->tok_b)) ||
        !is_small(&p->names[t->name]))
        return;
    t->another = true;
    t->tok_e = t->wide_e = e;
}

static void contain(struct cs_placing *p, uint32_t i)
{
    const struct cs_doc *doc = p->doc;
    struct cs_toponym *a = &p->tops[i];
    const uint32_t end = doc->sentences[a->sentence].tok_e;
    uint32_t in, of;
    /* "Iraq's Al Harir" */
    if (i > 0 && a->container == CS_NONE && a->tok_b > 0 &&
        cs_listed("'s '", word_at(doc, a->tok_b - 1)) &&
        p->tops[i - 1].tok_e == a->tok_b - 1 && !p->tops[i - 1].nationality &&
        best_pair(&p->names[a->name], &p->names[p->tops[i - 1].name], &in,
                  &of)) {
        a->container = i - 1;
        a->fixed = in;
        p->tops[i - 1].fixed = of;
    }
    if (i + 1 >= p->n_tops || p->tops[i + 1].sentence != a->sentence)
        return;
    bool comma;
    struct cs_toponym *b = &p->tops[i + 1];
    const uint32_t n = link_words(doc, a->tok_e, end, &comma);
    /* "Springfield, Mo." is one run; so is "Edmonton Alberta". */
    if (b->nationality || a->tok_e + n != b->tok_b)
        return;
    if (!best_pair(&p->names[a->name], &p->names[b->name], &in, &of)) {
        /* "the Cienfuegos district of Santiago" is no town elsewhere */
        const bool quarter =
            n > 1 && cs_listed("district quarter neighbourhood neighborhood "
                               "suburb section",
                               word_at(doc, a->tok_e));
        if (n > 0 && a->container == CS_NONE &&
            (quarter || is_another(&p->names[a->name], &p->names[b->name]))) {
            a->container = i + 1;
            a->another = true;
        }
        return;
    }
    a->container = i + 1;
    a->after_comma = comma || n == 0;
    a->fixed = in;
    b->fixed = of;
}

void cs_places_contain(struct cs_placing *p)
{
    for (uint32_t i = 0; i < p->n_tops; i++) {
        if (p->tops[i].nationality)
            continue;
        contain(p, i);
        if (p->tops[i].container == CS_NONE)
            part_of_name(p, &p->tops[i]);
    }
    /* "Taza, Kirkuk, Iraq": the middle name must be the same place twice. */
    for (uint32_t i = 0; i + 1 < p->n_tops; i++) {
        struct cs_toponym *a = &p->tops[i], *b = &p->tops[i + 1];
        if (a->container != i + 1 || b->container != i + 2 ||
            b->fixed == CS_NONE)
            continue;
        const struct cs_gaz_place *of = &p->names[b->name].c[b->fixed].p;
        for (uint32_t k = 0; k < p->names[a->name].n; k++) {
            if (cs_place_within(&p->names[a->name].c[k].p, of)) {
                a->fixed = k;
                break;
            }
        }
    }
}

/* --- evidence ---------------------------------------------------------- */

/* How well known the best bearer of the name is. Rule P4. */
static double known(const struct cs_place_name *name, bool one_word)
{
    double best = -9;
    for (uint32_t i = 0; i < name->n; i++) {
        const struct cs_gaz_place *g = &name->c[i].p;
        double v = 0;
        switch (g->kind) {
        case CS_GAZ_COUNTRY:
            v = 3;
            break;
        case CS_GAZ_REGION:
            v = 2;
            break;
        case CS_GAZ_ADMIN1:
            v = (g->log_population - 15) * 0.35;
            v = v < 0.3 ? 0.3 : v;
            break;
        case CS_GAZ_ADMIN2:
            v = 0.8;
            break;
        case CS_GAZ_CITY:
            v = (g->log_population - 13) * 0.35 + (g->capital ? 1 : 0);
            v = v < -1.4 ? -1.4 : v;
            break;
        case CS_GAZ_NATIONALITY:
            break;
        }
        best = v > best ? v : best;
    }
    if (!one_word)
        return best + (name->gaz.flags & CS_GAZ_COMMON ? 0 : 0.6);
    const uint32_t f = name->gaz.flags;
    const double share = best > 2.5 ? 0.4 : 1;
    const double loss = f & CS_GAZ_COMMON    ? 2.0
                        : f & CS_GAZ_GIVEN   ? 1.5
                        : f & CS_GAZ_SURNAME ? 1.0
                                             : 0;
    const bool both =
        (f & CS_GAZ_GIVEN) != 0 && (f & (CS_GAZ_SURNAME | CS_GAZ_COMMON)) != 0;
    return best - share * (loss + (both ? 0.5 : 0));
}

static bool is_given(const struct cs_placing *p, uint32_t t)
{
    char key[CS_GAZ_KEY_MAX];
    struct cs_gaz_name name;
    const size_t n = cs_gazetteer_key(
        p->gaz, cs_doc_text(p->doc, p->doc->tokens[t].span), key);
    return n > 1 &&
           cs_gazetteer_find(p->gaz, (struct cs_str){ key, n }, &name) ==
               CASUS_OK &&
           (name.flags & CS_GAZ_GIVEN) != 0;
}

static bool is_toponym_end(const struct cs_placing *p, uint32_t i, uint32_t t)
{
    return i > 0 && p->tops[i - 1].tok_e == t + 1 && !p->tops[i - 1].person;
}

/* What comes before. Rule P5, left side. */
static double left(struct cs_placing *p, uint32_t i, bool loud)
{
    const struct cs_doc *doc = p->doc;
    struct cs_toponym *top = &p->tops[i];
    const uint32_t first = doc->sentences[top->sentence].tok_b;
    uint32_t t = top->tok_b;
    double sum = 0;
    while (t > first && top->tok_b - t < 4 &&
           cs_listed(directions, word_at(doc, t - 1)))
        t--;
    if (t == first)
        return top->tok_b == first ? 0 : 0.3;
    const struct cs_str w = word_at(doc, t - 1);
    if (cs_listed(in_words, w)) {
        top->strong = true;
        return 2.5;
    }
    if (cs_listed(", and or ; (", w) && is_toponym_end(p, i, t - 2))
        sum = p->tops[i - 1].strong ? 2.2 : 1;
    else if (cs_listed(way_words, w))
        sum = cs_str_is(w, "from") ? 1.5 : 0.9;
    else if (cs_listed(weak_words, w)) {
        sum = 0.4;
        if (cs_str_is(w, "of") && t - 1 > first) {
            const struct cs_str of = word_at(doc, t - 2);
            if (cs_capital(doc, t - 2) && cs_listed(org_of_words, of))
                return -3.5;
            if (cs_listed(part_words, of)) {
                top->strong = true;
                return 2;
            }
        }
    } else if (cs_listed(title_words, w) && t == top->tok_b) {
        top->person = cs_capital(doc, t - 1);
        return top->person ? -4 : 0;
    } else if (!loud && t == top->tok_b && cs_capital(doc, t - 1) &&
               cs_ascii_alpha(doc->text.p[doc->tokens[t - 1].span.b])) {
        const bool initial = w.n == 2 && w.p[1] == '.';
        /* "San Jose California" has no given name, "George Washington" has. */
        const bool ends_place = is_toponym_end(p, i, t - 1) &&
                                p->tops[i - 1].tok_e - p->tops[i - 1].tok_b > 1;
        if ((is_given(p, t - 1) && !ends_place) || initial) {
            top->person = true;
            return -4;
        }
        if (t - 1 > first || !is_given(p, t - 1))
            sum = t - 1 == first ? -0.3 : -1.2;
    }
    return sum;
}

/* What comes after. Rule P5, right side. */
static double right(struct cs_placing *p, uint32_t i, bool loud)
{
    const struct cs_doc *doc = p->doc;
    struct cs_toponym *top = &p->tops[i];
    const struct cs_place_name *name = &p->names[top->name];
    const uint32_t end = doc->sentences[top->sentence].tok_e;
    const uint32_t t = top->tok_e;
    if (t >= end)
        return 0;
    const struct cs_str w = word_at(doc, t);
    /* "9 a.m. (Sanaa time)" */
    if (cs_str_is(w, "time"))
        return -6;
    if (cs_str_is(w, "-") && t + 1 < end &&
        cs_listed("based born area bound", word_at(doc, t + 1)))
        return 1.5;
    if (!loud && cs_capital(doc, t) && !doc->tokens[t].space_after &&
        t + 1 < end && cs_str_is(word_at(doc, t + 1), "-"))
        return -0.8;
    if (cs_capital(doc, t) &&
        cs_ascii_alpha(doc->text.p[doc->tokens[t].span.b])) {
        if (cs_listed(org_tail_words, w))
            return -5;
        if (loud || cs_listed(title_after, w) ||
            (i + 1 < p->n_tops && p->tops[i + 1].tok_b == t &&
             p->tops[i + 1].nationality))
            return 0.2;
        if (name->gaz.flags & CS_GAZ_GIVEN && top->tok_e - top->tok_b == 1 &&
            !top->strong) {
            top->person = true;
            return -3;
        }
        return known(name, true) > 1.8 ? -0.4 : -1.2;
    }
    if (cs_listed(noun_after, w))
        return 0.8;
    if (cs_listed(say_words, w) && top->tok_e - top->tok_b == 1)
        return name->gaz.flags & CS_GAZ_GIVEN     ? -1.5
               : name->gaz.flags & CS_GAZ_SURNAME ? -0.7
                                                  : 0;
    return 0;
}

/* What the model and the mentions say of the words. Rule P6. */
static double tags(const struct cs_placing *p, const struct cs_toponym *top)
{
    const struct cs_doc *doc = p->doc;
    double sum = 0;
    const struct cs_token *last = &doc->tokens[top->tok_e - 1];
    if (p->tagged && last->upos != CS_PROPN && last->upos != CS_X_OTHER &&
        p->loud[top->sentence] == 0)
        sum -= last->upos == CS_ADJ || last->upos == CS_NOUN ? 1 : 2;
    if (p->named) {
        switch (last->name) {
        case CS_NAME_LOC:
            sum += 1.2;
            break;
        case CS_NAME_PER:
            sum -= 1.5;
            break;
        case CS_NAME_ORG:
            sum -= 0.6;
            break;
        case CS_NAME_MISC:
            sum -= 0.3;
            break;
        default:
            sum -= 0.2;
        }
    }
    return sum;
}

/* Is the wording part of a longer name of a person or organisation? */
static bool swallowed(const struct cs_doc *doc, const struct cs_toponym *top)
{
    if ((doc->layers & CS_LAYER_MENTIONS) == 0)
        return false;
    const uint32_t m = doc->tokens[top->tok_b].inside;
    if (m == CS_NONE || m >= doc->n_mentions)
        return false;
    const struct cs_mention *mention = &doc->mentions[m];
    if (mention->tok_e - mention->tok_b <= top->tok_e - top->tok_b)
        return false;
    return mention->kind == CS_MENTION_PERSON ||
           mention->kind == CS_MENTION_ORGANISATION ||
           mention->kind == CS_MENTION_MILITARY ||
           mention->kind == CS_MENTION_ARMED_GROUP;
}

/* Seats that stand for those who sit there: places only where the wording
 * says so. */
static bool an_organ(struct cs_str key)
{
    static const char *const organ[] = { "white house",    "kremlin",
                                         "pentagon",       "downing street",
                                         "capitol hill",   "wall street",
                                         "the pentagon",   "buckingham palace",
                                         "parliament hill" };
    for (size_t i = 0; i < sizeof organ / sizeof *organ; i++) {
        if (cs_str_is(key, organ[i]))
            return true;
    }
    return false;
}

static void weigh(struct cs_placing *p, uint32_t i)
{
    struct cs_toponym *top = &p->tops[i];
    const struct cs_place_name *name = &p->names[top->name];
    const bool loud = p->loud[top->sentence] != 0;
    const bool one = top->tok_e - top->tok_b == 1;
    double sum = known(name, one);
    top->person = false;
    if (loud)
        sum -= one && name->gaz.flags &
                           (CS_GAZ_COMMON | CS_GAZ_GIVEN | CS_GAZ_SURNAME)
                   ? 1.5
                   : 0.3;
    sum += left(p, i, loud);
    sum += right(p, i, loud);
    sum += tags(p, top);
    if (top->container != CS_NONE)
        sum += top->after_comma ? 4 : 1.5;
    if (i > 0 && p->tops[i - 1].container == i)
        sum += p->tops[i - 1].after_comma ? 2.5 : 1;
    if (one && top->tok_b == p->doc->sentences[top->sentence].tok_b &&
        name->gaz.flags & CS_GAZ_COMMON && top->container == CS_NONE &&
        known(name, true) < 1.8)
        sum -= 1.5;
    if (top->person && top->container != CS_NONE && top->after_comma)
        top->person = false;
    if (swallowed(p->doc, top))
        sum -= 4;
    if (an_organ(name->key) && !top->strong)
        sum -= 4;
    if (name->key.n > 7 && cs_str_ends(name->key, CS_STR(" county")))
        sum += 1.5;
    /* "St. Michael's Hospital" is dedicated to him, not his town's. */
    if (cs_str_starts(name->key, CS_STR("st ")) && top->container == CS_NONE &&
        top->tok_e < p->doc->sentences[top->sentence].tok_e &&
        cs_str_is(word_at(p->doc, top->tok_e), "'s"))
        sum -= 3;
    top->evidence = sum;
    /* Above this the wording alone makes it a place. */
    top->strong = top->strong && !top->person && sum > 2;
}

void cs_places_weigh(struct cs_placing *p)
{
    for (uint32_t i = 0; i < p->n_tops; i++) {
        if (!p->tops[i].nationality)
            weigh(p, i);
    }
}
