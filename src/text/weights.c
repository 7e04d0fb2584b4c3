/* weights.c - the frame of a weight file: arrays by name, all checked. */

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "text/model.h"

enum { HEAD = 64, VERSION = 2, MAX_ARRAYS = 1024, ALIGN = 64 };

static_assert(sizeof(struct cs_array) == 96, "as train/export.py packs it");

static uint64_t get64(const unsigned char *p)
{
    uint64_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

static uint32_t get32(const unsigned char *p)
{
    uint32_t v;
    memcpy(&v, p, sizeof v);
    return v;
}

/* FNV-1a over 64-bit words; n is a multiple of 8. */
static uint64_t checksum(const unsigned char *p, size_t n)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < n; i += 8) {
        h ^= get64(p + i);
        h *= UINT64_C(0x100000001b3);
    }
    return h;
}

static size_t type_size(uint32_t type)
{
    static const uint8_t size[] = { 0, 4, 1, 1, 2, 4, 8, 4 };
    return type < sizeof size ? size[type] : 0;
}

static bool entry_is_sound(const struct cs_array *a, uint64_t size)
{
    const uint64_t unit = type_size(a->type);
    if (unit == 0 || a->dims < 1 || a->dims > 4 ||
        memchr(a->name, '\0', sizeof a->name) == NULL)
        return false;
    uint64_t bytes = unit;
    for (int i = 0; i < 4; i++) {
        if (a->shape[i] != 0 && bytes > size / a->shape[i])
            return false;
        bytes *= a->shape[i];
    }
    return bytes == a->bytes && a->offset % ALIGN == 0 && a->offset <= size &&
           a->bytes <= size - a->offset;
}

static const char *frame_fault(const struct cs_weights *w)
{
    const unsigned char *p = w->data;
    if (w->size < HEAD || memcmp(p, "CASUSMDL", 8) != 0)
        return "no weight file of casus";
    if (get32(p + 8) != VERSION)
        return "weight file of another version (or byte order)";
    const uint64_t n = get32(p + 12);
    if (get64(p + 16) != w->size || w->size % 8 != 0 || n > MAX_ARRAYS ||
        HEAD + n * sizeof(struct cs_array) > w->size)
        return "weight file cut short";
    if (get64(p + 24) != checksum(p + HEAD, w->size - HEAD))
        return "weight file damaged: checksum";
    return NULL;
}

static enum casus_status map_file(const char *path, struct cs_weights *out,
                                  struct casus_error *err)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return cs_fail(err, CASUS_EIO, 0, "%s: %s", path, strerror(errno));
    struct stat st;
    enum casus_status status = CASUS_OK;
    if (fstat(fd, &st) != 0) {
        status = cs_fail(err, CASUS_EIO, 0, "%s: %s", path, strerror(errno));
    } else if (!S_ISREG(st.st_mode) || st.st_size < HEAD) {
        status = cs_fail(err, CASUS_EMODEL, 0, "%s: no weight file", path);
    } else {
        void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (p == MAP_FAILED)
            status =
                cs_fail(err, CASUS_EIO, 0, "%s: %s", path, strerror(errno));
        else
            *out = (struct cs_weights){ p, (size_t)st.st_size, NULL, 0 };
    }
    (void)close(fd);
    return status;
}

enum casus_status cs_weights_open(const char *path, struct cs_weights *out,
                                  struct casus_error *err)
{
    struct cs_weights w;
    const enum casus_status status = map_file(path, &w, err);
    if (status != CASUS_OK)
        return status;
    const char *fault = frame_fault(&w);
    if (fault == NULL) {
        w.arrays = (const struct cs_array *)(const void *)(w.data + HEAD);
        w.n_arrays = get32(w.data + 12);
        for (uint32_t i = 0; i < w.n_arrays && fault == NULL; i++)
            if (!entry_is_sound(&w.arrays[i], w.size))
                fault = "array out of bounds";
    }
    if (fault != NULL) {
        cs_weights_close(&w);
        return cs_fail(err, CASUS_EMODEL, 0, "%s: %s", path, fault);
    }
    *out = w;
    return CASUS_OK;
}

void cs_weights_close(struct cs_weights *weights)
{
    if (weights->data != NULL)
        (void)munmap((void *)(uintptr_t)weights->data, weights->size);
    *weights = (struct cs_weights){ 0 };
}

bool cs_weights_have(const struct cs_weights *weights, const char *name)
{
    for (uint32_t i = 0; i < weights->n_arrays; i++) {
        if (strcmp(weights->arrays[i].name, name) == 0)
            return true;
    }
    return false;
}

enum casus_status cs_weights_get(const struct cs_weights *weights,
                                 const char *name, enum cs_array_type type,
                                 const uint32_t shape[4], const void **out,
                                 uint32_t real[4], struct casus_error *err)
{
    for (uint32_t i = 0; i < weights->n_arrays; i++) {
        const struct cs_array *a = &weights->arrays[i];
        if (strcmp(a->name, name) != 0)
            continue;
        bool fits = a->type == (uint32_t)type;
        for (int d = 0; d < 4; d++)
            fits = fits && (shape[d] == 0 || shape[d] == a->shape[d]);
        if (!fits)
            break;
        *out = weights->data + a->offset;
        if (real != NULL)
            memcpy(real, a->shape, sizeof a->shape);
        return CASUS_OK;
    }
    return cs_fail(err, CASUS_EMODEL, 0,
                   "weights: no array \"%s\" of the expected shape", name);
}
