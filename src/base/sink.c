#include "base/sink.h"

#include <stdlib.h>

enum { FIRST_CAP = 4096 };

void cs_sink_init(struct cs_sink *sink)
{
    *sink = (struct cs_sink){ 0 };
}

/* Room for n more bytes, or the failure flag. */
static bool reserve(struct cs_sink *sink, size_t n)
{
    if (sink->failed)
        return false;
    if (n <= sink->cap - sink->n)
        return true;
    size_t cap = sink->cap < FIRST_CAP ? FIRST_CAP : sink->cap;
    while (cap - sink->n < n && cap <= SIZE_MAX / 2)
        cap *= 2;
    char *p = cap - sink->n < n ? NULL : realloc(sink->p, cap);
    if (p == NULL) {
        sink->failed = true;
        return false;
    }
    sink->p = p;
    sink->cap = cap;
    return true;
}

void cs_sink_put(struct cs_sink *sink, const char *bytes, size_t n)
{
    if (n == 0 || !reserve(sink, n))
        return;
    memcpy(sink->p + sink->n, bytes, n);
    sink->n += n;
}

void cs_sink_str(struct cs_sink *sink, struct cs_str s)
{
    cs_sink_put(sink, s.p, s.n);
}

void cs_sink_cstr(struct cs_sink *sink, const char *nul_terminated)
{
    cs_sink_str(sink, cs_str_of(nul_terminated));
}

void cs_sink_char(struct cs_sink *sink, char c)
{
    cs_sink_put(sink, &c, 1);
}

void cs_sink_int(struct cs_sink *sink, int64_t value)
{
    char digits[20]; /* "-9223372036854775808" */
    size_t at = sizeof digits;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (value < 0)
        digits[--at] = '-';
    cs_sink_put(sink, digits + at, sizeof digits - at);
}

void cs_sink_reset(struct cs_sink *sink)
{
    sink->n = 0;
    sink->failed = false;
}

void cs_sink_free(struct cs_sink *sink)
{
    free(sink->p);
    cs_sink_init(sink);
}
