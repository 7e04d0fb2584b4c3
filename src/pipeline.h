/* pipeline.h - the ordered stages that make a report's record.
 *
 * A stage is a row: its name, the layers it needs, those it gives, and a
 * function that reads the first and adds the second. cs_pipeline_check()
 * refuses an order in which a stage would miss a layer. */
#ifndef CS_PIPELINE_H
#define CS_PIPELINE_H

#include "doc/doc.h"
#include "meaning/coref.h"
#include "meaning/gazetteer.h"
#include "meaning/lexicon.h"
#include "text/model.h"

/* What all documents share, read-only. */
struct cs_models {
    struct cs_model *text;
    struct cs_lexicon *lexicon;
    struct cs_gazetteer *gazetteer;
    struct cs_weights meaning_file;
    struct cs_coref_model coref; /* borrowed from the file */
    const float *confidence;     /* the same; meaning/confidence.h */
};

struct cs_stage {
    const char *name, *about;
    uint32_t needs, gives; /* enum cs_layer bits */
    enum casus_status (*run)(const struct cs_models *models, struct cs_doc *doc,
                             struct casus_error *err);
};

/* All stages in order; the last row's name is NULL. */
extern const struct cs_stage cs_stages[];

/* The stage of that name, NULL. */
const struct cs_stage *cs_stage_find(const char *name);

/* CASUS_OK where each stage finds what it needs; else which does not. */
enum casus_status cs_pipeline_check(const struct cs_stage *stages,
                                    struct casus_error *err);

/* Run the stages on a document whose input layer is there (cs_input_load), or
 * whose tokens were given. Stages whose layers are all there are passed over.
 *
 * until   last stage to run, NULL for all
 * The first failure ends the run. Thread-safe over different documents. */
enum casus_status cs_pipeline_run(const struct cs_models *models,
                                  struct cs_doc *doc,
                                  const struct cs_stage *until,
                                  struct casus_error *err);

/* Open the models below a data folder (models/, lexicon/).
 *
 * own_lexicon  a user's folder of further lexicon files, or NULL
 * On failure nothing is left open. */
enum casus_status cs_models_open(const char *data_dir, const char *own_lexicon,
                                 struct cs_models *out,
                                 struct casus_error *err);
void cs_models_close(struct cs_models *models);

#endif
