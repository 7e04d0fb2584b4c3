/* cmd_lexicon.c - checks the lexicon's files. */
#include <stdio.h>

#include "cmd/cmd.h"

const char cmd_lexicon_help[] =
    "check [DIR]\n"
    "Read every lexicon file below DIR (events/, actors/, cues/; without DIR\n"
    "those that casus uses) and name file, line and column of every "
    "mistake.\n\n"
    "  --data DIR         where models/ and lexicon/ are\n";

static void print_mistake(void *context, const struct cs_lexicon_mistake *m)
{
    (void)context;
    (void)printf("%.*s:%u:%u: %s\n", (int)m->file.n, m->file.p,
                 (unsigned)m->line, (unsigned)m->column, m->message);
}

int cmd_lexicon(int argc, char **argv)
{
    struct cs_options o;
    char dir[4096], found[4096];
    const struct cs_command *command = cs_command_find("lexicon");
    if (!cs_options_read(command, "data", argc, argv, &o))
        return EXIT_USAGE;
    if (o.n_files < 1 || o.n_files > 2 ||
        !cs_str_is(cs_str_of(o.files[0]), "check")) {
        cs_usage(command, "what to do? check");
        return EXIT_USAGE;
    }
    const int n = o.n_files == 2 ? snprintf(dir, sizeof dir, "%s", o.files[1])
                                 : snprintf(dir, sizeof dir, "%s/lexicon",
                                            cs_data_dir(&o, found));
    if (n < 0 || (size_t)n >= sizeof dir)
        return EXIT_USAGE;
    struct cs_lexicon *lexicon;
    struct casus_error err = { CASUS_OK, 0, "" };
    const enum casus_status s =
        cs_lexicon_load(dir, NULL, print_mistake, NULL, &lexicon, &err);
    if (s != CASUS_OK && s != CASUS_ELEXICON) {
        (void)fprintf(stderr, "casus lexicon: %s\n", err.message);
        return EXIT_NO_START;
    }
    uint32_t triggers = 0;
    for (uint32_t i = 0; i < lexicon->n_patterns; i++)
        triggers += lexicon->patterns[i].kind == CS_PATTERN_TRIGGER;
    (void)printf("%s: %u frames, %u triggers, %u actors, %u names, %u other "
                 "patterns, %u word classes\n",
                 s == CASUS_OK ? "no mistakes" : "mistakes",
                 (unsigned)lexicon->n_frames, (unsigned)triggers,
                 (unsigned)lexicon->n_actors, (unsigned)lexicon->n_names,
                 (unsigned)(lexicon->n_patterns - triggers),
                 (unsigned)lexicon->n_class_names);
    cs_lexicon_free(lexicon);
    return s == CASUS_OK ? EXIT_ALL_READ : EXIT_SOME_FAILED;
}
