/* parties.h - from the head word of a side to who that is.
 *
 * A side is a name, a description, a pronoun or a thing. Its code comes from
 * the mention behind it, else from whom the words give it to: "a police
 * helicopter" is the police's, "the city of Basra" Iraq's. */
#ifndef CS_MEANING_PARTIES_H
#define CS_MEANING_PARTIES_H

#include "doc/doc.h"

/* The party that a word heads. Its rule is left empty. */
struct cs_party cs_party_of(const struct cs_doc *doc, uint32_t tok);

/* "I", "we", "our": the one who speaks. */
bool cs_is_first_person(const struct cs_doc *doc, uint32_t tok);

/* Let a party in the first person be the speaker, where there is one; in a
 * report that speaks of its issuer as "we", who that is. */
void cs_party_speaks(const struct cs_doc *doc, struct cs_party *party,
                     const struct cs_party *speaker);

/* Sectors that the act tells: a country that bombs does so by its armed
 * forces, one that signs by its government; "two Iraqis" are people.
 * CASUS_ENOMEM past the arena's cap. */
enum casus_status cs_parties_imply(struct cs_doc *doc, struct cs_event *event);

/* Give parties without a country that of the event's place, else `country`,
 * the report's own ("" for none): whom and what was hit, and actors that are
 * no forces of a state. Needs the place. CASUS_ENOMEM past the cap. */
enum casus_status cs_parties_place(struct cs_doc *doc, struct cs_event *event,
                                   const char country[4]);

#endif
