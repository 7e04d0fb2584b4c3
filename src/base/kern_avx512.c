/* kern_avx512.c - the kernels on vectors of sixteen; -mavx512f -mavx512bw
 * -mavx512vnni -mfma. */

#if defined(__x86_64__)

#include <immintrin.h>
#include <stdint.h>
#include <string.h>

typedef __m512 vf;

enum { VW = 16, V_ROWS = 6, V_COLS = 4 };

#define v_load _mm512_loadu_ps
#define v_store _mm512_storeu_ps
#define v_set1 _mm512_set1_ps
#define v_add _mm512_add_ps
#define v_sub _mm512_sub_ps
#define v_mul _mm512_mul_ps
#define v_div _mm512_div_ps
#define v_max _mm512_max_ps
#define v_min _mm512_min_ps
#define v_fma _mm512_fmadd_ps

static inline vf v_pow2(vf p, vf t)
{
    const __m512i n = _mm512_slli_epi32(_mm512_castps_si512(t), 23);
    return _mm512_castsi512_ps(_mm512_add_epi32(_mm512_castps_si512(p), n));
}

static inline vf v_i8(const int8_t *q)
{
    const __m128i all = _mm_loadu_si128((const __m128i *)(const void *)q);
    return _mm512_cvtepi32_ps(_mm512_cvtepi8_epi32(all));
}

typedef __m512i vi;

enum { D_ROWS = 6, D_COLS = 4 };

/* The left side is unsigned for vpdpbusd: whole numbers plus 128, which
 * d_less takes off again. */
#define d_zero _mm512_setzero_si512
#define d_float _mm512_cvtepi32_ps
#define v_abs _mm512_abs_ps

static inline vi d_load(const int8_t *w)
{
    return _mm512_loadu_si512(w);
}

static inline vi d_set4(const uint8_t *q)
{
    int32_t four;
    memcpy(&four, q, sizeof four);
    return _mm512_set1_epi32(four);
}

static inline vi d_dot(vi sum, vi left, vi right)
{
    /* As _mm512_dpbusd_epi32, whose sums gcc 12 moves between registers and
     * onto the stack at every step: twice the time. */
    __asm__("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(left), "v"(right));
    return sum;
}

static inline vi d_less(vi sum, const int32_t *columns)
{
    const vi all = _mm512_loadu_si512(columns);
    return _mm512_sub_epi32(sum, _mm512_slli_epi32(all, 7));
}

static inline void d_whole(vf x, vf per, uint8_t *q)
{
    const __m128i all =
        _mm512_cvtepi32_epi8(_mm512_cvtps_epi32(_mm512_mul_ps(x, per)));
    _mm_storeu_si128((__m128i *)(void *)q,
                     _mm_xor_si128(all, _mm_set1_epi8((char)0x80)));
}

#define KERN_NAME "avx512"
#define KERN_TABLE cs_kern_avx512
#include "base/kern_simd.h"

#else
typedef int cs_kern_avx512_is_empty;
#endif
