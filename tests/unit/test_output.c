/* The writers: a small report built by hand goes through every format.
 *
 * Its text holds letters of two and three bytes before and between the
 * wordings, so that a position counted in bytes shows at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/day.h"
#include "base/sink.h"
#include "output/csv.h"
#include "output/explain.h"
#include "output/json.h"
#include "output/layers.h"
#include "output/offsets.h"
#include "output/record.h"
#include "output/stages.h"
#include "output/table.h"
#include "output/term.h"

static const struct cs_coder_info coder = { "0.1.0", "fast-1", NULL };

static const char text[] =
    "Drone hits depot near Győr\n\n"
    "“A Ruritanian drone struck the depot on Monday, killing 2 and injuring "
    "nearly 30 people,” Zoltán Kőszegi, the mayor, said.\n"
    "Union leaders called for talks – “at once”.\n"
    "The bakery strike goes on.\n";

/* --- building a document ----------------------------------------------- */

/* The nth (from 0) place of the words in the text. */
static struct cs_span find(const struct cs_doc *doc, const char *words, int nth)
{
    const struct cs_str needle = cs_str_of(words);
    size_t at = 0;
    for (;; nth--, at++) {
        at += cs_str_find(cs_str_sub(doc->text, at, doc->text.n), needle);
        assert_true(at < doc->text.n);
        if (nth == 0)
            break;
    }
    return (struct cs_span){ (uint32_t)at, (uint32_t)(at + needle.n) };
}

static struct cs_span first(const struct cs_doc *doc, const char *words)
{
    return find(doc, words, 0);
}

static void add_sentence(struct cs_doc *doc, const char *from, const char *to)
{
    struct cs_sentence *sentence = CS_PUSH(doc, sentences);
    assert_non_null(sentence);
    sentence->span = (struct cs_span){ first(doc, from).b, first(doc, to).e };
    sentence->tok_b = sentence->tok_e = doc->n_tokens;
}

static void add_token(struct cs_doc *doc, const char *form, const char *lemma,
                      enum cs_upos upos, enum cs_deprel rel, uint32_t head)
{
    struct cs_token *token = CS_PUSH(doc, tokens);
    assert_non_null(token);
    token->span = first(doc, form);
    token->lemma = cs_str_of(lemma);
    token->feats = CS_STR("_");
    token->upos = (uint8_t)upos;
    token->deprel = (uint8_t)rel;
    token->head = head;
}

static void add_mention(struct cs_doc *doc, struct cs_span span,
                        enum cs_mention_kind kind, uint32_t entity)
{
    struct cs_mention *mention = CS_PUSH(doc, mentions);
    assert_non_null(mention);
    mention->span = span;
    mention->kind = kind;
    mention->entity = entity;
    mention->place = CS_NONE;
    mention->is_name = kind == CS_MENTION_PERSON;
}

static void add_layers(struct cs_doc *doc)
{
    struct cs_block *block = CS_PUSH(doc, blocks);
    block->span = first(doc, "Drone hits depot near Győr");
    block->kind = CS_BLOCK_TITLE;
    add_sentence(doc, "Drone hits", "near Győr");
    add_sentence(doc, "“A Ruritanian", "mayor, said.");
    add_sentence(doc, "Union leaders", "“at once”.");
    add_sentence(doc, "The bakery", "goes on.");
    add_token(doc, "Drone", "drone", CS_NOUN, CS_REL_NSUBJ, 1);
    add_token(doc, "hits", "hit", CS_VERB, CS_REL_ROOT, CS_NONE);
    add_token(doc, "people", "people", CS_NOUN, CS_REL_OBJ, 1);
    add_mention(doc, first(doc, "Zoltán Kőszegi"), CS_MENTION_PERSON, 1);
    add_mention(doc, first(doc, "A Ruritanian drone"), CS_MENTION_WEAPON, 0);
    add_mention(doc, first(doc, "the mayor"), CS_MENTION_PERSON, 1);
    add_mention(doc, first(doc, "Győr"), CS_MENTION_PLACE, CS_NONE);
    struct cs_entity *entity = CS_PUSH(doc, entities);
    entity->name = CS_STR("Ruritania");
    entity->code = (struct cs_actor_code){ "RUR", "MIL" };
    entity->kind = CS_MENTION_MILITARY;
    entity = CS_PUSH(doc, entities);
    entity->name = CS_STR("Zoltán Kőszegi");
    entity->code = (struct cs_actor_code){ "", "GOV" };
    struct cs_time *time = CS_PUSH(doc, times);
    time->span = first(doc, "Monday");
    time->type = CS_TIME_DATE;
    time->value = CS_STR("2024-03-04");
    time->has_days = true;
    time->days.from = cs_day_of((struct cs_date){ 2024, 3, 4 });
    time->days.to = time->days.from + 1;
    time->precision = CS_PRECISION_DAY;
    time->why = CS_STR("monday <- published 2024-03-06");
    struct cs_place *place = CS_PUSH(doc, places);
    place->span = first(doc, "Győr");
    place->name = CS_STR("Győr");
    memcpy(place->country, "HUN", 4);
    place->admin1 = CS_STR("Győr-Moson-Sopron");
    place->has_point = true;
    place->lat = 47.68333;
    place->lon = -17.6;
    place->geonames = 3052009;
    place->precision = CS_PLACE_CITY;
    place->why = CS_STR("the only town of the name");
    struct cs_quantity *quantity = CS_PUSH(doc, quantities);
    quantity->span = first(doc, "nearly 30 people");
    quantity->of = 2;
    quantity->bounds = (struct cs_bounds){ CS_UNBOUNDED, 30, true };
    struct cs_attribution *attribution = CS_PUSH(doc, attributions);
    attribution->source.n = 1;
    attribution->source.run[0] = first(doc, "Zoltán Kőszegi, the mayor");
    attribution->cue.n = 1;
    attribution->cue.run[0] = first(doc, "said");
    attribution->content.n = 2;
    attribution->content.run[0] = first(doc, "A Ruritanian drone");
    attribution->content.run[1] = first(doc, "struck the depot");
    attribution->outer = attribution->next_inner = CS_NONE;
    attribution->asserted = true;
    attribution->first_inner = 1;
    attribution = CS_PUSH(doc, attributions); /* within the one before */
    attribution->cue.n = 1;
    attribution->cue.run[0] = first(doc, "called for");
    attribution->content.n = 1;
    attribution->content.run[0] = first(doc, "talks");
    attribution->stance = CS_STANCE_VIEWS;
    attribution->outer = 0;
    attribution->first_inner = attribution->next_inner = CS_NONE;
    struct cs_pronoun *pronoun = CS_PUSH(doc, pronouns);
    pronoun->tok = 2;
    pronoun->entity = 1;
    pronoun->mention = 0;
    struct cs_candidate *candidate = CS_PUSH(doc, candidates);
    candidate->span = first(doc, "strike");
    candidate->sentence = 3;
    candidate->rule = CS_STR("assault.airstrike");
    candidate->reason = CS_STR("a \"bakery\" has no aircraft");
}

static struct cs_party party(struct cs_doc *doc, const char *words,
                             const char *name, const char *country,
                             const char *sector)
{
    struct cs_party p = { .span = first(doc, words),
                          .name = cs_str_of(name),
                          .mention = CS_NONE };
    memcpy(p.code.country, country, strlen(country) + 1);
    memcpy(p.code.sector, sector, strlen(sector) + 1);
    return p;
}

static void add_drone(struct cs_doc *doc)
{
    struct cs_event *event = CS_PUSH(doc, events);
    assert_non_null(event);
    event->type = CS_ASSAULT;
    event->mode = CS_STR("drone");
    memcpy(event->cameo, "195", 4);
    event->contexts = 1 | UINT64_C(1) << 29;
    event->rule = CS_STR("assault.airstrike");
    event->trigger = first(doc, "struck");
    event->sentence = 1;
    event->confidence = 86;
    event->actors = cs_arena_zalloc(doc->arena, sizeof *event->actors);
    event->n_actors = 1;
    event->actors[0] =
        party(doc, "A Ruritanian drone", "Ruritania", "RUR", "MIL");
    event->actors[0].via = CS_STR("nationality, weapon");
    event->actors[0].rule = CS_STR("subj of struck");
    event->recipients = cs_arena_zalloc(doc->arena, sizeof *event->recipients);
    event->n_recipients = 1;
    event->recipients[0] = party(doc, "the depot", "", "", "");
    event->sources = cs_arena_zalloc(doc->arena, sizeof *event->sources);
    event->n_sources = 1;
    event->sources[0].party = party(doc, "Zoltán Kőszegi", "", "", "GOV");
    event->sources[0].cue = first(doc, "said");
    event->sources[0].claim = (struct cs_span){ first(doc, "A Ruritanian").b,
                                                first(doc, "people,").e };
    event->when = (struct cs_when){ true, doc->times[0].days, CS_PRECISION_DAY,
                                    doc->times[0].span };
    event->killed.given = true;
    event->killed.bounds = (struct cs_bounds){ 2, 2, false };
    event->killed.span = first(doc, "killing 2");
    event->injured.given = true;
    event->injured.bounds = (struct cs_bounds){ CS_UNBOUNDED, 30, true };
    event->injured.span = first(doc, "nearly 30 people");
    event->why = cs_arena_zalloc(doc->arena, sizeof *event->why);
    event->n_why = 1;
    event->why[0] = (struct cs_reason){ CS_FIELD_STATUS, CS_STR("past tense"),
                                        first(doc, "struck") };
}

static void add_call(struct cs_doc *doc)
{
    struct cs_event *event = CS_PUSH(doc, events);
    assert_non_null(event);
    event->type = CS_REQUEST;
    event->rule = CS_STR("request.call");
    event->trigger = first(doc, "called for");
    event->sentence = 2;
    event->status = CS_POSSIBLE;
    event->confidence = CS_CONFIDENCE_UNKNOWN;
    event->place = CS_NONE;
    event->incident = 1;
}

static void setup(struct cs_doc *doc)
{
    *doc = (struct cs_doc){ .arena = cs_arena_new((size_t)16 << 20) };
    assert_non_null(doc->arena);
    doc->text = cs_str_of(text);
    doc->layers = (CS_LAYER_INCIDENTS << 1) - 1;
    doc->meta.id = CS_STR("r1");
    doc->meta.path = CS_STR("in/győr.txt");
    doc->meta.title = CS_STR("Drone hits depot near Győr");
    doc->meta.published = CS_STR("2024-03-06T06:48");
    add_layers(doc);
    add_drone(doc);
    add_call(doc);
}

static void check(const struct cs_sink *sink, const char *want)
{
    assert_false(sink->failed);
    if (sink->n != strlen(want) || memcmp(sink->p, want, sink->n) != 0)
        print_error("got:\n%.*s\nwant:\n%s\n", (int)sink->n, sink->p, want);
    assert_int_equal(sink->n, strlen(want));
    assert_memory_equal(sink->p, want, sink->n);
}

/* --- JSON ------------------------------------------------------------- */

static void test_json_strings(void **state)
{
    (void)state;
    static const struct {
        const char *s, *want;
    } table[] = {
        { "", "\"\"" },
        { "plain", "\"plain\"" },
        { "a\"b\\c/d", "\"a\\\"b\\\\c/d\"" },
        { "\n\r\t\b\f", "\"\\n\\r\\t\\b\\f\"" },
        { "\x01\x1b[31m\x7f", "\"\\u0001\\u001b[31m\\u007f\"" },
        { "Győr “–” 😀", "\"Győr “–” 😀\"" },
        { "a\xe2\x80\xa8z\xe2\x80\xa9", "\"a\\u2028z\\u2029\"" },
    };
    struct cs_sink sink = { 0 };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct cs_json json = cs_json_to(&sink);
        cs_sink_reset(&sink);
        cs_json_str(&json, cs_str_of(table[i].s));
        check(&sink, table[i].want);
    }
    struct cs_json json = cs_json_to(&sink);
    cs_sink_reset(&sink);
    cs_json_str(&json, (struct cs_str){ "a\0b", 3 });
    check(&sink, "\"a\\u0000b\"");
    cs_sink_free(&sink);
}

static void test_degrees(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *want;
    } table[] = {
        { 0, "0" },         { 44.4, "44.4" },        { 33.34, "33.34" },
        { -0.5, "-0.5" },   { 180, "180" },          { -7.05977, "-7.05977" },
        { 1.000004, "1" },  { 1.000006, "1.00001" }, { -0.000001, "0" },
        { 12.05, "12.05" }, { 1e300, "" },           { -1e9, "" },
    };
    struct cs_sink sink = { 0 };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        cs_sink_reset(&sink);
        assert_int_equal(cs_put_degrees(&sink, table[i].value),
                         table[i].want[0] != '\0');
        check(&sink, table[i].want);
    }
    cs_sink_free(&sink);
}

static void test_json_shape(void **state)
{
    (void)state;
    struct cs_sink sink = { 0 };
    struct cs_json json = cs_json_to(&sink);
    cs_json_open(&json, '{');
    cs_json_key_int(&json, "a", -5);
    cs_json_key(&json, "b");
    cs_json_open(&json, '[');
    cs_json_close(&json, ']');
    cs_json_key(&json, "c");
    cs_json_open(&json, '[');
    cs_json_null(&json);
    cs_json_bool(&json, true);
    cs_json_open(&json, '{');
    cs_json_close(&json, '}');
    cs_json_close(&json, ']');
    cs_json_key_str_or_null(&json, "d", (struct cs_str){ NULL, 0 });
    cs_json_close(&json, '}');
    check(&sink, "{\"a\":-5,\"b\":[],\"c\":[null,true,{}],\"d\":null}");
    cs_sink_free(&sink);
}

/* --- offsets ---------------------------------------------------------- */

/* 3,000 characters of one to four bytes, so that some stand across the
 * table's steps; every byte is compared with a count from the start. */
static void test_offsets(void **state)
{
    (void)state;
    static const char *const letters[] = { "a", "é", "–", "😀", "\n" };
    struct cs_sink sink = { 0 };
    struct cs_doc doc = { .arena = cs_arena_new((size_t)16 << 20) };
    struct cs_offsets offsets;
    for (int i = 0; i < 3000; i++)
        cs_sink_cstr(&sink, letters[(i * 7 + i / 11) % 5]);
    doc.text = cs_sink_bytes(&sink);
    assert_int_equal(cs_offsets_build(&offsets, &doc), CASUS_OK);
    assert_false(offsets.ascii);
    uint32_t points = 0;
    for (uint32_t i = 0; i < doc.text.n; i++) {
        if (((unsigned char)doc.text.p[i] & 0xc0) == 0x80)
            continue;
        assert_int_equal(cs_code_point(&offsets, i), points);
        points++;
    }
    assert_int_equal(points, 3000);
    assert_int_equal(cs_code_point(&offsets, (uint32_t)doc.text.n), 3000);
    assert_int_equal(cs_code_point(&offsets, UINT32_MAX), 3000);
    doc.text = CS_STR("plain");
    assert_int_equal(cs_offsets_build(&offsets, &doc), CASUS_OK);
    assert_true(offsets.ascii);
    assert_int_equal(cs_code_point(&offsets, 3), 3);
    cs_arena_free(doc.arena);
    cs_sink_free(&sink);
}

static void test_days(void **state)
{
    (void)state;
    static const struct {
        struct cs_days days;
        const char *first, *last;
    } table[] = {
        { { 0, 1 }, "1970-01-01", "1970-01-01" },
        { { 0, 31 }, "1970-01-01", "1970-01-31" },
        { { -1, 1 }, "1969-12-31", "1970-01-01" },
        { { 5, 5 }, "1970-01-06", "1970-01-06" },
        { { INT32_MIN, INT32_MAX }, "0001-01-01", "9999-12-31" },
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        char a[11], b[11];
        cs_days_inclusive(table[i].days, a, b);
        assert_string_equal(a, table[i].first);
        assert_string_equal(b, table[i].last);
    }
}

/* --- records and layers ------------------------------------------------ */

#include "test_output_want.h"

static void test_records(void **state)
{
    (void)state;
    struct cs_doc doc;
    struct cs_sink sink = { 0 }, one = { 0 };
    setup(&doc);
    const size_t used = cs_arena_used(doc.arena);
    assert_int_equal(cs_output_records(&doc, &coder, &sink), CASUS_OK);
    assert_int_equal(cs_arena_used(doc.arena), used);
    check(&sink, want_records);
    assert_int_equal(cs_output_record(&doc, 0, &coder, &one), CASUS_OK);
    assert_int_equal(cs_output_record(&doc, 1, &coder, &one), CASUS_OK);
    check(&one, want_records);
    cs_sink_free(&sink);
    cs_sink_free(&one);
    cs_arena_free(doc.arena);
}

/* The id follows text, trigger and type, and nothing else. */
static void test_ids(void **state)
{
    (void)state;
    struct cs_doc doc;
    struct cs_sink sink = { 0 };
    char id[40], other[40];
    setup(&doc);
    assert_int_equal(cs_output_record(&doc, 0, &coder, &sink), CASUS_OK);
    memcpy(id, sink.p, sizeof id);
    doc.meta.path = CS_STR("elsewhere");
    doc.events[0].n_actors = 0;
    doc.events[0].status = CS_PLANNED;
    cs_sink_reset(&sink);
    assert_int_equal(cs_output_record(&doc, 0, &coder, &sink), CASUS_OK);
    assert_memory_equal(id, sink.p, 27);
    doc.events[0].type = CS_COERCE;
    cs_sink_reset(&sink);
    assert_int_equal(cs_output_record(&doc, 0, &coder, &sink), CASUS_OK);
    memcpy(other, sink.p, sizeof other);
    assert_memory_not_equal(id, other, 27);
    doc.events[0].type = CS_ASSAULT;
    doc.text.n--;
    cs_sink_reset(&sink);
    assert_int_equal(cs_output_record(&doc, 0, &coder, &sink), CASUS_OK);
    assert_memory_not_equal(id, sink.p, 27);
    cs_sink_free(&sink);
    cs_arena_free(doc.arena);
}

static void test_layers(void **state)
{
    (void)state;
    struct cs_doc doc;
    struct cs_sink sink = { 0 };
    setup(&doc);
    assert_int_equal(cs_output_layers(&doc, &coder, &sink), CASUS_OK);
    check(&sink, want_layers);
    cs_sink_free(&sink);
    cs_arena_free(doc.arena);
}

static void test_csv(void **state)
{
    (void)state;
    struct cs_doc doc;
    struct cs_sink sink = { 0 };
    setup(&doc);
    cs_output_csv_header(&sink);
    assert_int_equal(cs_output_csv(&doc, &sink), CASUS_OK);
    check(&sink, want_csv);
    cs_sink_free(&sink);
    cs_arena_free(doc.arena);
}

/* The third column of a row: the path, here anything. */
static void test_csv_cells(void **state)
{
    (void)state;
    static const struct {
        const char *path, *want;
    } table[] = {
        { "plain", ",plain," },
        { "a,b", ",\"a,b\"," },
        { "say \"hi\", you", ",\"say \"\"hi\"\", you\"," },
        { "\"", ",\"\"\"\"," },
        { " two\r\n lines\x1b[0m ", ",two lines [0m," },
        { "=1+1", ",'=1+1," },
        { " @SUM(A1)", ",'@SUM(A1)," },
        { "-x", ",'-x," },
        { "+1,2", ",\"'+1,2\"," },
        { "a-b", ",a-b," },
    };
    struct cs_doc doc;
    struct cs_sink sink = { 0 };
    setup(&doc);
    doc.n_events = 1;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        doc.meta.path = cs_str_of(table[i].path);
        cs_sink_reset(&sink);
        assert_int_equal(cs_output_csv(&doc, &sink), CASUS_OK);
        const char *at = memchr(sink.p, ',', sink.n);
        at = memchr(at + 1, ',', 10);
        assert_memory_equal(at, table[i].want, strlen(table[i].want));
    }
    cs_sink_free(&sink);
    cs_arena_free(doc.arena);
}

/* --- for people ------------------------------------------------------- */

static void test_table(void **state)
{
    (void)state;
    struct cs_doc doc;
    struct cs_sink sink = { 0 };
    setup(&doc);
    assert_int_equal(
        cs_output_table(&doc, &(struct cs_style){ 72, false }, &sink),
        CASUS_OK);
    check(&sink, want_table);
    cs_sink_free(&sink);
    cs_arena_free(doc.arena);
}

static void test_explain(void **state)
{
    (void)state;
    struct cs_doc doc;
    struct cs_sink sink = { 0 };
    setup(&doc);
    assert_int_equal(
        cs_output_explain(&doc, &(struct cs_style){ 72, false }, &sink),
        CASUS_OK);
    check(&sink, want_explain);
    cs_sink_free(&sink);
    cs_arena_free(doc.arena);
}

static void test_stages(void **state)
{
    (void)state;
    struct cs_doc doc;
    struct cs_sink sink = { 0 };
    setup(&doc);
    assert_int_equal(cs_output_stages_text(&doc,
                                           CS_LAYER_SENTENCES |
                                               CS_LAYER_ANALYSIS |
                                               CS_LAYER_TIMES | CS_LAYER_EVENTS,
                                           &sink),
                     CASUS_OK);
    check(&sink, want_stages);
    cs_sink_free(&sink);
    cs_arena_free(doc.arena);
}

/* Widths from none to wide: no line of the table goes past its width. */
static void test_table_widths(void **state)
{
    (void)state;
    struct cs_doc doc;
    struct cs_sink sink = { 0 };
    setup(&doc);
    for (uint32_t width = 0; width < 160; width++) {
        const struct cs_style style = { width, false };
        cs_sink_reset(&sink);
        assert_int_equal(cs_output_table(&doc, &style, &sink), CASUS_OK);
        struct cs_str rest = cs_sink_bytes(&sink);
        while (rest.n > 0) {
            const size_t n = cs_str_find(rest, CS_STR("\n"));
            assert_in_range(cs_term_width(cs_str_sub(rest, 0, n)), 0,
                            cs_style_width(&style));
            rest = cs_str_sub(rest, n + 1, rest.n);
        }
    }
    cs_sink_free(&sink);
    cs_arena_free(doc.arena);
}

static void test_terminal_text(void **state)
{
    (void)state;
    static const struct {
        const char *s;
        uint32_t most, width;
        const char *want;
    } table[] = {
        { "calm words", 40, 10, "calm words" },
        { "two\n\t lines", 40, 9, "two lines" },
        { "\x1b[2J\x07z", 40, 6, "�[2J�z" },
        { "a\xe2\x80\xae"
          "b\xc2\x9b"
          "c",
          40, 5, "a�b�c" },
        { "so\xc2\xad"
          "ft",
          40, 4, "soft" },
        { "日本語の文", 10, 10, "日本語の文" },
        { "日本語の文", 8, 7, "日本語…" },
        { "cafe\xcc\x81 x", 40, 6, "cafe\xcc\x81 x" },
        { "abcdef", 4, 4, "abc…" },
        { "abcdef", 0, 0, "" },
        { "a\xff"
          "b",
          40, 3, "a�b" },
    };
    struct cs_sink sink = { 0 };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct cs_line line = { &sink, false, 60 };
        cs_sink_reset(&sink);
        assert_int_equal(cs_line_str(&line, cs_str_of(table[i].s),
                                     table[i].most, CS_INK_PLAIN),
                         table[i].width);
        check(&sink, table[i].want);
    }
    cs_sink_free(&sink);
}

/* No stage has run: every writer still gives a whole answer. */
static void test_empty(void **state)
{
    (void)state;
    struct cs_doc doc = { .arena = cs_arena_new((size_t)1 << 20) };
    const struct cs_style style = { 0, true };
    struct cs_sink sink = { 0 };
    assert_int_equal(cs_output_records(&doc, &coder, &sink), CASUS_OK);
    assert_int_equal(cs_output_csv(&doc, &sink), CASUS_OK);
    assert_int_equal(cs_output_stages_text(&doc, UINT32_MAX, &sink), CASUS_OK);
    assert_int_equal(sink.n, 0);
    assert_int_equal(cs_output_layers(&doc, &coder, &sink), CASUS_OK);
    check(&sink, want_empty_layers);
    cs_sink_reset(&sink);
    assert_int_equal(cs_output_table(&doc, &style, &sink), CASUS_OK);
    assert_int_equal(cs_output_explain(&doc, &style, &sink), CASUS_OK);
    assert_int_equal(cs_output_stages_json(&doc, &coder, &sink), CASUS_OK);
    cs_sink_free(&sink);
    cs_arena_free(doc.arena);
}

/* An arena without room for the table of offsets. */
static void test_no_memory(void **state)
{
    (void)state;
    struct cs_doc doc;
    struct cs_sink sink = { 0 };
    setup(&doc);
    struct cs_arena *arena = doc.arena;
    doc.arena = cs_arena_new(0);
    assert_int_equal(cs_output_records(&doc, &coder, &sink), CASUS_ENOMEM);
    assert_int_equal(cs_output_layers(&doc, &coder, &sink), CASUS_ENOMEM);
    cs_sink_free(&sink);
    cs_arena_free(doc.arena);
    cs_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json_strings),
        cmocka_unit_test(test_degrees),
        cmocka_unit_test(test_json_shape),
        cmocka_unit_test(test_offsets),
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_records),
        cmocka_unit_test(test_ids),
        cmocka_unit_test(test_layers),
        cmocka_unit_test(test_csv),
        cmocka_unit_test(test_csv_cells),
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_explain),
        cmocka_unit_test(test_stages),
        cmocka_unit_test(test_table_widths),
        cmocka_unit_test(test_terminal_text),
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
