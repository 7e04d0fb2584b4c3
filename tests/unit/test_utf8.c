/* test_utf8.c - UTF-8 checked, stepped through and written; the sink. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/sink.h"
#include "base/utf8.h"

static void checks_text(void **state)
{
    (void)state;
    /* bad: offset of the first bad byte, -1: none. */
    static const struct {
        const char *in;
        long bad;
    } cases[] = {
        { "", -1 },
        { "plain text of more than eight bytes", -1 },
        { "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", -1 },
        { "\xed\x9f\xbf\xee\x80\x80\xf4\x8f\xbf\xbf", -1 },
        { "a\x80", 1 },
        { "twelve bytes\xff", 12 },
        { "\xc0\x80", 0 },         /* overlong */
        { "\xc1\xbf", 0 },
        { "\xe0\x9f\xbf", 0 },
        { "\xf0\x8f\xbf\xbf", 0 },
        { "a\xed\xa0\x80", 1 },    /* surrogate */
        { "\xf4\x90\x80\x80", 0 }, /* above U+10FFFF */
        { "\xf5\x80\x80\x80", 0 },
        { "ab\xe2\x82", 2 },       /* cut short */
        { "\xe2\x82" "a", 0 },
        { "\xf0\x9f\x98", 0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t bad = SIZE_MAX;
        const bool valid = cs_utf8_valid(cs_str_of(cases[i].in), &bad);
        assert_int_equal(valid, cases[i].bad < 0);
        assert_true(valid ? bad == SIZE_MAX : bad == (size_t)cases[i].bad);
        assert_int_equal(cs_utf8_valid(cs_str_of(cases[i].in), NULL), valid);
    }
}

static void goes_there_and_back(void **state)
{
    (void)state;
    for (uint32_t point = 0; point <= 0x10ffff; point++) {
        if (point == 0xd800)
            point = 0xe000;
        char bytes[4];
        const size_t n = cs_utf8_put(point, bytes);
        const struct cs_str s = { bytes, n };
        size_t at = 0;
        assert_true(cs_utf8_valid(s, NULL));
        assert_int_equal(cs_utf8_next(s, &at), point);
        assert_int_equal(at, n);
    }
    size_t at = 0;
    assert_int_equal(cs_utf8_next(CS_STR("\xe2\x82"), &at), CS_UTF8_BAD);
    assert_int_equal(at, 1);
}

static void collects_bytes(void **state)
{
    (void)state;
    struct cs_sink sink;
    cs_sink_init(&sink);
    cs_sink_cstr(&sink, "a");
    cs_sink_cstr(&sink, NULL);
    cs_sink_str(&sink, CS_STR("bc"));
    cs_sink_str(&sink, (struct cs_str){ NULL, 0 });
    cs_sink_char(&sink, ' ');
    cs_sink_int(&sink, 0);
    cs_sink_int(&sink, -7);
    cs_sink_int(&sink, INT64_MAX);
    cs_sink_int(&sink, INT64_MIN);
    static const char want[] =
        "abc 0-79223372036854775807-9223372036854775808";
    assert_int_equal(sink.n, sizeof want - 1);
    assert_memory_equal(sink.p, want, sink.n);
    for (int i = 0; i < 100000; i++)
        cs_sink_char(&sink, 'x');
    assert_false(sink.failed);
    assert_int_equal(sink.n, sizeof want - 1 + 100000);
    /* A reset keeps the buffer. */
    const char *p = sink.p;
    cs_sink_reset(&sink);
    assert_int_equal(cs_sink_bytes(&sink).n, 0);
    cs_sink_char(&sink, 'y');
    assert_ptr_equal(sink.p, p);
    /* A failure sticks until the reset. */
    sink.failed = true;
    cs_sink_char(&sink, 'z');
    assert_int_equal(sink.n, 1);
    cs_sink_reset(&sink);
    cs_sink_char(&sink, 'z');
    assert_int_equal(sink.n, 1);
    cs_sink_free(&sink);
    assert_null(sink.p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(checks_text),
        cmocka_unit_test(goes_there_and_back),
        cmocka_unit_test(collects_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
