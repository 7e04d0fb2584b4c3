/* cmd_explain.c - why each record says what it says. */
#include "cmd/cmd.h"
#include "input/input.h"
#include "meaning/confidence.h"
#include "meaning/considered.h"
#include "output/explain.h"

const char cmd_explain_help[] =
    "[OPTION...] [REPORT...]\n"
    "Show for every event of a report its sentence, the words behind each\n"
    "field, the rule and the steps of each reckoning; then what was "
    "considered\n"
    "and ruled out.\n\n"
    "  --min-confidence X leave out records whose confidence is below X "
    "(0 to 1)\n"
    "  -o, --output FILE  write there\n"
    "  --published DATE   when the reports were published (2024-01-06)\n"
    "  --input KIND       text or jsonl; else by name and content\n"
    "  --lexicon DIR      a folder of your own lexicon files, read as well\n"
    "  --data DIR         where models/ and lexicon/ are\n"
    "  -q, --quiet        no closing line of counts\n";

struct explaining {
    struct cs_models models;
    const struct cs_options *options;
    struct cs_style style;
};

static enum casus_status explain_report(void *context, struct cs_doc *doc,
                                        const struct cs_report_in *in,
                                        struct cs_sink *out,
                                        struct casus_error *err)
{
    const struct explaining *x = context;
    enum casus_status s = cs_input_load(doc, in, x->options->published, err);
    if (s == CASUS_OK)
        s = cs_pipeline_run(&x->models, doc, NULL, err);
    if (s != CASUS_OK)
        return s;
    cs_confidence_keep(doc, x->options->min_confidence);
    s = cs_considered_find(doc, err);
    if (s != CASUS_OK)
        return s;
    s = cs_output_explain(doc, &x->style, out);
    return s == CASUS_OK ? s : cs_fail(err, s, 0, "no memory for its output");
}

int cmd_explain(int argc, char **argv)
{
    struct explaining x;
    struct cs_options o;
    const struct cs_command *command = cs_command_find("explain");
    if (!cs_options_read(command,
                         "min-confidence output published input lexicon data "
                         "quiet",
                         argc, argv, &o) ||
        !cs_input_kind_good(command, &o) || !cs_published_good(command, &o))
        return EXIT_USAGE;
    if (!cs_start(&o, &x.models))
        return EXIT_NO_START;
    const unsigned width = cs_terminal_width();
    x.options = &o;
    x.style = (struct cs_style){ width, width > 0 && o.output == NULL };
    const struct cs_batch batch = {
        explain_report, &x, &o, "explain", NULL, 0
    };
    const int code = cs_batch_run(&batch);
    cs_models_close(&x.models);
    return code;
}
