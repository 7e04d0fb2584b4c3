/* test_lexicon.c - lexicon files: what they give, and every kind of mistake
 * named with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "meaning/lexicon.h"

static char root[] = "/tmp/casus-lexicon-XXXXXX";

static void write_file(const char *sub, const char *text)
{
    char path[128];
    (void)snprintf(path, sizeof path, "%s/%s", root, sub);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fputs(text, f) >= 0, 1);
    assert_int_equal(fclose(f), 0);
}

static int make_folders(void **state)
{
    static const char *const subs[] = { "events", "actors", "cues" };
    (void)state;
    if (mkdtemp(root) == NULL)
        return -1;
    for (int i = 0; i < 3; i++) {
        char path[128];
        (void)snprintf(path, sizeof path, "%s/%s", root, subs[i]);
        if (mkdir(path, 0700) != 0)
            return -1;
    }
    return 0;
}

static int remove_folders(void **state)
{
    static const char *const paths[] = { "events/e.txt", "actors/a.txt",
                                         "cues/c.txt", "events", "actors",
                                         "cues", "" };
    (void)state;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        char path[128];
        (void)snprintf(path, sizeof path, "%s/%s", root, paths[i]);
        (void)remove(path);
    }
    return 0;
}

static const char good[] =
    "# comment\n"
    "class arms: gun; car bomb; @blades\n"
    "class blades: knife; axe  # inline comment\n"
    "frame assault.shoot\n"
    "type: ASSAULT\n"
    "mode: firearms\n"
    "cameo: 190\n"
    "context: military; terrorism\n"
    "verb: shoot; gun down;\n"
    "  open fire\n"
    "noun: shooting; exchange of fire\n"
    "recipient: obj; at\n"
    "need: obj person | at any\n"
    "not: obj @arms\n"
    "counts: killed\n"
    "rank: -2\n"
    "frame protest.march\n"
    "noun: protest march\n"
    "actor: by; poss\n";

static uint32_t word(const struct cs_lexicon *lex, const char *text)
{
    return cs_lexicon_word(lex, cs_str_of(text));
}

static void reads_a_good_file(void **state)
{
    (void)state;
    write_file("events/e.txt", good);
    write_file("actors/a.txt",
               "actor IRQ\nname: Iraq; Republic of Iraq\ndemonym: Iraqi\n"
               "actor ---REB armed_group\nname: Islamic State\nacronym: IS\n"
               "agent COP person: police officer\n");
    write_file("cues/c.txt", "cue says verb: say; point out\n"
                             "status planned verb: plan\n"
                             "negation: not; n't\n"
                             "support actor: carry out\n");
    struct cs_lexicon *lex = NULL;
    struct casus_error err = { CASUS_OK, 0, "" };
    assert_int_equal(cs_lexicon_load(root, NULL, NULL, NULL, &lex, &err),
                     CASUS_OK);
    assert_int_equal(lex->n_frames, 2);
    const struct cs_frame *f = &lex->frames[0];
    assert_int_equal(f->type, CS_ASSAULT);
    assert_true(cs_str_is(f->mode, "firearms"));
    assert_string_equal(f->cameo, "190");
    assert_int_equal(f->counts, CS_COUNTS_KILLED);
    assert_int_equal(f->rank, -2);
    assert_int_equal(f->n_conditions, 3);
    /* One group of two alternatives, one by itself. */
    const struct cs_condition *c = lex->conditions + f->conditions_at;
    assert_int_equal(c[0].group, c[1].group);
    assert_int_not_equal(c[1].group, c[2].group);
    assert_true(c[2].not_this);
    /* Verbs as said; nouns get the preposition before their defaults. */
    assert_int_equal(f->recipient[0].n, 2);
    assert_int_equal(f->recipient[0].slot[0].kind, CS_SLOT_OBJ);
    assert_int_equal(f->recipient[1].slot[0].kind, CS_SLOT_PREP);
    assert_int_equal(f->recipient[1].slot[0].word, word(lex, "at"));
    /* A frame without verbs: its line holds for the nouns. */
    assert_int_equal(lex->frames[1].type, CS_PROTEST);
    assert_int_equal(lex->frames[1].actor[1].n, 2);
    /* Classes within classes, entries of several words. */
    const uint32_t arms = cs_lexicon_class(lex, "arms");
    assert_true(cs_lexicon_in(lex, word(lex, "axe"), arms));
    assert_true(cs_lexicon_in(lex, word(lex, "car bomb"), arms));
    assert_false(cs_lexicon_in(lex, word(lex, "bomb"), arms));
    /* The head of "exchange of fire" is "exchange". */
    const struct cs_word *w = &lex->words[word(lex, "exchange")];
    assert_int_equal(w->patterns_e - w->patterns_b, 1);
    assert_int_equal(lex->patterns[w->patterns_b].n_words, 3);
    assert_int_equal(lex->n_actors, 2);
    const struct cs_word *republic = &lex->words[word(lex, "republic")];
    assert_int_equal(republic->names_e - republic->names_b, 1);
    assert_true(cs_str_is(lex->actors[0].name, "Iraq"));
    cs_lexicon_free(lex);
}

static const struct {
    const char *text;
    uint32_t line, column;
} wrong[] = {
    { "frame assault.x\ntype: PICNIC\n", 2, 7 },
    { "frame picnic.x\n", 1, 7 },
    { "frame assault.x\nmode: demo\n", 2, 7 },
    { "frame assault.x\ncameo: 19x\n", 2, 8 },
    { "frame assault.x\ncontext: military; weather\n", 2, 20 },
    { "frame assault.x\nverb: hit; ; beat\n", 2, 11 },
    { "frame assault.x\nverb:\n", 2, 6 },
    { "frame assault.x\nneed: obj\n", 2, 10 },
    { "frame assault.x\nneed: obj green\n", 2, 11 },
    { "frame assault.x\nneed: obj \"gun\n", 2, 11 },
    { "frame assault.x\nrank: high\n", 2, 7 },
    { "frame assault.x\nyields: maybe\n", 2, 9 },
    { "frame assault.x\nstatus: sure\n", 2, 9 },
    { "frame assault.x\ncolour: red\n", 2, 1 },
    { "verb: hit\n", 1, 1 },
    { "frame assault.x\nhit\n", 2, 1 },
};

struct first {
    uint32_t n, line, column;
};

static void note(void *context, const struct cs_lexicon_mistake *m)
{
    struct first *f = context;
    if (f->n++ == 0) {
        f->line = m->line;
        f->column = m->column;
    }
}

static void names_the_place_of_mistakes(void **state)
{
    (void)state;
    write_file("actors/a.txt", "");
    write_file("cues/c.txt", "");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char text[512];
        struct first f = { 0, 0, 0 };
        struct cs_lexicon *lex = NULL;
        struct casus_error err = { CASUS_OK, 0, "" };
        (void)snprintf(text, sizeof text, "%sframe aid.ok\nverb: help\n",
                       wrong[i].text);
        write_file("events/e.txt", text);
        assert_int_equal(cs_lexicon_load(root, NULL, note, &f, &lex, &err),
                         CASUS_ELEXICON);
        if (f.n == 0 || f.line != wrong[i].line ||
            f.column != wrong[i].column)
            print_message("case %zu: %u mistakes, first at %u:%u\n%s", i, f.n,
                          f.line, f.column, wrong[i].text);
        assert_int_equal(f.line, wrong[i].line);
        assert_int_equal(f.column, wrong[i].column);
        cs_lexicon_free(lex);
        /* Without a reporter the first goes into the error. */
        assert_int_equal(cs_lexicon_load(root, NULL, NULL, NULL, &lex, &err),
                         CASUS_ELEXICON);
        assert_non_null(strstr(err.message, "events/e.txt:"));
    }
}

static void refuses_an_empty_folder(void **state)
{
    (void)state;
    struct cs_lexicon *lex = NULL;
    struct casus_error err = { CASUS_OK, 0, "" };
    assert_int_equal(cs_lexicon_load("/nonexistent", NULL, NULL, NULL, &lex,
                                     &err),
                     CASUS_EIO);
    assert_null(lex);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_good_file),
        cmocka_unit_test(names_the_place_of_mistakes),
        cmocka_unit_test(refuses_an_empty_folder),
    };
    return cmocka_run_group_tests(tests, make_folders, remove_folders);
}
