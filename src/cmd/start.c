/* start.c - finds the data folder and opens the models. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/kern.h"
#include "cmd/cmd.h"

#ifndef CASUS_DATADIR
#define CASUS_DATADIR "/usr/local/share/casus"
#endif

static bool has_models(const char *dir)
{
    char path[4096];
    const int n = snprintf(path, sizeof path, "%s/models/fast.casus", dir);
    return n > 0 && (size_t)n < sizeof path && access(path, R_OK) == 0;
}

/* The folder of models and lexicon: as told, else beside the program (a build
 * tree, or PREFIX/bin with PREFIX/share/casus), else where it was installed. */
const char *cs_data_dir(const struct cs_options *o, char out[4096])
{
    static const char *const beside[] = { "/..", "/../share/casus", "/../.." };
    char self[2048];
    if (o->data_dir != NULL)
        return o->data_dir;
    const char *told = getenv("CASUS_DATA");
    if (told != NULL && *told != '\0')
        return told;
    const ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    if (n > 0) {
        ssize_t cut = n;
        while (cut > 0 && self[cut - 1] != '/')
            cut--;
        for (size_t i = 0; i < sizeof beside / sizeof *beside && cut > 0; i++) {
            (void)snprintf(out, 4096, "%.*s%s", (int)(cut - 1), self,
                           beside[i]);
            if (has_models(out))
                return out;
        }
    }
    return CASUS_DATADIR;
}

bool cs_start(const struct cs_options *o, struct cs_models *models)
{
    char dir[4096];
    struct casus_error err;
    const char *kernels = getenv("CASUS_KERNELS");
    if (kernels != NULL && *kernels == '\0')
        kernels = NULL;
    if (cs_kern_select(kernels, &err) != CASUS_OK ||
        cs_models_open(cs_data_dir(o, dir), o->lexicon, models, &err) !=
            CASUS_OK) {
        (void)fprintf(stderr, "casus: cannot start: %s\n", err.message);
        return false;
    }
    return true;
}
