#include "output/offsets.h"

#include "base/day.h"

enum { STEP = 256 };

/* Every byte of UTF-8 but those of the form 10xxxxxx begins a character. */
static uint32_t count_points(const char *p, size_t n)
{
    uint32_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += ((unsigned char)p[i] & 0xc0) != 0x80;
    return count;
}

enum casus_status cs_offsets_build(struct cs_offsets *offsets,
                                   const struct cs_doc *doc)
{
    const struct cs_str text = doc->text;
    const size_t n = text.n / STEP + 1;
    uint32_t *before = cs_arena_alloc(doc->arena, n * sizeof *before);
    if (before == NULL)
        return CASUS_ENOMEM;
    before[0] = 0;
    for (size_t i = 1; i < n; i++)
        before[i] = before[i - 1] + count_points(text.p + (i - 1) * STEP, STEP);
    const size_t rest = (n - 1) * STEP;
    const uint32_t all =
        before[n - 1] +
        (text.n > rest ? count_points(text.p + rest, text.n - rest) : 0);
    *offsets = (struct cs_offsets){ text, before, all == text.n };
    return CASUS_OK;
}

uint32_t cs_code_point(const struct cs_offsets *offsets, uint32_t byte)
{
    if (byte > offsets->text.n)
        byte = (uint32_t)offsets->text.n;
    if (offsets->ascii)
        return byte;
    const uint32_t at = byte / STEP;
    const uint32_t rest = byte % STEP;
    if (rest == 0)
        return offsets->before[at];
    return offsets->before[at] +
           count_points(offsets->text.p + (size_t)at * STEP, rest);
}

/* The calendar's ends, years 1 and 9999: an interval may be open. */
static int32_t clamp_day(int32_t day)
{
    const int32_t first = cs_day_of((struct cs_date){ 1, 1, 1 });
    const int32_t last = cs_day_of((struct cs_date){ 9999, 12, 31 });
    return day < first ? first : day > last ? last : day;
}

void cs_days_inclusive(struct cs_days days, char first[11], char last[11])
{
    const int32_t end = days.to > days.from ? days.to - 1 : days.from;
    cs_day_format(clamp_day(days.from), first);
    cs_day_format(clamp_day(end), last);
}
