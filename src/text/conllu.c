/* Reading goes sentence by sentence: its lines become words, its words are
 * laid along the text comment (or make the text themselves), and only then
 * become tokens. Lower-casing waits until the whole text stands. */
#include "text/conllu.h"

#include "base/utf8.h"
#include "text/chars.h"
#include "text/sentences.h"
#include "text/tokens.h"

static const char *const name_kinds[] = { "O", "PER", "ORG", "LOC", "MISC" };

/* --- reading ------------------------------------------------------------ */

enum column {
    ID,
    FORM,
    LEMMA,
    UPOS,
    XPOS,
    FEATS,
    HEAD,
    DEPREL,
    DEPS,
    MISC,
    COLUMNS
};

struct word {
    struct cs_str form; /* what of the text it covers */
    struct cs_str col[COLUMNS];
    uint64_t line;
    size_t at; /* in the document's text */
    bool space_after;
};

struct reader {
    struct cs_doc *doc;
    struct casus_error *err;
    bool with_analysis;
    struct cs_conllu *extra;
    struct cs_str rest; /* lines not yet read */
    uint64_t line;      /* number of the last line read */
    char *text;         /* [cap] the document's text as it grows */
    size_t n, cap;
    /* The sentence at hand. */
    CS_ARRAY(struct word, words);
    struct cs_str comment; /* # text, .p NULL: none */
    struct cs_str sent_id;
    bool new_par;
    bool space_before; /* the sentence before left a space */
    /* A multiword token whose words are being read. */
    uint32_t multi_b, multi_e; /* word ids, both in it; 0: none */
    struct word multi;
};

static enum casus_status bad(const struct reader *r, const char *what)
{
    return cs_fail(r->err, CASUS_EFORMAT, r->line, "line %llu: %s",
                   (unsigned long long)r->line, what);
}

static enum casus_status no_memory(const struct reader *r)
{
    return cs_fail(r->err, CASUS_ENOMEM, 0,
                   "no memory for the CoNLL-U document");
}

/* Next line without its end; false at the end of the bytes. */
static bool read_line(struct reader *r, struct cs_str *line)
{
    if (r->rest.n == 0)
        return false;
    const char *end = memchr(r->rest.p, '\n', r->rest.n);
    const size_t n = end == NULL ? r->rest.n : (size_t)(end - r->rest.p);
    const size_t used = end == NULL ? n : n + 1;
    *line = (struct cs_str){ r->rest.p, n };
    if (n > 0 && line->p[n - 1] == '\r')
        line->n--;
    r->rest = cs_str_sub(r->rest, used, r->rest.n);
    r->line++;
    return true;
}

/* "# key = value" or "# key": true with the value, "" where there is none. */
static bool comment_is(struct cs_str line, const char *key,
                       struct cs_str *value)
{
    struct cs_str s = cs_str_trim(cs_str_sub(line, 1, line.n));
    const struct cs_str k = cs_str_of(key);
    if (!cs_str_starts(s, k))
        return false;
    s = cs_str_sub(s, k.n, s.n);
    if (s.n > 0 && !cs_ascii_space(s.p[0]) && s.p[0] != '=')
        return false;
    s = cs_str_trim(s);
    if (s.n > 0 && s.p[0] == '=')
        s = cs_str_trim(cs_str_sub(s, 1, s.n));
    *value = s;
    return true;
}

static enum casus_status read_comment(struct reader *r, struct cs_str line)
{
    struct cs_str value;
    if (comment_is(line, "text", &value)) {
        r->comment = value;
    } else if (comment_is(line, "sent_id", &value)) {
        r->sent_id = value;
    } else if (comment_is(line, "newdoc", &value) ||
               comment_is(line, "newdoc id", &value)) {
        r->new_par = true;
        if (cs_str_starts(value, CS_STR("id")))
            comment_is(line, "newdoc id", &value);
        if (r->doc->meta.id.n == 0 && value.n > 0) {
            r->doc->meta.id = cs_arena_str(r->doc->arena, value);
            if (r->doc->meta.id.p == NULL)
                return no_memory(r);
        }
    } else if (comment_is(line, "newpar", &value)) {
        r->new_par = true;
    }
    return CASUS_OK;
}

/* A number of at most 7 digits at the start of *s, cut off; false: none. */
static bool cut_number(struct cs_str *s, uint32_t *value)
{
    size_t n = 0;
    *value = 0;
    for (; n < s->n && n < 7 && cs_ascii_digit(s->p[n]); n++)
        *value = *value * 10 + (uint32_t)(s->p[n] - '0');
    *s = cs_str_sub(*s, n, s->n);
    return n > 0;
}

/* Value of `key=` in a list such as MISC; .p NULL: none. */
static struct cs_str attribute(struct cs_str list, const char *key)
{
    const struct cs_str k = cs_str_of(key);
    struct cs_str part;
    while (cs_str_next(&list, '|', &part)) {
        if (cs_str_starts(part, k) && part.n > k.n && part.p[k.n] == '=')
            return cs_str_sub(part, k.n + 1, part.n);
    }
    return (struct cs_str){ NULL, 0 };
}

static enum casus_status split_columns(const struct reader *r,
                                       struct cs_str line, struct word *word)
{
    size_t n = 0;
    for (;;) {
        const char *tab = memchr(line.p, '\t', line.n);
        const size_t len = tab == NULL ? line.n : (size_t)(tab - line.p);
        word->col[n++] = cs_str_sub(line, 0, len);
        if (tab == NULL)
            break;
        line = cs_str_sub(line, len + 1, line.n);
        if (n == COLUMNS)
            return bad(r, "more than 10 columns");
    }
    if (n < COLUMNS)
        return bad(r, "fewer than 10 tab-separated columns");
    word->form = cs_str_trim(word->col[FORM]);
    word->line = r->line;
    word->space_after =
        !cs_str_is(attribute(word->col[MISC], "SpaceAfter"), "No");
    if (word->form.n == 0)
        return bad(r, "empty word form");
    size_t len;
    if (cs_ch_at(word->form, 0, &len) == CS_CH_SPACE)
        return bad(r, "the word form begins with white space");
    return CASUS_OK;
}

static size_t characters(struct cs_str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
    return n;
}

/* The first n characters of s, in bytes. */
static size_t bytes_of(struct cs_str s, size_t n)
{
    size_t at = 0;
    while (at < s.n && n > 0) {
        at++;
        while (at < s.n && ((unsigned char)s.p[at] & 0xc0) == 0x80)
            at++;
        n--;
    }
    return at;
}

/* Give the words of a multiword token their parts of its surface: their own
 * lengths, as far as it goes (don't is do|n't; "zum" has no such parts). */
static enum casus_status share_surface(struct reader *r)
{
    const uint32_t first = r->multi_b - 1, end = r->multi_e;
    struct cs_str rest = r->multi.form;
    size_t left = characters(rest);
    if (left < end - first)
        return bad(r, "a multiword token has fewer characters than words");
    for (uint32_t i = first; i < end; i++) {
        struct word *w = &r->words[i];
        size_t n = characters(w->form);
        const size_t most = left - (end - i - 1);
        if (n > most || i + 1 == end)
            n = most;
        const size_t bytes = bytes_of(rest, n);
        w->form = cs_str_sub(rest, 0, bytes);
        rest = cs_str_sub(rest, bytes, rest.n);
        left -= n;
        w->space_after = i + 1 == end && r->multi.space_after;
    }
    r->multi_b = r->multi_e = 0;
    return CASUS_OK;
}

static enum casus_status read_word(struct reader *r, struct cs_str line)
{
    struct word word = { .line = r->line };
    const enum casus_status status = split_columns(r, line, &word);
    if (status != CASUS_OK)
        return status;
    struct cs_str id = word.col[ID];
    uint32_t number, end;
    if (!cut_number(&id, &number))
        return bad(r, "the line begins with neither # nor a word's number");
    if (id.n > 0 && id.p[0] == '.')
        return CASUS_OK; /* an empty node */
    if (number != r->n_words + 1)
        return bad(r, "word numbers must count from 1");
    if (id.n > 0 && id.p[0] == '-') {
        id = cs_str_sub(id, 1, id.n);
        if (!cut_number(&id, &end) || id.n > 0 || end <= number ||
            end - number >= CS_MAX_SENTENCE_TOKENS || r->multi_b > 0)
            return bad(r, "wrong range of a multiword token");
        r->multi = word;
        r->multi_b = number;
        r->multi_e = end;
        return CASUS_OK;
    }
    if (id.n > 0)
        return bad(r, "wrong word number");
    if (r->n_words == CS_MAX_SENTENCE_TOKENS)
        return cs_fail(r->err, CASUS_ETOOBIG, r->line,
                       "line %llu: a sentence of more than %d words",
                       (unsigned long long)r->line, CS_MAX_SENTENCE_TOKENS);
    struct word *slot = cs_arena_push(r->doc->arena, &r->words, &r->n_words,
                                      &r->cap_words, sizeof *r->words);
    if (slot == NULL)
        return no_memory(r);
    *slot = word;
    return number == r->multi_e ? share_surface(r) : CASUS_OK;
}

/* Lay the words along the comment; false where they do not fit it. */
static bool fit_comment(struct reader *r)
{
    const struct cs_str text = r->comment;
    if (text.p == NULL)
        return false;
    size_t at = 0, len;
    for (uint32_t i = 0; i < r->n_words; i++) {
        while (at < text.n && cs_ch_at(text, at, &len) == CS_CH_SPACE)
            at += len;
        if (!cs_str_starts(cs_str_sub(text, at, text.n), r->words[i].form))
            return false;
        r->words[i].at = at;
        at += r->words[i].form.n;
    }
    return at == text.n;
}

static void add_text(struct reader *r, struct cs_str s)
{
    const size_t n = s.n < r->cap - r->n ? s.n : r->cap - r->n;
    if (n > 0)
        memcpy(r->text + r->n, s.p, n);
    r->n += n;
}

/* Append the sentence's text and give the words their places in it. */
static void place_words(struct reader *r)
{
    if (r->n > 0 && r->new_par)
        add_text(r, CS_STR("\n\n"));
    else if (r->n > 0 && r->space_before)
        add_text(r, CS_STR(" "));
    const size_t base = r->n;
    if (fit_comment(r)) {
        add_text(r, r->comment);
        for (uint32_t i = 0; i < r->n_words; i++) {
            struct word *w = &r->words[i];
            if (i + 1 < r->n_words)
                w->space_after = w[1].at > w->at + w->form.n;
            w->at += base;
        }
        return;
    }
    for (uint32_t i = 0; i < r->n_words; i++) {
        r->words[i].at = r->n;
        add_text(r, r->words[i].form);
        if (r->words[i].space_after && i + 1 < r->n_words)
            add_text(r, CS_STR(" "));
    }
}

/* Heads must lead to a root: walk up from each word, marking what is known
 * to. */
static enum casus_status check_tree(struct reader *r, uint32_t base)
{
    enum { UNSEEN, SEEN, GOOD };
    uint8_t state[CS_MAX_SENTENCE_TOKENS] = { UNSEEN };
    const struct cs_token *t = r->doc->tokens + base;
    for (uint32_t i = 0; i < r->n_words; i++) {
        uint32_t at = i;
        while (state[at] == UNSEEN && t[at].head != CS_NONE) {
            state[at] = SEEN;
            at = t[at].head - base;
        }
        if (state[at] == SEEN) {
            r->line = r->words[at].line;
            return bad(r, "the heads run in a circle");
        }
        for (at = i; state[at] == SEEN; at = t[at].head - base)
            state[at] = GOOD;
        state[at] = GOOD;
    }
    return CASUS_OK;
}

static void read_name(struct cs_str name, struct cs_token *t)
{
    if (name.n < 3 || name.p[1] != '-')
        return;
    for (uint8_t kind = CS_NAME_PER; kind <= CS_NAME_MISC; kind++) {
        if (cs_str_is(cs_str_sub(name, 2, name.n), name_kinds[kind])) {
            t->name = kind;
            t->name_begins = name.p[0] == 'B';
        }
    }
}

static void read_mention(struct cs_str mention, struct cs_token *t)
{
    if (mention.n < 3 || mention.p[1] != '-')
        return;
    for (int kind = 0; kind <= CS_MENTION_VEHICLE; kind++) {
        if (cs_str_is(cs_str_sub(mention, 2, mention.n),
                      cs_mention_kind_name((enum cs_mention_kind)kind))) {
            t->described = (uint8_t)(kind + 1);
            t->described_begins = mention.p[0] == 'B';
        }
    }
}

static enum casus_status read_analysis(struct reader *r, const struct word *w,
                                       uint32_t base, struct cs_token *t)
{
    struct cs_str head = w->col[HEAD];
    uint32_t number;
    r->line = w->line;
    if (!cut_number(&head, &number) || head.n > 0)
        return bad(r, "the head is not a number");
    if (number > r->n_words)
        return bad(r, "the head is not a word of the sentence");
    t->head = number == 0 ? CS_NONE : base + number - 1;
    t->lemma = cs_arena_str(r->doc->arena, w->col[LEMMA]);
    t->feats = cs_arena_str(r->doc->arena, w->col[FEATS]);
    if (t->lemma.p == NULL || t->feats.p == NULL)
        return no_memory(r);
    t->morph = cs_morph_from(t->feats);
    t->upos = (uint8_t)cs_upos_from(w->col[UPOS]);
    t->deprel = (uint8_t)cs_deprel_from(w->col[DEPREL]);
    /* What hangs on nothing is a root, whatever it is called: the rules ask
     * other words for their heads. */
    if (t->head == CS_NONE)
        t->deprel = CS_REL_ROOT;
    const struct cs_str name = attribute(w->col[MISC], "Name");
    if (name.p != NULL)
        read_name(name, t);
    const struct cs_str mention = attribute(w->col[MISC], "Mention");
    if (mention.p != NULL)
        read_mention(mention, t);
    return CASUS_OK;
}

static enum casus_status add_tokens(struct reader *r, uint32_t sentence)
{
    struct cs_doc *doc = r->doc;
    const uint32_t base = doc->n_tokens;
    for (uint32_t i = 0; i < r->n_words; i++) {
        const struct word *w = &r->words[i];
        struct cs_token *t = CS_PUSH(doc, tokens);
        if (t == NULL)
            return no_memory(r);
        *t = (struct cs_token){
            .span = { (uint32_t)w->at, (uint32_t)(w->at + w->form.n) },
            .head = CS_NONE,
            .sentence = sentence,
            .space_after = w->space_after,
            .first_child = CS_NONE,
            .next_sibling = CS_NONE,
            .mention = CS_NONE,
            .inside = CS_NONE,
        };
        if (r->with_analysis) {
            const enum casus_status status = read_analysis(r, w, base, t);
            if (status != CASUS_OK)
                return status;
        }
    }
    return r->with_analysis ? check_tree(r, base) : CASUS_OK;
}

static enum casus_status keep_sent_id(struct reader *r)
{
    struct cs_conllu *extra = r->extra;
    if (extra == NULL)
        return CASUS_OK;
    struct cs_str *id =
        cs_arena_push(r->doc->arena, &extra->sent_ids, &extra->n_sent_ids,
                      &extra->cap_sent_ids, sizeof *id);
    if (id == NULL)
        return no_memory(r);
    *id = cs_arena_str(r->doc->arena, r->sent_id);
    return id->p == NULL ? no_memory(r) : CASUS_OK;
}

/* The sentence's lines are read: into the record with it. */
static enum casus_status end_sentence(struct reader *r)
{
    struct cs_doc *doc = r->doc;
    if (r->multi_b > 0)
        return bad(r, "a multiword token lacks words");
    if (r->n_words == 0) {
        /* Comments alone, as at the end of some files. */
        r->comment = r->sent_id = (struct cs_str){ NULL, 0 };
        return CASUS_OK;
    }
    const bool opens = doc->n_blocks == 0 || r->new_par;
    if (opens && doc->n_tokens > 0)
        doc->tokens[doc->n_tokens - 1].space_after = true;
    place_words(r);
    const struct cs_span span = {
        (uint32_t)r->words[0].at,
        (uint32_t)(r->words[r->n_words - 1].at +
                   r->words[r->n_words - 1].form.n),
    };
    struct cs_block *block =
        opens ? CS_PUSH(doc, blocks) : &doc->blocks[doc->n_blocks - 1];
    struct cs_sentence *sentence = CS_PUSH(doc, sentences);
    if (block == NULL || sentence == NULL)
        return no_memory(r);
    if (opens)
        *block = (struct cs_block){ .span = span, .kind = CS_BLOCK_BODY };
    block->span.e = span.e;
    *sentence = (struct cs_sentence){ .span = span,
                                      .tok_b = doc->n_tokens,
                                      .tok_e = doc->n_tokens + r->n_words,
                                      .block = doc->n_blocks - 1 };
    enum casus_status status = keep_sent_id(r);
    if (status == CASUS_OK)
        status = add_tokens(r, doc->n_sentences - 1);
    r->space_before = r->words[r->n_words - 1].space_after;
    r->n_words = 0;
    r->new_par = false;
    r->comment = r->sent_id = (struct cs_str){ NULL, 0 };
    return status;
}

static enum casus_status read_lines(struct reader *r)
{
    struct cs_str line;
    while (read_line(r, &line)) {
        enum casus_status status;
        if (cs_str_trim(line).n == 0)
            status = end_sentence(r);
        else if (line.p[0] == '#')
            status = read_comment(r, line);
        else
            status = read_word(r, line);
        if (status != CASUS_OK)
            return status;
    }
    return end_sentence(r);
}

/* The text stands: norms and the layers. */
static enum casus_status finish(struct reader *r)
{
    struct cs_doc *doc = r->doc;
    if (doc->n_tokens > 0)
        doc->tokens[doc->n_tokens - 1].space_after = true;
    doc->text = (struct cs_str){ r->text, r->n };
    if (cs_doc_lower(doc) != CASUS_OK)
        return no_memory(r);
    for (uint32_t i = 0; i < doc->n_tokens; i++) {
        struct cs_token *t = &doc->tokens[i];
        t->norm = cs_token_norm(doc, t->span);
        if (t->norm.p == NULL)
            return no_memory(r);
    }
    doc->layers |=
        CS_LAYER_TEXT | CS_LAYER_BLOCKS | CS_LAYER_SENTENCES | CS_LAYER_TOKENS;
    if (r->with_analysis) {
        cs_doc_link_tree(doc);
        doc->layers |= CS_LAYER_ANALYSIS;
    }
    return CASUS_OK;
}

enum casus_status cs_conllu_read(struct cs_doc *doc, struct cs_str bytes,
                                 bool with_analysis, struct cs_conllu *extra,
                                 struct casus_error *err)
{
    size_t bad_at;
    if (extra != NULL)
        *extra = (struct cs_conllu){ NULL, 0, 0 };
    if (bytes.n >= UINT32_MAX / 2)
        return cs_fail(err, CASUS_ETOOBIG, 0, "more than 2 GiB of CoNLL-U");
    if (!cs_utf8_valid(bytes, &bad_at))
        return cs_fail(err, CASUS_EUTF8, bad_at, "byte %llu is not valid UTF-8",
                       (unsigned long long)bad_at);
    if (cs_str_starts(bytes, CS_STR("\xef\xbb\xbf")))
        bytes = cs_str_sub(bytes, 3, bytes.n);
    /* A form is followed by a tab where the text has at most one space, and
     * a sentence by an empty line where it has at most two line ends. */
    struct reader r = {
        .doc = doc,
        .err = err,
        .with_analysis = with_analysis,
        .extra = extra,
        .rest = bytes,
        .cap = bytes.n + 1,
    };
    r.text = cs_arena_alloc(doc->arena, r.cap);
    if (r.text == NULL)
        return no_memory(&r);
    const enum casus_status status = read_lines(&r);
    return status == CASUS_OK ? finish(&r) : status;
}

bool cs_conllu_next(struct cs_str *rest, struct cs_str *document,
                    uint64_t *line)
{
    if (rest->n == 0)
        return false;
    size_t at = 0;
    while (at < rest->n) {
        if (at > 0 &&
            cs_str_starts(cs_str_sub(*rest, at, rest->n), CS_STR("# newdoc")))
            break;
        const char *end = memchr(rest->p + at, '\n', rest->n - at);
        at = end == NULL ? rest->n : (size_t)(end - rest->p) + 1;
        (*line)++;
    }
    *document = cs_str_sub(*rest, 0, at);
    *rest = cs_str_sub(*rest, at, rest->n);
    return true;
}

/* --- writing ------------------------------------------------------------ */

/* Text on one line: white space of every kind but the plain one would end it
 * or begin a column. */
static void put_line(struct cs_sink *sink, struct cs_str text)
{
    size_t from = 0;
    for (size_t i = 0; i < text.n; i++) {
        if ((unsigned char)text.p[i] >= ' ' && text.p[i] != 0x7f)
            continue;
        cs_sink_put(sink, text.p + from, i - from);
        cs_sink_char(sink, ' ');
        from = i + 1;
    }
    cs_sink_put(sink, text.p + from, text.n - from);
}

static void put_or_blank(struct cs_sink *sink, struct cs_str s)
{
    if (s.n == 0)
        cs_sink_char(sink, '_');
    else
        put_line(sink, s);
    cs_sink_char(sink, '\t');
}

/* One item of MISC, a bar before it where it is not the first. */
static void put_item(struct cs_sink *sink, bool *first, const char *key,
                     const char *value)
{
    if (!*first)
        cs_sink_char(sink, '|');
    *first = false;
    cs_sink_cstr(sink, key);
    cs_sink_cstr(sink, value);
}

static void put_misc(const struct cs_token *t, bool analysed,
                     struct cs_sink *sink)
{
    bool first = true;
    if (analysed && t->described != 0)
        put_item(
            sink, &first, t->described_begins ? "Mention=B-" : "Mention=I-",
            cs_mention_kind_name((enum cs_mention_kind)(t->described - 1)));
    if (analysed && t->name != CS_NAME_NONE)
        put_item(sink, &first, t->name_begins ? "Name=B-" : "Name=I-",
                 name_kinds[t->name]);
    if (!t->space_after)
        put_item(sink, &first, "SpaceAfter=", "No");
    cs_sink_cstr(sink, first ? "_\n" : "\n");
}

static void put_token(const struct cs_doc *doc, uint32_t i, uint32_t base,
                      struct cs_sink *sink)
{
    const struct cs_token *t = &doc->tokens[i];
    const bool analysed = (doc->layers & CS_LAYER_ANALYSIS) != 0;
    cs_sink_int(sink, (int64_t)(i - base) + 1);
    cs_sink_char(sink, '\t');
    put_or_blank(sink, cs_doc_text(doc, t->span));
    if (analysed) {
        put_or_blank(sink, t->lemma);
        cs_sink_cstr(sink, cs_upos_name((enum cs_upos)t->upos));
        cs_sink_cstr(sink, "\t_\t");
        put_or_blank(sink, t->feats);
        cs_sink_int(sink,
                    t->head == CS_NONE ? 0 : (int64_t)(t->head - base) + 1);
        cs_sink_char(sink, '\t');
        cs_sink_cstr(sink, cs_deprel_name((enum cs_deprel)t->deprel));
        cs_sink_cstr(sink, "\t_\t");
    } else {
        cs_sink_cstr(sink, "_\t_\t_\t_\t_\t_\t_\t");
    }
    put_misc(t, analysed, sink);
}

void cs_conllu_write(const struct cs_doc *doc, uint32_t sentence,
                     struct cs_str sent_id, struct cs_sink *sink)
{
    const struct cs_sentence *s = &doc->sentences[sentence];
    if (sentence == 0) {
        cs_sink_cstr(sink, "# newdoc");
        if (doc->meta.id.n > 0) {
            cs_sink_cstr(sink, " id = ");
            put_line(sink, doc->meta.id);
        }
        cs_sink_char(sink, '\n');
    }
    if (sentence == 0 || s[-1].block != s->block)
        cs_sink_cstr(sink, "# newpar\n");
    cs_sink_cstr(sink, "# sent_id = ");
    if (sent_id.n > 0)
        put_line(sink, sent_id);
    else
        cs_sink_int(sink, (int64_t)sentence + 1);
    cs_sink_cstr(sink, "\n# text = ");
    put_line(sink, cs_doc_text(doc, s->span));
    cs_sink_char(sink, '\n');
    for (uint32_t i = s->tok_b; i < s->tok_e; i++)
        put_token(doc, i, s->tok_b, sink);
    cs_sink_char(sink, '\n');
}

void cs_conllu_write_doc(const struct cs_doc *doc,
                         const struct cs_conllu *extra, struct cs_sink *sink)
{
    for (uint32_t i = 0; i < doc->n_sentences; i++) {
        const struct cs_str id = extra != NULL && i < extra->n_sent_ids
                                     ? extra->sent_ids[i]
                                     : (struct cs_str){ NULL, 0 };
        cs_conllu_write(doc, i, id, sink);
    }
}
