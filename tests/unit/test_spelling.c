/* test_spelling.c - one key for the spellings of a foreign name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "meaning/spelling.h"

typedef size_t key_fn(struct cs_str word, char out[CS_SPELLING_MAX]);

static bool same(key_fn *key, const char *a, const char *b)
{
    char x[CS_SPELLING_MAX], y[CS_SPELLING_MAX];
    const size_t n = key(cs_str_of(a), x), m = key(cs_str_of(b), y);
    return n > 1 && n == m && memcmp(x, y, n) == 0;
}

static void spellings_meet(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        { "gaddafi", "qadhafi" },       { "Gaddafi", "kadhafi" },
        { "yanukovych", "Yanukovich" }, { "erdoğan", "erdogan" },
        { "vučić", "vucic" },           { "houthi", "huthi" },
        { "musharraf", "musharaf" },    { "milošević", "milosevic" },
        { "abdullah", "abdulla" },      { "łukasz", "lukasz" },
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        assert_true(same(cs_spelling_fine, pairs[i][0], pairs[i][1]));
        assert_true(same(cs_spelling_coarse, pairs[i][0], pairs[i][1]));
    }
    /* vowels count in the fine key alone */
    assert_true(same(cs_spelling_coarse, "mohammed", "muhamad"));
    assert_false(same(cs_spelling_fine, "mohammed", "muhamad"));
    assert_false(same(cs_spelling_fine, "merkel", "markle"));
    assert_false(same(cs_spelling_coarse, "bashar", "bandar"));
    /* the two kinds of key never meet */
    char fine[CS_SPELLING_MAX], coarse[CS_SPELLING_MAX];
    assert_int_equal(cs_spelling_fine(CS_STR("bd"), fine), 3);
    assert_int_equal(cs_spelling_coarse(CS_STR("bd"), coarse), 3);
    assert_memory_not_equal(fine, coarse, 3);
}

static void nothing_to_spell(void **state)
{
    (void)state;
    char out[CS_SPELLING_MAX];
    assert_int_equal(cs_spelling_fine(CS_STR(""), out), 0);
    assert_int_equal(cs_spelling_fine(CS_STR("2014"), out), 0);
    assert_int_equal(cs_spelling_coarse(CS_STR("Путин"), out), 0);
    assert_int_equal(
        cs_spelling_fine(CS_STR("abcdefghijklmnopqrstuvwxyzabcdefghijklmnop"),
                         out),
        0);
    assert_true(cs_spelling_particle(CS_STR("al")));
    assert_false(cs_spelling_particle(CS_STR("ali")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spellings_meet),
        cmocka_unit_test(nothing_to_spell),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
