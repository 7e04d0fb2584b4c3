/* time_values.c - TIMEX3 values and the days behind them.
 *
 * A setter writes value, type, interval and precision together, so that they
 * never disagree. Values follow TIMEX3 (ISO 8601 with X for what is not
 * known): docs/rules/times.md, rule T13. */
#include "meaning/timex.h"

#include <assert.h>

/* --- text ---------------------------------------------------------------- */

static void put(struct cs_tx_hit *hit, const char *s)
{
    for (; *s != '\0' && hit->value_n < CS_TX_VALUE_CAP; s++)
        hit->value[hit->value_n++] = *s;
}

/* A number with at least `width` digits. */
static void put_number(struct cs_tx_hit *hit, int32_t v, int width)
{
    char digit[12];
    int n = 0;
    do {
        digit[n++] = (char)('0' + v % 10);
        v /= 10;
    } while (v > 0);
    for (int i = n; i < width; i++)
        put(hit, "0");
    while (n > 0) {
        const char one[2] = { digit[--n], '\0' };
        put(hit, one);
    }
}

static void begin(struct cs_tx_hit *hit, enum cs_time_type type)
{
    hit->type = type;
    hit->value_n = 0;
    hit->has_days = false;
    hit->precision = CS_PRECISION_UNKNOWN;
}

static bool year_fits(int32_t year)
{
    return year >= 1 && year < 9999;
}

/* [first day of month a, first day of month b), months counted on from
 * January of `year` as 1 and allowed past 12. */
static void set_months(struct cs_tx_hit *hit, int32_t year, int32_t a,
                       int32_t b, enum cs_precision precision)
{
    const struct cs_date from = { year + (a - 1) / 12, (a - 1) % 12 + 1, 1 };
    const struct cs_date to = { year + (b - 1) / 12, (b - 1) % 12 + 1, 1 };
    if (!cs_date_valid(from) || !cs_date_valid(to))
        return;
    hit->days = (struct cs_days){ cs_day_of(from), cs_day_of(to) };
    hit->has_days = true;
    hit->precision = precision;
}

/* --- dates --------------------------------------------------------------- */

void cs_tx_set_day(struct cs_tx_hit *hit, int32_t day)
{
    char text[11];
    cs_day_format(day, text);
    begin(hit, CS_TIME_DATE);
    put(hit, text);
    hit->days = (struct cs_days){ day, day + 1 };
    hit->has_days = true;
    hit->precision = CS_PRECISION_DAY;
    const struct cs_date date = cs_date_of(day);
    hit->year = date.year;
    hit->month = date.month;
}

void cs_tx_set_week(struct cs_tx_hit *hit, int32_t day)
{
    const int32_t monday = day - cs_weekday(day);
    /* ISO 8601: a week belongs to the year of its Thursday. */
    const int32_t year = cs_date_of(monday + 3).year;
    const int32_t first = cs_day_of((struct cs_date){ year, 1, 4 });
    const int32_t week = (monday - (first - cs_weekday(first))) / 7 + 1;
    begin(hit, CS_TIME_DATE);
    put_number(hit, year, 4);
    put(hit, "-W");
    put_number(hit, week, 2);
    hit->days = (struct cs_days){ monday, monday + 7 };
    hit->has_days = true;
    hit->precision = CS_PRECISION_WEEK;
    hit->year = year;
}

void cs_tx_set_weekend(struct cs_tx_hit *hit, int32_t day)
{
    cs_tx_set_week(hit, day);
    put(hit, "-WE");
    hit->days.from += 5;
}

void cs_tx_set_month(struct cs_tx_hit *hit, int32_t year, int32_t month)
{
    begin(hit, CS_TIME_DATE);
    put_number(hit, year, 4);
    put(hit, "-");
    put_number(hit, month, 2);
    if (year_fits(year))
        set_months(hit, year, month, month + 1, CS_PRECISION_MONTH);
    hit->year = year;
    hit->month = month;
}

void cs_tx_set_quarter(struct cs_tx_hit *hit, int32_t year, int32_t quarter)
{
    begin(hit, CS_TIME_DATE);
    put_number(hit, year, 4);
    put(hit, "-Q");
    put_number(hit, quarter, 1);
    if (year_fits(year))
        set_months(hit, year, quarter * 3 - 2, quarter * 3 + 1,
                   CS_PRECISION_SEASON);
    hit->year = year;
    hit->quarter = quarter;
}

void cs_tx_set_half(struct cs_tx_hit *hit, int32_t year, int32_t half)
{
    begin(hit, CS_TIME_DATE);
    put_number(hit, year, 4);
    put(hit, "-H");
    put_number(hit, half, 1);
    if (year_fits(year))
        set_months(hit, year, half * 6 - 5, half * 6 + 1, CS_PRECISION_SEASON);
    hit->year = year;
}

void cs_tx_set_season(struct cs_tx_hit *hit, int32_t year, int32_t season)
{
    static const char *const name[4] = { "-SP", "-SU", "-FA", "-WI" };
    begin(hit, CS_TIME_DATE);
    put_number(hit, year, 4);
    put(hit, name[season]);
    /* Northern seasons of whole months; a winter ends in the next year. */
    if (year_fits(year))
        set_months(hit, year, season * 3 + 3, season * 3 + 6,
                   CS_PRECISION_SEASON);
    hit->year = year;
}

void cs_tx_set_year(struct cs_tx_hit *hit, int32_t year)
{
    begin(hit, CS_TIME_DATE);
    put_number(hit, year, 4);
    if (year_fits(year))
        set_months(hit, year, 1, 13, CS_PRECISION_YEAR);
    hit->year = year;
}

void cs_tx_set_decade(struct cs_tx_hit *hit, int32_t first_year)
{
    begin(hit, CS_TIME_DATE);
    put_number(hit, first_year / 10, 3);
    if (first_year >= 10 && first_year < 9980)
        set_months(hit, first_year, 1, 121, CS_PRECISION_DECADE);
}

void cs_tx_set_century(struct cs_tx_hit *hit, int32_t number)
{
    begin(hit, CS_TIME_DATE);
    put_number(hit, number - 1, 2);
    if (number < 2 || number > 98)
        return;
    set_months(hit, (number - 1) * 100, 1, 1201, CS_PRECISION_DECADE);
}

void cs_tx_set_text(struct cs_tx_hit *hit, enum cs_time_type type,
                    const char *value)
{
    begin(hit, type);
    put(hit, value);
}

/* Longer durations than this are read as unknown. */
enum { MOST_UNITS = 1000000 };

/* --- durations ----------------------------------------------------------- */

void cs_tx_set_duration(struct cs_tx_hit *hit, int32_t n, int32_t halves,
                        enum cs_tx_unit unit)
{
    static const char *const letter[] = { "S", "M", "H", "D", "W",
                                          "M", "M", "Y", "Y", "Y" };
    static const char *const half[] = { "",    "30S", "30M", "12H", "",
                                        "15D", "",    "6M",  "",    "" };
    static const int32_t factor[] = { 1, 1, 1, 1, 1, 1, 3, 1, 10, 100 };
    begin(hit, CS_TIME_DURATION);
    if (n > MOST_UNITS)
        n = -1;
    put(hit, unit <= CS_TX_HOUR ? "PT" : "P");
    if (n < 0) {
        put(hit, "X");
        put(hit, unit == CS_TX_DECADE    ? "DE"
                 : unit == CS_TX_CENTURY ? "CE"
                                         : letter[unit]);
        return;
    }
    if (n > 0 || halves == 0) {
        put_number(hit, n * factor[unit], 1);
        put(hit, letter[unit]);
    }
    if (halves > 0)
        put(hit, half[unit]);
}

int32_t cs_tx_unit_days(enum cs_tx_unit unit)
{
    static const int32_t days[] = { 0, 0, 0, 1, 7, 30, 91, 365, 3652, 36524 };
    return days[unit];
}

/* --- parts of a day ------------------------------------------------------ */

void cs_tx_add_part(struct cs_tx_hit *hit, enum cs_tx_part part)
{
    static const char *const name[] = { "TMO", "TAF", "TEV", "TNI", "TDT" };
    hit->type = CS_TIME_TIME;
    put(hit, name[part]);
}

void cs_tx_add_clock(struct cs_tx_hit *hit, int32_t hour, int32_t minute)
{
    hit->type = CS_TIME_TIME;
    put(hit, "T");
    put_number(hit, hour, 2);
    put(hit, ":");
    put_number(hit, minute, 2);
}

/* --- distances ----------------------------------------------------------- */

static void set_shifted_unknown(struct cs_tx_hit *hit, enum cs_tx_unit unit)
{
    static const char *const blank[] = {
        "XXXX-XX-XX", "XXXX-XX-XX", "XXXX-XX-XX", "XXXX-XX-XX", "XXXX-WXX",
        "XXXX-XX",    "XXXX-QX",    "XXXX",       "XXX",        "XX",
    };
    cs_tx_set_text(hit, CS_TIME_DATE, blank[unit]);
}

void cs_tx_set_shifted(struct cs_tx_hit *hit, int32_t from,
                       enum cs_tx_unit unit, int32_t n)
{
    /* Four thousand years either way keep every sum in range. */
    if (from == CS_DAY_UNKNOWN || n > 4000 || n < -4000) {
        set_shifted_unknown(hit, unit);
        return;
    }
    const struct cs_date d = cs_date_of(from);
    const int32_t months = d.year * 12 + d.month - 1;
    int32_t m = months + n, y = d.year + n;
    if (unit == CS_TX_QUARTER)
        m = (months / 3 + n) * 3;
    else if (unit == CS_TX_DECADE)
        y = d.year + n * 10;
    else if (unit == CS_TX_CENTURY)
        y = n > 50 || n < -50 ? -1 : d.year + n * 100;
    if (m < 12 || m / 12 > 9990 || y < 1 || y > 9990) {
        set_shifted_unknown(hit, unit);
        return;
    }
    switch (unit) {
    case CS_TX_WEEK:
        cs_tx_set_week(hit, from + n * 7);
        break;
    case CS_TX_MONTHS:
        cs_tx_set_month(hit, m / 12, m % 12 + 1);
        break;
    case CS_TX_QUARTER:
        cs_tx_set_quarter(hit, m / 12, m % 12 / 3 + 1);
        break;
    case CS_TX_YEAR:
        cs_tx_set_year(hit, y);
        break;
    case CS_TX_DECADE:
        cs_tx_set_decade(hit, y / 10 * 10);
        break;
    case CS_TX_CENTURY:
        cs_tx_set_century(hit, (y - 1) / 100 + 1);
        break;
    default:
        cs_tx_set_day(hit, from + (unit == CS_TX_DAY ? n : 0));
        break;
    }
}
