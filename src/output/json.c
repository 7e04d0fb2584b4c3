#include "output/json.h"

static void before_value(struct cs_json *json)
{
    if (json->comma)
        cs_sink_char(json->sink, ',');
    json->comma = true;
}

void cs_json_open(struct cs_json *json, char open)
{
    before_value(json);
    cs_sink_char(json->sink, open);
    json->comma = false;
}

void cs_json_close(struct cs_json *json, char close)
{
    cs_sink_char(json->sink, close);
    json->comma = true;
}

void cs_json_key(struct cs_json *json, const char *key)
{
    before_value(json);
    cs_sink_char(json->sink, '"');
    cs_sink_cstr(json->sink, key);
    cs_sink_put(json->sink, "\":", 2);
    json->comma = false;
}

/* Bytes of s from i on that one escape stands for: 0 where the byte may stand
 * as it is. Three for U+2028 and U+2029, which end a line in JavaScript. */
static size_t escape_length(struct cs_str s, size_t i)
{
    const unsigned char c = (unsigned char)s.p[i];
    if (c == '"' || c == '\\' || c < 0x20 || c == 0x7f)
        return 1;
    if (c == 0xe2 && i + 2 < s.n && (unsigned char)s.p[i + 1] == 0x80 &&
        ((unsigned char)s.p[i + 2] & 0xfe) == 0xa8)
        return 3;
    return 0;
}

static void put_escape(struct cs_sink *sink, const char *p, size_t n)
{
    static const char hex[] = "0123456789abcdef";
    static const char shorts[] = "\"\"\\\\\nn\rr\tt\bb\ff";
    if (n == 3) {
        cs_sink_cstr(sink, (unsigned char)p[2] == 0xa8 ? "\\u2028" : "\\u2029");
        return;
    }
    for (size_t i = 0; i + 1 < sizeof shorts; i += 2) {
        if (shorts[i] == *p) {
            cs_sink_char(sink, '\\');
            cs_sink_char(sink, shorts[i + 1]);
            return;
        }
    }
    const unsigned char c = (unsigned char)*p;
    const char out[6] = { '\\', 'u', '0', '0', hex[c >> 4], hex[c & 15] };
    cs_sink_put(sink, out, sizeof out);
}

void cs_json_str_begin(struct cs_json *json)
{
    before_value(json);
    cs_sink_char(json->sink, '"');
}

void cs_json_str_part(struct cs_json *json, struct cs_str s)
{
    size_t from = 0;
    for (size_t i = 0; i < s.n;) {
        const size_t n = escape_length(s, i);
        if (n == 0) {
            i++;
            continue;
        }
        cs_sink_str(json->sink, cs_str_sub(s, from, i));
        put_escape(json->sink, s.p + i, n);
        i += n;
        from = i;
    }
    if (from < s.n)
        cs_sink_str(json->sink, cs_str_sub(s, from, s.n));
}

void cs_json_str_end(struct cs_json *json)
{
    cs_sink_char(json->sink, '"');
}

void cs_json_str(struct cs_json *json, struct cs_str s)
{
    cs_json_str_begin(json);
    cs_json_str_part(json, s);
    cs_json_str_end(json);
}

void cs_json_str_or_null(struct cs_json *json, struct cs_str s)
{
    if (s.n == 0)
        cs_json_null(json);
    else
        cs_json_str(json, s);
}

void cs_json_int(struct cs_json *json, int64_t value)
{
    before_value(json);
    cs_sink_int(json->sink, value);
}

void cs_json_bool(struct cs_json *json, bool value)
{
    before_value(json);
    cs_sink_cstr(json->sink, value ? "true" : "false");
}

void cs_json_null(struct cs_json *json)
{
    before_value(json);
    cs_sink_cstr(json->sink, "null");
}

bool cs_put_degrees(struct cs_sink *sink, double value)
{
    if (!(value > -1000.0 && value < 1000.0))
        return false;
    int64_t scaled = (int64_t)(value * 1e5 + (value < 0 ? -0.5 : 0.5));
    if (scaled < 0) {
        cs_sink_char(sink, '-');
        scaled = -scaled;
    }
    cs_sink_int(sink, scaled / 100000);
    int64_t rest = scaled % 100000;
    if (rest == 0)
        return true;
    cs_sink_char(sink, '.');
    for (int64_t unit = 10000; rest > 0; unit /= 10) {
        cs_sink_char(sink, (char)('0' + rest / unit));
        rest %= unit;
    }
    return true;
}

void cs_json_degrees(struct cs_json *json, double value)
{
    before_value(json);
    if (!cs_put_degrees(json->sink, value))
        cs_sink_cstr(json->sink, "null");
}

void cs_json_key_str(struct cs_json *json, const char *key, struct cs_str s)
{
    cs_json_key(json, key);
    cs_json_str(json, s);
}

void cs_json_key_str_or_null(struct cs_json *json, const char *key,
                             struct cs_str s)
{
    cs_json_key(json, key);
    cs_json_str_or_null(json, s);
}

void cs_json_key_name(struct cs_json *json, const char *key, const char *name)
{
    cs_json_key(json, key);
    cs_json_str(json, cs_str_of(name));
}

void cs_json_key_int(struct cs_json *json, const char *key, int64_t value)
{
    cs_json_key(json, key);
    cs_json_int(json, value);
}

void cs_json_key_bool(struct cs_json *json, const char *key, bool value)
{
    cs_json_key(json, key);
    cs_json_bool(json, value);
}

void cs_json_key_null(struct cs_json *json, const char *key)
{
    cs_json_key(json, key);
    cs_json_null(json);
}
