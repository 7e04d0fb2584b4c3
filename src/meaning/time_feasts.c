/* time_feasts.c - days that have a name: feasts, memorial and voting days.
 *
 * Some stand on a day of the year, some on the n-th weekday of a month, some
 * count from Easter; those of the Islamic and Jewish calendars are reckoned by
 * their rules, and two of the moon are listed. Rule T12. */
#include <assert.h>

#include "base/day.h"
#include "meaning/timex.h"

enum feast_rule {
    FEAST_FIXED,    /* month a, day b */
    FEAST_EASTER,   /* Easter and a days */
    FEAST_ORTHODOX, /* the same of the Julian calendar */
    FEAST_NTH,      /* month a; b: weekday + 7 * (n - 1); n 5: the last */
    FEAST_ISLAMIC,  /* month a, day b of the tabular calendar */
    FEAST_JEWISH,   /* a days after the 1 Tishri of that autumn */
    FEAST_LIGHTS,   /* 25 Kislev */
    FEAST_LUNAR,    /* listed by year: new year of the moon */
    FEAST_LAMPS,    /* listed by year: Diwali */
    FEAST_NOWRUZ,   /* the spring equinox in Tehran */
    FEAST_VOTE,     /* Tuesday after the first Monday of November */
    FEAST_VAGUE     /* each country has its own */
};

/* The longer wording before the shorter that begins it. days: how long it is
 * kept, 0: one day. */
static const struct feast {
    const char *words[3];
    uint8_t rule, days;
    int16_t a, b;
} feasts[] = {
    { { "orthodox", "christmas", "eve" }, FEAST_FIXED, 0, 1, 6 },
    { { "orthodox", "christmas", NULL }, FEAST_FIXED, 0, 1, 7 },
    { { "orthodox", "easter", NULL }, FEAST_ORTHODOX, 0, 0, 0 },
    { { "christmas", "eve", NULL }, FEAST_FIXED, 0, 12, 24 },
    { { "christmas", "day", NULL }, FEAST_FIXED, 0, 12, 25 },
    { { "christmas", NULL, NULL }, FEAST_FIXED, 0, 12, 25 },
    { { "boxing", "day", NULL }, FEAST_FIXED, 0, 12, 26 },
    { { "new", "years", "eve" }, FEAST_FIXED, 0, 12, 31 },
    { { "new", "years", "day" }, FEAST_FIXED, 0, 1, 1 },
    { { "new", "years", NULL }, FEAST_FIXED, 0, 1, 1 },
    { { "epiphany", NULL, NULL }, FEAST_FIXED, 0, 1, 6 },
    { { "valentines", "day", NULL }, FEAST_FIXED, 0, 2, 14 },
    { { "womens", "day", NULL }, FEAST_FIXED, 0, 3, 8 },
    { { "patricks", "day", NULL }, FEAST_FIXED, 0, 3, 17 },
    { { "nowruz", NULL, NULL }, FEAST_NOWRUZ, 0, 0, 0 },
    { { "norouz", NULL, NULL }, FEAST_NOWRUZ, 0, 0, 0 },
    { { "newroz", NULL, NULL }, FEAST_FIXED, 0, 3, 21 },
    { { "anzac", "day", NULL }, FEAST_FIXED, 0, 4, 25 },
    { { "may", "day", NULL }, FEAST_FIXED, 0, 5, 1 },
    { { "labour", "day", NULL }, FEAST_FIXED, 0, 5, 1 },
    { { "workers", "day", NULL }, FEAST_FIXED, 0, 5, 1 },
    { { "victory", "day", NULL }, FEAST_FIXED, 0, 5, 9 },
    { { "nakba", "day", NULL }, FEAST_FIXED, 0, 5, 15 },
    { { "juneteenth", NULL, NULL }, FEAST_FIXED, 0, 6, 19 },
    { { "canada", "day", NULL }, FEAST_FIXED, 0, 7, 1 },
    { { "bastille", "day", NULL }, FEAST_FIXED, 0, 7, 14 },
    { { "australia", "day", NULL }, FEAST_FIXED, 0, 1, 26 },
    { { "halloween", NULL, NULL }, FEAST_FIXED, 0, 10, 31 },
    { { "all", "saints", "day" }, FEAST_FIXED, 0, 11, 1 },
    { { "all", "souls", "day" }, FEAST_FIXED, 0, 11, 2 },
    { { "armistice", "day", NULL }, FEAST_FIXED, 0, 11, 11 },
    { { "veterans", "day", NULL }, FEAST_FIXED, 0, 11, 11 },
    { { "martin", "luther", "king" }, FEAST_NTH, 0, 1, 0 + 14 },
    { { "presidents", "day", NULL }, FEAST_NTH, 0, 2, 0 + 14 },
    { { "mothers", "day", NULL }, FEAST_NTH, 0, 5, 6 + 7 },
    { { "memorial", "day", NULL }, FEAST_NTH, 0, 5, 0 + 28 },
    { { "fathers", "day", NULL }, FEAST_NTH, 0, 6, 6 + 14 },
    { { "labor", "day", NULL }, FEAST_NTH, 0, 9, 0 },
    { { "columbus", "day", NULL }, FEAST_NTH, 0, 10, 0 + 7 },
    { { "thanksgiving", "day", NULL }, FEAST_NTH, 0, 11, 3 + 21 },
    { { "thanksgiving", NULL, NULL }, FEAST_NTH, 0, 11, 3 + 21 },
    { { "election", "day", NULL }, FEAST_VOTE, 0, 0, 0 },
    { { "ash", "wednesday", NULL }, FEAST_EASTER, 0, -46, 0 },
    { { "palm", "sunday", NULL }, FEAST_EASTER, 0, -7, 0 },
    { { "holy", "thursday", NULL }, FEAST_EASTER, 0, -3, 0 },
    { { "maundy", "thursday", NULL }, FEAST_EASTER, 0, -3, 0 },
    { { "good", "friday", NULL }, FEAST_EASTER, 0, -2, 0 },
    { { "easter", "monday", NULL }, FEAST_EASTER, 0, 1, 0 },
    { { "easter", "sunday", NULL }, FEAST_EASTER, 0, 0, 0 },
    { { "easter", NULL, NULL }, FEAST_EASTER, 0, 0, 0 },
    { { "pentecost", NULL, NULL }, FEAST_EASTER, 0, 49, 0 },
    { { "ramadan", NULL, NULL }, FEAST_ISLAMIC, 30, 9, 1 },
    { { "eid", "al", "adha" }, FEAST_ISLAMIC, 3, 12, 10 },
    { { "eid", "al", "fitr" }, FEAST_ISLAMIC, 3, 10, 1 },
    { { "eid", "ul", "adha" }, FEAST_ISLAMIC, 3, 12, 10 },
    { { "eid", "ul", "fitr" }, FEAST_ISLAMIC, 3, 10, 1 },
    { { "eid", NULL, NULL }, FEAST_VAGUE, 0, 0, 0 }, /* two are so called */
    { { "ashura", NULL, NULL }, FEAST_ISLAMIC, 0, 1, 10 },
    { { "arbaeen", NULL, NULL }, FEAST_ISLAMIC, 0, 2, 20 },
    { { "mawlid", NULL, NULL }, FEAST_ISLAMIC, 0, 3, 12 },
    { { "rosh", "hashanah", NULL }, FEAST_JEWISH, 2, 0, 0 },
    { { "yom", "kippur", NULL }, FEAST_JEWISH, 0, 9, 0 },
    { { "sukkot", NULL, NULL }, FEAST_JEWISH, 7, 14, 0 },
    { { "passover", NULL, NULL }, FEAST_JEWISH, 7, -163, 0 },
    { { "diwali", NULL, NULL }, FEAST_LAMPS, 0, 0, 0 },
    { { "tet", NULL, NULL }, FEAST_LUNAR, 0, 0, 0 },
    { { "lunar", "new", "year" }, FEAST_LUNAR, 0, 0, 0 },
    { { "chinese", "new", "year" }, FEAST_LUNAR, 0, 0, 0 },
    { { "independence", "day", NULL }, FEAST_VAGUE, 0, 0, 0 },
    { { "hanukkah", NULL, NULL }, FEAST_LIGHTS, 8, 0, 0 },
};

enum { FEAST_COUNT = sizeof feasts / sizeof feasts[0] };

/* Month * 100 + day, from 1980 to 2045. */
enum { LISTED_FROM = 1980, LISTED_TO = 2045 };
static const int16_t lunar_new_years[] = {
    216, 205, 125, 213, 202, 220, 209, 129, 217, 206, 127, 215, 204, 123,
    210, 131, 219, 207, 128, 216, 205, 124, 212, 201, 122, 209, 129, 218,
    207, 126, 214, 203, 123, 210, 131, 219, 208, 128, 216, 205, 125, 212,
    201, 122, 210, 129, 217, 206, 126, 213, 203, 123, 211, 131, 219, 208,
    128, 215, 204, 124, 212, 201, 122, 210, 130, 217
};
static const int16_t diwalis[] = {
    1107, 1027, 1114, 1104, 1023, 1111, 1101, 1120, 1108, 1028, 1116,
    1105, 1025, 1113, 1102, 1121, 1110, 1030, 1118, 1107, 1026, 1114,
    1104, 1024, 1111, 1101, 1120, 1109, 1028, 1116, 1105, 1026, 1113,
    1102, 1023, 1111, 1030, 1117, 1107, 1027, 1114, 1104, 1024, 1112,
    1031, 1119, 1108, 1028, 1115, 1105, 1026, 1114, 1102, 1022, 1110,
    1030, 1117, 1106, 1027, 1115, 1104, 1024, 1112, 1101, 1118, 1108
};

/* --- wording ------------------------------------------------------------- */

/* Pieces that a feast's word may stand apart by: "Eid al-Fitr". */
static void skip_hyphen(const struct cs_tx *tx, uint32_t *at)
{
    if (*at < tx->n && tx->p[*at].kind == CS_TX_HYPHEN)
        *at += 1;
}

/* A piece against a word; "year's" and "valentine's" stand as two or three
 * pieces for "years" and "valentines". *at moves past what matched. */
static bool feast_word(const struct cs_tx *tx, uint32_t *at, const char *word)
{
    if (*at >= tx->n)
        return false;
    const struct cs_tx_piece *p = &tx->p[*at];
    const struct cs_str text = { tx->doc->text.p + p->b, p->e - p->b };
    const struct cs_str want = cs_str_of(word);
    if (cs_str_eq_nocase(text, want)) {
        *at += 1;
        /* "Presidents' Day" */
        if (want.p[want.n - 1] == 's' && *at < tx->n &&
            tx->p[*at].kind == CS_TX_APOS && !tx->p[*at].space)
            *at += 1;
        return true;
    }
    if (want.n != text.n + 1 || want.p[text.n] != 's' ||
        !cs_str_eq_nocase(text, cs_str_sub(want, 0, text.n)) ||
        *at + 2 >= tx->n || tx->p[*at + 1].kind != CS_TX_APOS ||
        tx->p[*at + 2].kind != CS_TX_S)
        return false;
    *at += 3;
    return true;
}

enum casus_status cs_tx_holiday(const struct cs_tx *tx, uint32_t at,
                                uint32_t *end, int32_t *row)
{
    if (!tx->p[at].upper)
        return CASUS_ABSENT;
    for (int32_t i = 0; i < FEAST_COUNT; i++) {
        uint32_t to = at;
        bool fits = true;
        for (int k = 0; fits && k < 3 && feasts[i].words[k] != NULL; k++) {
            if (k > 0)
                skip_hyphen(tx, &to);
            fits = feast_word(tx, &to, feasts[i].words[k]);
        }
        if (fits) {
            *end = to;
            *row = i;
            return CASUS_OK;
        }
    }
    return CASUS_ABSENT;
}

/* --- reckoning ----------------------------------------------------------- */

int32_t cs_tx_easter(int32_t year)
{
    /* Anonymous Gregorian computus (Meeus, Jones and Butcher). */
    const int32_t a = year % 19, b = year / 100, c = year % 100;
    const int32_t d = b / 4, e = b % 4, f = (b + 8) / 25;
    const int32_t g = (b - f + 1) / 3;
    const int32_t h = (19 * a + b - d - g + 15) % 30;
    const int32_t i = c / 4, k = c % 4;
    const int32_t l = (32 + 2 * e + 2 * i - h - k) % 7;
    const int32_t m = (a + 11 * h + 22 * l) / 451;
    const int32_t t = h + l - 7 * m + 114;
    return cs_day_of((struct cs_date){ year, t / 31, t % 31 + 1 });
}

/* Meeus' Julian computus, moved to the Gregorian calendar of 1900 to 2099. */
static int32_t orthodox_easter(int32_t year)
{
    const int32_t d = (19 * (year % 19) + 15) % 30;
    const int32_t e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    const int32_t t = d + e + 114;
    return cs_day_of((struct cs_date){ year, t / 31, t % 31 + 1 }) + 13;
}

/* A day of the tabular Islamic calendar (civil epoch, 16 July 622 Julian);
 * sighting the moon can move it by a day. Source: Reingold and Dershowitz,
 * Calendrical Calculations. */
static int32_t islamic_day(int32_t year, int32_t month, int32_t day)
{
    const int32_t epoch =
        cs_day_of((struct cs_date){ 622, 7, 19 }); /* Gregorian */
    return epoch + day - 1 + 29 * (month - 1) + month / 2 + (year - 1) * 354 +
           (3 + 11 * year) / 30;
}

static int32_t islamic_in(int32_t year, int32_t month, int32_t day)
{
    const int32_t near = (year - 622) * 33 / 32;
    for (int32_t y = near - 1; y <= near + 2; y++) {
        const int32_t at = islamic_day(y, month, day);
        if (cs_date_of(at).year == year)
            return at;
    }
    return CS_DAY_UNKNOWN;
}

/* 1 Tishri of a Jewish year. Source: as above. */
static int32_t tishri(int32_t year)
{
    const int32_t epoch = cs_day_of((struct cs_date){ 1, 1, 1 }) - 1373428;
    int32_t day[3];
    for (int32_t i = 0; i < 3; i++) {
        const int32_t y = year - 1 + i;
        const int32_t months = (235 * y - 234) / 19;
        const int64_t parts = 12084 + 13753 * (int64_t)months;
        day[i] = 29 * months + (int32_t)(parts / 25920);
        if (3 * (day[i] + 1) % 7 < 3)
            day[i]++;
    }
    const int32_t last = day[1] - day[0], next = day[2] - day[1];
    const int32_t delay = next == 356 ? 2 : last == 382 ? 1 : 0;
    return epoch + day[1] + delay;
}

/* Heshvan has thirty days in years of 355 and 385. */
static int32_t hanukkah(int32_t year)
{
    const int32_t first = tishri(year);
    const int32_t days = tishri(year + 1) - first;
    return first + 30 + (days % 10 == 5 ? 30 : 29) + 24;
}

static int32_t nth_weekday(int32_t year, int32_t month, int32_t b)
{
    const int32_t first = cs_day_of((struct cs_date){ year, month, 1 });
    const int32_t to = (b % 7 - cs_weekday(first) + 7) % 7;
    const int32_t day = first + to + b / 7 * 7;
    return cs_date_of(day).month != month ? day - 7 : day;
}

static int32_t listed(const int16_t *list, int32_t year)
{
    if (year < LISTED_FROM || year > LISTED_TO)
        return CS_DAY_UNKNOWN;
    const int32_t at = list[year - LISTED_FROM];
    return cs_day_of((struct cs_date){ year, at / 100, at % 100 });
}

int32_t cs_tx_holiday_day(int32_t row, int32_t year)
{
    assert(row >= 0 && row < FEAST_COUNT);
    const struct feast *f = &feasts[row];
    if (year < 1 || year > 9990)
        return CS_DAY_UNKNOWN;
    switch ((enum feast_rule)f->rule) {
    case FEAST_FIXED:
        return cs_day_of((struct cs_date){ year, f->a, f->b });
    case FEAST_EASTER:
        return cs_tx_easter(year) + f->a;
    case FEAST_ORTHODOX:
        return orthodox_easter(year) + f->a;
    case FEAST_NTH:
        return nth_weekday(year, f->a, f->b);
    case FEAST_ISLAMIC:
        return year < 700 ? CS_DAY_UNKNOWN : islamic_in(year, f->a, f->b);
    case FEAST_JEWISH:
        return year < 700 ? CS_DAY_UNKNOWN : tishri(year + 3761) + f->a;
    case FEAST_LIGHTS:
        return year < 700 ? CS_DAY_UNKNOWN : hanukkah(year + 3761);
    case FEAST_LUNAR:
        return listed(lunar_new_years, year);
    case FEAST_LAMPS:
        return listed(diwalis, year);
    case FEAST_NOWRUZ:
        return cs_day_of((struct cs_date){ year, 3, year % 4 == 0 ? 20 : 21 });
    case FEAST_VOTE:
        return nth_weekday(year, 11, 0) + 1;
    case FEAST_VAGUE:
        break;
    }
    return CS_DAY_UNKNOWN;
}

int32_t cs_tx_holiday_length(int32_t row)
{
    assert(row >= 0 && row < FEAST_COUNT);
    return feasts[row].days > 0 ? feasts[row].days : 1;
}
