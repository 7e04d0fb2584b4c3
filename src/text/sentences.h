/* sentences.h - blocks -> sentences.
 *
 * A block's end always ends a sentence; inside a block a stop does, unless it
 * belongs to an abbreviation, an initial, a number or a list's counter. Line
 * ends are no boundary (hard-wrapped text), empty lines and new list items
 * are. Texts all in capitals or all in small letters are told from their
 * letters, since there the case of the next word says nothing. */
#ifndef CS_TEXT_SENTENCES_H
#define CS_TEXT_SENTENCES_H

#include "base/status.h"
#include "doc/doc.h"

/* A longer sentence is cut, after a comma or semicolon where there is one in
 * its last quarter. Parsing takes memory by the square of this. */
enum { CS_MAX_SENTENCE_TOKENS = 400 };

/* Fill doc->sentences (span, block) from the blocks of kind title,
 * standfirst, caption and body.
 *
 * Needs the blocks, gives CS_LAYER_SENTENCES. CASUS_ENOMEM past the cap. */
enum casus_status cs_text_sentences(struct cs_doc *doc,
                                    struct casus_error *err);

#endif
