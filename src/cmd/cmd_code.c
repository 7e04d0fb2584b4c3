/* cmd_code.c - reports to event records. */
#include <stdlib.h>
#include <unistd.h>

#include "cmd/cmd.h"
#include "input/input.h"
#include "meaning/confidence.h"
#include "output/csv.h"
#include "output/layers.h"
#include "output/record.h"
#include "output/table.h"

const char cmd_code_help[] =
    "[OPTION...] [FILE...]\n"
    "Read reports (plain text or JSON Lines; - or none: standard input) and\n"
    "write their event records.\n\n"
    "  --format FORMAT    table, jsonl or csv; else a table on a terminal,\n"
    "                     JSON Lines otherwise\n"
    "  --layers           before a report's events, one object with its "
    "layers\n"
    "                     (JSON Lines)\n"
    "  --min-confidence X leave out records whose confidence is below X "
    "(0 to 1)\n"
    "  -o, --output FILE  write there; the file appears when it is complete\n"
    "  --published DATE   when the reports were published (2024-01-06)\n"
    "  --input KIND       text or jsonl; else by name and content\n"
    "  -j, --threads N    work on N reports at once (default 1)\n"
    "  --lexicon DIR      a folder of your own lexicon files, read as well\n"
    "  --data DIR         where models/ and lexicon/ are\n"
    "  -q, --quiet        no closing line of counts\n";

enum form { FORM_TABLE, FORM_JSONL, FORM_CSV };

struct coding {
    struct cs_models models;
    const struct cs_options *options;
    struct cs_coder_info coder;
    struct cs_style style;
    enum form form;
};

static enum casus_status code_report(void *context, struct cs_doc *doc,
                                     const struct cs_report_in *in,
                                     struct cs_sink *out,
                                     struct casus_error *err)
{
    const struct coding *c = context;
    enum casus_status s = cs_input_load(doc, in, c->options->published, err);
    if (s == CASUS_OK)
        s = cs_pipeline_run(&c->models, doc, NULL, err);
    if (s != CASUS_OK)
        return s;
    cs_confidence_keep(doc, c->options->min_confidence);
    if (c->form == FORM_CSV)
        s = cs_output_csv(doc, out);
    else if (c->form == FORM_TABLE)
        s = cs_output_table(doc, &c->style, out);
    if (c->form == FORM_JSONL && c->options->layers)
        s = cs_output_layers(doc, &c->coder, out);
    if (c->form == FORM_JSONL && s == CASUS_OK)
        s = cs_output_records(doc, &c->coder, out);
    return s == CASUS_OK ? s : cs_fail(err, s, 0, "no memory for its records");
}

static bool choose_form(const struct cs_command *command,
                        const struct cs_options *o, enum form *form)
{
    static const char *const names[] = { "table", "jsonl", "csv" };
    *form = o->output == NULL && isatty(STDOUT_FILENO) == 1 && !o->layers
                ? FORM_TABLE
                : FORM_JSONL;
    for (size_t i = 0; o->format != NULL && i < 3; i++) {
        if (cs_str_is(cs_str_of(o->format), names[i])) {
            *form = (enum form)i;
            return true;
        }
    }
    if (o->format != NULL)
        cs_usage(command, "--format is table, jsonl or csv, not \"%s\"",
                 o->format);
    return o->format == NULL;
}

int cmd_code(int argc, char **argv)
{
    struct coding c = { .form = FORM_JSONL };
    struct cs_options o;
    const struct cs_command *command = cs_command_find("code");
    if (!cs_options_read(command,
                         "format layers min-confidence output published input "
                         "threads lexicon data quiet",
                         argc, argv, &o) ||
        !choose_form(command, &o, &c.form) ||
        !cs_input_kind_good(command, &o) || !cs_published_good(command, &o))
        return EXIT_USAGE;
    if (o.layers && c.form != FORM_JSONL) {
        cs_usage(command, "--layers goes with --format jsonl");
        return EXIT_USAGE;
    }
    if (!cs_start(&o, &c.models))
        return EXIT_NO_START;
    const unsigned width = cs_terminal_width();
    c.options = &o;
    c.style = (struct cs_style){ width, width > 0 && o.output == NULL };
    c.coder =
        (struct cs_coder_info){ CASUS_VERSION, cs_model_name(c.models.text),
                                c.models.lexicon->version };
    struct cs_sink header = { 0 };
    if (c.form == FORM_CSV)
        cs_output_csv_header(&header);
    const struct cs_batch batch = { code_report, &c,       &o,
                                    "code",      header.p, header.n };
    const int code = cs_batch_run(&batch);
    cs_sink_free(&header);
    cs_models_close(&c.models);
    return code;
}
