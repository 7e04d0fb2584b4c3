/* mentions.h - who and what is named or described, and who they are.
 *
 * Names come from the lexicon and from the text model, descriptions ("Iraqi
 * police", "a militia leader") from the lexicon's agents and titles. A
 * description takes its country from the words around it, a person from title
 * and apposition; what one mention of an entity tells holds for the others. */
#ifndef CS_MEANING_MENTIONS_H
#define CS_MEANING_MENTIONS_H

#include "meaning/coref.h"

/* Fill doc->mentions, and each token's word numbers, mention and inside.
 * Needs the analysed tokens. CASUS_ENOMEM past the arena's cap. */
enum casus_status cs_mentions_find(const struct cs_lexicon *lex,
                                   struct cs_doc *doc, struct casus_error *err);

/* Fill codes from context, doc->entities, each mention's entity, and
 * doc->pronouns. Needs the attributions. model: may be NULL (coref.h). */
enum casus_status cs_entities_resolve(const struct cs_lexicon *lex,
                                      const struct cs_coref_model *model,
                                      struct cs_doc *doc,
                                      struct casus_error *err);

/* Codes of the mentions from their own phrases. pronouns: "its commander" takes
 * that of what "its" is; needs doc->pronouns. */
void cs_entities_describe(struct cs_doc *doc, bool pronouns);

/* The mention that a word stands for: its own, the name it is part of, the
 * one under "number of"; CS_NONE. Pronouns: see cs_pronoun_mention. */
uint32_t cs_mention_of(const struct cs_doc *doc, uint32_t tok);

/* What a personal or possessive pronoun stands for: a mention, the last before
 * it; CS_NONE for nothing known, and before the entities are there.
 * First-person pronouns are left to quotation (parties.h). */
uint32_t cs_pronoun_mention(const struct cs_doc *doc, uint32_t tok);

/* How many mentions begin before the token: they are in text order. */
uint32_t cs_mentions_before(const struct cs_doc *doc, uint32_t tok);

/* Armed or police? */
bool cs_is_force(const struct cs_mention *mention);

/* May it be of the country that it is told in? Not what a list knows, nor
 * foreigners and alliances. */
bool cs_may_be_local(const struct cs_doc *doc,
                     const struct cs_mention *mention);

/* The country that the report is mostly about, "" where none stands out. */
void cs_main_country(const struct cs_doc *doc, char country[4]);

/* --- between the files of this folder ------------------------------------ */

/* The mentions that are names. CASUS_ENOMEM past the arena's cap. */
enum casus_status cs_names_find(const struct cs_lexicon *lex,
                                struct cs_doc *doc);

/* The token of a run whose head is outside it; the last one if several. */
uint32_t cs_head_of_run(const struct cs_doc *doc, uint32_t b, uint32_t e);

/* A mention of the tokens [b, e) with that head, which learns of it. NULL past
 * the arena's cap. */
struct cs_mention *cs_add_mention(struct cs_doc *doc, uint32_t b, uint32_t e,
                                  uint32_t head);

#endif
