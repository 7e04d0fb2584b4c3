/* kern_math.h - numbers that all variants of the kernels share. */
#ifndef CS_BASE_KERN_MATH_H
#define CS_BASE_KERN_MATH_H

/* exp(x) = 2^n p(r), n = round(x log2 e), |r| <= ln 2 / 2; the rounding is
 * the addition of 1.5 * 2^23, which leaves n in the low bits. Coefficients:
 * Cephes, expf. Relative error below 2e-7 on [LOW, HIGH]; arguments are cut
 * to that range. */
#define CS_EXP_LOW (-87.0F)
#define CS_EXP_HIGH 88.0F
#define CS_LOG2E 1.44269504088896341F
#define CS_ROUND 12582912.0F
#define CS_LN2_HI 0.693359375F
#define CS_LN2_LO (-2.12194440e-4F)
#define CS_EXP_P0 1.9875691500e-4F
#define CS_EXP_P1 1.3981999507e-3F
#define CS_EXP_P2 8.3334519073e-3F
#define CS_EXP_P3 4.1665795894e-2F
#define CS_EXP_P4 1.6666665459e-1F
#define CS_EXP_P5 5.0000001201e-1F

/* Gates are cut to this: the product of three 1 + exp(28) is below what a
 * float holds, and a sigmoid differs there from 0 or 1 by 1e-12. */
#define CS_GATE_MOST 28.0F

#define CS_NORM_EPS 1e-5F

/* The sixteen lanes of a sum, added in pairs: always in this order. */
static inline float cs_lanes_sum(const float lane[16])
{
    float s[8];
    for (int i = 0; i < 8; i++)
        s[i] = lane[i] + lane[i + 8];
    for (int i = 0; i < 4; i++)
        s[i] = s[i] + s[i + 4];
    s[0] = s[0] + s[2];
    s[1] = s[1] + s[3];
    return s[0] + s[1];
}

/* The largest lane. */
static inline float cs_lanes_max(const float lane[16])
{
    float m = lane[0];
    for (int i = 1; i < 16; i++)
        m = lane[i] > m ? lane[i] : m;
    return m;
}

#endif
