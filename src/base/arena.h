/* arena.h - one arena a document: allocate forward, forget all at once.
 *
 * The arena keeps its blocks between documents, so a warm document costs no
 * heap call. A byte cap turns a hostile document into CASUS_ENOMEM. Freed
 * space is poisoned under AddressSanitizer; built with ARENA_MALLOC, each
 * allocation is its own block, so that the sanitizer sees every overrun. */
#ifndef CS_BASE_ARENA_H
#define CS_BASE_ARENA_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct cs_arena;

/* Where the arena stood; rewinding frees all that came later. */
struct cs_mark {
    uint32_t block; /* index of the current block */
    size_t used;    /* bytes used of it */
    size_t total;   /* bytes handed out since the last reset */
};

/* cap   most bytes handed out between two resets
 * NULL when the heap is exhausted. The caller frees with cs_arena_free. */
struct cs_arena *cs_arena_new(size_t cap);
void cs_arena_free(struct cs_arena *arena);

/* 64-byte aligned; zalloc zeroes. NULL past the cap. size 0 gives a pointer
 * that must not be read. */
void *cs_arena_alloc(struct cs_arena *arena, size_t size);
void *cs_arena_zalloc(struct cs_arena *arena, size_t size);

struct cs_mark cs_arena_mark(const struct cs_arena *arena);
void cs_arena_rewind(struct cs_arena *arena, struct cs_mark mark);

/* Forget everything, keep the blocks. */
void cs_arena_reset(struct cs_arena *arena);

/* Bytes handed out since the last reset. */
size_t cs_arena_used(const struct cs_arena *arena);

/* Copy of s in the arena; .p is NULL past the cap. A NUL follows the bytes. */
struct cs_str cs_arena_str(struct cs_arena *arena, struct cs_str s);

/* Append one zeroed element to an array that lives in the arena.
 *
 * items   address of the array pointer; the array is moved when it grows
 * n, cap  length and capacity in elements, both updated
 * Returns the new element, NULL past the cap (the array is unchanged). */
void *cs_arena_push(struct cs_arena *arena, void *items, uint32_t *n,
                    uint32_t *cap, size_t element_size);

/* Blocks taken from the heap since the arena was made: a warm document adds
 * none (tests/unit/test_arena.c). */
uint64_t cs_arena_heap_calls(const struct cs_arena *arena);

#endif
