/* test_tokens.c - where words end, after the conventions of UD English. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "text/sentences.h"
#include "text/tokens.h"
#include "text/words.h"

/* want: the tokens, a bar between them. The text is one sentence. */
static const struct {
    const char *in, *want;
} cases[] = {
    { "The army said so.", "The|army|said|so|." },
    { "  two  words\n", "two|words" },
    { "", "" },
    /* Clitics. */
    { "They don't know.", "They|do|n't|know|." },
    { "They don\xe2\x80\x99t know.", "They|do|n\xe2\x80\x99t|know|." },
    { "He can't, won't.", "He|ca|n't|,|wo|n't|." },
    { "DON'T SHOOT", "DO|N'T|SHOOT" },
    { "Iraq's army", "Iraq|'s|army" },
    { "Iraq\xe2\x80\x99s army", "Iraq|\xe2\x80\x99s|army" },
    { "I'm sure he'll go", "I|'m|sure|he|'ll|go" },
    { "they're, we've, I'd", "they|'re|,|we|'ve|,|I|'d" },
    { "IT'S OVER", "IT|'S|OVER" },
    { "the rebels' base", "the|rebels|'|base" },
    { "He cannot go", "He|can|not|go" },
    { "going, gonna, wanna", "going|,|gon|na|,|wan|na" },
    { "dont shoot, im here", "do|nt|shoot|,|i|m|here" },
    { "the IM said", "the|IM|said" },
    { "5 o'clock", "5|o'clock" },
    { "Mr. O'Brien of Sana'a", "Mr.|O'Brien|of|Sana'a" },
    { "a Shi'ite", "a|Shi'ite" },
    { "the 1960's and '70s", "the|1960's|and|'70s" },
    { "in '72 for 'em", "in|'72|for|'em" },
    /* Hyphens. */
    { "US-led raid", "US|-|led|raid" },
    { "a 14-year-old", "a|14|-|year|-|old" },
    { "non-combatants", "non-combatants" },
    { "an e-mail from co-workers", "an|e-mail|from|co-workers" },
    { "pro-government, anti-tank", "pro-government|,|anti-tank" },
    { "ex-president", "ex-president" },
    { "UN-backed force", "UN|-|backed|force" },
    { "al-Qaeda", "al|-|Qaeda" },
    { "vice-president", "vice|-|president" },
    { "mid-1990s", "mid-1990s" },
    { "pre- and post-war", "pre-|and|post-war" },
    { "10-15 people", "10|-|15|people" },
    { "on 2024-01-06 at", "on|2024-01-06|at" },
    { "call 555-0142", "call|555-0142" },
    { "M-16 and AK-47", "M|-|16|and|AK|-|47" },
    { "Baghdad--the capital", "Baghdad|--|the|capital" },
    { "Kirkuk \xe2\x80\x94 north", "Kirkuk|\xe2\x80\x94|north" },
    { "Iran\xe2\x80\x93Iraq", "Iran|\xe2\x80\x93|Iraq" },
    /* Numbers, signs, units. */
    { "2,500 men", "2,500|men" },
    { "1,00,000 workers", "1,00,000|workers" },
    { "items 13,14", "items|13|,|14" },
    { "3.5 million", "3.5|million" },
    { "at 7:30 on 9/11", "at|7:30|on|9/11" },
    { "$5m, \xe2\x82\xac" "300 and \xc2\xa3" "2bn",
      "$|5|m|,|\xe2\x82\xac|300|and|\xc2\xa3|2|bn" },
    { "US$20", "US$|20" },
    { "10% of", "10|%|of" },
    { "30km (19 miles)", "30|km|(|19|miles|)" },
    { "at 6.30pm", "at|6.30|pm" },
    { "300m away", "300|m|away" },
    { "the 3rd, the 1990s", "the|3rd|,|the|1990s" },
    { "+44 20", "+44|20" },
    { ".5 of it", ".5|of|it" },
    { "No. 5 of", "No.|5|of" },
    { "NO.4", "NO|.|4" },
    /* Stops. */
    { "Mr. Smith of the U.S. Army", "Mr.|Smith|of|the|U.S.|Army" },
    { "Lt. Col. J. Doe", "Lt.|Col.|J.|Doe" },
    { "on Jan. 5, at 4 a.m. sharp", "on|Jan.|5|,|at|4|a.m.|sharp" },
    { "in the U.S.", "in|the|U.S." },
    { "guns, etc.", "guns|,|etc|." },
    { "with John Doe Jr..", "with|John|Doe|Jr.|." },
    { "It is a no.", "It|is|a|no|." },
    { "a Ph.D. thesis", "a|Ph.D.|thesis" },
    { "the raid.The army", "the|raid|.|The|army" },
    { "well...", "well|..." },
    { "well\xe2\x80\xa6 no", "well|\xe2\x80\xa6|no" },
    { "What?! No!!", "What|?!|No|!!" },
    { "1. First", "1|.|First" },
    /* Quotes, brackets, slashes. */
    { "\"We won,\" he said.", "\"|We|won|,|\"|he|said|." },
    { "\xe2\x80\x9cWe won,\xe2\x80\x9d he",
      "\xe2\x80\x9c|We|won|,|\xe2\x80\x9d|he" },
    { "'We won'", "'|We|won|'" },
    { "\xe2\x80\x98We won\xe2\x80\x99",
      "\xe2\x80\x98|We|won|\xe2\x80\x99" },
    { "''We won''", "''|We|won|''" },
    { "so [3][4] and (FMLN).", "so|[|3|]|[|4|]|and|(|FMLN|)|." },
    { "it [...] ended", "it|[...]|ended" },
    { "and/or", "and|/|or" },
    { "s/he w/o", "s/he|w/o" },
    { "AT&T and R&D", "AT&T|and|R&D" },
    /* Addresses. */
    { "see https://news.example.org/a,b?c=1.",
      "see|https://news.example.org/a,b?c=1|." },
    { "(www.example.com)", "(|www.example.com|)" },
    { "example.com's editor", "example.com|'s|editor" },
    { "to press@example.org, now", "to|press@example.org|,|now" },
    { "by @newsdesk #breaking", "by|@newsdesk|#breaking" },
    { "he said.In Iraq", "he|said|.|In|Iraq" },
    { "file report.pdf", "file|report.pdf" },
    /* Other scripts and spaces. */
    { "Nicol\xc3\xa1s Maduro", "Nicol\xc3\xa1s|Maduro" },
    { "5\xc2\xa0km\xe2\x80\x8b off", "5|km|off" },
    { "\xe2\x80\x8fThe end\xe2\x80\x8e.", "The|end|." },
    { "\xd8\xa8\xd8\xba\xd8\xaf\xd8\xa7\xd8\xaf (Baghdad)",
      "\xd8\xa8\xd8\xba\xd8\xaf\xd8\xa7\xd8\xaf|(|Baghdad|)" },
};

static void one_sentence(struct cs_doc *doc, const char *text)
{
    struct casus_error err = { 0 };
    cs_doc_reset(doc);
    doc->text = cs_str_of(text);
    const struct cs_span all = { 0, (uint32_t)doc->text.n };
    struct cs_block *block = CS_PUSH(doc, blocks);
    struct cs_sentence *sentence = CS_PUSH(doc, sentences);
    *block = (struct cs_block){ .span = all, .kind = CS_BLOCK_BODY };
    *sentence = (struct cs_sentence){ .span = all };
    assert_int_equal(cs_text_tokens(doc, &err), CASUS_OK);
    assert_true(doc->layers & CS_LAYER_TOKENS);
    assert_int_equal(sentence->tok_b, 0);
    assert_int_equal(sentence->tok_e, doc->n_tokens);
}

static void cuts_words(void **state)
{
    (void)state;
    struct cs_doc doc = { .arena = cs_arena_new((size_t)1 << 20) };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char got[512];
        size_t n = 0;
        one_sentence(&doc, cases[i].in);
        for (uint32_t t = 0; t < doc.n_tokens; t++) {
            const struct cs_str form = cs_doc_text(&doc, doc.tokens[t].span);
            assert_true(n + form.n + 2 < sizeof got);
            if (t > 0)
                got[n++] = '|';
            memcpy(got + n, form.p, form.n);
            n += form.n;
        }
        got[n] = '\0';
        assert_string_equal(got, cases[i].want);
    }
    cs_arena_free(doc.arena);
}

static void fills_tokens(void **state)
{
    (void)state;
    struct cs_doc doc = { .arena = cs_arena_new((size_t)1 << 20) };
    one_sentence(&doc, "\xc3\x89tat isn\xe2\x80\x99t \"NATO\".");
    static const struct {
        const char *norm;
        bool space_after;
    } want[] = {
        { "\xc3\xa9tat", true }, { "is", false }, { "n't", true },
        { "\"", false }, { "nato", false }, { "\"", false }, { ".", true },
    };
    assert_int_equal(doc.n_tokens, sizeof want / sizeof want[0]);
    for (uint32_t i = 0; i < doc.n_tokens; i++) {
        const struct cs_token *t = &doc.tokens[i];
        assert_true(cs_str_is(t->norm, want[i].norm));
        assert_int_equal(t->space_after, want[i].space_after);
        assert_int_equal(t->head, CS_NONE);
        assert_int_equal(t->first_child, CS_NONE);
        assert_int_equal(t->mention, CS_NONE);
        assert_int_equal(t->inside, CS_NONE);
    }
    /* No copy where the lower-cased text can be shared. */
    assert_ptr_equal(doc.tokens[0].norm.p, doc.lower.p);
    cs_arena_free(doc.arena);
}

/* Words at both ends and in the middle of each table: they are sorted. */
static void finds_listed_words(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        enum cs_abbr kind;
    } abbrs[] = {
        { "a.k.a", CS_ABBR_TITLE }, { "gen", CS_ABBR_TITLE },
        { "jan", CS_ABBR_MONTH },   { "dec", CS_ABBR_MONTH },
        { "no", CS_ABBR_NUMBER },   { "inc", CS_ABBR_PLAIN },
        { "etc", CS_ABBR_TAIL },    { "p.s", CS_ABBR_TITLE },
        { "ph.d", CS_ABBR_PLAIN },  { "lt", CS_ABBR_TITLE },
        { "wyo", CS_ABBR_PLAIN },   { "yrs", CS_ABBR_PLAIN },
        { "army", CS_ABBR_NONE },   { "", CS_ABBR_NONE },
    };
    for (size_t i = 0; i < sizeof abbrs / sizeof abbrs[0]; i++)
        assert_int_equal(cs_words_abbr(cs_str_of(abbrs[i].word)),
                         abbrs[i].kind);
    assert_true(cs_words_starter(CS_STR("a")));
    assert_true(cs_words_starter(CS_STR("police")));
    assert_true(cs_words_starter(CS_STR("your")));
    assert_false(cs_words_starter(CS_STR("army")));
    assert_true(cs_words_caseless_starter(CS_STR("according")));
    assert_true(cs_words_caseless_starter(CS_STR("you")));
    assert_false(cs_words_caseless_starter(CS_STR("police")));
    assert_true(cs_words_prefix(CS_STR("agro")));
    assert_true(cs_words_prefix(CS_STR("non")));
    assert_true(cs_words_prefix(CS_STR("uni")));
    assert_true(cs_words_suffix(CS_STR("wise")));
    assert_true(cs_words_unit(CS_STR("a.m")));
    assert_true(cs_words_unit(CS_STR("km")));
    assert_true(cs_words_unit(CS_STR("yrs")));
    assert_true(cs_words_domain(CS_STR("af")));
    assert_true(cs_words_domain(CS_STR("zip")));
    assert_int_equal(cs_words_fused(CS_STR("cannot")), 3);
    assert_int_equal(cs_words_fused(CS_STR("aint")), 2);
    assert_int_equal(cs_words_fused(CS_STR("youre")), 3);
    assert_int_equal(cs_words_fused(CS_STR("can")), 0);
}

static void reports_no_memory(void **state)
{
    (void)state;
    struct cs_doc doc = { .arena = cs_arena_new(1024) };
    struct casus_error err = { 0 };
    doc.text = CS_STR("a b c d e f g h i j k l m n o p q r s t u v w x y z");
    const struct cs_span all = { 0, (uint32_t)doc.text.n };
    struct cs_block block = { .span = all, .kind = CS_BLOCK_BODY };
    struct cs_sentence sentence = { .span = all };
    doc.blocks = &block;
    doc.sentences = &sentence;
    doc.n_blocks = doc.n_sentences = 1;
    assert_int_equal(cs_text_tokens(&doc, &err), CASUS_ENOMEM);
    assert_int_equal(err.code, CASUS_ENOMEM);
    cs_arena_free(doc.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_words),
        cmocka_unit_test(fills_tokens),
        cmocka_unit_test(finds_listed_words),
        cmocka_unit_test(reports_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
