/* mst.h - the best tree over the words of a sentence.
 *
 * Chu and Liu 1965, Edmonds 1967: take each word's best head; where that
 * makes a cycle, join the cycle to one node, solve the smaller graph, open
 * the cycle at the arc that enters it. One root: every arc from the root is
 * made so dear that a best tree has but one (Gabow and Tarjan 1984). */
#ifndef CS_TEXT_MST_H
#define CS_TEXT_MST_H

#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

/* Heads of n words.
 *
 * scores   [n][ld], column 0 the root, column 1 + j word j; an impossible arc
 *          (a word to itself) is -1e9 or less
 * heads    [n] out: 0 the root, else 1 + the head's number
 * scratch  rewound before the function returns
 * CASUS_ENOMEM: past the arena's cap. Takes O(n^2) where the best heads are a
 * tree, O(n^3) at worst. */
enum casus_status cs_mst(const float *scores, size_t ld, uint32_t n,
                         uint32_t *heads, struct cs_arena *scratch);

#endif
