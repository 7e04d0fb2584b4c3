/* day.h - the calendar: days since 1970-01-01, proleptic Gregorian. */
#ifndef CS_BASE_DAY_H
#define CS_BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

#define CS_DAY_UNKNOWN INT32_MIN

struct cs_date {
    int32_t year;       /* 1 to 9999 */
    int32_t month, day; /* from 1 */
};

bool cs_date_valid(struct cs_date date);
int32_t cs_day_of(struct cs_date date);
struct cs_date cs_date_of(int32_t day);
int32_t cs_days_in_month(int32_t year, int32_t month);

/* Monday = 0. */
int32_t cs_weekday(int32_t day);

/* "2024-01-06" at the start of s (a time may follow): CS_DAY_UNKNOWN where
 * there is none. */
int32_t cs_day_parse(struct cs_str s);

/* Write "YYYY-MM-DD" and a NUL. */
void cs_day_format(int32_t day, char out[11]);

#endif
