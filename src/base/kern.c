#include "base/kern.h"

#include <string.h>

static const struct cs_kern *chosen;

#if defined(__x86_64__)
static bool has_avx2(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

static bool has_avx512(void)
{
    return has_avx2() && __builtin_cpu_supports("avx512f") &&
           __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vnni");
}
#endif

const struct cs_kern *cs_kern_at(unsigned i)
{
    const struct cs_kern *list[4] = { &cs_kern_scalar };
    unsigned n = 1;
#if defined(__x86_64__)
    if (has_avx2())
        list[n++] = &cs_kern_avx2;
    if (has_avx512())
        list[n++] = &cs_kern_avx512;
#endif
    return i < n ? list[i] : NULL;
}

enum casus_status cs_kern_select(const char *name, struct casus_error *err)
{
    const struct cs_kern *found = NULL;
    for (unsigned i = 0; cs_kern_at(i) != NULL; i++)
        if (name == NULL || strcmp(name, cs_kern_at(i)->name) == 0)
            found = cs_kern_at(i);
    if (found == NULL)
        return cs_fail(err, CASUS_EUSAGE, 0,
                       "no kernels \"%s\" for this processor",
                       name == NULL ? "" : name);
    chosen = found;
    return CASUS_OK;
}

const struct cs_kern *cs_kern(void)
{
    if (chosen == NULL)
        (void)cs_kern_select(NULL, NULL);
    return chosen;
}
