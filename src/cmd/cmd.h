/* cmd.h - the subcommands: one row each, one file each. */
#ifndef CS_CMD_CMD_H
#define CS_CMD_CMD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/sink.h"
#include "input/read.h"
#include "pipeline.h"

/* Exit codes of the program. */
enum {
    EXIT_ALL_READ = 0,
    EXIT_SOME_FAILED = 1,
    EXIT_USAGE = 2,
    EXIT_NO_START = 3
};

struct cs_command {
    const char *name, *about;
    const char *help; /* what -h prints after the usage line */
    int (*run)(int argc, char **argv);
};

extern const struct cs_command cs_commands[]; /* last name is NULL */

int cmd_code(int argc, char **argv);
int cmd_explain(int argc, char **argv);
int cmd_parse(int argc, char **argv);
int cmd_lexicon(int argc, char **argv);

extern const char cmd_code_help[], cmd_explain_help[], cmd_parse_help[],
    cmd_lexicon_help[];

/* --- options ------------------------------------------------------------- */

/* Options common to the commands that read reports. */
struct cs_options {
    const char *data_dir;  /* --data, CASUS_DATA, or beside the program */
    const char *lexicon;   /* --lexicon: a folder of one's own files */
    const char *output;    /* -o, NULL: standard output */
    const char *format;    /* --format, NULL: by where the output goes */
    const char *published; /* --published */
    const char *until;     /* --until */
    const char *from;      /* --from */
    const char *input;     /* --input: auto, text, jsonl */
    bool layers, quiet;
    unsigned threads;        /* 1 to 64 */
    unsigned min_confidence; /* --min-confidence, in percent */
    char **files;            /* what is left: paths, "-" */
    int n_files;
};

/* Read the options that `allowed` names ("layers threads …"). A wrong one is
 * reported on standard error with the usage: false. */
bool cs_options_read(const struct cs_command *command, const char *allowed,
                     int argc, char **argv, struct cs_options *out);

/* Print "casus NAME: message" and the usage line to standard error. */
void cs_usage(const struct cs_command *command, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;

const struct cs_command *cs_command_find(const char *name);

/* The folder of models/ and lexicon/; room is used where it must be built. */
const char *cs_data_dir(const struct cs_options *options, char room[4096]);

/* Is --input text or jsonl, --published a date? Else says so: false. */
bool cs_input_kind_good(const struct cs_command *command,
                        const struct cs_options *options);
bool cs_published_good(const struct cs_command *command,
                       const struct cs_options *options);

/* Open the models the options ask for; errors go to standard error. */
bool cs_start(const struct cs_options *options, struct cs_models *models);

/* --- reports in, bytes out ----------------------------------------------- */

/* What one report gave. */
struct cs_tally {
    uint64_t reports, failed, sentences, words, events;
};

/* Make one report's output: called in a worker with a document of its own.
 * err is filled on failure. */
typedef enum casus_status cs_work_fn(void *context, struct cs_doc *doc,
                                     const struct cs_report_in *in,
                                     struct cs_sink *out,
                                     struct casus_error *err);

struct cs_batch {
    cs_work_fn *work;
    void *context;
    const struct cs_options *options;
    const char *command;
    const char *header; /* printed once before all, or NULL */
    size_t header_length;
};

/* Run all files of the options through `work`, write results in the order of
 * the input, and print the closing counts. Returns the exit code. */
int cs_batch_run(const struct cs_batch *batch);

/* Where output goes: a file written aside and renamed when complete, or
 * standard output. */
struct cs_out;
struct cs_out *cs_out_open(const char *path);
bool cs_out_write(struct cs_out *out, const char *bytes, size_t n);
/* Complete and close; `keep` false throws a file away. */
bool cs_out_close(struct cs_out *out, bool keep);

/* Columns of the terminal on standard output, 0 where it is none. */
unsigned cs_terminal_width(void);

#endif
