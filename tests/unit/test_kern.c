/* test_kern.c - the kernels: right against double arithmetic, and the same
 * bits from every variant that this processor runs. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/kern.h"
#include "base/kern_math.h"

enum { ROWS = 13, WIDTH = 96, DEPTH = 37 };

static uint32_t seed = 12345;

/* In [-range, range). */
static float draw(float range)
{
    seed = seed * 1664525U + 1013904223U;
    return ((float)(seed >> 8) / 8388608.0F - 1.0F) * range;
}

static float *drawn(size_t n, float range)
{
    float *x = aligned_alloc(64, (n * sizeof *x + 63) / 64 * 64);
    assert_non_null(x);
    for (size_t i = 0; i < n; i++)
        x[i] = draw(range);
    return x;
}

static float *copied(const float *x, size_t n)
{
    float *y = drawn(n, 0.0F);
    memcpy(y, x, n * sizeof *x);
    return y;
}

static void product_is_right(void **state)
{
    (void)state;
    float *a = drawn(ROWS * DEPTH, 1.0F), *b = drawn(DEPTH * WIDTH, 1.0F);
    float *bias = drawn(WIDTH, 1.0F), *c = drawn(ROWS * WIDTH, 1.0F);
    cs_kern_scalar.product(c, WIDTH, a, DEPTH, b, bias, ROWS, DEPTH, WIDTH);
    for (size_t i = 0; i < ROWS; i++) {
        for (size_t j = 0; j < WIDTH; j++) {
            double want = (double)bias[j];
            for (size_t k = 0; k < DEPTH; k++)
                want += (double)a[i * DEPTH + k] *
                        (double)b[(j / 16 * DEPTH + k) * 16 + j % 16];
            assert_float_equal(c[i * WIDTH + j], (float)want, 1e-5F);
        }
    }
    free(a);
    free(b);
    free(bias);
    free(c);
}

/* A layer of drawn weights. Caller frees w, sum, scale and bias. */
static struct cs_dense drawn_dense(size_t k, size_t n)
{
    int8_t *w = malloc(k * n);
    int32_t *sum = calloc(n, sizeof *sum);
    assert_non_null(w);
    assert_non_null(sum);
    for (size_t i = 0; i < k * n; i++) {
        w[i] = (int8_t)draw(128.0F);
        w[i] = (int8_t)(w[i] == -128 ? -127 : w[i]);
    }
    w[0] = 127;
    w[1] = -127;
    for (size_t j = 0; j < n; j++)
        for (size_t i = 0; i < k; i++)
            sum[j] += w[((j / 16 * k / 4 + i / 4) * 16 + j % 16) * 4 + i % 4];
    return (struct cs_dense){ w, sum, drawn(n, 0.01F), drawn(n, 1.0F), k, n };
}

static void free_dense(struct cs_dense *l)
{
    free((void *)(uintptr_t)l->w);
    free((void *)(uintptr_t)l->sum);
    free((void *)(uintptr_t)l->scale);
    free((void *)(uintptr_t)l->bias);
}

/* Against double arithmetic over the same whole numbers, which are within half
 * a step of what they stand for. */
static void dense_is_right(void **state)
{
    (void)state;
    enum { K = 48 };
    float *a = drawn(ROWS * K, 3.0F), *c = drawn(ROWS * WIDTH, 0.0F);
    struct cs_dense l = drawn_dense(K, WIDTH);
    for (size_t i = 0; i < K; i++)
        a[i] = 0.0F; /* a row of nothing gives the bias */
    cs_kern_scalar.dense(c, WIDTH, a, K, ROWS, &l);
    for (size_t i = 0; i < ROWS; i++) {
        double most = 0.0;
        for (size_t k = 0; k < K; k++)
            most = fmax(most, fabs((double)a[i * K + k]));
        for (size_t j = 0; j < WIDTH; j++) {
            double want = (double)l.bias[j], exact = want;
            for (size_t k = 0; k < K; k++) {
                const double x = (double)a[i * K + k];
                const double w =
                    (double)l.scale[j] *
                    l.w[((j / 16 * K / 4 + k / 4) * 16 + j % 16) * 4 + k % 4];
                exact += x * w;
                want += most == 0.0
                            ? 0.0
                            : nearbyint(x * 127.0 / most) * most / 127.0 * w;
            }
            assert_float_equal(c[i * WIDTH + j], (float)want, 1e-4F);
            assert_float_equal(c[i * WIDTH + j], (float)exact, 0.5F);
        }
    }
    free(a);
    free(c);
    free_dense(&l);
}

/* One token, one unit, all gates x: h = (1 - s(x)) tanh(x) s(x). */
static void sru_follows_libm(void **state)
{
    (void)state;
    for (float x = -30.0F; x < 30.0F; x += 0.37F) {
        float gates[6], h[2];
        for (int i = 0; i < 6; i++)
            gates[i] = x;
        cs_kern_scalar.recur(h, gates, 1, 1);
        const double s = 1.0 / (1.0 + exp(-(double)x));
        const double want = (1.0 - s) * tanh((double)x) * s;
        assert_float_equal(h[0], (float)want, 1e-6F);
        assert_float_equal(h[1], (float)want, 1e-6F);
    }
}

static void softmax_sums_to_one(void **state)
{
    (void)state;
    float *x = drawn(ROWS * WIDTH, 20.0F);
    for (size_t i = 0; i < ROWS; i++)
        x[i * WIDTH + WIDTH - 1] = -1e30F; /* a pad */
    cs_kern_scalar.softmax(x, WIDTH, ROWS, WIDTH);
    for (size_t i = 0; i < ROWS; i++) {
        double sum = 0.0;
        for (size_t j = 0; j < WIDTH; j++)
            sum += (double)x[i * WIDTH + j];
        assert_float_equal((float)sum, 1.0F, 1e-5F);
        assert_true(x[i * WIDTH + WIDTH - 1] < 1e-30F);
    }
    free(x);
}

static void norm_centres(void **state)
{
    (void)state;
    float *x = drawn(WIDTH, 3.0F), gain[WIDTH], shift[WIDTH];
    for (int j = 0; j < WIDTH; j++) {
        gain[j] = 1.0F;
        shift[j] = 0.5F;
    }
    cs_kern_scalar.norm(x, WIDTH, x, WIDTH, gain, shift, 1, WIDTH);
    double sum = 0.0, square = 0.0;
    for (int j = 0; j < WIDTH; j++) {
        sum += (double)x[j] - 0.5;
        square += ((double)x[j] - 0.5) * ((double)x[j] - 0.5);
    }
    assert_float_equal((float)(sum / WIDTH), 0.0F, 1e-5F);
    assert_float_equal((float)(square / WIDTH), 1.0F, 1e-4F);
    free(x);
}

static void same(const float *a, const float *b, size_t n)
{
    assert_memory_equal(a, b, n * sizeof *a);
}

static void compare_products(const struct cs_kern *k)
{
    static const size_t shapes[][3] = {
        { 1, 1, 16 },   { 2, 3, 32 },    { 6, 8, 64 },    { 7, 32, 48 },
        { 17, 33, 80 }, { 5, 128, 112 }, { 11, 96, 128 }, { 3, 384, 256 },
    };
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
        const size_t m = shapes[s][0], d = shapes[s][1], n = shapes[s][2];
        float *a = drawn(m * d, 2.0F), *b = drawn(d * n, 2.0F);
        float *bias = drawn(n, 1.0F);
        float *x = drawn(m * n, 1.0F), *y = drawn(m * n, 1.0F);
        for (int with = 0; with < 2; with++) {
            const float *start = with != 0 ? bias : NULL;
            cs_kern_scalar.product(x, n, a, d, b, start, m, d, n);
            k->product(y, n, a, d, b, start, m, d, n);
            same(x, y, m * n);
        }
        free(a);
        free(b);
        free(bias);
        free(x);
        free(y);
    }
}

static void compare_dense(const struct cs_kern *k)
{
    static const size_t shapes[][3] = {
        { 1, 16, 16 },   { 2, 32, 32 },    { 6, 128, 64 },  { 7, 64, 48 },
        { 50, 384, 80 }, { 97, 128, 768 }, { 11, 96, 128 }, { 5, 256, 112 },
    };
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
        const size_t m = shapes[s][0], d = shapes[s][1], n = shapes[s][2];
        float *a = drawn(m * d, 2.0F);
        float *x = drawn(m * n, 1.0F), *y = drawn(m * n, 1.0F);
        struct cs_dense l = drawn_dense(d, n);
        memset(a, 0, d * sizeof *a);
        cs_kern_scalar.dense(x, n, a, d, m, &l);
        k->dense(y, n, a, d, m, &l);
        same(x, y, m * n);
        free(a);
        free(x);
        free(y);
        free_dense(&l);
    }
}

static void compare_rows(const struct cs_kern *k)
{
    const size_t n = ROWS * WIDTH;
    float *x = drawn(n, 40.0F), *y = copied(x, n);
    float *gain = drawn(WIDTH, 1.0F), *shift = drawn(WIDTH, 1.0F);
    cs_kern_scalar.norm(x, WIDTH, x, WIDTH, gain, shift, ROWS, WIDTH);
    k->norm(y, WIDTH, y, WIDTH, gain, shift, ROWS, WIDTH);
    same(x, y, n);
    cs_kern_scalar.relu(x, WIDTH, ROWS, 64);
    k->relu(y, WIDTH, ROWS, 64);
    same(x, y, n);
    cs_kern_scalar.maxout(x + 48, WIDTH, x, WIDTH, ROWS, 16, true);
    k->maxout(y + 48, WIDTH, y, WIDTH, ROWS, 16, true);
    same(x, y, n);
    cs_kern_scalar.softmax(x, WIDTH, ROWS, WIDTH);
    k->softmax(y, WIDTH, ROWS, WIDTH);
    same(x, y, n);
    cs_kern_scalar.add(x, gain, WIDTH);
    k->add(y, gain, WIDTH);
    same(x, y, n);
    free(x);
    free(y);
    free(gain);
    free(shift);
}

static void compare_others(const struct cs_kern *k)
{
    float *gates = drawn(ROWS * 6 * 32, 100.0F);
    float x[ROWS * 64], y[ROWS * 64];
    cs_kern_scalar.recur(x, gates, ROWS, 32);
    k->recur(y, gates, ROWS, 32);
    same(x, y, ROWS * 64);
    int8_t q[64];
    for (int i = 0; i < 64; i++)
        q[i] = (int8_t)(i * 37 % 255 - 127);
    for (size_t n = 8; n <= 64; n += 8) {
        cs_kern_scalar.add_i8(x, q, 0.0123F, n);
        k->add_i8(y, q, 0.0123F, n);
        same(x, y, ROWS * 64);
    }
    free(gates);
}

static void variants_give_the_same_bits(void **state)
{
    (void)state;
    for (unsigned i = 1; cs_kern_at(i) != NULL; i++) {
        const struct cs_kern *k = cs_kern_at(i);
        print_message("%s\n", k->name);
        compare_products(k);
        compare_dense(k);
        compare_rows(k);
        compare_others(k);
    }
}

static void selects_by_name(void **state)
{
    (void)state;
    struct casus_error err;
    assert_int_equal(cs_kern_select("scalar", &err), CASUS_OK);
    assert_string_equal(cs_kern()->name, "scalar");
    assert_int_equal(cs_kern_select("abacus", &err), CASUS_EUSAGE);
    assert_string_equal(cs_kern()->name, "scalar");
    assert_int_equal(cs_kern_select(NULL, &err), CASUS_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(product_is_right),
        cmocka_unit_test(dense_is_right),
        cmocka_unit_test(sru_follows_libm),
        cmocka_unit_test(softmax_sums_to_one),
        cmocka_unit_test(norm_centres),
        cmocka_unit_test(variants_give_the_same_bits),
        cmocka_unit_test(selects_by_name),
    };
    return cmocka_run_group_tests_name("kern", tests, NULL, NULL);
}
