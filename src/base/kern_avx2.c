/* kern_avx2.c - the kernels on vectors of eight; -mavx2 -mfma. */

#if defined(__x86_64__)

#include <immintrin.h>
#include <stdint.h>

typedef __m256 vf;

enum { VW = 8, V_ROWS = 6, V_COLS = 2 };

#define v_load _mm256_loadu_ps
#define v_store _mm256_storeu_ps
#define v_set1 _mm256_set1_ps
#define v_add _mm256_add_ps
#define v_sub _mm256_sub_ps
#define v_mul _mm256_mul_ps
#define v_div _mm256_div_ps
#define v_max _mm256_max_ps
#define v_min _mm256_min_ps
#define v_fma _mm256_fmadd_ps

static inline vf v_pow2(vf p, vf t)
{
    const __m256i n = _mm256_slli_epi32(_mm256_castps_si256(t), 23);
    return _mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(p), n));
}

static inline vf v_i8(const int8_t *q)
{
    const __m128i eight = _mm_loadl_epi64((const __m128i *)(const void *)q);
    return _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(eight));
}

#define KERN_NAME "avx2"
#define KERN_TABLE cs_kern_avx2
#include "base/kern_simd.h"

#else
typedef int cs_kern_avx2_is_empty;
#endif
