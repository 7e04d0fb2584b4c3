/* tree.h - who does what to whom, read off a dependency tree.
 *
 * Universal Dependencies says how words hang together; these functions answer
 * in the terms of rules: the logical subject and object of a verb in active
 * and passive, shared in coordination, understood in infinitives and
 * participles, and the phrase with a given preposition. All positions are
 * token indexes of the document, CS_NONE for nothing. */
#ifndef CS_MEANING_TREE_H
#define CS_MEANING_TREE_H

#include "doc/doc.h"

/* First child with the relation (subtypes are other relations). */
uint32_t cs_child(const struct cs_doc *doc, uint32_t tok,
                  enum cs_deprel deprel);

/* Does tok have a child with the relation? */
bool cs_has_child(const struct cs_doc *doc, uint32_t tok,
                  enum cs_deprel deprel);

/* Can the word stand for a participant: a noun, name, pronoun, number or a
 * nominal adjective ("the wounded")? */
bool cs_is_nominal(const struct cs_doc *doc, uint32_t tok);

/* A verb used as one: VERB, or AUX that is the head of its clause. */
bool cs_is_verb(const struct cs_doc *doc, uint32_t tok);

/* Is the verb passive, with an auxiliary or as a bare participle? */
bool cs_is_passive(const struct cs_doc *doc, uint32_t verb);

/* A verb of saying, thinking or remembering, whose day and place are not those
 * of what is told: "said on Friday that", "mourned the dead of". */
bool cs_tells(const struct cs_doc *doc, uint32_t verb);

/* The one who acts, also where the clause does not repeat it: "plans to
 * attack", "killing twelve", "troops fighting", "attacked and fled". */
uint32_t cs_subject(const struct cs_doc *doc, uint32_t verb);

/* The one acted upon; in a passive its grammatical subject. */
uint32_t cs_object(const struct cs_doc *doc, uint32_t verb);

/* The words that a relative clause may tell of, as far as trees hang it on the
 * wrong one: the noun it hangs on, then the nouns that one is part of ("the
 * attack on a school in Sarwan, which killed two"). Fills up[], nearest first,
 * and returns how many; 0 where `verb` heads no relative clause. */
enum { CS_RELATIVE_NOUNS = 4 };
uint32_t cs_relative_nouns(const struct cs_doc *doc, uint32_t verb,
                           uint32_t up[CS_RELATIVE_NOUNS]);

/* The token itself, or what a relative pronoun stands for. */
uint32_t cs_antecedent(const struct cs_doc *doc, uint32_t tok);

/* Next child of tok, after `after` (CS_NONE: from the first), that is a
 * prepositional phrase with one of the words of `prep` ("on"); its noun. */
uint32_t cs_prep_child(const struct cs_doc *doc, uint32_t tok,
                       struct cs_str prep, uint32_t after);

/* The noun of the first such phrase with the earliest of several prepositions
 * that has one; NULL ends the list. CS_NONE: none has. */
uint32_t cs_prep_any(const struct cs_doc *doc, uint32_t tok,
                     const char *const *preps);

/* The first word of a phrase's preposition, CS_NONE where it has none. */
uint32_t cs_preposition(const struct cs_doc *doc, uint32_t noun);

/* The word that the phrase is about: for "number of people", "group of men",
 * "dozens of civilians" the word under "of"; else the token itself. */
uint32_t cs_content_word(const struct cs_doc *doc, uint32_t tok);

/* The noun phrase around a head as one run of tokens: determiners, modifiers
 * and "of" phrases, without relative clauses, appositions and coordination.
 * with_of: keep phrases with "of". */
void cs_phrase(const struct cs_doc *doc, uint32_t head, bool with_of,
               uint32_t *tok_b, uint32_t *tok_e);

/* Bytes of a token run. */
static inline struct cs_span cs_tokens_span(const struct cs_doc *doc,
                                            uint32_t b, uint32_t e)
{
    return (struct cs_span){ doc->tokens[b].span.b, doc->tokens[e - 1].span.e };
}

/* Is the token part of a time expression? Needs the times. */
bool cs_in_time(const struct cs_doc *doc, uint32_t tok);

/* Is `tok` in the subtree of `top` (itself included)? */
bool cs_under(const struct cs_doc *doc, uint32_t tok, uint32_t top);

/* Is the token (CS_NONE: no) written so, in small letters? */
static inline bool cs_norm_is(const struct cs_doc *doc, uint32_t tok,
                              const char *norm)
{
    return tok != CS_NONE && cs_str_is(doc->tokens[tok].norm, norm);
}

/* The same of token i, where it stands before `end`. */
static inline bool cs_norm_at(const struct cs_doc *doc, uint32_t i,
                              uint32_t end, const char *norm)
{
    return i < end && cs_str_is(doc->tokens[i].norm, norm);
}

/* The token `step` further on in its sentence, CS_NONE beyond its ends. */
static inline uint32_t cs_beside(const struct cs_doc *doc, uint32_t tok,
                                 int step)
{
    const struct cs_sentence *s = &doc->sentences[doc->tokens[tok].sentence];
    const int64_t at = (int64_t)tok + step;
    return at < s->tok_b || at >= s->tok_e ? CS_NONE : (uint32_t)at;
}

#define CS_EACH_CHILD(doc, tok, child)                                         \
    for (uint32_t child = (doc)->tokens[tok].first_child; child != CS_NONE;    \
         child = (doc)->tokens[child].next_sibling)

#endif
