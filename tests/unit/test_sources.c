/* test_sources.c - who says what, who is who, and how sure that is, with the
 * shipped models and lexicon. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/sink.h"
#include "meaning/confidence.h"
#include "shipped.h"

static void run(const char *text, const char *until)
{
    run_stages(cs_str_of(text), until);
}

/* --- attributions -------------------------------------------------------- */

static void put_runs(const struct cs_runs *runs, struct cs_sink *out)
{
    for (uint32_t i = 0; i < runs->n; i++) {
        cs_sink_cstr(out, i > 0 ? " ... " : "");
        cs_sink_str(out, cs_doc_text(&doc, runs->run[i]));
    }
}

/* "source | cue | content | stance", and " <n" of one that stands in the nth */
static void put_attributions(struct cs_sink *out)
{
    for (uint32_t i = 0; i < doc.n_attributions; i++) {
        const struct cs_attribution *a = &doc.attributions[i];
        put_runs(&a->source, out);
        cs_sink_cstr(out, " | ");
        put_runs(&a->cue, out);
        cs_sink_cstr(out, " | ");
        put_runs(&a->content, out);
        cs_sink_cstr(out, " | ");
        cs_sink_cstr(out, cs_stance_name(a->stance));
        if (a->outer != CS_NONE) {
            cs_sink_cstr(out, " <");
            cs_sink_char(out, (char)('0' + a->outer));
        }
        cs_sink_char(out, '\n');
    }
    cs_sink_char(out, '\0');
}

static const struct {
    const char *text, *want;
} said[] = {
    { "The minister said that rebels had burned the mill.",
      "The minister | said | that rebels had burned the mill | says\n" },
    { "Rebels burned the mill, police said.",
      "police | said | Rebels burned the mill | says\n" },
    { "The raid, police said, began at dawn.",
      "police | said | The raid ... began at dawn | says\n" },
    { "According to the governor, gunmen abducted two teachers.",
      "the governor | According to | gunmen abducted two teachers | says\n" },
    { "Gunmen abducted two teachers, according to the governor of Kano.",
      "the governor of Kano | according to | Gunmen abducted two teachers | "
      "says\n" },
    { "\"We saw smoke,\" said Tal Ober, who lives nearby. \"Then we ran. We "
      "hid.\"",
      "Tal Ober, who lives nearby | said | We saw smoke ... Then we ran. We "
      "hid | says\n" },
    /* typographic marks, and one that is never closed */
    { "\xe2\x80\x9cThe bridge is ours,\xe2\x80\x9d the general said.",
      "the general | said | The bridge is ours | says\n" },
    { "The general said: \xe2\x80\x9cThe bridge is ours.\n\nIt rained.",
      "The general | said | The bridge is ours | says\n" },
    /* single ones, with apostrophes among them */
    { "\xe2\x80\x98We saw the soldiers\xe2\x80\x99 trucks,\xe2\x80\x99 she "
      "said. \xe2\x80\x98They didn\xe2\x80\x99t stop.\xe2\x80\x99",
      "she | said | We saw the soldiers\xe2\x80\x99 trucks ... They "
      "didn\xe2\x80\x99t stop | says\n" },
    { "The army denied that its troops had shelled the village.",
      "The army | denied | that its troops had shelled the village | "
      "denies\n" },
    { "State radio quoted the mayor as saying that troops had looted shops.",
      "State radio | quoted | the mayor as saying that troops had looted shops "
      "| says\n"
      "the mayor | saying | that troops had looted shops | says <0\n" },
    { "Residents said soldiers reported that rebels had fled.",
      "Residents | said | soldiers reported that rebels had fled | says\n"
      "soldiers | reported | that rebels had fled | says <0\n" },
    { "The opposition called for early elections.",
      "The opposition | called for | early elections | views\n" },
    { "It rained in the hills all day.", "" },
};

static void test_attributions(void **state)
{
    struct cs_sink out = { 0 };
    (void)state;
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        cs_sink_reset(&out);
        run(said[i].text, "attributions");
        put_attributions(&out);
        assert_false(out.failed);
        assert_string_equal(out.p, said[i].want);
    }
    cs_sink_free(&out);
}

/* What is said in a quotation over several sentences has its speaker; what
 * stands beside it has none; one who passes on stands first. */
static void test_sources(void **state)
{
    (void)state;
    run("\"Our men attacked the base,\" the commander said. \"They killed nine "
        "soldiers.\" Police arrested a teacher.",
        NULL);
    uint32_t killed = 0, arrested = 0;
    for (uint32_t i = 0; i < doc.n_events; i++) {
        const struct cs_event *e = &doc.events[i];
        const struct cs_str word = cs_doc_text(&doc, e->trigger);
        if (cs_str_is(word, "killed")) {
            killed++;
            assert_int_equal(e->n_sources, 1);
            assert_true(cs_str_is(cs_doc_text(&doc, e->sources[0].party.span),
                                  "the commander"));
        }
        if (cs_str_is(word, "arrested")) {
            arrested++;
            assert_int_equal(e->n_sources, 0);
        }
    }
    assert_int_equal(killed, 1);
    assert_int_equal(arrested, 1);
    run("The agency reported, quoting a judge, that gunmen had killed a nurse.",
        NULL);
    assert_int_equal(doc.n_events, 1);
    assert_int_equal(doc.events[0].n_sources, 2);
    assert_true(cs_str_is(
        cs_doc_text(&doc, doc.events[0].sources[0].party.span), "The agency"));
    assert_true(cs_str_is(
        cs_doc_text(&doc, doc.events[0].sources[1].party.span), "a judge"));
}

/* A claim of responsibility gives the attack its actor, with the claimant as
 * source; a denial is denied by whom it is. */
static void test_claims(void **state)
{
    (void)state;
    run("A bomb exploded at a market in Kano on Monday. The Red Column claimed "
        "responsibility for the attack. The ministry denied that its troops "
        "had shelled the town.",
        NULL);
    assert_true(doc.n_events >= 2);
    const struct cs_event *bomb = &doc.events[0];
    assert_int_equal(bomb->n_actors, 1);
    assert_int_equal(bomb->n_sources, 1);
    assert_int_equal(bomb->sources[0].stance, CS_STANCE_CLAIMS);
    const struct cs_event *last = &doc.events[doc.n_events - 1];
    assert_int_equal(last->status, CS_DENIED);
    assert_int_equal(last->sources[0].stance, CS_STANCE_DENIES);
}

/* --- who is who ---------------------------------------------------------- */

static const char plot[] =
    "Prime Minister Mohammed al-Sudani ordered the police to close the border "
    "on Monday. Mr al-Sudani said he would meet the leaders of the Badr "
    "Organisation on Friday. \"I want peace,\" the prime minister told "
    "reporters.\n\nThe Badr Organisation rejected the order. The group said "
    "its fighters would stay in Iraq. The country has two armies.";

/* Entity of the nth occurrence of a wording, from 0: a mention with these words
 * among others, or a pronoun. */
static uint32_t entity_of(const char *words, uint32_t nth)
{
    const char *at = doc.text.p;
    for (uint32_t n = 0; (at = strstr(at, words)) != NULL; at++, n++) {
        if (n < nth)
            continue;
        const uint32_t b = (uint32_t)(at - doc.text.p);
        for (uint32_t i = 0; i < doc.n_pronouns; i++) {
            if (doc.tokens[doc.pronouns[i].tok].span.b == b)
                return doc.pronouns[i].entity;
        }
        for (uint32_t i = 0; i < doc.n_mentions; i++) {
            if (doc.mentions[i].span.b <= b && b < doc.mentions[i].span.e &&
                doc.mentions[i].kind != CS_MENTION_NATIONALITY)
                return doc.mentions[i].entity;
        }
        break;
    }
    fail_msg("no such wording: %s", words);
    return CS_NONE;
}

static void test_entities(void **state)
{
    (void)state;
    run(plot, "entities");
    const uint32_t minister = entity_of("Mohammed", 0);
    assert_int_equal(entity_of("al-Sudani", 1), minister);
    assert_int_equal(entity_of("he would", 0), minister);
    assert_int_equal(entity_of("I want", 0), minister);
    assert_int_equal(entity_of("prime minister", 0), minister);
    const uint32_t group = entity_of("Badr Organisation", 0);
    assert_int_not_equal(group, minister);
    assert_int_equal(entity_of("Badr Organisation", 1), group);
    assert_int_equal(entity_of("The group", 0), group);
    assert_int_equal(entity_of("its fighters", 0), group);
    assert_int_equal(entity_of("The country", 0), entity_of("Iraq", 0));
}

/* Without weights names that are known are still one. */
static void test_entities_without_weights(void **state)
{
    (void)state;
    const struct cs_coref_model none = models.coref;
    models.coref = (struct cs_coref_model){ NULL, NULL, NULL };
    run("Iraq closed its border. Rebels left Iraq.", "entities");
    models.coref = none;
    assert_int_equal(entity_of("Iraq", 0), entity_of("Iraq", 1));
}

/* --- confidence ---------------------------------------------------------- */

static void test_confidence(void **state)
{
    (void)state;
    run("Gunmen killed nine soldiers in Kano on Monday. The strike was a "
        "success for the bowlers.",
        NULL);
    assert_true(doc.n_events > 0);
    for (uint32_t i = 0; i < doc.n_events; i++) {
        uint32_t rows[CS_CONFIDENCE_MOST];
        const uint32_t n = cs_confidence_features(&doc, &doc.events[i], rows);
        assert_true(doc.events[i].confidence <= 100);
        for (uint32_t f = 0; f < n; f++)
            assert_true(rows[f] < CS_CONFIDENCE_ROWS);
    }
    const uint32_t sure = doc.events[0].confidence;
    assert_true(sure > 50);
    cs_confidence_keep(&doc, sure);
    assert_true(doc.n_events >= 1);
    cs_confidence_keep(&doc, 101);
    assert_int_equal(doc.n_events, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_attributions),
        cmocka_unit_test(test_sources),
        cmocka_unit_test(test_claims),
        cmocka_unit_test(test_entities),
        cmocka_unit_test(test_entities_without_weights),
        cmocka_unit_test(test_confidence),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
