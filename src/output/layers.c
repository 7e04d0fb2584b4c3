#include "output/layers.h"

static void put_blocks(struct cs_json *json, const struct cs_offsets *offsets,
                       const struct cs_doc *doc)
{
    cs_json_key(json, "blocks");
    cs_json_open(json, '[');
    for (uint32_t i = 0; i < doc->n_blocks; i++) {
        cs_json_open(json, '{');
        cs_json_key_span(json, offsets, doc->blocks[i].span);
        cs_json_key_name(json, "kind", cs_block_kind_name(doc->blocks[i].kind));
        cs_json_close(json, '}');
    }
    cs_json_close(json, ']');
}

static void put_sentences(struct cs_json *json,
                          const struct cs_offsets *offsets,
                          const struct cs_doc *doc)
{
    cs_json_key(json, "sentences");
    cs_json_open(json, '[');
    for (uint32_t i = 0; i < doc->n_sentences; i++) {
        cs_json_open(json, '{');
        cs_json_key_span(json, offsets, doc->sentences[i].span);
        cs_json_close(json, '}');
    }
    cs_json_close(json, ']');
}

static void put_index(struct cs_json *json, const char *key, uint32_t index)
{
    if (index == CS_NONE)
        cs_json_key_null(json, key);
    else
        cs_json_key_int(json, key, index);
}

/* Mentions and pronouns in text order, as they are numbered in print. */
struct wordings {
    uint32_t n;
    uint32_t *of; /* below doc->n_mentions a mention, from there a pronoun */
};

/* "Prime Minister Razak": the title's wording has the name in it, and is the
 * one printed. */
static bool in_title(const struct cs_doc *doc, uint32_t i)
{
    if (i == 0 || !doc->mentions[i].is_name)
        return false;
    const struct cs_mention *m = &doc->mentions[i], *t = m - 1;
    return !t->is_name && t->entity == m->entity && t->span.b <= m->span.b &&
           t->span.e >= m->span.e;
}

static bool holds_name(const struct cs_doc *doc, uint32_t i)
{
    return doc->mentions[i].is_name ||
           (i + 1 < doc->n_mentions && in_title(doc, i + 1));
}

static bool put_in_order(const struct cs_doc *doc, struct wordings *out)
{
    const size_t all = (size_t)doc->n_mentions + doc->n_pronouns;
    *out = (struct wordings){ 0, cs_arena_alloc(doc->arena,
                                                (all + 1) * sizeof *out->of) };
    if (out->of == NULL)
        return false;
    for (uint32_t m = 0, p = 0; m < doc->n_mentions || p < doc->n_pronouns;) {
        if (p == doc->n_pronouns ||
            (m < doc->n_mentions &&
             doc->mentions[m].tok_b <= doc->pronouns[p].tok)) {
            if (!in_title(doc, m))
                out->of[out->n++] = m;
            m++;
        } else {
            out->of[out->n++] = doc->n_mentions + p++;
        }
    }
    return true;
}

static uint32_t entity_of(const struct cs_doc *doc, uint32_t i)
{
    return i < doc->n_mentions ? doc->mentions[i].entity
                               : doc->pronouns[i - doc->n_mentions].entity;
}

static void put_mentions(struct cs_json *json, const struct cs_offsets *offsets,
                         const struct cs_doc *doc, const struct wordings *order)
{
    cs_json_key(json, "mentions");
    cs_json_open(json, '[');
    for (uint32_t i = 0; i < order->n; i++) {
        const uint32_t at = order->of[i];
        const bool pronoun = at >= doc->n_mentions;
        const struct cs_mention *m = pronoun ? NULL : &doc->mentions[at];
        const uint32_t entity = entity_of(doc, at);
        const enum cs_mention_kind kind =
            m != NULL ? m->kind : doc->entities[entity].kind;
        cs_json_open(json, '{');
        cs_json_key_span(
            json, offsets,
            m != NULL
                ? m->span
                : doc->tokens[doc->pronouns[at - doc->n_mentions].tok].span);
        cs_json_key_name(json, "kind", cs_mention_kind_name(kind));
        put_index(json, "entity", entity);
        cs_json_key_bool(json, "named", !pronoun && holds_name(doc, at));
        cs_json_key_bool(json, "pronoun", pronoun);
        cs_json_close(json, '}');
    }
    cs_json_close(json, ']');
}

/* The mentions of each entity, side by side: those of entity i stand in
 * list[start[i]] to list[start[i + 1]]. */
struct by_entity {
    uint32_t *start, *list;
};

static enum casus_status group_mentions(const struct cs_doc *doc,
                                        const struct wordings *order,
                                        struct by_entity *by)
{
    const uint32_t n = doc->n_entities, all = order->n;
    by->start =
        cs_arena_zalloc(doc->arena, ((size_t)n + 2) * sizeof *by->start);
    by->list = cs_arena_alloc(doc->arena, all * sizeof *by->list + 1);
    if (by->start == NULL || by->list == NULL)
        return CASUS_ENOMEM;
    /* Counted two places ahead: after the sums start[i + 1] is where entity
     * i begins, and it moves to its end while the list is filled. */
    for (uint32_t i = 0; i < all; i++) {
        const uint32_t entity = entity_of(doc, order->of[i]);
        if (entity < n)
            by->start[entity + 2]++;
    }
    for (uint32_t i = 1; i < n + 2; i++)
        by->start[i] += by->start[i - 1];
    for (uint32_t i = 0; i < all; i++) {
        const uint32_t entity = entity_of(doc, order->of[i]);
        if (entity < n)
            by->list[by->start[entity + 1]++] = i;
    }
    return CASUS_OK;
}

static enum casus_status put_entities(struct cs_json *json,
                                      const struct cs_doc *doc,
                                      const struct wordings *order)
{
    struct by_entity by;
    if (group_mentions(doc, order, &by) != CASUS_OK)
        return CASUS_ENOMEM;
    cs_json_key(json, "entities");
    cs_json_open(json, '[');
    for (uint32_t i = 0; i < doc->n_entities; i++) {
        const struct cs_entity *entity = &doc->entities[i];
        cs_json_open(json, '{');
        cs_json_key_str_or_null(json, "name", entity->name);
        cs_json_key_bool(json, "named", entity->named);
        cs_json_key_name(json, "kind", cs_mention_kind_name(entity->kind));
        cs_json_code(json, entity->code);
        cs_json_key(json, "mentions");
        cs_json_open(json, '[');
        for (uint32_t m = by.start[i]; m < by.start[i + 1]; m++)
            cs_json_int(json, by.list[m]);
        cs_json_close(json, ']');
        cs_json_close(json, '}');
    }
    cs_json_close(json, ']');
    return CASUS_OK;
}

static void put_runs(struct cs_json *json, const struct cs_offsets *offsets,
                     const char *key, const struct cs_runs *runs)
{
    cs_json_key(json, key);
    cs_json_open(json, '[');
    for (uint32_t i = 0; i < runs->n && i < CS_MAX_RUNS; i++)
        cs_json_span(json, offsets, runs->run[i]);
    cs_json_close(json, ']');
}

/* One attribution, and within it those that its content holds. */
static void put_attribution(struct cs_json *json,
                            const struct cs_offsets *offsets,
                            const struct cs_doc *doc, uint32_t at, int depth)
{
    enum { DEEPEST = 8 };
    const struct cs_attribution *a = &doc->attributions[at];
    cs_json_open(json, '{');
    put_runs(json, offsets, "source", &a->source);
    put_runs(json, offsets, "cue", &a->cue);
    put_runs(json, offsets, "content", &a->content);
    if (a->stance == CS_STANCE_VIEWS)
        cs_json_key_null(json, "stance");
    else
        cs_json_key_name(json, "stance", cs_stance_name(a->stance));
    cs_json_key(json, "inner");
    cs_json_open(json, '[');
    for (uint32_t i = a->first_inner; i != CS_NONE && depth < DEEPEST;
         i = doc->attributions[i].next_inner)
        put_attribution(json, offsets, doc, i, depth + 1);
    cs_json_close(json, ']');
    cs_json_close(json, '}');
}

static void put_attributions(struct cs_json *json,
                             const struct cs_offsets *offsets,
                             const struct cs_doc *doc)
{
    cs_json_key(json, "attributions");
    cs_json_open(json, '[');
    for (uint32_t i = 0; i < doc->n_attributions; i++) {
        if (doc->attributions[i].outer == CS_NONE)
            put_attribution(json, offsets, doc, i, 0);
    }
    cs_json_close(json, ']');
}

static void put_times(struct cs_json *json, const struct cs_offsets *offsets,
                      const struct cs_doc *doc)
{
    cs_json_key(json, "times");
    cs_json_open(json, '[');
    for (uint32_t i = 0; i < doc->n_times; i++) {
        const struct cs_time *time = &doc->times[i];
        cs_json_open(json, '{');
        cs_json_key_span(json, offsets, time->span);
        cs_json_key_name(json, "type", cs_time_type_name(time->type));
        cs_json_key_str_or_null(json, "value", time->value);
        cs_json_days(json, time->has_days, time->days);
        cs_json_close(json, '}');
    }
    cs_json_close(json, ']');
}

static void put_places(struct cs_json *json, const struct cs_offsets *offsets,
                       const struct cs_doc *doc)
{
    cs_json_key(json, "places");
    cs_json_open(json, '[');
    for (uint32_t i = 0; i < doc->n_places; i++) {
        const struct cs_place *place = &doc->places[i];
        if (place->again)
            continue;
        cs_json_open(json, '{');
        cs_json_key_span(json, offsets, place->span);
        cs_json_key_str_or_null(json, "name", place->name);
        cs_json_key_str_or_null(json, "country", cs_str_of(place->country));
        cs_json_key_str_or_null(json, "admin1", place->admin1);
        cs_json_point(json, place);
        cs_json_key_name(json, "precision",
                         cs_place_precision_name(place->precision));
        cs_json_close(json, '}');
    }
    cs_json_close(json, ']');
}

static void put_quantities(struct cs_json *json,
                           const struct cs_offsets *offsets,
                           const struct cs_doc *doc)
{
    cs_json_key(json, "quantities");
    cs_json_open(json, '[');
    for (uint32_t i = 0; i < doc->n_quantities; i++) {
        const struct cs_quantity *quantity = &doc->quantities[i];
        cs_json_open(json, '{');
        cs_json_key_span(json, offsets, quantity->span);
        cs_json_key(json, "of");
        if (quantity->of < doc->n_tokens)
            cs_json_str(json, cs_doc_text(doc, doc->tokens[quantity->of].span));
        else
            cs_json_null(json);
        cs_json_bounds(json, quantity->bounds);
        cs_json_key_name(json, "kind", cs_quantity_kind_name(quantity->kind));
        cs_json_close(json, '}');
    }
    cs_json_close(json, ']');
}

static void put_candidates(struct cs_json *json,
                           const struct cs_offsets *offsets,
                           const struct cs_doc *doc)
{
    cs_json_key(json, "candidates");
    cs_json_open(json, '[');
    for (uint32_t i = 0; i < doc->n_candidates; i++) {
        const struct cs_candidate *candidate = &doc->candidates[i];
        cs_json_open(json, '{');
        cs_json_key_span(json, offsets, candidate->span);
        cs_json_key_str_or_null(json, "rule", candidate->rule);
        cs_json_key_str_or_null(json, "reason", candidate->reason);
        cs_json_close(json, '}');
    }
    cs_json_close(json, ']');
}

static void put_presences(struct cs_json *json,
                          const struct cs_offsets *offsets,
                          const struct cs_doc *doc)
{
    cs_json_key(json, "presence");
    cs_json_open(json, '[');
    for (uint32_t i = 0; i < doc->n_presences; i++) {
        const struct cs_presence *p = &doc->presences[i];
        const struct cs_place *place = &doc->places[p->place];
        cs_json_open(json, '{');
        cs_json_key(json, "actor");
        if (p->entity < doc->n_entities)
            cs_json_int(json, p->entity);
        else
            cs_json_null(json);
        cs_json_code(json, p->code);
        cs_json_key(json, "place");
        cs_json_open(json, '{');
        cs_json_key_str_or_null(json, "name", place->name);
        cs_json_key_str_or_null(json, "country", cs_str_of(place->country));
        cs_json_key_span(json, offsets, place->span);
        cs_json_close(json, '}');
        cs_json_key(json, "quantity");
        cs_json_int(json, p->quantity);
        cs_json_close(json, '}');
    }
    cs_json_close(json, ']');
}

enum casus_status cs_json_layers(struct cs_json *json,
                                 const struct cs_offsets *offsets,
                                 const struct cs_doc *doc)
{
    struct wordings order;
    if (!put_in_order(doc, &order))
        return CASUS_ENOMEM;
    put_blocks(json, offsets, doc);
    put_sentences(json, offsets, doc);
    put_mentions(json, offsets, doc, &order);
    if (put_entities(json, doc, &order) != CASUS_OK)
        return CASUS_ENOMEM;
    put_attributions(json, offsets, doc);
    put_times(json, offsets, doc);
    put_places(json, offsets, doc);
    put_quantities(json, offsets, doc);
    put_presences(json, offsets, doc);
    put_candidates(json, offsets, doc);
    return CASUS_OK;
}

enum casus_status cs_output_layers(const struct cs_doc *doc,
                                   const struct cs_coder_info *coder,
                                   struct cs_sink *sink)
{
    struct cs_offsets offsets;
    struct cs_json json = cs_json_to(sink);
    const struct cs_mark mark = cs_arena_mark(doc->arena);
    enum casus_status status = cs_offsets_build(&offsets, doc);
    if (status != CASUS_OK)
        return status;
    cs_json_open(&json, '{');
    cs_json_report(&json, doc);
    cs_json_key_str(&json, "text", doc->text);
    status = cs_json_layers(&json, &offsets, doc);
    cs_json_coder(&json, coder);
    cs_json_close(&json, '}');
    cs_sink_char(sink, '\n');
    cs_arena_rewind(doc->arena, mark);
    return sink->failed ? CASUS_ENOMEM : status;
}
