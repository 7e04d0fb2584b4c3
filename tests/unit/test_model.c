/* test_model.c - the text model: file checks, agreement with what PyTorch
 * computed (models/fast.ref), trees, name paths, long and hostile input.
 *
 * Run from the top of the source tree, as `make check` does. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/kern.h"
#include "text/analyse.h"
#include "text/form.h"
#include "text/heads.h"
#include "text/mst.h"
#include "text/names.h"
#include "text/recall.h"

static const char model_path[] = "models/fast.casus";
static const char reference_path[] = "models/fast.ref";

static struct cs_model *model;
static struct cs_weights reference;

static int open_model(void **state)
{
    (void)state;
    struct casus_error err;
    if (cs_model_open(model_path, &model, &err) != CASUS_OK ||
        cs_weights_open(reference_path, &reference, &err) != CASUS_OK) {
        print_error("%s\n", err.message);
        return -1;
    }
    return 0;
}

static int close_model(void **state)
{
    (void)state;
    cs_weights_close(&reference);
    cs_model_close(model);
    return 0;
}

static const void *ref(const char *name, enum cs_array_type type)
{
    const void *out = NULL;
    const uint32_t any[4] = { 0 };
    struct casus_error err;
    assert_int_equal(
        cs_weights_get(&reference, name, type, any, &out, NULL, &err),
        CASUS_OK);
    return out;
}

/* A document of one block, its sentences given as forms one after another,
 * each NUL-terminated, and their lengths. */
static void fill(struct cs_doc *doc, const char *forms, const uint32_t *lengths,
                 uint32_t n)
{
    size_t room = 0;
    const char *p = forms;
    for (uint32_t s = 0; s < n; s++)
        for (uint32_t i = 0; i < lengths[s]; i++) {
            room += strlen(p) + 1;
            p += strlen(p) + 1;
        }
    char *text = cs_arena_alloc(doc->arena, room + 1);
    assert_non_null(text);
    size_t at = 0;
    p = forms;
    for (uint32_t s = 0; s < n; s++) {
        struct cs_sentence *sent = CS_PUSH(doc, sentences);
        sent->tok_b = doc->n_tokens;
        for (uint32_t i = 0; i < lengths[s]; i++) {
            struct cs_token *t = CS_PUSH(doc, tokens);
            const size_t size = strlen(p);
            t->span = (struct cs_span){ (uint32_t)at, (uint32_t)(at + size) };
            t->sentence = s;
            memcpy(text + at, p, size);
            text[at + size] = ' ';
            at += size + 1;
            p += size + 1;
        }
        sent->tok_e = doc->n_tokens;
    }
    doc->text = (struct cs_str){ text, at };
}

/* Largest difference to the reference, by layer. */
enum { LAYERS = 11 };

struct watch {
    const struct cs_doc *doc;
    size_t at[LAYERS]; /* times seen of each layer */
    size_t arcs_at;    /* scores seen */
    size_t window;     /* number of the window whose arcs come next */
    const uint32_t *lengths;
};

/* Differences of one layer to the reference. Where two float sums differ in
 * their last bit, a whole number of the next layer may fall to the other side,
 * and the rest of the sentence hears of it: so the differences are small on
 * the whole, and none is large. */
struct gap {
    double square, reference; /* sums of squares */
    double most;
    size_t n;
};

static void add_gap(struct gap *g, float got, float want)
{
    const double d = (double)got - (double)want;
    g->square += d * d;
    g->reference += (double)want * (double)want;
    g->most = fmax(g->most, fabs(d) / (1.0 + fabs((double)want)));
    g->n++;
}

static void close_to(const char *name, const struct gap *g)
{
    assert_true(g->n > 0);
    const double part = sqrt(g->square / g->reference);
    if (part > 0.02 || g->most > 0.25)
        fail_msg("%s: off by %.4f of its size, at most by %.4f", name, part,
                 g->most);
}

static void watch_arcs(struct watch *w, const float *x, size_t ld, size_t width)
{
    const float *want = ref("ref.arcs", CS_ARRAY_F32);
    const size_t n = w->lengths[w->window++];
    assert_int_equal(width, n + 1);
    struct gap gap = { 0 };
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < width; j++, w->arcs_at++)
            if (j != i + 1)
                add_gap(&gap, x[i * ld + j], want[w->arcs_at]);
    close_to("arcs", &gap);
}

static void watch_layer(void *arg, const char *name, const float *x, size_t ld,
                        size_t rows, size_t width)
{
    (void)rows;
    static const char *const layers[LAYERS] = {
        "form", "lift", "conv", "sru1",         "attn",
        "sru2", "sru3", "vec",  "triggers.sru1",
        "triggers.sru2", "triggers"
    };
    struct watch *w = arg;
    if (strcmp(name, "arcs") == 0) {
        watch_arcs(w, x, ld, width);
        return;
    }
    for (size_t l = 0; l < LAYERS; l++) {
        if (strcmp(name, layers[l]) != 0)
            continue;
        char full[32];
        (void)snprintf(full, sizeof full, "ref.%s", name);
        const float *want = ref(full, CS_ARRAY_F32);
        /* The document is one chunk: tests/unit keeps it that small. */
        struct gap gap = { 0 };
        for (size_t i = 0; i < w->doc->n_tokens; i++)
            for (size_t j = 0; j < width; j++)
                add_gap(&gap, x[i * ld + j], want[i * width + j]);
        close_to(name, &gap);
        w->at[l]++;
    }
}

static void agrees_with_pytorch(void **state)
{
    (void)state;
    const uint32_t *lengths = ref("lengths", CS_ARRAY_U32);
    const void *unused;
    uint32_t shape[4];
    struct casus_error err;
    assert_int_equal(cs_weights_get(&reference, "lengths", CS_ARRAY_U32,
                                    (const uint32_t[4]){ 0 }, &unused, shape,
                                    &err),
                     CASUS_OK);
    struct cs_doc doc = { .arena = cs_arena_new((size_t)64 << 20) };
    fill(&doc, ref("forms", CS_ARRAY_U8), lengths, shape[0]);
    struct watch w = { .doc = &doc, .lengths = lengths };
    const struct cs_trace trace = { watch_layer, &w };
    assert_int_equal(cs_text_analyse_traced(model, &doc, &trace, &err),
                     CASUS_OK);
    for (int l = 0; l < LAYERS; l++)
        assert_int_equal(w.at[l], 1);
    const uint32_t *head = ref("out.head", CS_ARRAY_U32);
    const uint32_t *rel = ref("out.rel", CS_ARRAY_U32);
    const uint32_t *upos = ref("out.upos", CS_ARRAY_U32);
    const uint32_t *class = ref("out.feats", CS_ARRAY_U32);
    const uint32_t *name = ref("out.name", CS_ARRAY_U32);
    const uint32_t *mention = ref("out.mention", CS_ARRAY_U32);
    const char *lemma = ref("out.lemma", CS_ARRAY_U8);
    for (uint32_t i = 0; i < doc.n_tokens; i++) {
        const struct cs_token *t = &doc.tokens[i];
        const uint32_t first = doc.sentences[t->sentence].tok_b;
        const uint32_t h = t->head == CS_NONE ? 0 : t->head - first + 1;
        assert_int_equal(h, head[i]);
        assert_int_equal(t->deprel, model->rel[rel[i]]);
        assert_int_equal(t->upos, model->upos[upos[i]]);
        assert_true(cs_str_eq(t->feats, model->class[class[i]].feats));
        assert_int_equal(t->name, name[i] == 0 ? 0 : (name[i] - 1) / 4 + 1);
        assert_int_equal(t->described_begins,
                         mention[i] != 0 && ((mention[i] - 1) % 4 == 0 ||
                                             (mention[i] - 1) % 4 == 3));
        assert_int_equal(t->described != 0, mention[i] != 0);
        assert_true(cs_str_is(t->lemma, lemma));
        lemma += strlen(lemma) + 1;
    }
    cs_arena_free(doc.arena);
}

/* Every variant of the kernels, the same document: the same vectors. */
static void kernels_agree(void **state)
{
    (void)state;
    const char forms[] = "Two\0bombs\0hit\0Karvela\0.\0Nobody\0was\0hurt\0.";
    const uint32_t lengths[2] = { 5, 4 };
    float first[9 * CS_TEXT_WIDTH];
    for (unsigned k = 0; cs_kern_at(k) != NULL; k++) {
        struct casus_error err;
        assert_int_equal(cs_kern_select(cs_kern_at(k)->name, &err), CASUS_OK);
        struct cs_doc doc = { .arena = cs_arena_new((size_t)64 << 20),
                              .vector_dim = CS_TEXT_WIDTH };
        fill(&doc, forms, lengths, 2);
        assert_int_equal(cs_text_analyse(model, &doc, &err), CASUS_OK);
        assert_non_null(doc.vectors);
        if (k == 0)
            memcpy(first, doc.vectors, sizeof first);
        assert_memory_equal(first, doc.vectors, sizeof first);
        cs_arena_free(doc.arena);
    }
    (void)cs_kern_select(NULL, NULL);
}

/* What is recalled of a form is what would be worked out: the same vectors
 * without memory, with it, and when all is known. */
static void recalled_forms_are_the_same(void **state)
{
    (void)state;
    static char forms[] =
        "Two\0bombs\0hit\0Karvela\0.\0"
        "Two\0men\0of\0thirty-one-letters-and-a-half-or-more\0hit\0bombs\0.";
    const uint32_t lengths[2] = { 5, 7 };
    float first[12 * CS_TEXT_WIDTH];
    struct cs_recall *recall = cs_recall_new();
    assert_non_null(recall);
    for (int round = 0; round < 3; round++) {
        struct casus_error err;
        struct cs_doc doc = { .arena = cs_arena_new((size_t)64 << 20),
                              .recall = round == 0 ? NULL : recall,
                              .vector_dim = CS_TEXT_WIDTH };
        fill(&doc, forms, lengths, 2);
        assert_int_equal(cs_text_analyse(model, &doc, &err), CASUS_OK);
        if (round == 0)
            memcpy(first, doc.vectors, sizeof first);
        assert_memory_equal(first, doc.vectors, sizeof first);
        cs_arena_free(doc.arena);
    }
    const struct cs_recalled *slot =
        cs_recall_slot(recall, model, cs_str_of("Karvela"));
    assert_non_null(slot);
    assert_int_equal(slot->n, 7);
    assert_null(cs_recall_slot(
        recall, model, cs_str_of("thirty-one-letters-and-a-half-or-more")));
    cs_recall_free(recall);
}

/* 1,300 words without a stop: windows, tied to one tree; and a small cap. */
static void long_sentence(void **state)
{
    (void)state;
    enum { N = 1300 };
    static char forms[N * 9];
    size_t at = 0;
    for (int i = 0; i < N; i++) {
        memcpy(forms + at, i % 3 == 0 ? "soldiers" : "marching", 9);
        at += 9;
    }
    const uint32_t lengths[1] = { N };
    struct casus_error err;
    struct cs_doc doc = { .arena = cs_arena_new((size_t)64 << 20) };
    fill(&doc, forms, lengths, 1);
    assert_int_equal(cs_text_analyse(model, &doc, &err), CASUS_OK);
    uint32_t roots = 0;
    for (uint32_t i = 0; i < N; i++) {
        roots += doc.tokens[i].head == CS_NONE;
        uint32_t v = i, steps = 0;
        while (v != CS_NONE && steps <= N) {
            v = doc.tokens[v].head;
            steps++;
        }
        assert_in_range(steps, 1, N);
    }
    assert_int_equal(roots, 1);
    cs_arena_free(doc.arena);

    doc = (struct cs_doc){ .arena = cs_arena_new((size_t)1 << 20) };
    fill(&doc, forms, lengths, 1);
    assert_int_equal(cs_text_analyse(model, &doc, &err), CASUS_ENOMEM);
    cs_arena_free(doc.arena);
}

/* Forms of one letter, of thousands, of odd scripts, and no text at all. */
static void odd_forms(void **state)
{
    (void)state;
    enum { LONG = 5000 };
    static char forms[LONG + 64];
    memset(forms, 'Z', LONG);
    memcpy(forms + LONG,
           "\0.\0\xc5\xb8\0\xe6\x97\xa5\xe6\x9c\xac\0"
           "\xf0\x9f\x94\xa5\0\xef\xbf\xbd\0'",
           24);
    const uint32_t lengths[1] = { 7 };
    struct casus_error err;
    struct cs_doc doc = { .arena = cs_arena_new((size_t)64 << 20) };
    assert_int_equal(cs_text_analyse(model, &doc, &err), CASUS_OK);
    fill(&doc, forms, lengths, 1);
    assert_int_equal(cs_text_analyse(model, &doc, &err), CASUS_OK);
    for (uint32_t i = 0; i < doc.n_tokens; i++)
        assert_true(doc.tokens[i].lemma.n > 0);
    cs_arena_free(doc.arena);
}

static double tree_score(const float *s, size_t ld, uint32_t n,
                         const uint32_t *heads)
{
    double sum = 0.0;
    uint32_t roots = 0;
    for (uint32_t d = 0; d < n; d++) {
        uint32_t v = d, steps = 0;
        roots += heads[d] == 0;
        while (heads[v] != 0 && steps++ < n)
            v = heads[v] - 1;
        if (heads[v] != 0)
            return -INFINITY;
        sum += (double)s[d * ld + heads[d]];
    }
    return roots == 1 ? sum : -INFINITY;
}

/* Against all assignments of heads to up to five words. */
static void mst_is_best(void **state)
{
    (void)state;
    enum { LD = 16 };
    struct cs_arena *a = cs_arena_new(1 << 22);
    uint32_t seed = 7;
    for (int round = 0; round < 400; round++) {
        const uint32_t n = 1 + (uint32_t)round % 5;
        float s[5 * LD] = { 0 };
        for (uint32_t d = 0; d < n; d++)
            for (uint32_t h = 0; h <= n; h++) {
                seed = seed * 1664525U + 1013904223U;
                s[d * LD + h] =
                    h == d + 1 ? -1e9F : (float)(seed >> 20) / 256.0F;
            }
        double best = -INFINITY;
        uint32_t heads[5] = { 0 };
        for (uint32_t code = 0; code < 7776; code++) {
            uint32_t c = code;
            bool valid = true;
            for (uint32_t d = 0; d < n; d++, c /= 6) {
                heads[d] = c % 6;
                valid = valid && heads[d] <= n && heads[d] != d + 1;
            }
            const double score =
                valid && c == 0 ? tree_score(s, LD, n, heads) : -INFINITY;
            best = score > best ? score : best;
        }
        assert_int_equal(cs_mst(s, LD, n, heads, a), CASUS_OK);
        assert_true(fabs(tree_score(s, LD, n, heads) - best) < 1e-3);
    }
    cs_arena_free(a);
}

/* A thousand words that each want their neighbour: many cycles. */
static void mst_of_cycles(void **state)
{
    (void)state;
    enum { N = 500, LD = 512 };
    struct cs_arena *a = cs_arena_new((size_t)64 << 20);
    float *s = cs_arena_zalloc(a, sizeof(float) * N * LD);
    uint32_t heads[N];
    for (uint32_t d = 0; d < N; d++) {
        s[d * LD + 1 + d] = -1e9F;
        s[d * LD + 1 + (d ^ 1U)] = 5.0F;
        s[d * LD + 1 + ((d / 2) ^ 1U) * 2] += 1.0F;
    }
    assert_int_equal(cs_mst(s, LD, N, heads, a), CASUS_OK);
    assert_true(tree_score(s, LD, N, heads) > 0.0);
    cs_arena_free(a);
}

static void span_paths_are_legal(void **state)
{
    (void)state;
    static const struct {
        uint32_t likes[3]; /* tag of the highest score, by token */
        uint8_t want[3];
    } rows[] = {
        { { 0, 0, 0 }, { 0, 0, 0 } },
        { { 1, 2, 3 }, { 1, 2, 3 } }, /* B I E */
        { { 4, 0, 8 }, { 4, 0, 8 } }, /* S O S */
        { { 1, 7, 0 }, { 1, 3, 0 } }, /* E of the other kind: mended */
    };
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        float s[3 * CS_TEXT_NAMES] = { 0 };
        uint8_t back[3 * CS_TEXT_NAMES], tags[3];
        for (int i = 0; i < 3; i++)
            s[i * CS_TEXT_NAMES + (int)rows[r].likes[i]] = 3.0F - (float)i;
        cs_span_path(s, CS_TEXT_NAMES, 3, CS_TEXT_NAMES, back, tags);
        for (int i = 0; i < 3; i++)
            assert_int_equal(tags[i], rows[r].want[i]);
    }
}

/* A wording's names get the kind that most of them have; others stay. */
static void names_agree(void **state)
{
    (void)state;
    static const char forms[] =
        "Ardel\0fell\0.\0Ardel\0Ardel\0Tolen\0.\0Ardel\0Mira\0Tolen\0"
        "Tolen\0.";
    const uint32_t lengths[3] = { 3, 4, 5 };
    struct cs_doc doc = { .arena = cs_arena_new((size_t)4 << 20) };
    assert_int_equal(cs_names_agree(&doc), CASUS_OK);
    fill(&doc, forms, lengths, 3);
    static const uint8_t kinds[12] = { CS_NAME_LOC, 0,           0,
                                       CS_NAME_ORG, CS_NAME_LOC, CS_NAME_PER,
                                       0,           CS_NAME_LOC, CS_NAME_PER,
                                       CS_NAME_PER, CS_NAME_ORG, 0 };
    for (int i = 0; i < 12; i++) {
        doc.tokens[i].name = kinds[i];
        doc.tokens[i].name_begins = kinds[i] != 0 && i != 9;
    }
    assert_int_equal(cs_names_agree(&doc), CASUS_OK);
    assert_int_equal(doc.tokens[3].name, CS_NAME_LOC); /* three to one */
    assert_true(doc.tokens[3].name_begins);
    assert_true(doc.tokens[4].name_begins);
    assert_int_equal(doc.tokens[5].name, CS_NAME_PER); /* one to one */
    assert_int_equal(doc.tokens[10].name, CS_NAME_ORG);
    assert_int_equal(doc.tokens[9].name, CS_NAME_PER); /* another wording */
    assert_false(doc.tokens[9].name_begins);
    cs_arena_free(doc.arena);
}

static void write_bytes(const char *path, const unsigned char *p, size_t n)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(p, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

/* Cut, changed and foreign files are refused, never read past their end. */
static void damaged_files(void **state)
{
    (void)state;
    char path[] = "test_model.XXXXXX";
    const int fd = mkstemp(path);
    assert_true(fd >= 0);
    (void)close(fd);
    const size_t size = reference.size;
    unsigned char *bytes = malloc(size);
    assert_non_null(bytes);
    struct cs_weights w;
    struct cs_model *m;
    struct casus_error err;
    static const size_t spots[] = { 0, 8, 12, 16, 24, 70, 130, 100000 };
    for (size_t i = 0; i < sizeof spots / sizeof *spots; i++) {
        memcpy(bytes, reference.data, size);
        bytes[spots[i]] ^= 0x41;
        write_bytes(path, bytes, size);
        assert_int_equal(cs_weights_open(path, &w, &err), CASUS_EMODEL);
    }
    static const size_t cuts[] = { 0, 1, 63, 64, 200, 100000 };
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        write_bytes(path, reference.data, cuts[i]);
        assert_int_equal(cs_weights_open(path, &w, &err), CASUS_EMODEL);
    }
    /* Sound as a file, but no model. */
    assert_int_equal(cs_model_open(reference_path, &m, &err), CASUS_EMODEL);
    assert_int_equal(cs_model_open("no/such/file", &m, &err), CASUS_EIO);
    free(bytes);
    (void)unlink(path);
}

static void lower_case(void **state)
{
    (void)state;
    static const struct {
        uint32_t c, lower;
        int kind;
    } rows[] = {
        { 'A', 'a', 1 },     { 'z', 'z', -1 },     { '1', '1', 0 },
        { 0xc9, 0xe9, 1 },   { 0xd7, 0xd7, 0 },    { 0xf7, 0xf7, 0 },
        { 0x130, 0x130, 0 }, { 0x131, 0x131, -1 }, { 0x139, 0x13a, 1 },
        { 0x14a, 0x14b, 1 }, { 0x178, 0xff, 1 },   { 0x17d, 0x17e, 1 },
        { 0x3a9, 0x3a9, 0 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(cs_form_lower(rows[i].c), rows[i].lower);
        assert_int_equal(cs_form_case(rows[i].c), rows[i].kind);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_pytorch),
        cmocka_unit_test(kernels_agree),
        cmocka_unit_test(recalled_forms_are_the_same),
        cmocka_unit_test(long_sentence),
        cmocka_unit_test(odd_forms),
        cmocka_unit_test(mst_is_best),
        cmocka_unit_test(mst_of_cycles),
        cmocka_unit_test(span_paths_are_legal),
        cmocka_unit_test(names_agree),
        cmocka_unit_test(damaged_files),
        cmocka_unit_test(lower_case),
    };
    return cmocka_run_group_tests_name("model", tests, open_model, close_model);
}
