#include "meaning/spelling.h"

#include <utf8proc.h>

#include "base/utf8.h"

/* --- plain letters ------------------------------------------------------- */

/* Letters that do not come apart into a letter and its marks. */
static const struct {
    uint32_t point;
    const char *plain;
} whole[] = {
    { 0x00df, "ss" }, { 0x00e6, "ae" }, { 0x00f0, "d" },  { 0x00f8, "o" },
    { 0x00fe, "th" }, { 0x0111, "d" },  { 0x0131, "i" },  { 0x0142, "l" },
    { 0x0153, "oe" }, { 0x0259, "a" },  { 0x014b, "ng" },
};

static size_t put_plain(uint32_t point, char *out, size_t n, size_t cap)
{
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        if (whole[i].point != point)
            continue;
        for (const char *p = whole[i].plain; *p != '\0' && n < cap; p++)
            out[n++] = *p;
        return n;
    }
    if (point >= 'a' && point <= 'z' && n < cap)
        out[n++] = (char)point;
    return n; /* marks, apostrophes and other scripts are passed over */
}

/* The word in letters a to z. */
static size_t plain_letters(struct cs_str word, char *out, size_t cap)
{
    size_t n = 0;
    for (size_t at = 0; at < word.n;) {
        const uint32_t c = cs_utf8_next(word, &at);
        if (c < 0x80) {
            n = put_plain((unsigned char)cs_ascii_lower((char)c), out, n, cap);
            continue;
        }
        utf8proc_int32_t parts[8];
        const utf8proc_ssize_t k =
            utf8proc_decompose_char(utf8proc_tolower((utf8proc_int32_t)c),
                                    parts, 8, UTF8PROC_DECOMPOSE, NULL);
        for (utf8proc_ssize_t i = 0; i < k && i < 8; i++)
            n = put_plain((uint32_t)parts[i], out, n, cap);
    }
    return n;
}

/* --- sounds -------------------------------------------------------------- */

/* Longer ones first; 'a', 'i', 'u' stand for the kinds of vowel. */
static const struct {
    char from[5], to[3];
} sounds[] = {
    { "tsch", "s" }, { "sch", "s" }, { "dzh", "j" }, { "ch", "s" },
    { "sh", "s" },   { "zh", "s" },  { "kh", "k" },  { "gh", "k" },
    { "dh", "d" },   { "th", "t" },  { "ph", "f" },  { "dj", "j" },
    { "ts", "s" },   { "tz", "s" },  { "ck", "k" },  { "qu", "k" },
    { "ou", "u" },   { "oo", "u" },  { "ee", "i" },  { "ie", "i" },
    { "ei", "i" },   { "ai", "i" },  { "ay", "i" },  { "ey", "i" },
    { "x", "ks" },   { "q", "k" },   { "c", "k" },   { "g", "k" },
    { "z", "s" },    { "w", "v" },   { "y", "i" },   { "e", "i" },
    { "o", "u" },
};

static size_t fold_sounds(const char *letters, size_t n, char *out, size_t cap)
{
    size_t used = 0;
    for (size_t i = 0; i < n;) {
        const char *to = NULL;
        size_t length = 1;
        for (size_t k = 0; k < sizeof sounds / sizeof *sounds && to == NULL;
             k++) {
            if (sounds[k].from[0] != letters[i])
                continue;
            length = 1;
            while (sounds[k].from[length] != '\0' && i + length < n &&
                   sounds[k].from[length] == letters[i + length])
                length++;
            if (sounds[k].from[length] == '\0')
                to = sounds[k].to;
        }
        const char one[2] = { letters[i], '\0' };
        if (to == NULL) {
            to = one;
            length = 1;
        }
        for (; *to != '\0'; to++) {
            /* letters written twice sound once */
            if (used < cap && (used == 0 || out[used - 1] != *to))
                out[used++] = *to;
        }
        i += length;
    }
    /* "Abdullah", "Abdulla" */
    if (used > 2 && out[used - 1] == 'h')
        used--;
    return used;
}

size_t cs_spelling_fine(struct cs_str word, char out[CS_SPELLING_MAX])
{
    char letters[CS_SPELLING_MAX];
    if (word.n > CS_SPELLING_MAX / 2)
        return 0;
    const size_t n = plain_letters(word, letters, sizeof letters);
    out[0] = '\1';
    const size_t used = fold_sounds(letters, n, out + 1, CS_SPELLING_MAX - 1);
    return used == 0 ? 0 : used + 1;
}

size_t cs_spelling_coarse(struct cs_str word, char out[CS_SPELLING_MAX])
{
    char fine[CS_SPELLING_MAX];
    const size_t n = cs_spelling_fine(word, fine);
    if (n == 0)
        return 0;
    size_t used = 0;
    out[used++] = '\2';
    for (size_t i = 1; i < n; i++) {
        const char c = fine[i];
        const bool vowel = c == 'a' || c == 'i' || c == 'u';
        const char kept = vowel && c == 'i' && i == 1 ? 'a' : c;
        if ((vowel && i > 1) || (used > 1 && out[used - 1] == kept))
            continue;
        out[used++] = kept;
    }
    return used;
}

bool cs_spelling_particle(struct cs_str word)
{
    static const char *const words[] = { "al",  "el",  "as",  "ash",
                                         "an",  "at",  "ad",  "ar",
                                         "az",  "ul",  "ur",  "bin",
                                         "ben", "ibn", "abd", NULL };
    return cs_str_in(word, words);
}
