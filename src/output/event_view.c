#include "output/event_view.h"

/* FNV-1a continued from an earlier value: cs_hash begins at its basis
 * whatever the seed, so the basis is taken out again. */
static uint64_t hash_on(uint64_t h, const void *p, size_t n)
{
    const uint64_t basis = cs_hash((struct cs_str){ NULL, 0 }, 0);
    return cs_hash((struct cs_str){ p, n }, h ^ basis);
}

/* Spread every bit over the whole word (the finishing steps of splitmix64):
 * the low bits of FNV alone see only low bits of the text. */
static uint64_t mix(uint64_t h)
{
    h = (h ^ (h >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    h = (h ^ (h >> 27)) * UINT64_C(0x94d049bb133111eb);
    return h ^ (h >> 31);
}

struct cs_text_hash cs_text_hash_of(struct cs_str text)
{
    return (struct cs_text_hash){ cs_hash(text, 0),
                                  cs_hash(text, UINT64_C(0x9e3779b97f4a7c15)) };
}

static void put_hex(char *out, uint64_t value, int digits)
{
    static const char hex[] = "0123456789abcdef";
    for (int i = 0; i < digits; i++)
        out[i] = hex[(value >> (60 - 4 * i)) & 15];
}

/* Four bytes, lowest first, on every machine. */
static void put_u32(unsigned char *out, uint32_t value)
{
    for (int i = 0; i < 4; i++)
        out[i] = (unsigned char)(value >> (8 * i));
}

void cs_event_id(struct cs_text_hash hash, const struct cs_event *event,
                 char out[21])
{
    unsigned char key[8];
    const char *type = cs_event_type_name(event->type);
    put_u32(key, event->trigger.b);
    put_u32(key + 4, event->trigger.e);
    uint64_t a = hash_on(hash.a, key, sizeof key);
    uint64_t b = hash_on(hash.b, key, sizeof key);
    a = hash_on(a, type, strlen(type));
    b = hash_on(b, type, strlen(type));
    put_hex(out, mix(a), 16);
    put_hex(out + 16, mix(b), 4);
    out[20] = '\0';
}

void cs_incident_id(struct cs_text_hash hash, uint32_t incident, char out[19])
{
    unsigned char key[4];
    put_u32(key, incident);
    memcpy(out, "i-", 2);
    put_hex(out + 2, mix(hash_on(hash.a, key, sizeof key)), 16);
    out[18] = '\0';
}

const struct cs_place *cs_event_place(const struct cs_doc *doc,
                                      const struct cs_event *event)
{
    return event->place < doc->n_places ? &doc->places[event->place] : NULL;
}

struct cs_str cs_party_text(const struct cs_doc *doc,
                            const struct cs_party *party)
{
    return cs_doc_text(doc, party->span);
}

void cs_code_text(struct cs_actor_code code, char out[7])
{
    size_t n = 0;
    if (code.country[0] != '\0' || code.sector[0] != '\0') {
        memcpy(out, code.country[0] != '\0' ? code.country : "---", 3);
        n = 3;
    }
    if (code.sector[0] != '\0') {
        memcpy(out + 3, code.sector, 3);
        n = 6;
    }
    out[n] = '\0';
}

struct cs_str cs_report_heading(const struct cs_doc *doc)
{
    if (doc->meta.title.n > 0)
        return doc->meta.title;
    return doc->meta.path.n > 0 ? doc->meta.path : doc->meta.id;
}

static bool says_already(const struct cs_event *event, enum cs_field field,
                         struct cs_str text)
{
    for (uint32_t i = 0; i < event->n_why; i++) {
        if (event->why[i].field == field &&
            cs_str_find(event->why[i].text, text) != SIZE_MAX)
            return true;
    }
    return false;
}

/* The time expression that gave the event its days, by its wording. */
static bool time_reason(const struct cs_doc *doc, const struct cs_event *event,
                        struct cs_reason *reason)
{
    const struct cs_span span = event->when.span;
    for (uint32_t i = 0; span.e > span.b && i < doc->n_times; i++) {
        const struct cs_time *time = &doc->times[i];
        if (time->span.b != span.b || time->span.e != span.e)
            continue;
        *reason = (struct cs_reason){ CS_FIELD_WHEN, time->why, time->span };
        return time->why.n > 0 &&
               !says_already(event, CS_FIELD_WHEN, time->why);
    }
    return false;
}

static bool place_reason(const struct cs_doc *doc, const struct cs_event *event,
                         struct cs_reason *reason)
{
    const struct cs_place *place = cs_event_place(doc, event);
    if (place == NULL || place->why.n == 0 ||
        says_already(event, CS_FIELD_WHERE, place->why))
        return false;
    *reason = (struct cs_reason){ CS_FIELD_WHERE, place->why, place->span };
    return true;
}

bool cs_event_reason(const struct cs_doc *doc, const struct cs_event *event,
                     uint32_t i, struct cs_reason *reason)
{
    if (i < event->n_why) {
        *reason = event->why[i];
        return true;
    }
    const uint32_t past = i - event->n_why;
    const bool has_time = past < 2 && time_reason(doc, event, reason);
    if (past == 0 && has_time)
        return true;
    if (past > (has_time ? 1u : 0u))
        return false;
    return place_reason(doc, event, reason);
}

bool cs_told_before(const struct cs_doc *doc, uint32_t event, uint32_t *earlier)
{
    for (uint32_t i = 0; i < event; i++) {
        if (doc->events[i].incident == doc->events[event].incident) {
            *earlier = i;
            return true;
        }
    }
    return false;
}
