/* test_pipeline.c - all stages together: their order, warm documents without
 * heap calls, memory caps, hostile text.
 *
 * Run from the top of the source tree, as `make check` does. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "input/input.h"
#include "output/csv.h"
#include "output/layers.h"
#include "output/record.h"
#include "pipeline.h"

/* --- counting heap calls ------------------------------------------------- */

/* The allocator is interposed: whoever calls it, libraries too, is counted.
 * Sanitizers bring an allocator of their own, and with ARENA_MALLOC blocks are
 * split by design; there the counting test is left out. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define OTHER_ALLOCATOR 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) ||           \
    defined(ARENA_MALLOC) || !defined(__GLIBC__)
#define OTHER_ALLOCATOR 1
#endif

static unsigned long heap_calls;

#ifndef OTHER_ALLOCATOR
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);
void *__libc_memalign(size_t align, size_t size);

void *malloc(size_t size)
{
    heap_calls++;
    return __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
    heap_calls++;
    return __libc_calloc(n, size);
}

void *realloc(void *p, size_t size)
{
    heap_calls++;
    return __libc_realloc(p, size);
}

void *aligned_alloc(size_t align, size_t size)
{
    heap_calls++;
    return __libc_memalign(align, size);
}

int posix_memalign(void **out, size_t align, size_t size)
{
    heap_calls++;
    *out = __libc_memalign(align, size);
    return *out == NULL ? ENOMEM : 0;
}
#endif

/* --- models and reports --------------------------------------------------- */

static struct cs_models models;

/* Written for this test; every stage has something to do. */
static const char *const reports[] = {
    "Two soldiers killed in ambush near Gao\n\n"
    "BAMAKO, March 3, 2021 (Agency) - Gunmen on motorcycles killed two "
    "soldiers and wounded at least five on Tuesday near the northern town of "
    "Gao, Mali's army said. It blamed the attack on Islamist militants.\n\n"
    "\"We will pursue them,\" said Colonel Oumar Sidibe, a spokesman. France "
    "condemned the ambush and promised to send 40 military trainers next "
    "month.\n",
    "Thousands of teachers marched through Lima on Monday to demand higher "
    "pay. Police fired tear gas and arrested about 30 of them, witnesses told "
    "a local radio station. The education minister denied that anyone had "
    "been hurt and called for talks with the union.\n",
    "The presidents of Kenya and Tanzania signed a trade agreement in Nairobi "
    "on 12 May 2019 and agreed to lift a ban on maize. According to the "
    "Kenyan government, the two countries will open four border posts.\n",
};
enum { N_REPORTS = sizeof reports / sizeof reports[0] };

static int open_models(void **state)
{
    (void)state;
    struct casus_error err;
    if (cs_models_open(".", NULL, &models, &err) != CASUS_OK) {
        print_error("%s\n", err.message);
        return -1;
    }
    return 0;
}

static int close_models(void **state)
{
    (void)state;
    cs_models_close(&models);
    return 0;
}

static enum casus_status code(struct cs_doc *doc, struct cs_str text,
                              struct cs_sink *sink)
{
    static const struct cs_coder_info coder = { "0.0.0", "test", "0" };
    const struct cs_report_in in = { .text = text };
    struct casus_error err;
    cs_doc_reset(doc);
    enum casus_status s = cs_input_load(doc, &in, "2021-03-04", &err);
    if (s == CASUS_OK)
        s = cs_pipeline_run(&models, doc, NULL, &err);
    if (s != CASUS_OK || sink == NULL)
        return s;
    cs_sink_reset(sink);
    s = cs_output_layers(doc, &coder, sink);
    if (s == CASUS_OK)
        s = cs_output_records(doc, &coder, sink);
    return s == CASUS_OK ? cs_output_csv(doc, sink) : s;
}

/* --- tests ------------------------------------------------------------------ */

static void order_is_checked(void **state)
{
    (void)state;
    struct casus_error err = { CASUS_OK, 0, "" };
    struct cs_stage stages[32];
    uint32_t n = 0;
    assert_int_equal(cs_pipeline_check(cs_stages, &err), CASUS_OK);
    while (cs_stages[n].name != NULL) {
        assert_ptr_equal(cs_stage_find(cs_stages[n].name), &cs_stages[n]);
        n++;
    }
    assert_true(n > 3 && n + 1 <= 32);
    assert_null(cs_stage_find("no such stage"));
    /* Without its predecessor the second stage misses a layer, and is named. */
    memcpy(stages, cs_stages + 1, n * sizeof *stages);
    assert_int_equal(cs_pipeline_check(stages, &err), CASUS_EUSAGE);
    assert_non_null(strstr(err.message, cs_stages[1].name));
    /* So does the first where two are swapped. */
    memcpy(stages, cs_stages, (n + 1) * sizeof *stages);
    stages[2] = cs_stages[3];
    stages[3] = cs_stages[2];
    assert_int_equal(cs_pipeline_check(stages, &err), CASUS_EUSAGE);
    assert_non_null(strstr(err.message, cs_stages[3].name));
}

static void until_stops(void **state)
{
    (void)state;
    struct cs_doc doc = { .arena = cs_arena_new((size_t)64 << 20) };
    assert_non_null(doc.arena);
    for (const struct cs_stage *until = cs_stages; until->name != NULL;
         until++) {
        const struct cs_report_in in = { .text = cs_str_of(reports[0]) };
        struct casus_error err;
        uint32_t want = CS_LAYER_TEXT;
        for (const struct cs_stage *s = cs_stages; s <= until; s++)
            want |= s->gives;
        cs_doc_reset(&doc);
        assert_int_equal(cs_input_load(&doc, &in, NULL, &err), CASUS_OK);
        assert_int_equal(cs_pipeline_run(&models, &doc, until, &err),
                         CASUS_OK);
        assert_int_equal(doc.layers, want);
    }
    cs_arena_free(doc.arena);
}

static void reports_have_events(void **state)
{
    (void)state;
    struct cs_doc doc = { .arena = cs_arena_new((size_t)64 << 20) };
    assert_non_null(doc.arena);
    for (size_t i = 0; i < N_REPORTS; i++) {
        assert_int_equal(code(&doc, cs_str_of(reports[i]), NULL), CASUS_OK);
        assert_true(doc.n_events > 0);
    }
    cs_arena_free(doc.arena);
}

#ifndef OTHER_ALLOCATOR
/* Arena, sink and whatever libraries keep are warm after a few rounds; then a
 * hundred documents cost nothing. */
static void warm_documents_cost_no_heap_call(void **state)
{
    (void)state;
    struct cs_doc doc = { .arena = cs_arena_new((size_t)64 << 20) };
    struct cs_sink sink = { 0 };
    assert_non_null(doc.arena);
    for (size_t i = 0; i < 3 * N_REPORTS; i++)
        assert_int_equal(code(&doc, cs_str_of(reports[i % N_REPORTS]), &sink),
                         CASUS_OK);
    const unsigned long before = heap_calls;
    const uint64_t blocks = cs_arena_heap_calls(doc.arena);
    int failed = 0;
    for (size_t i = 0; i < 100; i++)
        failed += code(&doc, cs_str_of(reports[i % N_REPORTS]), &sink) !=
                  CASUS_OK;
    assert_int_equal(heap_calls - before, 0);
    assert_int_equal(cs_arena_heap_calls(doc.arena) - blocks, 0);
    assert_int_equal(failed, 0);
    /* The counter does count. */
    free(malloc(1));
    assert_true(heap_calls > before || before == heap_calls - 1);
    cs_sink_free(&sink);
    cs_arena_free(doc.arena);
}
#endif

/* Whichever allocation the cap refuses, the answer is CASUS_ENOMEM; with a
 * larger one the document is coded. */
static void every_cap_is_survived(void **state)
{
    (void)state;
    enum casus_status s = CASUS_ENOMEM;
    size_t cap = 64, steps = 0;
    for (; s != CASUS_OK; steps++) {
        struct cs_doc doc = { .arena = cs_arena_new(cap) };
        assert_non_null(doc.arena);
        s = code(&doc, cs_str_of(reports[0]), NULL);
        assert_true(s == CASUS_OK || s == CASUS_ENOMEM);
        cs_arena_free(doc.arena);
        cap += cap / 16 < 512 ? 512 : cap / 16;
        assert_true(cap < (size_t)1 << 30);
    }
    assert_true(steps > 10);
}

static char *repeated(const char *piece, size_t times, size_t *n)
{
    const size_t one = strlen(piece);
    char *all = malloc(one * times + 1);
    assert_non_null(all);
    for (size_t i = 0; i < times; i++)
        memcpy(all + i * one, piece, one);
    *n = one * times;
    return all;
}

/* Text that no newspaper prints: it is coded, or refused with a reason. */
static void hostile_text_is_survived(void **state)
{
    (void)state;
    static const struct {
        const char *piece;
        size_t times;
    } rows[] = {
        { "a", 200000 },
        { "killed ", 3000 },
        { "he said that ", 2000 },
        { "\"He said, ", 2000 },
        { "the army of ", 2000 },
        { "Paris, ", 3000 },
        { "on Friday ", 3000 },
        { "1,000 ", 3000 },
        { "and ", 5000 },
        { "(", 8000 },
        { "\xe2\x80\x9c", 8000 },
        { "...", 20000 },
        { "\n", 100000 },
        { "A.\n\n", 3000 },
        { "\xcc\x81", 20000 },
        { "\xf0\x9f\x92\xa5", 5000 },
        { "Mr. ", 5000 },
        { "-", 50000 },
        { "9", 50000 },
        { "By ", 5000 },
        { "Updated: ", 3000 },
    };
    struct cs_doc doc = { .arena = cs_arena_new((size_t)512 << 20) };
    assert_non_null(doc.arena);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t n;
        char *text = repeated(rows[i].piece, rows[i].times, &n);
        const enum casus_status s =
            code(&doc, (struct cs_str){ text, n }, NULL);
        if (s != CASUS_OK && s != CASUS_ENOMEM && s != CASUS_ETOOBIG)
            fail_msg("row %zu: status %d", i, (int)s);
        free(text);
    }
    cs_arena_free(doc.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_is_checked),
        cmocka_unit_test(until_stops),
        cmocka_unit_test(reports_have_events),
#ifndef OTHER_ALLOCATOR
        cmocka_unit_test(warm_documents_cost_no_heap_call),
#endif
        cmocka_unit_test(every_cap_is_survived),
        cmocka_unit_test(hostile_text_is_survived),
    };
    return cmocka_run_group_tests_name("pipeline", tests, open_models,
                                       close_models);
}
