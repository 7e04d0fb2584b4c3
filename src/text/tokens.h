/* tokens.h - sentences -> tokens, after the conventions of UD English.
 *
 * The units are those of the EWT and GUM treebanks, so that a parser trained
 * on them sees what it was trained on: clitics apart (do|n't, Iraq|'s),
 * hyphenated compounds apart (US|-|led) but for bound prefixes (non-lethal),
 * numbers whole (2,500  7:30  9/11), signs and units apart ($|5  10|%
 * 30|km), stops with the abbreviations they belong to (Mr.  U.S.). */
#ifndef CS_TEXT_TOKENS_H
#define CS_TEXT_TOKENS_H

#include "base/status.h"
#include "doc/doc.h"

/* Fill doc->tokens (span, norm, sentence, space_after; no analysis) and
 * tok_b, tok_e of each sentence.
 *
 * Needs the sentences, gives CS_LAYER_TOKENS. CASUS_ENOMEM past the cap. */
enum casus_status cs_text_tokens(struct cs_doc *doc, struct casus_error *err);

/* Tokens of a stretch of text, one at a time; allocates nothing. */
struct cs_scan {
    struct cs_str text, lower; /* text up to the end of the stretch */
    size_t begin;              /* of the stretch */
    size_t at;
    /* The current run without white space. */
    size_t run_b, run_e;
    bool plain;              /* ASCII letters only */
    size_t whole_b, whole_e; /* address or file name in it, one token */
};

/* text, lower  of the whole document, of the same length
 * span         the stretch, whole characters */
struct cs_scan cs_scan_of(struct cs_str text, struct cs_str lower,
                          struct cs_span span);
/* False at the end. Spans follow each other, are not empty and hold no white
 * space. */
bool cs_scan_next(struct cs_scan *scan, struct cs_span *token);

/* norm of the token at `span`: a slice of doc->lower, or a copy in the arena
 * where a curly apostrophe had to become straight. .p is NULL past the cap. */
struct cs_str cs_token_norm(struct cs_doc *doc, struct cs_span span);

#endif
