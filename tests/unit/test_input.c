/* test_input.c - a report into the document: text, meta, publication time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/day.h"
#include "input/blocks.h"
#include "input/input.h"

static struct cs_doc doc;

static int open_doc(void **state)
{
    (void)state;
    doc.arena = cs_arena_new((size_t)64 << 20);
    return doc.arena == NULL ? -1 : 0;
}

static int close_doc(void **state)
{
    (void)state;
    cs_arena_free(doc.arena);
    return 0;
}

static enum casus_status load(const struct cs_report_in *in,
                              const char *published, struct casus_error *err)
{
    cs_doc_reset(&doc);
    return cs_input_load(&doc, in, published, err);
}

static void test_meta(void **state)
{
    (void)state;
    const struct cs_report_in in = {
        .text = CS_STR("Caf\u00c9 BOMBED\r\n"),
        .id = CS_STR(" a-1 "),
        .title = CS_STR("Title\n"),
        .url = CS_STR("https://example.org/a"),
        .path = CS_STR("in/a.txt"),
    };
    assert_int_equal(load(&in, NULL, NULL), CASUS_OK);
    assert_true(cs_str_eq(doc.text, in.text));
    assert_true(cs_str_is(doc.lower, "caf\u00e9 bombed\r\n"));
    assert_true(cs_str_is(doc.meta.id, "a-1"));
    assert_true(cs_str_is(doc.meta.title, "Title"));
    assert_true(cs_str_is(doc.meta.path, "in/a.txt"));
    assert_int_equal(doc.meta.author.n, 0);
    assert_int_equal(doc.meta.published.n, 0);
    assert_int_equal(doc.meta.published_day, CS_DAY_UNKNOWN);
    assert_true((doc.layers & CS_LAYER_TEXT) != 0);
}

/* Without an id the text gives one: the same for the same text only. */
static void test_id(void **state)
{
    (void)state;
    struct cs_report_in in = { .text = CS_STR("One.") };
    char id[16];
    assert_int_equal(load(&in, NULL, NULL), CASUS_OK);
    assert_int_equal(doc.meta.id.n, 16);
    memcpy(id, doc.meta.id.p, 16);
    in.path = CS_STR("elsewhere.txt");
    assert_int_equal(load(&in, NULL, NULL), CASUS_OK);
    assert_memory_equal(id, doc.meta.id.p, 16);
    in.text = CS_STR("Two.");
    assert_int_equal(load(&in, NULL, NULL), CASUS_OK);
    assert_memory_not_equal(id, doc.meta.id.p, 16);
}

/* The user's date, then the input's, then the page's own, then a dateline's,
 * then the address's. */
static const struct {
    const char *override, *field, *text, *url, *want;
} dates[] = {
    { "2024-01-01", "2024-01-02", "Published: 3 January 2024\n", NULL,
      "2024-01-01" },
    { NULL, "Tue, 02 Jan 2024 09:05:00 +0000", "Published: 3 January 2024\n",
      NULL, "2024-01-02T09:05" },
    { "", "not a date", "It rained.\n\nUpdated: 4 January 2024\n"
      "Published: 3 January 2024\n", NULL, "2024-01-03" },
    { NULL, "", "PARIS, 5 Jan 2024 (AFP) - It rained.\n\nUpdated: 6 Jan 2024\n",
      NULL, "2024-01-06" },
    { NULL, NULL, "PARIS, 5 Jan 2024 (AFP) - It rained.\n",
      "https://example.org/2024/02/02/rain", "2024-01-05" },
    { NULL, NULL, "LIMA, 23 AUG 88 (PRENSA) -- [TEXT] IT RAINED TODAY.\n",
      NULL, "1988-08-23" },
    { NULL, NULL, "It rained.\n", "https://example.org/2024/02/02/rain",
      "2024-02-02" },
    { NULL, NULL, "It rained.\n", "https://example.org/2024-02-03-rain",
      "2024-02-03" },
    { NULL, NULL, "It rained on 3 January 2024.\n", "https://example.org/1",
      "" },
    { NULL, "2024-02-30", "It rained.\n", NULL, "" },
};

static void test_published(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
        const struct cs_report_in in = {
            .text = cs_str_of(dates[i].text),
            .published = cs_str_of(dates[i].field),
            .url = cs_str_of(dates[i].url),
        };
        assert_int_equal(load(&in, dates[i].override, NULL), CASUS_OK);
        assert_int_equal(cs_input_blocks(&doc, NULL), CASUS_OK);
        if (!cs_str_is(doc.meta.published, dates[i].want))
            print_error("row %zu: %.*s\n", i, (int)doc.meta.published.n,
                        doc.meta.published.p);
        assert_true(cs_str_is(doc.meta.published, dates[i].want));
        assert_int_equal(doc.meta.published_day,
                         cs_day_parse(cs_str_of(dates[i].want)));
    }
}

static void test_failures(void **state)
{
    (void)state;
    struct casus_error err;
    struct cs_report_in in = { .text = CS_STR("ok \xc3\x28") };
    assert_int_equal(load(&in, NULL, &err), CASUS_EUTF8);
    assert_int_equal(err.at, 3);
    in.text = (struct cs_str){ "a\0b", 3 };
    assert_int_equal(load(&in, NULL, &err), CASUS_EFORMAT);
    in.text = CS_STR("ok");
    assert_int_equal(load(&in, "soon", &err), CASUS_EUSAGE);
    assert_string_equal(err.message,
                        "'soon' is no full date such as 2024-01-06");
    in.text = (struct cs_str){ "x", UINT32_MAX };
    assert_int_equal(load(&in, NULL, &err), CASUS_ETOOBIG);
    in.text = (struct cs_str){ NULL, 0 };
    assert_int_equal(load(&in, NULL, &err), CASUS_OK);
    assert_int_equal(cs_input_blocks(&doc, &err), CASUS_OK);
    assert_int_equal(doc.n_blocks, 0);
}

/* A document that outgrows its arena fails and leaves it usable. */
static void test_cap(void **state)
{
    (void)state;
    enum { LINES = 60000 };
    struct cs_doc small = { .arena = cs_arena_new((size_t)1 << 20) };
    char *text = malloc(2 * LINES);
    assert_non_null(text);
    for (size_t i = 0; i < LINES; i++)
        memcpy(text + 2 * i, "a\n", 2);
    const struct cs_report_in in = { .text = { text, 2 * LINES } };
    cs_doc_reset(&small);
    assert_int_equal(cs_input_load(&small, &in, NULL, NULL), CASUS_OK);
    assert_int_equal(cs_input_blocks(&small, NULL), CASUS_ENOMEM);
    cs_doc_reset(&small);
    const struct cs_report_in next = { .text = CS_STR("It rained.") };
    assert_int_equal(cs_input_load(&small, &next, NULL, NULL), CASUS_OK);
    assert_int_equal(cs_input_blocks(&small, NULL), CASUS_OK);
    assert_int_equal(small.n_blocks, 1);
    free(text);
    cs_arena_free(small.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_meta),     cmocka_unit_test(test_id),
        cmocka_unit_test(test_published), cmocka_unit_test(test_failures),
        cmocka_unit_test(test_cap),
    };
    return cmocka_run_group_tests(tests, open_doc, close_doc);
}
