/* timex.h - the parts of the time stage (internal to it).
 *
 *   time_words.c   the words of time, one sorted table
 *   time_match.c   a grammar over pieces: where a time stands, what it says
 *   time_values.c  TIMEX3 values and intervals from calendar arithmetic
 *   times.c        pieces from tokens, memory of the report, results
 *
 * A sentence is cut into pieces, finer than tokens: runs of letters, runs of
 * digits, single marks. "1990s", "five-day", "2024-01-06" and "9:30" look the
 * same then, however the tokenizer cut them. Most sentences have no piece
 * that could begin a time, and cost one look-up a word. */
#ifndef CS_MEANING_TIMEX_H
#define CS_MEANING_TIMEX_H

#include "base/day.h"
#include "doc/doc.h"

enum cs_tx_kind {
    CS_TX_WORD, /* of no interest */
    CS_TX_NUM,  /* digits; val */
    CS_TX_HYPHEN,
    CS_TX_SLASH,
    CS_TX_COLON,
    CS_TX_COMMA,
    CS_TX_DOT,
    CS_TX_APOS,
    CS_TX_MARK, /* other marks; val: its byte */
    /* Words by what they do in a time. */
    CS_TX_CARDINAL, /* val: 1 to 90 */
    CS_TX_SCALE,    /* val: 100, 1000 */
    CS_TX_ORDINAL,  /* val: 1 to 31 */
    CS_TX_TH,       /* st, nd, rd, th after digits */
    CS_TX_S,        /* the s of "1990s", "Friday's" */
    CS_TX_TENS,     /* "eighties"; val: 80 */
    CS_TX_MONTH,    /* val: 1 to 12 */
    CS_TX_WEEKDAY,  /* val: 0 Monday; flag plural */
    CS_TX_UNIT,     /* val: enum cs_tx_unit; flag plural */
    CS_TX_WEEKEND,
    CS_TX_PART,    /* val: enum cs_tx_part */
    CS_TX_CLOCK,   /* noon, midnight, midday; val: hour */
    CS_TX_SEASON,  /* val: 0 spring .. 3 winter */
    CS_TX_DAYWORD, /* today; val: -1, 0, 1 */
    CS_TX_TONIGHT,
    CS_TX_VAGUE,   /* now, recently; val: enum cs_tx_vague */
    CS_TX_HOLIDAY, /* val: first row of the holiday table to try */
    CS_TX_EVERY,
    CS_TX_OFTEN, /* daily; val: enum cs_tx_unit */
    CS_TX_TIMES, /* once, twice, times */
    CS_TX_A,
    CS_TX_SOME, /* several, few, many: an unknown number */
    CS_TX_COUPLE,
    CS_TX_DOZEN,
    CS_TX_HALF,
    CS_TX_THE,
    CS_TX_THIS,
    CS_TX_THAT,
    CS_TX_LAST,    /* last, past, previous; val: enum cs_tx_rel */
    CS_TX_EDGE,    /* early, late, mid, end, middle; val: 1 noun */
    CS_TX_EARLIER, /* earlier, later; val: -1, 1 */
    CS_TX_AGO,
    CS_TX_BEFORE, /* before, after, since...; val: -1, 1 */
    CS_TX_FROM,
    CS_TX_OF,
    CS_TX_IN,    /* in, on, at, by, ...: what stands before a time */
    CS_TX_AND,   /* and, to, or */
    CS_TX_MORE,  /* 20 more years */
    CS_TX_ABOUT, /* nearly, about, over */
    CS_TX_OLD,
    CS_TX_FISCAL, /* fiscal, full: before a year or quarter */
    CS_TX_LONG,   /* daylong; val: enum cs_tx_unit */
    CS_TX_PERIOD,
    CS_TX_MERIDIEM, /* am, pm as one word; val: 0, 12 */
    CS_TX_ZONE,     /* gmt, utc, est */
    CS_TX_OCLOCK,
    CS_TX_PER
};

enum cs_tx_unit {
    CS_TX_SECOND,
    CS_TX_MINUTE,
    CS_TX_HOUR,
    CS_TX_DAY,
    CS_TX_WEEK,
    CS_TX_MONTHS,
    CS_TX_QUARTER,
    CS_TX_YEAR,
    CS_TX_DECADE,
    CS_TX_CENTURY
};

enum cs_tx_part {
    CS_TX_MORNING,
    CS_TX_AFTERNOON,
    CS_TX_EVENING,
    CS_TX_NIGHT,
    CS_TX_DAYTIME
};

enum cs_tx_vague { CS_TX_PRESENT, CS_TX_PAST, CS_TX_FUTURE };

enum cs_tx_rel {
    CS_TX_REL_LAST,     /* last: of publication */
    CS_TX_REL_PAST,     /* past: a stretch up to publication */
    CS_TX_REL_PREVIOUS, /* previous: of the day last spoken of */
    CS_TX_REL_NEXT,
    CS_TX_REL_COMING,
    CS_TX_REL_FOLLOWING, /* following: of the day last spoken of */
    CS_TX_REL_CURRENT,
    CS_TX_REL_LATEST,
    CS_TX_REL_RECENT,
    CS_TX_REL_SAME,
    CS_TX_REL_FUTURE
};

enum {
    CS_TX_PLURAL = 1, /* weekdays and units */
    CS_TX_ABBREV = 2, /* a dot may follow and belongs to it */
    CS_TX_UNSURE = 4, /* also a common word: may, march, sun, second */
    CS_TX_NOUN = 8    /* edge words: end, middle, beginning */
};

struct cs_tx_word {
    char text[14];
    uint8_t kind, flags;
    int16_t val;
};

struct cs_tx_piece {
    uint32_t b, e; /* bytes of doc->text */
    uint32_t tok;
    int32_t val; /* of the word, or of the digits (-1: too many) */
    uint8_t kind, flags;
    bool space; /* white space before it */
    bool upper; /* begins with a capital letter */
};

/* Where a value was counted from. */
enum cs_tx_basis {
    CS_TX_BY_WORDS,     /* it says it all itself */
    CS_TX_BY_PUBLISHED, /* the day of publication */
    CS_TX_BY_YEAR,      /* a year given earlier in the report */
    CS_TX_BY_EARLIER,   /* a day given earlier in the report */
    CS_TX_BY_EVENT      /* another event, not known yet */
};

enum { CS_TX_VALUE_CAP = 40 };

/* A time found: pieces [b, e) and what they say. */
struct cs_tx_hit {
    uint32_t b, e;
    enum cs_time_type type;
    char value[CS_TX_VALUE_CAP];
    uint32_t value_n;
    bool has_days;
    struct cs_days days;
    enum cs_precision precision;
    enum cs_tx_basis basis;
    int32_t basis_day;    /* the earlier day it was counted from */
    int32_t year;         /* the year it speaks of, 0: none */
    int32_t month;        /* 1 to 12, 0: none */
    int32_t quarter;      /* 1 to 4, 0: none */
    bool explicit_year;   /* the year stands in the words */
    int32_t after;        /* 1: N units after an event, -1: before */
    uint32_t after_piece; /* the piece that says so */
    int32_t shift_days;
};

/* What the report has said so far (rules T3 to T5). */
struct cs_tx_memory {
    int32_t day; /* last day named, CS_DAY_UNKNOWN */
    uint32_t day_sentence;
    int32_t month_day; /* first day of the month last named */
    uint32_t month_sentence;
    int32_t year; /* last year given in words, 0 */
    uint32_t year_sentence;
    uint32_t year_block;
    int32_t month_year[13];        /* year last given with a month, 0 */
    int32_t quarter_year, quarter; /* last quarter, 0 */
};

struct cs_tx {
    const struct cs_doc *doc;
    int32_t pub; /* day of publication, CS_DAY_UNKNOWN */
    struct cs_tx_memory memory;
    uint32_t sentence;
    const struct cs_tx_piece *p;
    uint32_t n; /* pieces of the sentence */
};

/* The word of time behind n bytes in any case, or NULL. `first` is the index
 * that cs_tx_words_index filled. */
struct cs_tx_index {
    uint16_t at[27];   /* rows of each first letter */
    uint16_t lens[26]; /* bit n: some row has n letters */
};
void cs_tx_words_index(struct cs_tx_index *index);
const struct cs_tx_word *cs_tx_word_find(const struct cs_tx_index *index,
                                         const char *p, size_t n);

/* Match a time that begins at piece `at`; CASUS_ABSENT where none does. */
enum casus_status cs_tx_match(const struct cs_tx *tx, uint32_t at,
                              struct cs_tx_hit *hit);

/* Which way the words around pieces [b, e) look: 1 future, -1 past, 0 no
 * sign. Rule T2. */
int cs_tx_direction(const struct cs_tx *tx, uint32_t b, uint32_t e);

/* --- reading pieces ------------------------------------------------------ */

/* Kind of a piece; CS_TX_WORD past either end. */
static inline enum cs_tx_kind cs_tx_kind_at(const struct cs_tx *tx, uint32_t i)
{
    return i < tx->n ? (enum cs_tx_kind)tx->p[i].kind : CS_TX_WORD;
}

/* Kind of the piece before `i`. */
static inline enum cs_tx_kind cs_tx_kind_before(const struct cs_tx *tx,
                                                uint32_t i)
{
    return i > 0 && i <= tx->n ? (enum cs_tx_kind)tx->p[i - 1].kind
                               : CS_TX_WORD;
}

static inline int32_t cs_tx_val(const struct cs_tx *tx, uint32_t i)
{
    return i < tx->n ? tx->p[i].val : -1;
}

/* True where a piece of that kind follows without a space. */
static inline bool cs_tx_glued(const struct cs_tx *tx, uint32_t i,
                               enum cs_tx_kind kind)
{
    return i < tx->n && tx->p[i].kind == kind && !tx->p[i].space;
}

static inline uint32_t cs_tx_digits(const struct cs_tx *tx, uint32_t i)
{
    return i < tx->n && tx->p[i].kind == CS_TX_NUM ? tx->p[i].e - tx->p[i].b
                                                   : 0;
}

/* The piece's letters, in any case, against lower-case ones. */
bool cs_tx_is(const struct cs_tx *tx, uint32_t i, const char *word);

/* A count: "5", "2,000", "twenty-five", "a few", "1 1/2". *n -1: unknown.
 * False where none begins at `at`; *end is past it. */
bool cs_tx_number(const struct cs_tx *tx, uint32_t at, int32_t *n,
                  int32_t *halves, uint32_t *end);
/* "third", "3rd", "second": 1 to 31. */
bool cs_tx_ordinal(const struct cs_tx *tx, uint32_t at, int32_t *n,
                   uint32_t *end);
/* "2014", "'88", "nineteen ninety-four". */
bool cs_tx_year(const struct cs_tx *tx, uint32_t at, int32_t *year,
                uint32_t *end);

/* --- matchers: false where no such time begins at `at`; hit->e is set ---- */

bool cs_tx_numeric_date(const struct cs_tx *tx, uint32_t at,
                        struct cs_tx_hit *hit); /* 2024-01-06, 6/1/2024 */
bool cs_tx_day_month(const struct cs_tx *tx, uint32_t at,
                     struct cs_tx_hit *hit); /* 6 January, 3-4 May 88 */
bool cs_tx_month(const struct cs_tx *tx, uint32_t at,
                 struct cs_tx_hit *hit); /* May 3-4, 2005; May 2005; May */
bool cs_tx_weekday(const struct cs_tx *tx, uint32_t at,
                   struct cs_tx_hit *hit); /* Friday; Friday, 6 May */
bool cs_tx_clock(const struct cs_tx *tx, uint32_t at,
                 struct cs_tx_hit *hit); /* 9:30 a.m., noon, 1800 GMT */
bool cs_tx_bare_year(const struct cs_tx *tx, uint32_t at,
                     struct cs_tx_hit *hit); /* 2014, 1990s */
bool cs_tx_feast(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit);
bool cs_tx_season(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit);
bool cs_tx_dayword(const struct cs_tx *tx, uint32_t at,
                   struct cs_tx_hit *hit); /* today, tomorrow night */
bool cs_tx_century(const struct cs_tx *tx, uint32_t at,
                   struct cs_tx_hit *hit); /* 20th century */
bool cs_tx_quarter(const struct cs_tx *tx, uint32_t at,
                   struct cs_tx_hit *hit); /* third quarter, first half */
bool cs_tx_duration(const struct cs_tx *tx, uint32_t at,
                    struct cs_tx_hit *hit); /* two weeks, three days ago */
bool cs_tx_relative(const struct cs_tx *tx, uint32_t at,
                    struct cs_tx_hit *hit); /* last week, the past 3 months */
bool cs_tx_set(const struct cs_tx *tx, uint32_t at,
               struct cs_tx_hit *hit); /* every day, twice a week */

/* "after the strike" at `piece`: n units from an event (side -1 before), which
 * a later stage knows. */
void cs_tx_set_beside(struct cs_tx_hit *hit, uint32_t piece, int32_t n,
                      enum cs_tx_unit unit, int32_t side);

/* Add "night" or "at 9 a.m." standing behind a day. */
void cs_tx_take_part(const struct cs_tx *tx, struct cs_tx_hit *hit);

/* A weekday, month or season that is named alone, counted from publication.
 * side: -1 the last, 1 the next, 0 let the tense decide. */
void cs_tx_resolve_weekday(const struct cs_tx *tx, int32_t weekday, int side,
                           struct cs_tx_hit *hit);
void cs_tx_resolve_month(const struct cs_tx *tx, int32_t month, int side,
                         struct cs_tx_hit *hit);
void cs_tx_resolve_season(const struct cs_tx *tx, int32_t season, int side,
                          struct cs_tx_hit *hit);

/* The day that "that day", "the following day" is counted from: the last one
 * named in this or the few sentences before; CS_DAY_UNKNOWN. */
int32_t cs_tx_earlier_day(const struct cs_tx *tx);

/* Rule T11: a time of day without its day bears the day of publication in its
 * value, as annotators write it, but tells no day. earlier: as above. */
void cs_tx_forget_guess(struct cs_tx_hit *hit, int32_t earlier);

/* --- values (time_values.c): each sets value, type, days and precision --- */

void cs_tx_set_day(struct cs_tx_hit *hit, int32_t day);
void cs_tx_set_week(struct cs_tx_hit *hit, int32_t day); /* holding the day */
void cs_tx_set_weekend(struct cs_tx_hit *hit, int32_t day);
void cs_tx_set_month(struct cs_tx_hit *hit, int32_t year, int32_t month);
void cs_tx_set_quarter(struct cs_tx_hit *hit, int32_t year, int32_t quarter);
void cs_tx_set_half(struct cs_tx_hit *hit, int32_t year, int32_t half);
void cs_tx_set_season(struct cs_tx_hit *hit, int32_t year, int32_t season);
void cs_tx_set_year(struct cs_tx_hit *hit, int32_t year);
void cs_tx_set_decade(struct cs_tx_hit *hit, int32_t first_year);
void cs_tx_set_century(struct cs_tx_hit *hit, int32_t number);
/* A value alone, no days: "PRESENT_REF", "XXXX-WXX-5". */
void cs_tx_set_text(struct cs_tx_hit *hit, enum cs_time_type type,
                    const char *value);
/* "P2W"; n < 0: an unknown number, "PXW"; halves: half units to add. */
void cs_tx_set_duration(struct cs_tx_hit *hit, int32_t n, int32_t halves,
                        enum cs_tx_unit unit);
/* Day `hit` (or a value of unknown day) with "TNI", "T09:30" behind. */
void cs_tx_add_part(struct cs_tx_hit *hit, enum cs_tx_part part);
void cs_tx_add_clock(struct cs_tx_hit *hit, int32_t hour, int32_t minute);
/* The unit that lies n units from the one that holds day `from`; where the
 * day is unknown, the unit's value with X. */
void cs_tx_set_shifted(struct cs_tx_hit *hit, int32_t from,
                       enum cs_tx_unit unit, int32_t n);
/* Whole days of a unit, for distances: a month is 30, a year 365. */
int32_t cs_tx_unit_days(enum cs_tx_unit unit);
/* Day of Easter Sunday (Gregorian). */
int32_t cs_tx_easter(int32_t year);
/* Row `first` or the longest that matches the pieces at `at`: the day of a
 * feast in a year; *end past its words. CASUS_ABSENT: none. */
enum casus_status cs_tx_holiday(const struct cs_tx *tx, uint32_t at,
                                uint32_t *end, int32_t *row);
int32_t cs_tx_holiday_day(int32_t row, int32_t year);
/* For how many days it is kept. */
int32_t cs_tx_holiday_length(int32_t row);

#endif
