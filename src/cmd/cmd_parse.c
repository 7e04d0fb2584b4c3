/* cmd_parse.c - any layer of a report, and analysis of given tokens. */
#include <unistd.h>

#include "cmd/cmd.h"
#include "input/blocks.h"
#include "input/input.h"
#include "output/stages.h"
#include "text/conllu.h"

const char cmd_parse_help[] =
    "[OPTION...] [FILE...]\n"
    "Show the layers of a report: blocks, sentences, words with their tags "
    "and\n"
    "trees, and what meaning adds.\n\n"
    "  --until STAGE      stop after this stage (default: analysis): blocks,\n"
    "                     sentences, tokens, analysis, times, mentions, "
    "places,\n"
    "                     quantities, entities, attributions, events, when,\n"
    "                     where, incidents\n"
    "  --format FORMAT    text, json or conllu (default: text)\n"
    "  --from FORMAT      text (default); paragraphs: text of which nothing "
    "is\n"
    "                     furniture, paragraphs apart by empty lines; conllu:\n"
    "                     analyse the tokens of CoNLL-U files; conllu-tree: "
    "take\n"
    "                     their tags and trees too\n"
    "  -o, --output FILE  write there; the file appears when it is complete\n"
    "  --published DATE   when the reports were published (2024-01-06)\n"
    "  --input KIND       text or jsonl; else by name and content\n"
    "  -j, --threads N    work on N reports at once (default 1)\n"
    "  --lexicon DIR      a folder of your own lexicon files, read as well\n"
    "  --data DIR         where models/ and lexicon/ are\n"
    "  -q, --quiet        no closing line of counts\n";

enum form { FORM_TEXT, FORM_JSON, FORM_CONLLU };
enum from { FROM_TEXT, FROM_PARAGRAPHS, FROM_CONLLU, FROM_CONLLU_TREE };

struct parsing {
    struct cs_models models;
    const struct cs_options *options;
    const struct cs_stage *until;
    struct cs_coder_info coder;
    enum form form;
    enum from from;
};

static enum casus_status print(const struct parsing *p, struct cs_doc *doc,
                               const struct cs_conllu *extra,
                               struct cs_sink *out, struct casus_error *err)
{
    enum casus_status s = CASUS_OK;
    if (p->form == FORM_CONLLU)
        cs_conllu_write_doc(doc, extra, out);
    else if (p->form == FORM_JSON)
        s = cs_output_stages_json(doc, &p->coder, out);
    else
        s = cs_output_stages_text(doc, doc->layers, out);
    return s == CASUS_OK ? s : cs_fail(err, s, 0, "no memory for its output");
}

/* One document of a CoNLL-U file, which may hold many. */
static enum casus_status parse_document(const struct parsing *p,
                                        struct cs_doc *doc, struct cs_str bytes,
                                        const struct cs_report_in *in,
                                        struct cs_sink *out,
                                        struct casus_error *err)
{
    struct cs_conllu extra = { NULL, 0, 0 };
    cs_doc_reset(doc);
    enum casus_status s =
        cs_conllu_read(doc, bytes, p->from == FROM_CONLLU_TREE, &extra, err);
    if (s != CASUS_OK)
        return s;
    doc->meta.path = cs_arena_str(doc->arena, in->path);
    doc->meta.id = doc->meta.path;
    s = cs_pipeline_run(&p->models, doc, p->until, err);
    return s == CASUS_OK ? print(p, doc, &extra, out, err) : s;
}

static enum casus_status parse_conllu(const struct parsing *p,
                                      struct cs_doc *doc,
                                      const struct cs_report_in *in,
                                      struct cs_sink *out,
                                      struct casus_error *err)
{
    struct cs_str rest = in->text, document;
    uint64_t line = 0, before = 0;
    while (cs_conllu_next(&rest, &document, &line)) {
        const enum casus_status s =
            parse_document(p, doc, document, in, out, err);
        if (s != CASUS_OK && before > 0) {
            struct casus_error inner = *err;
            (void)cs_fail(err, s, before + inner.at,
                          "in the document after line %llu: %.180s",
                          (unsigned long long)before, inner.message);
        }
        if (s != CASUS_OK)
            return s;
        before = line;
    }
    return CASUS_OK;
}

static enum casus_status parse_report(void *context, struct cs_doc *doc,
                                      const struct cs_report_in *in,
                                      struct cs_sink *out,
                                      struct casus_error *err)
{
    const struct parsing *p = context;
    if (p->from >= FROM_CONLLU)
        return parse_conllu(p, doc, in, out, err);
    enum casus_status s = cs_input_load(doc, in, p->options->published, err);
    if (s == CASUS_OK && p->from == FROM_PARAGRAPHS)
        s = cs_input_paragraphs(doc, err);
    if (s == CASUS_OK)
        s = cs_pipeline_run(&p->models, doc, p->until, err);
    return s == CASUS_OK ? print(p, doc, NULL, out, err) : s;
}

/* Which of the names (the last is NULL), or a usage message and -1. */
static int choose(const struct cs_command *command, const char *option,
                  const char *value, const char *const names[])
{
    if (value == NULL)
        return 0;
    for (int i = 0; names[i] != NULL; i++) {
        if (cs_str_is(cs_str_of(value), names[i]))
            return i;
    }
    cs_usage(command, "--%s does not know \"%s\"", option, value);
    return -1;
}

int cmd_parse(int argc, char **argv)
{
    static const char *const forms[] = { "text", "json", "conllu", NULL };
    static const char *const froms[] = { "text", "paragraphs", "conllu",
                                         "conllu-tree", NULL };
    struct parsing p;
    struct cs_options o;
    const struct cs_command *command = cs_command_find("parse");
    if (!cs_options_read(command,
                         "until format from output published input threads "
                         "lexicon data quiet",
                         argc, argv, &o) ||
        !cs_input_kind_good(command, &o) || !cs_published_good(command, &o))
        return EXIT_USAGE;
    const int form = choose(command, "format", o.format, forms);
    const int from = choose(command, "from", o.from, froms);
    if (form < 0 || from < 0)
        return EXIT_USAGE;
    p.until = cs_stage_find(o.until == NULL ? "analysis" : o.until);
    if (p.until == NULL) {
        cs_usage(command, "no stage \"%s\"", o.until);
        return EXIT_USAGE;
    }
    if (!cs_start(&o, &p.models))
        return EXIT_NO_START;
    p.options = &o;
    p.form = (enum form)form;
    p.from = (enum from)from;
    p.coder =
        (struct cs_coder_info){ CASUS_VERSION, cs_model_name(p.models.text),
                                p.models.lexicon->version };
    if (p.from >= FROM_CONLLU)
        o.input = "text";
    const struct cs_batch batch = { parse_report, &p, &o, "parse", NULL, 0 };
    const int code = cs_batch_run(&batch);
    cs_models_close(&p.models);
    return code;
}
