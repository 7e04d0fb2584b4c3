/* dump_layers.c - what the text model's layers make of given tokens.
 *
 *     dump_layers MODEL < TOKENS.conllu > ROWS
 *
 * Reads CoNLL-U and writes, for each token in order, CS_TEXT_WIDTH numbers of
 * the layer "vec" and as many of "lift": float32 of the machine. The trainer of
 * the trigger head (triggers_head.py) reads them, so that it learns from the
 * very numbers that the program computes. Exit code 1 with a message on
 * standard error where the input is wrong. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "doc/doc.h"
#include "text/analyse.h"
#include "text/conllu.h"
#include "text/recall.h"

enum { MOST_TOKENS = 4096, DOCUMENT_CAP = 1 << 28 };

struct rows {
    float lift[MOST_TOKENS][CS_TEXT_WIDTH];
    size_t n;
};

static void layer(void *arg, const char *name, const float *x, size_t ld,
                  size_t rows, size_t width)
{
    struct rows *r = arg;
    if (strcmp(name, "lift") == 0) {
        assert(rows <= MOST_TOKENS);
        for (size_t i = 0; i < rows; i++)
            memcpy(r->lift[i], x + i * ld, width * sizeof *x);
        r->n = rows;
    }
    if (strcmp(name, "vec") != 0)
        return;
    for (size_t i = 0; i < rows && i < r->n; i++) {
        (void)fwrite(x + i * ld, sizeof *x, width, stdout);
        (void)fwrite(r->lift[i], sizeof *x, width, stdout);
    }
}

static char *read_all(size_t *size)
{
    size_t cap = (size_t)1 << 20;
    char *p = malloc(cap);
    *size = 0;
    while (p != NULL) {
        *size += fread(p + *size, 1, cap - *size, stdin);
        if (*size < cap)
            break;
        cap *= 2;
        char *more = realloc(p, cap);
        if (more == NULL)
            free(p);
        p = more;
    }
    return p;
}

static enum casus_status run(const struct cs_model *model, struct cs_str rest,
                             struct casus_error *err)
{
    static struct rows rows;
    const struct cs_trace trace = { layer, &rows };
    struct cs_doc doc = { .arena = cs_arena_new(DOCUMENT_CAP),
                          .recall = cs_recall_new() };
    uint64_t line = 0;
    enum casus_status status = doc.arena == NULL ? CASUS_ENOMEM : CASUS_OK;
    struct cs_str one;
    while (status == CASUS_OK && cs_conllu_next(&rest, &one, &line)) {
        cs_doc_reset(&doc);
        status = cs_conllu_read(&doc, one, false, NULL, err);
        if (status == CASUS_OK)
            status = cs_text_analyse_traced(model, &doc, &trace, err);
    }
    cs_recall_free(doc.recall);
    cs_arena_free(doc.arena);
    return status;
}

int main(int argc, char **argv)
{
    struct casus_error err = { 0 };
    struct cs_model *model = NULL;
    if (argc != 2) {
        (void)fprintf(stderr, "usage: dump_layers MODEL < TOKENS.conllu\n");
        return 2;
    }
    size_t size = 0;
    char *text = read_all(&size);
    enum casus_status status =
        text == NULL ? CASUS_ENOMEM : cs_model_open(argv[1], &model, &err);
    if (status == CASUS_OK)
        status = run(model, (struct cs_str){ text, size }, &err);
    if (status != CASUS_OK)
        (void)fprintf(stderr, "dump_layers: %s\n", err.message);
    cs_model_close(model);
    free(text);
    if (fflush(stdout) != 0 || ferror(stdout) || ferror(stdin)) {
        (void)fprintf(stderr, "dump_layers: cannot read or write all\n");
        return 1;
    }
    return status == CASUS_OK ? 0 : 1;
}
