#include "pipeline.h"

#include <stdio.h>

#include "input/blocks.h"
#include "meaning/anchor.h"
#include "meaning/attribution.h"
#include "meaning/confidence.h"
#include "meaning/events.h"
#include "meaning/locate.h"
#include "meaning/mentions.h"
#include "meaning/parties.h"
#include "meaning/places.h"
#include "meaning/presence.h"
#include "meaning/quantities.h"
#include "meaning/times.h"
#include "text/analyse.h"
#include "text/sentences.h"
#include "text/tokens.h"

/* --- rows: each hands the stage what it needs of the models -------------- */

static enum casus_status run_blocks(const struct cs_models *models,
                                    struct cs_doc *doc, struct casus_error *err)
{
    (void)models;
    return cs_input_blocks(doc, err);
}

static enum casus_status run_sentences(const struct cs_models *models,
                                       struct cs_doc *doc,
                                       struct casus_error *err)
{
    (void)models;
    return cs_text_sentences(doc, err);
}

static enum casus_status run_tokens(const struct cs_models *models,
                                    struct cs_doc *doc, struct casus_error *err)
{
    (void)models;
    return cs_text_tokens(doc, err);
}

static enum casus_status run_analysis(const struct cs_models *models,
                                      struct cs_doc *doc,
                                      struct casus_error *err)
{
    return cs_text_analyse(models->text, doc, err);
}

static enum casus_status run_mentions(const struct cs_models *models,
                                      struct cs_doc *doc,
                                      struct casus_error *err)
{
    return cs_mentions_find(models->lexicon, doc, err);
}

static enum casus_status run_times(const struct cs_models *models,
                                   struct cs_doc *doc, struct casus_error *err)
{
    (void)models;
    return cs_times_find(doc, err);
}

static enum casus_status run_quantities(const struct cs_models *models,
                                        struct cs_doc *doc,
                                        struct casus_error *err)
{
    (void)models;
    return cs_quantities_find(doc, err);
}

static enum casus_status run_places(const struct cs_models *models,
                                    struct cs_doc *doc, struct casus_error *err)
{
    return cs_places_find(models->gazetteer, doc, err);
}

static enum casus_status run_entities(const struct cs_models *models,
                                      struct cs_doc *doc,
                                      struct casus_error *err)
{
    const enum casus_status s =
        cs_entities_resolve(models->lexicon, &models->coref, doc, err);
    return s == CASUS_OK ? cs_presence_find(models->lexicon, doc, err) : s;
}

static enum casus_status run_attributions(const struct cs_models *models,
                                          struct cs_doc *doc,
                                          struct casus_error *err)
{
    return cs_attributions_find(models->lexicon, doc, err);
}

static enum casus_status run_events(const struct cs_models *models,
                                    struct cs_doc *doc, struct casus_error *err)
{
    return cs_events_find(models->lexicon, doc, err);
}

static enum casus_status run_when(const struct cs_models *models,
                                  struct cs_doc *doc, struct casus_error *err)
{
    (void)models;
    return cs_times_anchor(doc, err);
}

static enum casus_status run_where(const struct cs_models *models,
                                   struct cs_doc *doc, struct casus_error *err)
{
    return cs_places_attach(models->gazetteer, doc, err);
}

static enum casus_status run_incidents(const struct cs_models *models,
                                       struct cs_doc *doc,
                                       struct casus_error *err)
{
    enum casus_status s = cs_claims_follow(doc);
    char country[4];
    cs_main_country(doc, country);
    for (uint32_t i = 0; i < doc->n_events && s == CASUS_OK; i++)
        s = cs_parties_place(doc, &doc->events[i], country);
    if (s != CASUS_OK)
        return cs_fail(err, s, 0, "report too large for the memory cap");
    return cs_incidents_find(models->lexicon, doc, err);
}

static enum casus_status run_confidence(const struct cs_models *models,
                                        struct cs_doc *doc,
                                        struct casus_error *err)
{
    (void)err;
    cs_confidence_fill(doc, models->confidence);
    return CASUS_OK;
}

#define ANALYSED                                                               \
    (CS_LAYER_TEXT | CS_LAYER_SENTENCES | CS_LAYER_TOKENS | CS_LAYER_ANALYSIS)

const struct cs_stage cs_stages[] = {
    { "blocks", "title, captions, body and furniture", CS_LAYER_TEXT,
      CS_LAYER_BLOCKS, run_blocks },
    { "sentences", "sentences of the blocks", CS_LAYER_TEXT | CS_LAYER_BLOCKS,
      CS_LAYER_SENTENCES, run_sentences },
    { "tokens", "words of the sentences", CS_LAYER_TEXT | CS_LAYER_SENTENCES,
      CS_LAYER_TOKENS, run_tokens },
    { "analysis", "tags, lemmas, dependency trees, names",
      CS_LAYER_TEXT | CS_LAYER_SENTENCES | CS_LAYER_TOKENS, CS_LAYER_ANALYSIS,
      run_analysis },
    { "times", "TIMEX3 expressions", ANALYSED, CS_LAYER_TIMES, run_times },
    { "places", "places on the map", ANALYSED, CS_LAYER_PLACES, run_places },
    { "mentions", "names and descriptions",
      ANALYSED | CS_LAYER_TIMES | CS_LAYER_PLACES, CS_LAYER_MENTIONS,
      run_mentions },
    { "quantities", "numbers and their bounds", ANALYSED | CS_LAYER_TIMES,
      CS_LAYER_QUANTITIES, run_quantities },
    { "attributions", "who says what",
      ANALYSED | CS_LAYER_MENTIONS | CS_LAYER_TIMES, CS_LAYER_ATTRIBUTIONS,
      run_attributions },
    { "entities", "who the mentions are",
      ANALYSED | CS_LAYER_MENTIONS | CS_LAYER_ATTRIBUTIONS, CS_LAYER_ENTITIES,
      run_entities },
    { "events", "who did what to whom",
      ANALYSED | CS_LAYER_ENTITIES | CS_LAYER_ATTRIBUTIONS |
          CS_LAYER_QUANTITIES | CS_LAYER_TIMES,
      CS_LAYER_EVENTS, run_events },
    { "when", "the days of the events", CS_LAYER_EVENTS | CS_LAYER_TIMES,
      CS_LAYER_WHEN, run_when },
    { "where", "the places of the events", CS_LAYER_EVENTS | CS_LAYER_PLACES,
      CS_LAYER_WHERE, run_where },
    { "incidents", "which events are one happening",
      CS_LAYER_EVENTS | CS_LAYER_WHEN | CS_LAYER_WHERE, CS_LAYER_INCIDENTS,
      run_incidents },
    { "confidence", "how likely each record is right",
      CS_LAYER_EVENTS | CS_LAYER_INCIDENTS, CS_LAYER_CONFIDENCE,
      run_confidence },
    { NULL, NULL, 0, 0, NULL },
};

const struct cs_stage *cs_stage_find(const char *name)
{
    for (const struct cs_stage *s = cs_stages; s->name != NULL; s++) {
        if (cs_str_is(cs_str_of(name), s->name))
            return s;
    }
    return NULL;
}

enum casus_status cs_pipeline_check(const struct cs_stage *stages,
                                    struct casus_error *err)
{
    uint32_t have = CS_LAYER_TEXT;
    for (const struct cs_stage *s = stages; s->name != NULL; s++) {
        if ((s->needs & ~have) != 0)
            return cs_fail(err, CASUS_EUSAGE, 0,
                           "stage %s needs a layer that no stage before it "
                           "gives",
                           s->name);
        have |= s->gives;
    }
    return CASUS_OK;
}

enum casus_status cs_pipeline_run(const struct cs_models *models,
                                  struct cs_doc *doc,
                                  const struct cs_stage *until,
                                  struct casus_error *err)
{
    for (const struct cs_stage *s = cs_stages; s->name != NULL; s++) {
        if ((doc->layers & s->gives) != s->gives) {
            const enum casus_status status = s->run(models, doc, err);
            if (status != CASUS_OK)
                return status;
            doc->layers |= s->gives;
        }
        if (s == until)
            break;
    }
    return CASUS_OK;
}

/* --- models -------------------------------------------------------------- */

static bool join(char out[4096], const char *dir, const char *name)
{
    const int n = snprintf(out, 4096, "%s/%s", dir, name);
    return n > 0 && n < 4096;
}

static enum casus_status open_meaning(struct cs_models *models,
                                      const char *path, struct casus_error *err)
{
    static const struct {
        const char *name;
        uint32_t shape[4];
    } wanted[] = {
        { "coref.rows", { CS_COREF_ROWS, CS_COREF_WIDTH, 1, 1 } },
        { "coref.bias", { CS_COREF_WIDTH, 1, 1, 1 } },
        { "coref.out", { CS_COREF_WIDTH, 1, 1, 1 } },
    };
    const float **at[] = { &models->coref.rows, &models->coref.bias,
                           &models->coref.out };
    enum casus_status s = cs_weights_open(path, &models->meaning_file, err);
    for (size_t i = 0; s == CASUS_OK && i < sizeof at / sizeof *at; i++) {
        const void *array;
        uint32_t shape[4];
        s = cs_weights_get(&models->meaning_file, wanted[i].name, CS_ARRAY_F32,
                           wanted[i].shape, &array, shape, err);
        if (s == CASUS_OK)
            *at[i] = array;
    }
    /* Weights without them are those one begins with (train/). */
    if (s == CASUS_OK &&
        cs_weights_have(&models->meaning_file, "confidence.weights")) {
        const uint32_t want[4] = { CS_CONFIDENCE_ROWS, 1, 1, 1 };
        const void *array;
        uint32_t shape[4];
        s = cs_weights_get(&models->meaning_file, "confidence.weights",
                           CS_ARRAY_F32, want, &array, shape, err);
        if (s == CASUS_OK)
            models->confidence = array;
    }
    return s;
}

enum casus_status cs_models_open(const char *data_dir, const char *own_lexicon,
                                 struct cs_models *out, struct casus_error *err)
{
    char text[4096], lexicon[4096], places[4096], meaning[4096];
    *out = (struct cs_models){ .text = NULL };
    if (!join(text, data_dir, "models/fast.casus") ||
        !join(lexicon, data_dir, "lexicon") ||
        !join(places, data_dir, "models/places.casus") ||
        !join(meaning, data_dir, "models/meaning.casus"))
        return cs_fail(err, CASUS_EIO, 0, "%s: path too long", data_dir);
    enum casus_status s = cs_pipeline_check(cs_stages, err);
    if (s == CASUS_OK)
        s = cs_model_open(text, &out->text, err);
    if (s == CASUS_OK)
        s = cs_lexicon_load(lexicon, own_lexicon, NULL, NULL, &out->lexicon,
                            err);
    if (s == CASUS_OK)
        s = cs_gazetteer_open(places, &out->gazetteer, err);
    if (s == CASUS_OK)
        s = open_meaning(out, meaning, err);
    if (s != CASUS_OK)
        cs_models_close(out);
    return s;
}

void cs_models_close(struct cs_models *models)
{
    cs_model_close(models->text);
    cs_lexicon_free(models->lexicon);
    cs_gazetteer_close(models->gazetteer);
    cs_weights_close(&models->meaning_file);
    *models = (struct cs_models){ .text = NULL };
}
