/* status.h - how every fallible function answers.
 *
 * Zero is success, positive an ordinary "nothing here", negative a failure.
 * The detail of a failure travels in an optional struct casus_error. */
#ifndef CS_BASE_STATUS_H
#define CS_BASE_STATUS_H

#include <stdint.h>

#include "casus/casus.h"

/* Fill err (when the caller wants one) and return the code, so that a failure
 * is one statement: return cs_fail(err, CASUS_EFORMAT, at, "…", …).
 *
 * at    byte position or line number the message speaks of; 0 for none */
#if defined(__GNUC__)
__attribute__((format(printf, 4, 5)))
#endif
enum casus_status
cs_fail(struct casus_error *err, enum casus_status code, uint64_t at,
        const char *format, ...);

#endif
