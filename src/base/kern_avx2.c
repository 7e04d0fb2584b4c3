/* kern_avx2.c - the kernels on vectors of eight; -mavx2 -mfma. */

#if defined(__x86_64__)

#include <immintrin.h>
#include <stdint.h>
#include <string.h>

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

typedef __m256i vi;

enum { D_ROWS = 4, D_COLS = 2 };

#define d_zero _mm256_setzero_si256
#define d_float _mm256_cvtepi32_ps

static inline vf v_abs(vf x)
{
    return _mm256_andnot_ps(_mm256_set1_ps(-0.0F), x);
}

static inline vi d_load(const int8_t *w)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)w);
}

static inline vi d_set4(const uint8_t *q)
{
    int32_t four;
    memcpy(&four, q, sizeof four);
    return _mm256_set1_epi32(four);
}

/* vpmaddubsw wants one side unsigned: the left side's sign moves to the
 * right. Two products of 127 by 127 stay below what 16 bits hold. */
static inline vi d_dot(vi sum, vi left, vi right)
{
    const vi pairs = _mm256_maddubs_epi16(_mm256_abs_epi8(left),
                                          _mm256_sign_epi8(right, left));
    return _mm256_add_epi32(sum,
                            _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}

static inline vi d_less(vi sum, const int32_t *columns)
{
    (void)columns;
    return sum;
}

static inline void d_whole(vf x, vf per, uint8_t *q)
{
    const vi all = _mm256_cvtps_epi32(_mm256_mul_ps(x, per));
    const __m128i words = _mm_packs_epi32(_mm256_castsi256_si128(all),
                                          _mm256_extracti128_si256(all, 1));
    _mm_storel_epi64((__m128i *)(void *)q, _mm_packs_epi16(words, words));
}

#define KERN_NAME "avx2"
#define KERN_TABLE cs_kern_avx2
#include "base/kern_simd.h"

#else
typedef int cs_kern_avx2_is_empty;
#endif
