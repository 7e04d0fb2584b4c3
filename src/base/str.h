/* str.h - borrowed strings: a pointer and a length, no NUL needed. */
#ifndef CS_BASE_STR_H
#define CS_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* UTF-8, borrowed; .p may be NULL only where .n is 0. */
struct cs_str {
    const char *p;
    size_t n;
};

#define CS_STR(literal) ((struct cs_str){ (literal), sizeof(literal) - 1 })

static inline struct cs_str cs_str_of(const char *nul_terminated)
{
    return (struct cs_str){ nul_terminated, nul_terminated == NULL
                                                ? 0
                                                : strlen(nul_terminated) };
}

static inline bool cs_str_eq(struct cs_str a, struct cs_str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool cs_str_is(struct cs_str a, const char *nul_terminated)
{
    return cs_str_eq(a, cs_str_of(nul_terminated));
}

/* One of the words of a list that NULL ends? */
static inline bool cs_str_in(struct cs_str a, const char *const *words)
{
    /* few begin alike: most need no length */
    const char first = a.n > 0 ? a.p[0] : '\0';
    for (; *words != NULL; words++) {
        if ((*words)[0] == first && cs_str_is(a, *words))
            return true;
    }
    return false;
}

/* [b, e) of s; both within s. */
static inline struct cs_str cs_str_sub(struct cs_str s, size_t b, size_t e)
{
    return (struct cs_str){ s.p + b, e - b };
}

static inline char cs_ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static inline bool cs_ascii_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' ||
           c == '\v';
}

static inline bool cs_ascii_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool cs_ascii_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool cs_str_starts(struct cs_str s, struct cs_str prefix);
bool cs_str_ends(struct cs_str s, struct cs_str suffix);

/* ASCII letters compared without case; others byte by byte. */
bool cs_str_eq_nocase(struct cs_str a, struct cs_str b);

/* Without ASCII white space at either end. */
struct cs_str cs_str_trim(struct cs_str s);

/* Position of needle in s, or SIZE_MAX. An empty needle is at 0. */
size_t cs_str_find(struct cs_str s, struct cs_str needle);

/* Bytes compared as unsigned, the shorter first: a total order, no locale. */
int cs_str_cmp(struct cs_str a, struct cs_str b);

/* Cut the part before the first `sep` off *rest (both trimmed). False once
 * *rest is used up. An empty part between two separators is returned. */
bool cs_str_next(struct cs_str *rest, char sep, struct cs_str *part);

/* FNV-1a, 64 bits, over the bytes, from a seed: the same on every machine. */
static inline uint64_t cs_hash(struct cs_str s, uint64_t seed)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325) ^ seed;
    for (size_t i = 0; i < s.n; i++) {
        h ^= (unsigned char)s.p[i];
        h *= UINT64_C(0x100000001b3);
    }
    return h;
}

#endif
