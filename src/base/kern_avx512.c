/* kern_avx512.c - the kernels on vectors of sixteen; -mavx512f -mavx512bw
 * -mfma. */

#if defined(__x86_64__)

#include <immintrin.h>
#include <stdint.h>

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

#define KERN_NAME "avx512"
#define KERN_TABLE cs_kern_avx512
#include "base/kern_simd.h"

#else
typedef int cs_kern_avx512_is_empty;
#endif
