/* dump_pairs.c - what the coreference network sees of given reports.
 *
 *     dump_pairs DATA REPORTS.jsonl > PAIRS
 *
 * DATA holds models/ and lexicon/. Lines, in order, for each report:
 *
 *     D id
 *     I begin end type          an item: bytes of the text, enum cs_item_type
 *     P i k f1 f2 …             item i, candidate k (-1: nobody before), rows
 *
 * The trainer (coref.py) reads them, so that it learns from the very features
 * that the program computes. */
#include <stdio.h>
#include <stdlib.h>

#include "input/input.h"
#include "meaning/mentions.h"
#include "pipeline.h"
#include "text/recall.h"

enum { DOCUMENT_CAP = 1 << 30 };

static void pair(void *arg, uint32_t i, uint32_t k, const uint32_t *features,
                 uint32_t n)
{
    (void)arg;
    (void)printf("P %u %d", i, k == CS_NONE ? -1 : (int)k);
    for (uint32_t f = 0; f < n; f++)
        (void)printf(" %u", features[f]);
    (void)printf("\n");
}

static enum casus_status one(const struct cs_models *models,
                             struct cs_doc *doc, const struct cs_report_in *in,
                             struct casus_error *err)
{
    const struct cs_coref_trace trace = { pair, NULL };
    struct cs_items items;
    enum casus_status s = cs_input_load(doc, in, NULL, err);
    if (s == CASUS_OK)
        s = cs_pipeline_run(models, doc, cs_stage_find("attributions"), err);
    if (s != CASUS_OK)
        return s;
    (void)printf("D %.*s\n", (int)in->id.n, in->id.p);
    cs_entities_describe(doc, false);
    s = cs_coref_resolve(models->lexicon, doc, &models->coref, &trace, &items);
    for (uint32_t i = 0; s == CASUS_OK && i < items.n; i++)
        (void)printf("I %u %u %d\n", doc->tokens[items.all[i].tok_b].span.b,
                     doc->tokens[items.all[i].tok_e - 1].span.e,
                     items.all[i].type);
    return s;
}

int main(int argc, char **argv)
{
    struct casus_error err = { 0 };
    struct cs_models models;
    struct cs_reader *reader = NULL;
    if (argc != 3) {
        (void)fprintf(stderr, "usage: dump_pairs DATA REPORTS.jsonl\n");
        return 2;
    }
    enum casus_status s = cs_models_open(argv[1], NULL, &models, &err);
    if (s == CASUS_OK)
        s = cs_reader_open(argv[2], CS_FORMAT_JSONL, &reader, &err);
    struct cs_doc doc = { .arena = cs_arena_new(DOCUMENT_CAP),
                          .recall = cs_recall_new() };
    while (s == CASUS_OK) {
        struct cs_report_in in;
        s = cs_reader_next(reader, &in, &err);
        if (s != CASUS_OK)
            break;
        cs_doc_reset(&doc);
        s = one(&models, &doc, &in, &err);
    }
    if (s != CASUS_OK && s != CASUS_ABSENT)
        (void)fprintf(stderr, "dump_pairs: %s\n", err.message);
    cs_reader_close(reader);
    cs_recall_free(doc.recall);
    cs_arena_free(doc.arena);
    if (fflush(stdout) != 0 || ferror(stdout))
        return 1;
    return s == CASUS_ABSENT ? 0 : 1;
}
