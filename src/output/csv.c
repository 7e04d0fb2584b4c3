#include "output/csv.h"

#include "output/event_view.h"
#include "output/json.h"
#include "output/offsets.h"

/* --- cells ------------------------------------------------------------ */

/* A cell is written as it comes. Should it hold a comma or a quote, it is
 * quoted once its end is known: cells are short. */
struct row {
    struct cs_sink *sink;
    size_t cell; /* where the cell begins in the sink */
    bool first;  /* no cell yet in this row */
};

static void cell_begin(struct row *row)
{
    if (!row->first)
        cs_sink_char(row->sink, ',');
    row->first = false;
    row->cell = row->sink->n;
}

static void cell_end(struct row *row)
{
    struct cs_sink *sink = row->sink;
    size_t quotes = 0;
    bool quote = false;
    if (sink->failed)
        return;
    for (size_t i = row->cell; i < sink->n; i++) {
        quotes += sink->p[i] == '"';
        quote = quote || sink->p[i] == ',' || sink->p[i] == '"';
    }
    if (!quote)
        return;
    size_t from = sink->n;
    for (size_t i = 0; i < quotes + 2; i++)
        cs_sink_char(sink, '"');
    if (sink->failed)
        return;
    /* From the back: each byte moves by the quotes still before it. */
    size_t to = sink->n - 1;
    while (from > row->cell) {
        const char c = sink->p[--from];
        sink->p[--to] = c;
        if (c == '"')
            sink->p[--to] = '"';
    }
    sink->p[row->cell] = '"';
    sink->p[sink->n - 1] = '"';
}

/* Length of the white space or control character at s[i], 0 for others. C1
 * control characters and U+2028, U+2029 count: some readers break lines
 * there. */
static size_t blank_length(struct cs_str s, size_t i)
{
    const unsigned char c = (unsigned char)s.p[i];
    if (c <= ' ' || c == 0x7f)
        return 1;
    if (c == 0xc2 && i + 1 < s.n && (unsigned char)s.p[i + 1] <= 0xa0)
        return 2;
    if (c == 0xe2 && i + 2 < s.n && (unsigned char)s.p[i + 1] == 0x80 &&
        ((unsigned char)s.p[i + 2] & 0xfe) == 0xa8)
        return 3;
    return 0;
}

/* s with every run of blanks as one space, none at the ends. */
static void put_flat(struct row *row, struct cs_str s)
{
    bool space = false, any = false;
    for (size_t i = 0; i < s.n;) {
        const size_t blank = blank_length(s, i);
        if (blank > 0) {
            space = any;
            i += blank;
            continue;
        }
        if (space)
            cs_sink_char(row->sink, ' ');
        cs_sink_char(row->sink, s.p[i++]);
        space = false;
        any = true;
    }
}

/* Words from outside, first in their cell: guarded against formulas. */
static void put_words(struct row *row, struct cs_str s)
{
    size_t i = 0;
    while (i < s.n && blank_length(s, i) > 0)
        i += blank_length(s, i);
    if (row->sink->n == row->cell && i < s.n &&
        memchr("=+-@", s.p[i], 4) != NULL)
        cs_sink_char(row->sink, '\'');
    put_flat(row, s);
}

static void words(struct row *row, struct cs_str s)
{
    cell_begin(row);
    put_words(row, s);
    cell_end(row);
}

/* A name from our own lists, or a number. */
static void plain(struct row *row, const char *s)
{
    cell_begin(row);
    cs_sink_cstr(row->sink, s);
    cell_end(row);
}

/* Percent as a share: 0.86; empty: not known. */
static void confidence(struct row *row, uint8_t percent)
{
    const char text[] = { (char)('0' + percent / 100), '.',
                          (char)('0' + percent / 10 % 10),
                          (char)('0' + percent % 10), '\0' };
    plain(row, percent == CS_CONFIDENCE_UNKNOWN ? "" : text);
}

static void number(struct row *row, int64_t value)
{
    cell_begin(row);
    cs_sink_int(row->sink, value);
}

static void degrees(struct row *row, bool known, double value)
{
    cell_begin(row);
    if (known)
        cs_put_degrees(row->sink, value);
}

/* --- columns ---------------------------------------------------------- */

static const char *const columns[] = {
    "id",
    "report_id",
    "path",
    "title",
    "published",
    "sentence_index",
    "type",
    "mode",
    "cameo",
    "quad",
    "contexts",
    "status",
    "actor",
    "actor_code",
    "recipient",
    "recipient_code",
    "trigger",
    "according_to",
    "according_to_code",
    "stance",
    "date_from",
    "date_to",
    "date_precision",
    "place",
    "country",
    "admin1",
    "latitude",
    "longitude",
    "place_precision",
    "killed_min",
    "killed_max",
    "injured_min",
    "injured_max",
    "size_min",
    "size_max",
    "incident",
    "confidence",
    "rule",
    "sentence",
};

void cs_output_csv_header(struct cs_sink *sink)
{
    struct row row = { .sink = sink, .first = true };
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        plain(&row, columns[i]);
    cs_sink_char(sink, '\n');
}

static void separate(struct row *row, uint32_t i)
{
    if (i > 0)
        cs_sink_put(row->sink, "; ", 2);
}

static void put_party(struct row *row, const struct cs_doc *doc,
                      const struct cs_party *party)
{
    put_words(row, party->name.n > 0 ? party->name : cs_party_text(doc, party));
}

/* As many codes as names, so that the two columns can be split in parallel:
 * an unknown one is "---". */
static void put_code(struct row *row, struct cs_actor_code code)
{
    char text[7];
    cs_code_text(code, text);
    cs_sink_cstr(row->sink, text[0] == '\0' ? "---" : text);
}

static void parties(struct row *row, const struct cs_doc *doc,
                    const struct cs_party *party, uint32_t n)
{
    cell_begin(row);
    for (uint32_t i = 0; i < n; i++) {
        separate(row, i);
        put_party(row, doc, &party[i]);
    }
    cell_end(row);
    cell_begin(row);
    for (uint32_t i = 0; i < n; i++) {
        separate(row, i);
        put_code(row, party[i].code);
    }
    cell_end(row);
}

static void sources(struct row *row, const struct cs_doc *doc,
                    const struct cs_event *event)
{
    cell_begin(row);
    for (uint32_t i = 0; i < event->n_sources; i++) {
        separate(row, i);
        put_party(row, doc, &event->sources[i].party);
    }
    cell_end(row);
    cell_begin(row);
    for (uint32_t i = 0; i < event->n_sources; i++) {
        separate(row, i);
        put_code(row, event->sources[i].party.code);
    }
    cell_end(row);
    cell_begin(row);
    for (uint32_t i = 0; i < event->n_sources; i++) {
        separate(row, i);
        cs_sink_cstr(row->sink, cs_stance_name(event->sources[i].stance));
    }
    cell_end(row);
}

static void contexts(struct row *row, uint64_t bits)
{
    uint32_t n = 0;
    cell_begin(row);
    for (unsigned bit = 0; cs_context_name(bit) != NULL; bit++) {
        if ((bits >> bit & 1) == 0)
            continue;
        separate(row, n++);
        cs_sink_cstr(row->sink, cs_context_name(bit));
    }
    cell_end(row);
}

static void when(struct row *row, const struct cs_when *when)
{
    char first[11] = "", last[11] = "";
    if (when->known)
        cs_days_inclusive(when->days, first, last);
    plain(row, first);
    plain(row, last);
    plain(row, cs_precision_name(when->known ? when->precision
                                             : CS_PRECISION_UNKNOWN));
}

static void where(struct row *row, const struct cs_place *place)
{
    static const struct cs_place nowhere;
    const bool known = place != NULL;
    if (!known)
        place = &nowhere;
    words(row, place->name);
    plain(row, place->country);
    words(row, place->admin1);
    degrees(row, place->has_point, place->lat);
    degrees(row, place->has_point, place->lon);
    plain(row, known ? cs_place_precision_name(place->precision) : "");
}

static void count(struct row *row, const struct cs_count *count)
{
    const int64_t bounds[2] = { count->bounds.min, count->bounds.max };
    for (int i = 0; i < 2; i++) {
        if (count->given && bounds[i] != CS_UNBOUNDED)
            number(row, bounds[i]);
        else
            plain(row, "");
    }
}

static void put_event(struct cs_sink *sink, const struct cs_doc *doc,
                      struct cs_text_hash hash, const struct cs_event *event)
{
    struct row row = { .sink = sink, .first = true };
    const bool has_sentence = event->sentence < doc->n_sentences;
    char id[21], incident[19];
    cs_event_id(hash, event, id);
    cs_incident_id(hash, event->incident, incident);
    plain(&row, id);
    words(&row, doc->meta.id);
    words(&row, doc->meta.path);
    words(&row, doc->meta.title);
    words(&row, doc->meta.published);
    if (has_sentence)
        number(&row, event->sentence);
    else
        plain(&row, "");
    plain(&row, cs_event_type_name(event->type));
    words(&row, event->mode);
    plain(&row, event->cameo);
    plain(&row, cs_quad_name(event->type));
    contexts(&row, event->contexts);
    plain(&row, cs_status_name(event->status));
    parties(&row, doc, event->actors, event->n_actors);
    parties(&row, doc, event->recipients, event->n_recipients);
    words(&row, cs_doc_text(doc, event->trigger));
    sources(&row, doc, event);
    when(&row, &event->when);
    where(&row, cs_event_place(doc, event));
    count(&row, &event->killed);
    count(&row, &event->injured);
    count(&row, &event->size);
    plain(&row, incident);
    confidence(&row, event->confidence);
    words(&row, event->rule);
    words(&row, has_sentence
                    ? cs_doc_text(doc, doc->sentences[event->sentence].span)
                    : (struct cs_str){ NULL, 0 });
    cs_sink_char(sink, '\n');
}

enum casus_status cs_output_csv(const struct cs_doc *doc, struct cs_sink *sink)
{
    const struct cs_text_hash hash = cs_text_hash_of(doc->text);
    for (uint32_t i = 0; i < doc->n_events; i++)
        put_event(sink, doc, hash, &doc->events[i]);
    return sink->failed ? CASUS_ENOMEM : CASUS_OK;
}
