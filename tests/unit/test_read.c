/* test_read.c - plain text and JSON Lines, whole, broken and too large. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "input/read.h"

static char dir[] = "test-read-XXXXXX";
static char path[64];

static int make_dir(void **state)
{
    (void)state;
    return mkdtemp(dir) == NULL ? -1 : 0;
}

static int remove_dir(void **state)
{
    (void)state;
    remove(path);
    return rmdir(dir);
}

/* Write a file whose name ends so and open it. */
static struct cs_reader *open_bytes(const char *end, enum cs_format format,
                                    struct cs_str bytes)
{
    struct cs_reader *r = NULL;
    struct casus_error err;
    remove(path);
    snprintf(path, sizeof path, "%s/in%s", dir, end);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes.p, 1, bytes.n, f), bytes.n);
    fclose(f);
    assert_int_equal(cs_reader_open(path, format, &r, &err), CASUS_OK);
    return r;
}

/* What a reader gives: "text|" for a report, "!message|" for a failure. */
static void drain(struct cs_reader *r, char *out, size_t size)
{
    struct cs_report_in in;
    struct casus_error err;
    enum casus_status status;
    size_t n = 0;
    out[0] = '\0';
    while ((status = cs_reader_next(r, &in, &err)) != CASUS_ABSENT) {
        if (status == CASUS_OK)
            n += (size_t)snprintf(out + n, size - n, "%.*s|", (int)in.text.n,
                                  in.text.p);
        else
            n += (size_t)snprintf(out + n, size - n, "!%s|", err.message);
        assert_true(n < size);
        assert_true(cs_str_is(in.path, path));
    }
    assert_int_equal(cs_reader_next(r, &in, &err), CASUS_ABSENT);
    cs_reader_close(r);
}

#define BYTES(literal) { literal, sizeof(literal) - 1 }

static const struct {
    const char *end;
    enum cs_format format;
    struct cs_str bytes;
    const char *want;
} cases[] = {
    { ".txt", CS_FORMAT_AUTO, BYTES("One.\nTwo.\n"), "One.\nTwo.\n|" },
    { ".txt", CS_FORMAT_AUTO, BYTES("\xef\xbb\xbfOne.\r\n"), "One.\r\n|" },
    { ".txt", CS_FORMAT_AUTO, BYTES(""), "" },
    { ".txt", CS_FORMAT_AUTO, BYTES(" \n\n"), "" },
    { ".txt", CS_FORMAT_AUTO, BYTES("a\0b"),
      "!not plain text: binary data (NUL bytes)|" },
    { ".txt", CS_FORMAT_AUTO, BYTES("good\nb\xff" "d"),
      "!not valid UTF-8 at byte 6 (line 2)|" },
    { ".txt", CS_FORMAT_AUTO, BYTES("cut \xe2\x80"),
      "!not valid UTF-8 at byte 4 (line 1)|" },
    { ".txt", CS_FORMAT_AUTO, BYTES("\xed\xa0\x80"),
      "!not valid UTF-8 at byte 0 (line 1)|" },
    { ".txt", CS_FORMAT_AUTO, BYTES("\x01\x02\x03\x04 x"),
      "!not plain text: binary data (4 control characters)|" },
    { ".txt", CS_FORMAT_AUTO, BYTES("\x1f\x8b\x08\x00"),
      "!not plain text: gzip data|" },
    { ".txt", CS_FORMAT_AUTO, BYTES("%PDF-1.7\n"),
      "!not plain text: a PDF document|" },
    { ".htm", CS_FORMAT_AUTO, BYTES("<!DOCTYPE html><p>Hi."),
      "!not plain text: HTML or XML, which is not read|" },
    { ".txt", CS_FORMAT_AUTO, BYTES("{\"text\": \"One.\"}"),
      "!JSON, but not JSON Lines: one object a line, with \"text\", is "
      "needed|" },
    { ".json", CS_FORMAT_AUTO, BYTES("{\n \"text\": \"One.\"}"),
      "!JSON, but not JSON Lines: one object a line, with \"text\", is "
      "needed|" },
    { "", CS_FORMAT_AUTO, BYTES("\n {\"text\": \"One.\"}\n"), "One.|" },
    { "", CS_FORMAT_AUTO, BYTES("\n\nPlain.\n"), "\n\nPlain.\n|" },
    { "", CS_FORMAT_AUTO, BYTES("{curly} brackets begin this.\n"),
      "{curly} brackets begin this.\n|" },
    { "", CS_FORMAT_TEXT, BYTES("{\"text\": 1}"), "{\"text\": 1}|" },
    { ".JSONL", CS_FORMAT_AUTO,
      BYTES("\xef\xbb\xbf{\"text\": \"One.\"}\r\n\r\n{\"text\":\"Two.\"}"),
      "One.|Two.|" },
    { ".ndjson", CS_FORMAT_AUTO,
      BYTES("[1]\n{\"text\": \"A\"}\nnull\n{\"t\": 1}\n{\"text\": 3}\n"
            "{\"text\": \"\"}\n{\"text\": \"B\", \"title\": null}\n"
            "{\"text\": \"C"),
      "!line 1: not a JSON object|A|!line 3: not a JSON object|"
      "!line 4: no \"text\"|!line 5: \"text\" is not a string|"
      "!line 6: no \"text\"|B|"
      "!line 8, column 11: broken JSON: the line ends too early|" },
    { ".jsonl", CS_FORMAT_AUTO, BYTES("{\"text\": \"a\\u0000b\"}\n"),
      "!line 1, column 19: broken JSON: a NUL character|" },
    { ".jsonl", CS_FORMAT_AUTO,
      BYTES("{\"text\": \"a\xff\"}\n{\"text\": \"ok\"}\n"),
      "!line 1, column 11: broken JSON: not valid UTF-8|ok|" },
    { ".jsonl", CS_FORMAT_AUTO, BYTES(""), "" },
};

static void test_cases(void **state)
{
    (void)state;
    char got[2000];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        drain(open_bytes(cases[i].end, cases[i].format, cases[i].bytes), got,
              sizeof got);
        assert_string_equal(got, cases[i].want);
    }
}

static void test_fields(void **state)
{
    (void)state;
    const struct cs_str bytes = CS_STR(
        "\n{\"id\": 17, \"text\": \"T \\u00e9\", \"title\": \"Head\", "
        "\"published\": \"2024-01-06\", \"url\": \"https://example.org/\", "
        "\"publisher\": \"P\", \"author\": \"A\", \"more\": [1, {}]}\n");
    struct cs_reader *r = open_bytes(".jsonl", CS_FORMAT_AUTO, bytes);
    struct cs_report_in in;
    assert_int_equal(cs_reader_next(r, &in, NULL), CASUS_OK);
    assert_true(cs_str_is(in.id, "17"));
    assert_true(cs_str_is(in.text, "T \u00e9"));
    assert_true(cs_str_is(in.title, "Head"));
    assert_true(cs_str_is(in.published, "2024-01-06"));
    assert_true(cs_str_is(in.url, "https://example.org/"));
    assert_true(cs_str_is(in.publisher, "P"));
    assert_true(cs_str_is(in.author, "A"));
    assert_int_equal(in.line, 2);
    assert_int_equal(cs_reader_next(r, &in, NULL), CASUS_ABSENT);
    cs_reader_close(r);
}

/* One line beyond the limit fails alone, in both formats. */
static void test_too_big(void **state)
{
    (void)state;
    static const char tail[] = "\"}\n{\"text\": \"next\"}\n";
    static const char head[] = "{\"text\": \"";
    const size_t n = CS_READ_MAX + 100000;
    char *bytes = malloc(n + sizeof tail), got[200];
    assert_non_null(bytes);
    memset(bytes, 'x', n);
    memcpy(bytes, head, sizeof head - 1);
    memcpy(bytes + n, tail, sizeof tail - 1);
    const struct cs_str s = { bytes, n + sizeof tail - 1 };
    drain(open_bytes(".jsonl", CS_FORMAT_AUTO, s), got, sizeof got);
    assert_string_equal(got, "!line 1: longer than 64 MiB|next|");
    drain(open_bytes(".txt", CS_FORMAT_AUTO, s), got, sizeof got);
    assert_string_equal(got,
                        "!larger than 64 MiB, the most for one report|");
    free(bytes);
}

/* Lines of every length around the size of a read. */
static void test_chunks(void **state)
{
    (void)state;
    enum { LINES = 40, STEP = 4099 };
    const size_t cap = (size_t)LINES * (LINES + 1) * STEP;
    size_t n = 0;
    char *bytes = malloc(cap);
    assert_non_null(bytes);
    for (size_t i = 1; i <= LINES; i++) {
        n += (size_t)snprintf(bytes + n, cap - n, "{\"text\":\"");
        memset(bytes + n, 'a', i * STEP);
        n += i * STEP;
        n += (size_t)snprintf(bytes + n, cap - n, "\"}\n");
    }
    struct cs_reader *r =
        open_bytes("", CS_FORMAT_AUTO, (struct cs_str){ bytes, n });
    struct cs_report_in in;
    for (size_t i = 1; i <= LINES; i++) {
        assert_int_equal(cs_reader_next(r, &in, NULL), CASUS_OK);
        assert_int_equal(in.text.n, i * STEP);
        assert_int_equal(in.line, i);
    }
    assert_int_equal(cs_reader_next(r, &in, NULL), CASUS_ABSENT);
    cs_reader_close(r);
    free(bytes);
}

static void test_not_opened(void **state)
{
    (void)state;
    struct cs_reader *r = NULL;
    struct casus_error err = { 0 };
    assert_int_equal(cs_reader_open("no/such/file", CS_FORMAT_AUTO, &r, &err),
                     CASUS_EIO);
    assert_string_equal(err.message, "No such file or directory");
    assert_int_equal(cs_reader_open(dir, CS_FORMAT_AUTO, &r, &err),
                     CASUS_EIO);
    assert_string_equal(err.message, "Is a directory");
    assert_null(r);
    cs_reader_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),      cmocka_unit_test(test_fields),
        cmocka_unit_test(test_too_big),    cmocka_unit_test(test_chunks),
        cmocka_unit_test(test_not_opened),
    };
    return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
