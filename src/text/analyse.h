/* analyse.h - the text stage: tokens to tags, lemmas, trees and names. */
#ifndef CS_TEXT_ANALYSE_H
#define CS_TEXT_ANALYSE_H

#include "base/status.h"
#include "doc/doc.h"
#include "text/encoder.h"
#include "text/model.h"

/* Fill upos, feats, morph, lemma, head, deprel, name and the links of the
 * tree of every token, and set CS_LAYER_ANALYSIS.
 *
 * doc   with sentences and tokens, every token in a sentence. Lemmas and
 *       features are borrowed from the text, the model and the arena, so the
 *       model must outlive the document's use. Where the caller has set
 *       doc->vector_dim to CS_TEXT_WIDTH, doc->vectors keeps the vectors.
 * CASUS_ENOMEM: past the arena's cap. Thread-safe; no heap call.
 *
 * A sentence beyond CS_TEXT_WINDOW tokens is analysed in pieces; the roots of
 * the later ones hang on the first as parataxis. */
enum casus_status cs_text_analyse(const struct cs_model *model,
                                  struct cs_doc *doc, struct casus_error *err);

/* The same, showing every layer of every chunk. */
enum casus_status cs_text_analyse_traced(const struct cs_model *model,
                                         struct cs_doc *doc,
                                         const struct cs_trace *trace,
                                         struct casus_error *err);

#endif
