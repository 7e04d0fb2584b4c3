/* casus.c - the public interface: a thin layer over the pipeline. */
#include <stdlib.h>

#include "base/kern.h"
#include "base/sink.h"
#include "input/input.h"
#include "meaning/considered.h"
#include "output/csv.h"
#include "output/explain.h"
#include "output/layers.h"
#include "output/record.h"
#include "output/table.h"
#include "pipeline.h"
#include "text/recall.h"

struct casus_coder {
    struct cs_models models;
    struct cs_coder_info info;
};

struct casus_report {
    const struct casus_coder *coder;
    struct cs_doc doc;
    struct cs_sink sink;
};

/* Most memory that one report may take. */
#define REPORT_CAP ((size_t)4 << 30)

enum casus_status casus_open(const char *data_dir, const char *own_lexicon,
                             const char *kernels, struct casus_coder **out,
                             struct casus_error *err)
{
    struct casus_coder *coder = calloc(1, sizeof *coder);
    if (coder == NULL)
        return cs_fail(err, CASUS_ENOMEM, 0, "no memory");
    enum casus_status s = cs_kern_select(kernels, err);
    if (s == CASUS_OK)
        s = cs_models_open(data_dir, own_lexicon, &coder->models, err);
    if (s != CASUS_OK) {
        free(coder);
        return s;
    }
    coder->info = (struct cs_coder_info){ CASUS_VERSION,
                                          cs_model_name(coder->models.text),
                                          coder->models.lexicon->version };
    *out = coder;
    return CASUS_OK;
}

void casus_close(struct casus_coder *coder)
{
    if (coder != NULL)
        cs_models_close(&coder->models);
    free(coder);
}

enum casus_status casus_report_new(const struct casus_coder *coder,
                                   struct casus_report **out,
                                   struct casus_error *err)
{
    struct casus_report *report = calloc(1, sizeof *report);
    struct cs_arena *arena = cs_arena_new(REPORT_CAP);
    struct cs_recall *recall = cs_recall_new();
    if (report == NULL || arena == NULL || recall == NULL) {
        free(report);
        cs_arena_free(arena);
        cs_recall_free(recall);
        return cs_fail(err, CASUS_ENOMEM, 0, "no memory");
    }
    report->coder = coder;
    report->doc.arena = arena;
    report->doc.recall = recall;
    cs_doc_reset(&report->doc);
    *out = report;
    return CASUS_OK;
}

void casus_report_free(struct casus_report *report)
{
    if (report == NULL)
        return;
    cs_arena_free(report->doc.arena);
    cs_recall_free(report->doc.recall);
    cs_sink_free(&report->sink);
    free(report);
}

enum casus_status casus_code(struct casus_report *report,
                             const struct casus_input *input,
                             struct casus_error *err)
{
    const struct cs_report_in in = {
        .text = { input->text, input->length },
        .id = cs_str_of(input->id),
        .path = cs_str_of(input->path),
        .title = cs_str_of(input->title),
        .published = cs_str_of(input->published),
        .url = cs_str_of(input->url),
        .publisher = cs_str_of(input->publisher),
        .author = cs_str_of(input->author),
    };
    cs_doc_reset(&report->doc);
    enum casus_status s = cs_input_load(&report->doc, &in, NULL, err);
    if (s == CASUS_OK)
        s = cs_pipeline_run(&report->coder->models, &report->doc, NULL, err);
    if (s != CASUS_OK)
        cs_doc_reset(&report->doc);
    return s;
}

size_t casus_event_count(const struct casus_report *report)
{
    return report->doc.n_events;
}

enum casus_status casus_print(struct casus_report *report, enum casus_form form,
                              const char **bytes, size_t *length,
                              struct casus_error *err)
{
    static const struct cs_style plain = { 80, false };
    const struct cs_doc *doc = &report->doc;
    struct cs_sink *sink = &report->sink;
    enum casus_status s = CASUS_OK;
    cs_sink_reset(sink);
    switch (form) {
    case CASUS_RECORDS:
        s = cs_output_records(doc, &report->coder->info, sink);
        break;
    case CASUS_LAYERS:
        s = cs_output_layers(doc, &report->coder->info, sink);
        break;
    case CASUS_CSV:
        s = cs_output_csv(doc, sink);
        break;
    case CASUS_TABLE:
        s = cs_output_table(doc, &plain, sink);
        break;
    case CASUS_EXPLAIN:
        s = cs_considered_find(&report->doc, err);
        if (s != CASUS_OK)
            return s;
        s = cs_output_explain(doc, &plain, sink);
        break;
    }
    if (s == CASUS_OK && sink->failed)
        s = CASUS_ENOMEM;
    if (s != CASUS_OK)
        return cs_fail(err, s, 0, "no memory for the output");
    *bytes = sink->p == NULL ? "" : sink->p;
    *length = sink->n;
    return CASUS_OK;
}
