/* test_events.c - sentences and the events they give, from the text to the
 * record, with the shipped models and lexicon.
 *
 * Cases stand in tests/events/ as text: a sentence, then a line an event
 * ("TYPE trigger | actors | recipients | status"), then an empty line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/sink.h"
#include "shipped.h"

static void put_parties(const struct cs_party *p, uint32_t n,
                        struct cs_sink *out)
{
    if (n == 0)
        cs_sink_char(out, '-');
    for (uint32_t i = 0; i < n; i++) {
        if (i > 0)
            cs_sink_cstr(out, "; ");
        cs_sink_str(out, cs_doc_text(&doc, p[i].span));
    }
}

static void put_events(struct cs_sink *out)
{
    for (uint32_t i = 0; i < doc.n_events; i++) {
        const struct cs_event *e = &doc.events[i];
        cs_sink_cstr(out, cs_event_type_name(e->type));
        cs_sink_char(out, ' ');
        cs_sink_str(out, cs_doc_text(&doc, e->trigger));
        cs_sink_cstr(out, " | ");
        put_parties(e->actors, e->n_actors, out);
        cs_sink_cstr(out, " | ");
        put_parties(e->recipients, e->n_recipients, out);
        cs_sink_cstr(out, " | ");
        cs_sink_cstr(out, cs_status_name(e->status));
        cs_sink_char(out, '\n');
    }
}

/* The events of a sentence as lines; the sink is reset first. */
static void code(struct cs_str sentence, struct cs_sink *out)
{
    cs_sink_reset(out);
    run_stages(sentence, NULL);
    put_events(out);
    cs_sink_char(out, '\0');
}

static bool check_case(struct cs_str sentence, const struct cs_sink *want)
{
    struct cs_sink got = { 0 };
    code(sentence, &got);
    const bool same = strcmp(got.p, want->p) == 0;
    if (!same)
        print_message("%.*s\n  want:\n%s  have:\n%s", (int)sentence.n,
                      sentence.p, want->p, got.p);
    cs_sink_free(&got);
    return same;
}

/* Run the cases of a file; the number that failed. */
static int run_file(const char *name, int *n)
{
    char path[512], line[1024], sentence[1024] = "";
    struct cs_sink want = { 0 };
    int failed = 0;
    (void)snprintf(path, sizeof path, "%s/tests/events/%s", CASUS_SOURCE_ROOT,
                   name);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    bool more = true;
    while (more) {
        more = fgets(line, sizeof line, f) != NULL;
        const struct cs_str text =
            cs_str_trim(more ? cs_str_of(line) : CS_STR(""));
        if (text.n > 0 && text.p[0] == '#')
            continue;
        if (text.n > 0 && sentence[0] == '\0') {
            (void)snprintf(sentence, sizeof sentence, "%.*s", (int)text.n,
                           text.p);
        } else if (text.n > 0) {
            cs_sink_str(&want, text);
            cs_sink_char(&want, '\n');
        } else if (sentence[0] != '\0') {
            cs_sink_char(&want, '\0');
            failed += !check_case(cs_str_of(sentence), &want);
            (*n)++;
            sentence[0] = '\0';
            cs_sink_reset(&want);
        }
    }
    (void)fclose(f);
    cs_sink_free(&want);
    return failed;
}

static void roles(void **state)
{
    int n = 0;
    (void)state;
    assert_int_equal(run_file("roles.txt", &n), 0);
    assert_in_range(n, 20, 1000);
}

static void no_events(void **state)
{
    int n = 0;
    (void)state;
    assert_int_equal(run_file("none.txt", &n), 0);
    assert_in_range(n, 16, 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(roles),
        cmocka_unit_test(no_events),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
