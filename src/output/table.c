#include "output/table.h"

#include "output/event_view.h"
#include "output/phrase.h"

enum { PLACE_SHARE = 3 /* a place takes at most a third of the line */ };

/* --- shared pieces ---------------------------------------------------- */

enum cs_ink cs_type_ink(enum cs_event_type type)
{
    if (type <= CS_CONCEDE)
        return CS_INK_CYAN;
    if (type <= CS_RETREAT)
        return CS_INK_GREEN;
    return type <= CS_THREATEN ? CS_INK_YELLOW : CS_INK_RED;
}

static void dot(struct cs_line *line)
{
    cs_line_cstr(line, " · ", CS_INK_FAINT);
}

/* Incidents are numbered from 0 without gaps. */
static uint32_t count_incidents(const struct cs_doc *doc)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < doc->n_events; i++) {
        if (doc->events[i].incident >= n)
            n = doc->events[i].incident + 1;
    }
    return n;
}

static void put_number_of(struct cs_line *line, uint32_t n, const char *one,
                          const char *many)
{
    if (n == 0)
        cs_line_cstr(line, "no", CS_INK_FAINT);
    else
        cs_line_int(line, n, CS_INK_FAINT);
    cs_line_cstr(line, n == 1 ? one : many, CS_INK_FAINT);
}

/* "2024-01-06T06:48" without the T. */
static void put_published(struct cs_line *line, struct cs_str published)
{
    const size_t day = published.n < 10 ? published.n : 10;
    cs_line_str(line, cs_str_sub(published, 0, day), UINT32_MAX, CS_INK_FAINT);
    if (published.n <= 11)
        return;
    cs_line_cstr(line, " ", CS_INK_FAINT);
    cs_line_str(line, cs_str_sub(published, 11, published.n), UINT32_MAX,
                CS_INK_FAINT);
}

void cs_table_heading(const struct cs_doc *doc, const struct cs_style *style,
                      struct cs_sink *sink)
{
    const struct cs_meta *meta = &doc->meta;
    const struct cs_str heading = cs_report_heading(doc);
    struct cs_line line = { sink, style->colour, cs_style_width(style) };
    cs_line_str(&line, heading.n > 0 ? heading : CS_STR("(untitled)"),
                UINT32_MAX, CS_INK_STRONG);
    cs_line_end(&line);
    line.left = cs_style_width(style);
    if (meta->published.n > 0)
        put_published(&line, meta->published);
    else
        cs_line_cstr(&line, "publication date unknown", CS_INK_FAINT);
    if (meta->publisher.n > 0) {
        dot(&line);
        cs_line_str(&line, meta->publisher, line.left / 2, CS_INK_FAINT);
    }
    if (meta->path.n > 0 && !cs_str_eq(heading, meta->path)) {
        dot(&line);
        cs_line_str(&line, meta->path, line.left / 2, CS_INK_FAINT);
    }
    const uint32_t incidents = count_incidents(doc);
    dot(&line);
    put_number_of(&line, doc->n_events, " event", " events");
    if (incidents != doc->n_events) {
        cs_line_cstr(&line, ", ", CS_INK_FAINT);
        put_number_of(&line, incidents, " incident", " incidents");
    }
    cs_line_end(&line);
}

/* The trigger, bold; between asterisks where there is no bold. */
static void put_mark(struct cs_line *line, struct cs_str words)
{
    if (words.n == 0)
        return;
    if (!line->colour)
        cs_line_cstr(line, "*", CS_INK_PLAIN);
    cs_line_str(line, words, UINT32_MAX, CS_INK_STRONG);
    if (!line->colour)
        cs_line_cstr(line, "*", CS_INK_PLAIN);
}

/* Most columns for the words before the mark: half of the room, or what the
 * words after it leave over. One column is kept for an ellipsis. */
static uint32_t room_before(uint32_t room, uint32_t before, uint32_t after)
{
    uint32_t most = room / 2;
    if (after < room - most)
        most = room - after;
    return before < most ? before : most;
}

void cs_table_quote(struct cs_line *line, const struct cs_doc *doc,
                    struct cs_span sentence, struct cs_span mark)
{
    const bool marked =
        mark.b >= sentence.b && mark.e <= sentence.e && mark.e > mark.b;
    if (!marked)
        mark = (struct cs_span){ sentence.b, sentence.b };
    const struct cs_str before =
        cs_doc_text(doc, (struct cs_span){ sentence.b, mark.b });
    const struct cs_str words = cs_doc_text(doc, mark);
    const struct cs_str after =
        cs_doc_text(doc, (struct cs_span){ mark.e, sentence.e });
    const uint32_t fixed =
        cs_term_width(words) + (marked && !line->colour ? 2u : 0u);
    const uint32_t room = line->left > fixed ? line->left - fixed : 0;
    const uint32_t share =
        room_before(room, cs_term_width(before), cs_term_width(after));
    struct cs_str tail = before;
    if (cs_term_width(before) > share) {
        tail = cs_term_tail(before, share > 2 ? share - 2 : 0);
        cs_line_cstr(line, tail.n > 0 ? "… " : "…", CS_INK_FAINT);
    }
    cs_line_str(line, tail, UINT32_MAX, CS_INK_FAINT);
    put_mark(line, words);
    struct cs_str head = after;
    if (cs_term_width(after) > line->left)
        head = cs_term_head(after, line->left > 2 ? line->left - 2 : 0);
    cs_line_str(line, head, UINT32_MAX, CS_INK_FAINT);
    if (head.n < after.n)
        cs_line_cstr(line, " …", CS_INK_FAINT);
}

/* --- the first line: when, what, how many, where ----------------------- */

/* Counts stand on the first line where there is room for them. */
static bool counts_fit(const struct cs_line *line, struct cs_phrase counts)
{
    return counts.n > 0 &&
           cs_term_width((struct cs_str){ counts.text, counts.n }) + 3 <=
               line->left;
}

/* "did_not_happen" as words. */
static void put_status(struct cs_line *line, enum cs_status_of_act status)
{
    if (status == CS_HAPPENED)
        return;
    dot(line);
    cs_line_cstr(line,
                 status == CS_DID_NOT_HAPPEN ? "did not happen"
                                             : cs_status_name(status),
                 CS_INK_STRONG);
}

/* Returns whether the counts are said. */
static bool put_what(struct cs_line *line, const struct cs_doc *doc,
                     uint32_t index)
{
    const struct cs_event *event = &doc->events[index];
    const struct cs_phrase counts = cs_phrase_counts(event);
    uint32_t earlier;
    cs_line_cstr(line, cs_event_type_name(event->type),
                 cs_type_ink(event->type));
    if (event->mode.n > 0) {
        cs_line_cstr(line, " ", CS_INK_PLAIN);
        cs_line_str(line, event->mode, UINT32_MAX, CS_INK_PLAIN);
    }
    put_status(line, event->status);
    const bool fit = counts_fit(line, counts);
    if (fit) {
        dot(line);
        cs_line_cstr(line, counts.text, CS_INK_PLAIN);
    }
    if (cs_told_before(doc, index, &earlier)) {
        dot(line);
        cs_line_cstr(line, "same as ", CS_INK_FAINT);
        cs_line_int(line, (int64_t)earlier + 1, CS_INK_FAINT);
    }
    return fit || counts.n == 0;
}

/* Columns of the running number of the last event. */
static uint32_t number_width(uint32_t n)
{
    uint32_t width = 1;
    for (; n >= 10; n /= 10)
        width++;
    return width;
}

static uint32_t indent_of(const struct cs_doc *doc)
{
    return number_width(doc->n_events) + 2 + 2 + 10 + 2;
}

/* Returns whether the counts are said. */
static bool put_first_line(const struct cs_doc *doc,
                           const struct cs_style *style, uint32_t index,
                           struct cs_sink *sink)
{
    const struct cs_event *event = &doc->events[index];
    const uint32_t width = cs_style_width(style);
    const struct cs_phrase place = cs_phrase_place(cs_event_place(doc, event));
    const struct cs_phrase day = cs_phrase_day(&event->when);
    const struct cs_str where = { place.text, place.n };
    uint32_t columns = cs_term_width(where);
    if (columns > width / PLACE_SHARE)
        columns = width / PLACE_SHARE;
    struct cs_line line = { sink, style->colour,
                            columns > 0 ? width - columns - 2 : width };
    cs_line_pad(&line,
                2 + number_width(doc->n_events) - number_width(index + 1));
    cs_line_int(&line, (int64_t)index + 1, CS_INK_FAINT);
    cs_line_pad(&line, 2);
    const uint32_t used = cs_line_cstr(
        &line, day.text, event->when.known ? CS_INK_PLAIN : CS_INK_FAINT);
    cs_line_pad(&line, 12 - used);
    const bool said = put_what(&line, doc, index);
    if (columns > 0) {
        cs_line_pad(&line, line.left);
        line.left = columns + 2;
        cs_line_pad(&line, 2);
        cs_line_str(&line, where, UINT32_MAX, CS_INK_PLAIN);
    }
    cs_line_end(&line);
    return said;
}

/* --- the second line: who, to whom, says who --------------------------- */

static void put_parties(struct cs_line *line, const struct cs_doc *doc,
                        const struct cs_party *party, uint32_t n, uint32_t most)
{
    for (uint32_t i = 0; i < n; i++) {
        char code[7];
        const struct cs_str words = cs_party_text(doc, &party[i]);
        if (i > 0)
            cs_line_cstr(line, ", ", CS_INK_PLAIN);
        cs_line_str(line, words.n > 0 ? words : party[i].name, most,
                    CS_INK_PLAIN);
        cs_code_text(party[i].code, code);
        if (code[0] == '\0')
            continue;
        cs_line_cstr(line, " (", CS_INK_FAINT);
        cs_line_cstr(line, code, CS_INK_FAINT);
        cs_line_cstr(line, ")", CS_INK_FAINT);
    }
}

/* Columns of the parties without any cut. */
static uint32_t parties_width(const struct cs_doc *doc,
                              const struct cs_party *party, uint32_t n)
{
    uint32_t width = n > 1 ? 2 * (n - 1) : 0;
    for (uint32_t i = 0; i < n; i++) {
        char code[7];
        const struct cs_str words = cs_party_text(doc, &party[i]);
        cs_code_text(party[i].code, code);
        width += cs_term_width(words.n > 0 ? words : party[i].name) +
                 (code[0] == '\0' ? 0 : (uint32_t)strlen(code) + 3);
    }
    return width;
}

static void put_who(struct cs_line *line, const struct cs_doc *doc,
                    const struct cs_event *event)
{
    const bool fits =
        parties_width(doc, event->actors, event->n_actors) + 10 +
            parties_width(doc, event->recipients, event->n_recipients) <=
        line->left;
    /* Else room for two wordings, their codes and the arrow between them. */
    const uint32_t most = fits || event->n_recipients == 0 || line->left < 40
                              ? line->left
                              : (line->left - 21) / 2;
    if (event->n_actors > 0)
        put_parties(line, doc, event->actors, event->n_actors, most);
    else
        cs_line_cstr(line, event->n_recipients > 0 ? "unknown" : "nobody named",
                     CS_INK_FAINT);
    if (event->n_recipients == 0)
        return;
    cs_line_cstr(line, " → ", CS_INK_FAINT);
    put_parties(line, doc, event->recipients, event->n_recipients, most);
}

static void put_source(struct cs_line *line, const struct cs_doc *doc,
                       const struct cs_source *source)
{
    const struct cs_str words = cs_party_text(doc, &source->party);
    const uint32_t most = line->left > 10 ? line->left - 10 : line->left;
    cs_line_str(line, words.n > 0 ? words : CS_STR("unnamed source"), most,
                CS_INK_PLAIN);
    cs_line_cstr(line, " ", CS_INK_PLAIN);
    cs_line_cstr(line, cs_stance_name(source->stance), CS_INK_FAINT);
}

/* The innermost source stands nearest to the claim; its own sources follow. */
static void put_sources(struct cs_line *line, const struct cs_doc *doc,
                        const struct cs_event *event)
{
    for (uint32_t i = event->n_sources; i-- > 0;) {
        put_source(line, doc, &event->sources[i]);
        if (i > 0)
            cs_line_cstr(line, ", ", CS_INK_FAINT);
    }
}

static uint32_t sources_width(const struct cs_doc *doc,
                              const struct cs_event *event)
{
    uint32_t width = 0;
    for (uint32_t i = 0; i < event->n_sources; i++)
        width += cs_term_width(cs_party_text(doc, &event->sources[i].party)) +
                 14; /* " confirms, ", or "unnamed source" */
    return width;
}

/* Counts that had no room before, and who says so: behind the parties if
 * there is room, else on a line of their own. */
static void put_details(struct cs_line *line, const struct cs_doc *doc,
                        const struct cs_event *event, bool said,
                        uint32_t indent, uint32_t width)
{
    const struct cs_phrase counts = cs_phrase_counts(event);
    if (!said && !counts_fit(line, counts)) {
        cs_line_end(line);
        line->left = width;
        cs_line_pad(line, indent);
        cs_line_cstr(line, counts.text, CS_INK_PLAIN);
    } else if (!said) {
        dot(line);
        cs_line_cstr(line, counts.text, CS_INK_PLAIN);
    }
    if (event->n_sources == 0)
        return;
    if (sources_width(doc, event) + 3 <= line->left) {
        dot(line);
    } else {
        cs_line_end(line);
        line->left = width;
        cs_line_pad(line, indent);
    }
    put_sources(line, doc, event);
}

static void put_event(const struct cs_doc *doc, const struct cs_style *style,
                      uint32_t index, struct cs_sink *sink)
{
    const struct cs_event *event = &doc->events[index];
    const uint32_t width = cs_style_width(style);
    const uint32_t indent = indent_of(doc);
    struct cs_line line = { sink, style->colour, width };
    const bool said = put_first_line(doc, style, index, sink);
    cs_line_pad(&line, indent);
    put_who(&line, doc, event);
    put_details(&line, doc, event, said, indent, width);
    cs_line_end(&line);
    if (event->sentence >= doc->n_sentences)
        return;
    line.left = width;
    cs_line_pad(&line, indent);
    cs_table_quote(&line, doc, doc->sentences[event->sentence].span,
                   event->trigger);
    cs_line_end(&line);
}

enum casus_status cs_output_table(const struct cs_doc *doc,
                                  const struct cs_style *style,
                                  struct cs_sink *sink)
{
    cs_table_heading(doc, style, sink);
    for (uint32_t i = 0; i < doc->n_events; i++) {
        cs_sink_char(sink, '\n');
        put_event(doc, style, i, sink);
    }
    cs_sink_char(sink, '\n');
    return sink->failed ? CASUS_ENOMEM : CASUS_OK;
}
