/* gazetteer.c - the mapped place file: checks, folding, hash look-up.
 *
 *   key --FNV-1a--> bucket (top 16 bits) -> entries {tag, spelling, value}
 *                                            value -> record, or list of them
 *
 * An entry keeps a spelling instead of the key: folding that spelling gives
 * the key, which is how an entry is verified and why names stand in the file
 * once. Everything read from the file is bounded before use. */
#include "meaning/gazetteer.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"

enum {
    VERSION = 1,
    HEAD = 24,
    BUCKETS = 1 << 16,
    FIRST_BITS = 19,
    FOLD_A = 0xC0,
    FOLD_A_END = 0x250,
    FOLD_B = 0x1E00,
    FOLD_B_END = 0x1F00,
    SINGLE = 64, /* the value is the record itself */
    RECORD = 16, /* bytes */
    UNIT = 8,
    ENTRY = 8
};

enum section {
    STRINGS,
    RECORDS,
    UNITS,
    STARTS,
    ENTRIES,
    POSTINGS,
    FIRST,
    FOLD,
    SECTIONS
};

struct part {
    const unsigned char *p;
    uint32_t n; /* bytes */
};

struct cs_gazetteer {
    void *map;
    size_t size;
    struct part part[SECTIONS];
};

static uint32_t le32(const unsigned char *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
           (uint32_t)p[3] << 24;
}

static uint64_t le64(const unsigned char *p)
{
    return (uint64_t)le32(p) | (uint64_t)le32(p + 4) << 32;
}

/* --- opening ----------------------------------------------------------- */

/* FNV-1a over words of eight bytes; n is a multiple of 8. */
static uint64_t checksum(const unsigned char *p, size_t n)
{
    uint64_t h = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < n; i += 8)
        h = (h ^ le64(p + i)) * UINT64_C(0x100000001b3);
    return h;
}

static enum casus_status check(struct cs_gazetteer *g, const char *path,
                               struct casus_error *err)
{
    static const uint32_t fold_bytes =
        2 * (FOLD_A_END - FOLD_A + FOLD_B_END - FOLD_B);
    const unsigned char *const p = g->map;
    if (g->size < HEAD + 8 * SECTIONS || g->size % 8 != 0 ||
        memcmp(p, "CASUSPLC", 8) != 0)
        return cs_fail(err, CASUS_EMODEL, 0, "%s is no gazetteer", path);
    if (le32(p + 8) != VERSION)
        return cs_fail(err, CASUS_EMODEL, 8,
                       "%s has format version %u, this program reads %d", path,
                       (unsigned)le32(p + 8), VERSION);
    if (le32(p + 12) != g->size ||
        le64(p + 16) != checksum(p + HEAD, g->size - HEAD))
        return cs_fail(err, CASUS_EMODEL, 0, "%s is damaged", path);
    for (int i = 0; i < SECTIONS; i++) {
        const uint32_t at = le32(p + HEAD + 8 * i);
        const uint32_t n = le32(p + HEAD + 8 * i + 4);
        if (at > g->size || n > g->size - at)
            return cs_fail(err, CASUS_EMODEL, at, "%s is cut short", path);
        g->part[i] = (struct part){ p + at, n };
    }
    if (g->part[STARTS].n != 4 * (BUCKETS + 1) ||
        g->part[FIRST].n != (1u << FIRST_BITS) / 8 ||
        g->part[FOLD].n != fold_bytes)
        return cs_fail(err, CASUS_EMODEL, HEAD, "%s has tables of another size",
                       path);
    return CASUS_OK;
}

enum casus_status cs_gazetteer_open(const char *path, struct cs_gazetteer **out,
                                    struct casus_error *err)
{
    enum casus_status status = CASUS_OK;
    struct cs_gazetteer *g = NULL;
    void *map = MAP_FAILED;
    struct stat st = { 0 };
    *out = NULL;
    const int fd = open(path, O_RDONLY);
    if (fd < 0)
        return cs_fail(err, CASUS_EIO, 0, "cannot open %s: %s", path,
                       strerror(errno));
    if (fstat(fd, &st) != 0 || st.st_size <= 0 || st.st_size > UINT32_MAX) {
        status = cs_fail(err, CASUS_EMODEL, 0, "%s is no gazetteer", path);
        goto out;
    }
    map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (map == MAP_FAILED) {
        status = cs_fail(err, CASUS_EIO, 0, "cannot map %s: %s", path,
                         strerror(errno));
        goto out;
    }
    g = calloc(1, sizeof *g);
    if (g == NULL) {
        status = cs_fail(err, CASUS_ENOMEM, 0, "no memory for %s", path);
        goto out;
    }
    g->map = map;
    g->size = (size_t)st.st_size;
    status = check(g, path, err);
out:
    (void)close(fd);
    if (status != CASUS_OK) {
        if (map != MAP_FAILED)
            (void)munmap(map, (size_t)st.st_size);
        free(g);
        return status;
    }
    *out = g;
    return CASUS_OK;
}

void cs_gazetteer_close(struct cs_gazetteer *gazetteer)
{
    if (gazetteer == NULL)
        return;
    (void)munmap(gazetteer->map, gazetteer->size);
    free(gazetteer);
}

/* --- folding ------------------------------------------------------------ */

enum { FOLD_SPACE = 1, FOLD_DROP = 2, FOLD_BAD = 3 };

/* Letters into out [2], or what else becomes of the code point. */
static int fold_point(const struct cs_gazetteer *g, uint32_t c, char out[2])
{
    out[1] = '\0';
    if (c < 0x80) {
        out[0] = cs_ascii_lower((char)c);
        if ((out[0] >= 'a' && out[0] <= 'z') || cs_ascii_digit(out[0]))
            return 0;
        return c == '\'' || c == '`' || c == '.' ? FOLD_DROP : FOLD_SPACE;
    }
    if (c == 0x2019 || c == 0x2018 || c == 0xB4 || (c >= 0x2B0 && c < 0x370))
        return FOLD_DROP;
    if ((c >= 0x2010 && c <= 0x2015) || c == 0xA0)
        return FOLD_SPACE;
    uint32_t at;
    if (c >= FOLD_A && c < FOLD_A_END)
        at = c - FOLD_A;
    else if (c >= FOLD_B && c < FOLD_B_END)
        at = FOLD_A_END - FOLD_A + c - FOLD_B;
    else
        return FOLD_BAD;
    memcpy(out, g->part[FOLD].p + 2 * at, 2);
    return out[0] == '\0' ? FOLD_BAD : 0;
}

/* Shorten the word that ends at n and began at b; returns the new end. */
static size_t shorten(char *out, size_t b, size_t n)
{
    static const struct {
        const char *from, *to;
    } shorter[] = { { "saint", "st" },
                    { "sainte", "ste" },
                    { "mount", "mt" },
                    { "fort", "ft" } };
    if (n - b < 4 || n - b > 6)
        return n;
    for (size_t i = 0; i < sizeof shorter / sizeof *shorter; i++) {
        if (!cs_str_is((struct cs_str){ out + b, n - b }, shorter[i].from))
            continue;
        const size_t len = strlen(shorter[i].to);
        memcpy(out + b, shorter[i].to, len);
        return b + len;
    }
    return n;
}

size_t cs_gazetteer_key(const struct cs_gazetteer *gazetteer,
                        struct cs_str text, char out[CS_GAZ_KEY_MAX])
{
    size_t n = 0, word = 0;
    for (size_t at = 0; at < text.n;) {
        char two[2];
        const int what = fold_point(gazetteer, cs_utf8_next(text, &at), two);
        if (what == FOLD_BAD)
            return 0;
        if (what == FOLD_DROP)
            continue;
        if (what == FOLD_SPACE) {
            if (n > word) {
                n = shorten(out, word, n);
                if (n >= CS_GAZ_KEY_MAX)
                    return 0;
                out[n++] = ' ';
                word = n;
            }
            continue;
        }
        for (int i = 0; i < 2 && two[i] != '\0'; i++) {
            if (n >= CS_GAZ_KEY_MAX)
                return 0;
            out[n++] = two[i];
        }
    }
    if (n > word)
        return shorten(out, word, n);
    return n > 0 ? n - 1 : 0;
}

/* --- look-up ------------------------------------------------------------ */

static struct cs_str string_at(const struct cs_gazetteer *g, uint32_t at)
{
    const struct part *const s = &g->part[STRINGS];
    if (at >= s->n || s->p[at] > s->n - at - 1)
        return (struct cs_str){ NULL, 0 };
    return (struct cs_str){ (const char *)s->p + at + 1, s->p[at] };
}

bool cs_gazetteer_begins(const struct cs_gazetteer *gazetteer,
                         struct cs_str key)
{
    size_t n = 0;
    while (n < key.n && key.p[n] != ' ')
        n++;
    const uint32_t bit = (uint32_t)(cs_hash(cs_str_sub(key, 0, n), 0) >> 20) &
                         ((1u << FIRST_BITS) - 1);
    return gazetteer->part[FIRST].p[bit >> 3] >> (bit & 7) & 1;
}

static bool value_of(const struct cs_gazetteer *g, uint32_t word,
                     struct cs_gaz_name *out)
{
    const struct part *const postings = &g->part[POSTINGS];
    const uint32_t value = word >> 8;
    out->flags = word & (SINGLE - 1);
    out->list = NULL;
    if (word & SINGLE) {
        out->n = 1;
        out->only = value;
        return true;
    }
    if (value >= postings->n / 4)
        return false;
    out->n = le32(postings->p + 4 * value);
    out->only = 0;
    out->list = postings->p + 4 * (value + 1);
    return out->n <= postings->n / 4 - value - 1;
}

enum casus_status cs_gazetteer_find(const struct cs_gazetteer *gazetteer,
                                    struct cs_str key, struct cs_gaz_name *out)
{
    const uint64_t h = cs_hash(key, 0);
    const unsigned char *const starts =
        gazetteer->part[STARTS].p + 4 * (h >> 48);
    const uint32_t end = le32(starts + 4);
    if (end > gazetteer->part[ENTRIES].n / ENTRY)
        return CASUS_ABSENT;
    for (uint32_t i = le32(starts); i < end; i++) {
        const unsigned char *const e = gazetteer->part[ENTRIES].p + ENTRY * i;
        const uint32_t name = le32(e);
        char folded[CS_GAZ_KEY_MAX];
        if ((name & 0xFF) != (h >> 40 & 0xFF))
            continue;
        const size_t n = cs_gazetteer_key(
            gazetteer, string_at(gazetteer, name >> 8), folded);
        if (cs_str_eq((struct cs_str){ folded, n }, key))
            return value_of(gazetteer, le32(e + 4), out) ? CASUS_OK
                                                         : CASUS_ABSENT;
    }
    return CASUS_ABSENT;
}

uint32_t cs_gazetteer_nth(const struct cs_gaz_name *name, uint32_t i)
{
    return name->list == NULL ? name->only : le32(name->list + 4 * i);
}

bool cs_gazetteer_place(const struct cs_gazetteer *gazetteer, uint32_t number,
                        struct cs_gaz_place *out)
{
    const struct part *const units = &gazetteer->part[UNITS];
    if (number >= gazetteer->part[RECORDS].n / RECORD)
        return false;
    const unsigned char *const r = gazetteer->part[RECORDS].p + RECORD * number;
    const uint32_t a = le32(r), b = le32(r + 4), c = le32(r + 8),
                   d = le32(r + 12);
    const uint32_t unit = d & 0xFFFF;
    if (unit >= units->n / UNIT || (b & 7) > CS_GAZ_NATIONALITY)
        return false;
    const unsigned char *const u = units->p + UNIT * unit;
    out->kind = (enum cs_gaz_kind)(b & 7);
    out->capital = (b & 8) != 0;
    memcpy(out->country, u, 4);
    out->country[3] = '\0';
    out->admin1 = string_at(gazetteer, le32(u + 4));
    out->name = string_at(gazetteer, (c & 0xFF) << 16 | d >> 16);
    out->lat = (a >> 8) * 180.0 / 0xFFFFFF - 90.0;
    out->lon = (b >> 8) * 360.0 / 0xFFFFFF - 180.0;
    out->log_population = (a & 0xFF) / 8.0;
    out->geonames = c >> 8;
    return true;
}

/* Number of the first record of a kind and country, or where it would stand:
 * records are sorted by kind, then country. */
static uint32_t first_of(const struct cs_gazetteer *g, enum cs_gaz_kind kind,
                         const char code[4])
{
    uint32_t lo = 0, hi = g->part[RECORDS].n / RECORD;
    struct cs_gaz_place p;
    while (lo < hi) {
        const uint32_t mid = lo + (hi - lo) / 2;
        if (!cs_gazetteer_place(g, mid, &p))
            break;
        const int order = p.kind != kind ? (int)p.kind - (int)kind
                                         : strncmp(p.country, code, 4);
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static bool is_of(const struct cs_gaz_place *p, enum cs_gaz_kind kind,
                  const char code[4])
{
    return p->kind == kind && strncmp(p->country, code, 4) == 0;
}

bool cs_gazetteer_country_place(const struct cs_gazetteer *gazetteer,
                                const char code[4], struct cs_gaz_place *out)
{
    const uint32_t at = first_of(gazetteer, CS_GAZ_COUNTRY, code);
    return cs_gazetteer_place(gazetteer, at, out) &&
           is_of(out, CS_GAZ_COUNTRY, code);
}

bool cs_gazetteer_capital(const struct cs_gazetteer *gazetteer,
                          const char code[4], struct cs_gaz_place *out)
{
    for (uint32_t i = first_of(gazetteer, CS_GAZ_CITY, code);
         cs_gazetteer_place(gazetteer, i, out) && is_of(out, CS_GAZ_CITY, code);
         i++) {
        if (out->capital)
            return true;
    }
    return false;
}

struct cs_str cs_gazetteer_country(const struct cs_gazetteer *gazetteer,
                                   const char code[4])
{
    struct cs_gaz_place p;
    return cs_gazetteer_country_place(gazetteer, code, &p) ? p.name
                                                           : cs_str_of(code);
}

/* Taylor series to the twelfth power: within 1e-7 up to a quarter turn. Our
 * own, since libraries differ in the last bits and records must not. */
static double cosine(double degrees)
{
    const double x = degrees * (3.14159265358979323846 / 180);
    const double y = x * x;
    return 1 -
           y / 2 *
               (1 -
                y / 12 *
                    (1 - y / 30 * (1 - y / 56 * (1 - y / 90 * (1 - y / 132)))));
}

double cs_gaz_km(double lat_a, double lon_a, double lat_b, double lon_b)
{
    const double y = lat_b - lat_a;
    double x = lon_b - lon_a;
    x = x > 180 ? x - 360 : x < -180 ? x + 360 : x;
    x *= cosine((lat_a + lat_b) / 2);
    return 111.195 * sqrt(x * x + y * y);
}
