/* library.c - casus from C: standard input to event records.
 *
 *   cc -o library library.c $(pkg-config --cflags --libs casus)
 *   ./library $(pkg-config --variable=data casus) <report.txt */
#include <stdio.h>
#include <stdlib.h>

#include <casus/casus.h>

/* All of a stream; the caller frees. NULL: no memory, or it cannot be read. */
static char *read_all(FILE *f, size_t *n)
{
    size_t cap = 1 << 16;
    char *text = malloc(cap);
    *n = 0;
    while (text != NULL) {
        *n += fread(text + *n, 1, cap - *n, f);
        if (*n < cap)
            break;
        cap *= 2;
        char *more = realloc(text, cap);
        if (more == NULL)
            free(text);
        text = more;
    }
    if (text == NULL || !ferror(f))
        return text;
    free(text);
    return NULL;
}

int main(int argc, char **argv)
{
    struct casus_coder *coder = NULL;   /* weights, lexicon: share it */
    struct casus_report *report = NULL; /* one a thread, used again and again */
    struct casus_error err = { CASUS_ENOMEM, 0, "cannot read the report" };
    const char *records;
    size_t length, n;
    char *text = read_all(stdin, &length);
    const int failed =
        text == NULL || argc != 2 ||
        casus_open(argv[1], NULL, NULL, &coder, &err) != CASUS_OK ||
        casus_report_new(coder, &report, &err) != CASUS_OK ||
        casus_code(report,
                   &(struct casus_input){ .text = text, .length = length },
                   &err) != CASUS_OK ||
        casus_print(report, CASUS_RECORDS, &records, &n, &err) != CASUS_OK;
    if (failed)
        fprintf(stderr, "library: %s\n", err.message);
    else
        fwrite(records, 1, n, stdout);
    casus_report_free(report);
    casus_close(coder);
    free(text);
    return failed;
}
