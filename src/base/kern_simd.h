/* kern_simd.h - the kernels over vectors: included by kern_avx2.c and
 * kern_avx512.c after they have defined
 *
 *   vf, VW            a vector of floats and how many it holds (8 or 16)
 *   V_ROWS, V_COLS    block of a product in registers: rows, vectors
 *   v_load, v_store, v_set1, v_add, v_sub, v_mul, v_div, v_max, v_min,
 *   v_fma (a b + c), v_pow2 (p, t: adds the low bits of t to p's exponent),
 *   v_i8 (VW int8 to floats)
 *   vi                a vector of VW 32-bit sums
 *   D_ROWS, D_COLS    block of a dense layer in registers
 *   d_whole (x, per, q: VW whole numbers to q, in a form of the variant's
 *   own), d_zero, d_load (weights of VW columns), d_set4 (four whole numbers
 *   to all lanes), d_dot (sum, left, right: adds four products a lane),
 *   d_less (takes off what that form has added), d_float, v_abs
 *   KERN_NAME, KERN_TABLE
 *
 * Every number goes through the operations of kern_scalar.c in their order. */

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/kern.h"
#include "base/kern_math.h"

enum { V_PER_LANES = CS_LANES / VW };

static inline vf v_exp(vf x)
{
    x = v_max(x, v_set1(CS_EXP_LOW));
    x = v_min(x, v_set1(CS_EXP_HIGH));
    const vf t = v_fma(x, v_set1(CS_LOG2E), v_set1(CS_ROUND));
    const vf n = v_sub(t, v_set1(CS_ROUND));
    vf r = v_fma(n, v_set1(-CS_LN2_HI), x);
    r = v_fma(n, v_set1(-CS_LN2_LO), r);
    vf p = v_set1(CS_EXP_P0);
    p = v_fma(p, r, v_set1(CS_EXP_P1));
    p = v_fma(p, r, v_set1(CS_EXP_P2));
    p = v_fma(p, r, v_set1(CS_EXP_P3));
    p = v_fma(p, r, v_set1(CS_EXP_P4));
    p = v_fma(p, r, v_set1(CS_EXP_P5));
    p = v_fma(p, r, v_set1(1.0F));
    p = v_fma(p, r, v_set1(1.0F));
    return v_pow2(p, t);
}

static inline vf v_one_and_exp(vf x)
{
    x = v_max(x, v_set1(-CS_GATE_MOST));
    x = v_min(x, v_set1(CS_GATE_MOST));
    return v_add(v_set1(1.0F), v_exp(x));
}

/* rows x cols vectors of c; both constants where it is inlined. b points to
 * the vectors' first panel; vectors of one panel lie side by side. */
__attribute__((always_inline)) static inline void block(
    float *c, size_t ldc, const float *a, size_t lda, const float *b,
    const float *bias, size_t k, size_t rows, size_t cols)
{
    vf sum[V_ROWS][V_COLS];
    const float *panel[V_COLS];
#pragma GCC unroll 16
    for (size_t v = 0; v < cols; v++) {
        panel[v] = b + v / V_PER_LANES * k * CS_LANES + v % V_PER_LANES * VW;
        const vf start = bias == NULL ? v_set1(0.0F) : v_load(bias + v * VW);
#pragma GCC unroll 16
        for (size_t r = 0; r < rows; r++)
            sum[r][v] = start;
    }
    for (size_t l = 0; l < k; l++) {
        vf right[V_COLS];
#pragma GCC unroll 16
        for (size_t v = 0; v < cols; v++)
            right[v] = v_load(panel[v] + l * CS_LANES);
#pragma GCC unroll 16
        for (size_t r = 0; r < rows; r++) {
            const vf left = v_set1(a[r * lda + l]);
#pragma GCC unroll 16
            for (size_t v = 0; v < cols; v++)
                sum[r][v] = v_fma(left, right[v], sum[r][v]);
        }
    }
#pragma GCC unroll 16
    for (size_t r = 0; r < rows; r++)
#pragma GCC unroll 16
        for (size_t v = 0; v < cols; v++)
            v_store(c + r * ldc + v * VW, sum[r][v]);
}

/* All rows under one group of columns. */
__attribute__((always_inline)) static inline void stripe(
    float *c, size_t ldc, const float *a, size_t lda, const float *b,
    const float *bias, size_t m, size_t k, size_t cols)
{
    size_t i = 0;
    for (; i + V_ROWS <= m; i += V_ROWS)
        block(c + i * ldc, ldc, a + i * lda, lda, b, bias, k, V_ROWS, cols);
    c += i * ldc;
    a += i * lda;
    switch (m - i) {
    case 5:
        block(c, ldc, a, lda, b, bias, k, 5, cols);
        break;
    case 4:
        block(c, ldc, a, lda, b, bias, k, 4, cols);
        break;
    case 3:
        block(c, ldc, a, lda, b, bias, k, 3, cols);
        break;
    case 2:
        block(c, ldc, a, lda, b, bias, k, 2, cols);
        break;
    case 1:
        block(c, ldc, a, lda, b, bias, k, 1, cols);
        break;
    default:
        break;
    }
}

static void product(float *c, size_t ldc, const float *a, size_t lda,
                    const float *b, const float *bias, size_t m, size_t k,
                    size_t n)
{
    assert(n % CS_LANES == 0);
    size_t j = 0;
    for (; j + V_COLS * VW <= n; j += V_COLS * VW)
        stripe(c + j, ldc, a, lda, b + j * k, bias == NULL ? NULL : bias + j, m,
               k, V_COLS);
    for (; j < n; j += CS_LANES)
        stripe(c + j, ldc, a, lda, b + j * k, bias == NULL ? NULL : bias + j, m,
               k, V_PER_LANES);
}

/* Rows of one pass of a dense layer: their whole numbers stay in the first
 * level cache. */
enum { D_PASS = 48 };

struct whole {
    _Alignas(64) uint8_t q[D_PASS][CS_DENSE_MAX];
    float stands[D_PASS]; /* what one of a row's whole numbers stands for */
};

static void whole_rows(struct whole *o, const float *a, size_t lda, size_t m,
                       size_t k)
{
    for (size_t i = 0; i < m; i++) {
        const float *x = a + i * lda;
        vf best = v_set1(0.0F);
        for (size_t j = 0; j < k; j += VW)
            best = v_max(best, v_abs(v_load(x + j)));
        float lane[CS_LANES] = { 0 };
        v_store(lane, best);
        const float most = cs_lanes_max(lane);
        const vf per = v_set1(most > 0.0F ? 127.0F / most : 0.0F);
        for (size_t j = 0; j < k; j += VW)
            d_whole(v_load(x + j), per, o->q[i] + j);
        o->stands[i] = most / 127.0F;
    }
}

/* rows x cols vectors of a dense layer's output; both constants where it is
 * inlined. w points to the vectors' first panel. */
__attribute__((always_inline)) static inline void dense_block(
    float *c, size_t ldc, const struct whole *a, size_t row,
    const struct cs_dense *l, size_t col, size_t rows, size_t cols)
{
    vi sum[D_ROWS][D_COLS];
    const int8_t *panel[D_COLS];
#pragma GCC unroll 16
    for (size_t v = 0; v < cols; v++) {
        panel[v] = l->w + (col / CS_LANES + v / V_PER_LANES) * l->k * CS_LANES +
                   v % V_PER_LANES * VW * 4;
#pragma GCC unroll 16
        for (size_t r = 0; r < rows; r++)
            sum[r][v] = d_zero();
    }
    for (size_t k = 0; k < l->k; k += 4) {
        vi right[D_COLS];
#pragma GCC unroll 16
        for (size_t v = 0; v < cols; v++)
            right[v] = d_load(panel[v] + k * CS_LANES);
#pragma GCC unroll 16
        for (size_t r = 0; r < rows; r++) {
            const vi left = d_set4(a->q[row + r] + k);
#pragma GCC unroll 16
            for (size_t v = 0; v < cols; v++)
                sum[r][v] = d_dot(sum[r][v], left, right[v]);
        }
    }
#pragma GCC unroll 16
    for (size_t v = 0; v < cols; v++) {
        const size_t j = col + v * VW;
        const vf scale = v_load(l->scale + j), bias = v_load(l->bias + j);
#pragma GCC unroll 16
        for (size_t r = 0; r < rows; r++) {
            const vf x = d_float(d_less(sum[r][v], l->sum + j));
            const vf stands = v_set1(a->stands[row + r]);
            v_store(c + (row + r) * ldc + j,
                    v_fma(x, v_mul(stands, scale), bias));
        }
    }
}

/* All rows of a pass under one group of columns. */
__attribute__((always_inline)) static inline void dense_stripe(
    float *c, size_t ldc, const struct whole *a, size_t m,
    const struct cs_dense *l, size_t col, size_t cols)
{
    size_t i = 0;
    for (; i + D_ROWS <= m; i += D_ROWS)
        dense_block(c, ldc, a, i, l, col, D_ROWS, cols);
    for (; i + 2 <= m; i += 2)
        dense_block(c, ldc, a, i, l, col, 2, cols);
    if (i < m)
        dense_block(c, ldc, a, i, l, col, 1, cols);
}

static void dense(float *c, size_t ldc, const float *a, size_t lda, size_t m,
                  const struct cs_dense *l)
{
    assert(l->n % CS_LANES == 0 && l->k <= CS_DENSE_MAX);
    struct whole w;
    for (size_t i = 0; i < m; i += D_PASS) {
        const size_t rows = m - i < D_PASS ? m - i : D_PASS;
        whole_rows(&w, a + i * lda, lda, rows, l->k);
        size_t j = 0;
        for (; j + D_COLS * VW <= l->n; j += D_COLS * VW)
            dense_stripe(c + i * ldc, ldc, &w, rows, l, j, D_COLS);
        for (; j < l->n; j += CS_LANES)
            dense_stripe(c + i * ldc, ldc, &w, rows, l, j, V_PER_LANES);
    }
}

static void maxout(float *out, size_t ldo, const float *in, size_t ldi,
                   size_t m, size_t half, bool add)
{
    for (size_t i = 0; i < m; i++) {
        const float *x = in + i * ldi;
        float *o = out + i * ldo;
        for (size_t j = 0; j < half; j += VW) {
            const vf best = v_max(v_load(x + j), v_load(x + half + j));
            v_store(o + j, add ? v_add(v_load(o + j), best) : best);
        }
    }
}

static inline float sum_of(const vf lane[V_PER_LANES])
{
    float one[CS_LANES];
    for (size_t v = 0; v < V_PER_LANES; v++)
        v_store(one + v * VW, lane[v]);
    return cs_lanes_sum(one);
}

static void norm_row(float *out, const float *row, const float *gain,
                     const float *shift, size_t width)
{
    const float part = 1.0F / (float)width;
    vf lane[V_PER_LANES];
    for (size_t v = 0; v < V_PER_LANES; v++)
        lane[v] = v_set1(0.0F);
    for (size_t j = 0; j < width; j += CS_LANES)
        for (size_t v = 0; v < V_PER_LANES; v++)
            lane[v] = v_add(lane[v], v_load(row + j + v * VW));
    const vf mean = v_set1(sum_of(lane) * part);
    for (size_t v = 0; v < V_PER_LANES; v++)
        lane[v] = v_set1(0.0F);
    for (size_t j = 0; j < width; j += CS_LANES) {
        for (size_t v = 0; v < V_PER_LANES; v++) {
            const vf d = v_sub(v_load(row + j + v * VW), mean);
            lane[v] = v_fma(d, d, lane[v]);
        }
    }
    const float var = sum_of(lane) * part;
    const vf scale = v_set1(1.0F / sqrtf(var + CS_NORM_EPS));
    for (size_t j = 0; j < width; j += VW) {
        const vf d = v_sub(v_load(row + j), mean);
        v_store(out + j,
                v_fma(v_mul(d, scale), v_load(gain + j), v_load(shift + j)));
    }
}

static void norm(float *out, size_t ldo, const float *x, size_t ldx,
                 const float *gain, const float *shift, size_t m, size_t width)
{
    for (size_t i = 0; i < m; i++)
        norm_row(out + i * ldo, x + i * ldx, gain, shift, width);
}

static void recur(float *h, const float *gates, size_t m, size_t width)
{
    const vf one = v_set1(1.0F), zero = v_set1(0.0F);
    for (size_t dir = 0; dir < 2; dir++) {
        for (size_t j = 0; j < width; j += VW) {
            vf c = v_set1(0.0F);
            for (size_t s = 0; s < m; s++) {
                const size_t t = dir == 0 ? s : m - 1 - s;
                const float *g = gates + t * 6 * width + dir * 3 * width + j;
                const vf gz = v_load(g);
                const vf gf = v_sub(zero, v_load(g + width));
                const vf gr = v_sub(zero, v_load(g + 2 * width));
                const vf a = v_one_and_exp(gf);
                const vf b = v_one_and_exp(v_add(gz, gz));
                const vf d = v_one_and_exp(gr);
                const vf ab = v_mul(a, b);
                const vf part = v_div(one, v_mul(ab, d));
                const vf f = v_mul(v_mul(b, d), part);
                const vf z =
                    v_fma(v_set1(-2.0F), v_mul(v_mul(a, d), part), one);
                c = v_fma(f, c, v_mul(v_sub(one, f), z));
                v_store(h + t * 2 * width + dir * width + j,
                        v_mul(c, v_mul(ab, part)));
            }
        }
    }
}

static void softmax_row(float *row, size_t n)
{
    vf lane[V_PER_LANES];
    vf best = v_load(row);
    for (size_t j = VW; j < n; j += VW)
        best = v_max(v_load(row + j), best);
    float top[CS_LANES];
    for (size_t v = 0; v < V_PER_LANES; v++) {
        v_store(top + v * VW, best);
        lane[v] = v_set1(0.0F);
    }
    const vf most = v_set1(cs_lanes_max(top));
    for (size_t j = 0; j < n; j += CS_LANES) {
        for (size_t v = 0; v < V_PER_LANES; v++) {
            float *at = row + j + v * VW;
            const vf e = v_exp(v_sub(v_load(at), most));
            v_store(at, e);
            lane[v] = v_add(lane[v], e);
        }
    }
    const vf scale = v_set1(1.0F / sum_of(lane));
    for (size_t j = 0; j < n; j += VW)
        v_store(row + j, v_mul(v_load(row + j), scale));
}

static void softmax(float *x, size_t ldx, size_t m, size_t n)
{
    for (size_t i = 0; i < m; i++)
        softmax_row(x + i * ldx, n);
}

static void add(float *out, const float *x, size_t n)
{
    for (size_t j = 0; j < n; j += VW)
        v_store(out + j, v_add(v_load(out + j), v_load(x + j)));
}

static void relu(float *x, size_t ldx, size_t m, size_t n)
{
    const vf zero = v_set1(0.0F);
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < n; j += VW)
            v_store(x + i * ldx + j, v_max(v_load(x + i * ldx + j), zero));
}

static void add_i8(float *out, const int8_t *q, float scale, size_t n)
{
    size_t j = 0;
    for (; j + VW <= n; j += VW)
        v_store(out + j, v_fma(v_i8(q + j), v_set1(scale), v_load(out + j)));
    for (; j < n; j++) /* eight left under vectors of sixteen */
        out[j] = fmaf((float)q[j], scale, out[j]);
}

const struct cs_kern KERN_TABLE = {
    .name = KERN_NAME,
    .dense = dense,
    .product = product,
    .maxout = maxout,
    .norm = norm,
    .recur = recur,
    .softmax = softmax,
    .add = add,
    .relu = relu,
    .add_i8 = add_i8,
};
