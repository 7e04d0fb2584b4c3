#include "doc/ud.h"

static const char *const upos_names[CS_UPOS_COUNT] = {
#define X(name, text) text,
    CS_UPOS_LIST(X)
#undef X
};

static const char *const deprel_names[CS_REL_COUNT] = {
#define X(name, text) text,
    CS_DEPREL_LIST(X)
#undef X
};

const char *cs_upos_name(enum cs_upos upos)
{
    return upos_names[upos];
}

const char *cs_deprel_name(enum cs_deprel deprel)
{
    return deprel_names[deprel];
}

enum cs_upos cs_upos_from(struct cs_str name)
{
    for (int i = 0; i < CS_UPOS_COUNT; i++) {
        if (cs_str_is(name, upos_names[i]))
            return (enum cs_upos)i;
    }
    return CS_X_OTHER;
}

enum cs_deprel cs_deprel_from(struct cs_str name)
{
    for (int i = 0; i < CS_REL_COUNT; i++) {
        if (cs_str_is(name, deprel_names[i]))
            return (enum cs_deprel)i;
    }
    for (size_t i = 0; i < name.n; i++) {
        if (name.p[i] == ':')
            return cs_deprel_from((struct cs_str){ name.p, i });
    }
    return CS_REL_DEP;
}

uint32_t cs_morph_from(struct cs_str feats)
{
    static const struct {
        const char *feature;
        uint32_t bit;
    } known[] = {
        { "VerbForm=Fin", CS_MORPH_FIN },
        { "VerbForm=Inf", CS_MORPH_INF },
        { "VerbForm=Part", CS_MORPH_PART },
        { "VerbForm=Ger", CS_MORPH_GER },
        { "Tense=Past", CS_MORPH_PAST },
        { "Tense=Pres", CS_MORPH_PRES },
        { "Mood=Imp", CS_MORPH_IMP },
        { "Voice=Pass", CS_MORPH_PASS },
        { "Number=Plur", CS_MORPH_PLUR },
        { "Number=Sing", CS_MORPH_SING },
        { "Person=1", CS_MORPH_FIRST },
        { "Person=2", CS_MORPH_SECOND },
        { "Gender=Masc", CS_MORPH_MASC },
        { "Gender=Fem", CS_MORPH_FEM },
        { "Poss=Yes", CS_MORPH_POSS },
        { "PronType=Rel", CS_MORPH_PRON_REL },
        { "Definite=Def", CS_MORPH_DEF },
        { "Polarity=Neg", CS_MORPH_NEG },
    };
    uint32_t bits = 0;
    struct cs_str part;
    while (cs_str_next(&feats, '|', &part)) {
        for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
            if (cs_str_is(part, known[i].feature))
                bits |= known[i].bit;
        }
    }
    return bits;
}
