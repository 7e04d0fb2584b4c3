/* main.c - finds the subcommand and runs it. */
#include <stdio.h>
#include <stdlib.h>

#include "cmd/cmd.h"

const struct cs_command cs_commands[] = {
    { "code", "reports to event records", cmd_code_help, cmd_code },
    { "explain", "why each record says what it says", cmd_explain_help,
      cmd_explain },
    { "parse", "sentences, words, trees and every other layer", cmd_parse_help,
      cmd_parse },
    { "lexicon", "check the lexicon's files", cmd_lexicon_help, cmd_lexicon },
    { NULL, NULL, NULL, NULL },
};

const struct cs_command *cs_command_find(const char *name)
{
    for (const struct cs_command *c = cs_commands; c->name != NULL; c++) {
        if (cs_str_is(cs_str_of(name), c->name))
            return c;
    }
    return NULL;
}

static void print_help(FILE *to)
{
    (void)fputs("casus reads news reports and writes event records: who did "
                "what to whom,\nwhen, where, how many, and according to "
                "whom.\n\n"
                "usage: casus COMMAND [OPTION...] [FILE...]\n\n",
                to);
    for (const struct cs_command *c = cs_commands; c->name != NULL; c++)
        (void)fprintf(to, "  %-9s %s\n", c->name, c->about);
    (void)fputs("\n  casus COMMAND -h   options of a command\n"
                "  casus --version\n",
                to);
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        print_help(stderr);
        return EXIT_USAGE;
    }
    const struct cs_str first = cs_str_of(argv[1]);
    if (cs_str_is(first, "-h") || cs_str_is(first, "--help")) {
        print_help(stdout);
        return EXIT_ALL_READ;
    }
    if (cs_str_is(first, "--version")) {
        (void)puts("casus " CASUS_VERSION);
        return EXIT_ALL_READ;
    }
    const struct cs_command *c = cs_command_find(argv[1]);
    if (c == NULL) {
        (void)fprintf(stderr, "casus: no command \"%s\"\n\n", argv[1]);
        print_help(stderr);
        return EXIT_USAGE;
    }
    for (int i = 2; i < argc; i++) {
        if (cs_str_is(cs_str_of(argv[i]), "-h") ||
            cs_str_is(cs_str_of(argv[i]), "--help")) {
            (void)printf("usage: casus %s %s", c->name, c->help);
            return EXIT_ALL_READ;
        }
    }
    return c->run(argc - 2, argv + 2);
}
