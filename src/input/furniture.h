/* furniture.h - what a line of a page is, if it is no part of the report.
 *
 * Pages surround a report with share links, credits, bylines, times, notices
 * and lists of other stories. Each is known by its wording and shape; a line
 * that reads as a sentence is kept unless its wording leaves no doubt. */
#ifndef CS_INPUT_FURNITURE_H
#define CS_INPUT_FURNITURE_H

#include <stdbool.h>
#include <stdint.h>

#include "doc/doc.h"
#include "input/stamp.h"

/* Furniture is short: of a longer line only this many bytes are looked at,
 * and it is marked as cut. */
enum { CS_KEY_MAX = 500 };

/* A line made comparable: lower case, single spaces, straight apostrophes, no
 * bullet in front, nothing invisible. */
struct cs_line_key {
    char bytes[CS_KEY_MAX + 1];
    size_t n;
    uint32_t words;
    bool cut;
    bool final;         /* ends as sentences end: . ! ? and closing quotes */
    struct cs_str text; /* the line as it is in the document */
};

void cs_line_key(const struct cs_doc *doc, struct cs_span span,
                 struct cs_line_key *key);

static inline struct cs_str cs_key_str(const struct cs_line_key *key)
{
    return (struct cs_str){ key->bytes, key->n };
}

/* True where the last visible character ends a sentence. */
bool cs_ends_sentence(struct cs_str s);

/* s without white space, no-break spaces and invisible characters around it. */
struct cs_span cs_trim_span(struct cs_str text, struct cs_span span);

/* The kind of furniture that the wording alone shows, wherever it stands;
 * CS_BLOCK_BODY: none. `first`: the document's first line, which may be a
 * headline that begins as a label does ("Watch: ..."). */
enum cs_block_kind cs_furniture(const struct cs_line_key *key, bool first);

/* Furniture that only its place before or after the report gives away: bare
 * dates, bylines. */
enum cs_block_kind cs_furniture_around(const struct cs_line_key *key,
                                       bool first);

/* True for a photo or agency credit: "Getty Images", "AP Photo/Jane Doe",
 * "(Jane Doe/Reuters)", "Photo: AFP". */
bool cs_is_credit(const struct cs_line_key *key);

/* All words are names of news agencies and what goes with them. */
bool cs_is_agency(struct cs_str lower);

/* Two to four capitalised words, as a person's name is. */
bool cs_is_name(struct cs_str text);

/* How much a line's date tells about publication: 3 "published", 2 a bare
 * date, 1 "updated", 0 no date. */
int cs_furniture_stamp(const struct cs_line_key *key, struct cs_stamp *stamp);

/* A heading above links to other stories ("Related stories"). */
bool cs_is_related_heading(const struct cs_line_key *key);

/* The author's name in a byline's text, or empty. */
struct cs_str cs_byline_author(struct cs_str text);

#endif
