/* kern_scalar.c - the definition of the kernels, one number at a time. */

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/kern.h"
#include "base/kern_math.h"

static float exp_of(float x)
{
    x = x > CS_EXP_LOW ? x : CS_EXP_LOW;
    x = x < CS_EXP_HIGH ? x : CS_EXP_HIGH;
    const float t = fmaf(x, CS_LOG2E, CS_ROUND);
    const float n = t - CS_ROUND;
    float r = fmaf(n, -CS_LN2_HI, x);
    r = fmaf(n, -CS_LN2_LO, r);
    float p = CS_EXP_P0;
    p = fmaf(p, r, CS_EXP_P1);
    p = fmaf(p, r, CS_EXP_P2);
    p = fmaf(p, r, CS_EXP_P3);
    p = fmaf(p, r, CS_EXP_P4);
    p = fmaf(p, r, CS_EXP_P5);
    p = fmaf(p, r, 1.0F);
    p = fmaf(p, r, 1.0F);
    uint32_t bits, shift;
    memcpy(&bits, &p, sizeof bits);
    memcpy(&shift, &t, sizeof shift);
    bits += shift << 23;
    memcpy(&p, &bits, sizeof bits);
    return p;
}

/* 1 + exp(x), with x held to where three such still have a product. */
static float one_and_exp(float x)
{
    x = x > -CS_GATE_MOST ? x : -CS_GATE_MOST;
    x = x < CS_GATE_MOST ? x : CS_GATE_MOST;
    return 1.0F + exp_of(x);
}

static void product(float *c, size_t ldc, const float *a, size_t lda,
                    const float *b, const float *bias, size_t m, size_t k,
                    size_t n)
{
    assert(n % CS_LANES == 0);
    for (size_t i = 0; i < m; i++) {
        for (size_t j = 0; j < n; j++) {
            const float *panel = b + (j / CS_LANES * k) * CS_LANES;
            float sum = bias == NULL ? 0.0F : bias[j];
            for (size_t l = 0; l < k; l++)
                sum = fmaf(a[i * lda + l], panel[l * CS_LANES + j % CS_LANES],
                           sum);
            c[i * ldc + j] = sum;
        }
    }
}

/* Whole numbers of a row; returns what one of them stands for. */
static float whole_row(int8_t *q, const float *x, size_t n)
{
    float most = 0.0F;
    for (size_t j = 0; j < n; j++) {
        const float size = fabsf(x[j]);
        most = most > size ? most : size;
    }
    const float per = most > 0.0F ? 127.0F / most : 0.0F;
    for (size_t j = 0; j < n; j++)
        q[j] = (int8_t)lrintf(x[j] * per);
    return most / 127.0F;
}

static void dense(float *c, size_t ldc, const float *a, size_t lda, size_t m,
                  const struct cs_dense *l)
{
    assert(l->n % CS_LANES == 0 && l->k <= CS_DENSE_MAX);
    for (size_t i = 0; i < m; i++) {
        int8_t q[CS_DENSE_MAX];
        const float stands = whole_row(q, a + i * lda, l->k);
        for (size_t j = 0; j < l->n; j++) {
            const int8_t *w =
                l->w + (j / CS_LANES * l->k) * CS_LANES + j % CS_LANES * 4;
            int32_t sum = 0;
            for (size_t k = 0; k < l->k; k++)
                sum += q[k] * w[k / 4 * 4 * CS_LANES + k % 4];
            c[i * ldc + j] = fmaf((float)sum, stands * l->scale[j], l->bias[j]);
        }
    }
}

static void maxout(float *out, size_t ldo, const float *in, size_t ldi,
                   size_t m, size_t half, bool add)
{
    for (size_t i = 0; i < m; i++) {
        for (size_t j = 0; j < half; j++) {
            const float x = in[i * ldi + j], y = in[i * ldi + half + j];
            const float best = x > y ? x : y;
            float *o = &out[i * ldo + j];
            *o = add ? *o + best : best;
        }
    }
}

static void norm(float *out, size_t ldo, const float *x, size_t ldx,
                 const float *gain, const float *shift, size_t m, size_t width)
{
    const float part = 1.0F / (float)width;
    for (size_t i = 0; i < m; i++) {
        const float *row = x + i * ldx;
        float lane[CS_LANES] = { 0 };
        for (size_t j = 0; j < width; j++)
            lane[j % CS_LANES] = lane[j % CS_LANES] + row[j];
        const float mean = cs_lanes_sum(lane) * part;
        memset(lane, 0, sizeof lane);
        for (size_t j = 0; j < width; j++) {
            const float d = row[j] - mean;
            lane[j % CS_LANES] = fmaf(d, d, lane[j % CS_LANES]);
        }
        const float var = cs_lanes_sum(lane) * part;
        const float scale = 1.0F / sqrtf(var + CS_NORM_EPS);
        for (size_t j = 0; j < width; j++)
            out[i * ldo + j] = fmaf((row[j] - mean) * scale, gain[j], shift[j]);
    }
}

static void recur(float *h, const float *gates, size_t m, size_t width)
{
    for (size_t dir = 0; dir < 2; dir++) {
        for (size_t j = 0; j < width; j++) {
            float c = 0.0F;
            for (size_t s = 0; s < m; s++) {
                const size_t t = dir == 0 ? s : m - 1 - s;
                const float *g = gates + t * 6 * width + dir * 3 * width + j;
                const float a = one_and_exp(0.0F - g[width]);
                const float b = one_and_exp(g[0] + g[0]);
                const float d = one_and_exp(0.0F - g[2 * width]);
                const float ab = a * b;
                const float part = 1.0F / (ab * d);
                const float f = (b * d) * part, r = ab * part;
                const float z = fmaf(-2.0F, (a * d) * part, 1.0F);
                c = fmaf(f, c, (1.0F - f) * z);
                h[t * 2 * width + dir * width + j] = c * r;
            }
        }
    }
}

static void softmax(float *x, size_t ldx, size_t m, size_t n)
{
    for (size_t i = 0; i < m; i++) {
        float *row = x + i * ldx;
        float best = row[0], lane[CS_LANES] = { 0 };
        for (size_t j = 1; j < n; j++)
            best = row[j] > best ? row[j] : best;
        for (size_t j = 0; j < n; j++) {
            row[j] = exp_of(row[j] - best);
            lane[j % CS_LANES] = lane[j % CS_LANES] + row[j];
        }
        const float scale = 1.0F / cs_lanes_sum(lane);
        for (size_t j = 0; j < n; j++)
            row[j] = row[j] * scale;
    }
}

static void add(float *out, const float *x, size_t n)
{
    for (size_t j = 0; j < n; j++)
        out[j] = out[j] + x[j];
}

static void relu(float *x, size_t ldx, size_t m, size_t n)
{
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < n; j++)
            x[i * ldx + j] = x[i * ldx + j] > 0.0F ? x[i * ldx + j] : 0.0F;
}

static void add_i8(float *out, const int8_t *q, float scale, size_t n)
{
    for (size_t j = 0; j < n; j++)
        out[j] = fmaf((float)q[j], scale, out[j]);
}

const struct cs_kern cs_kern_scalar = {
    .name = "scalar",
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
