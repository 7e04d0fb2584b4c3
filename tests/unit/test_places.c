/* test_places.c - which words are places, and which places they are.
 *
 * Texts have no tags: what stands here must follow from capitals and wording.
 * Tags and names add to it (rule P6). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "meaning/places.h"
#include "text/sentences.h"
#include "text/tokens.h"

static struct cs_gazetteer *gaz;
static struct cs_doc doc;

static int start(void **state)
{
    struct casus_error err;
    (void)state;
    doc.arena = cs_arena_new((size_t)1 << 26);
    return doc.arena == NULL ||
           cs_gazetteer_open(CASUS_SOURCE_ROOT "/models/places.casus", &gaz,
                             &err) != CASUS_OK;
}

static int stop(void **state)
{
    (void)state;
    cs_gazetteer_close(gaz);
    cs_arena_free(doc.arena);
    return 0;
}

/* The text as one block, a dateline before it where there is one. */
static void read_text(const char *dateline, const char *text)
{
    struct casus_error err;
    char whole[2048];
    const int n = snprintf(whole, sizeof whole, "%s%s", dateline, text);
    assert_true(n >= 0 && (size_t)n < sizeof whole);
    cs_doc_reset(&doc);
    doc.text = cs_arena_str(doc.arena, (struct cs_str){ whole, (size_t)n });
    assert_int_equal(cs_doc_lower(&doc), CASUS_OK);
    const uint32_t cut = (uint32_t)strlen(dateline);
    struct cs_block *block;
    if (cut > 0) {
        block = CS_PUSH(&doc, blocks);
        block->span = (struct cs_span){ 0, cut - 1 };
        block->kind = CS_BLOCK_DATELINE;
    }
    block = CS_PUSH(&doc, blocks);
    block->span = (struct cs_span){ cut, (uint32_t)n };
    block->kind = CS_BLOCK_BODY;
    assert_int_equal(cs_text_sentences(&doc, &err), CASUS_OK);
    assert_int_equal(cs_text_tokens(&doc, &err), CASUS_OK);
    assert_int_equal(cs_places_find(gaz, &doc, &err), CASUS_OK);
}

/* "Tripoli=LBN; Beirut=LBN": wording and country of each place in order, and
 * "/Texas" for the division where the case asks for it. */
static bool compare(const char *text, const char *want)
{
    char got[2048];
    size_t n = 0;
    struct cs_str rest = cs_str_of(want), part;
    got[0] = '\0';
    bool right = true;
    for (uint32_t i = 0; i < doc.n_places; i++) {
        const struct cs_place *p = &doc.places[i];
        const struct cs_str words = cs_doc_text(&doc, p->span);
        const int k = snprintf(got + n, sizeof got - n, "%s%.*s=%s/%.*s",
                               i == 0 ? "" : "; ", (int)words.n, words.p,
                               p->country, (int)p->admin1.n,
                               p->admin1.n == 0 ? "" : p->admin1.p);
        assert_true(k >= 0 && (size_t)k < sizeof got - n);
        const struct cs_str one =
            cs_str_sub(cs_str_of(got), n + (i == 0 ? 0 : 2), n + (size_t)k);
        n += (size_t)k;
        if (!cs_str_next(&rest, ';', &part)) {
            right = false;
            continue;
        }
        /* A case without a division asks for none. */
        const bool whole = cs_str_find(part, CS_STR("/")) != SIZE_MAX;
        right = right && (whole ? cs_str_eq(one, part)
                                : one.n > part.n && one.p[part.n] == '/' &&
                                      cs_str_starts(one, part));
        assert_true(p->why.n > 0);
        assert_true(p->has_point || p->country[0] == '\0');
    }
    if (rest.n > 0)
        right = false;
    if (!right)
        print_error("%s\n  want %s\n  got  %s\n", text, want, got);
    return right;
}

static const struct {
    const char *text, *want;
} cases[] = {
    /* Which of several. */
    { "Lebanese police fired on a crowd in Tripoli. Shops in Beirut shut.",
      "Tripoli=LBN; Beirut=LBN" },
    { "Militias fought in Tripoli. Libya's oil ministry said Benghazi was "
      "calm.", "Tripoli=LBY; Libya=LBY; Benghazi=LBY" },
    { "Clashes broke out in Tripoli.", "Tripoli=LBY" },
    { "A man was shot in Paris, Texas, on Monday. Paris has no prison.",
      "Paris=USA/Texas; Texas=USA; Paris=USA/Texas" },
    { "Protesters marched in Paris.", "Paris=FRA" },
    { "Tanks entered Georgia from Abkhazia and took Gori.",
      "Georgia=GEO; Abkhazia=GEO; Gori=GEO" },
    { "A storm hit Georgia. Schools in Atlanta and Savannah shut.",
      "Georgia=USA; Atlanta=USA; Savannah=USA" },
    { "The embassy in Washington was picketed.", "Washington=USA/District of "
      "Columbia" },
    { "He was held in Charleston, W.Va., until May.",
      "Charleston=USA/West Virginia; W.Va.=USA" },
    /* Containers and names with articles. */
    { "A bomb went off in Al Hasakah, Syria.", "Al Hasakah=SYR; Syria=SYR" },
    { "Troops left al-Hasakah and Deir ez-Zor.",
      "al-Hasakah=SYR; Deir ez-Zor=SYR" },
    { "Recruits trained in Taji, Iraq.", "Taji=IRQ; Iraq=IRQ" },
    { "Rebels hold Timbuktu, in northern Mali.", "Timbuktu=MLI; Mali=MLI" },
    /* No places. */
    { "The Bank of England and the Washington Post said so.", "" },
    { "Paris Hilton met Jordan Smith and Sam Houston.", "" },
    { "Sam Houston fought. Houston was brave.", "" },
    { "Mr. Lincoln and President Kenyatta spoke.", "" },
    { "Iraqi soldiers and the Turks met.", "" },
    { "Police said most of the force had gone to bed.", "" },
    { "Reading the report, he smiled.", "" },
    { "Fans of the Dallas Cowboys paid US$5.", "" },
    { "The White House and the Kremlin traded charges.", "" },
    { "We told us that it was in May.", "" },
    /* Words that are towns too, where the wording says so. */
    { "Two men were stabbed in Reading, England.",
      "Reading=GBR; England=GBR" },
    { "Officers in Nice, France, found a rifle.", "Nice=FRA; France=FRA" },
    /* Facilities and villages. */
    { "Drones hit Iraq's Al Harir airbase.",
      "Iraq=IRQ; Al Harir airbase=IRQ" },
    { "Shells fell on the village of al-Akr.", "al-Akr=" },
    { "Gunmen shot at cars near Marwan Bridge in Mosul.",
      "Marwan Bridge=IRQ; Mosul=IRQ" },
    { "Two died in the Farwan district of Helmand province.",
      "Farwan district=AFG; Helmand province=AFG/Helmand" },
    { "He was jailed at Camp Speicher.", "Camp Speicher=IRQ" },
    { "Planes bombed Kirkuk province.", "Kirkuk province=IRQ/Kirkuk" },
    { "The body lay on Hutton Road.", "Hutton Road=" },
    /* Case says nothing. */
    { "GUERRILLAS ATTACKED A POST IN CHALATENANGO, EL SALVADOR, TODAY.",
      "CHALATENANGO=SLV; EL SALVADOR=SLV" },
    { "", "" },
};

static void test_cases(void **state)
{
    bool right = true;
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_text("", cases[i].text);
        right &= compare(cases[i].text, cases[i].want);
    }
    assert_true(right);
}

static void test_dateline(void **state)
{
    (void)state;
    read_text("TRIPOLI, Jan 5 (Agency)\n", "Lebanon said Beirut was calm.");
    assert_int_equal(doc.n_places, 3);
    assert_int_equal(doc.places[0].tok_b, CS_NONE);
    assert_string_equal(doc.places[0].country, "LBN");
}

/* A long report of one repeated name keeps to its cap. */
static void test_many(void **state)
{
    char text[2000];
    (void)state;
    for (size_t i = 0; i + 10 < sizeof text; i += 9)
        memcpy(text + i, "Baghdad, ", 10);
    read_text("", text);
    assert_true(doc.n_places > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_dateline),
        cmocka_unit_test(test_many),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
