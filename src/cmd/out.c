/* out.c - output that appears whole or not at all. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/cmd.h"

struct cs_out {
    FILE *file;
    const char *path; /* final name, NULL: standard output */
    char aside[4096]; /* the name it is written under */
};

struct cs_out *cs_out_open(const char *path)
{
    struct cs_out *out = calloc(1, sizeof *out);
    if (out == NULL)
        return NULL;
    out->file = stdout;
    if (path == NULL || cs_str_is(cs_str_of(path), "-"))
        return out;
    /* A device or pipe has no half-written state to hide. */
    struct stat known;
    if (stat(path, &known) == 0 && !S_ISREG(known.st_mode)) {
        out->file = fopen(path, "wb");
        if (out->file == NULL) {
            (void)fprintf(stderr, "casus: %s: %s\n", path, strerror(errno));
            free(out);
            return NULL;
        }
        return out;
    }
    out->path = path;
    const int n = snprintf(out->aside, sizeof out->aside, "%s.part", path);
    if (n < 0 || (size_t)n >= sizeof out->aside)
        errno = ENAMETOOLONG;
    else
        out->file = fopen(out->aside, "wb");
    if (n < 0 || (size_t)n >= sizeof out->aside || out->file == NULL) {
        (void)fprintf(stderr, "casus: %s: %s\n", path, strerror(errno));
        free(out);
        return NULL;
    }
    return out;
}

bool cs_out_write(struct cs_out *out, const char *bytes, size_t n)
{
    return n == 0 || fwrite(bytes, 1, n, out->file) == n;
}

bool cs_out_close(struct cs_out *out, bool keep)
{
    bool good = fflush(out->file) == 0 && ferror(out->file) == 0;
    if (out->path != NULL) {
        good = fsync(fileno(out->file)) == 0 && good;
        good = fclose(out->file) == 0 && good;
        if (good && keep)
            good = rename(out->aside, out->path) == 0;
        const int why = errno;
        if (!good || !keep)
            (void)remove(out->aside);
        errno = why;
    } else if (out->file != stdout) {
        good = fclose(out->file) == 0 && good;
    }
    if (!good && errno != EPIPE)
        (void)fprintf(stderr, "casus: %s: %s\n",
                      out->path == NULL ? "standard output" : out->path,
                      strerror(errno));
    free(out);
    return good;
}
