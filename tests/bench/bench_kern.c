/* bench_kern.c - what share of the processor's arithmetic the dense layers
 * reach: `make bench` prints it.
 *
 * For each variant of the kernels: multiply-adds a second of the text model's
 * layer shapes over one chunk of tokens, and of a loop that does nothing but
 * the variant's dot product on registers, which is what it can reach at most.
 * Best of several runs. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/kern.h"

enum { ROWS = 192, RUNS = 7 };

static double seconds(void)
{
    struct timespec t;
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

#if defined(__x86_64__)
/* Sixteen chains of sums: more than the latency of one. Returns how many
 * products a call makes; what is summed is not looked at. */
__attribute__((target("avx512f,avx512vnni"))) static double peak_avx512(
    uint32_t turns)
{
    for (uint32_t t = 0; t < turns; t++)
        __asm__ volatile(".irp r,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15\n\t"
                         "vpdpbusd %%zmm17, %%zmm16, %%zmm\\r\n\t"
                         ".endr"
                         :
                         :
                         : "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5",
                           "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11",
                           "xmm12", "xmm13", "xmm14", "xmm15");
    return 16.0 * 64.0 * turns;
}

/* The same in AVX2's four steps, on six chains. */
__attribute__((target("avx2"))) static double peak_avx2(uint32_t turns)
{
    for (uint32_t t = 0; t < turns; t++)
        __asm__ volatile(".irp r,0,1,2,3,4,5\n\t"
                         "vpsignb %%ymm12, %%ymm13, %%ymm6\n\t"
                         "vpmaddubsw %%ymm6, %%ymm12, %%ymm6\n\t"
                         "vpmaddwd %%ymm14, %%ymm6, %%ymm6\n\t"
                         "vpaddd %%ymm6, %%ymm\\r, %%ymm\\r\n\t"
                         ".endr"
                         :
                         :
                         : "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5",
                           "xmm6");
    return 6.0 * 32.0 * turns;
}
#endif

/* Products a second at most, 0 where the variant has no loop of its own. */
static double peak_of(const char *name)
{
    double best = 0.0;
#if defined(__x86_64__)
    double (*loop)(uint32_t) = NULL;
    if (strcmp(name, "avx512") == 0)
        loop = peak_avx512;
    if (strcmp(name, "avx2") == 0)
        loop = peak_avx2;
    for (int r = 0; loop != NULL && r < RUNS; r++) {
        const double start = seconds();
        const double done = loop(2000000);
        const double rate = done / (seconds() - start);
        best = rate > best ? rate : best;
    }
#else
    (void)name;
#endif
    return best;
}

/* Products a second of one layer shape. */
static double rate_of(const struct cs_kern *k, size_t depth, size_t width,
                      int turns)
{
    int8_t *w = malloc(depth * width);
    int32_t *sum = calloc(width, sizeof *sum);
    float *scale = calloc(width, sizeof *scale);
    float *a = malloc(sizeof *a * ROWS * depth);
    float *c = malloc(sizeof *c * ROWS * width);
    double best = 0.0;
    if (w != NULL && sum != NULL && scale != NULL && a != NULL && c != NULL) {
        for (size_t i = 0; i < depth * width; i++)
            w[i] = (int8_t)(i * 37 % 255 - 127);
        for (size_t i = 0; i < ROWS * depth; i++)
            a[i] = (float)(i * 31 % 997) - 500.0F;
        const struct cs_dense layer = { w, sum, scale, scale, depth, width };
        for (int r = 0; r < RUNS; r++) {
            const double start = seconds();
            for (int t = 0; t < turns; t++)
                k->dense(c, width, a, depth, ROWS, &layer);
            const double rate = (double)ROWS * (double)(depth * width) * turns /
                                (seconds() - start);
            best = rate > best ? rate : best;
        }
    }
    free(w);
    free(sum);
    free(scale);
    free(a);
    free(c);
    return best;
}

int main(void)
{
    static const size_t shapes[][2] = {
        { 384, 256 },
        { 128, 768 },
        { 256, 128 },
        { 128, 448 },
    };
    for (unsigned i = 0; cs_kern_at(i) != NULL; i++) {
        const struct cs_kern *k = cs_kern_at(i);
        const double peak = peak_of(k->name);
        printf("%-8s", k->name);
        for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++)
            printf("  %zux%zu %.1f", shapes[s][0], shapes[s][1],
                   1e-9 * rate_of(k, shapes[s][0], shapes[s][1],
                                  peak > 0.0 ? 60 : 2));
        if (peak > 0.0)
            printf("  at most %.1f", 1e-9 * peak);
        printf("  (thousand million multiply-adds a second)\n");
    }
    return 0;
}
