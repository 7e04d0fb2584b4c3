/* presence.h - forces that are somewhere, told without an act. */
#ifndef CS_MEANING_PRESENCE_H
#define CS_MEANING_PRESENCE_H

#include "meaning/lexicon.h"

/* Fill doc->presences in text order. Needs quantities, places and entities.
 * CASUS_ENOMEM past the arena's cap. */
enum casus_status cs_presence_find(const struct cs_lexicon *lex,
                                   struct cs_doc *doc, struct casus_error *err);

#endif
