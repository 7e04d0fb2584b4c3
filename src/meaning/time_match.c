/* time_match.c - the grammar's top: which matcher is tried where.
 *
 * A time may begin at few kinds of piece; each tries its readings, the longer
 * first. Around the core stand words that change no day ("early", "the end
 * of", "nearly") and that the span takes in. Rule T1, docs/rules/times.md. */
#include "meaning/timex.h"

static bool core(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit);

/* Cores that stand behind an edge word or "of": the definite times. */
static bool bare_core(const struct cs_tx *tx, uint32_t at,
                      struct cs_tx_hit *hit)
{
    uint32_t e = at;
    if (cs_tx_kind_at(tx, e) == CS_TX_IN || cs_tx_kind_at(tx, e) == CS_TX_OF)
        e++;
    if (cs_tx_kind_at(tx, e) == CS_TX_THE)
        e++;
    if (!core(tx, e, hit))
        return false;
    return hit->type == CS_TIME_DATE || hit->type == CS_TIME_TIME;
}

/* "later in the day" and the like: the unit of publication. */
static bool in_the_unit(const struct cs_tx *tx, uint32_t at,
                        struct cs_tx_hit *hit)
{
    uint32_t e = at;
    if (cs_tx_kind_at(tx, e) == CS_TX_IN)
        e++;
    if (cs_tx_kind_at(tx, e) != CS_TX_THE ||
        cs_tx_kind_at(tx, e + 1) != CS_TX_UNIT ||
        (tx->p[e + 1].flags & CS_TX_PLURAL) || cs_tx_val(tx, e + 1) < CS_TX_DAY)
        return false;
    hit->e = e + 2;
    const enum cs_tx_unit unit = (enum cs_tx_unit)cs_tx_val(tx, e + 1);
    const int32_t earlier = cs_tx_earlier_day(tx);
    if (unit == CS_TX_DAY && earlier != CS_DAY_UNKNOWN) {
        hit->basis = CS_TX_BY_EARLIER;
        hit->basis_day = earlier;
        cs_tx_set_day(hit, earlier);
        return true;
    }
    hit->basis = CS_TX_BY_PUBLISHED;
    cs_tx_set_shifted(hit, tx->pub, unit, 0);
    return true;
}

/* early Friday, mid-June, late in May, the end of the year, year-end */
static bool edge(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit)
{
    uint32_t e = at + 1;
    if (cs_tx_kind_at(tx, e) == CS_TX_HYPHEN)
        e++;
    if (tx->p[at].flags & CS_TX_NOUN) {
        if (cs_tx_kind_at(tx, e) != CS_TX_OF)
            return false;
        if (in_the_unit(tx, e + 1, hit))
            return true;
        const bool eve = cs_tx_is(tx, at, "eve");
        if (bare_core(tx, e, hit)) {
            if (eve && hit->has_days && hit->precision == CS_PRECISION_DAY)
                cs_tx_set_day(hit, hit->days.from - 1);
            return true;
        }
        /* "on the eve of the vote" */
        if (!eve || cs_tx_kind_at(tx, e + 1) != CS_TX_THE)
            return false;
        hit->e = at + 1;
        cs_tx_set_duration(hit, 1, 0, CS_TX_DAY);
        cs_tx_set_beside(hit, e, 1, CS_TX_DAY, -1);
        return true;
    }
    /* mid-afternoon yesterday, early morning */
    if (cs_tx_kind_at(tx, e) == CS_TX_PART && e > at + 1) {
        const enum cs_tx_part part = (enum cs_tx_part)cs_tx_val(tx, e);
        if (cs_tx_kind_at(tx, e + 1) != CS_TX_DAYWORD ||
            !core(tx, e + 1, hit) || hit->type != CS_TIME_DATE)
            return false;
        cs_tx_add_part(hit, part);
        return true;
    }
    /* "in early and late May" is not tried; "early on Friday" is. */
    if (in_the_unit(tx, e, hit))
        return cs_tx_kind_at(tx, e) == CS_TX_IN;
    return bare_core(tx, e, hit);
}

/* earlier this week, later Friday, later in the day */
static bool earlier(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit)
{
    const enum cs_tx_kind kind = cs_tx_kind_at(tx, at + 1);
    if (kind == CS_TX_IN && in_the_unit(tx, at + 1, hit))
        return true;
    if (kind != CS_TX_THIS && kind != CS_TX_THAT && kind != CS_TX_WEEKDAY &&
        kind != CS_TX_DAYWORD && kind != CS_TX_IN && kind != CS_TX_LAST &&
        kind != CS_TX_TONIGHT)
        return false;
    return bare_core(tx, at + 1, hit) &&
           (hit->precision != CS_PRECISION_UNKNOWN ||
            tx->pub == CS_DAY_UNKNOWN);
}

/* the first week of May, the second half of April, the last week of 2023 */
static bool part_of_month(const struct cs_tx *tx, uint32_t at,
                          struct cs_tx_hit *hit)
{
    int32_t n = 0;
    uint32_t e = at + 1;
    const bool last = cs_tx_is(tx, at, "last");
    if (!last && (!cs_tx_ordinal(tx, at, &n, &e) || n > 4))
        return false;
    const bool week =
        cs_tx_kind_at(tx, e) == CS_TX_UNIT && cs_tx_val(tx, e) == CS_TX_WEEK;
    const bool half = cs_tx_kind_at(tx, e) == CS_TX_HALF && !last && n <= 2;
    if ((!week && !half) || cs_tx_kind_at(tx, e + 1) != CS_TX_OF ||
        !bare_core(tx, e + 1, hit) || !hit->has_days ||
        hit->precision != CS_PRECISION_MONTH)
        return false;
    const struct cs_days month = hit->days;
    if (half && n == 1)
        hit->days.to = month.from + 15;
    else if (half)
        hit->days.from = month.from + 15;
    else if (last)
        hit->days.from = month.to - 7;
    else
        hit->days =
            (struct cs_days){ month.from + 7 * (n - 1), month.from + 7 * n };
    if (week)
        hit->precision = CS_PRECISION_WEEK;
    return true;
}

/* the week ending 12 May */
static bool week_ending(const struct cs_tx *tx, uint32_t at,
                        struct cs_tx_hit *hit)
{
    if (cs_tx_kind_at(tx, at) != CS_TX_UNIT ||
        cs_tx_val(tx, at) != CS_TX_WEEK ||
        (!cs_tx_is(tx, at + 1, "ending") && !cs_tx_is(tx, at + 1, "ended")) ||
        !bare_core(tx, at + 2, hit) || !hit->has_days ||
        hit->precision != CS_PRECISION_DAY)
        return false;
    const int32_t last = hit->days.from;
    cs_tx_set_week(hit, last);
    hit->days = (struct cs_days){ last - 6, last + 1 };
    return true;
}

/* the night of 3-4 May, the week of March 6, the morning of the 5th */
static bool unit_of(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit)
{
    /* the early hours of Thursday */
    if (cs_tx_kind_at(tx, at) == CS_TX_UNIT &&
        cs_tx_val(tx, at) == CS_TX_HOUR && cs_tx_is(tx, at - 1, "early") &&
        cs_tx_kind_at(tx, at + 1) == CS_TX_OF)
        return bare_core(tx, at + 1, hit);

    const bool week =
        cs_tx_kind_at(tx, at) == CS_TX_UNIT && cs_tx_val(tx, at) == CS_TX_WEEK;
    const bool part = cs_tx_kind_at(tx, at) == CS_TX_PART;
    if ((!week && !part) || (tx->p[at].flags & CS_TX_PLURAL) ||
        (cs_tx_kind_at(tx, at + 1) != CS_TX_OF &&
         !(part && cs_tx_is(tx, at + 1, "on"))) ||
        !bare_core(tx, at + 1, hit) || !hit->has_days ||
        hit->precision != CS_PRECISION_DAY)
        return false;
    if (week)
        cs_tx_set_week(hit, hit->days.from);
    else if (hit->type == CS_TIME_DATE)
        cs_tx_add_part(hit, (enum cs_tx_part)cs_tx_val(tx, at));
    return true;
}

/* the day before last Tuesday, the day after the 5th of May */
static bool day_beside(const struct cs_tx *tx, uint32_t at,
                       struct cs_tx_hit *hit)
{
    const int32_t side = cs_tx_val(tx, at + 1);
    if (cs_tx_kind_at(tx, at) != CS_TX_UNIT || cs_tx_val(tx, at) != CS_TX_DAY ||
        (tx->p[at].flags & CS_TX_PLURAL) ||
        cs_tx_kind_at(tx, at + 1) != CS_TX_BEFORE || side == 2 ||
        cs_tx_kind_at(tx, at + 2) == CS_TX_DAYWORD ||
        !bare_core(tx, at + 2, hit) || !hit->has_days ||
        hit->precision != CS_PRECISION_DAY)
        return false;
    cs_tx_set_day(hit, hit->days.from + side);
    return true;
}

/* the 5th, the 21st: a day of the month last named or of publication */
static bool day_alone(const struct cs_tx *tx, uint32_t at,
                      struct cs_tx_hit *hit)
{
    int32_t n;
    uint32_t e;
    if (!cs_tx_glued(tx, at + 1, CS_TX_TH) || !cs_tx_ordinal(tx, at, &n, &e) ||
        (cs_tx_kind_at(tx, e) != CS_TX_DOT &&
         cs_tx_kind_at(tx, e) != CS_TX_COMMA && e < tx->n))
        return false;
    if (at < 3 || cs_tx_kind_before(tx, at) != CS_TX_THE ||
        (cs_tx_kind_before(tx, at - 1) != CS_TX_IN &&
         !(cs_tx_kind_before(tx, at - 1) == CS_TX_OF &&
           cs_tx_kind_before(tx, at - 2) == CS_TX_PART)))
        return false;
    const int32_t near_day = cs_tx_earlier_day(tx);
    const int32_t base = near_day != CS_DAY_UNKNOWN ? near_day : tx->pub;
    if (base == CS_DAY_UNKNOWN)
        return false;
    struct cs_date date = cs_date_of(base);
    date.day = n;
    if (near_day == CS_DAY_UNKNOWN && n > cs_date_of(base).day &&
        cs_tx_direction(tx, at, e) <= 0) {
        date.month = date.month == 1 ? 12 : date.month - 1;
        date.year -= date.month == 12;
    }
    if (!cs_date_valid(date))
        return false;
    hit->e = e;
    hit->basis =
        near_day != CS_DAY_UNKNOWN ? CS_TX_BY_EARLIER : CS_TX_BY_PUBLISHED;
    hit->basis_day = near_day;
    cs_tx_set_day(hit, cs_day_of(date));
    return true;
}

static bool vague(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit)
{
    static const char *const value[] = { "PRESENT_REF", "PAST_REF",
                                         "FUTURE_REF" };
    const int32_t v = cs_tx_val(tx, at);
    if (v == CS_TX_FUTURE &&
        (at == 0 || cs_tx_is(tx, at - 1, "as") || cs_tx_is(tx, at - 1, "too") ||
         cs_tx_kind_at(tx, at + 1) == CS_TX_BEFORE))
        return false;
    hit->e = at + 1;
    cs_tx_set_text(hit, CS_TIME_DATE, value[v]);
    return true;
}

/* 1989 third quarter, fiscal 1989 */
static bool year_quarter(const struct cs_tx *tx, uint32_t at,
                         struct cs_tx_hit *hit)
{
    int32_t year, n;
    uint32_t e;
    if (cs_tx_digits(tx, at) != 4 || !cs_tx_year(tx, at, &year, &e) ||
        !cs_tx_ordinal(tx, e, &n, &e) || n > 4)
        return false;
    if (cs_tx_kind_at(tx, e) == CS_TX_HYPHEN)
        e++;
    if (cs_tx_kind_at(tx, e) != CS_TX_UNIT || cs_tx_val(tx, e) != CS_TX_QUARTER)
        return false;
    hit->e = e + 1;
    cs_tx_set_quarter(hit, year, n);
    return true;
}

static bool number_core(const struct cs_tx *tx, uint32_t at,
                        struct cs_tx_hit *hit)
{
    if (cs_tx_kind_before(tx, at) == CS_TX_HYPHEN && !tx->p[at].space &&
        at > 1 && cs_tx_kind_before(tx, at - 1) == CS_TX_WORD &&
        !tx->p[at - 1].space && cs_tx_digits(tx, at) < 4)
        return false; /* F-16, M-19 */
    if (cs_tx_numeric_date(tx, at, hit) || cs_tx_day_month(tx, at, hit)) {
        cs_tx_take_part(tx, hit);
        return true;
    }
    return cs_tx_duration(tx, at, hit) || cs_tx_century(tx, at, hit) ||
           cs_tx_clock(tx, at, hit) || cs_tx_quarter(tx, at, hit) ||
           year_quarter(tx, at, hit) || day_alone(tx, at, hit) ||
           cs_tx_bare_year(tx, at, hit);
}

/* A time without the words around it. */
static bool core(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit)
{
    bool found = false;
    switch (cs_tx_kind_at(tx, at)) {
    case CS_TX_NUM:
        return number_core(tx, at, hit);
    case CS_TX_CARDINAL:
        return cs_tx_duration(tx, at, hit) || cs_tx_century(tx, at, hit) ||
               cs_tx_day_month(tx, at, hit) || cs_tx_clock(tx, at, hit) ||
               cs_tx_bare_year(tx, at, hit);
    case CS_TX_ORDINAL:
        return part_of_month(tx, at, hit) || cs_tx_day_month(tx, at, hit) ||
               cs_tx_century(tx, at, hit) || cs_tx_quarter(tx, at, hit);
    case CS_TX_APOS:
    case CS_TX_TENS:
        return cs_tx_bare_year(tx, at, hit);
    case CS_TX_MONTH: /* May Day is no day of May */
        found = (cs_tx_is(tx, at, "may") && cs_tx_feast(tx, at, hit)) ||
                cs_tx_month(tx, at, hit);
        break;
    case CS_TX_WEEKDAY:
        found = cs_tx_weekday(tx, at, hit);
        break;
    case CS_TX_DAYWORD:
        found = cs_tx_dayword(tx, at, hit);
        break;
    case CS_TX_HOLIDAY:
        found = cs_tx_feast(tx, at, hit);
        break;
    case CS_TX_TONIGHT:
        return cs_tx_dayword(tx, at, hit);
    case CS_TX_SEASON:
        return cs_tx_season(tx, at, hit);
    case CS_TX_CLOCK:
        return cs_tx_clock(tx, at, hit);
    case CS_TX_VAGUE:
        return vague(tx, at, hit);
    case CS_TX_A:
    case CS_TX_SOME:
    case CS_TX_COUPLE:
    case CS_TX_HALF:
        return cs_tx_duration(tx, at, hit);
    case CS_TX_UNIT:
        return week_ending(tx, at, hit) || part_of_month(tx, at, hit) ||
               unit_of(tx, at, hit) || day_beside(tx, at, hit) ||
               cs_tx_quarter(tx, at, hit) || cs_tx_century(tx, at, hit) ||
               cs_tx_relative(tx, at, hit) || cs_tx_duration(tx, at, hit);
    case CS_TX_PART:
        return unit_of(tx, at, hit) || cs_tx_relative(tx, at, hit);
    case CS_TX_THIS:
    case CS_TX_THAT:
    case CS_TX_WEEKEND:
        return cs_tx_relative(tx, at, hit);
    case CS_TX_LAST:
        found = part_of_month(tx, at, hit) || cs_tx_relative(tx, at, hit);
        break;
    case CS_TX_FISCAL:
        return core(tx, at + 1, hit);
    case CS_TX_EVERY:
    case CS_TX_OFTEN:
    case CS_TX_PER:
    case CS_TX_TIMES:
        return cs_tx_set(tx, at, hit);
    case CS_TX_LONG:
        hit->e = at + 1;
        cs_tx_set_duration(hit, 1, 0, (enum cs_tx_unit)cs_tx_val(tx, at));
        return true;
    case CS_TX_EDGE:
        return edge(tx, at, hit);
    case CS_TX_EARLIER:
        return earlier(tx, at, hit);
    case CS_TX_WORD:
        return cs_tx_quarter(tx, at, hit);
    default:
        return false;
    }
    if (found && hit->has_days && hit->precision == CS_PRECISION_DAY)
        cs_tx_take_part(tx, hit);
    return found;
}

/* Words before the core that the span takes in: "the", "more than". */
static void widen(const struct cs_tx *tx, struct cs_tx_hit *hit)
{
    if (hit->b > 0 && tx->p[hit->b - 1].kind == CS_TX_THE)
        hit->b--;
    if (hit->type != CS_TIME_DURATION)
        return;
    while (hit->b > 0 && tx->p[hit->b - 1].kind == CS_TX_ABOUT)
        hit->b--;
    if (hit->b > 0 && tx->p[hit->b].kind == CS_TX_ABOUT &&
        tx->p[hit->b - 1].kind == CS_TX_MORE)
        hit->b--;
}

enum casus_status cs_tx_match(const struct cs_tx *tx, uint32_t at,
                              struct cs_tx_hit *hit)
{
    *hit = (struct cs_tx_hit){ .b = at, .basis_day = CS_DAY_UNKNOWN };
    if (!core(tx, at, hit))
        return CASUS_ABSENT;
    widen(tx, hit);
    return CASUS_OK;
}
