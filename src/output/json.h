/* json.h - write JSON, the same bytes on every machine.
 *
 * A writer is a sink and one bit: whether the next value needs a comma before
 * it. Keys come out in the order of the calls, without white space; numbers
 * have one spelling each and know no locale. */
#ifndef CS_OUTPUT_JSON_H
#define CS_OUTPUT_JSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/sink.h"
#include "base/str.h"

struct cs_json {
    struct cs_sink *sink; /* borrowed */
    bool comma;           /* a value stands before the next one */
};

static inline struct cs_json cs_json_to(struct cs_sink *sink)
{
    return (struct cs_json){ .sink = sink };
}

/* open is '{' or '[', close is '}' or ']'; the caller pairs them. */
void cs_json_open(struct cs_json *json, char open);
void cs_json_close(struct cs_json *json, char close);

/* A member's name; its value follows. ASCII without quotes or backslashes. */
void cs_json_key(struct cs_json *json, const char *key);

/* s is valid UTF-8, and leaves so: only quotes, backslashes, control
 * characters, DEL, and the line separators U+2028 and U+2029 are escaped. */
void cs_json_str(struct cs_json *json, struct cs_str s);
/* The same in parts, between a begin and an end. */
void cs_json_str_begin(struct cs_json *json);
void cs_json_str_part(struct cs_json *json, struct cs_str s);
void cs_json_str_end(struct cs_json *json);
/* null where s is empty. */
void cs_json_str_or_null(struct cs_json *json, struct cs_str s);

void cs_json_int(struct cs_json *json, int64_t value);
void cs_json_bool(struct cs_json *json, bool value);
void cs_json_null(struct cs_json *json);
/* Degrees with at most five decimals (about a metre), see cs_put_degrees;
 * null for what is no number of degrees. */
void cs_json_degrees(struct cs_json *json, double value);

/* Key and value in one call. */
void cs_json_key_str(struct cs_json *json, const char *key, struct cs_str s);
void cs_json_key_str_or_null(struct cs_json *json, const char *key,
                             struct cs_str s);
void cs_json_key_name(struct cs_json *json, const char *key, const char *name);
void cs_json_key_int(struct cs_json *json, const char *key, int64_t value);
void cs_json_key_bool(struct cs_json *json, const char *key, bool value);
void cs_json_key_null(struct cs_json *json, const char *key);

/* "33.34", "-0.5", "44": rounded to five decimals, half away from zero,
 * trailing zeros dropped. False, with nothing written, for a value that is
 * no number or beyond 1000 degrees. */
bool cs_put_degrees(struct cs_sink *sink, double value);

#endif
