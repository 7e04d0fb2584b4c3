#include "base/day.h"

static bool leap(int32_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int32_t cs_days_in_month(int32_t year, int32_t month)
{
    static const int32_t days[12] = { 31, 28, 31, 30, 31, 30,
                                      31, 31, 30, 31, 30, 31 };
    return month == 2 && leap(year) ? 29 : days[month - 1];
}

bool cs_date_valid(struct cs_date date)
{
    return date.year >= 1 && date.year <= 9999 && date.month >= 1 &&
           date.month <= 12 && date.day >= 1 &&
           date.day <= cs_days_in_month(date.year, date.month);
}

/* Days before a year, counted from 0001-01-01. */
static int32_t days_before_year(int32_t year)
{
    const int32_t y = year - 1;
    return y * 365 + y / 4 - y / 100 + y / 400;
}

/* Day number of 1970-01-01 counted from 0001-01-01. */
enum { EPOCH = 719162 };

int32_t cs_day_of(struct cs_date date)
{
    int32_t day = days_before_year(date.year) - EPOCH + date.day - 1;
    for (int32_t m = 1; m < date.month; m++)
        day += cs_days_in_month(date.year, m);
    return day;
}

struct cs_date cs_date_of(int32_t day)
{
    const int32_t n = day + EPOCH;
    int32_t year = n / 366 + 1;
    while (days_before_year(year + 1) <= n)
        year++;
    int32_t rest = n - days_before_year(year);
    int32_t month = 1;
    while (rest >= cs_days_in_month(year, month)) {
        rest -= cs_days_in_month(year, month);
        month++;
    }
    return (struct cs_date){ year, month, rest + 1 };
}

int32_t cs_weekday(int32_t day)
{
    /* Day 0 was a Thursday; the last modulo serves days before it. */
    return ((day % 7 + 3) % 7 + 7) % 7;
}

static int32_t digits(struct cs_str s, size_t b, size_t e)
{
    int32_t v = 0;
    for (size_t i = b; i < e; i++) {
        if (!cs_ascii_digit(s.p[i]))
            return -1;
        v = v * 10 + (s.p[i] - '0');
    }
    return v;
}

int32_t cs_day_parse(struct cs_str s)
{
    if (s.n < 10 || s.p[4] != '-' || s.p[7] != '-')
        return CS_DAY_UNKNOWN;
    const struct cs_date date = { digits(s, 0, 4), digits(s, 5, 7),
                                  digits(s, 8, 10) };
    return cs_date_valid(date) ? cs_day_of(date) : CS_DAY_UNKNOWN;
}

void cs_day_format(int32_t day, char out[11])
{
    const struct cs_date d = cs_date_of(day);
    const int32_t part[3] = { d.year, d.month, d.day };
    static const int end[3] = { 3, 6, 9 }, width[3] = { 4, 2, 2 };
    out[4] = out[7] = '-';
    for (int i = 0; i < 3; i++) {
        int32_t v = part[i];
        for (int k = 0; k < width[i]; k++, v /= 10)
            out[end[i] - k] = (char)('0' + v % 10);
    }
    out[10] = '\0';
}
