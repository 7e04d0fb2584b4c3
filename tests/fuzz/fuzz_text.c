/* fuzz_text.c - any valid UTF-8 as one body block: sentences, tokens, and the
 * same written as CoNLL-U and read again.
 *
 * Built with libFuzzer, or with replay.c for `make check`. Sentences and
 * tokens must be in order, not empty, whole characters, and leave out nothing
 * but white space; what is read back must have the same words. */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "text/chars.h"
#include "text/conllu.h"
#include "text/sentences.h"
#include "text/tokens.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(int condition)
{
    if (!condition)
        abort();
}

static int starts_character(const struct cs_doc *doc, size_t at)
{
    return at == doc->text.n ||
           ((unsigned char)doc->text.p[at] & 0xc0) != 0x80;
}

/* Only white space in [b, e). */
static void check_gap(const struct cs_doc *doc, size_t b, size_t e)
{
    check(b <= e);
    for (size_t len; b < e; b += len)
        check(cs_ch_at(doc->text, b, &len) == CS_CH_SPACE);
}

static void check_tokens(const struct cs_doc *doc)
{
    uint32_t end = 0, token = 0;
    for (uint32_t i = 0; i < doc->n_sentences; i++) {
        const struct cs_sentence *s = &doc->sentences[i];
        check_gap(doc, end, s->span.b);
        check(s->span.b < s->span.e && s->span.e <= doc->text.n);
        check(s->tok_b == token && s->tok_e > s->tok_b);
        check(s->tok_e - s->tok_b <= CS_MAX_SENTENCE_TOKENS);
        end = s->span.b;
        for (; token < s->tok_e; token++) {
            const struct cs_token *t = &doc->tokens[token];
            check_gap(doc, end, t->span.b);
            check(t->span.b < t->span.e && t->span.e <= s->span.e);
            check(starts_character(doc, t->span.b));
            check(starts_character(doc, t->span.e));
            check(t->sentence == i && t->norm.n > 0);
            end = t->span.e;
        }
        check(end == s->span.e);
    }
    check_gap(doc, end, doc->text.n);
    check(token == doc->n_tokens);
}

static void check_round_trip(const struct cs_doc *doc, struct cs_doc *back)
{
    static struct cs_sink sink;
    struct casus_error err = { CASUS_OK, 0, "" };
    cs_sink_reset(&sink);
    cs_conllu_write_doc(doc, NULL, &sink);
    check(!sink.failed);
    cs_doc_reset(back);
    check(cs_conllu_read(back, cs_sink_bytes(&sink), false, NULL, &err) ==
          CASUS_OK);
    check(back->n_sentences == doc->n_sentences);
    check(back->n_tokens == doc->n_tokens);
    for (uint32_t i = 0; i < doc->n_tokens; i++) {
        const struct cs_token *a = &doc->tokens[i], *b = &back->tokens[i];
        check(cs_str_eq(cs_doc_text(doc, a->span),
                        cs_doc_text(back, b->span)));
        check(a->sentence == b->sentence && cs_str_eq(a->norm, b->norm));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct cs_doc doc, back;
    if (doc.arena == NULL) {
        doc.arena = cs_arena_new((size_t)256 << 20);
        back.arena = cs_arena_new((size_t)256 << 20);
    }
    check(doc.arena != NULL && back.arena != NULL);
    struct casus_error err = { CASUS_OK, 0, "" };
    const struct cs_str text = { (const char *)data, size };
    if (!cs_utf8_valid(text, NULL))
        return 0;
    cs_doc_reset(&doc);
    doc.text = text;
    struct cs_block *block = CS_PUSH(&doc, blocks);
    check(block != NULL);
    *block = (struct cs_block){ .span = { 0, (uint32_t)size },
                                .kind = CS_BLOCK_BODY };
    if (cs_text_sentences(&doc, &err) != CASUS_OK ||
        cs_text_tokens(&doc, &err) != CASUS_OK) {
        check(err.code == CASUS_ENOMEM);
        return 0;
    }
    check_tokens(&doc);
    check_round_trip(&doc, &back);
    return 0;
}
