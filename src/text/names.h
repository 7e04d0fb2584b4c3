/* names.h - one wording, one kind within a report.
 *
 * The text model sees a sentence at a time and takes a rare name for a person
 * here and a place there. Within a report one wording nearly always names one
 * thing: where a name's kinds differ, the most frequent one holds. */
#ifndef CS_TEXT_NAMES_H
#define CS_TEXT_NAMES_H

#include "base/status.h"
#include "doc/doc.h"

/* Give all names of one wording (the same bytes) the kind that most of them
 * have; a name whose kind is as frequent as the first keeps it. The document's
 * tokens have their names; its arena is used for scratch and rewound.
 * CASUS_ENOMEM past the arena's cap. Thread-safe over different documents. */
enum casus_status cs_names_agree(struct cs_doc *doc);

#endif
