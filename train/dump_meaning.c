/* dump_meaning.c - what the weights of meaning see of given reports.
 *
 *     dump_meaning pairs|events DATA REPORTS.jsonl > LINES
 *
 * DATA holds models/ and lexicon/. Lines, in order, for each report:
 *
 *     D id
 *
 * pairs (coref.py):
 *
 *     P i k f1 f2 …       item i, candidate k (-1: nobody before), rows
 *     I begin end type    an item: bytes of the text, enum cs_item_type
 *     S i k               items of one phrase: a title and its name
 *
 * events (confidence.py):
 *
 *     E begin end sentence-begin sentence-end TYPE f1 f2 …
 *
 * The trainers read them, so that they learn from the very features that the
 * program computes. */
#include <stdio.h>
#include <string.h>

#include "input/input.h"
#include "meaning/confidence.h"
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

static enum casus_status dump_pairs(const struct cs_models *models,
                                    struct cs_doc *doc, struct casus_error *err)
{
    const struct cs_coref_trace trace = { pair, NULL };
    struct cs_items items;
    enum casus_status s =
        cs_pipeline_run(models, doc, cs_stage_find("attributions"), err);
    if (s != CASUS_OK)
        return s;
    cs_entities_describe(doc, false);
    s = cs_coref_resolve(models->lexicon, doc, &models->coref, &trace, &items);
    for (uint32_t i = 0; s == CASUS_OK && i < items.n; i++)
        (void)printf("I %u %u %d\n", doc->tokens[items.all[i].tok_b].span.b,
                     doc->tokens[items.all[i].tok_e - 1].span.e,
                     items.all[i].type);
    for (uint32_t i = 0; s == CASUS_OK && i < items.n; i++) {
        if (items.all[i].phrase)
            (void)printf("S %u %u\n", i, items.all[i].link);
    }
    return s;
}

static enum casus_status dump_events(const struct cs_models *models,
                                     struct cs_doc *doc,
                                     struct casus_error *err)
{
    const enum casus_status s = cs_pipeline_run(models, doc, NULL, err);
    for (uint32_t i = 0; s == CASUS_OK && i < doc->n_events; i++) {
        const struct cs_event *e = &doc->events[i];
        const struct cs_span sentence = doc->sentences[e->sentence].span;
        uint32_t rows[CS_CONFIDENCE_MOST];
        const uint32_t n = cs_confidence_features(doc, e, rows);
        (void)printf("E %u %u %u %u %s", e->trigger.b, e->trigger.e, sentence.b,
                     sentence.e, cs_event_type_name(e->type));
        for (uint32_t f = 0; f < n; f++)
            (void)printf(" %u", rows[f]);
        (void)printf("\n");
    }
    return s;
}

int main(int argc, char **argv)
{
    struct casus_error err = { 0 };
    struct cs_models models;
    struct cs_reader *reader = NULL;
    const bool pairs = argc == 4 && strcmp(argv[1], "pairs") == 0;
    if (argc != 4 || (!pairs && strcmp(argv[1], "events") != 0)) {
        (void)fprintf(stderr, "usage: dump_meaning pairs|events DATA "
                              "REPORTS.jsonl\n");
        return 2;
    }
    enum casus_status s = cs_models_open(argv[2], NULL, &models, &err);
    if (s == CASUS_OK)
        s = cs_reader_open(argv[3], CS_FORMAT_JSONL, &reader, &err);
    struct cs_doc doc = { .arena = cs_arena_new(DOCUMENT_CAP),
                          .recall = cs_recall_new() };
    while (s == CASUS_OK) {
        struct cs_report_in in;
        s = cs_reader_next(reader, &in, &err);
        if (s != CASUS_OK)
            break;
        cs_doc_reset(&doc);
        s = cs_input_load(&doc, &in, NULL, &err);
        if (s != CASUS_OK)
            break;
        (void)printf("D %.*s\n", (int)in.id.n, in.id.p);
        s = pairs ? dump_pairs(&models, &doc, &err)
                  : dump_events(&models, &doc, &err);
    }
    if (s != CASUS_OK && s != CASUS_ABSENT)
        (void)fprintf(stderr, "dump_meaning: %s\n", err.message);
    cs_reader_close(reader);
    cs_recall_free(doc.recall);
    cs_arena_free(doc.arena);
    if (fflush(stdout) != 0 || ferror(stdout))
        return 1;
    return s == CASUS_ABSENT ? 0 : 1;
}
