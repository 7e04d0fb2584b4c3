/* test_stamp.c - publication times in the manners of many sites. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/day.h"
#include "input/stamp.h"

/* want: NULL for no date. */
static const struct {
    const char *in, *want;
} cases[] = {
    { "2024-01-06", "2024-01-06" },
    { "2024-01-06T06:48", "2024-01-06T06:48" },
    { "2024-01-06T06:48:00Z", "2024-01-06T06:48" },
    { "2024-01-06T06:48:30.123+03:00", "2024-01-06T06:48" },
    { "2024-01-06 06:48:00 +0300", "2024-01-06T06:48" },
    { "2024/1/6", "2024-01-06" },
    { "2024.01.06", "2024-01-06" },
    { "20240106", "2024-01-06" },
    { "20240106064830", "2024-01-06T06:48" },
    { "20241306", NULL },
    { "Sat, 06 Jan 2024 06:48:00 GMT", "2024-01-06T06:48" },
    { "Sat, 6 Jan 24 06:48:00 +0000 (UTC)", "2024-01-06T06:48" },
    { "6 Jan 06:48", NULL },
    { "Sat Jan  6 06:48:00 2024", "2024-01-06T06:48" },
    { "Sat Jan 06 06:48:00 +0000 2024", "2024-01-06T06:48" },
    { "January 06, 2024", "2024-01-06" },
    { "January 6, 2024 at 6:48 PM", "2024-01-06T18:48" },
    { "Updated: January 06, 2024, 6:48 AM", "2024-01-06T06:48" },
    { "Updated 6:48 AM EST, Sat January 6, 2024", "2024-01-06T06:48" },
    { "0648 GMT 6 January 2024", "2024-01-06T06:48" },
    { "6 January 2024 | 06.48pm IST", "2024-01-06T18:48" },
    { "6 January 2024 - 12:05 a.m.", "2024-01-06T00:05" },
    { "6 January 2024 \xc2\xb7 12 pm", "2024-01-06T12:00" },
    { "Sept. 6th, 2023", "2023-09-06" },
    { "the 6th of September 2023", "2023-09-06" },
    { "06-Jan-2024", "2024-01-06" },
    { "Monday, May 18, 2015", "2015-05-18" },
    { "MANAGUA, 27 OCT 88 (PRENSA)", "1988-10-27" },
    { "1 JUN '89", "1989-06-01" },
    { "3 Mar 07", "2007-03-03" },
    { "27/10/1988", "1988-10-27" },
    { "10/27/1988", "1988-10-27" },
    { "10/27/88", "1988-10-27" },
    { "03/04/2024", NULL },
    { "Wednesday 03/04/2024", "2024-04-03" },
    { "Monday 03/04/2024", "2024-03-04" },
    { "4/4/2024", "2024-04-04" },
    { "03.04.2024", "2024-04-03" },
    { "31.02.2024", NULL },
    { "30 February 2024", NULL },
    { "February 29, 2023", NULL },
    { "February 29, 2024", "2024-02-29" },
    { "99 Jan 2024, corrected 9 Jan 2024", "2024-01-09" },
    { "2024-13-40", NULL },
    { "January 2024", NULL },
    { "Jan 5", NULL },
    { "2024", NULL },
    { "Marching 5, 2024", NULL },
    { "may 5, 2024", "2024-05-05" },
    { "version 2024-01-065", NULL },
    { "9999-01-01", NULL },
    { "0000-00-00", NULL },
    { "6 January 2024 25:61", "2024-01-06" },
    { "", NULL },
    { "1234567890123456789012345678901234567890", NULL },
};

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct cs_stamp stamp;
        char out[17];
        const struct cs_str in = cs_str_of(cases[i].in);
        const bool found = cs_stamp_find(in, &stamp);
        if (found != (cases[i].want != NULL))
            print_error("%s: found %d\n", cases[i].in, found);
        assert_int_equal(found, cases[i].want != NULL);
        if (!found)
            continue;
        const size_t n = cs_stamp_format(&stamp, out);
        if (!cs_str_is((struct cs_str){ out, n }, cases[i].want))
            print_error("in %s\n", cases[i].in);
        assert_string_equal(out, cases[i].want);
        assert_true(stamp.b < stamp.e && stamp.e <= in.n);
    }
}

/* The bytes that a stamp covers: what is left of a line tells its kind. */
static void test_span(void **state)
{
    (void)state;
    static const struct {
        const char *in, *covered;
    } spans[] = {
        { "Updated: January 06, 2024, 6:48 AM", "January 06, 2024, 6:48 AM" },
        { "Posted 6:48 AM EST, Sat January 6, 2024 by",
          "6:48 AM EST, Sat January 6, 2024" },
        { "on Monday, May 18, 2015.", "Monday, May 18, 2015" },
        { "2024-01-06T06:48:00+03:00 x", "2024-01-06T06:48:00+03:00" },
    };
    for (size_t i = 0; i < sizeof spans / sizeof spans[0]; i++) {
        struct cs_stamp stamp;
        const struct cs_str in = cs_str_of(spans[i].in);
        assert_true(cs_stamp_find(in, &stamp));
        const struct cs_str got = cs_str_sub(in, stamp.b, stamp.e);
        if (!cs_str_is(got, spans[i].covered))
            print_error("got '%.*s'\n", (int)got.n, got.p);
        assert_true(cs_str_is(got, spans[i].covered));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_span),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
