/* utf8.h - check and step through UTF-8.
 *
 * Well-formed after Unicode 15, table 3-7: no overlong forms, no surrogates,
 * nothing above U+10FFFF. */
#ifndef CS_BASE_UTF8_H
#define CS_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* What cs_utf8_next returns for bytes that are not UTF-8. */
#define CS_UTF8_BAD UINT32_C(0xfffd)

/* True where s is well-formed. Else *bad_at (when wanted) is the offset of
 * the first sequence that is not. */
bool cs_utf8_valid(struct cs_str s, size_t *bad_at);

/* Code point at s.p[*at] (*at < s.n), moving *at past it. Bad bytes give
 * CS_UTF8_BAD and move *at by one. */
uint32_t cs_utf8_next(struct cs_str s, size_t *at);

/* Write the code point (not a surrogate, at most U+10FFFF; asserted) to
 * out [4]; returns the number of bytes. */
size_t cs_utf8_put(uint32_t point, char *out);

#endif
