/* lexicon.c - reads the text files and compiles them.
 *
 * One file at a time goes through three views: its bytes with comments blanked
 * out (so that positions hold), logical lines "key: value" (a line that begins
 * with white space continues the one before), and list items. A block word
 * (frame, actor) opens a block; the keys after it belong to it. When all files
 * are read, patterns and names are sorted and each word gets its ranges. */
#include "meaning/lexicon.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/day.h"
#include "meaning/spelling.h"

enum { LEXICON_CAP = 64 << 20, FILE_CAP = 16 << 20, MAX_WORDS = 12 };

/* The file being read, and where mistakes go. */
struct reading {
    struct cs_lexicon *lex;
    struct cs_str name; /* path, for messages */
    struct cs_str text; /* comments blanked */
    cs_mistake_fn *report;
    void *context;
    struct casus_error *err;
    uint32_t mistakes;
    uint32_t frame, actor; /* open block, CS_NONE */
    uint32_t next_group;
    /* What the open frame has said so far. */
    bool has_verb, has_noun;
    bool any_word;              /* the open frame says so */
    const char *frame_name;     /* where its name stands */
    bool said[2], said_noun[2]; /* [0] actor, [1] recipient */
    bool out_of_memory;
};

static void mistake(struct reading *r, const char *at, const char *message)
{
    struct cs_lexicon_mistake m = { r->name, 1, 1, message };
    for (const char *p = r->text.p; p < at; p++) {
        if (*p == '\n') {
            m.line++;
            m.column = 1;
        } else {
            m.column++;
        }
    }
    r->mistakes++;
    if (r->report != NULL) {
        r->report(r->context, &m);
    } else if (r->mistakes == 1) {
        (void)cs_fail(r->err, CASUS_ELEXICON, m.line, "%.*s:%u:%u: %s",
                      (int)m.file.n, m.file.p, (unsigned)m.line,
                      (unsigned)m.column, message);
    }
}

/* --- words ------------------------------------------------------------- */

static uint32_t *slot_of(const struct cs_lexicon *lex, struct cs_str word)
{
    uint32_t i = (uint32_t)cs_hash(word, 0) & (lex->n_slots - 1);
    while (lex->slots[i] != 0 &&
           !cs_str_eq(lex->words[lex->slots[i]].text, word))
        i = (i + 1) & (lex->n_slots - 1);
    return &lex->slots[i];
}

uint32_t cs_lexicon_word(const struct cs_lexicon *lex, struct cs_str word)
{
    return *slot_of(lex, word);
}

static bool grow_slots(struct cs_lexicon *lex)
{
    const uint32_t n = lex->n_slots == 0 ? 1 << 15 : lex->n_slots * 2;
    uint32_t *slots = cs_arena_zalloc(lex->memory, n * sizeof *slots);
    if (slots == NULL)
        return false;
    lex->slots = slots;
    lex->n_slots = n;
    for (uint32_t w = 1; w < lex->n_words; w++)
        *slot_of(lex, lex->words[w].text) = w;
    return true;
}

#define LEX_PUSH(lex, layer)                                                   \
    cs_arena_push((lex)->memory, &(lex)->layer, &(lex)->n_##layer,             \
                  &(lex)->cap_##layer, sizeof *(lex)->layer)

/* Number of a word, lower-cased and made known. 0 when memory ends. */
static uint32_t intern(struct reading *r, struct cs_str word)
{
    struct cs_lexicon *lex = r->lex;
    char *lower = cs_arena_alloc(lex->memory, word.n + 1);
    if (lower == NULL) {
        r->out_of_memory = true;
        return 0;
    }
    cs_lower_bytes(lower, word.p, word.n);
    const struct cs_str text = { lower, word.n };
    uint32_t *slot = slot_of(lex, text);
    if (*slot != 0)
        return *slot;
    struct cs_word *w = LEX_PUSH(lex, words);
    if (w == NULL) {
        r->out_of_memory = true;
        return 0;
    }
    w->text = text;
    *slot = lex->n_words - 1;
    const uint32_t number = *slot;
    if (lex->n_words * 2 > lex->n_slots && !grow_slots(lex))
        r->out_of_memory = true;
    return number;
}

/* Cut a phrase as the tokeniser does: at spaces and hyphens, and before a
 * possessive 's; hyphens themselves are left out, since matching passes over
 * them. Returns the number of words, 0 for an empty phrase or too many. */
static uint32_t cut_words(struct cs_str phrase, struct cs_str out[MAX_WORDS])
{
    uint32_t n = 0;
    size_t i = 0;
    while (i < phrase.n) {
        while (i < phrase.n &&
               (cs_ascii_space(phrase.p[i]) || phrase.p[i] == '-'))
            i++;
        size_t e = i;
        while (e < phrase.n && !cs_ascii_space(phrase.p[e]) &&
               phrase.p[e] != '-' &&
               !(e > i && phrase.p[e] == '\'' &&
                 ((e + 2 == phrase.n && phrase.p[e + 1] == 's') ||
                  (e + 2 < phrase.n && phrase.p[e + 1] == 's' &&
                   (phrase.p[e + 2] == ' ' || phrase.p[e + 2] == '-')))))
            e++;
        if (e > i) {
            if (n == MAX_WORDS)
                return 0;
            out[n++] = cs_str_sub(phrase, i, e);
        }
        i = e;
        if (i < phrase.n && phrase.p[i] == '\'') {
            if (n == MAX_WORDS)
                return 0;
            out[n++] = cs_str_sub(phrase, i, i + 2);
            i += 2;
        }
    }
    return n;
}

/* Intern the words of a phrase. False after a mistake. */
static bool put_words(struct reading *r, struct cs_str phrase, uint32_t *at,
                      uint32_t *n)
{
    struct cs_str words[MAX_WORDS];
    *n = cut_words(phrase, words);
    if (*n == 0) {
        mistake(r, phrase.p, "a phrase of 1 to 12 words is needed here");
        return false;
    }
    *at = r->lex->n_pattern_words;
    for (uint32_t i = 0; i < *n; i++) {
        const uint32_t w = intern(r, words[i]);
        uint32_t *slot = LEX_PUSH(r->lex, pattern_words);
        if (slot == NULL) {
            r->out_of_memory = true;
            return false;
        }
        *slot = w;
    }
    return true;
}

static uint8_t phrase_head(const struct cs_lexicon *lex, uint32_t at,
                           uint32_t n, enum cs_pattern_pos pos)
{
    static const char *const prepositions[] = { "of", "for",  "on",      "in",
                                                "to", "with", "against", "at",
                                                "by", "from" };
    if (pos != CS_POS_NOUN)
        return 0;
    for (uint32_t i = 1; i < n; i++) {
        const struct cs_str word = lex->words[lex->pattern_words[at + i]].text;
        for (size_t k = 0; k < sizeof prepositions / sizeof *prepositions;
             k++) {
            if (cs_str_is(word, prepositions[k]))
                return (uint8_t)(i - 1);
        }
    }
    return (uint8_t)(n - 1);
}

static void put_pattern(struct reading *r, struct cs_str phrase,
                        enum cs_pattern_kind kind, enum cs_pattern_pos pos,
                        uint32_t value)
{
    uint32_t at, n;
    if (!put_words(r, phrase, &at, &n))
        return;
    struct cs_pattern *p = LEX_PUSH(r->lex, patterns);
    if (p == NULL) {
        r->out_of_memory = true;
        return;
    }
    *p = (struct cs_pattern){ .words_at = at,
                              .n_words = n,
                              .value = value,
                              .kind = (uint8_t)kind,
                              .pos = (uint8_t)pos,
                              .head = phrase_head(r->lex, at, n, pos) };
}

/* Cut the next item off a `;` list. An empty item is a mistake, but for one
 * after the last separator. */
static bool next_item(struct reading *r, struct cs_str *rest,
                      struct cs_str *item)
{
    while (rest->p != NULL) {
        const char *at = rest->p;
        if (!cs_str_next(rest, ';', item))
            return false;
        if (item->n > 0)
            return true;
        if (rest->p != NULL)
            mistake(r, at, "empty item in a list");
    }
    return false;
}

static void put_list(struct reading *r, struct cs_str list,
                     enum cs_pattern_kind kind, enum cs_pattern_pos pos,
                     uint32_t value)
{
    struct cs_str item;
    if (list.n == 0)
        mistake(r, list.p, "a list is needed after the colon");
    while (list.n > 0 && next_item(r, &list, &item))
        put_pattern(r, item, kind, pos, value);
}

/* --- classes ------------------------------------------------------------ */

static uint32_t class_number(struct reading *r, struct cs_str name)
{
    struct cs_lexicon *lex = r->lex;
    for (uint32_t i = 0; i < lex->n_class_names; i++) {
        if (cs_str_eq(lex->class_names[i], name))
            return i;
    }
    if (lex->n_class_names == CS_MAX_CLASSES) {
        mistake(r, name.p, "more than 128 word classes");
        return 0;
    }
    struct cs_str *slot = LEX_PUSH(lex, class_names);
    if (slot == NULL) {
        r->out_of_memory = true;
        return 0;
    }
    *slot = cs_arena_str(lex->memory, name);
    return lex->n_class_names - 1;
}

uint32_t cs_lexicon_class(const struct cs_lexicon *lex, const char *name)
{
    for (uint32_t i = 0; i < lex->n_class_names; i++) {
        if (cs_str_is(lex->class_names[i], name))
            return i;
    }
    return CS_NONE;
}

/* A class inside a class is noted as a word "@name" with the outer class's
 * bit; resolve_classes() spreads it once all files are read. */
static void read_class(struct reading *r, struct cs_str name,
                       struct cs_str list)
{
    if (name.n == 0) {
        mistake(r, list.p, "a class needs a name");
        return;
    }
    const uint32_t number = class_number(r, name);
    struct cs_str item;
    while (list.n > 0 && next_item(r, &list, &item)) {
        struct cs_str words[MAX_WORDS];
        const uint32_t n = cut_words(item, words);
        if (n == 0) {
            mistake(r, item.p, "a phrase of 1 to 12 words is needed here");
            continue;
        }
        /* Several words: the whole phrase is one entry, "car bomb", which
         * class tests put together again from the text. */
        char joined[256];
        size_t used = 0;
        for (uint32_t i = 0; i < n; i++) {
            if (used + words[i].n + 1 > sizeof joined)
                break;
            if (i > 0)
                joined[used++] = ' ';
            memcpy(joined + used, words[i].p, words[i].n);
            used += words[i].n;
        }
        const uint32_t w = intern(r, (struct cs_str){ joined, used });
        r->lex->words[w].classes[number >> 6] |= UINT64_C(1) << (number & 63);
    }
}

static void resolve_classes(struct cs_lexicon *lex)
{
    /* Chains of classes are short; three rounds serve three levels. */
    for (int round = 0; round < 3; round++) {
        for (uint32_t c = 0; c < lex->n_class_names; c++) {
            char at[128];
            const struct cs_str name = lex->class_names[c];
            if (name.n + 1 > sizeof at)
                continue;
            at[0] = '@';
            memcpy(at + 1, name.p, name.n);
            const uint32_t inner =
                cs_lexicon_word(lex, (struct cs_str){ at, name.n + 1 });
            if (inner == 0)
                continue;
            for (uint32_t w = 1; w < lex->n_words; w++) {
                if (w != inner && cs_lexicon_in(lex, w, c)) {
                    lex->words[w].classes[0] |= lex->words[inner].classes[0];
                    lex->words[w].classes[1] |= lex->words[inner].classes[1];
                }
            }
        }
    }
}

/* --- frames -------------------------------------------------------------- */

static const struct {
    const char *name;
    enum cs_slot_kind kind;
} slot_names[] = {
    { "none", CS_SLOT_NONE },         { "subj", CS_SLOT_SUBJ },
    { "obj", CS_SLOT_OBJ },           { "iobj", CS_SLOT_IOBJ },
    { "comp", CS_SLOT_COMP },         { "poss", CS_SLOT_POSS },
    { "compound", CS_SLOT_COMPOUND }, { "between", CS_SLOT_BETWEEN },
    { "self", CS_SLOT_SELF },         { "word", CS_SLOT_WORD },
    { "before", CS_SLOT_BEFORE },
};

static struct cs_slot slot_from(struct reading *r, struct cs_str name)
{
    for (size_t i = 0; i < sizeof slot_names / sizeof slot_names[0]; i++) {
        if (cs_str_is(name, slot_names[i].name))
            return (struct cs_slot){ (uint8_t)slot_names[i].kind, 0 };
    }
    for (size_t i = 0; i < name.n; i++) {
        if (!cs_ascii_alpha(name.p[i])) {
            mistake(r, name.p,
                    "not a slot: subj, obj, poss, … or one "
                    "preposition");
            break;
        }
    }
    return (struct cs_slot){ CS_SLOT_PREP, intern(r, name) };
}

static void read_slots(struct reading *r, struct cs_str list,
                       struct cs_slots *out)
{
    struct cs_str item;
    out->n = 0;
    while (next_item(r, &list, &item)) {
        if (out->n == CS_MAX_SLOTS) {
            mistake(r, item.p, "more than 12 slots");
            return;
        }
        const struct cs_slot slot = slot_from(r, item);
        if (slot.kind != CS_SLOT_NONE)
            out->slot[out->n++] = slot;
    }
}

static struct cs_str first_word(struct cs_str *rest)
{
    *rest = cs_str_trim(*rest);
    size_t i = 0;
    while (i < rest->n && !cs_ascii_space(rest->p[i]))
        i++;
    const struct cs_str word = cs_str_sub(*rest, 0, i);
    *rest = cs_str_trim(cs_str_sub(*rest, i, rest->n));
    return word;
}

/* The quoted words of a condition: "minister, coach". */
static bool read_quoted(struct reading *r, struct cs_str test,
                        struct cs_condition *c)
{
    if (test.n < 3 || test.p[test.n - 1] != '"') {
        mistake(r, test.p, "a closing quote is missing");
        return false;
    }
    struct cs_str list = cs_str_sub(test, 1, test.n - 1), item;
    c->test = CS_TEST_WORDS;
    c->words_at = r->lex->n_pattern_words;
    while (cs_str_next(&list, ',', &item)) {
        if (item.n == 0)
            continue;
        const uint32_t w = intern(r, item);
        uint32_t *slot = LEX_PUSH(r->lex, pattern_words);
        if (slot == NULL) {
            r->out_of_memory = true;
            return false;
        }
        *slot = w;
        c->n_words++;
    }
    return true;
}

static void read_condition(struct reading *r, struct cs_str part, bool not_this,
                           uint32_t group)
{
    static const struct {
        const char *name;
        enum cs_test test;
    } tests[] = {
        { "any", CS_TEST_ANY },       { "none", CS_TEST_NONE },
        { "person", CS_TEST_PERSON }, { "force", CS_TEST_FORCE },
        { "actor", CS_TEST_ACTOR },   { "place", CS_TEST_PLACE },
        { "number", CS_TEST_NUMBER },
    };
    struct cs_condition c = { .not_this = not_this, .group = group };
    if (part.n == 0) {
        mistake(r, part.p, "empty condition");
        return;
    }
    c.slot = slot_from(r, first_word(&part));
    if (part.n == 0) {
        mistake(r, part.p, "a condition is a slot and a test");
        return;
    }
    if (part.p[0] == '@') {
        c.test = CS_TEST_CLASS;
        c.value = class_number(r, cs_str_sub(part, 1, part.n));
    } else if (part.p[0] == '"') {
        if (!read_quoted(r, part, &c))
            return;
    } else {
        size_t i = 0;
        const size_t n = sizeof tests / sizeof tests[0];
        while (i < n && !cs_str_is(part, tests[i].name))
            i++;
        if (i == n) {
            mistake(r, part.p,
                    "not a test: any, none, person, force, actor, "
                    "place, number, @class or \"words\"");
            return;
        }
        c.test = (uint8_t)tests[i].test;
    }
    struct cs_condition *slot = LEX_PUSH(r->lex, conditions);
    if (slot == NULL) {
        r->out_of_memory = true;
        return;
    }
    *slot = c;
    r->lex->frames[r->frame].n_conditions++;
}

static void read_conditions(struct reading *r, struct cs_str value,
                            bool not_this)
{
    struct cs_str part;
    const uint32_t group = r->next_group++;
    while (cs_str_next(&value, '|', &part))
        read_condition(r, part, not_this, group);
}

static enum casus_status status_from(struct cs_str name,
                                     enum cs_status_of_act *out)
{
    for (int i = CS_HAPPENED; i <= CS_DID_NOT_HAPPEN; i++) {
        if (cs_str_is(name, cs_status_name((enum cs_status_of_act)i))) {
            *out = (enum cs_status_of_act)i;
            return CASUS_OK;
        }
    }
    return CASUS_ABSENT;
}

static void read_contexts(struct reading *r, struct cs_str value,
                          struct cs_frame *f)
{
    struct cs_str item;
    while (next_item(r, &value, &item)) {
        unsigned bit;
        if (cs_context_from(item, &bit) == CASUS_OK)
            f->contexts |= UINT64_C(1) << bit;
        else
            mistake(r, item.p, "not a PLOVER context");
    }
}

static void read_cameo(struct reading *r, struct cs_str value,
                       struct cs_frame *f)
{
    bool good = value.n >= 2 && value.n <= 4;
    for (size_t i = 0; i < value.n; i++)
        good = good && cs_ascii_digit(value.p[i]);
    if (!good) {
        mistake(r, value.p, "a CAMEO code has two to four digits");
        return;
    }
    memcpy(f->cameo, value.p, value.n);
    f->cameo[value.n] = '\0';
}

static void read_flag(struct reading *r, struct cs_str value, bool *out)
{
    if (cs_str_is(value, "yes"))
        *out = true;
    else if (!cs_str_is(value, "no"))
        mistake(r, value.p, "yes or no");
}

static void read_rank(struct reading *r, struct cs_str value,
                      struct cs_frame *f)
{
    int32_t v = 0;
    const bool minus = value.n > 0 && value.p[0] == '-';
    for (size_t i = minus; i < value.n; i++) {
        if (!cs_ascii_digit(value.p[i]) || v > 1000) {
            mistake(r, value.p, "a whole number from -1000 to 1000");
            return;
        }
        v = v * 10 + (value.p[i] - '0');
    }
    f->rank = minus ? -v : v;
}

static void read_counts(struct reading *r, struct cs_str value,
                        struct cs_frame *f)
{
    if (cs_str_is(value, "killed"))
        f->counts = CS_COUNTS_KILLED;
    else if (cs_str_is(value, "injured"))
        f->counts = CS_COUNTS_INJURED;
    else
        mistake(r, value.p, "killed or injured");
}

/* Slots where nothing is said: those of docs/formats/lexicon.md. */
static void default_slots(struct reading *r, struct cs_frame *f)
{
    read_slots(r, CS_STR("subj"), &f->actor[0]);
    read_slots(r, CS_STR("obj"), &f->recipient[0]);
    read_slots(r, CS_STR("poss; by; compound; from; subj"), &f->actor[1]);
    read_slots(r, CS_STR("of; on; against; at"), &f->recipient[1]);
}

static void add_slots(struct cs_slots *to, const struct cs_slots *from,
                      bool prepositions_only)
{
    for (uint8_t i = 0; i < from->n && to->n < CS_MAX_SLOTS; i++) {
        bool there = prepositions_only && from->slot[i].kind != CS_SLOT_PREP;
        for (uint8_t k = 0; k < to->n && !there; k++)
            there = to->slot[k].kind == from->slot[i].kind &&
                    to->slot[k].word == from->slot[i].word;
        if (!there)
            to->slot[to->n++] = from->slot[i];
    }
}

/* What a frame says of its verbs holds for its nouns where they have no line
 * of their own: all of it when there are no verbs, else the prepositions,
 * before the defaults. */
static void close_frame(struct reading *r)
{
    if (r->frame == CS_NONE)
        return;
    struct cs_frame *f = &r->lex->frames[r->frame];
    if (r->any_word && (r->has_verb || r->has_noun))
        mistake(r, r->frame_name, "a frame of any word has none of its own");
    else if (r->any_word)
        r->lex->any_frame[f->type] = r->frame;
    struct cs_slots *sides[2][2] = { { &f->actor[0], &f->actor[1] },
                                     { &f->recipient[0], &f->recipient[1] } };
    for (int k = 0; k < 2; k++) {
        if (!r->has_noun || !r->said[k] || r->said_noun[k])
            continue;
        if (!r->has_verb) {
            *sides[k][1] = *sides[k][0];
            continue;
        }
        struct cs_slots both = { 0 };
        add_slots(&both, sides[k][0], true);
        add_slots(&both, sides[k][1], false);
        *sides[k][1] = both;
    }
    r->frame = CS_NONE;
}

static void open_frame(struct reading *r, struct cs_str name)
{
    close_frame(r);
    r->has_verb = r->has_noun = r->any_word = false;
    r->said[0] = r->said[1] = r->said_noun[0] = r->said_noun[1] = false;
    struct cs_frame *f = LEX_PUSH(r->lex, frames);
    r->actor = CS_NONE;
    r->frame = CS_NONE;
    if (f == NULL) {
        r->out_of_memory = true;
        return;
    }
    if (name.n == 0)
        mistake(r, name.p, "a frame needs a name");
    f->name = cs_arena_str(r->lex->memory, name);
    r->frame_name = name.p;
    f->conditions_at = r->lex->n_conditions;
    default_slots(r, f);
    r->frame = r->lex->n_frames - 1;
    char type[16];
    size_t n = 0;
    while (n < name.n && n + 1 < sizeof type && name.p[n] != '.') {
        type[n] = name.p[n] >= 'a' && name.p[n] <= 'z'
                      ? (char)(name.p[n] - 'a' + 'A')
                      : name.p[n];
        n++;
    }
    if (cs_event_type_from((struct cs_str){ type, n }, &f->type) != CASUS_OK)
        mistake(r, name.p,
                "the first part of a frame's name is a PLOVER "
                "type in lower case");
}

static bool frame_words(struct reading *r, struct cs_str key,
                        struct cs_str value)
{
    static const struct {
        const char *key;
        enum cs_pattern_pos pos;
    } keys[] = { { "verb", CS_POS_VERB },
                 { "noun", CS_POS_NOUN },
                 { "adj", CS_POS_ADJ } };
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (cs_str_is(key, keys[i].key)) {
            put_list(r, value, CS_PATTERN_TRIGGER, keys[i].pos, r->frame);
            *(keys[i].pos == CS_POS_NOUN ? &r->has_noun : &r->has_verb) = true;
            return true;
        }
    }
    return false;
}

static bool frame_slots(struct reading *r, struct cs_str key,
                        struct cs_str value)
{
    struct cs_frame *f = &r->lex->frames[r->frame];
    const struct {
        const char *key;
        struct cs_slots *slots;
        bool *said;
    } keys[] = {
        { "actor", &f->actor[0], &r->said[0] },
        { "recipient", &f->recipient[0], &r->said[1] },
        { "noun-actor", &f->actor[1], &r->said_noun[0] },
        { "noun-recipient", &f->recipient[1], &r->said_noun[1] },
    };
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (cs_str_is(key, keys[i].key)) {
            read_slots(r, value, keys[i].slots);
            *keys[i].said = true;
            return true;
        }
    }
    return false;
}

static void read_frame_type(struct reading *r, struct cs_str value,
                            struct cs_frame *f)
{
    if (cs_event_type_from(value, &f->type) != CASUS_OK)
        mistake(r, value.p, "not a PLOVER type");
}

static void frame_line(struct reading *r, struct cs_str key,
                       struct cs_str value)
{
    struct cs_frame *f = &r->lex->frames[r->frame];
    if (frame_words(r, key, value) || frame_slots(r, key, value))
        return;
    if (cs_str_is(key, "type")) {
        read_frame_type(r, value, f);
    } else if (cs_str_is(key, "mode")) {
        if (!cs_mode_fits(f->type, value))
            mistake(r, value.p, "not a mode of this type");
        f->mode = cs_arena_str(r->lex->memory, value);
    } else if (cs_str_is(key, "cameo")) {
        read_cameo(r, value, f);
    } else if (cs_str_is(key, "context")) {
        read_contexts(r, value, f);
    } else if (cs_str_is(key, "mutual")) {
        read_flag(r, value, &f->mutual);
    } else if (cs_str_is(key, "yields")) {
        read_flag(r, value, &f->yields);
    } else if (cs_str_is(key, "any-word")) {
        read_flag(r, value, &r->any_word);
    } else if (cs_str_is(key, "counts")) {
        read_counts(r, value, f);
    } else if (cs_str_is(key, "rank")) {
        read_rank(r, value, f);
    } else if (cs_str_is(key, "need")) {
        read_conditions(r, value, false);
    } else if (cs_str_is(key, "not")) {
        read_conditions(r, value, true);
    } else if (cs_str_is(key, "status")) {
        f->has_status = status_from(value, &f->status) == CASUS_OK;
        if (!f->has_status)
            mistake(r, value.p, "not a status");
    } else {
        mistake(r, key.p, "not a key of a frame");
    }
}

/* --- actors -------------------------------------------------------------- */

static bool upper_letters(struct cs_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < 'A' || s.p[i] > 'Z')
            return false;
    }
    return true;
}

static enum casus_status kind_from(struct cs_str name,
                                   enum cs_mention_kind *kind)
{
    for (int i = CS_MENTION_PERSON; i <= CS_MENTION_URL; i++) {
        if (cs_str_is(name, cs_mention_kind_name((enum cs_mention_kind)i))) {
            *kind = (enum cs_mention_kind)i;
            return CASUS_OK;
        }
    }
    return CASUS_ABSENT;
}

static bool read_code(struct reading *r, struct cs_str code,
                      struct cs_actor_code *out)
{
    const struct cs_str country = cs_str_sub(code, 0, code.n < 3 ? code.n : 3);
    const bool none = cs_str_is(country, "---");
    if ((code.n != 3 && code.n != 6) || (!none && !upper_letters(country)) ||
        !upper_letters(cs_str_sub(code, country.n, code.n))) {
        mistake(r, code.p,
                "a code is three capital letters or ---, then a "
                "sector of three");
        return false;
    }
    if (!none)
        memcpy(out->country, country.p, 3);
    if (code.n == 6)
        memcpy(out->sector, code.p + 3, 3);
    return true;
}

static void open_actor(struct reading *r, struct cs_str rest)
{
    close_frame(r);
    r->actor = CS_NONE;
    struct cs_actor a = { .kind = CS_MENTION_PLACE };
    const struct cs_str code = first_word(&rest);
    if (code.n == 0) {
        mistake(r, rest.p, "an actor needs a code");
        return;
    }
    if (!read_code(r, code, &a.code))
        return;
    if (rest.n > 0 && kind_from(rest, &a.kind) != CASUS_OK)
        mistake(r, rest.p, "not a kind of mention");
    struct cs_actor *slot = LEX_PUSH(r->lex, actors);
    if (slot == NULL) {
        r->out_of_memory = true;
        return;
    }
    *slot = a;
    r->actor = r->lex->n_actors - 1;
}

/* Few letters, all capitals: "US", "IS", "M-19", "UAE". */
static bool is_acronym(struct cs_str s)
{
    size_t letters = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] >= 'a' && s.p[i] <= 'z')
            return false;
        if ((unsigned char)s.p[i] >= 0x80)
            return false;
        letters += s.p[i] >= 'A' && s.p[i] <= 'Z';
    }
    return letters > 0;
}

static void put_names(struct reading *r, struct cs_str list,
                      enum cs_name_form form)
{
    struct cs_str item;
    while (list.n > 0 && next_item(r, &list, &item)) {
        uint32_t at, n;
        if (!put_words(r, item, &at, &n))
            continue;
        struct cs_actor *actor = &r->lex->actors[r->actor];
        if (actor->name.n == 0)
            actor->name = cs_arena_str(r->lex->memory, item);
        struct cs_name *name = LEX_PUSH(r->lex, names);
        if (name == NULL) {
            r->out_of_memory = true;
            return;
        }
        *name = (struct cs_name){ at, n, r->actor, (uint8_t)form,
                                  form == CS_FORM_ACRONYM || is_acronym(item) };
    }
}

/* "2013-04", "1978": the first day of it, or of what follows it. */
static bool read_month(struct cs_str s, bool after, int32_t *day)
{
    struct cs_date date = { 0, 0, 1 };
    for (size_t i = 0; i < s.n; i++) {
        if (i != 4 && !cs_ascii_digit(s.p[i]))
            return false;
        if (i < 4)
            date.year = date.year * 10 + (s.p[i] - '0');
        else if (i > 4)
            date.month = date.month * 10 + (s.p[i] - '0');
    }
    if ((s.n != 4 && (s.n != 7 || s.p[4] != '-')) || date.year == 0 ||
        (s.n == 7 && (date.month < 1 || date.month > 12)))
        return false;
    if (s.n == 4 && after)
        date.year++;
    if (s.n == 7 && after)
        date.month++;
    if (date.month == 13) {
        date.month = 1;
        date.year++;
    }
    if (date.month == 0)
        date.month = 1;
    *day = cs_day_of(date);
    return true;
}

/* "1978-08 to 2002-12", "2013-04 on" */
static bool read_office(struct cs_str item, struct cs_office *out)
{
    const struct cs_str from = first_word(&item);
    const struct cs_str link = first_word(&item);
    if (!read_month(from, false, &out->from))
        return false;
    out->to = INT32_MAX;
    if (cs_str_is(link, "on"))
        return item.n == 0;
    return cs_str_is(link, "to") && read_month(item, true, &out->to) &&
           out->to > out->from;
}

static void put_offices(struct reading *r, struct cs_str list)
{
    struct cs_actor *actor = &r->lex->actors[r->actor];
    struct cs_str item;
    if (actor->n_offices == 0)
        actor->offices_at = r->lex->n_offices;
    else if (actor->offices_at + actor->n_offices != r->lex->n_offices)
        mistake(r, list.p, "one office line an actor");
    while (list.n > 0 && next_item(r, &list, &item)) {
        struct cs_office office;
        if (!read_office(item, &office)) {
            mistake(r, item.p,
                    "a time in office is YYYY-MM to YYYY-MM, or "
                    "YYYY-MM on");
            continue;
        }
        struct cs_office *slot = LEX_PUSH(r->lex, offices);
        if (slot == NULL) {
            r->out_of_memory = true;
            return;
        }
        *slot = office;
        actor->n_offices++;
    }
}

static void actor_line(struct reading *r, struct cs_str key,
                       struct cs_str value)
{
    static const struct {
        const char *key;
        enum cs_name_form form;
    } keys[] = { { "name", CS_FORM_NAME },
                 { "acronym", CS_FORM_ACRONYM },
                 { "demonym", CS_FORM_DEMONYM },
                 { "capital", CS_FORM_CAPITAL } };
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (cs_str_is(key, keys[i].key)) {
            put_names(r, value, keys[i].form);
            return;
        }
    }
    if (cs_str_is(key, "office"))
        put_offices(r, value);
    else
        mistake(r, key.p,
                "not a key of an actor: name, acronym, demonym, "
                "capital, office");
}

/* --- agents, titles, cues ------------------------------------------------ */

static uint32_t put_agent(struct reading *r, struct cs_str sector,
                          enum cs_mention_kind kind)
{
    struct cs_agent *a = LEX_PUSH(r->lex, agents);
    if (a == NULL) {
        r->out_of_memory = true;
        return 0;
    }
    if (sector.n != 3 || !(upper_letters(sector) || cs_str_is(sector, "---")))
        mistake(r, sector.p, "a sector is three capital letters or ---");
    else if (upper_letters(sector))
        memcpy(a->sector, sector.p, 3);
    a->kind = kind;
    return r->lex->n_agents - 1;
}

static enum casus_status pos_from(struct cs_str name, enum cs_pattern_pos *pos)
{
    static const char *const names[] = { "verb", "noun",   "adj",
                                         "prep", "adverb", "aux" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (cs_str_is(name, names[i])) {
            *pos = (enum cs_pattern_pos)i;
            return CASUS_OK;
        }
    }
    return CASUS_ABSENT;
}

static enum casus_status stance_from(struct cs_str name, uint32_t *out)
{
    for (int i = CS_STANCE_SAYS; i <= CS_STANCE_VIEWS; i++) {
        if (cs_str_is(name, cs_stance_name((enum cs_stance)i))) {
            *out = (uint32_t)i;
            return CASUS_OK;
        }
    }
    return CASUS_ABSENT;
}

/* cue STANCE POS, status STATUS POS: both are a value and a word kind. */
static void read_cue(struct reading *r, struct cs_str rest, struct cs_str list,
                     enum cs_pattern_kind kind)
{
    const struct cs_str what = first_word(&rest);
    uint32_t value = 0;
    enum cs_status_of_act status = CS_HAPPENED;
    enum cs_pattern_pos pos;
    const enum casus_status known = kind == CS_PATTERN_CUE
                                        ? stance_from(what, &value)
                                        : status_from(what, &status);
    if (known != CASUS_OK) {
        mistake(r, what.p,
                kind == CS_PATTERN_CUE ? "not a stance" : "not a status");
        return;
    }
    if (kind == CS_PATTERN_STATUS)
        value = (uint32_t)status;
    if (pos_from(rest, &pos) != CASUS_OK) {
        mistake(r, what.p,
                "a word kind is needed: verb, noun, adj, prep, "
                "adverb or aux");
        return;
    }
    put_list(r, list, kind, pos, value);
}

static void read_agent(struct reading *r, struct cs_str rest,
                       struct cs_str list)
{
    enum cs_mention_kind kind = CS_MENTION_PERSON;
    const struct cs_str sector = first_word(&rest);
    if (kind_from(rest, &kind) != CASUS_OK)
        mistake(r, rest.n > 0 ? rest.p : list.p, "not a kind of mention");
    put_list(r, list, CS_PATTERN_AGENT, CS_POS_NOUN,
             put_agent(r, sector, kind));
}

/* Words that say what a body with a name of its own is: of several in one
 * name, the longest, then the one listed first, holds. */
static void read_form(struct reading *r, struct cs_str rest, struct cs_str list)
{
    enum cs_mention_kind kind = CS_MENTION_ORGANISATION;
    const struct cs_str sector = first_word(&rest);
    if (kind_from(rest, &kind) != CASUS_OK)
        mistake(r, rest.n > 0 ? rest.p : list.p, "not a kind of mention");
    put_list(r, list, CS_PATTERN_FORM, CS_POS_ANY, put_agent(r, sector, kind));
}

static void read_support(struct reading *r, struct cs_str rest,
                         struct cs_str list)
{
    const bool recipient = cs_str_is(rest, "recipient");
    if (!recipient && !cs_str_is(rest, "actor"))
        mistake(r, list.p, "support actor or support recipient");
    put_list(r, list, CS_PATTERN_SUPPORT, CS_POS_VERB, recipient);
}

/* Lines that stand by themselves. False: the word is none of them. */
static bool lone_line(struct reading *r, struct cs_str word, struct cs_str rest,
                      struct cs_str list)
{
    if (cs_str_is(word, "class"))
        read_class(r, rest, list);
    else if (cs_str_is(word, "agent"))
        read_agent(r, rest, list);
    else if (cs_str_is(word, "form"))
        read_form(r, rest, list);
    else if (cs_str_is(word, "title"))
        put_list(r, list, CS_PATTERN_TITLE, CS_POS_NOUN,
                 put_agent(r, rest, CS_MENTION_PERSON));
    else if (cs_str_is(word, "force-of"))
        put_list(r, list, CS_PATTERN_FORCE, CS_POS_NOUN,
                 put_agent(r, rest, CS_MENTION_WEAPON));
    else if (cs_str_is(word, "weapon"))
        put_list(r, list, CS_PATTERN_KIND, CS_POS_NOUN, CS_MENTION_WEAPON);
    else if (cs_str_is(word, "vehicle"))
        put_list(r, list, CS_PATTERN_KIND, CS_POS_NOUN, CS_MENTION_VEHICLE);
    else if (cs_str_is(word, "facility"))
        put_list(r, list, CS_PATTERN_KIND, CS_POS_NOUN, CS_MENTION_FACILITY);
    else if (cs_str_is(word, "cue"))
        read_cue(r, rest, list, CS_PATTERN_CUE);
    else if (cs_str_is(word, "status") && rest.n > 0)
        read_cue(r, rest, list, CS_PATTERN_STATUS);
    else if (cs_str_is(word, "negation"))
        put_list(r, list, CS_PATTERN_NEGATION, CS_POS_ANY, 0);
    else if (cs_str_is(word, "support"))
        read_support(r, rest, list);
    else
        return false;
    close_frame(r);
    r->actor = CS_NONE;
    return true;
}

/* --- files --------------------------------------------------------------- */

static void blank_comments(char *p, size_t n)
{
    bool inside = false;
    for (size_t i = 0; i < n; i++) {
        if (p[i] == '\n')
            inside = false;
        else if (p[i] == '#' && (i == 0 || cs_ascii_space(p[i - 1])))
            inside = true;
        if (inside)
            p[i] = ' ';
    }
}

static void read_line(struct reading *r, struct cs_str line)
{
    struct cs_str head = line, value = { line.p + line.n, 0 };
    for (size_t i = 0; i < line.n; i++) {
        if (line.p[i] == ':') {
            head = cs_str_sub(line, 0, i);
            value = cs_str_trim(cs_str_sub(line, i + 1, line.n));
            break;
        }
    }
    const bool has_colon = head.n < line.n;
    struct cs_str rest = cs_str_trim(head);
    const struct cs_str key = rest;
    const struct cs_str word = first_word(&rest);
    if (!has_colon && cs_str_is(word, "frame"))
        open_frame(r, rest);
    else if (!has_colon && cs_str_is(word, "actor"))
        open_actor(r, rest);
    else if (!has_colon)
        mistake(r, line.p,
                "a line is \"key: value\", or opens a frame or an "
                "actor");
    else if (lone_line(r, word, rest, value))
        return;
    else if (r->frame != CS_NONE)
        frame_line(r, key, value);
    else if (r->actor != CS_NONE)
        actor_line(r, key, value);
    else
        mistake(r, key.p, "not a line that may stand outside a block");
}

static void read_text(struct reading *r, char *p, size_t n)
{
    blank_comments(p, n);
    r->text = (struct cs_str){ p, n };
    r->frame = r->actor = CS_NONE;
    size_t b = 0;
    while (b < n) {
        size_t e = b;
        /* To the last line that continues this one. */
        do {
            while (e < n && p[e] != '\n')
                e++;
            if (e < n)
                e++;
        } while (e < n && (p[e] == ' ' || p[e] == '\t'));
        const struct cs_str line = cs_str_trim((struct cs_str){ p + b, e - b });
        if (line.n > 0)
            read_line(r, line);
        b = e;
    }
    close_frame(r);
}

/* The bytes of a file in heap memory; NULL with err set. */
static char *slurp(const char *path, size_t *n, struct casus_error *err)
{
    FILE *f = fopen(path, "rb");
    if (f == NULL) {
        (void)cs_fail(err, CASUS_EIO, 0, "%s: %s", path, strerror(errno));
        return NULL;
    }
    char *bytes = malloc(FILE_CAP);
    *n = bytes == NULL ? 0 : fread(bytes, 1, FILE_CAP, f);
    const bool bad = bytes == NULL || ferror(f) != 0 || *n == FILE_CAP;
    (void)fclose(f);
    if (bad) {
        free(bytes);
        (void)cs_fail(err, CASUS_EIO, 0, "%s: cannot be read", path);
        return NULL;
    }
    return bytes;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Names of the .txt files of a folder, sorted; a folder that is not there has
 * none. The caller frees. */
static char **list_files(const char *dir, size_t *n)
{
    char **names = NULL;
    *n = 0;
    DIR *d = opendir(dir);
    if (d == NULL)
        return NULL;
    for (struct dirent *e = readdir(d); e != NULL; e = readdir(d)) {
        const struct cs_str name = cs_str_of(e->d_name);
        if (!cs_str_ends(name, CS_STR(".txt")) || name.p[0] == '.')
            continue;
        char **more = realloc(names, (*n + 1) * sizeof *names);
        if (more == NULL)
            break;
        names = more;
        names[*n] = malloc(name.n + 1);
        if (names[*n] == NULL)
            break;
        memcpy(names[(*n)++], name.p, name.n + 1);
    }
    (void)closedir(d);
    if (*n > 1)
        qsort(names, *n, sizeof *names, by_name);
    return names;
}

static enum casus_status read_file(struct reading *r, const char *path,
                                   uint64_t *hash)
{
    size_t n;
    char *bytes = slurp(path, &n, r->err);
    if (bytes == NULL)
        return CASUS_EIO;
    *hash = cs_hash((struct cs_str){ bytes, n }, *hash);
    r->name = cs_str_of(path);
    read_text(r, bytes, n);
    free(bytes);
    return r->out_of_memory ? CASUS_ENOMEM : CASUS_OK;
}

static enum casus_status read_folder(struct reading *r, const char *dir,
                                     const char *sub, uint64_t *hash)
{
    char path[4096];
    int length = snprintf(path, sizeof path, "%s/%s", dir, sub);
    if (length < 0 || (size_t)length >= sizeof path)
        return cs_fail(r->err, CASUS_EIO, 0, "%s: path too long", dir);
    size_t n;
    char **names = list_files(path, &n);
    enum casus_status status = CASUS_OK;
    for (size_t i = 0; i < n; i++) {
        length = snprintf(path, sizeof path, "%s/%s/%s", dir, sub, names[i]);
        if (status == CASUS_OK && length > 0 && (size_t)length < sizeof path)
            status = read_file(r, path, hash);
        free(names[i]);
    }
    free(names);
    return status;
}

/* --- compiling ----------------------------------------------------------- */

/* qsort has no context argument in C17; loading is single-threaded per
 * lexicon, and the words array is handed over through the elements instead:
 * each sort key is computed once. */
struct sort_key {
    uint32_t head, n_words, at;
};

static int by_head(const void *pa, const void *pb)
{
    const struct sort_key *a = pa, *b = pb;
    if (a->head != b->head)
        return a->head < b->head ? -1 : 1;
    if (a->n_words != b->n_words)
        return a->n_words > b->n_words ? -1 : 1;
    return a->at < b->at ? -1 : a->at > b->at;
}

static uint32_t head_word(const struct cs_lexicon *lex,
                          const struct cs_pattern *p)
{
    return lex->pattern_words[p->words_at + p->head];
}

static enum casus_status index_patterns(struct cs_lexicon *lex)
{
    const uint32_t n = lex->n_patterns;
    struct sort_key *keys = cs_arena_alloc(lex->memory, n * sizeof *keys);
    struct cs_pattern *sorted = cs_arena_alloc(lex->memory, n * sizeof *sorted);
    if (keys == NULL || sorted == NULL)
        return CASUS_ENOMEM;
    for (uint32_t i = 0; i < n; i++)
        keys[i] = (struct sort_key){ head_word(lex, &lex->patterns[i]),
                                     lex->patterns[i].n_words, i };
    qsort(keys, n, sizeof *keys, by_head);
    for (uint32_t i = 0; i < n; i++) {
        sorted[i] = lex->patterns[keys[i].at];
        struct cs_word *w = &lex->words[keys[i].head];
        if (w->patterns_e == 0)
            w->patterns_b = i;
        w->patterns_e = i + 1;
        if (sorted[i].kind == CS_PATTERN_TRIGGER && sorted[i].n_words == 1 &&
            w->counts == CS_COUNTS_NOTHING)
            w->counts = lex->frames[sorted[i].value].counts;
    }
    lex->patterns = sorted;
    return CASUS_OK;
}

/* Which names are known by other spellings, too: those of persons and bodies,
 * not acronyms nor nationalities; single words only where they are long. */
static bool is_spelled(const struct cs_lexicon *lex, const struct cs_name *name)
{
    enum { LONG = 6 };
    const enum cs_mention_kind kind = lex->actors[name->actor].kind;
    if (name->form != CS_FORM_NAME || name->capitals ||
        kind > CS_MENTION_ARMED_GROUP)
        return false;
    return name->n_words > 1 ||
           lex->words[lex->pattern_words[name->words_at]].text.n >= LONG;
}

/* Keys of a name's words that are no particles, appended to pattern_words; the
 * letters of the keys in *letters. */
static uint32_t put_keys(struct reading *r, const struct cs_name *name,
                         size_t *letters)
{
    uint32_t n = 0, words = 0;
    for (uint32_t i = 0; i < name->n_words; i++) {
        const uint32_t w = r->lex->pattern_words[name->words_at + i];
        words += !cs_spelling_particle(r->lex->words[w].text);
    }
    for (uint32_t i = 0; i < name->n_words; i++) {
        const uint32_t w = r->lex->pattern_words[name->words_at + i];
        const struct cs_str text = r->lex->words[w].text;
        char key[CS_SPELLING_MAX];
        if (cs_spelling_particle(text))
            continue;
        const size_t k = words == 1 ? cs_spelling_fine(text, key)
                                    : cs_spelling_coarse(text, key);
        const uint32_t number =
            k == 0 ? 0 : intern(r, (struct cs_str){ key, k });
        uint32_t *slot = LEX_PUSH(r->lex, pattern_words);
        if (slot == NULL)
            r->out_of_memory = true;
        if (slot == NULL || number == 0)
            return 0;
        *slot = number;
        *letters += k - 1;
        n++;
    }
    return n;
}

static void index_spelled(struct reading *r)
{
    /* Fewer consonants than this fit too much. */
    enum { LEAST = 5 };
    struct cs_lexicon *lex = r->lex;
    for (uint32_t i = 0; i < lex->n_names && !r->out_of_memory; i++) {
        const struct cs_name name = lex->names[i];
        if (!is_spelled(lex, &name))
            continue;
        size_t letters = 0;
        const uint32_t at = lex->n_pattern_words;
        const uint32_t n = put_keys(r, &name, &letters);
        if (n == 0 || letters < LEAST)
            continue;
        struct cs_name *slot = LEX_PUSH(lex, spelled);
        if (slot == NULL) {
            r->out_of_memory = true;
            return;
        }
        *slot = name;
        slot->words_at = at;
        slot->n_words = n;
    }
}

/* Sort names by their first word, the longest first, and tell each word where
 * its own are. */
static struct cs_name *sort_names(struct cs_lexicon *lex,
                                  const struct cs_name *names, uint32_t n,
                                  bool spelled)
{
    struct sort_key *keys = cs_arena_alloc(lex->memory, n * sizeof *keys);
    struct cs_name *sorted = cs_arena_alloc(lex->memory, n * sizeof *sorted);
    if (keys == NULL || sorted == NULL)
        return NULL;
    for (uint32_t i = 0; i < n; i++)
        keys[i] = (struct sort_key){ lex->pattern_words[names[i].words_at],
                                     names[i].n_words, i };
    qsort(keys, n, sizeof *keys, by_head);
    for (uint32_t i = 0; i < n; i++) {
        sorted[i] = names[keys[i].at];
        struct cs_word *w = &lex->words[keys[i].head];
        uint32_t *b = spelled ? &w->spelled_b : &w->names_b;
        uint32_t *e = spelled ? &w->spelled_e : &w->names_e;
        if (*e == 0)
            *b = i;
        *e = i + 1;
    }
    return sorted;
}

static enum casus_status index_names(struct reading *r)
{
    struct cs_lexicon *lex = r->lex;
    index_spelled(r);
    if (r->out_of_memory)
        return CASUS_ENOMEM;
    lex->names = sort_names(lex, lex->names, lex->n_names, false);
    lex->spelled = sort_names(lex, lex->spelled, lex->n_spelled, true);
    return lex->names != NULL && lex->spelled != NULL ? CASUS_OK : CASUS_ENOMEM;
}

static enum casus_status read_all(struct reading *r, const char *dir,
                                  const char *more)
{
    static const char *const folders[] = { "events", "actors", "cues" };
    /* One's own first: of equals the one read first holds. */
    const char *const roots[2] = { more, dir };
    uint64_t hash = 0;
    DIR *there = more == NULL ? NULL : opendir(more);
    if (more != NULL && there == NULL)
        return cs_fail(r->err, CASUS_EIO, 0, "%s: %s", more, strerror(errno));
    if (there != NULL)
        (void)closedir(there);
    for (int k = 0; k < 2; k++) {
        for (size_t i = 0; roots[k] != NULL && i < 3; i++) {
            const enum casus_status s =
                read_folder(r, roots[k], folders[i], &hash);
            if (s != CASUS_OK)
                return s;
        }
    }
    (void)snprintf(r->lex->version, sizeof r->lex->version, "%016" PRIx64,
                   hash);
    if (r->lex->n_frames == 0)
        return cs_fail(r->err, CASUS_EIO, 0,
                       "%s: no event frames (events/*.txt) there", dir);
    resolve_classes(r->lex);
    const enum casus_status s = index_patterns(r->lex);
    return s == CASUS_OK ? index_names(r) : s;
}

/* The patterns of words that no list has: one word, the unknown one. */
static bool start_any_words(struct cs_lexicon *lex)
{
    uint32_t *word = LEX_PUSH(lex, pattern_words);
    if (word == NULL)
        return false;
    *word = 0;
    for (int t = 0; t < CS_EVENT_TYPE_COUNT; t++)
        lex->any_frame[t] = CS_NONE;
    for (int pos = CS_POS_VERB; pos <= CS_POS_ADJ; pos++)
        lex->any_word[pos] = (struct cs_pattern){ .n_words = 1,
                                                  .kind = CS_PATTERN_TRIGGER,
                                                  .pos = (uint8_t)pos };
    return true;
}

enum casus_status cs_lexicon_load(const char *dir, const char *more,
                                  cs_mistake_fn *report, void *context,
                                  struct cs_lexicon **out,
                                  struct casus_error *err)
{
    *out = NULL;
    struct cs_arena *memory = cs_arena_new(LEXICON_CAP);
    struct cs_lexicon *lex =
        memory == NULL ? NULL : cs_arena_zalloc(memory, sizeof *lex);
    if (lex == NULL) {
        cs_arena_free(memory);
        return cs_fail(err, CASUS_ENOMEM, 0, "no memory for the lexicon");
    }
    lex->memory = memory;
    struct reading r = { .lex = lex,
                         .report = report,
                         .context = context,
                         .err = err,
                         .frame = CS_NONE,
                         .actor = CS_NONE };
    enum casus_status status = CASUS_OK;
    if (LEX_PUSH(lex, words) == NULL || !grow_slots(lex) ||
        !start_any_words(lex))
        status = CASUS_ENOMEM;
    if (status == CASUS_OK)
        status = read_all(&r, dir, more);
    if (status == CASUS_ENOMEM)
        (void)cs_fail(err, status, 0, "the lexicon is larger than 64 MiB");
    if (status == CASUS_OK && r.mistakes > 0)
        status = CASUS_ELEXICON;
    if (status == CASUS_OK || (status == CASUS_ELEXICON && report != NULL))
        *out = lex;
    else
        cs_lexicon_free(lex);
    return status;
}

void cs_lexicon_free(struct cs_lexicon *lexicon)
{
    if (lexicon != NULL)
        cs_arena_free(lexicon->memory);
}
