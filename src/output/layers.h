/* layers.h - the report object of `casus code --layers`.
 *
 * What the stages found in a report besides its events: the layers that
 * accuracy is measured on and that the viewer highlights
 * (docs/formats/record.md). */
#ifndef CS_OUTPUT_LAYERS_H
#define CS_OUTPUT_LAYERS_H

#include "base/sink.h"
#include "base/status.h"
#include "doc/doc.h"
#include "output/record.h"

/* One line. On CASUS_ENOMEM the sink may end within it. */
enum casus_status cs_output_layers(const struct cs_doc *doc,
                                   const struct cs_coder_info *coder,
                                   struct cs_sink *sink);

/* The members "blocks" to "candidates" of that object, without its braces:
 * all layers that are wordings and what they stand for. stages.c has them
 * too. */
enum casus_status cs_json_layers(struct cs_json *json,
                                 const struct cs_offsets *offsets,
                                 const struct cs_doc *doc);

#endif
