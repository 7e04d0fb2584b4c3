/* test_arena.c - the arena: alignment, cap, rewinding, warm documents. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"

static void aligned_and_zeroed(void **state)
{
    (void)state;
    struct cs_arena *a = cs_arena_new(1 << 22);
    for (size_t size = 0; size < 300; size += 7) {
        unsigned char *p = cs_arena_zalloc(a, size);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % 64, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xff, size);
    }
    cs_arena_free(a);
}

static void cap_holds(void **state)
{
    (void)state;
    struct cs_arena *a = cs_arena_new(1000);
    assert_null(cs_arena_alloc(a, 1001));
    assert_null(cs_arena_alloc(a, SIZE_MAX));
    size_t got = 0;
    while (cs_arena_alloc(a, 64) != NULL)
        got++;
    assert_in_range(got, 1, 15);
    cs_arena_reset(a);
    assert_non_null(cs_arena_alloc(a, 64));
    cs_arena_free(a);
}

static void rewinds(void **state)
{
    (void)state;
    struct cs_arena *a = cs_arena_new((size_t)64 << 20);
    char *kept = cs_arena_alloc(a, 100);
    memset(kept, 'k', 100);
    const struct cs_mark mark = cs_arena_mark(a);
    const size_t used = cs_arena_used(a);
    for (int i = 0; i < 100; i++)
        memset(cs_arena_alloc(a, 70000), i, 70000);
    cs_arena_rewind(a, mark);
    assert_int_equal(cs_arena_used(a), used);
    for (int i = 0; i < 100; i++)
        assert_int_equal(kept[i], 'k');
    char *again = cs_arena_alloc(a, 10);
    memset(again, 'x', 10);
    assert_int_equal(kept[99], 'k');
    cs_arena_free(a);
}

#ifndef ARENA_MALLOC /* there each allocation is a heap call */
static void warm_costs_no_heap_call(void **state)
{
    (void)state;
    struct cs_arena *a = cs_arena_new((size_t)64 << 20);
    uint64_t after_first = 0;
    for (int round = 0; round < 100; round++) {
        cs_arena_reset(a);
        for (int i = 0; i < 50; i++)
            assert_non_null(cs_arena_alloc(a, 65536));
        if (round == 0)
            after_first = cs_arena_heap_calls(a);
    }
    assert_int_equal(cs_arena_heap_calls(a), after_first);
    cs_arena_free(a);
}
#endif

static void pushes(void **state)
{
    (void)state;
    struct cs_arena *a = cs_arena_new(1 << 20);
    uint32_t *items = NULL, n = 0, cap = 0;
    for (uint32_t i = 0; i < 1000; i++) {
        uint32_t *slot = cs_arena_push(a, &items, &n, &cap, sizeof *slot);
        assert_non_null(slot);
        assert_int_equal(*slot, 0);
        *slot = i;
    }
    assert_int_equal(n, 1000);
    for (uint32_t i = 0; i < 1000; i++)
        assert_int_equal(items[i], i);
    while (cs_arena_push(a, &items, &n, &cap, sizeof *items) != NULL)
        continue;
    /* The array is as it was when the cap was met. */
    assert_int_equal(items[999], 999);
    cs_arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(aligned_and_zeroed),
        cmocka_unit_test(cap_holds),
        cmocka_unit_test(rewinds),
#ifndef ARENA_MALLOC
        cmocka_unit_test(warm_costs_no_heap_call),
#endif
        cmocka_unit_test(pushes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
