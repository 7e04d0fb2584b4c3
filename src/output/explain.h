/* explain.h - why each record says what it says, for a person.
 *
 * For every event its sentence, then field after field: the value, the words
 * of the report behind it, and the rule and the steps that led there. Then
 * the sentences that gave nothing, with the wordings that were considered and
 * what ruled them out. Plain words stand for rule names where there are some;
 * rule names are kept, since they are what one changes in the lexicon. */
#ifndef CS_OUTPUT_EXPLAIN_H
#define CS_OUTPUT_EXPLAIN_H

#include "base/sink.h"
#include "base/status.h"
#include "doc/doc.h"
#include "output/term.h"

/* One report. CASUS_ENOMEM: the sink could not grow. */
enum casus_status cs_output_explain(const struct cs_doc *doc,
                                    const struct cs_style *style,
                                    struct cs_sink *sink);

#endif
