/* kern.h - the arithmetic of the text model, in three variants that give the
 * same bits.
 *
 * kern_scalar.c is the definition. kern_avx2.c and kern_avx512.c (which wants
 * VNNI too) work on many columns at once but do the same operations on each
 * number in the same order: every element of a product is one chain of fused
 * multiply-adds over k, or a sum of whole numbers, which has no order; sums
 * over a row run in sixteen lanes that are then added in pairs; exp is our own
 * polynomial. None may be compiled with -ffast-math, all need
 * -ffp-contract=off. Files are built per variant with its own -m flags.
 *
 * Matrices are row-major f32 with a leading dimension in floats. The right
 * side of a product is packed in panels of sixteen columns, [n/16][k][16], so
 * that the inner loop reads memory in order. Row widths are multiples of 16.
 * All functions are thread-safe and allocate nothing. */
#ifndef CS_BASE_KERN_H
#define CS_BASE_KERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

enum { CS_LANES = 16, CS_DENSE_MAX = 384 };

/* A dense layer in int8: for each output column whole numbers of -127 to 127
 * and the scale that they stand for. */
struct cs_dense {
    const int8_t *w;    /* [n / 16][k / 4][16][4] */
    const int32_t *sum; /* [n] of a column's whole numbers */
    const float *scale; /* [n] */
    const float *bias;  /* [n] */
    size_t k, n;        /* multiples of 16; k at most CS_DENSE_MAX */
};

struct cs_kern {
    const char *name;

    /* c[m][n] = bias + a[m][k] * w. Each row of a is turned into whole numbers
     * first: 127ths of its largest magnitude, to the nearest, ties to even. */
    void (*dense)(float *c, size_t ldc, const float *a, size_t lda, size_t m,
                  const struct cs_dense *layer);

    /* c[m][n] = bias + a[m][k] * b, b in panels; bias NULL: zeros. */
    void (*product)(float *c, size_t ldc, const float *a, size_t lda,
                    const float *b, const float *bias, size_t m, size_t k,
                    size_t n);

    /* out[m][half] = max(in[m][0..half), in[m][half..2 half)); with add, on
     * top of what out holds. */
    void (*maxout)(float *out, size_t ldo, const float *in, size_t ldi,
                   size_t m, size_t half, bool add);

    /* Layer norm of each row: mean 0, variance 1 (plus 1e-5), then
     * gain[width], shift[width]. out may be x. */
    void (*norm)(float *out, size_t ldo, const float *x, size_t ldx,
                 const float *gain, const float *shift, size_t m, size_t width);

    /* The SRU over one sentence, both directions, f and r through a sigmoid:
     * c = f c + (1 - f) tanh z, h = c r. The three share one division.
     * gates [m][6 width]: forward z, f, r, then backward z, f, r
     * h [m][2 width]: forward, backward */
    void (*recur)(float *h, const float *gates, size_t m, size_t width);

    /* Each row of x[m][n] to its softmax, in place. */
    void (*softmax)(float *x, size_t ldx, size_t m, size_t n);

    /* out[n] += x[n] */
    void (*add)(float *out, const float *x, size_t n);

    /* x[m][n] = max(x, 0) */
    void (*relu)(float *x, size_t ldx, size_t m, size_t n);

    /* out[n] += scale q[n], n a multiple of 8 */
    void (*add_i8)(float *out, const int8_t *q, float scale, size_t n);
};

/* Choose the variant for the whole process, once, before threads start.
 *
 * name   "scalar", "avx2", "avx512"; NULL: the best that the processor has
 * CASUS_EUSAGE: no such variant, or the processor lacks it. */
enum casus_status cs_kern_select(const char *name, struct casus_error *err);

/* The chosen variant; the best one where none was chosen. */
const struct cs_kern *cs_kern(void);

/* A variant by number from 0, NULL past those this processor can run: for
 * tests that compare them. */
const struct cs_kern *cs_kern_at(unsigned i);

extern const struct cs_kern cs_kern_scalar;
#if defined(__x86_64__)
extern const struct cs_kern cs_kern_avx2;
extern const struct cs_kern cs_kern_avx512;
#endif

#endif
