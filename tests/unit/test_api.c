/* test_api.c - the library as others use it: casus.h and libcasus alone.
 *
 * Run from the top of the source tree, as `make check` does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <casus/casus.h>

static const char text[] =
    "Rebels shelled the airport in Goma on Monday, killing three people, the "
    "army of Congo said.\n";

static struct casus_coder *coder;

static int open_coder(void **state)
{
    (void)state;
    struct casus_error err;
    if (casus_open(".", NULL, NULL, &coder, &err) != CASUS_OK) {
        print_error("%s\n", err.message);
        return -1;
    }
    return 0;
}

static int close_coder(void **state)
{
    (void)state;
    casus_close(coder);
    return 0;
}

static struct casus_report *new_report(void)
{
    struct casus_report *report = NULL;
    struct casus_error err;
    assert_int_equal(casus_report_new(coder, &report, &err), CASUS_OK);
    return report;
}

static void what_cannot_be_opened(void **state)
{
    (void)state;
    static const struct {
        const char *data, *lexicon, *kernels;
        enum casus_status want;
    } rows[] = {
        { "no/such/folder", NULL, NULL, CASUS_EIO },
        { ".", "no/such/folder", NULL, CASUS_EIO },
        { ".", NULL, "abacus", CASUS_EUSAGE },
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct casus_coder *none = NULL;
        struct casus_error err = { CASUS_OK, 0, "" };
        assert_int_equal(casus_open(rows[i].data, rows[i].lexicon,
                                    rows[i].kernels, &none, &err),
                         rows[i].want);
        assert_int_equal(err.code, rows[i].want);
        assert_true(err.message[0] != '\0');
        assert_null(none);
    }
    casus_close(NULL);
    casus_report_free(NULL);
    struct casus_error err;
    struct casus_coder *again;
    /* The failed ones left the choice of kernels as it can be used. */
    assert_int_equal(casus_open(".", NULL, NULL, &again, &err), CASUS_OK);
    casus_close(again);
}

static void a_report_in_every_form(void **state)
{
    (void)state;
    static const struct {
        enum casus_form form;
        const char *has;
    } rows[] = {
        { CASUS_RECORDS, "\"ASSAULT\"" }, { CASUS_LAYERS, "\"sentences\"" },
        { CASUS_CSV, "ASSAULT" },         { CASUS_TABLE, "ASSAULT" },
        { CASUS_EXPLAIN, "shelled" },
    };
    struct casus_report *report = new_report();
    struct casus_error err = { CASUS_OK, 0, "" };
    const struct casus_input in = {
        .text = text, .length = sizeof text - 1, .id = "r-1",
        .path = "a.txt", .title = "Shelling", .published = "2024-01-30",
        .url = "https://example.org/1", .publisher = "Gazette",
        .author = "A. Writer",
    };
    assert_int_equal(casus_code(report, &in, &err), CASUS_OK);
    assert_true(casus_event_count(report) >= 1);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *bytes = NULL;
        size_t n = 0;
        assert_int_equal(casus_print(report, rows[i].form, &bytes, &n, &err),
                         CASUS_OK);
        char *copy = calloc(1, n + 1);
        assert_non_null(copy);
        memcpy(copy, bytes, n);
        assert_int_equal(strlen(copy), n);
        if (strstr(copy, rows[i].has) == NULL)
            fail_msg("form %zu lacks %s: %s", i, rows[i].has, copy);
        free(copy);
    }
    casus_report_free(report);
}

static void the_same_bytes_again(void **state)
{
    (void)state;
    struct casus_report *a = new_report(), *b = new_report();
    struct casus_error err;
    const struct casus_input in = { .text = text, .length = sizeof text - 1 };
    const struct casus_input other = { .text = "Police met.", .length = 11 };
    const char *x, *y;
    size_t nx, ny;
    assert_int_equal(casus_code(a, &in, &err), CASUS_OK);
    /* The second room has coded something else before. */
    assert_int_equal(casus_code(b, &other, &err), CASUS_OK);
    assert_int_equal(casus_code(b, &in, &err), CASUS_OK);
    assert_int_equal(casus_print(a, CASUS_RECORDS, &x, &nx, &err), CASUS_OK);
    assert_int_equal(casus_print(b, CASUS_RECORDS, &y, &ny, &err), CASUS_OK);
    assert_int_equal(nx, ny);
    assert_memory_equal(x, y, nx);
    casus_report_free(a);
    casus_report_free(b);
}

static void a_failed_report_leaves_the_room_empty(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t length;
        enum casus_status want;
    } rows[] = {
        { "Rebels shot \xff\xfe men.", 18, CASUS_EUTF8 },
        { "\x7f" "ELF\0\0\0\0", 8, CASUS_EFORMAT },
        { "", 0, CASUS_OK },
        { NULL, 0, CASUS_OK },
        { " \n\n ", 4, CASUS_OK },
    };
    struct casus_report *report = new_report();
    const struct casus_input good = { .text = text,
                                      .length = sizeof text - 1 };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct casus_error err = { CASUS_OK, 0, "" };
        const struct casus_input in = { .text = rows[i].text,
                                        .length = rows[i].length };
        const char *bytes;
        size_t n;
        assert_int_equal(casus_code(report, &good, &err), CASUS_OK);
        assert_int_equal(casus_code(report, &in, &err), rows[i].want);
        assert_int_equal(err.code, rows[i].want);
        assert_int_equal(casus_event_count(report), 0);
        assert_int_equal(casus_print(report, CASUS_RECORDS, &bytes, &n, &err),
                         CASUS_OK);
        assert_int_equal(n, 0);
    }
    casus_report_free(report);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_cannot_be_opened),
        cmocka_unit_test(a_report_in_every_form),
        cmocka_unit_test(the_same_bytes_again),
        cmocka_unit_test(a_failed_report_leaves_the_room_empty),
    };
    return cmocka_run_group_tests_name("api", tests, open_coder, close_coder);
}
