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

#ifdef __cplusplus
}
#endif

#endif
