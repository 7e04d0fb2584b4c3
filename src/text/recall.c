#include "text/recall.h"

#include <stdlib.h>
#include <string.h>

#include "text/form.h"

/* A seed of its own beside those of form.c. */
enum { SEED_RECALL = 12 };

struct cs_recall {
    const struct cs_model *model; /* of which the rows are, NULL: no rows */
    struct cs_recalled slots[CS_RECALL_SLOTS];
};

/* From calloc, which hands out pages that cost nothing until they are used. */
struct cs_recall *cs_recall_new(void)
{
    return calloc(1, sizeof(struct cs_recall));
}

void cs_recall_free(struct cs_recall *recall)
{
    free(recall);
}

static void belong_to(struct cs_recall *r, const struct cs_model *model)
{
    if (r->model != NULL)
        for (int i = 0; i < CS_RECALL_SLOTS; i++)
            r->slots[i].n = 0;
    r->model = model;
}

struct cs_recalled *cs_recall_slot(struct cs_recall *recall,
                                   const struct cs_model *model,
                                   struct cs_str form)
{
    if (recall == NULL || form.n > CS_RECALL_LONGEST)
        return NULL;
    if (recall->model != model)
        belong_to(recall, model);
    const uint64_t h = cs_fnv_end(cs_fnv_add(cs_fnv_start(SEED_RECALL), form));
    struct cs_recalled *slot = &recall->slots[h % CS_RECALL_SLOTS];
    if (slot->n != form.n || memcmp(slot->form, form.p, form.n) != 0)
        slot->n = 0;
    return slot;
}
