#include "base/arena.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define HAVE_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAVE_ASAN 1
#endif
#endif

#ifdef HAVE_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(p, n) ASAN_POISON_MEMORY_REGION(p, n)
#define UNPOISON(p, n) ASAN_UNPOISON_MEMORY_REGION(p, n)
#define REDZONE 64
#else
#define POISON(p, n) ((void)(p), (void)(n))
#define UNPOISON(p, n) ((void)(p), (void)(n))
#define REDZONE 0
#endif

enum { ALIGN = 64, FIRST_BLOCK = 1 << 20, MAX_BLOCKS = 1 << 22 };

struct block {
    char *bytes; /* from aligned_alloc, ALIGN */
    size_t size, used;
};

struct cs_arena {
    struct block *blocks; /* [n_blocks], grown by doubling */
    uint32_t n_blocks, cap_blocks, current;
    size_t cap;  /* most bytes between two resets */
    size_t used; /* bytes handed out since the last reset */
    uint64_t heap_calls;
};

static size_t round_up(size_t n)
{
    return (n + ALIGN - 1) / ALIGN * ALIGN;
}

struct cs_arena *cs_arena_new(size_t cap)
{
    struct cs_arena *arena = calloc(1, sizeof *arena);
    if (arena == NULL)
        return NULL;
    arena->cap = cap;
    return arena;
}

void cs_arena_free(struct cs_arena *arena)
{
    if (arena == NULL)
        return;
    for (uint32_t i = 0; i < arena->n_blocks; i++) {
        UNPOISON(arena->blocks[i].bytes, arena->blocks[i].size);
        free(arena->blocks[i].bytes);
    }
    free(arena->blocks);
    free(arena);
}

/* Add a block that holds at least `need` bytes. */
static int add_block(struct cs_arena *arena, size_t need)
{
    size_t size = FIRST_BLOCK;
    if (arena->n_blocks > 0) {
        const size_t last = arena->blocks[arena->n_blocks - 1].size;
        size = last < ((size_t)16 << 20) ? last * 2 : last;
    }
#ifdef ARENA_MALLOC
    size = ALIGN;
#endif
    if (size < need)
        size = need;
    if (arena->n_blocks == MAX_BLOCKS)
        return -1;
    if (arena->n_blocks == arena->cap_blocks) {
        const uint32_t cap =
            arena->cap_blocks == 0 ? 16 : arena->cap_blocks * 2;
        struct block *more = realloc(arena->blocks, cap * sizeof *more);
        if (more == NULL)
            return -1;
        arena->blocks = more;
        arena->cap_blocks = cap;
        arena->heap_calls++;
    }
    char *bytes = aligned_alloc(ALIGN, size);
    if (bytes == NULL)
        return -1;
    arena->heap_calls++;
    POISON(bytes, size);
    arena->blocks[arena->n_blocks] = (struct block){ bytes, size, 0 };
    arena->n_blocks++;
    return 0;
}

void *cs_arena_alloc(struct cs_arena *arena, size_t size)
{
    if (size > arena->cap)
        return NULL;
    const size_t need = round_up(size == 0 ? 1 : size) + REDZONE;
    if (need > arena->cap - arena->used)
        return NULL;
    while (arena->current < arena->n_blocks) {
        struct block *b = &arena->blocks[arena->current];
        if (need <= b->size - b->used)
            break;
        if (arena->current + 1 == arena->n_blocks) {
            arena->current++;
            break;
        }
        arena->current++;
        arena->blocks[arena->current].used = 0;
    }
    if (arena->current >= arena->n_blocks) {
        if (add_block(arena, need) != 0) {
            arena->current = arena->n_blocks == 0 ? 0 : arena->n_blocks - 1;
            return NULL;
        }
        arena->current = arena->n_blocks - 1;
    }
    struct block *b = &arena->blocks[arena->current];
    char *p = b->bytes + b->used;
    b->used += need;
    arena->used += need;
    UNPOISON(p, size);
    return p;
}

void *cs_arena_zalloc(struct cs_arena *arena, size_t size)
{
    void *p = cs_arena_alloc(arena, size);
    if (p != NULL)
        memset(p, 0, size);
    return p;
}

struct cs_mark cs_arena_mark(const struct cs_arena *arena)
{
    if (arena->n_blocks == 0)
        return (struct cs_mark){ 0, 0, 0 };
    return (struct cs_mark){ arena->current, arena->blocks[arena->current].used,
                             arena->used };
}

void cs_arena_rewind(struct cs_arena *arena, struct cs_mark mark)
{
    for (uint32_t i = mark.block; i < arena->n_blocks && i <= arena->current;
         i++) {
        struct block *b = &arena->blocks[i];
        b->used = i == mark.block ? mark.used : 0;
        POISON(b->bytes + b->used, b->size - b->used);
    }
#ifdef ARENA_MALLOC
    while (arena->n_blocks > mark.block + 1) {
        struct block *last = &arena->blocks[--arena->n_blocks];
        UNPOISON(last->bytes, last->size);
        free(last->bytes);
    }
#endif
    arena->current = mark.block;
    arena->used = mark.total;
}

void cs_arena_reset(struct cs_arena *arena)
{
    cs_arena_rewind(arena, (struct cs_mark){ 0, 0, 0 });
}

size_t cs_arena_used(const struct cs_arena *arena)
{
    return arena->used;
}

struct cs_str cs_arena_str(struct cs_arena *arena, struct cs_str s)
{
    char *p = cs_arena_alloc(arena, s.n + 1);
    if (p == NULL)
        return (struct cs_str){ NULL, 0 };
    if (s.n > 0)
        memcpy(p, s.p, s.n);
    p[s.n] = '\0';
    return (struct cs_str){ p, s.n };
}

void *cs_arena_push(struct cs_arena *arena, void *items, uint32_t *n,
                    uint32_t *cap, size_t element_size)
{
    void *array;
    /* items is the address of a typed pointer; copying its bytes keeps to
     * the aliasing rules. */
    memcpy(&array, items, sizeof array);
    assert(*n <= *cap);
    if (*n == *cap) {
        if (*cap > UINT32_MAX / 2)
            return NULL;
        const uint32_t more = *cap == 0 ? 8 : *cap * 2;
        void *moved = cs_arena_alloc(arena, (size_t)more * element_size);
        if (moved == NULL)
            return NULL;
        if (*n > 0)
            memcpy(moved, array, (size_t)*n * element_size);
        memcpy(items, &moved, sizeof moved);
        array = moved;
        *cap = more;
    }
    char *slot = (char *)array + (size_t)*n * element_size;
    memset(slot, 0, element_size);
    (*n)++;
    return slot;
}

uint64_t cs_arena_heap_calls(const struct cs_arena *arena)
{
    return arena->heap_calls;
}
