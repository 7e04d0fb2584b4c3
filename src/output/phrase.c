#include "output/phrase.h"

#include "output/offsets.h"

static void add(struct cs_phrase *phrase, const char *s, size_t n)
{
    const size_t room = sizeof phrase->text - 1 - phrase->n;
    if (n > room) {
        n = room;
        /* Never half a character. */
        while (n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80)
            n--;
    }
    memcpy(phrase->text + phrase->n, s, n);
    phrase->n += n;
    phrase->text[phrase->n] = '\0';
}

static void add_cstr(struct cs_phrase *phrase, const char *s)
{
    add(phrase, s, strlen(s));
}

struct cs_phrase cs_phrase_day(const struct cs_when *when)
{
    struct cs_phrase phrase = { "", 0 };
    char first[11], last[11];
    if (!when->known) {
        add_cstr(&phrase, "no date");
        return phrase;
    }
    cs_days_inclusive(when->days, first, last);
    if (memcmp(first, last, 10) == 0) {
        add(&phrase, first, 10);
    } else if (memcmp(first, last, 7) == 0) {
        add(&phrase, first, 7);
    } else {
        add(&phrase, first, 4);
        if (memcmp(first, last, 4) != 0) {
            add_cstr(&phrase, "–");
            add(&phrase, last, 4);
        }
    }
    return phrase;
}

struct cs_phrase cs_phrase_days(const struct cs_when *when)
{
    struct cs_phrase phrase = { "", 0 };
    char first[11], last[11];
    if (!when->known)
        return phrase;
    cs_days_inclusive(when->days, first, last);
    add_cstr(&phrase, first);
    if (memcmp(first, last, 10) != 0) {
        add_cstr(&phrase, " to ");
        add_cstr(&phrase, last);
    }
    return phrase;
}

/* With commas between groups of three digits. */
static void add_number(struct cs_phrase *phrase, int64_t value)
{
    char digits[28];
    size_t at = sizeof digits;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    int n = 0;
    do {
        if (n > 0 && n % 3 == 0)
            digits[--at] = ',';
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
        n++;
    } while (rest > 0);
    if (value < 0)
        digits[--at] = '-';
    add(phrase, digits + at, sizeof digits - at);
}

struct cs_phrase cs_phrase_bounds(struct cs_bounds bounds)
{
    struct cs_phrase phrase = { "", 0 };
    const bool has_min = bounds.min != CS_UNBOUNDED;
    const bool has_max = bounds.max != CS_UNBOUNDED;
    if (!has_min && !has_max) {
        add_cstr(&phrase, "some");
        return phrase;
    }
    if (!has_max)
        add_cstr(&phrase, "at least ");
    else if (!has_min)
        add_cstr(&phrase, "up to ");
    if (bounds.approximate)
        add_cstr(&phrase, "about ");
    add_number(&phrase, has_min ? bounds.min : bounds.max);
    if (has_min && has_max && bounds.min != bounds.max) {
        add_cstr(&phrase, " to ");
        add_number(&phrase, bounds.max);
    }
    return phrase;
}

struct cs_phrase cs_phrase_counts(const struct cs_event *event)
{
    struct cs_phrase phrase = { "", 0 };
    const struct {
        const struct cs_count *count;
        const char *what;
    } parts[] = {
        { &event->killed, " killed" },
        { &event->injured, " injured" },
        { &event->size, " taking part" },
    };
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (!parts[i].count->given)
            continue;
        if (phrase.n > 0)
            add_cstr(&phrase, " · ");
        add_cstr(&phrase, cs_phrase_bounds(parts[i].count->bounds).text);
        add_cstr(&phrase, parts[i].what);
    }
    return phrase;
}

struct cs_phrase cs_phrase_place(const struct cs_place *place)
{
    struct cs_phrase phrase = { "", 0 };
    if (place == NULL)
        return phrase;
    add(&phrase, place->name.p, place->name.n);
    if (place->country[0] != '\0' &&
        (phrase.n == 0 || (place->precision != CS_PLACE_COUNTRY &&
                           place->precision != CS_PLACE_REGION))) {
        add_cstr(&phrase, phrase.n == 0 ? "" : ", ");
        add_cstr(&phrase, place->country);
    }
    return phrase;
}

const char *cs_sector_words(const char *sector)
{
    static const struct {
        const char *code, *words;
    } table[] = {
        { "AGR", "agriculture" },
        { "BUS", "business" },
        { "COP", "police" },
        { "CRM", "criminals" },
        { "CVL", "civilians" },
        { "EDU", "education" },
        { "ELI", "elites" },
        { "EUR", "European Union" },
        { "GOV", "government" },
        { "IGO", "international organisation" },
        { "IMG", "international armed group" },
        { "JRN", "journalists" },
        { "JUD", "courts" },
        { "LAB", "labour" },
        { "LEG", "parliament" },
        { "MED", "health workers" },
        { "MIL", "military" },
        { "MNC", "multinational company" },
        { "NGO", "non-governmental organisation" },
        { "OPP", "opposition" },
        { "PRM", "paramilitaries" },
        { "PTY", "political party" },
        { "REB", "rebels" },
        { "REF", "refugees" },
        { "REL", "religious group" },
        { "SOC", "civil society" },
        { "SPY", "intelligence service" },
        { "UAF", "unidentified armed force" },
        { "UNO", "United Nations" },
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        if (strcmp(table[i].code, sector) == 0)
            return table[i].words;
    }
    return NULL;
}
