#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>

enum casus_status cs_fail(struct casus_error *err, enum casus_status code,
                          uint64_t at, const char *format, ...)
{
    if (err != NULL) {
        va_list args;
        err->code = code;
        err->at = at;
        va_start(args, format);
        (void)vsnprintf(err->message, sizeof err->message, format, args);
        va_end(args);
    }
    return code;
}
