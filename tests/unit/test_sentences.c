/* test_sentences.c - where sentences end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "text/sentences.h"
#include "text/tokens.h"

/* A text of one block, with a bar at each boundary, where a space or line end
 * may stand in the text itself. A text with "^" first has no space there. */
static const char *const cases[] = {
    "The raid began at dawn.|Two men were killed.",
    "The headline has no stop",
    "Nobody was hurt",
    /* Titles, initials, abbreviations. */
    "Mr. Haddad met Gen. Nasser and Lt. Col. Omar.|They left.",
    "J. R. Smith spoke.|George W. Hale did not.",
    "He came to the U.S. Army base in the U.S. embassy's care.",
    "He left the U.S.|The embassy said so.",
    "Troops of the U.N. mission left.|They came at 4 a.m. on Monday.",
    "It happened at 10 p.m.|Police arrived later.",
    "Room No. 5 burned.|The answer was no.|Everyone left.",
    "On Jan. 5 and Sept. 7, 2023, it rained.|In Feb. it did not.",
    "Acme Corp. said so.|Acme Inc.|The firm denied it.",
    "St. Mary's church in Ft. Hood was hit.",
    "Guns, grenades, etc. were seized.|Guns, grenades, etc.|Police said so.",
    "Hall v. Oates, i.e. the case, went on.",
    "The Anglo-U.S. Alliance met.",
    "He holds a Ph.D. from Oxford.",
    /* Quotes and brackets. */
    "\"We won.\"|The minister left.",
    "\"We won.\" he said.",
    "\"Who did it?\" he asked.|\"Nobody!\" she said.",
    "\xe2\x80\x9cWe won.\xe2\x80\x9d|The minister left.",
    "He said: \"We won.|They lost.\"|The crowd cheered.",
    "They left (nobody knows why).|They came back.",
    "(They left.)|They came back.",
    "He shouted (\"Fire!\") and ran.",
    "He was shot.[3][4]|She was not. [5] [6]|Both lived.",
    /* Other stops. */
    "Who was it?|Nobody knows!|Perhaps he did.",
    "Well... he left.|Well...|He left.",
    "What?!|No.",
    "Sales rose 3.5 percent.|Costs rose 4 percent.",
    "In 2005.|Nothing came of it.",
    "1. The army moved.",
    "a. The army moved.",
    "See www.example.org.|It is there.",
    "The site example.com said so.",
    "It ended.|10 men were killed.",
    "It cost much.|$5 million was paid.",
    /* Lower-case starts in mixed text. */
    "He came home.|al-Qaeda denied it.",
    /* Hard wraps, paragraphs, lists. */
    "The army\nmoved to\nMosul.|It rained.",
    "One line of verse|\n\nanother one",
    "The demands:|\n- Free the men|\n- Open the road",
    /* Words without a space between. */
    "The raid ended.^|The army left.",
    "He earns 5.5 dollars at 7.30pm in the U.S.A. army.",
};

static void split(struct cs_doc *doc, struct cs_str text)
{
    struct casus_error err = { 0 };
    cs_doc_reset(doc);
    doc->text = text;
    struct cs_block *block = CS_PUSH(doc, blocks);
    *block = (struct cs_block){ .span = { 0, (uint32_t)text.n },
                                .kind = CS_BLOCK_BODY };
    assert_int_equal(cs_text_sentences(doc, &err), CASUS_OK);
    assert_true(doc->layers & CS_LAYER_SENTENCES);
}

/* Make the text of a case (bars into spaces), split it, put the bars back. */
static void check_case(struct cs_doc *doc, const char *want)
{
    char text[1024], got[1024];
    size_t n = 0, m = 0;
    for (const char *p = want; *p != '\0'; p++) {
        if (*p == '^')
            continue;
        if (*p == '|') {
            if (p[-1] != '^' && p[1] != '\n')
                text[n++] = ' ';
            continue;
        }
        text[n++] = *p;
    }
    split(doc, (struct cs_str){ text, n });
    for (uint32_t i = 0; i < doc->n_sentences; i++) {
        const struct cs_span span = doc->sentences[i].span;
        if (i > 0) {
            const uint32_t end = doc->sentences[i - 1].span.e;
            if (span.b == end)
                got[m++] = '^';
            got[m++] = '|';
            for (uint32_t at = end; at < span.b; at++) {
                if (text[at] == '\n')
                    got[m++] = '\n';
            }
        }
        memcpy(got + m, text + span.b, span.e - span.b);
        m += span.e - span.b;
    }
    got[m] = '\0';
    assert_string_equal(got, want);
}

static void splits_text(void **state)
{
    (void)state;
    struct cs_doc doc = { .arena = cs_arena_new((size_t)1 << 20) };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check_case(&doc, cases[i]);
    cs_arena_free(doc.arena);
}

/* The case of the letters says nothing. */
static void splits_caseless_text(void **state)
{
    (void)state;
    static const char *const lower[] = {
        "ahmedabad: the riots went on for a week and many shops were burnt"
        " down.|according to the police, rs. 300 crore was lost.|s.k. rao of"
        " the u.n. office said so.|dr. mehta did not.",
        "\"they burnt everything.\"|he lamented that nobody came to help the"
        " people of the old town when the shops and the houses burned.",
    };
    static const char *const upper[] = {
        "THE MEN WERE TAKEN TO THE U.S. EMBASSY.|GEN. RUIZ DENIED IT.",
        "THE U.S. AND HONDURAN TROOPS LEFT.|THEY CAME AT 4 A.M. ON MONDAY.",
        "THEY WENT TO THE U.S.|THE TROOPS\nLEFT.|NOBODY WAS HURT.",
        "DETACHMENT NO. 4 LEFT.|DETACHMENT NO.4 STAYED.",
    };
    struct cs_doc doc = { .arena = cs_arena_new((size_t)1 << 20) };
    for (size_t i = 0; i < sizeof lower / sizeof lower[0]; i++)
        check_case(&doc, lower[i]);
    for (size_t i = 0; i < sizeof upper / sizeof upper[0]; i++)
        check_case(&doc, upper[i]);
    cs_arena_free(doc.arena);
}

static void keeps_to_blocks(void **state)
{
    (void)state;
    struct cs_doc doc = { .arena = cs_arena_new((size_t)1 << 20) };
    struct casus_error err = { 0 };
    cs_doc_reset(&doc);
    /* Title, dateline, body, credit; each two characters and a line end. */
    doc.text = CS_STR("AA\nBB\nCC\nDD\n  \n");
    static const enum cs_block_kind kinds[] = {
        CS_BLOCK_TITLE, CS_BLOCK_DATELINE, CS_BLOCK_BODY, CS_BLOCK_CREDIT,
        CS_BLOCK_BODY,
    };
    for (uint32_t i = 0; i < 5; i++) {
        struct cs_block *block = CS_PUSH(&doc, blocks);
        *block = (struct cs_block){ .span = { 3 * i, 3 * i + 2 },
                                    .kind = kinds[i] };
    }
    assert_int_equal(cs_text_sentences(&doc, &err), CASUS_OK);
    assert_int_equal(doc.n_sentences, 2);
    assert_int_equal(doc.sentences[0].block, 0);
    assert_int_equal(doc.sentences[0].span.b, 0);
    assert_int_equal(doc.sentences[0].span.e, 2);
    assert_int_equal(doc.sentences[1].block, 2);
    assert_int_equal(doc.sentences[1].span.b, 6);
    cs_arena_free(doc.arena);
}

static void cuts_endless_sentences(void **state)
{
    (void)state;
    static char text[20000];
    struct cs_doc doc = { .arena = cs_arena_new((size_t)8 << 20) };
    struct casus_error err = { 0 };
    /* 4,000 words, a comma after each tenth; then the same without. */
    for (int commas = 1; commas >= 0; commas--) {
        for (size_t i = 0; i < sizeof text; i++) {
            const bool comma = commas == 1 && i % 50 == 48;
            text[i] = i % 5 == 4 ? ' ' : 'w';
            if (comma)
                text[i] = ',';
        }
        split(&doc, (struct cs_str){ text, sizeof text });
        assert_int_equal(cs_text_tokens(&doc, &err), CASUS_OK);
        assert_true(doc.n_sentences >= 10);
        for (uint32_t i = 0; i < doc.n_sentences; i++) {
            const struct cs_sentence *s = &doc.sentences[i];
            assert_true(s->tok_e > s->tok_b);
            assert_true(s->tok_e - s->tok_b <= CS_MAX_SENTENCE_TOKENS);
            if (commas == 1 && i + 1 < doc.n_sentences)
                assert_int_equal(text[s->span.e - 1], ',');
        }
    }
    cs_arena_free(doc.arena);
}

/* Time must grow with the length alone, whatever the text. */
static void bears_odd_text(void **state)
{
    (void)state;
    static const char *const units[] = { "a.", ".", "\"", "a,", "U.S.-", "(",
                                         ". ", "[1]", "\n ", "1-", "'s" };
    static char text[300000];
    struct cs_doc doc = { .arena = cs_arena_new((size_t)512 << 20) };
    struct casus_error err = { 0 };
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        const struct cs_str unit = cs_str_of(units[i]);
        for (size_t at = 0; at < sizeof text; at++)
            text[at] = unit.p[at % unit.n];
        split(&doc, (struct cs_str){ text, sizeof text });
        assert_int_equal(cs_text_tokens(&doc, &err), CASUS_OK);
    }
    cs_arena_free(doc.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(splits_text),
        cmocka_unit_test(splits_caseless_text),
        cmocka_unit_test(keeps_to_blocks),
        cmocka_unit_test(cuts_endless_sentences),
        cmocka_unit_test(bears_odd_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
