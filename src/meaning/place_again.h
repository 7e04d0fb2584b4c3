/* place_again.h - words that speak of a place named before.
 *
 * "There", "here", "the town", "that country", "the capital": each stands for
 * the last place of its kind that the report has named. Rule L10,
 * docs/rules/places.md. */
#ifndef CS_MEANING_PLACE_AGAIN_H
#define CS_MEANING_PLACE_AGAIN_H

#include "doc/doc.h"
#include "meaning/gazetteer.h"

/* Give every such word its place.
 *
 * by_token  [n_tokens] index into doc->places by token, CS_NONE elsewhere;
 *           filled with the named places, here completed
 *
 * A country or capital that no name of the report stands for is appended to
 * doc->places, marked `again`. CASUS_ENOMEM past the arena's cap. */
enum casus_status cs_places_again(const struct cs_gazetteer *gazetteer,
                                  struct cs_doc *doc, uint32_t *by_token);

#endif
