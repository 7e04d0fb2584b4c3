#include "output/record.h"

#include <assert.h>

#include "output/event_view.h"

/* What stays the same from one event of a report to the next. */
struct frame {
    const struct cs_doc *doc;
    const struct cs_coder_info *coder;
    struct cs_offsets offsets;
    struct cs_text_hash hash;
};

/* --- shared pieces ---------------------------------------------------- */

void cs_json_span(struct cs_json *json, const struct cs_offsets *offsets,
                  struct cs_span span)
{
    cs_json_open(json, '[');
    cs_json_int(json, cs_code_point(offsets, span.b));
    cs_json_int(json, cs_code_point(offsets, span.e));
    cs_json_close(json, ']');
}

void cs_json_key_span(struct cs_json *json, const struct cs_offsets *offsets,
                      struct cs_span span)
{
    cs_json_key(json, "span");
    if (span.e <= span.b)
        cs_json_null(json);
    else
        cs_json_span(json, offsets, span);
}

void cs_json_wording(struct cs_json *json, const struct cs_offsets *offsets,
                     struct cs_span span)
{
    if (span.e <= span.b)
        cs_json_key_null(json, "text");
    else
        cs_json_key_str(json, "text",
                        cs_str_sub(offsets->text, span.b, span.e));
    cs_json_key_span(json, offsets, span);
}

void cs_json_code(struct cs_json *json, struct cs_actor_code code)
{
    char text[7];
    cs_code_text(code, text);
    cs_json_key_str_or_null(json, "code", cs_str_of(text));
    cs_json_key_str_or_null(json, "country", cs_str_of(code.country));
    cs_json_key_str_or_null(json, "sector", cs_str_of(code.sector));
}

void cs_json_days(struct cs_json *json, bool known, struct cs_days days)
{
    char first[11], last[11];
    if (!known) {
        cs_json_key_null(json, "from");
        cs_json_key_null(json, "to");
        return;
    }
    cs_days_inclusive(days, first, last);
    cs_json_key_str(json, "from", cs_str_of(first));
    cs_json_key_str(json, "to", cs_str_of(last));
}

void cs_json_point(struct cs_json *json, const struct cs_place *place)
{
    cs_json_key(json, "lat");
    if (place->has_point)
        cs_json_degrees(json, place->lat);
    else
        cs_json_null(json);
    cs_json_key(json, "lon");
    if (place->has_point)
        cs_json_degrees(json, place->lon);
    else
        cs_json_null(json);
    if (place->geonames != 0)
        cs_json_key_int(json, "geonames", place->geonames);
    else
        cs_json_key_null(json, "geonames");
}

static void key_bound(struct cs_json *json, const char *key, int64_t bound)
{
    if (bound == CS_UNBOUNDED)
        cs_json_key_null(json, key);
    else
        cs_json_key_int(json, key, bound);
}

void cs_json_bounds(struct cs_json *json, struct cs_bounds bounds)
{
    key_bound(json, "min", bounds.min);
    key_bound(json, "max", bounds.max);
    cs_json_key_bool(json, "approximate", bounds.approximate);
}

void cs_json_report(struct cs_json *json, const struct cs_doc *doc)
{
    const struct cs_meta *meta = &doc->meta;
    cs_json_key(json, "report");
    cs_json_open(json, '{');
    cs_json_key_str_or_null(json, "id", meta->id);
    cs_json_key_str_or_null(json, "path", meta->path);
    cs_json_key_str_or_null(json, "title", meta->title);
    cs_json_key_str_or_null(json, "url", meta->url);
    cs_json_key_str_or_null(json, "publisher", meta->publisher);
    cs_json_key_str_or_null(json, "author", meta->author);
    cs_json_key_str_or_null(json, "published", meta->published);
    /* The rules and models are of English alone. */
    cs_json_key_str(json, "language", CS_STR("en"));
    cs_json_key_bool(json, "translated", meta->translated);
    cs_json_close(json, '}');
}

void cs_json_coder(struct cs_json *json, const struct cs_coder_info *coder)
{
    cs_json_key(json, "coder");
    cs_json_open(json, '{');
    cs_json_key_str_or_null(json, "version", cs_str_of(coder->version));
    cs_json_key_str_or_null(json, "model", cs_str_of(coder->model));
    cs_json_key_str_or_null(json, "lexicon", cs_str_of(coder->lexicon));
    cs_json_close(json, '}');
}

/* --- the fields of an event ------------------------------------------- */

static void put_classification(struct cs_json *json,
                               const struct cs_event *event)
{
    cs_json_key_name(json, "type", cs_event_type_name(event->type));
    cs_json_key_str_or_null(json, "mode", event->mode);
    cs_json_key_str_or_null(json, "cameo", cs_str_of(event->cameo));
    cs_json_key_name(json, "quad", cs_quad_name(event->type));
    cs_json_key(json, "contexts");
    cs_json_open(json, '[');
    for (unsigned bit = 0; cs_context_name(bit) != NULL; bit++) {
        if (event->contexts >> bit & 1)
            cs_json_str(json, cs_str_of(cs_context_name(bit)));
    }
    cs_json_close(json, ']');
}

static void put_wording(struct cs_json *json, const struct frame *f,
                        const char *key, struct cs_span span)
{
    cs_json_key(json, key);
    cs_json_open(json, '{');
    cs_json_wording(json, &f->offsets, span);
    cs_json_close(json, '}');
}

static void put_sentence(struct cs_json *json, const struct frame *f,
                         uint32_t sentence)
{
    cs_json_key(json, "sentence");
    if (sentence >= f->doc->n_sentences) {
        cs_json_null(json);
        return;
    }
    cs_json_open(json, '{');
    cs_json_key_int(json, "index", sentence);
    cs_json_key_span(json, &f->offsets, f->doc->sentences[sentence].span);
    cs_json_close(json, '}');
}

/* The members of a party; the caller opens and closes the object. */
static void put_party(struct cs_json *json, const struct frame *f,
                      const struct cs_party *party)
{
    cs_json_wording(json, &f->offsets, party->span);
    cs_json_key_str_or_null(json, "name", party->name);
    cs_json_code(json, party->code);
    cs_json_key(json, "via");
    cs_json_open(json, '[');
    struct cs_str rest = party->via, step;
    while (cs_str_next(&rest, ',', &step)) {
        if (step.n > 0)
            cs_json_str(json, step);
    }
    cs_json_close(json, ']');
}

static void put_parties(struct cs_json *json, const struct frame *f,
                        const char *key, const struct cs_party *parties,
                        uint32_t n)
{
    cs_json_key(json, key);
    cs_json_open(json, '[');
    for (uint32_t i = 0; i < n; i++) {
        cs_json_open(json, '{');
        put_party(json, f, &parties[i]);
        cs_json_close(json, '}');
    }
    cs_json_close(json, ']');
}

static void put_sources(struct cs_json *json, const struct frame *f,
                        const struct cs_event *event)
{
    cs_json_key(json, "according_to");
    cs_json_open(json, '[');
    for (uint32_t i = 0; i < event->n_sources; i++) {
        const struct cs_source *source = &event->sources[i];
        cs_json_open(json, '{');
        put_party(json, f, &source->party);
        put_wording(json, f, "cue", source->cue);
        cs_json_key(json, "claim");
        if (source->claim.e > source->claim.b)
            cs_json_span(json, &f->offsets, source->claim);
        else
            cs_json_null(json);
        cs_json_key_name(json, "stance", cs_stance_name(source->stance));
        cs_json_close(json, '}');
    }
    cs_json_close(json, ']');
}

static void put_when(struct cs_json *json, const struct frame *f,
                     const struct cs_when *when)
{
    cs_json_key(json, "when");
    cs_json_open(json, '{');
    cs_json_days(json, when->known, when->days);
    cs_json_key_name(json, "precision",
                     cs_precision_name(when->known ? when->precision
                                                   : CS_PRECISION_UNKNOWN));
    cs_json_wording(json, &f->offsets, when->span);
    cs_json_close(json, '}');
}

static void put_where(struct cs_json *json, const struct frame *f,
                      const struct cs_event *event)
{
    const struct cs_place *place = cs_event_place(f->doc, event);
    cs_json_key(json, "where");
    if (place == NULL) {
        cs_json_null(json);
        return;
    }
    cs_json_open(json, '{');
    cs_json_key_str_or_null(json, "name", place->name);
    cs_json_key_str_or_null(json, "country", cs_str_of(place->country));
    cs_json_key_str_or_null(json, "admin1", place->admin1);
    cs_json_point(json, place);
    cs_json_key_name(json, "precision",
                     cs_place_precision_name(place->precision));
    cs_json_wording(json, &f->offsets, place->span);
    cs_json_close(json, '}');
}

static void put_count(struct cs_json *json, const struct frame *f,
                      const char *key, const struct cs_count *count)
{
    cs_json_key(json, key);
    if (!count->given) {
        cs_json_null(json);
        return;
    }
    cs_json_open(json, '{');
    cs_json_bounds(json, count->bounds);
    cs_json_wording(json, &f->offsets, count->span);
    cs_json_close(json, '}');
}

/* "when: a day after <- statement 2024-01-05" */
static void put_reason(struct cs_json *json, const char *field,
                       struct cs_str text)
{
    cs_json_str_begin(json);
    cs_json_str_part(json, cs_str_of(field));
    cs_json_str_part(json, CS_STR(": "));
    cs_json_str_part(json, text);
    cs_json_str_end(json);
}

static void put_why(struct cs_json *json, const struct frame *f,
                    const struct cs_event *event)
{
    cs_json_key(json, "why");
    cs_json_open(json, '[');
    if (event->rule.n > 0)
        cs_json_str(json, event->rule);
    for (uint32_t i = 0; i < event->n_actors; i++) {
        if (event->actors[i].rule.n > 0)
            put_reason(json, "actor", event->actors[i].rule);
    }
    for (uint32_t i = 0; i < event->n_recipients; i++) {
        if (event->recipients[i].rule.n > 0)
            put_reason(json, "recipient", event->recipients[i].rule);
    }
    struct cs_reason reason;
    for (uint32_t i = 0; cs_event_reason(f->doc, event, i, &reason); i++)
        put_reason(json, cs_field_name(reason.field), reason.text);
    cs_json_close(json, ']');
}

static void put_event(const struct frame *f, uint32_t index,
                      struct cs_sink *sink)
{
    const struct cs_event *event = &f->doc->events[index];
    struct cs_json json = cs_json_to(sink);
    char id[21], incident[19];
    cs_event_id(f->hash, event, id);
    cs_incident_id(f->hash, event->incident, incident);
    cs_json_open(&json, '{');
    cs_json_key_name(&json, "id", id);
    cs_json_report(&json, f->doc);
    put_classification(&json, event);
    put_wording(&json, f, "trigger", event->trigger);
    put_sentence(&json, f, event->sentence);
    put_parties(&json, f, "actors", event->actors, event->n_actors);
    put_parties(&json, f, "recipients", event->recipients, event->n_recipients);
    cs_json_key_name(&json, "status", cs_status_name(event->status));
    put_sources(&json, f, event);
    put_when(&json, f, &event->when);
    put_where(&json, f, event);
    put_count(&json, f, "killed", &event->killed);
    put_count(&json, f, "injured", &event->injured);
    put_count(&json, f, "size", &event->size);
    cs_json_key_name(&json, "incident", incident);
    cs_json_key(&json, "confidence");
    if (event->confidence == CS_CONFIDENCE_UNKNOWN)
        cs_json_null(&json);
    else
        cs_json_degrees(&json, event->confidence / 100.0);
    put_why(&json, f, event);
    cs_json_coder(&json, f->coder);
    cs_json_close(&json, '}');
    cs_sink_char(sink, '\n');
}

/* --- entry points ----------------------------------------------------- */

static enum casus_status put_range(const struct cs_doc *doc, uint32_t b,
                                   uint32_t e,
                                   const struct cs_coder_info *coder,
                                   struct cs_sink *sink)
{
    struct frame f = { .doc = doc, .coder = coder };
    const struct cs_mark mark = cs_arena_mark(doc->arena);
    const enum casus_status status = cs_offsets_build(&f.offsets, doc);
    if (status != CASUS_OK)
        return status;
    f.hash = cs_text_hash_of(doc->text);
    for (uint32_t i = b; i < e; i++)
        put_event(&f, i, sink);
    cs_arena_rewind(doc->arena, mark);
    return sink->failed ? CASUS_ENOMEM : CASUS_OK;
}

enum casus_status cs_output_records(const struct cs_doc *doc,
                                    const struct cs_coder_info *coder,
                                    struct cs_sink *sink)
{
    return put_range(doc, 0, doc->n_events, coder, sink);
}

enum casus_status cs_output_record(const struct cs_doc *doc,
                                   uint32_t event_index,
                                   const struct cs_coder_info *coder,
                                   struct cs_sink *sink)
{
    assert(event_index < doc->n_events);
    return put_range(doc, event_index, event_index + 1, coder, sink);
}
