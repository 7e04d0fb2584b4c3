/* test_gazetteer.c - the place file: folding, look-up, damage. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "meaning/gazetteer.h"

#define FILE_NAME CASUS_SOURCE_ROOT "/models/places.casus"

static struct cs_gazetteer *gaz;

static int open_it(void **state)
{
    struct casus_error err = { .code = CASUS_OK };
    (void)state;
    return cs_gazetteer_open(FILE_NAME, &gaz, &err) == CASUS_OK ? 0 : -1;
}

static int close_it(void **state)
{
    (void)state;
    cs_gazetteer_close(gaz);
    return 0;
}

static struct cs_str key_of(const char *text, char out[CS_GAZ_KEY_MAX])
{
    return (struct cs_str){ out,
                            cs_gazetteer_key(gaz, cs_str_of(text), out) };
}

static void test_key(void **state)
{
    static const struct {
        const char *text, *key;
    } cases[] = {
        { "Baghdad", "baghdad" },
        { "Al-Hasakah", "al hasakah" },
        { "  Deir\n ez-Zor ", "deir ez zor" },
        { "St. Petersburg", "st petersburg" },
        { "Saint Petersburg", "st petersburg" },
        { "Mount Sinjar", "mt sinjar" },
        { "Sana'a", "sanaa" },
        { "Sana\xe2\x80\x99""a", "sanaa" },
        { "Z\xc3\xbcrich", "zurich" },
        { "\xc5\x81\xc3\xb3""d\xc5\xba", "lodz" },
        { "W.Va.", "wva" },
        { "U.S.", "us" },
        { "\xd0\x9a\xd0\xb8\xd0\xb5\xd0\xb2", "" }, /* Cyrillic */
        { "", "" },
        { "-", "" },
        { "\xff\xfe", "" },
        { "Saint", "st" },
        { "a very long name that nobody would ever give to any town on this "
          "earth", "" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[CS_GAZ_KEY_MAX];
        const struct cs_str key = key_of(cases[i].text, out);
        if (!cs_str_is(key, cases[i].key))
            fail_msg("\"%s\" gave \"%.*s\"", cases[i].text, (int)key.n, key.p);
    }
}

/* Has the name a place of that kind in that country, near the point? */
static bool has(const char *text, enum cs_gaz_kind kind, const char *country,
                double lat, double lon)
{
    char out[CS_GAZ_KEY_MAX];
    struct cs_gaz_name name;
    struct cs_gaz_place p;
    const struct cs_str key = key_of(text, out);
    if (!cs_gazetteer_begins(gaz, key) ||
        cs_gazetteer_find(gaz, key, &name) != CASUS_OK)
        return false;
    for (uint32_t i = 0; i < name.n; i++) {
        if (cs_gazetteer_place(gaz, cs_gazetteer_nth(&name, i), &p) &&
            p.kind == kind && cs_str_is(cs_str_of(p.country), country) &&
            cs_gaz_km(p.lat, p.lon, lat, lon) < 30)
            return true;
    }
    return false;
}

static void test_find(void **state)
{
    static const struct {
        const char *text;
        enum cs_gaz_kind kind;
        const char *country;
        double lat, lon;
    } cases[] = {
        { "Tripoli", CS_GAZ_CITY, "LBY", 32.88, 13.19 },
        { "TRIPOLI", CS_GAZ_CITY, "LBN", 34.43, 35.84 },
        { "Paris", CS_GAZ_CITY, "USA", 33.66, -95.56 },
        { "Ky.", CS_GAZ_ADMIN1, "USA", 38.2, -84.88 },
        { "Helmand", CS_GAZ_ADMIN1, "AFG", 31.0, 64.0 },
        { "Gaza Strip", CS_GAZ_ADMIN1, "PSE", 31.42, 34.36 },
        { "Hasakah", CS_GAZ_CITY, "SYR", 36.5, 40.75 },
        { "Horn of Africa", CS_GAZ_REGION, "", 8.0, 45.0 },
        { "Iraqis", CS_GAZ_NATIONALITY, "IRQ", 33.0, 44.0 },
        { "C\xc3\xb4te d'Ivoire", CS_GAZ_COUNTRY, "CIV", 8.0, -5.5 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (!has(cases[i].text, cases[i].kind, cases[i].country, cases[i].lat,
                 cases[i].lon))
            fail_msg("%s is missing", cases[i].text);
    }
    assert_false(has("Nowhereville on Sea", CS_GAZ_CITY, "GBR", 0, 0));
    assert_string_equal(cs_gazetteer_country(gaz, "IRQ").p == NULL ? "" : "x",
                        "x");
    assert_true(cs_str_is(cs_gazetteer_country(gaz, "LBY"), "Libya"));
    assert_true(cs_str_is(cs_gazetteer_country(gaz, "QQQ"), "QQQ"));
}

static void test_flags(void **state)
{
    static const struct {
        const char *text;
        uint32_t flags;
    } cases[] = {
        { "Reading", CS_GAZ_COMMON },  { "Florence", CS_GAZ_GIVEN },
        { "Lincoln", CS_GAZ_SURNAME }, { "Police", CS_GAZ_NEVER },
        { "Mohammed", CS_GAZ_GIVEN },  { "S.C.", CS_GAZ_ABBREVIATION },
        { "UAE", CS_GAZ_CAPS },
    };
    char out[CS_GAZ_KEY_MAX];
    struct cs_gaz_name name;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(cs_gazetteer_find(gaz, key_of(cases[i].text, out),
                                           &name), CASUS_OK);
        assert_int_equal(name.flags & cases[i].flags, cases[i].flags);
    }
}

static void test_km(void **state)
{
    (void)state;
    /* Baghdad to Basra; across the date line; the same point. */
    assert_true(cs_gaz_km(33.34, 44.40, 30.51, 47.78) > 440);
    assert_true(cs_gaz_km(33.34, 44.40, 30.51, 47.78) < 460);
    assert_true(cs_gaz_km(-17.0, 179.5, -17.0, -179.5) < 120);
    assert_true(cs_gaz_km(10, 20, 10, 20) < 0.001);
}

/* A copy of the file, cut to n bytes, with one byte changed. */
static enum casus_status open_damaged(size_t n, size_t at, int change)
{
    static const char path[] = "test_gazetteer.tmp";
    FILE *in = fopen(FILE_NAME, "rb");
    assert_non_null(in);
    unsigned char *bytes = malloc(n + 1);
    assert_non_null(bytes);
    n = fread(bytes, 1, n, in);
    assert_int_equal(fclose(in), 0);
    if (at < n)
        bytes[at] = (unsigned char)(bytes[at] ^ (unsigned)change);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(bytes, 1, n, out), n);
    assert_int_equal(fclose(out), 0);
    free(bytes);
    struct cs_gazetteer *g = NULL;
    struct casus_error err;
    const enum casus_status status = cs_gazetteer_open(path, &g, &err);
    if (status == CASUS_OK)
        cs_gazetteer_close(g);
    (void)remove(path);
    return status;
}

static void test_damage(void **state)
{
    static const struct {
        size_t n, at;
    } cases[] = {
        { 0, 0 },         { 7, 9 },           { 100, 200 },
        { 4096, 5000 },   { 1u << 30, 0 },    { 1u << 30, 8 },
        { 1u << 30, 30 }, { 1u << 30, 5000 }, { 1u << 30, 4000000 },
    };
    struct cs_gazetteer *g;
    struct casus_error err;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const size_t n = cases[i].n == 1u << 30 ? 1u << 23 : cases[i].n;
        assert_int_equal(open_damaged(n, cases[i].at, 0x11), CASUS_EMODEL);
    }
    assert_int_equal(open_damaged(1u << 23, 1u << 24, 0), CASUS_OK);
    assert_int_equal(cs_gazetteer_open("no/such/file", &g, &err), CASUS_EIO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_key),   cmocka_unit_test(test_find),
        cmocka_unit_test(test_flags), cmocka_unit_test(test_km),
        cmocka_unit_test(test_damage),
    };
    return cmocka_run_group_tests(tests, open_it, close_it);
}
