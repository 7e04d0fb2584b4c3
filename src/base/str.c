#include "base/str.h"

bool cs_str_starts(struct cs_str s, struct cs_str prefix)
{
    return s.n >= prefix.n && memcmp(s.p, prefix.p, prefix.n) == 0;
}

bool cs_str_ends(struct cs_str s, struct cs_str suffix)
{
    return s.n >= suffix.n &&
           memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0;
}

bool cs_str_eq_nocase(struct cs_str a, struct cs_str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++) {
        if (cs_ascii_lower(a.p[i]) != cs_ascii_lower(b.p[i]))
            return false;
    }
    return true;
}

struct cs_str cs_str_trim(struct cs_str s)
{
    while (s.n > 0 && cs_ascii_space(s.p[0])) {
        s.p++;
        s.n--;
    }
    while (s.n > 0 && cs_ascii_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

size_t cs_str_find(struct cs_str s, struct cs_str needle)
{
    if (needle.n == 0)
        return 0;
    for (size_t i = 0; i + needle.n <= s.n; i++) {
        if (s.p[i] == needle.p[0] && memcmp(s.p + i, needle.p, needle.n) == 0)
            return i;
    }
    return SIZE_MAX;
}

int cs_str_cmp(struct cs_str a, struct cs_str b)
{
    const size_t n = a.n < b.n ? a.n : b.n;
    const int order = n == 0 ? 0 : memcmp(a.p, b.p, n);
    if (order != 0)
        return order;
    return a.n < b.n ? -1 : a.n > b.n;
}

bool cs_str_next(struct cs_str *rest, char sep, struct cs_str *part)
{
    if (rest->p == NULL)
        return false;
    size_t i = 0;
    while (i < rest->n && rest->p[i] != sep)
        i++;
    *part = cs_str_trim((struct cs_str){ rest->p, i });
    if (i == rest->n)
        *rest = (struct cs_str){ NULL, 0 };
    else
        *rest = (struct cs_str){ rest->p + i + 1, rest->n - i - 1 };
    return true;
}
