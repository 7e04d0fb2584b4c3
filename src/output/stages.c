#include "output/stages.h"

#include "output/event_view.h"
#include "output/layers.h"
#include "output/phrase.h"
#include "output/term.h"

/* --- text ------------------------------------------------------------- */

struct dump {
    const struct cs_doc *doc;
    struct cs_offsets offsets;
    struct cs_sink *sink;
};

static void put_clean(struct dump *d, struct cs_str s)
{
    struct cs_line line = { d->sink, false, UINT32_MAX };
    cs_line_str(&line, s, UINT32_MAX, CS_INK_PLAIN);
}

static void heading(struct dump *d, const char *name, uint32_t n)
{
    if (d->sink->n > 0)
        cs_sink_char(d->sink, '\n');
    cs_sink_cstr(d->sink, "# ");
    cs_sink_cstr(d->sink, name);
    cs_sink_cstr(d->sink, " (");
    cs_sink_int(d->sink, n);
    cs_sink_cstr(d->sink, ")\n");
}

/* The first columns of every line: number and position. */
static void begin(struct dump *d, uint32_t index, struct cs_span span)
{
    cs_sink_int(d->sink, index);
    cs_sink_char(d->sink, '\t');
    cs_sink_int(d->sink, cs_code_point(&d->offsets, span.b));
    cs_sink_char(d->sink, '-');
    cs_sink_int(d->sink, cs_code_point(&d->offsets, span.e));
}

static void column(struct dump *d, struct cs_str s)
{
    cs_sink_char(d->sink, '\t');
    if (s.n == 0)
        cs_sink_char(d->sink, '_');
    else
        put_clean(d, s);
}

static void column_cstr(struct dump *d, const char *s)
{
    column(d, cs_str_of(s));
}

static void column_index(struct dump *d, uint32_t index)
{
    cs_sink_char(d->sink, '\t');
    if (index == CS_NONE)
        cs_sink_char(d->sink, '_');
    else
        cs_sink_int(d->sink, index);
}

static void column_words(struct dump *d, struct cs_span span)
{
    column(d, cs_doc_text(d->doc, span));
}

static void column_days(struct dump *d, bool known, struct cs_days days)
{
    const struct cs_when when = { .known = known, .days = days };
    column_cstr(d, cs_phrase_days(&when).text);
}

static void column_code(struct dump *d, struct cs_actor_code code)
{
    char text[7];
    cs_code_text(code, text);
    column_cstr(d, text);
}

static void end(struct dump *d)
{
    cs_sink_char(d->sink, '\n');
}

static void dump_text(struct dump *d)
{
    const struct cs_meta *meta = &d->doc->meta;
    const struct {
        const char *name;
        struct cs_str value;
    } rows[] = {
        { "id", meta->id },
        { "path", meta->path },
        { "title", meta->title },
        { "url", meta->url },
        { "publisher", meta->publisher },
        { "author", meta->author },
        { "credit", meta->credit },
        { "published", meta->published },
        { "translated", meta->translated ? CS_STR("yes") : CS_STR("no") },
    };
    heading(d, "report: name, value", (uint32_t)(sizeof rows / sizeof rows[0]));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        cs_sink_cstr(d->sink, rows[i].name);
        column(d, rows[i].value);
        end(d);
    }
}

static void dump_blocks(struct dump *d)
{
    heading(d, "blocks: number, span, kind, text", d->doc->n_blocks);
    for (uint32_t i = 0; i < d->doc->n_blocks; i++) {
        begin(d, i, d->doc->blocks[i].span);
        column_cstr(d, cs_block_kind_name(d->doc->blocks[i].kind));
        column_words(d, d->doc->blocks[i].span);
        end(d);
    }
}

static void dump_sentences(struct dump *d)
{
    heading(d, "sentences: number, span, block, text", d->doc->n_sentences);
    for (uint32_t i = 0; i < d->doc->n_sentences; i++) {
        begin(d, i, d->doc->sentences[i].span);
        column_index(d, d->doc->sentences[i].block);
        column_words(d, d->doc->sentences[i].span);
        end(d);
    }
}

/* The kind of mention that the text model sees around a token, or empty. */
static struct cs_str described(const struct cs_token *token)
{
    if (token->described == 0)
        return (struct cs_str){ NULL, 0 };
    return cs_str_of(
        cs_mention_kind_name((enum cs_mention_kind)(token->described - 1)));
}

/* "B-PER", "I-PER", "O". */
static void column_name(struct dump *d, const struct cs_token *token)
{
    static const char *const names[] = { "O", "PER", "ORG", "LOC", "MISC" };
    cs_sink_char(d->sink, '\t');
    if (token->name != CS_NAME_NONE)
        cs_sink_cstr(d->sink, token->name_begins ? "B-" : "I-");
    cs_sink_cstr(d->sink, token->name < 5 ? names[token->name] : "?");
}

static void dump_tokens(struct dump *d, bool analysed)
{
    const struct cs_doc *doc = d->doc;
    heading(d,
            analysed ? "tokens: number, span, form, lemma, tag, head, "
                       "relation, name, features"
                     : "tokens: number, span, form",
            doc->n_tokens);
    for (uint32_t i = 0; i < doc->n_tokens; i++) {
        const struct cs_token *token = &doc->tokens[i];
        if (i > 0 && token->sentence != doc->tokens[i - 1].sentence)
            end(d);
        begin(d, i, token->span);
        column_words(d, token->span);
        if (analysed) {
            column(d, token->lemma);
            column_cstr(d, cs_upos_name((enum cs_upos)token->upos));
            column_index(d, token->head);
            column_cstr(d, cs_deprel_name((enum cs_deprel)token->deprel));
            column_name(d, token);
            column(d, token->feats);
        }
        end(d);
    }
}

static void dump_mentions(struct dump *d)
{
    const struct cs_doc *doc = d->doc;
    heading(d,
            "mentions: number, span, text, kind, code, entity, full name, "
            "via",
            doc->n_mentions);
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        const struct cs_mention *mention = &doc->mentions[i];
        begin(d, i, mention->span);
        column_words(d, mention->span);
        column_cstr(d, cs_mention_kind_name(mention->kind));
        column_code(d, mention->code);
        column_index(d, mention->entity);
        column(d, mention->name);
        column(d, mention->via);
        end(d);
    }
    heading(d, "entities: number, name, kind, code", doc->n_entities);
    for (uint32_t i = 0; i < doc->n_entities; i++) {
        cs_sink_int(d->sink, i);
        column(d, doc->entities[i].name);
        column_cstr(d, cs_mention_kind_name(doc->entities[i].kind));
        column_code(d, doc->entities[i].code);
        end(d);
    }
}

static void dump_times(struct dump *d)
{
    heading(d, "times: number, span, text, type, value, days, reckoning",
            d->doc->n_times);
    for (uint32_t i = 0; i < d->doc->n_times; i++) {
        const struct cs_time *time = &d->doc->times[i];
        begin(d, i, time->span);
        column_words(d, time->span);
        column_cstr(d, cs_time_type_name(time->type));
        column(d, time->value);
        column_days(d, time->has_days, time->days);
        column(d, time->why);
        end(d);
    }
}

static void dump_places(struct dump *d)
{
    heading(d,
            "places: number, span, text, name, country, admin1, latitude, "
            "longitude, precision, why",
            d->doc->n_places);
    for (uint32_t i = 0; i < d->doc->n_places; i++) {
        const struct cs_place *place = &d->doc->places[i];
        if (place->again)
            continue;
        const double point[2] = { place->lat, place->lon };
        begin(d, i, place->span);
        column_words(d, place->span);
        column(d, place->name);
        column_cstr(d, place->country);
        column(d, place->admin1);
        for (int k = 0; k < 2; k++) {
            cs_sink_char(d->sink, '\t');
            if (!place->has_point || !cs_put_degrees(d->sink, point[k]))
                cs_sink_char(d->sink, '_');
        }
        column_cstr(d, cs_place_precision_name(place->precision));
        column(d, place->why);
        end(d);
    }
}

static void dump_quantities(struct dump *d)
{
    heading(d, "quantities: number, span, text, amount, of, kind",
            d->doc->n_quantities);
    for (uint32_t i = 0; i < d->doc->n_quantities; i++) {
        const struct cs_quantity *quantity = &d->doc->quantities[i];
        begin(d, i, quantity->span);
        column_words(d, quantity->span);
        column_cstr(d, cs_phrase_bounds(quantity->bounds).text);
        if (quantity->of < d->doc->n_tokens)
            column_words(d, d->doc->tokens[quantity->of].span);
        else
            column_cstr(d, "");
        column_cstr(d, cs_quantity_kind_name(quantity->kind));
        end(d);
    }
}

/* The parts of a discontinuous wording, three dots between them. */
static void column_runs(struct dump *d, const struct cs_runs *runs)
{
    cs_sink_char(d->sink, '\t');
    if (runs->n == 0)
        cs_sink_char(d->sink, '_');
    for (uint32_t i = 0; i < runs->n && i < CS_MAX_RUNS; i++) {
        if (i > 0)
            cs_sink_cstr(d->sink, " ... ");
        put_clean(d, cs_doc_text(d->doc, runs->run[i]));
    }
}

static void dump_attributions(struct dump *d)
{
    heading(d,
            "attributions: number, span of cue, source, cue, stance, "
            "content, outer",
            d->doc->n_attributions);
    for (uint32_t i = 0; i < d->doc->n_attributions; i++) {
        const struct cs_attribution *attribution = &d->doc->attributions[i];
        begin(d, i,
              attribution->cue.n > 0 ? attribution->cue.run[0]
                                     : (struct cs_span){ 0, 0 });
        column_runs(d, &attribution->source);
        column_runs(d, &attribution->cue);
        column_cstr(d, cs_stance_name(attribution->stance));
        column_runs(d, &attribution->content);
        column_index(d, attribution->outer);
        end(d);
    }
}

static void dump_candidates(struct dump *d)
{
    heading(d, "ruled out: number, span, text, rule, reason",
            d->doc->n_candidates);
    for (uint32_t i = 0; i < d->doc->n_candidates; i++) {
        const struct cs_candidate *candidate = &d->doc->candidates[i];
        begin(d, i, candidate->span);
        column_words(d, candidate->span);
        column(d, candidate->rule);
        column(d, candidate->reason);
        end(d);
    }
}

static void column_parties(struct dump *d, const struct cs_party *party,
                           uint32_t n)
{
    cs_sink_char(d->sink, '\t');
    if (n == 0)
        cs_sink_char(d->sink, '_');
    for (uint32_t i = 0; i < n; i++) {
        char code[7];
        cs_code_text(party[i].code, code);
        if (i > 0)
            cs_sink_cstr(d->sink, "; ");
        put_clean(d, cs_party_text(d->doc, &party[i]));
        cs_sink_cstr(d->sink, " (");
        cs_sink_cstr(d->sink, code[0] == '\0' ? "---" : code);
        cs_sink_char(d->sink, ')');
    }
}

static void dump_events(struct dump *d)
{
    heading(d,
            "events: number, span, trigger, type, mode, rule, actors, "
            "recipients, status, sources, days, place, incident",
            d->doc->n_events);
    for (uint32_t i = 0; i < d->doc->n_events; i++) {
        const struct cs_event *event = &d->doc->events[i];
        const struct cs_place *place = cs_event_place(d->doc, event);
        begin(d, i, event->trigger);
        column_words(d, event->trigger);
        column_cstr(d, cs_event_type_name(event->type));
        column(d, event->mode);
        column(d, event->rule);
        column_parties(d, event->actors, event->n_actors);
        column_parties(d, event->recipients, event->n_recipients);
        column_cstr(d, cs_status_name(event->status));
        column_index(d, event->n_sources);
        column_days(d, event->when.known, event->when.days);
        column_cstr(d, cs_phrase_place(place).text);
        column_index(d, event->incident);
        end(d);
    }
}

static void dump_all(struct dump *d, uint32_t layers)
{
    layers &= d->doc->layers;
    if (layers & CS_LAYER_TEXT)
        dump_text(d);
    if (layers & CS_LAYER_BLOCKS)
        dump_blocks(d);
    if (layers & CS_LAYER_SENTENCES)
        dump_sentences(d);
    if (layers & (CS_LAYER_TOKENS | CS_LAYER_ANALYSIS))
        dump_tokens(d, (d->doc->layers & CS_LAYER_ANALYSIS) != 0);
    if (layers & CS_LAYER_MENTIONS)
        dump_mentions(d);
    if (layers & CS_LAYER_TIMES)
        dump_times(d);
    if (layers & CS_LAYER_PLACES)
        dump_places(d);
    if (layers & CS_LAYER_QUANTITIES)
        dump_quantities(d);
    if (layers & CS_LAYER_ATTRIBUTIONS)
        dump_attributions(d);
    if (layers & (CS_LAYER_EVENTS | CS_LAYER_INCIDENTS)) {
        dump_candidates(d);
        dump_events(d);
    }
}

enum casus_status cs_output_stages_text(const struct cs_doc *doc,
                                        uint32_t layers, struct cs_sink *sink)
{
    struct dump d = { .doc = doc, .sink = sink };
    const struct cs_mark mark = cs_arena_mark(doc->arena);
    const enum casus_status status = cs_offsets_build(&d.offsets, doc);
    if (status != CASUS_OK)
        return status;
    dump_all(&d, layers);
    cs_arena_rewind(doc->arena, mark);
    return sink->failed ? CASUS_ENOMEM : CASUS_OK;
}

/* --- JSON ------------------------------------------------------------- */

static void put_token(struct cs_json *json, const struct cs_offsets *offsets,
                      const struct cs_doc *doc, uint32_t i)
{
    static const char *const names[] = { NULL, "PER", "ORG", "LOC", "MISC" };
    const struct cs_token *token = &doc->tokens[i];
    cs_json_open(json, '{');
    cs_json_wording(json, offsets, token->span);
    cs_json_key_int(json, "sentence", token->sentence);
    if (doc->layers & CS_LAYER_ANALYSIS) {
        cs_json_key_str(json, "lemma", token->lemma);
        cs_json_key_name(json, "upos", cs_upos_name((enum cs_upos)token->upos));
        cs_json_key_str(json, "feats", token->feats);
        if (token->head == CS_NONE)
            cs_json_key_null(json, "head");
        else
            cs_json_key_int(json, "head", token->head);
        cs_json_key_name(json, "deprel",
                         cs_deprel_name((enum cs_deprel)token->deprel));
        cs_json_key_str_or_null(
            json, "name",
            cs_str_of(token->name < 5 ? names[token->name] : NULL));
        cs_json_key_bool(json, "name_begins", token->name_begins);
        cs_json_key_str_or_null(json, "mention", described(token));
        cs_json_key_bool(json, "mention_begins", token->described_begins);
    }
    cs_json_close(json, '}');
}

enum casus_status cs_output_stages_json(const struct cs_doc *doc,
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
    cs_json_key(&json, "tokens");
    cs_json_open(&json, '[');
    for (uint32_t i = 0; i < doc->n_tokens; i++)
        put_token(&json, &offsets, doc, i);
    cs_json_close(&json, ']');
    status = cs_json_layers(&json, &offsets, doc);
    cs_json_coder(&json, coder);
    cs_json_close(&json, '}');
    cs_sink_char(sink, '\n');
    cs_arena_rewind(doc->arena, mark);
    return sink->failed ? CASUS_ENOMEM : status;
}
