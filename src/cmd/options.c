#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cmd/cmd.h"
#include "input/stamp.h"

void cs_usage(const struct cs_command *command, const char *format, ...)
{
    va_list args;
    (void)fprintf(stderr, "casus %s: ", command->name);
    va_start(args, format);
    (void)vfprintf(stderr, format, args);
    va_end(args);
    (void)fprintf(stderr, "\nusage: casus %s %s", command->name, command->help);
}

/* Is the option among the space-separated names? */
static bool allowed_here(const char *allowed, const char *name)
{
    struct cs_str rest = cs_str_of(allowed), part;
    while (cs_str_next(&rest, ' ', &part)) {
        if (cs_str_is(part, name))
            return true;
    }
    return false;
}

static bool read_threads(const struct cs_command *command, const char *value,
                         unsigned *out)
{
    char *end;
    const unsigned long n = strtoul(value, &end, 10);
    if (*value == '\0' || *end != '\0' || n < 1 || n > 64) {
        cs_usage(command, "--threads takes a number from 1 to 64, not \"%s\"",
                 value);
        return false;
    }
    *out = (unsigned)n;
    return true;
}

/* "0.85" to percent; digits beyond the second are cut off. */
static bool read_share(const struct cs_command *command, const char *value,
                       unsigned *out)
{
    const char *at = value;
    unsigned percent = 0;
    bool digits = false;
    if (*at == '0' || *at == '1') {
        percent = *at++ == '1' ? 100U : 0U;
        digits = true;
    }
    if (*at == '.') {
        unsigned unit = 10;
        for (at++; *at >= '0' && *at <= '9'; at++, unit /= 10) {
            percent += (unsigned)(*at - '0') * unit;
            digits = true;
        }
    }
    if (*at != '\0' || !digits || percent > 100) {
        cs_usage(command,
                 "--min-confidence takes a share from 0 to 1, not "
                 "\"%s\"",
                 value);
        return false;
    }
    *out = percent;
    return true;
}

/* The place for a string option, NULL where the name is none. */
static const char **string_option(struct cs_options *o, const char *name)
{
    const struct {
        const char *name;
        const char **place;
    } options[] = {
        { "data", &o->data_dir },       { "lexicon", &o->lexicon },
        { "output", &o->output },       { "format", &o->format },
        { "published", &o->published }, { "until", &o->until },
        { "from", &o->from },           { "input", &o->input },
    };
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        if (cs_str_is(cs_str_of(name), options[i].name))
            return options[i].place;
    }
    return NULL;
}

static bool flag_option(struct cs_options *o, const char *name)
{
    if (cs_str_is(cs_str_of(name), "layers"))
        o->layers = true;
    else if (cs_str_is(cs_str_of(name), "quiet"))
        o->quiet = true;
    else
        return false;
    return true;
}

/* One option at argv[*i]; *i moves over its value. */
static bool read_option(const struct cs_command *command, const char *allowed,
                        int argc, char **argv, int *i, struct cs_options *o)
{
    char name[32];
    const char *arg = argv[*i], *value = NULL;
    if (arg[1] != '-') {
        const char *const longer = arg[1] == 'o'   ? "output"
                                   : arg[1] == 'q' ? "quiet"
                                   : arg[1] == 'j' ? "threads"
                                                   : "?";
        (void)snprintf(name, sizeof name, "%s", longer);
        if (arg[1] != '\0' && arg[2] != '\0')
            value = arg + 2;
    } else {
        const char *equals = arg + 2;
        while (*equals != '\0' && *equals != '=')
            equals++;
        (void)snprintf(name, sizeof name, "%.*s", (int)(equals - arg - 2),
                       arg + 2);
        if (*equals == '=')
            value = equals + 1;
    }
    if (!allowed_here(allowed, name)) {
        cs_usage(command, "no option \"%s\"", arg);
        return false;
    }
    if (flag_option(o, name)) {
        if (value != NULL)
            cs_usage(command, "--%s takes no value", name);
        return value == NULL;
    }
    if (value == NULL && *i + 1 < argc)
        value = argv[++*i];
    if (value == NULL) {
        cs_usage(command, "--%s needs a value", name);
        return false;
    }
    if (cs_str_is(cs_str_of(name), "threads"))
        return read_threads(command, value, &o->threads);
    if (cs_str_is(cs_str_of(name), "min-confidence"))
        return read_share(command, value, &o->min_confidence);
    const char **place = string_option(o, name);
    if (place == NULL) {
        cs_usage(command, "no option \"%s\"", arg);
        return false;
    }
    *place = value;
    return true;
}

bool cs_options_read(const struct cs_command *command, const char *allowed,
                     int argc, char **argv, struct cs_options *out)
{
    bool only_files = false;
    *out = (struct cs_options){ .threads = 1, .files = argv };
    for (int i = 0; i < argc; i++) {
        const struct cs_str arg = cs_str_of(argv[i]);
        if (!only_files && cs_str_is(arg, "--")) {
            only_files = true;
        } else if (!only_files && arg.n > 1 && arg.p[0] == '-') {
            if (!read_option(command, allowed, argc, argv, &i, out))
                return false;
        } else {
            /* Files move to the front of argv: never past the one read. */
            out->files[out->n_files++] = argv[i];
        }
    }
    return true;
}

bool cs_input_kind_good(const struct cs_command *command,
                        const struct cs_options *o)
{
    if (o->input == NULL || cs_str_is(cs_str_of(o->input), "text") ||
        cs_str_is(cs_str_of(o->input), "jsonl"))
        return true;
    cs_usage(command, "--input is text or jsonl, not \"%s\"", o->input);
    return false;
}

bool cs_published_good(const struct cs_command *command,
                       const struct cs_options *o)
{
    struct cs_stamp stamp;
    if (o->published == NULL || cs_stamp_find(cs_str_of(o->published), &stamp))
        return true;
    cs_usage(command,
             "--published takes a date such as 2024-01-06, not "
             "\"%s\"",
             o->published);
    return false;
}

unsigned cs_terminal_width(void)
{
    struct winsize size;
    if (isatty(STDOUT_FILENO) != 1)
        return 0;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
        return 80;
    return size.ws_col;
}
