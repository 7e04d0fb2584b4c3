#include "input/input.h"

#include <utf8proc.h>

#include "base/day.h"
#include "input/stamp.h"

/* A file with more control characters than one in so many bytes is data. */
enum { BYTES_PER_CONTROL = 64 };

/* A longer publication time is none. */
enum { MAX_PUBLISHED = 200 };

/* Files that people hand over by mistake, by their first bytes. */
static const char *known_binary(struct cs_str s)
{
    static const struct {
        const char *name;
        size_t n;
        const char *bytes;
    } known[] = {
        { "gzip data", 2, "\x1f\x8b" },
        { "zstd data", 4, "\x28\xb5\x2f\xfd" },
        { "xz data", 5,
          "\xfd"
          "7zXZ" },
        { "a zip archive or an office document", 4, "PK\x03\x04" },
        { "a PDF document", 5, "%PDF-" },
        { "an RTF document", 5, "{\\rtf" },
        { "UTF-16 text; UTF-8 is needed", 2, "\xff\xfe" },
        { "UTF-16 text; UTF-8 is needed", 2, "\xfe\xff" },
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        const struct cs_str b = { known[i].bytes, known[i].n };
        if (cs_str_starts(s, b))
            return known[i].name;
    }
    return NULL;
}

static uint64_t line_of(struct cs_str s, size_t at)
{
    uint64_t line = 1;
    for (size_t i = 0; i < at; i++)
        line += s.p[i] == '\n';
    return line;
}

static bool odd_control(unsigned char c)
{
    return c == 0x7f ||
           (c < 0x20 && !cs_ascii_space((char)c) && c != 0x1b && c != 0x08);
}

enum casus_status cs_input_check(struct cs_str bytes, struct casus_error *err)
{
    static const char *const markup[] = { "<!doctype", "<html", "<?xml" };
    const char *known = known_binary(bytes);
    if (known != NULL)
        return cs_fail(err, CASUS_EFORMAT, 0, "not plain text: %s", known);
    const struct cs_str body = cs_str_trim(bytes);
    for (size_t i = 0; i < sizeof markup / sizeof markup[0]; i++) {
        const struct cs_str m = cs_str_of(markup[i]);
        if (body.n >= m.n && cs_str_eq_nocase(cs_str_sub(body, 0, m.n), m))
            return cs_fail(err, CASUS_EFORMAT, 0,
                           "not plain text: HTML or XML, which is not read");
    }
    if (bytes.n > 0 && memchr(bytes.p, '\0', bytes.n) != NULL)
        return cs_fail(err, CASUS_EFORMAT, 0,
                       "not plain text: binary data (NUL bytes)");
    size_t odd = 0;
    for (size_t i = 0; i < bytes.n;) {
        const unsigned char c = (unsigned char)bytes.p[i];
        if (c < 0x80) {
            odd += odd_control(c);
            i++;
            continue;
        }
        utf8proc_int32_t point;
        const utf8proc_ssize_t n =
            utf8proc_iterate((const utf8proc_uint8_t *)bytes.p + i,
                             (utf8proc_ssize_t)(bytes.n - i), &point);
        if (n <= 0)
            return cs_fail(err, CASUS_EUTF8, i,
                           "not valid UTF-8 at byte %zu (line %llu)", i,
                           (unsigned long long)line_of(bytes, i));
        i += (size_t)n;
    }
    if (odd > 2 && odd > bytes.n / BYTES_PER_CONTROL)
        return cs_fail(err, CASUS_EFORMAT, 0,
                       "not plain text: binary data (%zu control characters)",
                       odd);
    return CASUS_OK;
}

/* Understand a publication time and put it into meta. False: none there, or no
 * memory. */
static bool set_published(struct cs_doc *doc, struct cs_str s)
{
    struct cs_stamp stamp;
    char out[17];
    if (s.n == 0 || s.n > MAX_PUBLISHED || !cs_stamp_find(s, &stamp))
        return false;
    const size_t n = cs_stamp_format(&stamp, out);
    doc->meta.published = cs_arena_str(doc->arena, (struct cs_str){ out, n });
    doc->meta.published_day = stamp.day;
    return doc->meta.published.p != NULL;
}

static bool copy_meta(struct cs_doc *doc, const struct cs_report_in *in)
{
    struct cs_meta *m = &doc->meta;
    const struct {
        struct cs_str from, *to;
    } field[] = {
        { in->id, &m->id },         { in->path, &m->path },
        { in->title, &m->title },   { in->url, &m->url },
        { in->author, &m->author }, { in->publisher, &m->publisher },
    };
    for (size_t i = 0; i < sizeof field / sizeof field[0]; i++) {
        const bool is_path = field[i].to == &m->path;
        const struct cs_str s =
            is_path ? field[i].from : cs_str_trim(field[i].from);
        *field[i].to = (struct cs_str){ NULL, 0 };
        if (s.n == 0)
            continue;
        *field[i].to = cs_arena_str(doc->arena, s);
        if (field[i].to->p == NULL)
            return false;
    }
    if (m->id.n > 0)
        return true;
    static const char hex[] = "0123456789abcdef";
    char id[16];
    uint64_t h = cs_hash(doc->text, 0);
    for (int i = 16; i-- > 0; h >>= 4)
        id[i] = hex[h & 15];
    m->id = cs_arena_str(doc->arena, (struct cs_str){ id, sizeof id });
    return m->id.p != NULL;
}

enum casus_status cs_input_load(struct cs_doc *doc,
                                const struct cs_report_in *in,
                                const char *published_override,
                                struct casus_error *err)
{
    static const char too_long[] = "the text is too long for its memory";
    if (in->text.n >= UINT32_MAX)
        return cs_fail(err, CASUS_ETOOBIG, 0, "the text is 4 GiB or longer");
    const enum casus_status checked = cs_input_check(in->text, err);
    if (checked != CASUS_OK)
        return checked;
    doc->text = cs_arena_str(doc->arena, in->text);
    if (doc->text.p == NULL)
        return cs_fail(err, CASUS_ENOMEM, 0, "%s", too_long);
    if (!copy_meta(doc, in) || cs_doc_lower(doc) != CASUS_OK)
        return cs_fail(err, CASUS_ENOMEM, 0, "%s", too_long);
    doc->meta.published = (struct cs_str){ NULL, 0 };
    doc->meta.published_day = CS_DAY_UNKNOWN;
    doc->meta.translated = false;
    const struct cs_str given = cs_str_of(published_override);
    if (given.n > 0) {
        if (!set_published(doc, given))
            return cs_fail(err, CASUS_EUSAGE, 0,
                           "'%.40s' is no full date such as 2024-01-06",
                           published_override);
    } else {
        set_published(doc, in->published);
    }
    doc->layers |= CS_LAYER_TEXT;
    return CASUS_OK;
}
