#include "text/chars.h"

#include "base/utf8.h"

#define L CS_CH_LETTER
#define D CS_CH_DIGIT
#define S CS_CH_SPACE
#define M CS_CH_MARK
#define O CS_CH_OPEN
#define C CS_CH_CLOSE
#define U CS_CH_COUNT
#define U16 U, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U

/* clang-format off */
const uint8_t cs_ch_table[256] = {
    /* Control characters cannot be words; they are taken for white space. */
    S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S,
    S, S, S, S, S, S, S, S, S, S, S, S, S, S, S, S,
    /*   ! " # $ % & ' ( ) * + , - . / */
    S, CS_CH_STOP, CS_CH_QUOTE, M, CS_CH_CURRENCY, M, M, CS_CH_APOS,
    O, C, M, M, M, CS_CH_HYPHEN, CS_CH_DOT, M,
    D, D, D, D, D, D, D, D, D, D, M, M, M, M, M, CS_CH_STOP,
    M, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, O, M, C, M, M,
    CS_CH_QUOTE, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, O, M, C, M, S,
    U16, U16, U16, U16, U16, U16, U16, U16,
};
/* clang-format on */

/* U+2000 to U+206F, General Punctuation. */
static enum cs_ch general(uint32_t c)
{
    if (c <= 0x200b || c == 0x2028 || c == 0x2029 || c == 0x202f ||
        c == 0x205f || c == 0x2060 ||
        /* Marks of direction stand at the edges of words. */
        c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
        (c >= 0x2066 && c <= 0x2069))
        return CS_CH_SPACE;
    if (c == 0x200c || c == 0x200d)
        return CS_CH_LETTER; /* joiners: inside words */
    if (c == 0x2010 || c == 0x2011)
        return CS_CH_HYPHEN;
    if (c >= 0x2012 && c <= 0x2015)
        return CS_CH_DASH;
    switch (c) {
    case 0x2018:
    case 0x201a:
    case 0x201c:
    case 0x201e:
    case 0x2039:
        return CS_CH_OPEN;
    case 0x2019:
        return CS_CH_APOS;
    case 0x201d:
    case 0x203a:
        return CS_CH_CLOSE;
    case 0x201b:
    case 0x201f:
        return CS_CH_QUOTE;
    case 0x2026:
        return CS_CH_ELLIPSIS;
    case 0x203c:
    case 0x2047:
    case 0x2048:
    case 0x2049:
        return CS_CH_STOP;
    default:
        return CS_CH_MARK;
    }
}

enum cs_ch cs_ch_slow(struct cs_str s, size_t at, size_t *len)
{
    size_t next = at;
    const uint32_t c = cs_utf8_next(s, &next);
    *len = next - at;
    if (c < 0xc0) {
        if (c == 0xa0 || c < 0xa0)
            return CS_CH_SPACE;
        if (c >= 0xa2 && c <= 0xa5)
            return CS_CH_CURRENCY;
        if (c == 0xab)
            return CS_CH_OPEN;
        if (c == 0xbb)
            return CS_CH_CLOSE;
        if (c == 0xad) /* soft hyphen: inside words */
            return CS_CH_LETTER;
        return c == 0xaa || c == 0xb5 || c == 0xba ? CS_CH_LETTER : CS_CH_MARK;
    }
    if (c == 0xd7 || c == 0xf7)
        return CS_CH_MARK;
    if (c < 0x2000)
        return CS_CH_LETTER;
    if (c <= 0x206f)
        return general(c);
    if (c >= 0x20a0 && c <= 0x20cf)
        return CS_CH_CURRENCY;
    if (c >= 0x2100 && c <= 0x2bff)
        return CS_CH_MARK; /* letter-like, arrows, signs, dingbats */
    if (c == 0x3000 || c == 0xfeff)
        return CS_CH_SPACE;
    if (c == 0x3008 || c == 0x300a || c == 0x300c || c == 0x300e)
        return CS_CH_OPEN;
    if (c == 0x3009 || c == 0x300b || c == 0x300d || c == 0x300f)
        return CS_CH_CLOSE;
    if (c == 0xff01 || c == 0xff1f || c == 0x3002)
        return CS_CH_STOP;
    if ((c >= 0x3001 && c <= 0x301f) || (c >= 0xff02 && c <= 0xff0f) ||
        c == 0xff1a || c == 0xff1b || c == 0xfffd)
        return CS_CH_MARK;
    if (c >= 0x1f000 && c <= 0x1faff)
        return CS_CH_MARK;
    return CS_CH_LETTER;
}
