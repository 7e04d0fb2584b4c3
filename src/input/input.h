/* input.h - a report as read -> the document's text and what is known of it. */
#ifndef CS_INPUT_INPUT_H
#define CS_INPUT_INPUT_H

#include "base/status.h"
#include "base/str.h"
#include "doc/doc.h"
#include "input/read.h"

/* Copy a report into doc's arena and fill text, lower and meta.
 *
 * doc        just reset
 * in         borrowed; only text is needed, other strings may be empty
 * published_override  publication date given by the user, in any manner that
 *            docs/formats/input.md names, or NULL; wins over the input's own
 *
 * meta.id is the input's own id, else 16 hexadecimal digits of a hash of the
 * text. A publication date of the input that cannot be understood counts as
 * unknown. CASUS_EUTF8 (at: byte), CASUS_EFORMAT for binary data,
 * CASUS_ETOOBIG past UINT32_MAX - 1 bytes, CASUS_EUSAGE where the override is
 * no date, CASUS_ENOMEM. */
enum casus_status cs_input_load(struct cs_doc *doc,
                                const struct cs_report_in *in,
                                const char *published_override,
                                struct casus_error *err);

/* Whether bytes are text: valid UTF-8 without NUL, and hardly any other
 * control characters. at of the error is the byte, its message has the line
 * too. */
enum casus_status cs_input_check(struct cs_str bytes, struct casus_error *err);

#endif
