/* conllu.h - read and write CoNLL-U, the treebanks' format.
 *
 * Ten tab-separated columns a token, comment lines before a sentence, an empty
 * line after it (universaldependencies.org/format.html). */
#ifndef CS_TEXT_CONLLU_H
#define CS_TEXT_CONLLU_H

#include <stdbool.h>

#include "base/sink.h"
#include "base/status.h"
#include "doc/doc.h"

/* What the record has no field for; in the document's arena. */
struct cs_conllu {
    struct cs_str *sent_ids; /* [n_sent_ids], one a sentence; "" unknown */
    uint32_t n_sent_ids, cap_sent_ids;
};

/* Make a document of given tokens.
 *
 * doc     reset; text, lower, blocks (a body block a paragraph), sentences
 *         and tokens are filled, and their layers set
 * bytes   borrowed; nothing of doc points into them afterwards
 * with_analysis
 *         take lemmas, UPOS, features, heads, relations and Name=B-PER in
 *         MISC too, link the tree and set CS_LAYER_ANALYSIS; every token
 *         must then have a head
 * extra   NULL when not wanted
 *
 * The text comes from the `# text` comments where the forms fit them, else
 * from the forms and SpaceAfter=No; paragraphs from `# newpar` and `# newdoc`.
 * Words of a multiword token share out its surface; empty nodes are skipped. A
 * form may hold spaces.
 *
 * CASUS_EFORMAT: not CoNLL-U; err->at and the message name the line.
 * CASUS_ETOOBIG: a sentence of more than CS_MAX_SENTENCE_TOKENS words.
 * CASUS_EUTF8, CASUS_ENOMEM: as elsewhere. */
enum casus_status cs_conllu_read(struct cs_doc *doc, struct cs_str bytes,
                                 bool with_analysis, struct cs_conllu *extra,
                                 struct casus_error *err);

/* Cut the lines of one document, up to the next `# newdoc`, off *rest; lines
 * are counted into *line (from 0). False where *rest is used up. */
bool cs_conllu_next(struct cs_str *rest, struct cs_str *document,
                    uint64_t *line);

/* Write one sentence: `# newdoc id` before the first, `# newpar` before the
 * first of a block, `# sent_id`, `# text`, the tokens, an empty line. Without
 * CS_LAYER_ANALYSIS the columns of the analysis are "_".
 *
 * sent_id  empty: the sentence's number, from 1 */
void cs_conllu_write(const struct cs_doc *doc, uint32_t sentence,
                     struct cs_str sent_id, struct cs_sink *sink);

/* All sentences. extra  NULL, or the sent_ids to give. */
void cs_conllu_write_doc(const struct cs_doc *doc,
                         const struct cs_conllu *extra, struct cs_sink *sink);

#endif
