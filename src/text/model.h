/* model.h - the text model's weights, mapped read-only.
 *
 * The file (written by train/export.py, little-endian):
 *
 *   0   "CASUSMDL"
 *   8   u32 version (2), u32 number of arrays
 *   16  u64 bytes of the file
 *   24  u64 checksum of all from byte 64 on: FNV-1a over 64-bit words
 *   64  one entry of 96 bytes an array: name[48], u32 type, u32 dimensions,
 *       u32 shape[4], u64 offset, u64 bytes
 *   ..  the arrays, each at a multiple of 64
 *
 * Every name, type, shape and offset is checked when the file is opened, so
 * that the stages may index without looking. A model is constant after
 * opening and may be shared by threads; the file must not be changed under
 * it (write a new one and rename). */
#ifndef CS_TEXT_MODEL_H
#define CS_TEXT_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/kern.h"
#include "base/status.h"
#include "base/str.h"

/* Widths that program and weights agree on; train/net.py has the same. */
enum {
    CS_TEXT_WIDTH = 128,
    CS_TEXT_WORD = 128,  /* columns of the word table */
    CS_TEXT_PIECE = 64,  /* columns of the piece table */
    CS_TEXT_INPUT = 368, /* all the tables of a form, side by side */
    CS_TEXT_FORM = 192,  /* of the first layer over them */
    CS_TEXT_LIFT = 256,  /* of the second */
    CS_TEXT_PLACES = 16, /* what a token is in its sentence */
    CS_TEXT_OOV = 2048,  /* buckets of words without a row */
    CS_TEXT_TABLES = 9,  /* tables beside words and pieces */
    CS_TEXT_SRUS = 3,    /* recurrent layers, attention behind the first */
    CS_TRIGGER_SRUS = 2, /* of the trigger head */
    CS_TEXT_HEADS = 2,   /* of the attention */
    CS_TEXT_KEY = 32,
    CS_TEXT_VALUE = 64,
    CS_TEXT_ARC = 96,
    CS_TEXT_LABEL = 128,
    CS_TEXT_EDGES = 12,    /* distances at which a bucket begins */
    CS_TEXT_BUCKETS = 26,  /* 12 behind, 12 before, itself, root */
    CS_TEXT_NAMES = 17,    /* O, then B I E S of four kinds */
    CS_TEXT_MENTIONS = 37, /* the same of nine kinds */
    CS_TEXT_WINDOW = 512,  /* tokens analysed as one sentence, at most */
    CS_TEXT_MAX_CLASS = 1024,
    CS_TEXT_MAX_REL = 128
};

/* Columns of the tag head: tags, names, mentions, classes of tag and features;
 * each padded to sixteen (train/export.py). */
enum { CS_AT_UPOS = 0, CS_AT_NAME = 32, CS_AT_MENTION = 64, CS_AT_CLASS = 112 };

/* Distances of -WINDOW to WINDOW, and a vector more. */
enum { CS_TEXT_LINE = 2 * CS_TEXT_WINDOW + 17 };

enum { CS_BUCKET_SELF = 24, CS_BUCKET_ROOT = 25 };

enum cs_array_type {
    CS_ARRAY_F32 = 1,
    CS_ARRAY_I8,
    CS_ARRAY_U8,
    CS_ARRAY_U16,
    CS_ARRAY_U32,
    CS_ARRAY_U64,
    CS_ARRAY_I32
};

/* One array of a weight file. */
struct cs_array {
    char name[48];     /* NUL-terminated */
    uint32_t type;     /* enum cs_array_type */
    uint32_t dims;     /* 1 to 4 */
    uint32_t shape[4]; /* 1 past dims */
    uint64_t offset, bytes;
    uint64_t unused;
};

/* A mapped file of named arrays. */
struct cs_weights {
    const unsigned char *data;
    size_t size;
    const struct cs_array *arrays;
    uint32_t n_arrays;
};

/* Map a file and check its frame (magic, version, bounds, checksum).
 * CASUS_EIO: not readable; CASUS_EMODEL: damaged or of another version. */
enum casus_status cs_weights_open(const char *path, struct cs_weights *out,
                                  struct casus_error *err);
void cs_weights_close(struct cs_weights *weights);

/* Whether there is an array of that name. */
bool cs_weights_have(const struct cs_weights *weights, const char *name);

/* An array by name, type and shape; 0 in shape: any size. CASUS_EMODEL
 * where it is missing or other. out is borrowed from the mapping. */
enum casus_status cs_weights_get(const struct cs_weights *weights,
                                 const char *name, enum cs_array_type type,
                                 const uint32_t shape[4], const void **out,
                                 uint32_t real[4], struct casus_error *err);

/* int8 rows, each with its scale. */
struct cs_table {
    const int8_t *rows; /* [n][width] */
    const float *scale; /* [n] */
    uint32_t n, width;
};

/* Weights in f32 panels (base/kern.h) and a bias. */
struct cs_linear {
    const float *w; /* [n/16][k][16] */
    const float *b; /* [n] */
    size_t k, n;
};

struct cs_norm {
    const float *gain, *shift; /* [CS_TEXT_WIDTH] */
};

struct cs_sru {
    struct cs_norm norm;
    struct cs_dense gates, out;
};

/* The trigger head (trigger_head.h). */
struct cs_trigger_layers {
    struct cs_dense join, out;
    struct cs_sru sru[CS_TRIGGER_SRUS];
    struct cs_norm norm;
};

/* A joint class of tag and features. */
struct cs_class {
    struct cs_str tag;   /* "VERB|Tense=Past": as in the file */
    struct cs_str feats; /* behind the first bar */
    uint32_t morph;      /* enum cs_morph bits */
    uint8_t upos;        /* index into the model's tags */
    uint64_t seed_whole; /* hash states of the lemma table's keys */
    uint64_t seed_suffix[4];
};

/* Open addressing: slot = key modulo slots, then on; value UINT32_MAX is a
 * free slot. slots is a power of two. */
struct cs_hash {
    const uint64_t *keys;
    const uint32_t *values;
    uint32_t slots;
};

struct cs_model {
    struct cs_weights file;
    struct cs_str name;

    struct cs_hash words;
    uint32_t n_words;
    struct cs_table word, piece, tables[CS_TEXT_TABLES];

    struct cs_linear form, lift;
    const float *place; /* [CS_TEXT_PLACES][CS_TEXT_LIFT] */
    struct cs_dense conv, qkv, attn_out, tags, pair, arc_pair, label;
    struct cs_norm lift_norm, conv_norm, attn_norm, vec_norm;
    struct cs_sru sru[CS_TEXT_SRUS];
    const float *arc_root;   /* [CS_TEXT_ARC] */
    const float *label_root; /* [CS_TEXT_LABEL] */
    const float *label_dist; /* [CS_TEXT_BUCKETS][CS_TEXT_LABEL] */
    /* By distance + CS_TEXT_WINDOW: the bucket, and the attention's bias. */
    uint8_t bucket[CS_TEXT_LINE];
    float attn_line[CS_TEXT_HEADS][CS_TEXT_LINE];

    uint32_t n_upos, n_class, n_rel, root_rel;
    uint8_t upos[32];       /* enum cs_upos by index */
    uint64_t upos_seed[32]; /* hash state of the lemma table's level 2 */
    uint32_t class_b[32], class_e[32]; /* classes of a tag, half-open */
    uint8_t is_propn[32], is_verb[32];
    uint8_t rel[CS_TEXT_MAX_REL]; /* enum cs_deprel by index */
    struct cs_class class[CS_TEXT_MAX_CLASS];

    bool has_triggers; /* a model may be without */
    struct cs_trigger_layers triggers;

    struct cs_hash lemma;
    uint32_t n_rules;
    const uint8_t *rule_case, *rule_cut; /* [n_rules] */
    struct cs_str *rule_add;             /* [n_rules] */
    size_t max_add;                      /* bytes of the longest */
};

/* Map and check a model.
 *
 * out   set only on CASUS_OK; release with cs_model_close
 * CASUS_EIO, CASUS_EMODEL, CASUS_ENOMEM. */
enum casus_status cs_model_open(const char *path, struct cs_model **out,
                                struct casus_error *err);
void cs_model_close(struct cs_model *model);

/* "fast-1"; borrowed from the model. */
const char *cs_model_name(const struct cs_model *model);

/* Value of a key, UINT32_MAX where it has none. */
uint32_t cs_hash_find(const struct cs_hash *hash, uint64_t key);

#endif
