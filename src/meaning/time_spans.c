/* time_spans.c - durations, distances, units beside now, repetitions.
 *
 * "Two weeks" is a length, "two weeks ago" a place in the calendar, "two
 * weeks after the vote" a distance from something else: one matcher reads the
 * length and then looks at what follows. docs/rules/times.md, T6 to T10. */
#include "meaning/timex.h"

/* Counts past this place nothing in the calendar. */
enum { LONGEST = 4000 };

/* How far a month last named carries, in sentences. */
enum { MONTH_REACH = 3 };

/* --- lengths ------------------------------------------------------------- */

static bool is_unit(const struct cs_tx *tx, uint32_t i, enum cs_tx_unit *unit)
{
    if (cs_tx_kind_at(tx, i) != CS_TX_UNIT)
        return false;
    *unit = (enum cs_tx_unit)cs_tx_val(tx, i);
    return true;
}

static bool plural(const struct cs_tx *tx, uint32_t i)
{
    return i < tx->n && (tx->p[i].flags & CS_TX_PLURAL);
}

/* "48-year-old", "three years old": an age, no time (rule T7). */
static bool is_age(const struct cs_tx *tx, uint32_t e)
{
    if (cs_tx_kind_at(tx, e) == CS_TX_HYPHEN)
        e++;
    return cs_tx_kind_at(tx, e) == CS_TX_OLD || cs_tx_is(tx, e, "olds");
}

/* Distance back from publication, or from the quarter that the report is
 * about ("a year ago" in a company's report: the same quarter). */
static void set_ago(const struct cs_tx *tx, int32_t n, enum cs_tx_unit unit,
                    struct cs_tx_hit *hit)
{
    const struct cs_tx_memory *m = &tx->memory;
    if (n < 0) {
        cs_tx_set_text(hit, CS_TIME_DATE, "PAST_REF");
        return;
    }
    if (unit == CS_TX_YEAR && n == 1 && m->quarter != 0) {
        hit->basis = CS_TX_BY_EARLIER;
        cs_tx_set_quarter(hit, m->quarter_year - 1, m->quarter);
        return;
    }
    hit->basis = CS_TX_BY_PUBLISHED;
    cs_tx_set_shifted(hit, tx->pub, unit, -n);
}

/* "four days later", "a week earlier": from the day last named. */
static void set_later(const struct cs_tx *tx, int32_t n, enum cs_tx_unit unit,
                      int32_t side, struct cs_tx_hit *hit)
{
    if (side < 0 && unit == CS_TX_YEAR && n == 1) {
        set_ago(tx, n, unit, hit);
        return;
    }
    const int32_t day = cs_tx_earlier_day(tx);
    if (day == CS_DAY_UNKNOWN || (n < 0 && unit >= CS_TX_DAY))
        return;
    /* "hours later" is the same day */
    if (unit < CS_TX_DAY) {
        if (n > 12 && unit == CS_TX_HOUR)
            return;
        hit->has_days = true;
        hit->days = (struct cs_days){ day, day + 1 };
        hit->precision = CS_PRECISION_DAY;
        hit->basis = CS_TX_BY_EARLIER;
        hit->basis_day = day;
        return;
    }
    /* The value stays the length that the words give; the days are known: weeks
     * are counted to the day, months and years are not. */
    struct cs_tx_hit at = *hit;
    if (unit == CS_TX_WEEK)
        cs_tx_set_shifted(&at, day, CS_TX_DAY, side * n * 7);
    else
        cs_tx_set_shifted(&at, day, unit, side * n);
    if (!at.has_days)
        return;
    hit->has_days = true;
    hit->days = at.days;
    hit->precision = at.precision;
    hit->basis = CS_TX_BY_EARLIER;
    hit->basis_day = day;
}

/* "after the strike": a distance from an event, which a later stage knows. */
void cs_tx_set_beside(struct cs_tx_hit *hit, uint32_t piece, int32_t n,
                      enum cs_tx_unit unit, int32_t side)
{
    if ((n < 0 && unit >= CS_TX_DAY) || n > LONGEST ||
        (n > 12 && unit == CS_TX_HOUR))
        return;
    if (unit < CS_TX_DAY) /* "hours after the raid": on its day */
        n = 0;
    hit->after = side;
    hit->after_piece = piece;
    hit->shift_days = side * n * cs_tx_unit_days(unit);
    hit->basis = CS_TX_BY_EVENT;
}

/* Does "before" at piece `at` end what it stands with, so that it counts from
 * the day last named: "the day before.", "three days before,"? */
static bool ends_there(const struct cs_tx *tx, uint32_t at)
{
    if (cs_tx_kind_at(tx, at) != CS_TX_BEFORE || cs_tx_val(tx, at) == 2)
        return false;
    const enum cs_tx_kind next = cs_tx_kind_at(tx, at + 1);
    return at + 1 >= tx->n || next == CS_TX_DOT || next == CS_TX_COMMA ||
           next == CS_TX_AND;
}

/* What stands behind a length moves it into the calendar. */
static void take_direction(const struct cs_tx *tx, int32_t n,
                           enum cs_tx_unit unit, struct cs_tx_hit *hit)
{
    const uint32_t e = hit->e;
    const int32_t side = cs_tx_val(tx, e);
    switch (cs_tx_kind_at(tx, e)) {
    case CS_TX_AGO:
        hit->e = e + 1;
        set_ago(tx, n, unit, hit);
        return;
    case CS_TX_EARLIER:
        hit->e = e + 1;
        set_later(tx, n, unit, side, hit);
        return;
    case CS_TX_BEFORE:
        if (side == 2) { /* "the weeks ahead" */
            hit->e = e + 1;
        } else if (ends_there(tx, e) &&
                   cs_tx_earlier_day(tx) != CS_DAY_UNKNOWN) {
            hit->e = e + 1;
            set_later(tx, n, unit, side, hit);
        } else {
            cs_tx_set_beside(hit, e, n, unit, side);
        }
        return;
    case CS_TX_FROM:
        if (cs_tx_is(tx, e + 1, "now") || cs_tx_is(tx, e + 1, "today")) {
            hit->e = e + 2;
            hit->basis = CS_TX_BY_PUBLISHED;
            cs_tx_set_shifted(hit, tx->pub, unit, n < 0 ? 0 : n);
        }
        return;
    default:
        return;
    }
}

/* "a year" as a rate: "sells two million a year", "$3 million a day". */
static bool is_rate(const struct cs_tx *tx, uint32_t at, uint32_t e)
{
    if (cs_tx_kind_before(tx, at) == CS_TX_TIMES)
        return true;
    switch (cs_tx_kind_at(tx, e)) {
    case CS_TX_AGO:
    case CS_TX_EARLIER:
    case CS_TX_BEFORE:
    case CS_TX_FROM:
    case CS_TX_AND:
    case CS_TX_OF:
        return false;
    default:
        break;
    }
    if (at == 0)
        return false;
    switch (cs_tx_kind_before(tx, at)) {
    case CS_TX_WORD:
        /* Words that a length follows: "lasted a year", "is a day". */
        return !cs_tx_is(tx, at - 1, "is") && !cs_tx_is(tx, at - 1, "was") &&
               !cs_tx_is(tx, at - 1, "lasted") &&
               !cs_tx_is(tx, at - 1, "took") &&
               !cs_tx_is(tx, at - 1, "spent") &&
               !cs_tx_is(tx, at - 1, "came") && !cs_tx_is(tx, at - 1, "such") &&
               !cs_tx_is(tx, at - 1, "quite");
    case CS_TX_NUM:
    case CS_TX_UNIT:
        return true;
    default:
        return false;
    }
}

/* Plural units without a number: "for years", "in the weeks before". */
static bool bare_plural(const struct cs_tx *tx, uint32_t at,
                        struct cs_tx_hit *hit)
{
    enum cs_tx_unit unit;
    if (!is_unit(tx, at, &unit) || !plural(tx, at) || unit < CS_TX_HOUR)
        return false;
    const enum cs_tx_kind before = cs_tx_kind_before(tx, at);
    const enum cs_tx_kind after = cs_tx_kind_at(tx, at + 1);
    const bool led =
        before == CS_TX_IN || before == CS_TX_OF || before == CS_TX_FROM ||
        before == CS_TX_BEFORE || before == CS_TX_ABOUT ||
        (before == CS_TX_THE && cs_tx_kind_before(tx, at - 1) == CS_TX_IN);
    const bool followed = after == CS_TX_BEFORE || after == CS_TX_AGO ||
                          after == CS_TX_EARLIER || after == CS_TX_OF;
    if (unit == CS_TX_QUARTER || (!followed && !led))
        return false;
    hit->e = at + 1;
    cs_tx_set_duration(hit, -1, 0, unit);
    take_direction(tx, -1, unit, hit);
    return true;
}

/* A second number before the unit: "two or three weeks", "5-10 days". */
static uint32_t second_number(const struct cs_tx *tx, uint32_t e, int32_t *n,
                              int32_t *halves)
{
    int32_t other, other_halves;
    uint32_t other_e;
    const enum cs_tx_kind kind = cs_tx_kind_at(tx, e);
    if ((kind != CS_TX_AND && kind != CS_TX_HYPHEN) ||
        !cs_tx_number(tx, e + 1, &other, &other_halves, &other_e) ||
        cs_tx_kind_at(tx, e + 1) == CS_TX_A)
        return e;
    if (kind == CS_TX_AND && cs_tx_val(tx, e) == 0)
        return e;
    *n = other;
    *halves = other_halves;
    return other_e;
}

bool cs_tx_duration(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit)
{
    int32_t n, halves;
    uint32_t e;
    enum cs_tx_unit unit;
    if (bare_plural(tx, at, hit))
        return true;
    if (!cs_tx_number(tx, at, &n, &halves, &e))
        return false;
    const bool article = cs_tx_kind_at(tx, at) == CS_TX_A && e == at + 1;
    e = second_number(tx, e, &n, &halves);
    while (cs_tx_kind_at(tx, e) == CS_TX_MORE ||
           cs_tx_kind_at(tx, e) == CS_TX_HYPHEN ||
           (cs_tx_kind_at(tx, e) == CS_TX_LAST && !article))
        e++;
    if (!is_unit(tx, e, &unit) || (article && plural(tx, e)))
        return false;
    if (unit == CS_TX_QUARTER && (article || n == 3))
        return false; /* "a quarter of the voters", "three quarters" */
    if (unit == CS_TX_SECOND && !plural(tx, e))
        return false;
    hit->e = e + 1;
    if (is_age(tx, hit->e))
        return false;
    cs_tx_set_duration(hit, n, halves, unit);
    /* "two years and a half", "day-long", "year-ago" */
    if (cs_tx_kind_at(tx, hit->e) == CS_TX_HYPHEN &&
        (cs_tx_kind_at(tx, hit->e + 1) == CS_TX_AGO ||
         cs_tx_kind_at(tx, hit->e + 1) == CS_TX_EARLIER))
        return false;
    if (article && is_rate(tx, at, hit->e)) {
        hit->type = CS_TIME_SET;
        return true;
    }
    if (article && unit <= CS_TX_MINUTE &&
        cs_tx_kind_at(tx, hit->e) == CS_TX_WORD &&
        cs_tx_kind_before(tx, at) != CS_TX_IN)
        return false;
    take_direction(tx, n, unit, hit);
    return true;
}

/* --- quarters ------------------------------------------------------------ */

/* The quarter's year: given behind, else the last begun by publication. */
static void resolve_quarter(const struct cs_tx *tx, int32_t quarter,
                            int32_t year, struct cs_tx_hit *hit)
{
    if (year == 0 && tx->pub == CS_DAY_UNKNOWN) {
        char text[] = "XXXX-Q0";
        text[6] = (char)('0' + quarter);
        cs_tx_set_text(hit, CS_TIME_DATE, text);
        return;
    }
    if (year == 0) {
        const struct cs_date pub = cs_date_of(tx->pub);
        year = pub.year - (pub.month < quarter * 3 - 2);
        hit->basis = CS_TX_BY_PUBLISHED;
        if (year < pub.year && cs_tx_direction(tx, hit->b, hit->e) > 0)
            year++;
    }
    cs_tx_set_quarter(hit, year, quarter);
}

/* "of 1990", ", 1990", "last year", "of this year"; 0: none. */
static int32_t year_behind(const struct cs_tx *tx, uint32_t *end)
{
    uint32_t at = *end, e;
    int32_t year;
    if (cs_tx_kind_at(tx, at) == CS_TX_OF ||
        cs_tx_kind_at(tx, at) == CS_TX_COMMA)
        at++;
    if (cs_tx_year(tx, at, &year, &e)) {
        *end = e;
        return year;
    }
    if (tx->pub == CS_DAY_UNKNOWN || cs_tx_kind_at(tx, at + 1) != CS_TX_UNIT ||
        cs_tx_val(tx, at + 1) != CS_TX_YEAR)
        return 0;
    const enum cs_tx_kind kind = cs_tx_kind_at(tx, at);
    const int32_t now = cs_date_of(tx->pub).year;
    if (kind == CS_TX_THIS || kind == CS_TX_THE)
        year = now;
    else if (kind == CS_TX_LAST && cs_tx_val(tx, at) == CS_TX_REL_LAST)
        year = now - 1;
    else if (kind == CS_TX_LAST && cs_tx_val(tx, at) == CS_TX_REL_NEXT)
        year = now + 1;
    else
        return 0;
    *end = at + 2;
    return year;
}

static bool half_or_quarter(const struct cs_tx *tx, uint32_t at, int32_t n,
                            uint32_t e, struct cs_tx_hit *hit)
{
    int32_t year;
    if (cs_tx_kind_at(tx, e) == CS_TX_HALF && n <= 2) {
        hit->e = e + 1;
        year = year_behind(tx, &hit->e);
        if (year == 0 && cs_tx_kind_before(tx, at) != CS_TX_THE)
            return false;
        if (year == 0 && tx->pub == CS_DAY_UNKNOWN)
            return false;
        hit->basis = CS_TX_BY_PUBLISHED;
        if (year == 0) /* the last half begun by publication */
            year = cs_date_of(tx->pub).year -
                   (n == 2 && cs_date_of(tx->pub).month < 7);
        cs_tx_set_half(hit, year, n);
        return hit->e > e + 1; /* "the first half" alone may be of a match */
    }
    if (cs_tx_kind_at(tx, e) != CS_TX_UNIT ||
        cs_tx_val(tx, e) != CS_TX_QUARTER || plural(tx, e) || n > 4)
        return false;
    hit->e = e + 1;
    year = year_behind(tx, &hit->e);
    resolve_quarter(tx, n, year, hit);
    return true;
}

bool cs_tx_quarter(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit)
{
    int32_t n, halves, year;
    uint32_t e, number_e;
    enum cs_tx_unit unit;
    /* "Q3 2010" */
    if (cs_tx_is(tx, at, "q") && cs_tx_glued(tx, at + 1, CS_TX_NUM)) {
        n = cs_tx_val(tx, at + 1);
        hit->e = at + 2;
        if (n < 1 || n > 4)
            return false;
        year = year_behind(tx, &hit->e);
        resolve_quarter(tx, n, year, hit);
        return true;
    }
    if (!cs_tx_ordinal(tx, at, &n, &e))
        return false;
    if (cs_tx_kind_at(tx, e) == CS_TX_HYPHEN)
        e++;
    if (half_or_quarter(tx, at, n, e, hit))
        return true;
    /* "first nine months": a length */
    if (n != 1 || !cs_tx_number(tx, e, &n, &halves, &number_e) ||
        cs_tx_kind_at(tx, e) == CS_TX_A || !is_unit(tx, number_e, &unit))
        return false;
    hit->e = number_e + 1;
    cs_tx_set_duration(hit, n, halves, unit);
    return true;
}

/* --- units beside now ---------------------------------------------------- */

/* The quarter that the report is about, else the one before publication's. */
static void set_latest_quarter(const struct cs_tx *tx, bool current,
                               struct cs_tx_hit *hit)
{
    const struct cs_tx_memory *m = &tx->memory;
    if (!current && m->quarter != 0) {
        hit->basis = CS_TX_BY_EARLIER;
        cs_tx_set_quarter(hit, m->quarter_year, m->quarter);
        return;
    }
    hit->basis = CS_TX_BY_PUBLISHED;
    cs_tx_set_shifted(hit, tx->pub, CS_TX_QUARTER, current ? 0 : -1);
}

/* "the past three months": a length that ends or begins at publication. */
static bool stretch(const struct cs_tx *tx, uint32_t at, enum cs_tx_rel rel,
                    struct cs_tx_hit *hit)
{
    int32_t n = -1, halves = 0;
    uint32_t e = at;
    enum cs_tx_unit unit;
    const bool counted = cs_tx_number(tx, at, &n, &halves, &e) &&
                         cs_tx_kind_at(tx, at) != CS_TX_A;
    if (!counted && cs_tx_kind_at(tx, at) == CS_TX_A)
        return false;
    if (cs_tx_kind_at(tx, e) == CS_TX_HYPHEN)
        e++;
    if (!is_unit(tx, e, &unit) || (!counted && !plural(tx, e)))
        return false;
    hit->e = e + 1;
    if (rel == CS_TX_REL_RECENT && unit >= CS_TX_YEAR) {
        cs_tx_set_text(hit, CS_TIME_DATE, "PAST_REF");
        return true;
    }
    if (!counted)
        n = -1;
    cs_tx_set_duration(hit, n, halves, unit);
    /* "the past 24 hours" reach into yesterday */
    const int32_t days = n < 0 || n > LONGEST ? 0
                         : unit == CS_TX_HOUR ? (n + 23) / 24 * (n >= 12)
                                              : n * cs_tx_unit_days(unit);
    if (tx->pub == CS_DAY_UNKNOWN || days <= 0 || days > 400000)
        return true;
    const bool ahead = rel == CS_TX_REL_NEXT || rel == CS_TX_REL_COMING;
    const bool back = rel == CS_TX_REL_LAST || rel == CS_TX_REL_PAST;
    hit->basis = CS_TX_BY_PUBLISHED;
    hit->has_days = (ahead || back) && tx->pub > days - 700000;
    hit->days.from = ahead ? tx->pub : tx->pub - days;
    hit->days.to = ahead ? tx->pub + days + 1 : tx->pub + 1;
    hit->precision = unit <= CS_TX_DAY       ? CS_PRECISION_DAY
                     : unit == CS_TX_WEEK    ? CS_PRECISION_WEEK
                     : unit == CS_TX_MONTHS  ? CS_PRECISION_MONTH
                     : unit == CS_TX_QUARTER ? CS_PRECISION_SEASON
                     : unit == CS_TX_YEAR    ? CS_PRECISION_YEAR
                                             : CS_PRECISION_DECADE;
    return true;
}

/* The day that "the next day", "the previous week" counts from. Years are
 * counted from the year last given, where that is the later word. */
static int32_t anchor_day(const struct cs_tx *tx, enum cs_tx_unit unit,
                          struct cs_tx_hit *hit)
{
    const struct cs_tx_memory *m = &tx->memory;
    int32_t day = cs_tx_earlier_day(tx);
    if (unit >= CS_TX_YEAR && m->year != 0 &&
        (day == CS_DAY_UNKNOWN || m->year_sentence >= m->day_sentence))
        day = cs_day_of((struct cs_date){ m->year, 1, 1 });
    if (unit == CS_TX_MONTHS && m->month_day != CS_DAY_UNKNOWN &&
        (day == CS_DAY_UNKNOWN || m->month_sentence > m->day_sentence) &&
        tx->sentence - m->month_sentence <= MONTH_REACH)
        day = m->month_day;
    hit->basis = CS_TX_BY_EARLIER;
    hit->basis_day = day;
    return day;
}

/* One unit: last week, this year, the following day. */
static bool one_unit(const struct cs_tx *tx, uint32_t at, enum cs_tx_rel rel,
                     bool the, struct cs_tx_hit *hit)
{
    enum cs_tx_unit unit = CS_TX_DAY;
    /* "on the same date" is the same day */
    const bool date = rel == CS_TX_REL_SAME && cs_tx_is(tx, at, "date");
    if (!date &&
        (!is_unit(tx, at, &unit) || plural(tx, at) || unit < CS_TX_DAY))
        return false;
    hit->e = at + 1;
    hit->basis = CS_TX_BY_PUBLISHED;
    const bool quarter = unit == CS_TX_QUARTER;
    switch (rel) {
    case CS_TX_REL_PAST:
    case CS_TX_REL_LAST:
        if (rel == CS_TX_REL_PAST || (the && unit >= CS_TX_DECADE)) {
            cs_tx_set_duration(hit, 1, 0, unit);
            if (unit >= CS_TX_DECADE)
                return true;
        }
        cs_tx_set_shifted(hit, tx->pub, unit, -1);
        return true;
    case CS_TX_REL_NEXT:
        if (the && unit == CS_TX_DAY)
            cs_tx_set_shifted(hit, anchor_day(tx, unit, hit), unit, 1);
        else
            cs_tx_set_shifted(hit, tx->pub, unit, 1);
        return true;
    case CS_TX_REL_COMING:
        cs_tx_set_shifted(hit, tx->pub, unit, 1);
        return true;
    case CS_TX_REL_PREVIOUS:
    case CS_TX_REL_FOLLOWING:
    case CS_TX_REL_SAME: {
        const int32_t n = rel == CS_TX_REL_PREVIOUS    ? -1
                          : rel == CS_TX_REL_FOLLOWING ? 1
                                                       : 0;
        cs_tx_set_shifted(hit, anchor_day(tx, unit, hit), unit, n);
        return true;
    }
    case CS_TX_REL_CURRENT:
    case CS_TX_REL_LATEST:
        if (quarter)
            set_latest_quarter(tx, rel == CS_TX_REL_CURRENT, hit);
        else
            cs_tx_set_shifted(hit, tx->pub, unit, 0);
        return true;
    default:
        return false;
    }
}

/* last/next/this and a name: Friday, March, summer, night, weekend. */
static bool named(const struct cs_tx *tx, uint32_t at, int side,
                  struct cs_tx_hit *hit)
{
    const int32_t val = cs_tx_val(tx, at);
    hit->e = at + 1;
    hit->basis = CS_TX_BY_PUBLISHED;
    switch (cs_tx_kind_at(tx, at)) {
    case CS_TX_WEEKDAY:
        if (tx->p[at].flags & (CS_TX_PLURAL | CS_TX_UNSURE))
            return false;
        cs_tx_resolve_weekday(tx, val, side, hit);
        return true;
    case CS_TX_MONTH:
        if (!tx->p[at].upper)
            return false;
        if (cs_tx_kind_at(tx, at + 1) == CS_TX_NUM ||
            cs_tx_kind_at(tx, at + 1) == CS_TX_DOT) {
            /* "last Oct. 23" is the date itself */
            struct cs_tx_hit date = *hit;
            if (cs_tx_month(tx, at, &date)) {
                *hit = date;
                if (date.e > at + 1)
                    return true;
            }
        }
        hit->e = at + 1;
        if (side == 0 && tx->pub != CS_DAY_UNKNOWN)
            cs_tx_set_month(hit, cs_date_of(tx->pub).year, val);
        else
            cs_tx_resolve_month(tx, val, side, hit);
        return true;
    case CS_TX_SEASON:
        cs_tx_resolve_season(tx, val, side, hit);
        return true;
    case CS_TX_PART:
        if (plural(tx, at))
            return false;
        if (side > 0)
            cs_tx_set_shifted(hit, anchor_day(tx, CS_TX_DAY, hit), CS_TX_DAY,
                              1);
        else
            cs_tx_set_shifted(hit, tx->pub, CS_TX_DAY, side);
        cs_tx_add_part(hit, (enum cs_tx_part)val);
        return true;
    case CS_TX_WEEKEND:
        if (tx->pub == CS_DAY_UNKNOWN)
            cs_tx_set_text(hit, CS_TIME_DATE, "XXXX-WXX-WE");
        else
            cs_tx_set_weekend(hit, tx->pub + 7 * side);
        return true;
    case CS_TX_HOLIDAY:
        return cs_tx_feast(tx, at, hit);
    default:
        return false;
    }
}

/* year-ago, year-earlier [quarter | period | third quarter | nine months] */
static bool year_ago(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit)
{
    enum cs_tx_unit unit;
    if (!is_unit(tx, at, &unit) || unit < CS_TX_DAY || plural(tx, at) ||
        cs_tx_kind_at(tx, at + 1) != CS_TX_HYPHEN ||
        (cs_tx_kind_at(tx, at + 2) != CS_TX_AGO &&
         cs_tx_kind_at(tx, at + 2) != CS_TX_EARLIER))
        return false;
    uint32_t e = at + 3, number_e;
    int32_t n, halves;
    hit->e = e;
    if (cs_tx_ordinal(tx, e, &n, &number_e) && n <= 4 &&
        cs_tx_kind_at(tx, number_e) == CS_TX_UNIT &&
        cs_tx_val(tx, number_e) == CS_TX_QUARTER) {
        hit->e = number_e + 1;
        resolve_quarter(tx, n, 0, hit);
        if (hit->has_days)
            cs_tx_set_quarter(hit, hit->year - 1, n);
        return true;
    }
    if (cs_tx_number(tx, e, &n, &halves, &number_e) &&
        cs_tx_kind_at(tx, e) != CS_TX_A && is_unit(tx, number_e, &unit)) {
        hit->e = number_e + 1;
        cs_tx_set_duration(hit, n, halves, unit);
        return true;
    }
    set_ago(tx, 1, unit, hit);
    if (cs_tx_kind_at(tx, e) == CS_TX_PERIOD ||
        (cs_tx_kind_at(tx, e) == CS_TX_UNIT && !plural(tx, e)))
        hit->e = e + 1;
    return true;
}

/* "this week", "this past week", "that day", "this September". */
static bool demonstrative(const struct cs_tx *tx, uint32_t at,
                          struct cs_tx_hit *hit)
{
    enum cs_tx_unit unit;
    const bool near_one = cs_tx_kind_at(tx, at) == CS_TX_THIS;
    const uint32_t e = at + 1;
    if (near_one && cs_tx_kind_at(tx, e) == CS_TX_LAST) {
        const enum cs_tx_rel rel = (enum cs_tx_rel)cs_tx_val(tx, e);
        return one_unit(tx, e + 1, rel, false, hit) ||
               named(tx, e + 1,
                     rel == CS_TX_REL_PAST || rel == CS_TX_REL_LAST ? -1 : 1,
                     hit);
    }
    if (is_unit(tx, e, &unit) && unit >= CS_TX_DAY) {
        hit->e = e + 1;
        if (plural(tx, e))
            return false;
        hit->basis = CS_TX_BY_PUBLISHED;
        if (near_one && unit == CS_TX_QUARTER)
            set_latest_quarter(tx, tx->memory.quarter == 0, hit);
        else if (near_one && unit == CS_TX_DAY)
            cs_tx_set_shifted(hit, tx->pub, unit, 0);
        else if (!near_one)
            cs_tx_set_shifted(hit, anchor_day(tx, unit, hit), unit, 0);
        else
            cs_tx_set_shifted(hit, tx->pub, unit, 0);
        /* "this year's third quarter" */
        int32_t n;
        uint32_t q;
        if (unit == CS_TX_YEAR && hit->has_days &&
            cs_tx_kind_at(tx, e + 1) == CS_TX_APOS &&
            cs_tx_ordinal(tx, e + 3, &n, &q) && n <= 4 &&
            cs_tx_kind_at(tx, q) == CS_TX_UNIT &&
            cs_tx_val(tx, q) == CS_TX_QUARTER) {
            hit->e = q + 1;
            cs_tx_set_quarter(hit, hit->year, n);
        }
        return true;
    }
    if (near_one)
        return named(tx, e, 0, hit);
    /* "that morning" */
    if (cs_tx_kind_at(tx, e) != CS_TX_PART || plural(tx, e))
        return false;
    hit->e = e + 1;
    cs_tx_set_shifted(hit, anchor_day(tx, CS_TX_DAY, hit), CS_TX_DAY, 0);
    cs_tx_add_part(hit, (enum cs_tx_part)cs_tx_val(tx, e));
    return true;
}

/* "the year", "the quarter", "the week": without more, the report's own. */
static bool the_unit(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit)
{
    enum cs_tx_unit unit;
    const enum cs_tx_kind after = cs_tx_kind_at(tx, at + 1);
    if (!is_unit(tx, at, &unit) || plural(tx, at) || unit < CS_TX_DAY)
        return false;
    hit->e = at + 1;
    hit->basis = CS_TX_BY_PUBLISHED;
    if (ends_there(tx, at + 1) && cs_tx_earlier_day(tx) != CS_DAY_UNKNOWN) {
        hit->e = at + 2;
        cs_tx_set_shifted(hit, anchor_day(tx, unit, hit), unit,
                          cs_tx_val(tx, at + 1));
        return true;
    }
    if (after == CS_TX_BEFORE && unit == CS_TX_DAY &&
        cs_tx_val(tx, at + 1) != 2) {
        /* "the day before yesterday", "the day after tomorrow" */
        const int32_t side = cs_tx_val(tx, at + 1);
        if (cs_tx_kind_at(tx, at + 2) == CS_TX_DAYWORD) {
            hit->e = at + 3;
            cs_tx_set_shifted(hit, tx->pub, unit, cs_tx_val(tx, at + 2) + side);
            return true;
        }
        cs_tx_set_duration(hit, 1, 0, unit);
        cs_tx_set_beside(hit, at + 1, 1, unit, side);
        return true;
    }
    /* "the week before last" */
    if (after == CS_TX_BEFORE && cs_tx_val(tx, at + 1) == -1 &&
        cs_tx_is(tx, at + 2, "last")) {
        hit->e = at + 3;
        cs_tx_set_shifted(hit, tx->pub, unit, -2);
        return true;
    }
    int32_t year;
    uint32_t e;
    if (unit == CS_TX_YEAR && cs_tx_year(tx, at + 1, &year, &e)) {
        hit->e = e;
        cs_tx_set_year(hit, year);
        hit->explicit_year = true;
        hit->basis = CS_TX_BY_WORDS;
        return true;
    }
    uint32_t the = at - 1;
    if (cs_tx_kind_at(tx, the) == CS_TX_FISCAL && the > 0)
        the--;
    const enum cs_tx_kind before = cs_tx_kind_before(tx, the);
    if (unit == CS_TX_DAY || unit >= CS_TX_DECADE ||
        (after == CS_TX_OF && unit != CS_TX_YEAR) ||
        (before != CS_TX_IN && before != CS_TX_OF && before != CS_TX_EDGE))
        return false;
    if (unit == CS_TX_QUARTER)
        set_latest_quarter(tx, false, hit);
    else if (unit == CS_TX_YEAR &&
             (cs_tx_is(tx, at + 1, "ended") || cs_tx_is(tx, at + 1, "ending")))
        cs_tx_set_duration(hit, 1, 0, unit);
    else
        cs_tx_set_shifted(hit, tx->pub, unit, 0);
    return true;
}

/* "the previous Friday", "the following Monday": from the day last named. */
static bool weekday_beside(const struct cs_tx *tx, uint32_t at, int side,
                           struct cs_tx_hit *hit)
{
    const int32_t day = cs_tx_earlier_day(tx);
    if (cs_tx_kind_at(tx, at) != CS_TX_WEEKDAY || day == CS_DAY_UNKNOWN ||
        (tx->p[at].flags & (CS_TX_PLURAL | CS_TX_UNSURE)))
        return false;
    const int32_t ahead = (cs_tx_val(tx, at) - cs_weekday(day) + 7) % 7;
    hit->e = at + 1;
    hit->basis = CS_TX_BY_EARLIER;
    hit->basis_day = day;
    if (side > 0)
        cs_tx_set_day(hit, day + (ahead == 0 ? 7 : ahead));
    else
        cs_tx_set_day(hit, day + ahead - 7);
    return true;
}

static bool after_rel(const struct cs_tx *tx, uint32_t at, bool the,
                      struct cs_tx_hit *hit)
{
    const enum cs_tx_rel rel = (enum cs_tx_rel)cs_tx_val(tx, at);
    uint32_t e = at + 1;
    const bool fiscal = cs_tx_kind_at(tx, e) == CS_TX_FISCAL;
    if (fiscal)
        e++;
    if (one_unit(tx, e, rel, the, hit) || stretch(tx, e, rel, hit))
        return true;
    if ((rel == CS_TX_REL_PREVIOUS && weekday_beside(tx, e, -1, hit)) ||
        (rel == CS_TX_REL_FOLLOWING && weekday_beside(tx, e, 1, hit)))
        return true;
    if (rel == CS_TX_REL_LAST || rel == CS_TX_REL_PAST ||
        rel == CS_TX_REL_PREVIOUS) {
        if (named(tx, e, -1, hit))
            return true;
    } else if ((rel == CS_TX_REL_NEXT || rel == CS_TX_REL_COMING ||
                rel == CS_TX_REL_FOLLOWING) &&
               named(tx, e, 1, hit)) {
        return true;
    }
    /* "the same afternoon" */
    if (rel == CS_TX_REL_SAME && cs_tx_kind_at(tx, e) == CS_TX_PART &&
        !plural(tx, e)) {
        cs_tx_set_shifted(hit, anchor_day(tx, CS_TX_DAY, hit), CS_TX_DAY, 0);
        cs_tx_add_part(hit, (enum cs_tx_part)cs_tx_val(tx, e));
        hit->e = e + 1;
        return true;
    }
    hit->e = at + 1;
    if (rel == CS_TX_REL_LATEST && cs_tx_kind_at(tx, e) == CS_TX_PERIOD) {
        hit->e = e + 1;
        set_latest_quarter(tx, false, hit);
        return true;
    }
    if (rel == CS_TX_REL_CURRENT && cs_tx_is(tx, at, "current")) {
        cs_tx_set_text(hit, CS_TIME_DATE, "PRESENT_REF");
        return true;
    }
    if (rel == CS_TX_REL_RECENT) {
        cs_tx_set_text(hit, CS_TIME_DATE, "PAST_REF");
        return true;
    }
    uint32_t first = at;
    if (cs_tx_is(tx, at - 1, "near"))
        first--;
    const bool led = first > 1 && cs_tx_kind_before(tx, first) == CS_TX_THE &&
                     (cs_tx_kind_before(tx, first - 1) == CS_TX_IN ||
                      cs_tx_kind_before(tx, first - 1) == CS_TX_OF);
    if (led && (rel == CS_TX_REL_FUTURE ||
                (rel == CS_TX_REL_PAST && cs_tx_is(tx, at, "past")))) {
        cs_tx_set_text(hit, CS_TIME_DATE,
                       rel == CS_TX_REL_FUTURE ? "FUTURE_REF" : "PAST_REF");
        return true;
    }
    return false;
}

/* year-end, month end; day-long */
static bool unit_end(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit)
{
    enum cs_tx_unit unit;
    uint32_t e = at + 1;
    if (!is_unit(tx, at, &unit) || unit < CS_TX_HOUR)
        return false;
    if (cs_tx_kind_at(tx, e) == CS_TX_HYPHEN)
        e++;
    if (e > at + 1 && cs_tx_is(tx, e, "long")) {
        hit->e = e + 1;
        cs_tx_set_duration(hit, plural(tx, at) ? -1 : 1, 0, unit);
        return true;
    }
    if (!cs_tx_is(tx, e, "end") || plural(tx, at) ||
        (unit != CS_TX_YEAR && unit != CS_TX_MONTHS))
        return false;
    hit->e = e + 1;
    hit->basis = CS_TX_BY_PUBLISHED;
    /* "since year-end" is the one before. */
    cs_tx_set_shifted(hit, tx->pub, unit,
                      cs_tx_is(tx, at - 1, "since") ? -1 : 0);
    if (hit->has_days)
        cs_tx_set_day(hit, hit->days.to - 1);
    return true;
}

bool cs_tx_relative(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit)
{
    switch (cs_tx_kind_at(tx, at)) {
    case CS_TX_LAST:
        return after_rel(tx, at, cs_tx_kind_before(tx, at) == CS_TX_THE, hit);
    case CS_TX_THIS:
    case CS_TX_THAT:
        return demonstrative(tx, at, hit);
    case CS_TX_UNIT:
        if (year_ago(tx, at, hit) || unit_end(tx, at, hit))
            return true;
        return (cs_tx_kind_before(tx, at) == CS_TX_THE ||
                (cs_tx_kind_before(tx, at) == CS_TX_FISCAL && at > 1 &&
                 cs_tx_kind_before(tx, at - 1) == CS_TX_THE)) &&
               the_unit(tx, at, hit);
    case CS_TX_WEEKEND:
        if (cs_tx_kind_before(tx, at) != CS_TX_THE || plural(tx, at))
            return false;
        hit->e = at + 1;
        hit->basis = CS_TX_BY_PUBLISHED;
        if (tx->pub == CS_DAY_UNKNOWN)
            cs_tx_set_text(hit, CS_TIME_DATE, "XXXX-WXX-WE");
        else /* the one under way or just gone, unless the tense looks on */
            cs_tx_set_weekend(
                hit, tx->pub - (cs_weekday(tx->pub) < 5 &&
                                        cs_tx_direction(tx, hit->b, hit->e) <= 0
                                    ? 7
                                    : 0));
        return true;
    case CS_TX_PART: /* "the night before", "in the morning", "overnight" */
        /* "overnight from Monday to Tuesday" */
        if (cs_tx_is(tx, at, "overnight") &&
            cs_tx_kind_at(tx, at + 1) == CS_TX_FROM)
            return false;
        if (cs_tx_kind_before(tx, at) == CS_TX_THE && !plural(tx, at) &&
            ends_there(tx, at + 1) && cs_tx_earlier_day(tx) != CS_DAY_UNKNOWN) {
            hit->e = at + 2;
            cs_tx_set_shifted(hit, anchor_day(tx, CS_TX_DAY, hit), CS_TX_DAY,
                              cs_tx_val(tx, at + 1));
            cs_tx_add_part(hit, (enum cs_tx_part)cs_tx_val(tx, at));
            return true;
        }
        if (plural(tx, at) ||
            (!cs_tx_is(tx, at, "overnight") &&
             !(cs_tx_kind_before(tx, at) == CS_TX_THE && at > 1 &&
               cs_tx_kind_before(tx, at - 1) == CS_TX_IN)))
            return false;
        hit->e = at + 1;
        if (cs_tx_is(tx, at, "overnight")) {
            hit->basis = CS_TX_BY_PUBLISHED;
            cs_tx_set_shifted(hit, tx->pub, CS_TX_DAY, -1);
            hit->days.to += hit->has_days;
        } else if (cs_tx_earlier_day(tx) != CS_DAY_UNKNOWN) {
            cs_tx_set_shifted(hit, anchor_day(tx, CS_TX_DAY, hit), CS_TX_DAY,
                              0);
        } else {
            hit->basis = CS_TX_BY_PUBLISHED;
            cs_tx_set_shifted(hit, tx->pub, CS_TX_DAY, 0);
            cs_tx_forget_guess(hit, CS_DAY_UNKNOWN);
        }
        cs_tx_add_part(hit, (enum cs_tx_part)cs_tx_val(tx, at));
        return true;
    default:
        return false;
    }
}

/* --- repetitions --------------------------------------------------------- */

static bool every(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit)
{
    int32_t n = 1, halves = 0;
    uint32_t e = at + 1;
    enum cs_tx_unit unit;
    if (cs_tx_is(tx, e, "other")) {
        n = 2;
        e++;
    } else if (cs_tx_kind_at(tx, e) != CS_TX_A) {
        uint32_t number_e;
        if (cs_tx_number(tx, e, &n, &halves, &number_e))
            e = number_e;
        else
            n = 1;
    }
    hit->e = e + 1;
    if (is_unit(tx, e, &unit) && unit >= CS_TX_MINUTE) {
        cs_tx_set_duration(hit, n, halves, unit);
        hit->type = CS_TIME_SET;
        return true;
    }
    char text[] = "XXXX-WXX-0";
    switch (cs_tx_kind_at(tx, e)) {
    case CS_TX_WEEKDAY:
        text[9] = (char)('1' + cs_tx_val(tx, e));
        cs_tx_set_text(hit, CS_TIME_SET, text);
        return true;
    case CS_TX_WEEKEND:
        cs_tx_set_text(hit, CS_TIME_SET, "XXXX-WXX-WE");
        return true;
    case CS_TX_PART:
        cs_tx_set_text(hit, CS_TIME_SET, "XXXX-XX-XX");
        cs_tx_add_part(hit, (enum cs_tx_part)cs_tx_val(tx, e));
        hit->type = CS_TIME_SET;
        return true;
    case CS_TX_MONTH: {
        char month[] = "XXXX-00";
        if (!tx->p[e].upper)
            return false;
        month[5] = (char)('0' + cs_tx_val(tx, e) / 10);
        month[6] = (char)('0' + cs_tx_val(tx, e) % 10);
        cs_tx_set_text(hit, CS_TIME_SET, month);
        return true;
    }
    default:
        return false;
    }
}

bool cs_tx_set(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit)
{
    enum cs_tx_unit unit;
    switch (cs_tx_kind_at(tx, at)) {
    case CS_TX_EVERY:
        return every(tx, at, hit);
    case CS_TX_OFTEN:
        /* The capital letter belongs to a name ("the Daily Post"). */
        if (tx->p[at].upper && at > 0)
            return false;
        hit->e = at + 1;
        cs_tx_set_duration(hit, 1, 0, (enum cs_tx_unit)cs_tx_val(tx, at));
        hit->type = CS_TIME_SET;
        return true;
    case CS_TX_PER:
        if (!is_unit(tx, at + 1, &unit))
            return false;
        hit->e = at + 2;
        cs_tx_set_duration(hit, 1, 0, unit);
        hit->type = CS_TIME_SET;
        return true;
    case CS_TX_TIMES: /* "twice a week" */
        if (cs_tx_kind_at(tx, at + 1) != CS_TX_A || !is_unit(tx, at + 2, &unit))
            return false;
        hit->e = at + 3;
        cs_tx_set_duration(hit, 1, 0, unit);
        hit->type = CS_TIME_SET;
        return true;
    default:
        return false;
    }
}
