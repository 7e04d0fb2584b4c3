/* casus.h - news reports to event records: the library's only public header.
 *
 * The library neither prints nor exits nor reads the environment. Handles are
 * opaque; a struct casus_coder is read-only after opening and may be shared by
 * threads, a struct casus_report belongs to one thread at a time. */
#ifndef CASUS_H
#define CASUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define CASUS_API __attribute__((visibility("default")))
#else
#define CASUS_API
#endif

#define CASUS_VERSION "0.1.0"

/* Zero: done. Positive: an ordinary "nothing here". Negative: failure. */
enum casus_status {
    CASUS_OK = 0,
    CASUS_ABSENT = 1,
    CASUS_ENOMEM = -1,   /* the document's memory cap was reached */
    CASUS_EIO = -2,      /* the operating system refused; message says why */
    CASUS_EFORMAT = -3,  /* input bytes are not what they should be */
    CASUS_EUTF8 = -4,    /* text is not valid UTF-8 */
    CASUS_ELEXICON = -5, /* a mistake in a lexicon file */
    CASUS_EMODEL = -6,   /* weights missing, damaged or of another version */
    CASUS_EUSAGE = -7,   /* the caller's arguments do not fit */
    CASUS_ETOOBIG = -8   /* larger than the documented limit */
};

/* What went wrong, for a person. Filled only on a negative status. */
struct casus_error {
    enum casus_status code;
    uint64_t at;       /* byte offset or line, as the message says; 0: none */
    char message[240]; /* UTF-8, no line end */
};

/* --- coding reports -------------------------------------------------------
 *
 *     struct casus_coder *coder;
 *     struct casus_report *report;
 *     casus_open("/usr/share/casus", NULL, NULL, &coder, &err);
 *     casus_report_new(coder, &report, &err);
 *     for each text:
 *         casus_code(report, &(struct casus_input){ .text = t, .length = n },
 *                    &err);
 *         casus_print(report, CASUS_RECORDS, &bytes, &n, &err);
 *     casus_report_free(report);
 *     casus_close(coder);                                                  */

struct casus_coder;  /* weights, lexicon, gazetteer: shared, read-only */
struct casus_report; /* one report's record, used again for the next */

/* Open what all reports share.
 *
 * data_dir     folder with models/ and lexicon/
 * own_lexicon  a folder of one's own lexicon files, or NULL
 * kernels      "scalar", "avx2", "avx512", or NULL for the best there is; the
 *              records are the same bytes under each
 * out          set only on CASUS_OK; release with casus_close
 * CASUS_EIO, CASUS_EMODEL, CASUS_ELEXICON, CASUS_EUSAGE, CASUS_ENOMEM. */
CASUS_API enum casus_status casus_open(const char *data_dir,
                                       const char *own_lexicon,
                                       const char *kernels,
                                       struct casus_coder **out,
                                       struct casus_error *err);
CASUS_API void casus_close(struct casus_coder *coder);

/* Room for one report at a time. The coder must outlive it. */
CASUS_API enum casus_status casus_report_new(const struct casus_coder *coder,
                                             struct casus_report **out,
                                             struct casus_error *err);
CASUS_API void casus_report_free(struct casus_report *report);

/* A report: `text` is UTF-8, `length` bytes, borrowed for the call; the other
 * strings end in NUL, and NULL means unknown. published: "2024-01-06" or
 * "2024-01-06T06:48". */
struct casus_input {
    const char *text;
    size_t length;
    const char *id, *path, *title, *published, *url, *publisher, *author;
};

/* Code the report; what the room held before is forgotten. CASUS_EUTF8,
 * CASUS_EFORMAT, CASUS_ETOOBIG, CASUS_ENOMEM: the room is then empty. */
CASUS_API enum casus_status casus_code(struct casus_report *report,
                                       const struct casus_input *input,
                                       struct casus_error *err);

/* Events of the report last coded. */
CASUS_API size_t casus_event_count(const struct casus_report *report);

enum casus_form {
    CASUS_RECORDS, /* JSON Lines, an event a line (docs/formats/record.md) */
    CASUS_LAYERS,  /* JSON, the report's layers in one line */
    CASUS_CSV,     /* rows without a header */
    CASUS_TABLE,   /* for people, 80 columns, no colour */
    CASUS_EXPLAIN  /* for people: why */
};

/* The report last coded as UTF-8 bytes, good until the next call on the
 * report. CASUS_ENOMEM. */
CASUS_API enum casus_status casus_print(struct casus_report *report,
                                        enum casus_form form,
                                        const char **bytes, size_t *length,
                                        struct casus_error *err);

#ifdef __cplusplus
}
#endif

#endif
