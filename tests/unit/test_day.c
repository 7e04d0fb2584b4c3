/* test_day.c - the calendar. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/day.h"

static const struct {
    const char *text;
    int32_t day, weekday;
} cases[] = {
    { "1970-01-01", 0, 3 },       { "1969-12-31", -1, 2 },
    { "2000-02-29", 11016, 1 },   { "2000-03-01", 11017, 2 },
    { "1900-03-01", -25508, 3 },  { "2024-01-06", 19728, 5 },
    { "0001-01-01", -719162, 0 }, { "9999-12-31", 2932896, 4 },
};

static void known_days(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[11];
        const int32_t day = cs_day_parse(cs_str_of(cases[i].text));
        assert_int_equal(day, cases[i].day);
        assert_int_equal(cs_weekday(day), cases[i].weekday);
        cs_day_format(day, text);
        assert_string_equal(text, cases[i].text);
    }
}

static void round_trip(void **state)
{
    (void)state;
    for (int32_t day = -719162; day < 2932896; day += 97) {
        const struct cs_date date = cs_date_of(day);
        assert_true(cs_date_valid(date));
        assert_int_equal(cs_day_of(date), day);
    }
}

static void no_days(void **state)
{
    static const char *const wrong[] = { "", "2024", "2024-13-01", "2023-02-29",
                                         "2024-00-10", "2024-1-01x",
                                         "abcd-ef-gh", "0000-01-01" };
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(cs_day_parse(cs_str_of(wrong[i])), CS_DAY_UNKNOWN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_days),
        cmocka_unit_test(round_trip),
        cmocka_unit_test(no_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
