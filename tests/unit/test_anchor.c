/* test_anchor.c - which time dates which event, on trees made by hand.
 *
 * A tree is written a word at a time, "word/UPOS/head/relation", heads
 * counted from 1 within the sentence, 0 for the root, and a lemma behind where
 * it matters; "|" ends a sentence. A star before the word makes it an event's
 * trigger. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/day.h"
#include "meaning/anchor.h"
#include "meaning/times.h"

static struct cs_arena *arena;

/* The text of the tree goes to `text`, [cap]. */
static void read_tree(struct cs_doc *doc, const char *tree, char *text,
                      size_t cap)
{
    struct cs_str rest = cs_str_of(tree), word;
    size_t n = 0;
    uint32_t first = 0;
    struct cs_block *block = CS_PUSH(doc, blocks);
    struct cs_sentence *s = CS_PUSH(doc, sentences);
    block->kind = CS_BLOCK_BODY;
    while (cs_str_next(&rest, ' ', &word)) {
        if (cs_str_is(word, "|")) {
            s->tok_e = doc->n_tokens;
            s->span.e = (uint32_t)n;
            s = CS_PUSH(doc, sentences);
            s->tok_b = first = doc->n_tokens;
            s->span.b = (uint32_t)n;
            continue;
        }
        struct cs_str form, upos, head, rel, lemma;
        const bool event = word.p[0] == '*';
        if (event)
            word = cs_str_sub(word, 1, word.n);
        assert_true(cs_str_next(&word, '/', &form));
        assert_true(cs_str_next(&word, '/', &upos));
        assert_true(cs_str_next(&word, '/', &head));
        assert_true(cs_str_next(&word, '/', &rel));
        assert_true(n + form.n + 1 < cap);
        memcpy(text + n, form.p, form.n);
        text[n + form.n] = ' ';
        struct cs_token *t = CS_PUSH(doc, tokens);
        char *norm = cs_arena_alloc(doc->arena, form.n + 1);
        assert_non_null(t);
        assert_non_null(norm);
        cs_lower_bytes(norm, form.p, form.n);
        t->span = (struct cs_span){ (uint32_t)n, (uint32_t)(n + form.n) };
        t->norm = t->lemma = (struct cs_str){ norm, form.n };
        if (cs_str_next(&word, '/', &lemma))
            t->lemma = lemma;
        t->upos = (uint8_t)cs_upos_from(upos);
        t->deprel = (uint8_t)cs_deprel_from(rel);
        t->sentence = doc->n_sentences - 1;
        t->space_after = true;
        uint32_t h = 0;
        for (size_t i = 0; i < head.n; i++)
            h = h * 10 + (uint32_t)(head.p[i] - '0');
        t->head = h == 0 ? CS_NONE : first + h - 1;
        if (event) {
            struct cs_event *e = CS_PUSH(doc, events);
            e->type = CS_ASSAULT;
            e->tok = doc->n_tokens - 1;
            e->trigger = t->span;
            e->sentence = t->sentence;
        }
        n += form.n + 1;
    }
    s->tok_e = doc->n_tokens;
    s->span.e = (uint32_t)n;
    block->span.e = (uint32_t)n;
    doc->text = (struct cs_str){ text, n };
    cs_doc_link_tree(doc);
}

/* want: for each event in turn "from to precision", "-" for no date. */
static const struct row {
    const char *tree, *published, *want;
} rows[] = {
    /* A1: a time that hangs on the trigger */
    { "On/ADP/2/case Friday/PROPN/6/obl ,/PUNCT/6/punct rebels/NOUN/6/nsubj "
      "have/AUX/6/aux *attacked/VERB/0/root Tal/PROPN/6/obj",
      "2024-01-06", "2024-01-05 2024-01-05 day" },
    { "The/DET/2/det *attack/NOUN/8/nsubj on/ADP/4/case Tal/PROPN/2/nmod "
      "on/ADP/6/case Friday/PROPN/4/nmod was/AUX/8/cop "
      "bloody/ADJ/0/root",
      "2024-01-06", "2024-01-05 2024-01-05 day" },
    { "The/DET/3/det 2003/NUM/3/nummod *war/NOUN/4/nsubj "
      "ended/VERB/0/root",
      "", "2003-01-01 2003-12-31 year" },
    { "He/PRON/2/nsubj returned/VERB/0/root after/ADP/6/case the/DET/6/det "
      "2003/NUM/6/nummod *war/NOUN/2/obl",
      "", "2003-01-01 2003-12-31 year" },
    { "They/PRON/2/nsubj condemned/VERB/0/root today/NOUN/5/nmod:poss "
      "'s/PART/3/case *attack/NOUN/2/obj",
      "2015-10-29", "2015-10-29 2015-10-29 day" },
    { "The/DET/2/det *vote/NOUN/5/nsubj was/AUX/5/cop on/ADP/5/case "
      "Friday/PROPN/0/root",
      "2024-01-06", "2024-01-05 2024-01-05 day" },
    /* a day is better than a year */
    { "In/ADP/2/case 2023/NUM/4/obl they/PRON/4/nsubj *attacked/VERB/0/root "
      "Tal/PROPN/4/obj on/ADP/8/case 3/NUM/8/nummod May/PROPN/4/obl",
      "2024-01-06", "2023-05-03 2023-05-03 day" },
    /* nothing said, nothing known: the publication day is no event's day */
    { "Rebels/NOUN/2/nsubj *attacked/VERB/0/root Tal/PROPN/2/obj",
      "2024-01-06", "-" },
    { "On/ADP/2/case Friday/PROPN/4/obl rebels/NOUN/4/nsubj "
      "*attacked/VERB/0/root Tal/PROPN/4/obj",
      "", "-" },
    /* the time of saying is not that of what is said */
    { "He/PRON/2/nsubj said/VERB/0/root/say Friday/PROPN/2/obl:unmarked "
      "that/SCONJ/6/mark rebels/NOUN/6/nsubj *attacked/VERB/2/ccomp "
      "Tal/PROPN/6/obj",
      "2024-01-06", "-" },
    { "They/PRON/2/nsubj discussed/VERB/0/root/discuss the/DET/4/det "
      "*attack/NOUN/2/obj on/ADP/6/case Friday/PROPN/2/obl",
      "2024-01-06", "-" },
    /* limits are no dates */
    { "Rebels/NOUN/2/nsubj *attacked/VERB/0/root Tal/PROPN/2/obj "
      "before/ADP/5/case Friday/PROPN/2/obl",
      "2024-01-06", "-" },
    /* A2: light verbs hand their time on */
    { "On/ADP/2/case 5/NUM/7/obl November/PROPN/2/flat ,/PUNCT/7/punct "
      "2005/NUM/2/nmod troops/NOUN/7/nsubj began/VERB/0/root "
      "their/PRON/9/nmod:poss *assault/NOUN/7/obj",
      "", "2005-11-05 2005-11-05 day" },
    { "On/ADP/2/case Friday/PROPN/4/obl troops/NOUN/4/nsubj "
      "attempted/VERB/0/root to/PART/6/mark *seize/VERB/4/xcomp "
      "Tal/PROPN/6/obj",
      "2024-01-06", "2024-01-05 2024-01-05 day" },
    { "The/DET/2/det *attack/NOUN/3/nsubj happened/VERB/0/root/happen "
      "on/ADP/5/case Friday/PROPN/3/obl",
      "2024-01-06", "2024-01-05 2024-01-05 day" },
    { "The/DET/2/det *raid/NOUN/4/nsubj:pass was/AUX/4/aux:pass "
      "carried/VERB/0/root out/ADP/4/compound:prt Friday/PROPN/4/obl",
      "2024-01-06", "2024-01-05 2024-01-05 day" },
    /* A3: "came a day after X", told of the day last spoken of */
    { "The/DET/2/det office/NOUN/3/nsubj spoke/VERB/0/root on/ADP/5/case "
      "Friday/PROPN/3/obl | The/DET/2/det statement/NOUN/3/nsubj "
      "came/VERB/0/root a/DET/5/det day/NOUN/9/obl:unmarked "
      "after/SCONJ/9/mark a/DET/8/det *strike/NOUN/9/nsubj "
      "*killed/VERB/3/advcl men/NOUN/9/obj",
      "2024-01-06",
      "2024-01-04 2024-01-04 day, 2024-01-04 2024-01-04 day" },
    { "The/DET/2/det statement/NOUN/3/nsubj came/VERB/0/root a/DET/5/det "
      "day/NOUN/8/obl:unmarked after/ADP/8/case a/DET/8/det "
      "*strike/NOUN/3/obl",
      "2024-01-06", "-" },
    { "The/DET/2/det statement/NOUN/3/nsubj came/VERB/0/root on/ADP/5/case "
      "Friday/PROPN/3/obl a/DET/7/det day/NOUN/10/obl:unmarked "
      "after/ADP/10/case a/DET/10/det *strike/NOUN/3/obl",
      "2024-01-06", "2024-01-04 2024-01-04 day" },
    /* A4: the other way round, from a dated event */
    { "They/PRON/2/nsubj *fled/VERB/0/root two/NUM/4/nummod "
      "days/NOUN/7/obl:unmarked after/ADP/7/case the/DET/7/det "
      "*raid/NOUN/2/obl of/ADP/9/case 3/NUM/7/nmod May/PROPN/9/flat "
      "2021/NUM/9/nmod",
      "", "2021-05-05 2021-05-05 day, 2021-05-03 2021-05-03 day" },
    { "They/PRON/2/nsubj *fled/VERB/0/root two/NUM/4/nummod "
      "days/NOUN/7/obl:unmarked before/ADP/7/case the/DET/7/det "
      "*raid/NOUN/2/obl of/ADP/9/case 3/NUM/7/nmod May/PROPN/9/flat "
      "2021/NUM/9/nmod",
      "", "2021-05-01 2021-05-01 day, 2021-05-03 2021-05-03 day" },
    { "They/PRON/2/nsubj *fled/VERB/0/root a/DET/4/det "
      "month/NOUN/7/obl:unmarked after/ADP/7/case the/DET/7/det "
      "*raid/NOUN/2/obl of/ADP/9/case 3/NUM/7/nmod May/PROPN/9/flat "
      "2021/NUM/9/nmod",
      "", "2021-06-01 2021-06-30 month, 2021-05-03 2021-05-03 day" },
    /* later than the day last named */
    { "On/ADP/2/case 5/NUM/6/obl May/PROPN/2/flat 2021/NUM/2/nmod "
      "troops/NOUN/6/nsubj *attacked/VERB/0/root Tal/PROPN/6/obj "
      "and/CCONJ/9/cc *cleared/VERB/6/conj it/PRON/9/obj "
      "four/NUM/12/nummod days/NOUN/13/obl:unmarked later/ADV/9/advmod",
      "", "2021-05-05 2021-05-05 day, 2021-05-09 2021-05-09 day" },
    /* A5: parts told with it */
    { "An/DET/2/det *attack/NOUN/8/nsubj on/ADP/4/case Friday/PROPN/2/nmod "
      "that/PRON/6/nsubj *killed/VERB/2/acl:relcl three/NUM/6/obj "
      "shook/VERB/0/root Tal/PROPN/8/obj",
      "2024-01-06",
      "2024-01-05 2024-01-05 day, 2024-01-05 2024-01-05 day" },
    { "A/DET/2/det drone/NOUN/3/nsubj *hit/VERB/0/root Tal/PROPN/3/obj "
      "on/ADP/6/case Friday/PROPN/3/obl ,/PUNCT/8/punct "
      "*killing/VERB/3/advcl three/NUM/8/obj",
      "2024-01-06",
      "2024-01-05 2024-01-05 day, 2024-01-05 2024-01-05 day" },
    { "On/ADP/2/case Friday/PROPN/4/obl they/PRON/4/nsubj "
      "*attacked/VERB/0/root Tal/PROPN/4/obj and/CCONJ/7/cc "
      "*burned/VERB/4/conj it/PRON/7/obj",
      "2024-01-06",
      "2024-01-05 2024-01-05 day, 2024-01-05 2024-01-05 day" },
    { "Three/NUM/2/nsubj *died/VERB/0/root in/ADP/5/case an/DET/5/det "
      "*attack/NOUN/2/obl on/ADP/7/case Friday/PROPN/2/obl",
      "2024-01-06",
      "2024-01-05 2024-01-05 day, 2024-01-05 2024-01-05 day" },
    { "They/PRON/2/nsubj *attacked/VERB/0/root Tal/PROPN/2/obj on/ADP/5/case "
      "Friday/PROPN/2/obl after/SCONJ/8/mark rebels/NOUN/8/nsubj "
      "*fired/VERB/2/advcl",
      "2024-01-06", "2024-01-05 2024-01-05 day, -" },
    { "On/ADP/2/case Friday/PROPN/9/obl ,/PUNCT/9/punct after/SCONJ/6/mark "
      "rebels/NOUN/6/nsubj *fired/VERB/9/advcl ,/PUNCT/9/punct "
      "they/PRON/9/nsubj *attacked/VERB/0/root Tal/PROPN/9/obj",
      "2024-01-06",
      "2024-01-05 2024-01-05 day, 2024-01-05 2024-01-05 day" },
    /* A6: stretches */
    { "Since/ADP/2/case 20/NUM/6/obl August/PROPN/2/flat "
      "strikers/NOUN/6/nsubj have/AUX/6/aux *blocked/VERB/0/root "
      "roads/NOUN/6/obj",
      "1988-08-23", "1988-08-20 1988-08-23 day" },
    { "From/ADP/2/case 3/NUM/8/obl May/PROPN/2/flat to/ADP/5/case "
      "5/NUM/2/nmod May/PROPN/5/flat they/PRON/8/nsubj "
      "*attacked/VERB/0/root Tal/PROPN/8/obj",
      "2024-05-20", "2024-05-03 2024-05-05 day" },
    /* an unparsed sentence dates nothing and breaks nothing */
    { "On/X/0/dep Friday/X/0/dep rebels/X/0/dep *attacked/X/0/dep",
      "2024-01-06", "-" },
};

static void write_when(char *out, size_t cap, const struct cs_when *when)
{
    char from[11], to[11];
    if (!when->known) {
        (void)snprintf(out, cap, "-");
        return;
    }
    cs_day_format(when->days.from, from);
    cs_day_format(when->days.to - 1, to);
    (void)snprintf(out, cap, "%s %s %s", from, to,
                   cs_precision_name(when->precision));
}

static bool row_holds(const struct row *r)
{
    struct cs_doc doc = { .arena = arena };
    char text[1024], got[256] = "";
    cs_doc_reset(&doc);
    doc.meta.published_day = r->published[0] == '\0'
                                 ? CS_DAY_UNKNOWN
                                 : cs_day_parse(cs_str_of(r->published));
    read_tree(&doc, r->tree, text, sizeof text);
    assert_int_equal(cs_times_find(&doc, NULL), CASUS_OK);
    assert_int_equal(cs_times_anchor(&doc, NULL), CASUS_OK);
    bool reasons = true;
    for (uint32_t i = 0; i < doc.n_events; i++) {
        const struct cs_event *e = &doc.events[i];
        const size_t n = strlen(got);
        (void)snprintf(got + n, sizeof got - n, i == 0 ? "" : ", ");
        write_when(got + strlen(got), sizeof got - strlen(got), &e->when);
        reasons = reasons &&
                  e->n_why == (e->when.known || e->when.span.e > 0 ? 1u : 0u) &&
                  (e->n_why == 0 || (e->why[0].field == CS_FIELD_WHEN &&
                                     e->why[0].text.n > 0));
    }
    const bool right = cs_str_is(cs_str_of(got), r->want) && reasons;
    if (!right)
        print_error("'%.*s'\n  got %s, want %s\n", (int)doc.text.n,
                    doc.text.p, got, r->want);
    return right;
}

static void test_rows(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        wrong += !row_holds(&rows[i]);
    assert_int_equal(wrong, 0);
}

static int make_arena(void **state)
{
    (void)state;
    arena = cs_arena_new(1u << 24);
    return arena == NULL;
}

static int free_arena(void **state)
{
    (void)state;
    cs_arena_free(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
    };
    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
