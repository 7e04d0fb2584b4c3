/* shipped.h - the shipped models and lexicon and one document, for the tests of
 * a program that runs them. Included behind cmocka.h. */
#ifndef CASUS_TESTS_SHIPPED_H
#define CASUS_TESTS_SHIPPED_H

#include "input/input.h"
#include "pipeline.h"

#ifndef CASUS_SOURCE_ROOT
#define CASUS_SOURCE_ROOT "."
#endif

static struct cs_models models;
static struct cs_doc doc;

static int open_all(void **state)
{
    struct casus_error err = { CASUS_OK, 0, "" };
    (void)state;
    doc.arena = cs_arena_new((size_t)256 << 20);
    if (cs_models_open(CASUS_SOURCE_ROOT, NULL, &models, &err) == CASUS_OK)
        return 0;
    print_message("%s\n", err.message);
    return -1;
}

static int close_all(void **state)
{
    (void)state;
    cs_models_close(&models);
    cs_arena_free(doc.arena);
    return 0;
}

/* The document of a text, up to a stage; NULL: all. */
static void run_stages(struct cs_str text, const char *until)
{
    const struct cs_report_in in = { .text = text };
    struct casus_error err;
    cs_doc_reset(&doc);
    assert_int_equal(cs_input_load(&doc, &in, NULL, &err), CASUS_OK);
    assert_int_equal(
        cs_pipeline_run(&models, &doc,
                        until != NULL ? cs_stage_find(until) : NULL, &err),
        CASUS_OK);
}

#endif
