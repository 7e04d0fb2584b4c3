/* fuzz_conllu.c - any bytes as CoNLL-U, with and without its analysis, and
 * what was read written again.
 *
 * Built with libFuzzer, or with replay.c for `make check`. */
#include <stdint.h>
#include <stdlib.h>

#include "text/conllu.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(int condition)
{
    if (!condition)
        abort();
}

static void run(struct cs_doc *doc, struct cs_str bytes, bool with_analysis)
{
    static struct cs_sink sink;
    struct casus_error err = { CASUS_OK, 0, "" };
    struct cs_conllu extra = { NULL, 0, 0 };
    cs_doc_reset(doc);
    cs_sink_reset(&sink);
    if (cs_conllu_read(doc, bytes, with_analysis, &extra, &err) != CASUS_OK) {
        check(err.message[0] != '\0');
        return;
    }
    uint32_t end = 0;
    for (uint32_t i = 0; i < doc->n_tokens; i++) {
        const struct cs_token *t = &doc->tokens[i];
        check(t->span.b >= end && t->span.b <= t->span.e &&
              t->span.e <= doc->text.n);
        check(!with_analysis || t->head == CS_NONE || t->head < doc->n_tokens);
        end = t->span.b;
    }
    cs_conllu_write_doc(doc, &extra, &sink);
    check(!sink.failed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct cs_doc doc;
    if (doc.arena == NULL)
        doc.arena = cs_arena_new((size_t)64 << 20);
    check(doc.arena != NULL);
    const struct cs_str all = { (const char *)data, size };
    struct cs_str rest = all, document;
    uint64_t line = 0;
    while (cs_conllu_next(&rest, &document, &line)) {
        run(&doc, document, false);
        run(&doc, document, true);
    }
    return 0;
}
