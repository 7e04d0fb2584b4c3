/* term.h - text for a terminal: clean, measured, cut and wrapped.
 *
 * Reports are written by strangers. Before their words reach a terminal, runs
 * of white space become one space, and control characters (escape sequences
 * begin with one) and bidirectional overrides become U+FFFD, so that no report
 * can repaint the screen or reorder a line; invisible fillers such as the soft
 * hyphen are left out.
 *
 * Widths are columns of a terminal: two for wide East Asian characters, none
 * for combining marks. */
#ifndef CS_OUTPUT_TERM_H
#define CS_OUTPUT_TERM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/sink.h"
#include "base/str.h"

/* How a page for people looks. */
struct cs_style {
    uint32_t width; /* columns; 0: 80. At least 40 are used */
    bool colour;    /* ANSI escape sequences for emphasis */
};

/* The width that holds: see above. */
uint32_t cs_style_width(const struct cs_style *style);

/* Kinds of emphasis; without colour none leaves a trace. */
enum cs_ink {
    CS_INK_PLAIN,
    CS_INK_STRONG, /* headings, triggers */
    CS_INK_FAINT,  /* labels, quotations */
    CS_INK_RED,
    CS_INK_YELLOW,
    CS_INK_GREEN,
    CS_INK_CYAN
};

/* Columns that the cleaned text takes. */
uint32_t cs_term_width(struct cs_str s);

/* Spaces. */
void cs_term_pad(struct cs_sink *sink, uint32_t n);

/* The longest part of s from its start, or up to its end, that is made of
 * whole words and takes at most `room` columns; empty where none does. */
struct cs_str cs_term_head(struct cs_str s, uint32_t room);
struct cs_str cs_term_tail(struct cs_str s, uint32_t room);

/* --- one line, cut where it is full ----------------------------------- */

struct cs_line {
    struct cs_sink *sink;
    bool colour;
    uint32_t left; /* columns still free */
};

/* Clean text; what does not fit in the free columns, nor in `most`, is cut
 * off and an ellipsis put in its place. Returns the columns used. */
uint32_t cs_line_str(struct cs_line *line, struct cs_str s, uint32_t most,
                     enum cs_ink ink);
uint32_t cs_line_cstr(struct cs_line *line, const char *s, enum cs_ink ink);
void cs_line_int(struct cs_line *line, int64_t value, enum cs_ink ink);
void cs_line_pad(struct cs_line *line, uint32_t n);
void cs_line_end(struct cs_line *line);

/* --- a paragraph, broken between words -------------------------------- */

struct cs_para {
    struct cs_sink *sink;
    bool colour;
    uint32_t width;  /* of the page */
    uint32_t indent; /* of lines after the first */
    uint32_t column; /* where the next character goes */
    bool begun;      /* the line has words already */
    bool space;      /* a space is due before the next word */
};

/* Begin at `column`, with that many columns already written. */
struct cs_para cs_para_at(struct cs_sink *sink, const struct cs_style *style,
                          uint32_t indent, uint32_t column);

/* Clean text, broken at spaces; a word longer than a line overflows it.
 * White space at either end of s is kept as a place to break. */
void cs_para_str(struct cs_para *para, struct cs_str s, enum cs_ink ink);
void cs_para_cstr(struct cs_para *para, const char *s, enum cs_ink ink);
void cs_para_int(struct cs_para *para, int64_t value, enum cs_ink ink);
/* Break now if a word of that many columns would not fit: for words that are
 * written in pieces. */
void cs_para_need(struct cs_para *para, uint32_t columns);
/* A new line within the paragraph. */
void cs_para_break(struct cs_para *para);
void cs_para_end(struct cs_para *para);

#endif
