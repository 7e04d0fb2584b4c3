/* replay.c - run a fuzz target over files, without a fuzzer.
 *
 *   replay_input FILE...
 *
 * Linked with one target. Closes with its counts; fails where a file cannot be
 * read, and by the target's own abort. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The whole file, at most 16 MiB; NULL where it cannot be read. The caller
 * frees. */
static uint8_t *read_all(const char *path, size_t *size)
{
    enum { MOST = 16 << 20 };
    FILE *f = fopen(path, "rb");
    uint8_t *all = f == NULL ? NULL : malloc(MOST), *fit = NULL;
    if (all != NULL) {
        *size = fread(all, 1, MOST, f);
        /* No byte more than the file has: an overrun shows. */
        if (!ferror(f) && *size > 0)
            fit = realloc(all, *size);
        else if (!ferror(f))
            fit = all;
    }
    if (fit == NULL)
        free(all);
    if (f != NULL)
        fclose(f);
    return fit;
}

int main(int argc, char **argv)
{
    int done = 0, failed = 0;
    unsigned long long bytes = 0;
    for (int i = 1; i < argc; i++) {
        size_t size = 0;
        uint8_t *data = read_all(argv[i], &size);
        if (data == NULL) {
            fprintf(stderr, "%s: cannot be read\n", argv[i]);
            failed++;
            continue;
        }
        LLVMFuzzerTestOneInput(data, size);
        free(data);
        done++;
        bytes += size;
    }
    printf("replayed %d files, %llu bytes; %d not read\n", done, bytes,
           failed);
    return failed > 0;
}
