/* test_conllu.c - CoNLL-U in and out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/conllu.h"
#include "text/sentences.h"

#define BLANK "\t_\t_\t_\t_\t_\t_\t_\t_\n"
#define NO_SPACE "\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"

static struct cs_doc doc;
static struct cs_sink sink;

static int set_up(void **state)
{
    (void)state;
    doc = (struct cs_doc){ .arena = cs_arena_new((size_t)4 << 20) };
    cs_sink_init(&sink);
    return doc.arena == NULL;
}

static int tear_down(void **state)
{
    (void)state;
    cs_arena_free(doc.arena);
    cs_sink_free(&sink);
    return 0;
}

static enum casus_status read(const char *text, bool with_analysis,
                              struct cs_conllu *extra,
                              struct casus_error *err)
{
    cs_doc_reset(&doc);
    return cs_conllu_read(&doc, cs_str_of(text), with_analysis, extra, err);
}

static void assert_str(struct cs_str got, const char *want)
{
    assert_int_equal(got.n, strlen(want));
    assert_memory_equal(got.p, want, got.n);
}

static const char full[] =
    "# newdoc id = raid\n"
    "# newpar\n"
    "# sent_id = raid-1\n"
    "# text = Omar's men fled.\n"
    "1\tOmar\tOmar\tPROPN\t_\tNumber=Sing\t3\tnmod:poss\t_\t"
    "Mention=B-armed_group|Name=B-PER|SpaceAfter=No\n"
    "2\t's\t's\tPART\t_\t_\t1\tcase\t_\tMention=I-armed_group\n"
    "3\tmen\tman\tNOUN\t_\tNumber=Plur\t4\tnsubj\t_\t"
    "Mention=I-armed_group\n"
    "4\tfled\tflee\tVERB\t_\tTense=Past|VerbForm=Fin\t0\troot\t_\t"
    "SpaceAfter=No\n"
    "5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_\n"
    "\n"
    "# sent_id = raid-2\n"
    "# text = Who?\n"
    "1\tWho\twho\tPRON\t_\tPronType=Int\t0\troot\t_\tSpaceAfter=No\n"
    "2\t?\t?\tPUNCT\t_\t_\t1\tpunct\t_\t_\n"
    "\n"
    "# newpar\n"
    "# sent_id = raid-3\n"
    "# text = Nobody  knows\n"
    "1\tNobody\tnobody\tPRON\t_\t_\t2\tnsubj\t_\t_\n"
    "2\tknows\tknow\tVERB\t_\t_\t0\troot\t_\t_\n"
    "\n";

static void reads_all_of_it(void **state)
{
    (void)state;
    struct cs_conllu extra;
    struct casus_error err = { 0 };
    assert_int_equal(read(full, true, &extra, &err), CASUS_OK);
    assert_str(doc.text, "Omar's men fled. Who?\n\nNobody  knows");
    assert_str(doc.meta.id, "raid");
    assert_int_equal(doc.layers,
                     CS_LAYER_TEXT | CS_LAYER_BLOCKS | CS_LAYER_SENTENCES |
                         CS_LAYER_TOKENS | CS_LAYER_ANALYSIS);
    assert_int_equal(doc.n_blocks, 2);
    assert_str(cs_doc_text(&doc, doc.blocks[0].span),
               "Omar's men fled. Who?");
    assert_int_equal(doc.n_sentences, 3);
    assert_int_equal(doc.sentences[2].block, 1);
    assert_int_equal(doc.sentences[1].tok_b, 5);
    assert_int_equal(extra.n_sent_ids, 3);
    assert_str(extra.sent_ids[2], "raid-3");
    assert_int_equal(doc.n_tokens, 9);
    const struct cs_token *omar = &doc.tokens[0], *fled = &doc.tokens[3];
    assert_str(omar->norm, "omar");
    assert_false(omar->space_after);
    assert_int_equal(omar->head, 2);
    assert_int_equal(omar->upos, CS_PROPN);
    assert_int_equal(omar->deprel, CS_REL_NMOD_POSS);
    assert_int_equal(omar->name, CS_NAME_PER);
    assert_true(omar->name_begins);
    assert_str(fled->lemma, "flee");
    assert_str(fled->feats, "Tense=Past|VerbForm=Fin");
    assert_int_equal(fled->morph, CS_MORPH_PAST | CS_MORPH_FIN);
    assert_int_equal(fled->head, CS_NONE);
    assert_int_equal(fled->sub_b, 0);
    assert_int_equal(fled->sub_e, 5);
    assert_int_equal(doc.tokens[8].head, CS_NONE);
    assert_int_equal(doc.tokens[7].head, 8);
}

static void writes_what_it_read(void **state)
{
    (void)state;
    struct cs_conllu extra;
    struct casus_error err = { 0 };
    assert_int_equal(read(full, true, &extra, &err), CASUS_OK);
    cs_conllu_write_doc(&doc, &extra, &sink);
    assert_false(sink.failed);
    assert_str(cs_sink_bytes(&sink), full);
}

static void writes_tokens_alone(void **state)
{
    (void)state;
    struct casus_error err = { 0 };
    assert_int_equal(read(full, false, NULL, &err), CASUS_OK);
    assert_false(doc.layers & CS_LAYER_ANALYSIS);
    assert_int_equal(doc.tokens[0].head, CS_NONE);
    cs_sink_reset(&sink);
    cs_conllu_write(&doc, 1, (struct cs_str){ NULL, 0 }, &sink);
    assert_str(cs_sink_bytes(&sink), "# sent_id = 2\n# text = Who?\n"
                                     "1\tWho" NO_SPACE "2\t?" BLANK "\n");
}

static void makes_the_text(void **state)
{
    (void)state;
    /* Each case: lines, the text made of them, and the words by bars. */
    static const struct {
        const char *in, *text, *words;
    } cases[] = {
        { "", "", "" },
        { "\n\n# a comment\n\n", "", "" },
        { "1\tGo" BLANK, "Go", "Go" },
        { "1\tGo" NO_SPACE "2\t!" BLANK "\n", "Go!", "Go|!" },
        /* A byte order mark, line ends of the other kind. */
        { "\xef\xbb\xbf# x\r\n1\tGo\t_\t_\t_\t_\t_\t_\t_\t_\r\n\r\n", "Go",
          "Go" },
        /* A comment that fits gives the spaces, one that does not is left. */
        { "# text = Go   on\n1\tGo" NO_SPACE "2\ton" BLANK "\n", "Go   on",
          "Go|on" },
        { "# text = Go off\n1\tGo" BLANK "2\ton" BLANK "\n", "Go on",
          "Go|on" },
        /* No space between sentences. */
        { "1\tGo" BLANK "2\t!" NO_SPACE "\n1\tNo" BLANK "\n", "Go !No",
          "Go|!|No" },
        { "1\tGo" BLANK "\n# newpar id = 7\n1\tNo" BLANK, "Go\n\nNo",
          "Go|No" },
        { "1\tGo" BLANK "\n# newdoc\n1\tNo" BLANK, "Go\n\nNo", "Go|No" },
        { "1\tGo" BLANK "\n# newparts\n1\tNo" BLANK, "Go No", "Go|No" },
        /* Multiword tokens, empty nodes. */
        { "1-2\tDon't" BLANK "1\tDo" BLANK "2\tn't" BLANK "3\tgo" BLANK,
          "Don't go", "Do|n't|go" },
        { "1-2\tzum" NO_SPACE "1\tzu" BLANK "2\tdem" BLANK "3\t." BLANK,
          "zum.", "zu|m|." },
        { "1-2\tab" BLANK "1\tabcd" BLANK "2\te" BLANK, "ab", "a|b" },
        { "1\tGo" BLANK "1.1\tthere" BLANK "2\ton" BLANK, "Go on", "Go|on" },
        /* A form with a space. */
        { "1\t20 000" BLANK "2\tmen" BLANK, "20 000 men", "20 000|men" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct casus_error err = { 0 };
        assert_int_equal(read(cases[i].in, false, NULL, &err), CASUS_OK);
        assert_str(doc.text, cases[i].text);
        cs_sink_reset(&sink);
        for (uint32_t t = 0; t < doc.n_tokens; t++) {
            if (t > 0)
                cs_sink_char(&sink, '|');
            cs_sink_str(&sink, cs_doc_text(&doc, doc.tokens[t].span));
        }
        assert_str(cs_sink_bytes(&sink), cases[i].words);
    }
}

static void names_the_line(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        enum casus_status want;
        uint64_t at;
        bool with_analysis;
    } cases[] = {
        { "1\tGo" BLANK "2\ton\n", CASUS_EFORMAT, 2, false },
        { "# x\n1\tGo\t_" BLANK, CASUS_EFORMAT, 2, false },
        { "1\t" BLANK, CASUS_EFORMAT, 1, false },
        { "x\tGo" BLANK, CASUS_EFORMAT, 1, false },
        { "1\tGo" BLANK "3\ton" BLANK, CASUS_EFORMAT, 2, false },
        { "1x\tGo" BLANK, CASUS_EFORMAT, 1, false },
        { "2-1\tGo" BLANK, CASUS_EFORMAT, 1, false },
        { "1-2\tGo" BLANK "1\tG" BLANK "\n", CASUS_EFORMAT, 3, false },
        { "1-2\ta" BLANK "1\ta" BLANK "2\tb" BLANK, CASUS_EFORMAT, 3, false },
        { "1\t\xff" BLANK, CASUS_EUTF8, 2, false },
        /* Of the analysis. */
        { "1\tGo" BLANK, CASUS_EFORMAT, 1, true },
        { "1\tGo\t_\tVERB\t_\t_\t2\tobj\t_\t_\n", CASUS_EFORMAT, 1, true },
        { "1\tGo\t_\tVERB\t_\t_\t1\tobj\t_\t_\n", CASUS_EFORMAT, 1, true },
        { "1\ta\t_\tX\t_\t_\t0\troot\t_\t_\n"
          "2\tb\t_\tX\t_\t_\t3\tobj\t_\t_\n"
          "3\tc\t_\tX\t_\t_\t2\tobj\t_\t_\n",
          CASUS_EFORMAT, 2, true },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct casus_error err = { 0 };
        assert_int_equal(read(cases[i].in, cases[i].with_analysis, NULL, &err),
                         cases[i].want);
        assert_int_equal(err.code, cases[i].want);
        assert_int_equal(err.at, cases[i].at);
        assert_true(err.message[0] != '\0');
    }
}

static void refuses_endless_sentences(void **state)
{
    (void)state;
    struct casus_error err = { 0 };
    cs_sink_reset(&sink);
    for (int i = 1; i <= CS_MAX_SENTENCE_TOKENS + 1; i++) {
        cs_sink_int(&sink, i);
        cs_sink_cstr(&sink, "\tw" BLANK);
    }
    cs_doc_reset(&doc);
    assert_int_equal(
        cs_conllu_read(&doc, cs_sink_bytes(&sink), false, NULL, &err),
        CASUS_ETOOBIG);
    assert_int_equal(err.at, CS_MAX_SENTENCE_TOKENS + 1);
}

static void reports_no_memory(void **state)
{
    (void)state;
    /* Every cap from nothing upwards: an answer each time, never a crash. */
    for (size_t cap = 64; cap < 16384; cap += 64) {
        struct cs_doc small = { .arena = cs_arena_new(cap) };
        struct cs_conllu extra;
        struct casus_error err = { 0 };
        const enum casus_status status =
            cs_conllu_read(&small, cs_str_of(full), true, &extra, &err);
        assert_true(status == CASUS_OK || status == CASUS_ENOMEM);
        cs_arena_free(small.arena);
    }
}

static void cuts_documents(void **state)
{
    (void)state;
    struct cs_str rest = CS_STR("# newdoc id = a\n1\n\n# newdoc\n2\n");
    struct cs_str part;
    uint64_t line = 0;
    assert_true(cs_conllu_next(&rest, &part, &line));
    assert_str(part, "# newdoc id = a\n1\n\n");
    assert_int_equal(line, 3);
    assert_true(cs_conllu_next(&rest, &part, &line));
    assert_str(part, "# newdoc\n2\n");
    assert_false(cs_conllu_next(&rest, &part, &line));
    assert_int_equal(line, 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_all_of_it),
        cmocka_unit_test(writes_what_it_read),
        cmocka_unit_test(writes_tokens_alone),
        cmocka_unit_test(makes_the_text),
        cmocka_unit_test(names_the_line),
        cmocka_unit_test(refuses_endless_sentences),
        cmocka_unit_test(reports_no_memory),
        cmocka_unit_test(cuts_documents),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
