/* stages.h - any layer of a document, for `casus parse --until STAGE`.
 *
 * Text is for a person who looks for the stage that went wrong: a heading a
 * layer, a line an element, tabs between columns, positions in code points.
 * JSON is one object with the same layers, for programs. */
#ifndef CS_OUTPUT_STAGES_H
#define CS_OUTPUT_STAGES_H

#include <stdint.h>

#include "base/sink.h"
#include "base/status.h"
#include "doc/doc.h"
#include "output/record.h"

/* layers: enum cs_layer bits; those that the document lacks are passed over.
 * Control characters of the text are neutralised. */
enum casus_status cs_output_stages_text(const struct cs_doc *doc,
                                        uint32_t layers, struct cs_sink *sink);

/* One line: what cs_output_layers gives, and "tokens" besides. */
enum casus_status cs_output_stages_json(const struct cs_doc *doc,
                                        const struct cs_coder_info *coder,
                                        struct cs_sink *sink);

#endif
