#include "text/mst.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#define ROOT_COST 1e6 /* far above any sum of scores that differ */
#define NO_ARC (-1e30)

/* Nodes are numbered 0 (root) to n; a joined cycle lives on under the number
 * of one of its nodes. */
struct graph {
    uint32_t n1;      /* nodes with the root */
    double *score;    /* [n1][n1], dependent, head */
    uint32_t *head;   /* [n1] */
    uint32_t *joined; /* [n1] level at which it went into another node */
    uint32_t *cycle;  /* [n1] nodes of the cycle found */
    uint32_t n_cycle;
    uint32_t *mark;           /* [n1] */
    uint16_t *enter;          /* [level][n1] node entered by an arc from u */
    uint16_t *leave;          /* [level][n1] node left by an arc to u */
    uint32_t *rep, *rep_head; /* [level] */
    uint32_t levels;
};

#define ALIVE UINT32_MAX

static double *arc(const struct graph *g, uint32_t dep, uint32_t head)
{
    return &g->score[(size_t)dep * g->n1 + head];
}

/* Best head of a live node among live nodes. */
static uint32_t best_head(const struct graph *g, uint32_t d)
{
    uint32_t best = 0;
    double most = NO_ARC * 2;
    for (uint32_t h = 0; h < g->n1; h++) {
        if (h == d || g->joined[h] != ALIVE || *arc(g, d, h) <= most)
            continue;
        best = h;
        most = *arc(g, d, h);
    }
    return best;
}

/* A cycle among the heads of live nodes, if there is one. */
static bool find_cycle(struct graph *g)
{
    memset(g->mark, 0, g->n1 * sizeof *g->mark);
    for (uint32_t s = 1; s < g->n1; s++) {
        if (g->joined[s] != ALIVE)
            continue;
        uint32_t v = s;
        while (v != 0 && g->mark[v] == 0) {
            g->mark[v] = s;
            v = g->head[v];
        }
        if (v == 0 || g->mark[v] != s)
            continue;
        g->n_cycle = 0;
        for (uint32_t u = v; g->n_cycle == 0 || u != v; u = g->head[u])
            g->cycle[g->n_cycle++] = u;
        return true;
    }
    return false;
}

/* Join the cycle into its first node. */
static void join_cycle(struct graph *g)
{
    const uint32_t level = g->levels++, rep = g->cycle[0];
    uint16_t *enter = g->enter + (size_t)level * g->n1;
    uint16_t *leave = g->leave + (size_t)level * g->n1;
    g->rep[level] = rep;
    g->rep_head[level] = g->head[rep];
    for (uint32_t i = 1; i < g->n_cycle; i++)
        g->joined[g->cycle[i]] = level;
    for (uint32_t i = 0; i < g->n_cycle; i++)
        g->mark[g->cycle[i]] = UINT32_MAX;
    for (uint32_t u = 0; u < g->n1; u++) {
        if (g->joined[u] != ALIVE || g->mark[u] == UINT32_MAX)
            continue;
        double in = NO_ARC * 2, out = NO_ARC * 2;
        for (uint32_t i = 0; i < g->n_cycle; i++) {
            const uint32_t c = g->cycle[i];
            const double gain = *arc(g, c, u) - *arc(g, c, g->head[c]);
            if (gain > in) {
                in = gain;
                enter[u] = (uint16_t)c;
            }
            if (*arc(g, u, c) > out) {
                out = *arc(g, u, c);
                leave[u] = (uint16_t)c;
            }
        }
        *arc(g, u, rep) = out;
        *arc(g, rep, u) = in;
    }
}

/* Open the cycles again, the last joined first. */
static void open_cycles(struct graph *g)
{
    while (g->levels > 0) {
        const uint32_t level = --g->levels, rep = g->rep[level];
        const uint16_t *enter = g->enter + (size_t)level * g->n1;
        const uint16_t *leave = g->leave + (size_t)level * g->n1;
        for (uint32_t u = 1; u < g->n1; u++) {
            if (g->joined[u] == level)
                g->joined[u] = ALIVE - 1; /* its head within the cycle holds */
            else if (g->joined[u] == ALIVE && u != rep && g->head[u] == rep)
                g->head[u] = leave[u];
        }
        const uint32_t from = g->head[rep];
        g->head[rep] = g->rep_head[level];
        g->head[enter[from]] = from;
        for (uint32_t u = 1; u < g->n1; u++)
            if (g->joined[u] == ALIVE - 1)
                g->joined[u] = ALIVE;
    }
}

/* The best heads are a tree under one root. */
static bool is_tree(const uint32_t *heads, uint32_t n, uint32_t *mark)
{
    uint32_t roots = 0;
    for (uint32_t d = 0; d < n; d++) {
        roots += heads[d] == 0;
        mark[d] = 0;
    }
    for (uint32_t s = 0; s < n; s++) {
        uint32_t v = s;
        while (mark[v] == 0) {
            mark[v] = s + 1;
            if (heads[v] == 0)
                break;
            v = heads[v] - 1;
        }
        if (mark[v] == s + 1 && heads[v] != 0)
            return false;
    }
    return roots == 1;
}

static bool take_memory(struct graph *g, struct cs_arena *a)
{
    const size_t n1 = g->n1, word = sizeof(uint32_t);
    g->score = cs_arena_alloc(a, n1 * n1 * sizeof *g->score);
    g->head = cs_arena_zalloc(a, n1 * word);
    g->joined = cs_arena_alloc(a, n1 * word);
    g->cycle = cs_arena_alloc(a, n1 * word);
    g->mark = cs_arena_alloc(a, n1 * word);
    g->rep = cs_arena_alloc(a, n1 * word);
    g->rep_head = cs_arena_alloc(a, n1 * word);
    g->enter = cs_arena_zalloc(a, n1 * n1 * sizeof *g->enter);
    g->leave = cs_arena_zalloc(a, n1 * n1 * sizeof *g->leave);
    return g->score != NULL && g->head != NULL && g->joined != NULL &&
           g->cycle != NULL && g->mark != NULL && g->rep != NULL &&
           g->rep_head != NULL && g->enter != NULL && g->leave != NULL;
}

static enum casus_status edmonds(const float *scores, size_t ld, uint32_t n,
                                 uint32_t *heads, struct cs_arena *scratch)
{
    struct graph g = { .n1 = n + 1 };
    if (!take_memory(&g, scratch))
        return CASUS_ENOMEM;
    for (uint32_t h = 0; h <= n; h++) {
        g.joined[h] = ALIVE;
        *arc(&g, 0, h) = NO_ARC;
    }
    for (uint32_t d = 0; d < n; d++) {
        const float *row = scores + d * ld;
        for (uint32_t h = 0; h <= n; h++)
            *arc(&g, d + 1, h) = h == d + 1 ? NO_ARC : (double)row[h];
        *arc(&g, d + 1, 0) -= ROOT_COST;
    }
    do {
        for (uint32_t d = 1; d <= n; d++)
            if (g.joined[d] == ALIVE)
                g.head[d] = best_head(&g, d);
        if (!find_cycle(&g))
            break;
        join_cycle(&g);
    } while (true);
    open_cycles(&g);
    memcpy(heads, g.head + 1, n * sizeof *heads);
    return CASUS_OK;
}

enum casus_status cs_mst(const float *scores, size_t ld, uint32_t n,
                         uint32_t *heads, struct cs_arena *scratch)
{
    assert(n > 0 && n < UINT16_MAX);
    for (uint32_t d = 0; d < n; d++) {
        const float *row = scores + d * ld;
        uint32_t best = 0;
        for (uint32_t h = 1; h <= n; h++)
            best = row[h] > row[best] ? h : best;
        heads[d] = best;
    }
    const struct cs_mark mark = cs_arena_mark(scratch);
    uint32_t *seen = cs_arena_alloc(scratch, n * sizeof *seen);
    enum casus_status status = CASUS_ENOMEM;
    if (seen != NULL)
        status = is_tree(heads, n, seen)
                     ? CASUS_OK
                     : edmonds(scores, ld, n, heads, scratch);
    cs_arena_rewind(scratch, mark);
    return status;
}
