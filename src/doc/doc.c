#include "doc/doc.h"

#include <assert.h>

#include <utf8proc.h>

#include "base/day.h"

void cs_doc_reset(struct cs_doc *doc)
{
    struct cs_arena *arena = doc->arena;
    cs_arena_reset(arena);
    *doc = (struct cs_doc){ .arena = arena, .recall = doc->recall };
    doc->meta.published_day = CS_DAY_UNKNOWN;
}

void cs_lower_bytes(char *out, const char *in, size_t n)
{
    size_t i = 0;
    while (i < n) {
        if ((unsigned char)in[i] < 0x80) {
            out[i] = cs_ascii_lower(in[i]);
            i++;
            continue;
        }
        utf8proc_int32_t c;
        utf8proc_uint8_t bytes[4];
        const utf8proc_ssize_t was = utf8proc_iterate(
            (const utf8proc_uint8_t *)in + i, (utf8proc_ssize_t)(n - i), &c);
        assert(was > 0);
        const utf8proc_ssize_t is =
            utf8proc_encode_char(utf8proc_tolower(c), bytes);
        memcpy(out + i, is == was ? (const char *)bytes : in + i, (size_t)was);
        i += (size_t)was;
    }
}

enum casus_status cs_doc_lower(struct cs_doc *doc)
{
    char *out = cs_arena_alloc(doc->arena, doc->text.n + 1);
    if (out == NULL)
        return CASUS_ENOMEM;
    cs_lower_bytes(out, doc->text.p, doc->text.n);
    out[doc->text.n] = '\0';
    doc->lower = (struct cs_str){ out, doc->text.n };
    return CASUS_OK;
}

void cs_doc_link_tree(struct cs_doc *doc)
{
    struct cs_token *t = doc->tokens;
    for (uint32_t i = 0; i < doc->n_tokens; i++) {
        t[i].first_child = t[i].next_sibling = CS_NONE;
        t[i].sub_b = i;
        t[i].sub_e = i + 1;
    }
    /* Backwards, so that each child list comes out in text order. */
    for (uint32_t i = doc->n_tokens; i-- > 0;) {
        const uint32_t h = t[i].head;
        if (h == CS_NONE)
            continue;
        assert(h < doc->n_tokens && h != i);
        t[i].next_sibling = t[h].first_child;
        t[h].first_child = i;
    }
    /* Ranges grow up the chain of heads; a chain is as long as the tree is
     * deep. The guard stops at a cycle that a wrong file brought in. */
    for (uint32_t i = 0; i < doc->n_tokens; i++) {
        uint32_t h = t[i].head;
        for (uint32_t steps = 0; h != CS_NONE && steps < doc->n_tokens;
             steps++) {
            if (t[h].sub_b <= i && t[h].sub_e > i && h != t[i].head)
                break;
            if (t[h].sub_b > i)
                t[h].sub_b = i;
            if (t[h].sub_e < i + 1)
                t[h].sub_e = i + 1;
            h = t[h].head;
        }
    }
}

#define NAME_OF(table, value)                                                  \
    ((size_t)(value) < sizeof(table) / sizeof((table)[0])                      \
         ? (table)[(size_t)(value)]                                            \
         : "?")

const char *cs_mention_kind_name(enum cs_mention_kind kind)
{
    static const char *const names[] = {
        "person", "organisation", "military", "armed_group", "nationality",
        "place",  "facility",     "weapon",   "vehicle",     "quantity",
        "money",  "time",         "url",
    };
    return NAME_OF(names, kind);
}

const char *cs_time_type_name(enum cs_time_type type)
{
    static const char *const names[] = { "DATE", "TIME", "DURATION", "SET" };
    return NAME_OF(names, type);
}

const char *cs_precision_name(enum cs_precision precision)
{
    static const char *const names[] = { "unknown", "day",  "week",  "month",
                                         "season",  "year", "decade" };
    return NAME_OF(names, precision);
}

const char *cs_place_precision_name(enum cs_place_precision precision)
{
    static const char *const names[] = { "point",  "city",    "admin2",
                                         "admin1", "country", "region" };
    return NAME_OF(names, precision);
}

const char *cs_stance_name(enum cs_stance stance)
{
    static const char *const names[] = { "says",   "claims",  "confirms",
                                         "denies", "accuses", "admits",
                                         "views" };
    return NAME_OF(names, stance);
}

const char *cs_quantity_kind_name(enum cs_quantity_kind kind)
{
    static const char *const names[] = { "count",   "money", "share",
                                         "measure", "age",   "label" };
    return NAME_OF(names, kind);
}

const char *cs_status_name(enum cs_status_of_act status)
{
    static const char *const names[] = {
        "happened",   "ongoing",  "planned", "requested",
        "threatened", "possible", "denied",  "did_not_happen",
    };
    return NAME_OF(names, status);
}

const char *cs_block_kind_name(enum cs_block_kind kind)
{
    static const char *const names[] = {
        "title",  "standfirst", "caption",    "body",  "dateline", "byline",
        "credit", "updated",    "translated", "share", "related",  "other",
    };
    return NAME_OF(names, kind);
}

const char *cs_field_name(enum cs_field field)
{
    static const char *const names[] = {
        "type", "actor", "recipient", "status",   "according to",
        "when", "where", "count",     "incident",
    };
    return NAME_OF(names, field);
}

static const struct {
    const char *name;
    enum cs_quad quad;
    const char *modes; /* separated by spaces */
} event_types[CS_EVENT_TYPE_COUNT] = {
    [CS_AGREE] = { "AGREE", CS_VERBAL_COOPERATION, "" },
    [CS_CONSULT] = { "CONSULT", CS_VERBAL_COOPERATION,
                     "visit third-party multilateral phone" },
    [CS_SUPPORT] = { "SUPPORT", CS_VERBAL_COOPERATION, "" },
    [CS_CONCEDE] = { "CONCEDE", CS_VERBAL_COOPERATION, "" },
    [CS_COOPERATE] = { "COOPERATE", CS_MATERIAL_COOPERATION, "" },
    [CS_AID] = { "AID", CS_MATERIAL_COOPERATION, "" },
    [CS_RETREAT] = { "RETREAT", CS_MATERIAL_COOPERATION,
                     "withdraw release disarm ceasefire access resign" },
    [CS_REQUEST] = { "REQUEST", CS_VERBAL_CONFLICT,
                     "assist change yield meet" },
    [CS_ACCUSE] = { "ACCUSE", CS_VERBAL_CONFLICT,
                    "disapprove investigate allege" },
    [CS_REJECT] = { "REJECT", CS_VERBAL_CONFLICT, "assist change yield meet" },
    [CS_THREATEN] = { "THREATEN", CS_VERBAL_CONFLICT,
                      "restrict arrest relations expel territory violence" },
    [CS_PROTEST] = { "PROTEST", CS_MATERIAL_CONFLICT,
                     "demo riot strike hunger boycott obstruct vandalize" },
    [CS_SANCTION] = { "SANCTION", CS_MATERIAL_CONFLICT,
                      "convict expel withdraw discontinue" },
    [CS_MOBILIZE] = { "MOBILIZE", CS_MATERIAL_CONFLICT,
                      "troops weapons police militia" },
    [CS_COERCE] = { "COERCE", CS_MATERIAL_CONFLICT,
                    "seize restrict censor curfew martial-law arrest deport "
                    "withhold misinformation cyber" },
    [CS_ASSAULT] = { "ASSAULT", CS_MATERIAL_CONFLICT,
                     "abduct beat torture sexual targeted destroy primitive "
                     "firearms explosives suicide-attack aerial drone "
                     "heavy-weapons crowd-control unconventional" },
};

const char *cs_event_type_name(enum cs_event_type type)
{
    return event_types[type].name;
}

const char *cs_quad_name(enum cs_event_type type)
{
    static const char *const names[] = { "verbal cooperation",
                                         "material cooperation",
                                         "verbal conflict",
                                         "material conflict" };
    return NAME_OF(names, cs_quad_of(type));
}

enum cs_quad cs_quad_of(enum cs_event_type type)
{
    return event_types[type].quad;
}

enum casus_status cs_event_type_from(struct cs_str name,
                                     enum cs_event_type *type)
{
    for (int i = 0; i < CS_EVENT_TYPE_COUNT; i++) {
        if (cs_str_is(name, event_types[i].name)) {
            *type = (enum cs_event_type)i;
            return CASUS_OK;
        }
    }
    return CASUS_ABSENT;
}

bool cs_mode_fits(enum cs_event_type type, struct cs_str mode)
{
    struct cs_str rest = cs_str_of(event_types[type].modes), part;
    while (cs_str_next(&rest, ' ', &part)) {
        if (part.n > 0 && cs_str_eq(part, mode))
            return true;
    }
    return false;
}

static const char *const contexts[] = {
    "military",
    "intelligence",
    "executive",
    "legislative",
    "election",
    "political_institutions",
    "pro_democracy",
    "pro_autocracy",
    "economic",
    "legal",
    "reparations",
    "human_rights",
    "rights_freedoms",
    "repression",
    "human_security",
    "gender",
    "lgbt",
    "religion_ethnicity",
    "inequality",
    "diplomatic",
    "territory",
    "peacekeeping",
    "health",
    "asylum",
    "migration",
    "disasters",
    "natural_resource",
    "environment",
    "technology",
    "terrorism",
    "cbrn",
    "cyber",
    "misinformation",
    "crime",
    "corruption",
    "illegal_drugs",
    "trafficking",
};

const char *cs_context_name(unsigned bit)
{
    return bit < sizeof contexts / sizeof contexts[0] ? contexts[bit] : NULL;
}

enum casus_status cs_context_from(struct cs_str name, unsigned *bit)
{
    for (unsigned i = 0; i < sizeof contexts / sizeof contexts[0]; i++) {
        if (cs_str_is(name, contexts[i])) {
            *bit = i;
            return CASUS_OK;
        }
    }
    return CASUS_ABSENT;
}
