#include "input/stamp.h"

#include "base/day.h"

/* A place in a string; every reader below moves `i` only when it succeeds. */
struct scan {
    struct cs_str s;
    size_t i;
};

static char at(const struct scan *c, size_t i)
{
    return i < c->s.n ? cs_ascii_lower(c->s.p[i]) : '\0';
}

static bool is_alnum(char c)
{
    return cs_ascii_alpha(c) || cs_ascii_digit(c);
}

static void skip_spaces(struct scan *c)
{
    while (c->i < c->s.n && cs_ascii_space(c->s.p[c->i]))
        c->i++;
}

/* A run of at most 14 digits; returns how many, 0: none or more. */
static int number(struct scan *c, int64_t *value)
{
    int n = 0;
    int64_t v = 0;
    while (cs_ascii_digit(at(c, c->i + (size_t)n))) {
        if (n == 14)
            return 0;
        v = v * 10 + (at(c, c->i + (size_t)n) - '0');
        n++;
    }
    c->i += (size_t)n;
    *value = v;
    return n;
}

/* A run of ASCII letters. */
static struct cs_str word(struct scan *c)
{
    size_t e = c->i;
    while (e < c->s.n && cs_ascii_alpha(c->s.p[e]))
        e++;
    const struct cs_str w = cs_str_sub(c->s, c->i, e);
    c->i = e;
    return w;
}

/* Index of w among full names or their first `shortest` letters or more
 * ("sep", "sept"); -1: none. */
static int name_index(struct cs_str w, const char *const *names, int n,
                      size_t shortest)
{
    for (int k = 0; k < n; k++) {
        const struct cs_str full = cs_str_of(names[k]);
        if (w.n < shortest || w.n > full.n)
            continue;
        if (w.n != full.n && w.n > 4)
            continue;
        if (cs_str_eq_nocase(w, cs_str_sub(full, 0, w.n)))
            return k;
    }
    return -1;
}

static int month_of(struct cs_str w)
{
    static const char *const names[12] = {
        "january", "february", "march",     "april",   "may",      "june",
        "july",    "august",   "september", "october", "november", "december",
    };
    return name_index(w, names, 12, 3) + 1;
}

static int weekday_of(struct cs_str w)
{
    static const char *const names[7] = {
        "monday", "tuesday",  "wednesday", "thursday",
        "friday", "saturday", "sunday",
    };
    return name_index(w, names, 7, 3);
}

/* A month's name and the full stop of its abbreviation; 0: none. */
static int month(struct scan *c)
{
    struct scan t = *c;
    const int m = month_of(word(&t));
    if (m == 0)
        return 0;
    if (at(&t, t.i) == '.')
        t.i++;
    *c = t;
    return m;
}

/* "st", "nd", "rd", "th" after a day's number. */
static void ordinal(struct scan *c)
{
    struct scan t = *c;
    const struct cs_str w = word(&t);
    if (cs_str_eq_nocase(w, CS_STR("st")) ||
        cs_str_eq_nocase(w, CS_STR("nd")) ||
        cs_str_eq_nocase(w, CS_STR("rd")) || cs_str_eq_nocase(w, CS_STR("th")))
        *c = t;
}

/* "2024", and where two digits will do "88" or "'88"; 0: none. */
static int32_t year(struct scan *c, bool two)
{
    struct scan t = *c;
    int64_t v;
    t.i += two && at(&t, t.i) == '\'';
    const int digits = number(&t, &v);
    if (digits == 2 && two && at(&t, t.i) != ':')
        v += v >= 50 ? 1900 : 2000;
    else if (digits != 4)
        return 0;
    *c = t;
    return (int32_t)v;
}

static bool accept(int64_t year, int64_t mon, int64_t day, struct scan c,
                   struct scan *out, int32_t *result)
{
    if (is_alnum(at(&c, c.i)) || year < 1700 || year > 2199 || mon > 12 ||
        day > 31)
        return false;
    const struct cs_date date = { (int32_t)year, (int32_t)mon, (int32_t)day };
    if (!cs_date_valid(date))
        return false;
    *result = cs_day_of(date);
    *out = c;
    return true;
}

/* Minutes of a zone are not needed: read over "Z", "+0300", "GMT+3", "(IST)",
 * "EST". */
static void zone(struct scan *c)
{
    static const char *const names[] = {
        "z",     "gmt",   "utc",  "est", "edt",  "cst", "cdt",  "mst",  "mdt",
        "pst",   "pdt",   "et",   "pt",  "ct",   "bst", "cet",  "cest", "eet",
        "ist",   "msk",   "jst",  "wat", "aest", "eat", "sast", "pkt",  "hrs",
        "hours", "local", "eest", "wib", "hkt",  "sgt", "kst",  "pht",
    };
    struct scan t = *c;
    skip_spaces(&t);
    const bool paren = at(&t, t.i) == '(';
    t.i += paren;
    const struct cs_str w = word(&t);
    bool known = w.n == 0;
    for (size_t k = 0; k < sizeof names / sizeof names[0]; k++)
        known = known || cs_str_eq_nocase(w, cs_str_of(names[k]));
    if (!known)
        return;
    bool offset = false;
    if (at(&t, t.i) == '+' || at(&t, t.i) == '-') {
        struct scan u = t;
        int64_t v;
        u.i++;
        const int digits = number(&u, &v);
        if (digits > 0 && digits <= 4) {
            if (at(&u, u.i) == ':') {
                u.i++;
                number(&u, &v);
            }
            offset = true;
            t = u;
        }
    }
    if (w.n == 0 && !offset)
        return;
    if (paren && at(&t, t.i) == ')')
        t.i++;
    *c = t;
    if (w.n == 0) /* "+0000 (UTC)" */
        zone(c);
}

/* "am", "p.m."; -1: none, else 0 or 12 hours to add. */
static int half_day(struct scan *c)
{
    struct scan t = *c;
    skip_spaces(&t);
    const char first = at(&t, t.i);
    if (first != 'a' && first != 'p')
        return -1;
    t.i++;
    if (at(&t, t.i) == '.')
        t.i++;
    if (at(&t, t.i) != 'm' || is_alnum(at(&t, t.i + 1)))
        return -1;
    t.i++;
    if (at(&t, t.i) == '.')
        t.i++;
    *c = t;
    return first == 'a' ? 0 : 12;
}

/* "06:48", "6:48:30.5 AM", "6.48pm", "6 pm", "0648 GMT", with its zone. */
static bool time_of_day(struct scan *c, int32_t *minute)
{
    struct scan t = *c;
    int64_t hour, min = 0, rest;
    const int digits = number(&t, &hour);
    bool colon = false, dot = false;
    if (digits == 1 || digits == 2) {
        colon = at(&t, t.i) == ':';
        dot = at(&t, t.i) == '.';
        if (colon || dot) {
            struct scan u = t;
            u.i++;
            if (number(&u, &min) == 2)
                t = u;
            else
                colon = dot = false, min = 0;
        }
        struct scan u = t;
        u.i++;
        if (colon && at(&t, t.i) == ':' && number(&u, &rest) == 2) {
            t = u;
            u.i++;
            if (at(&t, t.i) == '.' && number(&u, &rest) > 0)
                t = u;
        }
    } else if (digits == 4) {
        min = hour % 100;
        hour /= 100;
    } else {
        return false;
    }
    const int add = half_day(&t);
    const struct scan before_zone = t;
    zone(&t);
    /* "6 GMT", "2024" and "6.48" are no times; "0648 GMT" is. */
    if (add < 0 && !colon && (digits != 4 || t.i == before_zone.i))
        return false;
    if (add >= 0 && (hour < 1 || hour > 12) && !(add == 12 && hour < 24))
        return false;
    if (hour > 23 || min > 59 || is_alnum(at(&t, t.i)))
        return false;
    if (add >= 0 && hour <= 12)
        hour = hour % 12 + add;
    *minute = (int32_t)(hour * 60 + min);
    *c = t;
    return true;
}

/* One of three: "2024-01-06", "20240106", "20240106064800". */
static bool year_first(struct scan *c, int32_t *day, int32_t *minute)
{
    struct scan t = *c;
    int64_t y, m, d;
    const int digits = number(&t, &y);
    if (digits == 8)
        return accept(y / 10000, y / 100 % 100, y % 100, t, c, day);
    if (digits == 14) {
        const int64_t clock = y % 1000000;
        if (clock / 10000 > 23 || clock / 100 % 100 > 59)
            return false;
        *minute = (int32_t)(clock / 10000 * 60 + clock / 100 % 100);
        y /= 1000000;
        return accept(y / 10000, y / 100 % 100, y % 100, t, c, day);
    }
    const char sep = at(&t, t.i);
    if (digits != 4 || (sep != '-' && sep != '/' && sep != '.'))
        return false;
    t.i++;
    const int md = number(&t, &m);
    if (md < 1 || md > 2 || at(&t, t.i) != sep)
        return false;
    t.i++;
    const int dd = number(&t, &d);
    if (dd < 1 || dd > 2)
        return false;
    /* "2024-01-06T06:48": the letter is no part of a word here. */
    if (at(&t, t.i) == 't' && cs_ascii_digit(at(&t, t.i + 1))) {
        struct scan u = t;
        u.i++;
        int32_t clock;
        if (time_of_day(&u, &clock) && accept(y, m, d, u, c, day)) {
            *minute = clock;
            return true;
        }
    }
    return accept(y, m, d, t, c, day);
}

/* "27/10/1988", "27.10.88"; day and month in either order where only one
 * order is possible or the weekday (-1: none) fits only one. */
static bool numeric(struct scan *c, int weekday, int32_t *day)
{
    struct scan t = *c, end;
    int64_t a, b;
    const int da = number(&t, &a);
    const char sep = at(&t, t.i);
    if (da < 1 || da > 2 || (sep != '/' && sep != '.' && sep != '-'))
        return false;
    t.i++;
    const int db = number(&t, &b);
    if (db < 1 || db > 2 || at(&t, t.i) != sep)
        return false;
    t.i++;
    const int32_t y = year(&t, true);
    int32_t first, second;
    const bool dm = accept(y, b, a, t, &end, &first);
    const bool md = accept(y, a, b, t, &end, &second);
    if (!dm && !md)
        return false;
    if (dm && md && first != second && sep != '.') {
        const bool fits_dm = weekday >= 0 && cs_weekday(first) == weekday;
        const bool fits_md = weekday >= 0 && cs_weekday(second) == weekday;
        if (fits_dm == fits_md)
            return false;
        *day = fits_dm ? first : second;
    } else {
        *day = dm ? first : second; /* "3.4.2024" is written day first */
    }
    *c = end;
    return true;
}

/* "27 Oct 88", "6th of January, 2024", "06-Jan-2024". */
static bool day_month(struct scan *c, int32_t *day)
{
    struct scan t = *c;
    int64_t d;
    const int digits = number(&t, &d);
    if (digits < 1 || digits > 2)
        return false;
    ordinal(&t);
    if (at(&t, t.i) == '-' || at(&t, t.i) == '.' || at(&t, t.i) == '/')
        t.i++;
    skip_spaces(&t);
    struct scan of = t;
    if (cs_str_eq_nocase(word(&of), CS_STR("of"))) {
        t = of;
        skip_spaces(&t);
    }
    const int m = month(&t);
    if (m == 0)
        return false;
    if (at(&t, t.i) == ',' || at(&t, t.i) == '-' || at(&t, t.i) == '/')
        t.i++;
    skip_spaces(&t);
    const int32_t y = year(&t, true);
    return y != 0 && accept(y, m, d, t, c, day);
}

/* "January 06, 2024", "Sept. 6th 2024", "Jan  6 06:48:00 +0000 2024". */
static bool month_day(struct scan *c, int32_t *day, int32_t *minute)
{
    struct scan t = *c;
    const int m = month(&t);
    if (m == 0)
        return false;
    if (at(&t, t.i) == '-')
        t.i++;
    skip_spaces(&t);
    int64_t d;
    const int digits = number(&t, &d);
    if (digits < 1 || digits > 2)
        return false;
    ordinal(&t);
    int32_t clock = -1;
    struct scan u = t;
    skip_spaces(&u);
    if (u.i > t.i && time_of_day(&u, &clock))
        t = u;
    if (at(&t, t.i) == ',' || at(&t, t.i) == '-')
        t.i++;
    skip_spaces(&t);
    int32_t y = year(&t, false);
    if (y == 0 && at(&t, t.i) == '\'')
        y = year(&t, true);
    if (y == 0 || !accept(y, m, d, t, c, day))
        return false;
    if (clock >= 0)
        *minute = clock;
    return true;
}

/* A date at c, with the weekday before it. */
static bool date_here(struct scan *c, struct cs_stamp *out)
{
    struct scan t = *c;
    const int weekday = weekday_of(word(&t));
    if (weekday >= 0) {
        while (at(&t, t.i) == ',' || at(&t, t.i) == '.')
            t.i++;
        skip_spaces(&t);
    } else {
        t = *c;
    }
    out->minute = -1;
    if (!year_first(&t, &out->day, &out->minute) && !day_month(&t, &out->day) &&
        !numeric(&t, weekday, &out->day) &&
        !month_day(&t, &out->day, &out->minute))
        return false;
    out->b = c->i;
    out->e = t.i;
    *c = t;
    return true;
}

/* What may stand between a date and its time: blanks, commas, bars, dashes,
 * dots in the middle, "at", "on". */
static void skip_joint(struct scan *c)
{
    for (;;) {
        struct scan t = *c;
        const struct cs_str w = word(&t);
        const unsigned char b =
            c->i < c->s.n ? (unsigned char)c->s.p[c->i] : 'x';
        if (cs_str_eq_nocase(w, CS_STR("at")) ||
            cs_str_eq_nocase(w, CS_STR("on")))
            *c = t;
        else if (w.n == 0 &&
                 (cs_ascii_space((char)b) || b == ',' || b == '|' || b == '-' ||
                  b == '/' || b == '@' || b == '(' || b >= 0x80))
            c->i++;
        else
            return;
    }
}

/* The time just before a date: "6:48 AM EST, Sat January 6, 2024". */
static void time_before(struct cs_str s, struct cs_stamp *out)
{
    for (size_t i = 0; i < out->b; i++) {
        struct scan t = { { s.p, out->b }, i };
        int32_t clock;
        if (!cs_ascii_digit(s.p[i]) || (i > 0 && is_alnum(s.p[i - 1])) ||
            !time_of_day(&t, &clock))
            continue;
        skip_joint(&t);
        if (t.i == out->b) {
            out->minute = clock;
            out->b = i;
            return;
        }
    }
}

bool cs_stamp_find(struct cs_str s, struct cs_stamp *out)
{
    for (size_t i = 0; i < s.n; i++) {
        if (!is_alnum(s.p[i]) || (i > 0 && (is_alnum(s.p[i - 1]) ||
                                            (unsigned char)s.p[i - 1] >= 0x80)))
            continue;
        struct scan c = { s, i };
        struct cs_stamp found;
        if (!date_here(&c, &found))
            continue;
        if (found.minute < 0) {
            struct scan t = c;
            skip_joint(&t);
            if (time_of_day(&t, &found.minute))
                c = t;
            else
                time_before(s, &found);
        }
        if (found.minute >= 0)
            zone(&c);
        found.e = c.i;
        *out = found;
        return true;
    }
    return false;
}

size_t cs_stamp_format(const struct cs_stamp *stamp, char out[17])
{
    cs_day_format(stamp->day, out);
    if (stamp->minute < 0)
        return 10;
    const int32_t hour = stamp->minute / 60, min = stamp->minute % 60;
    out[10] = 'T';
    out[11] = (char)('0' + hour / 10);
    out[12] = (char)('0' + hour % 10);
    out[13] = ':';
    out[14] = (char)('0' + min / 10);
    out[15] = (char)('0' + min % 10);
    out[16] = '\0';
    return 16;
}
