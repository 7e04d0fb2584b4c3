/* blocks.h - plain text as people paste and scrape it -> blocks.
 *
 * Lines are joined to paragraphs, what surrounds the report is told from the
 * report, and the title, standfirst, captions and datelines are marked. No
 * sentence of the report is dropped: a line that reads as a sentence is body
 * unless its wording says otherwise (docs/formats/input.md). */
#ifndef CS_INPUT_BLOCKS_H
#define CS_INPUT_BLOCKS_H

#include "base/status.h"
#include "doc/doc.h"

/* Fill doc->blocks from doc->text and doc->lower, and what the page says about
 * itself: meta.translated, meta.credit, and where the input did not give them
 * meta.title, meta.author and meta.published. CASUS_ENOMEM past the arena's
 * cap. */
enum casus_status cs_input_blocks(struct cs_doc *doc, struct casus_error *err);

/* The same for text that is known to be nothing but the report: every stretch
 * between empty lines is a body block. */
enum casus_status cs_input_paragraphs(struct cs_doc *doc,
                                      struct casus_error *err);

#endif
