/* stamp.h - publication times as pages and archives write them.
 *
 * "2024-01-06T06:48:00+03:00", "Sat, 6 Jan 2024 06:48", "Updated: January 06,
 * 2024, 6:48 AM", "27 Oct 88": a full date somewhere in a string, perhaps with
 * a time of day. The wall-clock time is kept as written and the zone dropped,
 * since "on Friday" is counted in the days of the newsroom. */
#ifndef CS_INPUT_STAMP_H
#define CS_INPUT_STAMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct cs_stamp {
    int32_t day;    /* days since 1970-01-01 */
    int32_t minute; /* of that day, 0 to 1439; -1: not said */
    size_t b, e;    /* bytes of the string: weekday, date, time and zone */
};

/* The first full date (day, month and year, years 1700 to 2199) in s.
 *
 * Letters in any case. Two-digit years 50 to 99 are of the twentieth century,
 * 00 to 49 of this one, and stand only behind a month's name or an
 * unmistakable day ("27 Oct 88", "27/10/88"). "03/04/2024" could be either of
 * two days and counts only where a weekday before it decides. Impossible dates
 * are passed over. False: no date; out is unchanged. */
bool cs_stamp_find(struct cs_str s, struct cs_stamp *out);

/* Write "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM" and a NUL; returns the length. */
size_t cs_stamp_format(const struct cs_stamp *stamp, char out[17]);

#endif
