/* read.h - files and streams -> reports, one after the other.
 *
 * A reader is opened on a path and asked for the next report until it says
 * CASUS_ABSENT. Whatever is wrong with one report (a broken line, a missing
 * file, bytes that are no text) fails that report alone: the caller notes the
 * error and asks again. A JSON Lines file of any size is read line by line;
 * memory stays within the longest line.
 *
 * This is the process's side: a reader holds heap memory and a file. It
 * belongs to one thread at a time. */
#ifndef CS_INPUT_READ_H
#define CS_INPUT_READ_H

#include <stdint.h>

#include "base/status.h"
#include "base/str.h"

/* Most bytes of a plain-text file and of one line of JSON Lines. */
#define CS_READ_MAX ((size_t)64 << 20)

enum cs_format {
    CS_FORMAT_AUTO, /* by the file's name, else by its first line */
    CS_FORMAT_TEXT, /* the whole file is one report */
    CS_FORMAT_JSONL /* one JSON object a line */
};

/* One report. Strings are UTF-8, owned by the reader and good until its next
 * call; empty means unknown. */
struct cs_report_in {
    struct cs_str text;
    struct cs_str id, title, published, url, publisher, author;
    struct cs_str path; /* as given; empty for standard input */
    uint64_t line;      /* line of the JSON object, from 1; 0: whole file */
};

struct cs_reader;

/* path    file, or "-" for standard input; copied
 * reader  set only on CASUS_OK; the caller closes it
 *
 * CASUS_EIO: missing, a directory, not readable; CASUS_ENOMEM. Messages do not
 * repeat the path. */
enum casus_status cs_reader_open(const char *path, enum cs_format format,
                                 struct cs_reader **reader,
                                 struct casus_error *err);

/* The next report. CASUS_ABSENT: there are no more. Negative: this report
 * failed (out->path and out->line say which); call again for the next.
 * CASUS_EIO, CASUS_ETOOBIG, CASUS_EFORMAT, CASUS_EUTF8, CASUS_ENOMEM; `at` is
 * the line in JSON Lines, the byte in a plain-text file. */
enum casus_status cs_reader_next(struct cs_reader *reader,
                                 struct cs_report_in *out,
                                 struct casus_error *err);

/* NULL is fine. */
void cs_reader_close(struct cs_reader *reader);

/* The report in one line of JSON Lines, without a reader.
 *
 * line    the JSON object, without its line end
 * number  line number for messages
 * root    receives the parsed object (a json_t) that owns out's strings; the
 *         caller frees it with cs_read_line_free, after failures too */
enum casus_status cs_read_line(struct cs_str line, uint64_t number,
                               struct cs_report_in *out, void **root,
                               struct casus_error *err);
void cs_read_line_free(void *root);

#endif
