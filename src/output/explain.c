#include "output/explain.h"

#include "output/event_view.h"
#include "output/json.h"
#include "output/phrase.h"
#include "output/table.h"

/* Fields stand in two columns: names, and what is known. */
enum { MARGIN = 2, CONTENT = 16 };

struct page {
    const struct cs_doc *doc;
    const struct cs_style *style;
    struct cs_sink *sink;
};

/* --- pieces ----------------------------------------------------------- */

/* Begin a line of a field; the name is given on its first line alone. */
static struct cs_para field(const struct page *page, const char *name)
{
    struct cs_line line = { page->sink, page->style->colour, CONTENT };
    cs_line_pad(&line, MARGIN);
    cs_line_cstr(&line, name, CS_INK_FAINT);
    cs_line_pad(&line, line.left);
    return cs_para_at(page->sink, page->style, CONTENT + 2, CONTENT);
}

static struct cs_para more(const struct page *page)
{
    return field(page, "");
}

static void quote(struct cs_para *para, const struct page *page,
                  struct cs_span span)
{
    cs_para_cstr(para, "“", CS_INK_PLAIN);
    cs_para_str(para, cs_doc_text(page->doc, span), CS_INK_PLAIN);
    cs_para_cstr(para, "”", CS_INK_PLAIN);
}

/* ", from “words”", nothing where no words stand behind. */
static void from_words(struct cs_para *para, const struct page *page,
                       struct cs_span span)
{
    if (span.e <= span.b)
        return;
    cs_para_cstr(para, ", from ", CS_INK_FAINT);
    quote(para, page, span);
}

static bool spans_equal(struct cs_span a, struct cs_span b)
{
    return a.b == b.b && a.e == b.e;
}

/* The steps that led to a field, a line each; the words are repeated only
 * where they are others than those already quoted. */
static void steps(const struct page *page, const struct cs_event *event,
                  enum cs_field wanted, struct cs_span quoted)
{
    struct cs_reason reason;
    for (uint32_t i = 0; cs_event_reason(page->doc, event, i, &reason); i++) {
        if (reason.field != wanted || reason.text.n == 0)
            continue;
        struct cs_para para = more(page);
        cs_para_cstr(&para, "because: ", CS_INK_FAINT);
        cs_para_str(&para, reason.text, CS_INK_PLAIN);
        if (!spans_equal(reason.span, quoted))
            from_words(&para, page, reason.span);
        cs_para_end(&para);
    }
}

static struct cs_span no_words(void)
{
    return (struct cs_span){ 0, 0 };
}

/* --- what ------------------------------------------------------------- */

static void put_contexts(const struct page *page, uint64_t bits)
{
    if (bits == 0)
        return;
    struct cs_para para = more(page);
    cs_para_cstr(&para,
                 bits & (bits - 1) ? "contexts:" : "context:", CS_INK_FAINT);
    const char *before = " ";
    for (unsigned bit = 0; cs_context_name(bit) != NULL; bit++) {
        if ((bits >> bit & 1) == 0)
            continue;
        cs_para_cstr(&para, before, CS_INK_PLAIN);
        cs_para_cstr(&para, cs_context_name(bit), CS_INK_PLAIN);
        before = ", ";
    }
    cs_para_end(&para);
}

static int in_100(uint8_t share)
{
    return (share * 100 + 127) / 255;
}

/* What the text model thinks of the trigger. */
static void put_share(const struct page *page, const struct cs_event *event)
{
    if (page->doc->shares == NULL)
        return;
    struct cs_para para = more(page);
    cs_para_cstr(&para, "the text model: ", CS_INK_FAINT);
    cs_para_cstr(&para, cs_event_type_name(event->type), CS_INK_PLAIN);
    cs_para_cstr(&para, ", ", CS_INK_PLAIN);
    cs_para_int(&para, in_100(event->share), CS_INK_PLAIN);
    cs_para_cstr(&para, " in 100", CS_INK_PLAIN);
    cs_para_end(&para);
}

static void put_type(const struct page *page, const struct cs_event *event)
{
    struct cs_para para = field(page, "what");
    cs_para_cstr(&para, cs_event_type_name(event->type),
                 cs_type_ink(event->type));
    if (event->mode.n > 0) {
        cs_para_cstr(&para, ", ", CS_INK_PLAIN);
        cs_para_str(&para, event->mode, CS_INK_PLAIN);
    }
    cs_para_cstr(&para, " (", CS_INK_PLAIN);
    cs_para_cstr(&para, cs_quad_name(event->type), CS_INK_PLAIN);
    if (event->cameo[0] != '\0') {
        cs_para_cstr(&para, "; CAMEO ", CS_INK_PLAIN);
        cs_para_cstr(&para, event->cameo, CS_INK_PLAIN);
    }
    cs_para_cstr(&para, ")", CS_INK_PLAIN);
    cs_para_end(&para);
    para = more(page);
    cs_para_cstr(&para, "because: ", CS_INK_FAINT);
    quote(&para, page, event->trigger);
    if (event->rule.n > 0) {
        cs_para_cstr(&para,
                     event->any_word ? " is taken for the lexicon's frame "
                                     : " fits the lexicon's frame ",
                     CS_INK_PLAIN);
        cs_para_str(&para, event->rule, CS_INK_PLAIN);
    }
    cs_para_end(&para);
    put_share(page, event);
    steps(page, event, CS_FIELD_TYPE, event->trigger);
    put_contexts(page, event->contexts);
}

/* --- who -------------------------------------------------------------- */

/* " (United States; USAMIL: country USA, military)", as far as known. */
static void put_identity(struct cs_para *para, const struct cs_party *party)
{
    const char *words = cs_sector_words(party->code.sector);
    const char *type = cs_sector_words(party->code.country);
    char code[7];
    cs_code_text(party->code, code);
    if (party->name.n == 0 && code[0] == '\0') {
        cs_para_cstr(para, " (not identified)", CS_INK_PLAIN);
        return;
    }
    cs_para_cstr(para, " (", CS_INK_PLAIN);
    cs_para_str(para, party->name, CS_INK_PLAIN);
    if (party->name.n > 0 && code[0] != '\0')
        cs_para_cstr(para, "; ", CS_INK_PLAIN);
    cs_para_cstr(para, code, CS_INK_PLAIN);
    if (code[0] != '\0') {
        cs_para_cstr(para, ": ", CS_INK_PLAIN);
        cs_para_cstr(para,
                     party->code.country[0] == '\0' ? "country not known"
                     : type != NULL                 ? type
                                                    : "country ",
                     CS_INK_PLAIN);
        if (type == NULL)
            cs_para_cstr(para, party->code.country, CS_INK_PLAIN);
    }
    if (words != NULL) {
        cs_para_cstr(para, ", ", CS_INK_PLAIN);
        cs_para_cstr(para, words, CS_INK_PLAIN);
    }
    cs_para_cstr(para, ")", CS_INK_PLAIN);
}

/* "subj of killed" -> "subject of killed": slots of the lexicon in words. */
static void put_slot(struct cs_para *para, struct cs_str rule)
{
    static const struct {
        const char *slot, *words;
    } table[] = {
        { "subj", "subject" },
        { "obj", "object" },
        { "iobj", "indirect object" },
        { "comp", "clause" },
        { "poss", "possessor" },
        { "compound", "word right before the noun, compound" },
    };
    struct cs_str rest = rule, first;
    if (cs_str_next(&rest, ' ', &first)) {
        for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
            if (!cs_str_is(first, table[i].slot))
                continue;
            cs_para_cstr(para, table[i].words, CS_INK_PLAIN);
            cs_para_cstr(para, " ", CS_INK_PLAIN);
            cs_para_str(para, rest, CS_INK_PLAIN);
            return;
        }
    }
    cs_para_str(para, rule, CS_INK_PLAIN);
}

/* "he": whom it stands for, by the wording told last. */
static void put_antecedent(const struct page *page,
                           const struct cs_party *party)
{
    const struct cs_doc *doc = page->doc;
    if (party->mention >= doc->n_mentions || party->tok >= doc->n_tokens ||
        doc->tokens[party->tok].upos != CS_PRON ||
        doc->mentions[party->mention].head == party->tok)
        return;
    struct cs_para para = more(page);
    cs_para_cstr(&para, "stands for: ", CS_INK_FAINT);
    quote(&para, page, doc->mentions[party->mention].span);
    cs_para_end(&para);
}

static void put_party_reasons(const struct page *page,
                              const struct cs_party *party)
{
    put_antecedent(page, party);
    if (party->rule.n > 0) {
        struct cs_para para = more(page);
        cs_para_cstr(&para, "because: ", CS_INK_FAINT);
        put_slot(&para, party->rule);
        cs_para_end(&para);
    }
    if (party->via.n > 0) {
        struct cs_para para = more(page);
        cs_para_cstr(&para, "identified by: ", CS_INK_FAINT);
        cs_para_str(&para, party->via, CS_INK_PLAIN);
        cs_para_end(&para);
    }
}

static void put_parties(const struct page *page, const struct cs_event *event,
                        const char *name, const struct cs_party *party,
                        uint32_t n, enum cs_field which)
{
    if (n == 0) {
        struct cs_para para = field(page, name);
        cs_para_cstr(&para, "nobody named", CS_INK_FAINT);
        cs_para_end(&para);
    }
    for (uint32_t i = 0; i < n; i++) {
        struct cs_para para = field(page, i == 0 ? name : "");
        quote(&para, page, party[i].span);
        put_identity(&para, &party[i]);
        cs_para_end(&para);
        put_party_reasons(page, &party[i]);
    }
    steps(page, event, which, n > 0 ? party[0].span : no_words());
}

/* --- how certain, and who says so -------------------------------------- */

static void put_status(const struct page *page, const struct cs_event *event)
{
    static const char *const meaning[] = {
        [CS_HAPPENED] = "happened: told as done",
        [CS_ONGOING] = "ongoing: told as going on",
        [CS_PLANNED] = "planned: intended, announced or prepared",
        [CS_REQUESTED] = "requested: somebody wants it",
        [CS_THREATENED] = "threatened",
        [CS_POSSIBLE] = "possible: feared, alleged or not sure",
        [CS_DENIED] = "denied: the source says it did not happen",
        [CS_DID_NOT_HAPPEN] = "did not happen",
    };
    struct cs_para para = field(page, "status");
    cs_para_cstr(&para, meaning[event->status], CS_INK_PLAIN);
    cs_para_end(&para);
    steps(page, event, CS_FIELD_STATUS, event->trigger);
}

static void put_sources(const struct page *page, const struct cs_event *event)
{
    if (event->n_sources == 0) {
        struct cs_para para = field(page, "according to");
        cs_para_cstr(&para, "the report itself", CS_INK_PLAIN);
        cs_para_end(&para);
    }
    for (uint32_t i = 0; i < event->n_sources; i++) {
        const struct cs_source *source = &event->sources[i];
        struct cs_para para = field(page, i == 0 ? "according to" : "");
        if (source->party.span.e > source->party.span.b) {
            quote(&para, page, source->party.span);
            put_identity(&para, &source->party);
        } else {
            cs_para_cstr(&para, "an unnamed source", CS_INK_PLAIN);
        }
        cs_para_cstr(&para, ", who ", CS_INK_PLAIN);
        cs_para_cstr(&para, cs_stance_name(source->stance), CS_INK_PLAIN);
        if (source->stance != CS_STANCE_ACCUSES)
            cs_para_cstr(&para, " it", CS_INK_PLAIN);
        from_words(&para, page, source->cue);
        cs_para_end(&para);
        put_party_reasons(page, &source->party);
    }
    steps(page, event, CS_FIELD_SOURCE, no_words());
}

/* --- when, where, how many --------------------------------------------- */

/* The other times or places of the sentence: "not “Ankara”: it is told with
 * “said”". */
static void put_lost(const struct page *page, const struct cs_event *event,
                     enum cs_field field_of)
{
    const struct cs_doc *doc = page->doc;
    const uint32_t index = (uint32_t)(event - doc->events);
    uint32_t i = 0, hi = doc->n_lost;
    while (i < hi) { /* they stand by event */
        const uint32_t mid = i + (hi - i) / 2;
        if (doc->lost[mid].event < index)
            i = mid + 1;
        else
            hi = mid;
    }
    for (; i < doc->n_lost && doc->lost[i].event == index; i++) {
        const struct cs_lost *lost = &doc->lost[i];
        if (lost->field != field_of)
            continue;
        struct cs_para para = more(page);
        cs_para_cstr(&para, "not ", CS_INK_FAINT);
        quote(&para, page, lost->span);
        cs_para_cstr(&para, ": ", CS_INK_FAINT);
        cs_para_cstr(&para, lost->why, CS_INK_PLAIN);
        if (lost->word.e > lost->word.b) {
            cs_para_cstr(&para, " ", CS_INK_PLAIN);
            quote(&para, page, lost->word);
        }
        cs_para_end(&para);
    }
}

static void put_when(const struct page *page, const struct cs_event *event)
{
    const struct cs_phrase days = cs_phrase_days(&event->when);
    struct cs_para para = field(page, "when");
    if (!event->when.known) {
        cs_para_cstr(&para, "not known", CS_INK_FAINT);
    } else {
        cs_para_cstr(&para, days.text, CS_INK_PLAIN);
        cs_para_cstr(&para, " (to the ", CS_INK_PLAIN);
        cs_para_cstr(&para, cs_precision_name(event->when.precision),
                     CS_INK_PLAIN);
        cs_para_cstr(&para, ")", CS_INK_PLAIN);
    }
    from_words(&para, page, event->when.span);
    cs_para_end(&para);
    steps(page, event, CS_FIELD_WHEN, event->when.span);
    put_lost(page, event, CS_FIELD_WHEN);
}

/* The other bearers of a place's name, the likeliest first. */
static void put_rivals(const struct page *page, const struct cs_place *place)
{
    for (uint32_t i = 0; i < place->n_rivals; i++) {
        const struct cs_place_rival *r = &place->rivals[i];
        struct cs_para para = more(page);
        cs_para_cstr(&para, "not ", CS_INK_FAINT);
        cs_para_str(&para, r->name, CS_INK_PLAIN);
        if (r->admin1.n > 0 && !cs_str_eq(r->admin1, r->name)) {
            cs_para_cstr(&para, ", ", CS_INK_PLAIN);
            cs_para_str(&para, r->admin1, CS_INK_PLAIN);
        }
        if (r->country[0] != '\0') {
            cs_para_cstr(&para, ", ", CS_INK_PLAIN);
            cs_para_cstr(&para, r->country, CS_INK_PLAIN);
        }
        cs_para_cstr(&para, ": ", CS_INK_FAINT);
        cs_para_cstr(&para, r->why, CS_INK_PLAIN);
        cs_para_end(&para);
    }
    if (place->n_others > place->n_rivals && place->n_rivals > 0) {
        struct cs_para para = more(page);
        cs_para_cstr(&para, "of ", CS_INK_FAINT);
        cs_para_int(&para, (int64_t)place->n_others + 1, CS_INK_FAINT);
        cs_para_cstr(&para, " places so called", CS_INK_FAINT);
        cs_para_end(&para);
    }
}

/* "33.34, 44.4": numbers go straight to the sink, after a place to break. */
static void put_point(struct cs_para *para, const struct cs_place *place)
{
    cs_para_need(para, 20);
    cs_para_cstr(para, "at", CS_INK_PLAIN);
    cs_sink_char(para->sink, ' ');
    cs_put_degrees(para->sink, place->lat);
    cs_sink_put(para->sink, ", ", 2);
    cs_put_degrees(para->sink, place->lon);
    para->column += 18;
}

static void put_where(const struct page *page, const struct cs_event *event)
{
    const struct cs_place *place = cs_event_place(page->doc, event);
    const struct cs_phrase words = cs_phrase_place(place);
    struct cs_para para = field(page, "where");
    if (place == NULL) {
        cs_para_cstr(&para, "the report does not say", CS_INK_FAINT);
        cs_para_end(&para);
        steps(page, event, CS_FIELD_WHERE, no_words());
        put_lost(page, event, CS_FIELD_WHERE);
        return;
    }
    cs_para_cstr(&para, words.text, CS_INK_PLAIN);
    cs_para_cstr(&para, " (", CS_INK_PLAIN);
    cs_para_cstr(&para, cs_place_precision_name(place->precision),
                 CS_INK_PLAIN);
    if (place->admin1.n > 0) {
        cs_para_cstr(&para, " in ", CS_INK_PLAIN);
        cs_para_str(&para, place->admin1, CS_INK_PLAIN);
    }
    if (place->has_point) {
        cs_para_cstr(&para, "; ", CS_INK_PLAIN);
        put_point(&para, place);
    }
    cs_para_cstr(&para, ")", CS_INK_PLAIN);
    from_words(&para, page, place->span);
    cs_para_end(&para);
    steps(page, event, CS_FIELD_WHERE, place->span);
    put_rivals(page, place);
    put_lost(page, event, CS_FIELD_WHERE);
}

static void put_count(const struct page *page, const char *name,
                      const struct cs_count *count)
{
    if (!count->given)
        return;
    const struct cs_phrase bounds = cs_phrase_bounds(count->bounds);
    struct cs_para para = field(page, name);
    cs_para_cstr(&para, bounds.text, CS_INK_PLAIN);
    from_words(&para, page, count->span);
    cs_para_end(&para);
}

static void put_incident(const struct page *page, uint32_t index)
{
    const struct cs_event *event = &page->doc->events[index];
    struct cs_para para = field(page, "incident");
    bool any = false;
    for (uint32_t i = 0; i < page->doc->n_events; i++) {
        if (i == index || page->doc->events[i].incident != event->incident)
            continue;
        cs_para_cstr(&para, any ? ", " : "the same happening as event ",
                     CS_INK_PLAIN);
        cs_para_int(&para, (int64_t)i + 1, CS_INK_PLAIN);
        any = true;
    }
    if (!any)
        cs_para_cstr(&para, "told once in this report", CS_INK_PLAIN);
    cs_para_end(&para);
    steps(page, event, CS_FIELD_INCIDENT, no_words());
}

static void put_confidence(const struct page *page,
                           const struct cs_event *event)
{
    if (event->confidence == CS_CONFIDENCE_UNKNOWN)
        return;
    struct cs_para para = field(page, "confidence");
    cs_para_int(&para, event->confidence, CS_INK_PLAIN);
    cs_para_cstr(&para, " of a hundred records made like this one are right",
                 CS_INK_PLAIN);
    cs_para_end(&para);
}

/* --- an event --------------------------------------------------------- */

static void put_title(const struct page *page, uint32_t index)
{
    const struct cs_event *event = &page->doc->events[index];
    struct cs_line line = { page->sink, page->style->colour,
                            cs_style_width(page->style) };
    cs_line_cstr(&line, "Event ", CS_INK_STRONG);
    cs_line_int(&line, (int64_t)index + 1, CS_INK_STRONG);
    cs_line_cstr(&line, " of ", CS_INK_FAINT);
    cs_line_int(&line, page->doc->n_events, CS_INK_FAINT);
    if (event->sentence < page->doc->n_sentences) {
        cs_line_cstr(&line, ", sentence ", CS_INK_FAINT);
        cs_line_int(&line, (int64_t)event->sentence + 1, CS_INK_FAINT);
    }
    cs_line_end(&line);
}

/* The whole sentence, its trigger bold or between asterisks. */
static void put_sentence(const struct page *page, const struct cs_event *event)
{
    if (event->sentence >= page->doc->n_sentences)
        return;
    const struct cs_span all = page->doc->sentences[event->sentence].span;
    const bool inside = event->trigger.b >= all.b && event->trigger.e <= all.e;
    const struct cs_span mark =
        inside ? event->trigger : (struct cs_span){ all.b, all.b };
    const char *sign = page->style->colour || !inside ? "" : "*";
    const struct cs_str words = cs_doc_text(page->doc, mark);
    struct cs_para para = cs_para_at(page->sink, page->style, MARGIN, MARGIN);
    cs_term_pad(page->sink, MARGIN);
    cs_para_str(&para,
                cs_doc_text(page->doc, (struct cs_span){ all.b, mark.b }),
                CS_INK_PLAIN);
    cs_para_need(&para, cs_term_width(words) + 2);
    cs_para_cstr(&para, sign, CS_INK_PLAIN);
    cs_para_str(&para, words, CS_INK_STRONG);
    cs_para_cstr(&para, sign, CS_INK_PLAIN);
    cs_para_str(&para,
                cs_doc_text(page->doc, (struct cs_span){ mark.e, all.e }),
                CS_INK_PLAIN);
    cs_para_end(&para);
}

static void put_event(const struct page *page, uint32_t index)
{
    const struct cs_event *event = &page->doc->events[index];
    cs_sink_char(page->sink, '\n');
    put_title(page, index);
    put_sentence(page, event);
    cs_sink_char(page->sink, '\n');
    put_type(page, event);
    put_parties(page, event, "actor", event->actors, event->n_actors,
                CS_FIELD_ACTOR);
    put_parties(page, event, "recipient", event->recipients,
                event->n_recipients, CS_FIELD_RECIPIENT);
    put_status(page, event);
    put_sources(page, event);
    put_when(page, event);
    put_where(page, event);
    put_count(page, "killed", &event->killed);
    put_count(page, "injured", &event->injured);
    put_count(page, "taking part", &event->size);
    steps(page, event, CS_FIELD_COUNT, no_words());
    put_incident(page, index);
    put_confidence(page, event);
}

/* --- what gave nothing ------------------------------------------------- */

static void put_candidate(const struct page *page,
                          const struct cs_candidate *candidate)
{
    struct cs_para para =
        cs_para_at(page->sink, page->style, CONTENT, 2 * MARGIN + 2);
    cs_term_pad(page->sink, 2 * MARGIN + 2);
    quote(&para, page, candidate->span);
    if (candidate->rule.n > 0) {
        cs_para_cstr(&para, " could be ", CS_INK_FAINT);
        cs_para_str(&para, candidate->rule, CS_INK_PLAIN);
    }
    cs_para_cstr(&para, ": ", CS_INK_PLAIN);
    cs_para_str(&para, candidate->reason, CS_INK_PLAIN);
    cs_para_end(&para);
}

static bool has_event(const struct cs_doc *doc, uint32_t sentence)
{
    for (uint32_t i = 0; i < doc->n_events; i++) {
        if (doc->events[i].sentence == sentence)
            return true;
    }
    return false;
}

/* The next candidate of a sentence from i on; n_candidates for none. */
static uint32_t next_candidate(const struct cs_doc *doc, uint32_t sentence,
                               uint32_t i)
{
    while (i < doc->n_candidates && doc->candidates[i].sentence != sentence)
        i++;
    return i;
}

/* A sentence without a single candidate: the word that came nearest. */
static void put_likeliest(const struct page *page, uint32_t sentence)
{
    const struct cs_doc *doc = page->doc;
    const struct cs_sentence *s = &doc->sentences[sentence];
    struct cs_para para =
        cs_para_at(page->sink, page->style, CONTENT, 2 * MARGIN + 2);
    uint8_t best = 0;
    int best_type = 0;
    uint32_t word = CS_NONE;
    cs_term_pad(page->sink, 2 * MARGIN + 2);
    cs_para_cstr(&para, "no word of it is a trigger", CS_INK_PLAIN);
    for (uint32_t i = s->tok_b; doc->shares != NULL && i < s->tok_e; i++) {
        const uint8_t *row = doc->shares + (size_t)i * CS_EVENT_TYPE_COUNT;
        for (int t = 0; t < CS_EVENT_TYPE_COUNT; t++) {
            if (row[t] > best) {
                best = row[t];
                best_type = t;
                word = i;
            }
        }
    }
    if (word != CS_NONE) {
        cs_para_cstr(&para, "; the text model's nearest: ", CS_INK_PLAIN);
        quote(&para, page, doc->tokens[word].span);
        cs_para_cstr(&para, " as ", CS_INK_FAINT);
        cs_para_cstr(&para, cs_event_type_name((enum cs_event_type)best_type),
                     CS_INK_PLAIN);
        cs_para_cstr(&para, ", ", CS_INK_PLAIN);
        cs_para_int(&para, in_100(best), CS_INK_PLAIN);
        cs_para_cstr(&para, " in 100", CS_INK_PLAIN);
    }
    cs_para_end(&para);
}

static void put_quiet_sentence(const struct page *page, uint32_t sentence)
{
    const struct cs_doc *doc = page->doc;
    uint32_t i = next_candidate(doc, sentence, 0);
    if (i == doc->n_candidates && has_event(doc, sentence))
        return;
    struct cs_line line = { page->sink, page->style->colour,
                            cs_style_width(page->style) };
    cs_line_pad(&line, MARGIN);
    cs_line_int(&line, (int64_t)sentence + 1, CS_INK_FAINT);
    cs_line_pad(&line, MARGIN);
    cs_table_quote(&line, doc, doc->sentences[sentence].span, no_words());
    cs_line_end(&line);
    if (i == doc->n_candidates)
        put_likeliest(page, sentence);
    for (; i < doc->n_candidates; i = next_candidate(doc, sentence, i + 1))
        put_candidate(page, &doc->candidates[i]);
}

static void put_quiet(const struct page *page)
{
    struct cs_line line = { page->sink, page->style->colour,
                            cs_style_width(page->style) };
    cs_sink_char(page->sink, '\n');
    cs_line_cstr(&line, "Sentences without an event, and wordings ruled out",
                 CS_INK_STRONG);
    cs_line_end(&line);
    for (uint32_t i = 0; i < page->doc->n_sentences; i++)
        put_quiet_sentence(page, i);
}

enum casus_status cs_output_explain(const struct cs_doc *doc,
                                    const struct cs_style *style,
                                    struct cs_sink *sink)
{
    const struct page page = { doc, style, sink };
    cs_table_heading(doc, style, sink);
    for (uint32_t i = 0; i < doc->n_events; i++)
        put_event(&page, i);
    if (doc->n_sentences > 0)
        put_quiet(&page);
    cs_sink_char(sink, '\n');
    return sink->failed ? CASUS_ENOMEM : CASUS_OK;
}
