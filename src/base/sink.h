/* sink.h - a byte buffer to write output into.
 *
 * Output is built in memory and written at once by whoever owns the file. A
 * failed growth is remembered in `failed` and what comes after is dropped, so
 * writers need no check per call: their caller looks once, at the end. The
 * buffer is kept over a reset, so a warm document costs no heap call. */
#ifndef CS_BASE_SINK_H
#define CS_BASE_SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* Zero-initialised is ready for use; the owner calls cs_sink_free. */
struct cs_sink {
    char *p;  /* [cap], heap; NULL before the first byte */
    size_t n; /* bytes written */
    size_t cap;
    bool failed; /* the heap was exhausted: the bytes are not complete */
};

void cs_sink_init(struct cs_sink *sink);

/* Append n bytes; they may not lie in the sink itself. */
void cs_sink_put(struct cs_sink *sink, const char *bytes, size_t n);
void cs_sink_str(struct cs_sink *sink, struct cs_str s);
/* NULL appends nothing. */
void cs_sink_cstr(struct cs_sink *sink, const char *nul_terminated);
void cs_sink_char(struct cs_sink *sink, char c);
/* Decimal, with a minus sign where it is negative; no locale. */
void cs_sink_int(struct cs_sink *sink, int64_t value);

/* Forget the bytes and the failure, keep the buffer. */
void cs_sink_reset(struct cs_sink *sink);

/* Give the buffer back; the sink is as after cs_sink_init. */
void cs_sink_free(struct cs_sink *sink);

/* What was written, borrowed until the next call on the sink. */
static inline struct cs_str cs_sink_bytes(const struct cs_sink *sink)
{
    return (struct cs_str){ sink->p, sink->n };
}

#endif
