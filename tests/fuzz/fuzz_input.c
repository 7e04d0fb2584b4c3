/* fuzz_input.c - any bytes as a plain-text report and as a line of JSON.
 *
 * Built with libFuzzer, or with replay.c for `make check`. Whatever the bytes,
 * blocks must be in order, not empty and within the text. */
#include <stdint.h>
#include <stdlib.h>

#include "base/day.h"
#include "input/blocks.h"
#include "input/input.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(int condition)
{
    if (!condition)
        abort();
}

static void run(struct cs_doc *doc, const struct cs_report_in *in)
{
    struct casus_error err = { 0 };
    cs_doc_reset(doc);
    if (cs_input_load(doc, in, NULL, &err) != CASUS_OK) {
        check(err.message[0] != '\0');
        return;
    }
    if (cs_input_blocks(doc, &err) != CASUS_OK)
        return;
    uint32_t end = 0;
    for (uint32_t i = 0; i < doc->n_blocks; i++) {
        const struct cs_span s = doc->blocks[i].span;
        check(s.b >= end && s.b < s.e && s.e <= doc->text.n);
        check(((unsigned char)doc->text.p[s.b] & 0xc0) != 0x80);
        check(s.e == doc->text.n ||
              ((unsigned char)doc->text.p[s.e] & 0xc0) != 0x80);
        end = s.e;
    }
    check((doc->meta.published.n == 0) ==
          (doc->meta.published_day == CS_DAY_UNKNOWN));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct cs_doc doc;
    if (doc.arena == NULL)
        doc.arena = cs_arena_new((size_t)64 << 20);
    check(doc.arena != NULL);
    struct cs_report_in in = { .text = { (const char *)data, size } };
    run(&doc, &in);
    void *root;
    struct casus_error err = { 0 };
    const struct cs_str line = { (const char *)data, size };
    if (cs_read_line(line, 1, &in, &root, &err) == CASUS_OK)
        run(&doc, &in);
    else
        check(err.message[0] != '\0');
    cs_read_line_free(root);
    return 0;
}
