#include "input/read.h"

#include <assert.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <jansson.h>

#include "input/input.h"

/* Bytes asked of the system at a time. */
enum { CHUNK = 1 << 16 };

struct cs_reader {
    FILE *file;
    bool close_file;
    char *path; /* as given; empty for standard input */
    enum cs_format format;
    bool forced; /* the caller chose the format */
    /* buf[pos..n) is read and not yet used. */
    char *buf;
    size_t pos, n, cap;
    bool started, eof, done;
    int os_error;  /* errno of a failed read, 0: none */
    uint64_t line; /* lines begun so far */
    json_t *root;  /* owns the strings of the last report */
};

static enum casus_status fail_os(struct casus_error *err, int code)
{
    char text[160];
    if (strerror_r(code, text, sizeof text) != 0)
        return cs_fail(err, CASUS_EIO, 0, "system error %d", code);
    return cs_fail(err, CASUS_EIO, 0, "%s", text);
}

/* Read a chunk more into the buffer, never past CS_READ_MAX + CHUNK unused
 * bytes. False at the end of the file, after an error, without memory. */
static bool more(struct cs_reader *r)
{
    if (r->eof)
        return false;
    if (r->pos > 0) {
        memmove(r->buf, r->buf + r->pos, r->n - r->pos);
        r->n -= r->pos;
        r->pos = 0;
    }
    if (r->cap - r->n < CHUNK) {
        const size_t cap = r->cap < CHUNK ? 2 * CHUNK : 2 * r->cap;
        char *buf = realloc(r->buf, cap);
        if (buf == NULL) {
            r->os_error = ENOMEM;
            r->eof = true;
            return false;
        }
        r->buf = buf;
        r->cap = cap;
    }
    errno = 0;
    const size_t got = fread(r->buf + r->n, 1, CHUNK, r->file);
    r->n += got;
    if (got < CHUNK) {
        if (ferror(r->file))
            r->os_error = errno != 0 ? errno : EIO;
        r->eof = true;
    }
    return got > 0;
}

/* The next line into *line, without its end. at most CS_READ_MAX bytes: of a
 * longer one *cut is set and the rest read over. False at the end. */
static bool next_line(struct cs_reader *r, struct cs_str *line, bool *cut)
{
    size_t seen = 0;
    *cut = false;
    for (;;) {
        const size_t unread = r->n - r->pos;
        const char *start = r->buf == NULL ? NULL : r->buf + r->pos;
        const char *end =
            unread == seen ? NULL : memchr(start + seen, '\n', unread - seen);
        const size_t length = end != NULL ? (size_t)(end - start) : unread;
        if (*cut || length > CS_READ_MAX) {
            *cut = true;
            r->pos += length;
            seen = 0;
            if (end == NULL && more(r))
                continue;
        } else if (end == NULL) {
            seen = unread;
            if (more(r))
                continue;
            if (unread == 0)
                return false;
            start = r->buf + r->pos;
            r->pos += length;
        } else {
            r->pos += length;
        }
        *line = *cut ? (struct cs_str){ NULL, 0 }
                     : (struct cs_str){ start, length };
        if (end != NULL)
            r->pos++;
        r->line++;
        return true;
    }
}

static void skip_bom(struct cs_reader *r)
{
    while (r->n - r->pos < 3 && more(r))
        continue;
    if (r->n - r->pos >= 3 && memcmp(r->buf + r->pos, "\xef\xbb\xbf", 3) == 0)
        r->pos += 3;
}

static bool name_ends(const char *path, const char *end)
{
    const struct cs_str p = cs_str_of(path), e = cs_str_of(end);
    return p.n > e.n && cs_str_eq_nocase(cs_str_sub(p, p.n - e.n, p.n), e);
}

/* JSON Lines show in their first line that is not empty: an object that
 * speaks of "text", even where it is broken further on. Nothing is consumed. */
static bool looks_like_jsonl(struct cs_reader *r)
{
    size_t begin = 0, seen = 0;
    for (;;) {
        const size_t unread = r->n - r->pos;
        const char *p = unread == 0 ? "" : r->buf + r->pos;
        const char *end =
            unread == seen ? NULL : memchr(p + seen, '\n', unread - seen);
        const struct cs_str first = cs_str_trim((struct cs_str){
            p + begin, (end != NULL ? (size_t)(end - p) : unread) - begin });
        if (first.n > 0 && first.p[0] != '{')
            return false;
        if (end == NULL) {
            seen = unread;
            if (unread <= CS_READ_MAX && more(r))
                continue;
        } else if (first.n == 0) {
            begin = seen = (size_t)(end - p) + 1;
            continue;
        }
        return first.n > 0 &&
               cs_str_find(first, CS_STR("\"text\"")) != SIZE_MAX;
    }
}

enum casus_status cs_reader_open(const char *path, enum cs_format format,
                                 struct cs_reader **reader,
                                 struct casus_error *err)
{
    const bool standard = strcmp(path, "-") == 0;
    struct cs_reader *r = calloc(1, sizeof *r);
    if (r == NULL)
        return cs_fail(err, CASUS_ENOMEM, 0, "out of memory");
    r->path = strdup(standard ? "" : path);
    if (r->path == NULL) {
        cs_reader_close(r);
        return cs_fail(err, CASUS_ENOMEM, 0, "out of memory");
    }
    r->file = standard ? stdin : fopen(path, "rb");
    r->close_file = !standard;
    struct stat st;
    if (r->file == NULL || fstat(fileno(r->file), &st) != 0) {
        const int code = errno;
        cs_reader_close(r);
        return fail_os(err, code);
    }
    if (S_ISDIR(st.st_mode)) {
        cs_reader_close(r);
        return fail_os(err, EISDIR);
    }
    r->format = format;
    r->forced = format != CS_FORMAT_AUTO;
    if (format == CS_FORMAT_AUTO &&
        (name_ends(path, ".jsonl") || name_ends(path, ".ndjson")))
        r->format = CS_FORMAT_JSONL;
    else if (format == CS_FORMAT_AUTO && name_ends(path, ".txt"))
        r->format = CS_FORMAT_TEXT;
    *reader = r;
    return CASUS_OK;
}

void cs_reader_close(struct cs_reader *reader)
{
    if (reader == NULL)
        return;
    json_decref(reader->root);
    if (reader->file != NULL && reader->close_file)
        fclose(reader->file);
    free(reader->path);
    free(reader->buf);
    free(reader);
}

/* A parser's complaint without the piece of input it quotes, which may be cut
 * in the middle of a character. */
static struct cs_str complaint(const json_error_t *e)
{
    switch (json_error_code(e)) {
    case json_error_premature_end_of_input:
        return CS_STR("the line ends too early");
    case json_error_invalid_utf8:
        return CS_STR("not valid UTF-8");
    case json_error_null_character:
        return CS_STR("a NUL character");
    default:
        break;
    }
    struct cs_str s = cs_str_of(e->text);
    const size_t near = cs_str_find(s, CS_STR(" near "));
    if (near != SIZE_MAX)
        s.n = near;
    for (size_t i = 0; i < s.n; i++) {
        if ((unsigned char)s.p[i] < 0x20 || (unsigned char)s.p[i] > 0x7e)
            s.n = i;
    }
    return s;
}

/* A string field into *out: absent, null and empty are unknown, a whole number
 * is welcome for an id. */
static enum casus_status field(const json_t *root, const char *name,
                               uint64_t line, struct cs_str *out,
                               struct casus_error *err)
{
    const json_t *v = json_object_get(root, name);
    if (v == NULL || json_is_null(v))
        return CASUS_OK;
    if (!json_is_string(v))
        return cs_fail(err, CASUS_EFORMAT, line,
                       "line %llu: \"%s\" is not a string",
                       (unsigned long long)line, name);
    *out = (struct cs_str){ json_string_value(v), json_string_length(v) };
    return CASUS_OK;
}

/* A number as id becomes its digits. */
static bool number_to_string(json_t *root, const char *name)
{
    const json_t *v = json_object_get(root, name);
    if (v == NULL || !json_is_integer(v))
        return true;
    char digits[32];
    snprintf(digits, sizeof digits, "%lld", (long long)json_integer_value(v));
    return json_object_set_new(root, name, json_string(digits)) == 0;
}

static enum casus_status fields(json_t *root, uint64_t line,
                                struct cs_report_in *out,
                                struct casus_error *err)
{
    if (!number_to_string(root, "id"))
        return cs_fail(err, CASUS_ENOMEM, line, "out of memory");
    const struct {
        const char *name;
        struct cs_str *to;
    } all[] = {
        { "text", &out->text },     { "id", &out->id },
        { "title", &out->title },   { "published", &out->published },
        { "url", &out->url },       { "publisher", &out->publisher },
        { "author", &out->author },
    };
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        const enum casus_status status =
            field(root, all[i].name, line, all[i].to, err);
        if (status != CASUS_OK)
            return status;
    }
    if (cs_str_trim(out->text).n == 0)
        return cs_fail(err, CASUS_EFORMAT, line, "line %llu: no \"text\"",
                       (unsigned long long)line);
    return CASUS_OK;
}

enum casus_status cs_read_line(struct cs_str line, uint64_t number,
                               struct cs_report_in *out, void **root,
                               struct casus_error *err)
{
    const unsigned long long n = number;
    const struct cs_str path = out->path;
    memset(out, 0, sizeof *out);
    out->path = path;
    out->line = number;
    *root = NULL;
    const struct cs_str s = cs_str_trim(line);
    if (s.n == 0 || s.p[0] != '{')
        return cs_fail(err, CASUS_EFORMAT, number,
                       "line %llu: not a JSON object", n);
    json_error_t e;
    json_t *object = json_loadb(s.p, s.n, 0, &e);
    if (object == NULL) {
        const struct cs_str why = complaint(&e);
        return cs_fail(err, CASUS_EFORMAT, number,
                       "line %llu, column %d: broken JSON: %.*s", n,
                       e.column + (int)(s.p - line.p), (int)why.n, why.p);
    }
    *root = object;
    return fields(object, number, out, err);
}

void cs_read_line_free(void *root)
{
    json_decref(root);
}

static enum casus_status next_json(struct cs_reader *r,
                                   struct cs_report_in *out,
                                   struct casus_error *err)
{
    struct cs_str line;
    bool cut;
    json_decref(r->root);
    r->root = NULL;
    while (next_line(r, &line, &cut)) {
        out->line = r->line;
        if (cut)
            return cs_fail(err, CASUS_ETOOBIG, r->line,
                           "line %llu: longer than %zu MiB",
                           (unsigned long long)r->line, CS_READ_MAX >> 20);
        if (cs_str_trim(line).n == 0)
            continue;
        void *root;
        const enum casus_status status =
            cs_read_line(line, r->line, out, &root, err);
        r->root = root;
        return status;
    }
    r->done = true;
    out->line = r->line;
    return r->os_error != 0 ? fail_os(err, r->os_error) : CASUS_ABSENT;
}

/* One JSON value over the whole file: read as text it would give nonsense. */
static bool is_json(struct cs_str text)
{
    const struct cs_str s = cs_str_trim(text);
    if (s.p[0] != '{' && s.p[0] != '[')
        return false;
    json_t *root = json_loadb(s.p, s.n, 0, NULL);
    const bool yes =
        root != NULL && json_array_size(root) + json_object_size(root) > 0;
    json_decref(root);
    return yes;
}

static enum casus_status next_text(struct cs_reader *r,
                                   struct cs_report_in *out,
                                   struct casus_error *err)
{
    r->done = true;
    while (r->n - r->pos <= CS_READ_MAX && more(r))
        continue;
    if (r->os_error != 0)
        return fail_os(err, r->os_error);
    if (r->n - r->pos > CS_READ_MAX)
        return cs_fail(err, CASUS_ETOOBIG, 0,
                       "larger than %zu MiB, the most for one report",
                       CS_READ_MAX >> 20);
    const struct cs_str text = { r->buf == NULL ? "" : r->buf + r->pos,
                                 r->n - r->pos };
    if (cs_str_trim(text).n == 0)
        return CASUS_ABSENT; /* an empty file holds no report: no failure */
    const enum casus_status status = cs_input_check(text, err);
    if (status != CASUS_OK)
        return status;
    if (r->format == CS_FORMAT_TEXT && !r->forced && is_json(text))
        return cs_fail(err, CASUS_EFORMAT, 0,
                       "JSON, but not JSON Lines: one object a line, with "
                       "\"text\", is needed");
    out->text = text;
    return CASUS_OK;
}

enum casus_status cs_reader_next(struct cs_reader *reader,
                                 struct cs_report_in *out,
                                 struct casus_error *err)
{
    struct cs_reader *r = reader;
    memset(out, 0, sizeof *out);
    out->path = cs_str_of(r->path);
    if (r->done)
        return CASUS_ABSENT;
    if (!r->started) {
        r->started = true;
        skip_bom(r);
        if (r->format == CS_FORMAT_AUTO)
            r->format = looks_like_jsonl(r) ? CS_FORMAT_JSONL : CS_FORMAT_TEXT;
    }
    return r->format == CS_FORMAT_JSONL ? next_json(r, out, err)
                                        : next_text(r, out, err);
}
