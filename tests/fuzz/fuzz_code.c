/* fuzz_code.c - any bytes as a report, through all stages and all outputs.
 *
 * Built with libFuzzer, or with replay.c for `make check`; run from the top of
 * the source tree, where the models are. Whatever the bytes, spans must lie in
 * the text and indices in their layers. */
#include <stdint.h>
#include <stdlib.h>

#include "input/input.h"
#include "output/csv.h"
#include "output/explain.h"
#include "output/layers.h"
#include "output/record.h"
#include "output/stages.h"
#include "output/table.h"
#include "pipeline.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(int condition)
{
    if (!condition)
        abort();
}

static void check_span(const struct cs_doc *doc, struct cs_span s)
{
    check(s.b <= s.e && s.e <= doc->text.n);
}

static void check_layers(const struct cs_doc *doc)
{
    for (uint32_t i = 0; i < doc->n_sentences; i++) {
        const struct cs_sentence *s = &doc->sentences[i];
        check_span(doc, s->span);
        check(s->tok_b <= s->tok_e && s->tok_e <= doc->n_tokens);
    }
    for (uint32_t i = 0; i < doc->n_tokens; i++) {
        check_span(doc, doc->tokens[i].span);
        check(doc->tokens[i].head == CS_NONE ||
              doc->tokens[i].head < doc->n_tokens);
    }
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        check_span(doc, doc->mentions[i].span);
        check(doc->mentions[i].entity == CS_NONE ||
              doc->mentions[i].entity < doc->n_entities);
    }
    for (uint32_t i = 0; i < doc->n_times; i++)
        check_span(doc, doc->times[i].span);
    for (uint32_t i = 0; i < doc->n_places; i++)
        check_span(doc, doc->places[i].span);
    for (uint32_t i = 0; i < doc->n_events; i++) {
        const struct cs_event *e = &doc->events[i];
        check_span(doc, e->trigger);
        check(e->sentence < doc->n_sentences && e->tok < doc->n_tokens);
        check(e->place == CS_NONE || e->place < doc->n_places);
        for (uint32_t k = 0; k < e->n_actors; k++)
            check_span(doc, e->actors[k].span);
        for (uint32_t k = 0; k < e->n_recipients; k++)
            check_span(doc, e->recipients[k].span);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct cs_doc doc;
    static struct cs_models models;
    static struct cs_sink sink;
    static const struct cs_style style = { 80, true };
    static const struct cs_coder_info coder = { "0", "fuzz", "0" };
    struct casus_error err = { CASUS_OK, 0, "" };
    if (doc.arena == NULL) {
        doc.arena = cs_arena_new((size_t)256 << 20);
        check(doc.arena != NULL &&
              cs_models_open(".", NULL, &models, &err) == CASUS_OK);
    }
    const struct cs_report_in in = {
        .text = { (const char *)data, size },
        .published = CS_STR("2024-02-29"),
    };
    cs_doc_reset(&doc);
    cs_sink_reset(&sink);
    if (cs_input_load(&doc, &in, NULL, &err) != CASUS_OK)
        return 0;
    const enum casus_status s = cs_pipeline_run(&models, &doc, NULL, &err);
    check(s == CASUS_OK || s == CASUS_ENOMEM || s == CASUS_ETOOBIG);
    if (s != CASUS_OK)
        return 0;
    check_layers(&doc);
    (void)cs_output_layers(&doc, &coder, &sink);
    (void)cs_output_records(&doc, &coder, &sink);
    (void)cs_output_csv(&doc, &sink);
    (void)cs_output_table(&doc, &style, &sink);
    (void)cs_output_explain(&doc, &style, &sink);
    (void)cs_output_stages_text(&doc, doc.layers, &sink);
    return 0;
}
