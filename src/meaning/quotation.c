#include "meaning/quotation.h"

enum side { NO_MARK, OPENS, CLOSES, EITHER };

/* Double marks; single ones are apostrophes too often (single_end). */
static enum side written(struct cs_str norm)
{
    static const struct {
        const char *mark;
        enum side side;
    } marks[] = {
        { "\"", EITHER },           { "\xe2\x80\x9c", OPENS },
        { "\xe2\x80\x9d", CLOSES }, { "``", OPENS },
        { "''", EITHER },           { "\xc2\xab", OPENS },
        { "\xc2\xbb", CLOSES },     { "\xe2\x80\x9e", OPENS },
        { "\xe2\x80\x9f", OPENS },  { "\xef\xbc\x82", EITHER },
    };
    if (norm.n == 0 || norm.n > 3)
        return NO_MARK;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (cs_str_is(norm, marks[i].mark))
            return marks[i].side;
    }
    return NO_MARK;
}

bool cs_is_quote_mark(const struct cs_doc *doc, uint32_t tok)
{
    return written(doc->tokens[tok].norm) != NO_MARK;
}

/* A straight mark opens behind a space and before a word. */
static enum side side_of(const struct cs_doc *doc, uint32_t tok, uint32_t first,
                         bool open)
{
    const enum side side = written(doc->tokens[tok].norm);
    if (side != EITHER)
        return side;
    const bool before = tok == first || doc->tokens[tok - 1].space_after;
    const bool after = doc->tokens[tok].space_after;
    if (before != after)
        return before ? OPENS : CLOSES;
    return open ? CLOSES : OPENS;
}

static bool push(struct cs_doc *doc, struct cs_quotations *out, uint32_t b,
                 uint32_t e, bool runs_on)
{
    if (e <= b + 1)
        return true;
    struct cs_quotation *q = cs_arena_push(doc->arena, &out->all, &out->n,
                                           &out->cap, sizeof *out->all);
    if (q == NULL)
        return false;
    *q = (struct cs_quotation){ .tok_b = b, .tok_e = e, .runs_on = runs_on };
    for (uint32_t i = b; i < e; i++) {
        const uint8_t upos = doc->tokens[i].upos;
        q->words += upos != CS_PUNCT;
        q->has_verb = q->has_verb || upos == CS_VERB || upos == CS_AUX;
        out->of[i] = out->n - 1;
    }
    const uint32_t last = doc->tokens[e - 1].sentence;
    q->whole = b == doc->sentences[doc->tokens[b].sentence].tok_b &&
               e == doc->sentences[last].tok_e;
    return true;
}

static uint32_t sentence_begin(const struct cs_doc *doc, uint32_t tok)
{
    return doc->sentences[doc->tokens[tok].sentence].tok_b;
}

static uint32_t sentence_end(const struct cs_doc *doc, uint32_t tok)
{
    return doc->sentences[doc->tokens[tok].sentence].tok_e;
}

/* Does speech end before the mark: "We came," ? */
static bool behind_a_stop(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const stops[] = { ",", ".", "?", "!", "...", "-", NULL };
    return cs_str_in(doc->tokens[tok - 1].norm, stops);
}

static uint32_t block_end(const struct cs_doc *doc, uint32_t s)
{
    uint32_t end = s + 1;
    while (end < doc->n_sentences &&
           doc->sentences[end].block == doc->sentences[s].block)
        end++;
    return end;
}

/* A quotation is open at the end of a block; the next begins with sentence s.
 * Does it go on there? Where the next block opens anew, and where the first
 * mark in the blocks that follow closes one. */
static bool goes_on(const struct cs_doc *doc, uint32_t s, bool *unmarked)
{
    enum { BLOCKS = 12 };
    *unmarked = false;
    for (int k = 0; k < BLOCKS && s < doc->n_sentences; k++) {
        const uint32_t end = block_end(doc, s);
        const uint32_t b = doc->sentences[s].tok_b;
        const uint32_t e = doc->sentences[end - 1].tok_e;
        for (uint32_t i = b; i < e; i++) {
            const enum side side = side_of(doc, i, b, true);
            if (side == OPENS)
                return k == 0 && i == b;
            if (side == CLOSES) {
                *unmarked = true;
                return true;
            }
        }
        s = end;
    }
    return false;
}

static bool is_single(const struct cs_doc *doc, uint32_t tok, const char *curly)
{
    const struct cs_str s = cs_doc_text(doc, doc->tokens[tok].span);
    return cs_str_is(s, curly) || cs_str_is(s, "'");
}

/* Speech in single marks, 'We came,' that begins at the token: past its end,
 * CS_NONE for none. The mark that opens stands behind a space and before a
 * word; the one that closes behind a comma or full stop, where no apostrophe
 * does. */
static uint32_t single_end(const struct cs_doc *doc, uint32_t tok, uint32_t b,
                           uint32_t e)
{
    enum { LONGEST = 400 };
    if (!is_single(doc, tok, "\xe2\x80\x98") || doc->tokens[tok].space_after ||
        (tok > b && !doc->tokens[tok - 1].space_after))
        return CS_NONE;
    for (uint32_t i = tok + 2; i < e && i - tok < LONGEST; i++) {
        if (is_single(doc, i, "\xe2\x80\x99") && behind_a_stop(doc, i) &&
            (i + 1 == e || doc->tokens[i].space_after ||
             doc->tokens[i + 1].upos == CS_PUNCT))
            return i + 1;
        if (written(doc->tokens[i].norm) != NO_MARK)
            break;
    }
    return CS_NONE;
}

/* The tokens [b, e) are those of one block, the next begins with sentence
 * `next`. *running: a quotation from the block before stands open; so it does
 * behind the block then. */
static bool in_block(struct cs_doc *doc, struct cs_quotations *out, uint32_t b,
                     uint32_t e, uint32_t next, bool *running)
{
    uint32_t open = *running ? b : CS_NONE, past = b;
    bool room = true;
    for (uint32_t i = b; i < e && room; i++) {
        const enum side side = side_of(doc, i, b, open != CS_NONE);
        if (side == NO_MARK) {
            const uint32_t end =
                open == CS_NONE ? single_end(doc, i, b, e) : CS_NONE;
            if (end != CS_NONE) {
                room = push(doc, out, i, end, false);
                past = end;
                i = end - 1;
            }
            continue;
        }
        if (side == OPENS) {
            if (open != CS_NONE &&
                i > open) { /* the one before was never closed */
                const uint32_t end = sentence_end(doc, open);
                past = end < i ? end : i;
                room = push(doc, out, open, past, false);
            }
            open = i;
        } else if (open != CS_NONE) {
            room = push(doc, out, open, i + 1, false);
            past = i + 1;
            open = CS_NONE;
        } else {
            const uint32_t begin = sentence_begin(doc, i);
            if (begin >= past && begin < i && behind_a_stop(doc, i))
                room = push(doc, out, begin, i + 1, false);
            past = i + 1;
        }
    }
    *running = false;
    if (open == CS_NONE || !room)
        return room;
    const bool on = goes_on(doc, next, running);
    return push(doc, out, open, on ? e : sentence_end(doc, open), on);
}

enum casus_status cs_quotations_find(struct cs_doc *doc,
                                     struct cs_quotations *out)
{
    *out = (struct cs_quotations){ .n = 0 };
    out->of = cs_arena_alloc(doc->arena,
                             ((size_t)doc->n_tokens + 1) * sizeof *out->of);
    if (out->of == NULL)
        return CASUS_ENOMEM;
    for (uint32_t i = 0; i < doc->n_tokens; i++)
        out->of[i] = CS_NONE;
    bool running = false;
    for (uint32_t s = 0; s < doc->n_sentences;) {
        const uint32_t end = block_end(doc, s);
        if (!in_block(doc, out, doc->sentences[s].tok_b,
                      doc->sentences[end - 1].tok_e, end, &running))
            return CASUS_ENOMEM;
        s = end;
    }
    return CASUS_OK;
}
