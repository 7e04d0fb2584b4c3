/* ud.h - Universal Dependencies' names as numbers.
 *
 * Rules compare numbers; files and people see names. The order of the two
 * lists is part of no file format: weights carry names and are mapped on
 * loading. Source: universaldependencies.org, version 2. */
#ifndef CS_DOC_UD_H
#define CS_DOC_UD_H

#include <stdint.h>

#include "base/str.h"

/* Universal part of speech. */
#define CS_UPOS_LIST(X)                                                        \
    X(X_OTHER, "X")                                                            \
    X(ADJ, "ADJ")                                                              \
    X(ADP, "ADP")                                                              \
    X(ADV, "ADV")                                                              \
    X(AUX, "AUX")                                                              \
    X(CCONJ, "CCONJ")                                                          \
    X(DET, "DET")                                                              \
    X(INTJ, "INTJ")                                                            \
    X(NOUN, "NOUN")                                                            \
    X(NUM, "NUM")                                                              \
    X(PART, "PART")                                                            \
    X(PRON, "PRON")                                                            \
    X(PROPN, "PROPN")                                                          \
    X(PUNCT, "PUNCT")                                                          \
    X(SCONJ, "SCONJ")                                                          \
    X(SYM, "SYM")                                                              \
    X(VERB, "VERB")

enum cs_upos {
#define X(name, text) CS_##name,
    CS_UPOS_LIST(X)
#undef X
        CS_UPOS_COUNT
};

/* Relation to the head, with the subtypes that English treebanks use. */
#define CS_DEPREL_LIST(X)                                                      \
    X(DEP, "dep")                                                              \
    X(ROOT, "root")                                                            \
    X(ACL, "acl")                                                              \
    X(ACL_RELCL, "acl:relcl")                                                  \
    X(ADVCL, "advcl")                                                          \
    X(ADVCL_RELCL, "advcl:relcl")                                              \
    X(ADVMOD, "advmod")                                                        \
    X(AMOD, "amod")                                                            \
    X(APPOS, "appos")                                                          \
    X(AUXILIARY, "aux")                                                        \
    X(AUX_PASS, "aux:pass")                                                    \
    X(CASE, "case")                                                            \
    X(CC, "cc")                                                                \
    X(CC_PRECONJ, "cc:preconj")                                                \
    X(CCOMP, "ccomp")                                                          \
    X(COMPOUND, "compound")                                                    \
    X(COMPOUND_PRT, "compound:prt")                                            \
    X(CONJ, "conj")                                                            \
    X(COP, "cop")                                                              \
    X(CSUBJ, "csubj")                                                          \
    X(CSUBJ_OUTER, "csubj:outer")                                              \
    X(CSUBJ_PASS, "csubj:pass")                                                \
    X(DET_REL, "det")                                                          \
    X(DET_PREDET, "det:predet")                                                \
    X(DISCOURSE, "discourse")                                                  \
    X(DISLOCATED, "dislocated")                                                \
    X(EXPL, "expl")                                                            \
    X(FIXED, "fixed")                                                          \
    X(FLAT, "flat")                                                            \
    X(GOESWITH, "goeswith")                                                    \
    X(IOBJ, "iobj")                                                            \
    X(LIST, "list")                                                            \
    X(MARK, "mark")                                                            \
    X(NMOD, "nmod")                                                            \
    X(NMOD_DESC, "nmod:desc")                                                  \
    X(NMOD_POSS, "nmod:poss")                                                  \
    X(NMOD_UNMARKED, "nmod:unmarked")                                          \
    X(NSUBJ, "nsubj")                                                          \
    X(NSUBJ_OUTER, "nsubj:outer")                                              \
    X(NSUBJ_PASS, "nsubj:pass")                                                \
    X(NUMMOD, "nummod")                                                        \
    X(OBJ, "obj")                                                              \
    X(OBL, "obl")                                                              \
    X(OBL_AGENT, "obl:agent")                                                  \
    X(OBL_UNMARKED, "obl:unmarked")                                            \
    X(ORPHAN, "orphan")                                                        \
    X(PARATAXIS, "parataxis")                                                  \
    X(PUNCT_REL, "punct")                                                      \
    X(REPARANDUM, "reparandum")                                                \
    X(VOCATIVE, "vocative")                                                    \
    X(XCOMP, "xcomp")

enum cs_deprel {
#define X(name, text) CS_REL_##name,
    CS_DEPREL_LIST(X)
#undef X
        CS_REL_COUNT
};

/* The morphological features that rules ask for, as bits of a token's
 * `morph`; the whole feature string stands beside them. */
enum cs_morph {
    CS_MORPH_FIN = 1 << 0,       /* VerbForm=Fin */
    CS_MORPH_INF = 1 << 1,       /* VerbForm=Inf */
    CS_MORPH_PART = 1 << 2,      /* VerbForm=Part */
    CS_MORPH_GER = 1 << 3,       /* VerbForm=Ger */
    CS_MORPH_PAST = 1 << 4,      /* Tense=Past */
    CS_MORPH_PRES = 1 << 5,      /* Tense=Pres */
    CS_MORPH_IMP = 1 << 6,       /* Mood=Imp */
    CS_MORPH_PASS = 1 << 7,      /* Voice=Pass */
    CS_MORPH_PLUR = 1 << 8,      /* Number=Plur */
    CS_MORPH_SING = 1 << 9,      /* Number=Sing */
    CS_MORPH_FIRST = 1 << 10,    /* Person=1 */
    CS_MORPH_SECOND = 1 << 11,   /* Person=2 */
    CS_MORPH_MASC = 1 << 12,     /* Gender=Masc */
    CS_MORPH_FEM = 1 << 13,      /* Gender=Fem */
    CS_MORPH_POSS = 1 << 14,     /* Poss=Yes */
    CS_MORPH_PRON_REL = 1 << 15, /* PronType=Rel */
    CS_MORPH_DEF = 1 << 16,      /* Definite=Def */
    CS_MORPH_NEG = 1 << 17       /* Polarity=Neg */
};

/* "NOUN" and so on; never NULL for a value of the enum. */
const char *cs_upos_name(enum cs_upos upos);
const char *cs_deprel_name(enum cs_deprel deprel);

/* X for a name that is none; dep for a relation that is none, and the
 * relation without its subtype where only the subtype is unknown. */
enum cs_upos cs_upos_from(struct cs_str name);
enum cs_deprel cs_deprel_from(struct cs_str name);

/* The bits of a feature string such as "Number=Sing|Person=3", "_" for none. */
uint32_t cs_morph_from(struct cs_str feats);

#endif
