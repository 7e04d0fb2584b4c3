/* time_dates.c - dates of the calendar: numbers, months, weekdays, clocks.
 *
 * A date that lacks its year or week takes it from the report: rules T2 to
 * T5 of docs/rules/times.md. */
#include "meaning/timex.h"

/* How far a remembered day carries, in sentences. */
enum { EARLIER_REACH = 3, YEAR_REACH = 2 };

bool cs_tx_is(const struct cs_tx *tx, uint32_t i, const char *word)
{
    if (i >= tx->n)
        return false;
    const struct cs_tx_piece *p = &tx->p[i];
    const struct cs_str text = { tx->doc->text.p + p->b, p->e - p->b };
    return cs_str_eq_nocase(text, cs_str_of(word));
}

int32_t cs_tx_earlier_day(const struct cs_tx *tx)
{
    const struct cs_tx_memory *m = &tx->memory;
    if (m->day == CS_DAY_UNKNOWN ||
        tx->sentence - m->day_sentence > EARLIER_REACH)
        return CS_DAY_UNKNOWN;
    return m->day;
}

void cs_tx_forget_guess(struct cs_tx_hit *hit, int32_t earlier)
{
    if (earlier != CS_DAY_UNKNOWN)
        return;
    hit->has_days = false;
    hit->precision = CS_PRECISION_UNKNOWN;
}

/* --- numbers ------------------------------------------------------------- */

static bool digits_number(const struct cs_tx *tx, uint32_t at, int32_t *n,
                          int32_t *halves, uint32_t *end)
{
    int32_t v = cs_tx_val(tx, at);
    uint32_t e = at + 1;
    if (v < 0)
        return false;
    while (cs_tx_glued(tx, e, CS_TX_COMMA) &&
           cs_tx_glued(tx, e + 1, CS_TX_NUM) && cs_tx_digits(tx, e + 1) == 3 &&
           v < 1000000) {
        v = v * 1000 + cs_tx_val(tx, e + 1);
        e += 2;
    }
    if (cs_tx_glued(tx, e, CS_TX_DOT) && cs_tx_glued(tx, e + 1, CS_TX_NUM)) {
        *halves = cs_tx_val(tx, e + 1) == 5;
        e += 2;
    } else if (cs_tx_kind_at(tx, e) == CS_TX_NUM && cs_tx_val(tx, e) == 1 &&
               cs_tx_glued(tx, e + 1, CS_TX_SLASH) &&
               cs_tx_val(tx, e + 2) == 2) {
        *halves = 1;
        e += 3;
    }
    *n = v;
    *end = e;
    return true;
}

static void spelled_number(const struct cs_tx *tx, uint32_t at, int32_t *n,
                           uint32_t *end)
{
    int32_t v = cs_tx_val(tx, at);
    uint32_t e = at + 1;
    if (v >= 20 && v % 10 == 0) {
        const uint32_t low = cs_tx_kind_at(tx, e) == CS_TX_HYPHEN ? e + 1 : e;
        if (cs_tx_kind_at(tx, low) == CS_TX_CARDINAL &&
            cs_tx_val(tx, low) < 10) {
            v += cs_tx_val(tx, low);
            e = low + 1;
        }
    }
    while (cs_tx_kind_at(tx, e) == CS_TX_SCALE && v < 100000)
        v *= cs_tx_val(tx, e++);
    *n = v;
    *end = e;
}

/* "a few", "a couple of", "a hundred", "several", "an". */
static bool vague_number(const struct cs_tx *tx, uint32_t at, int32_t *n,
                         uint32_t *end)
{
    uint32_t e = at;
    const bool article = cs_tx_kind_at(tx, e) == CS_TX_A;
    *n = 1;
    if (article)
        e++;
    switch (cs_tx_kind_at(tx, e)) {
    case CS_TX_SOME:
        *n = -1;
        e++;
        break;
    case CS_TX_COUPLE:
    case CS_TX_DOZEN:
    case CS_TX_SCALE:
        *n = cs_tx_val(tx, e++);
        break;
    default:
        if (!article)
            return false;
    }
    if (e > at + (article ? 1u : 0u) && cs_tx_kind_at(tx, e) == CS_TX_OF)
        e++;
    *end = e;
    return true;
}

bool cs_tx_number(const struct cs_tx *tx, uint32_t at, int32_t *n,
                  int32_t *halves, uint32_t *end)
{
    *halves = 0;
    if (cs_tx_kind_at(tx, at) == CS_TX_NUM)
        return digits_number(tx, at, n, halves, end);
    if (cs_tx_kind_at(tx, at) == CS_TX_CARDINAL) {
        spelled_number(tx, at, n, end);
        return true;
    }
    if (cs_tx_kind_at(tx, at) == CS_TX_HALF &&
        cs_tx_kind_at(tx, at + 1) == CS_TX_A) {
        *n = 0;
        *halves = 1;
        *end = at + 2;
        return true;
    }
    return vague_number(tx, at, n, end);
}

bool cs_tx_ordinal(const struct cs_tx *tx, uint32_t at, int32_t *n,
                   uint32_t *end)
{
    uint32_t e = at + 1;
    *n = cs_tx_val(tx, at);
    switch (cs_tx_kind_at(tx, at)) {
    case CS_TX_ORDINAL:
        break;
    case CS_TX_UNIT: /* "second" */
        if (*n != CS_TX_SECOND || (tx->p[at].flags & CS_TX_PLURAL))
            return false;
        *n = 2;
        break;
    case CS_TX_NUM:
        if (!cs_tx_glued(tx, e, CS_TX_TH))
            return false;
        e++;
        break;
    case CS_TX_CARDINAL: /* "twenty-first" */
        if (cs_tx_kind_at(tx, e) != CS_TX_HYPHEN || *n < 20 ||
            cs_tx_kind_at(tx, e + 1) != CS_TX_ORDINAL)
            return false;
        *n += cs_tx_val(tx, e + 1);
        e += 2;
        break;
    default:
        return false;
    }
    *end = e;
    return *n >= 1 && *n <= 31;
}

/* "nineteen ninety-four", "two thousand and five". */
static bool spelled_year(const struct cs_tx *tx, uint32_t at, int32_t *year,
                         uint32_t *end)
{
    const int32_t head = cs_tx_val(tx, at);
    int32_t low = 0, halves;
    if ((head == 19 || head == 20) &&
        cs_tx_kind_at(tx, at + 1) == CS_TX_CARDINAL) {
        if (!cs_tx_number(tx, at + 1, &low, &halves, end) || low < 10 ||
            low > 99)
            return false;
        *year = head * 100 + low;
        return true;
    }
    if (head != 2 || cs_tx_kind_at(tx, at + 1) != CS_TX_SCALE ||
        cs_tx_val(tx, at + 1) != 1000)
        return false;
    *end = at + 2;
    const uint32_t next =
        cs_tx_kind_at(tx, *end) == CS_TX_AND ? *end + 1 : *end;
    if (cs_tx_kind_at(tx, next) == CS_TX_CARDINAL) {
        spelled_number(tx, next, &low, end);
        if (low > 99)
            return false;
    }
    *year = 2000 + low;
    return true;
}

/* A year of two digits: the one nearest to now that is not far ahead. */
static int32_t short_year(int32_t v)
{
    return v < 40 ? 2000 + v : 1900 + v;
}

bool cs_tx_year(const struct cs_tx *tx, uint32_t at, int32_t *year,
                uint32_t *end)
{
    switch (cs_tx_kind_at(tx, at)) {
    case CS_TX_NUM:
        *year = cs_tx_val(tx, at);
        *end = at + 1;
        return cs_tx_digits(tx, at) == 4 && *year >= 1000 && *year < 2200 &&
               !(cs_tx_glued(tx, at + 1, CS_TX_DOT) &&
                 cs_tx_glued(tx, at + 2, CS_TX_NUM));
    case CS_TX_APOS:
        if (!cs_tx_glued(tx, at + 1, CS_TX_NUM) ||
            cs_tx_digits(tx, at + 1) != 2)
            return false;
        *year = short_year(cs_tx_val(tx, at + 1));
        *end = at + 2;
        return true;
    case CS_TX_CARDINAL:
        return spelled_year(tx, at, year, end);
    default:
        return false;
    }
}

/* --- what a date leaves out ---------------------------------------------- */

/* Rule T4: the year of a day and month, or of a month (day 0). */
static int32_t missing_year(const struct cs_tx *tx, int32_t month, int32_t day,
                            struct cs_tx_hit *hit)
{
    const struct cs_tx_memory *m = &tx->memory;
    hit->basis = CS_TX_BY_YEAR;
    if (tx->pub == CS_DAY_UNKNOWN)
        return m->month_year[month] != 0 ? m->month_year[month] : m->year;
    const struct cs_date pub = cs_date_of(tx->pub);
    /* "In 1989 students held the square before the night of June 3" */
    if (m->year != 0 && m->year < pub.year - 1 &&
        m->year_sentence == tx->sentence)
        return m->year;
    int32_t months = month - pub.month; /* ahead of publication */
    if (months < 0)
        months += 12;
    /* Not a day of about now: the year that came with the same month, or
     * the earlier year that the paragraph is about. */
    if (day > 0 && months > 2 && months < 9) {
        if (m->month_year[month] != 0 && m->month_year[month] < pub.year - 1)
            return m->month_year[month];
        if (m->year != 0 && m->year < pub.year - 1 &&
            tx->sentence - m->year_sentence <= YEAR_REACH &&
            tx->doc->sentences[tx->sentence].block == m->year_block)
            return m->year;
    }
    hit->basis = CS_TX_BY_PUBLISHED;
    if (months == 0)
        return pub.year;
    int direction = cs_tx_direction(tx, hit->b, hit->e);
    if (cs_tx_is(tx, hit->b - 1, "by") || cs_tx_is(tx, hit->b - 1, "until"))
        direction = 1;
    /* Nearest month; news looks back further than it looks ahead. */
    const int32_t near_months = day > 0 ? 3 : 2;
    const int32_t ahead = direction > 0   ? 9
                          : direction < 0 ? (day > 0 ? 2 : 1)
                                          : near_months;
    const int32_t year = pub.year + (pub.month + months > 12);
    return months <= ahead ? year : year - 1;
}

static bool finish_day(const struct cs_tx *tx, struct cs_date date,
                       int32_t last_day, struct cs_tx_hit *hit)
{
    const bool given = date.year != 0;
    if (!given)
        date.year = missing_year(tx, date.month, date.day, hit);
    if (date.year == 0) {
        char text[] = "XXXX-00-00";
        const int32_t in_month = cs_days_in_month(2000, date.month);
        if (date.day < 1 || date.day > in_month)
            return false;
        text[5] = (char)('0' + date.month / 10);
        text[6] = (char)('0' + date.month % 10);
        text[8] = (char)('0' + date.day / 10);
        text[9] = (char)('0' + date.day % 10);
        cs_tx_set_text(hit, CS_TIME_DATE, text);
        return true;
    }
    if (!cs_date_valid(date))
        return false;
    cs_tx_set_day(hit, cs_day_of(date));
    hit->explicit_year = given;
    if (last_day > date.day &&
        last_day <= cs_days_in_month(date.year, date.month))
        hit->days.to += last_day - date.day;
    return true;
}

/* --- numeric dates ------------------------------------------------------- */

/* Two numbers that could both be the month: the reading that lies shortly
 * before publication, where only one does. */
static bool ambiguous_order(const struct cs_tx *tx, int32_t year, int32_t a,
                            int32_t b, struct cs_date *date)
{
    const struct cs_date dmy = { year, b, a }, mdy = { year, a, b };
    enum { NEAR = 60 };
    if (tx->pub == CS_DAY_UNKNOWN)
        return false;
    const int32_t back_dmy = tx->pub - cs_day_of(dmy);
    const int32_t back_mdy = tx->pub - cs_day_of(mdy);
    const bool near_dmy = back_dmy >= 0 && back_dmy < NEAR;
    const bool near_mdy = back_mdy >= 0 && back_mdy < NEAR;
    *date = near_dmy ? dmy : mdy;
    return near_dmy != near_mdy;
}

static bool slashed_date(const struct cs_tx *tx, uint32_t at,
                         enum cs_tx_kind mark, struct cs_tx_hit *hit)
{
    const int32_t a = cs_tx_val(tx, at), b = cs_tx_val(tx, at + 2);
    int32_t year = cs_tx_val(tx, at + 4);
    const uint32_t digits = cs_tx_digits(tx, at + 4);
    if (!cs_tx_glued(tx, at + 3, mark) || !cs_tx_glued(tx, at + 4, CS_TX_NUM) ||
        cs_tx_digits(tx, at) > 2 || cs_tx_digits(tx, at + 2) > 2 ||
        (digits != 2 && digits != 4))
        return false;
    if (digits == 2)
        year = short_year(year);
    if (a < 1 || b < 1 || a > 31 || b > 31 || (a > 12 && b > 12) || year < 1000)
        return false;
    hit->e = at + 5;
    struct cs_date date = { year, a, b };
    if (a > 12 || (a != b && b <= 12 && mark == CS_TX_DOT))
        date = (struct cs_date){ year, b, a };
    else if (b <= 12 && a != b && !ambiguous_order(tx, year, a, b, &date)) {
        cs_tx_set_year(hit, year); /* the day could be either */
        hit->explicit_year = true;
        return true;
    }
    return finish_day(tx, date, 0, hit);
}

static bool iso_date(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit)
{
    const enum cs_tx_kind mark = cs_tx_kind_at(tx, at + 1);
    if (cs_tx_digits(tx, at) != 4 || cs_tx_digits(tx, at + 2) != 2 ||
        !cs_tx_glued(tx, at + 3, mark) || !cs_tx_glued(tx, at + 4, CS_TX_NUM) ||
        cs_tx_digits(tx, at + 4) != 2)
        return false;
    const struct cs_date date = { cs_tx_val(tx, at), cs_tx_val(tx, at + 2),
                                  cs_tx_val(tx, at + 4) };
    hit->e = at + 5;
    if (date.year < 1000 || !finish_day(tx, date, 0, hit))
        return false;
    /* T06:48 */
    if (cs_tx_is(tx, at + 5, "t") && cs_tx_glued(tx, at + 6, CS_TX_NUM) &&
        cs_tx_glued(tx, at + 7, CS_TX_COLON) &&
        cs_tx_glued(tx, at + 8, CS_TX_NUM) && cs_tx_val(tx, at + 6) < 25 &&
        cs_tx_val(tx, at + 8) < 60) {
        cs_tx_add_clock(hit, cs_tx_val(tx, at + 6), cs_tx_val(tx, at + 8));
        hit->e = at + 9;
    }
    return true;
}

bool cs_tx_numeric_date(const struct cs_tx *tx, uint32_t at,
                        struct cs_tx_hit *hit)
{
    const enum cs_tx_kind mark = cs_tx_kind_at(tx, at + 1);
    if ((mark != CS_TX_HYPHEN && mark != CS_TX_SLASH && mark != CS_TX_DOT) ||
        !cs_tx_glued(tx, at + 1, mark) || !cs_tx_glued(tx, at + 2, CS_TX_NUM))
        return false;
    if (mark != CS_TX_DOT && iso_date(tx, at, hit))
        return true;
    return mark != CS_TX_HYPHEN && slashed_date(tx, at, mark, hit);
}

/* --- day and month ------------------------------------------------------- */

/* The month's name at `at`, with its dot. */
static bool month_name(const struct cs_tx *tx, uint32_t at, int32_t *month,
                       uint32_t *end)
{
    if (cs_tx_kind_at(tx, at) != CS_TX_MONTH)
        return false;
    *month = cs_tx_val(tx, at);
    *end = at + 1;
    if ((tx->p[at].flags & CS_TX_ABBREV) && cs_tx_glued(tx, *end, CS_TX_DOT))
        *end += 1;
    return true;
}

/* A year that stands behind a date: ", 2024", " 2024", " 88" (the last only
 * where nothing that is counted can follow). */
static int32_t year_behind(const struct cs_tx *tx, uint32_t *end, bool two)
{
    uint32_t at = *end, e;
    int32_t year;
    if (cs_tx_kind_at(tx, at) == CS_TX_COMMA ||
        cs_tx_kind_at(tx, at) == CS_TX_OF)
        at++;
    if (cs_tx_year(tx, at, &year, &e)) {
        *end = e;
        return year;
    }
    if (two && at == *end && cs_tx_digits(tx, at) == 2 &&
        cs_tx_kind_at(tx, at + 1) != CS_TX_UNIT &&
        !cs_tx_glued(tx, at + 1, CS_TX_COLON) && cs_tx_val(tx, at) >= 40) {
        year = 1900 + cs_tx_val(tx, at);
        *end = at + 1;
        return year;
    }
    /* "October this year", "April next year" */
    if (tx->pub == CS_DAY_UNKNOWN || cs_tx_kind_at(tx, at + 1) != CS_TX_UNIT ||
        cs_tx_val(tx, at + 1) != CS_TX_YEAR)
        return 0;
    const int32_t now = cs_date_of(tx->pub).year;
    int32_t shift = 0;
    if (cs_tx_kind_at(tx, at) == CS_TX_LAST &&
        cs_tx_val(tx, at) == CS_TX_REL_LAST)
        shift = -1;
    else if (cs_tx_kind_at(tx, at) == CS_TX_LAST &&
             cs_tx_val(tx, at) == CS_TX_REL_NEXT)
        shift = 1;
    else if (cs_tx_kind_at(tx, at) != CS_TX_THIS)
        return 0;
    *end = at + 2;
    return now + shift;
}

/* A day of the month: "5", "5th", "fifth"; `second` may follow a mark. */
static bool day_number(const struct cs_tx *tx, uint32_t at, int32_t *day,
                       uint32_t *end)
{
    if (cs_tx_ordinal(tx, at, day, end))
        return true;
    *day = cs_tx_val(tx, at);
    *end = at + 1;
    return cs_tx_digits(tx, at) > 0 && cs_tx_digits(tx, at) <= 2 && *day >= 1 &&
           *day <= 31 &&
           !(cs_tx_glued(tx, at + 1, CS_TX_COLON) &&
             cs_tx_glued(tx, at + 2, CS_TX_NUM));
}

/* The second day of "3-4", "3 and 4", "3 to 4"; 0: none. */
static int32_t day_range(const struct cs_tx *tx, int32_t first, uint32_t *end)
{
    const enum cs_tx_kind mark = cs_tx_kind_at(tx, *end);
    int32_t day;
    uint32_t e;
    /* "3, 4 and 5": days that follow one another */
    if (mark == CS_TX_COMMA) {
        int32_t before = first;
        uint32_t at = *end;
        while (cs_tx_kind_at(tx, at) == CS_TX_COMMA &&
               day_number(tx, at + 1, &day, &e) && day == before + 1) {
            before = day;
            at = e;
        }
        if (before == first || cs_tx_kind_at(tx, at) != CS_TX_AND ||
            !day_number(tx, at + 1, &day, &e) || day != before + 1)
            return 0;
        *end = e;
        return day;
    }
    if ((mark != CS_TX_HYPHEN && mark != CS_TX_SLASH && mark != CS_TX_AND) ||
        !day_number(tx, *end + 1, &day, &e) ||
        cs_tx_kind_at(tx, e) == CS_TX_UNIT)
        return 0;
    *end = e;
    return day;
}

/* "of this month", "of last month": year and month beside publication's. */
static bool month_of_publication(const struct cs_tx *tx, uint32_t at,
                                 struct cs_date *date, uint32_t *end)
{
    const enum cs_tx_kind kind = cs_tx_kind_at(tx, at);
    const bool last = kind == CS_TX_LAST && cs_tx_is(tx, at, "last");
    const bool next = kind == CS_TX_LAST && cs_tx_is(tx, at, "next");
    if ((kind != CS_TX_THIS && !last && !next) ||
        cs_tx_kind_at(tx, at + 1) != CS_TX_UNIT ||
        cs_tx_val(tx, at + 1) != CS_TX_MONTHS || tx->pub == CS_DAY_UNKNOWN)
        return false;
    const struct cs_date pub = cs_date_of(tx->pub);
    const int32_t month = pub.year * 12 + pub.month - 1 + next - last;
    date->year = month / 12;
    date->month = month % 12 + 1;
    *end = at + 2;
    return true;
}

bool cs_tx_day_month(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit)
{
    struct cs_date date = { 0, 0, 0 };
    uint32_t e;
    if (!day_number(tx, at, &date.day, &e))
        return false;
    uint32_t e_range = e;
    const int32_t last = day_range(tx, date.day, &e_range);
    if (last != 0)
        e = e_range;
    if (cs_tx_kind_at(tx, e) == CS_TX_OF ||
        (cs_tx_kind_at(tx, e) == CS_TX_HYPHEN && !tx->p[e].space))
        e++;
    if (month_of_publication(tx, e, &date, &e)) {
        hit->e = e;
        hit->basis = CS_TX_BY_PUBLISHED;
        return finish_day(tx, date, last, hit);
    }
    if (!month_name(tx, e, &date.month, &e))
        return false;
    if (cs_tx_glued(tx, e, CS_TX_HYPHEN))
        e++;
    date.year = year_behind(tx, &e, true);
    hit->e = e;
    return finish_day(tx, date, last, hit);
}

/* Written as a name, or a word that can be nothing else: reports in small
 * letters throughout have "tuesday" and "august", but "sat", "jan" and "may"
 * are words, abbreviations and persons there. */
static bool reads_as_name(const struct cs_tx_piece *p)
{
    return p->upper || (p->flags & (CS_TX_ABBREV | CS_TX_UNSURE)) == 0;
}

/* "may" and "march" are months only where the words beside them say so. */
static bool month_is_meant(const struct cs_tx *tx, uint32_t at, uint32_t e)
{
    if (!(tx->p[at].flags & CS_TX_UNSURE))
        return true;
    if (!tx->p[at].upper)
        return false;
    int32_t n;
    uint32_t x;
    if (day_number(tx, e, &n, &x) || cs_tx_year(tx, e, &n, &x))
        return true;
    switch (cs_tx_kind_before(tx, at)) {
    case CS_TX_IN:
    case CS_TX_OF:
    case CS_TX_FROM:
    case CS_TX_LAST:
    case CS_TX_EDGE:
    case CS_TX_HYPHEN:
    case CS_TX_THIS:
    case CS_TX_BEFORE:
        return true;
    case CS_TX_AND: /* "April and May" */
        return at > 1 && cs_tx_kind_before(tx, at - 1) == CS_TX_MONTH;
    default:
        return false;
    }
}

/* "from March to May 2023", "October-November 2023": the year of the second
 * month is that of the first; 0 for none. */
static int32_t year_of_range(const struct cs_tx *tx, uint32_t at)
{
    int32_t month, year;
    uint32_t e, year_e;
    if (cs_tx_kind_at(tx, at) != CS_TX_HYPHEN &&
        cs_tx_kind_at(tx, at) != CS_TX_AND && !cs_tx_is(tx, at, "to") &&
        !cs_tx_is(tx, at, "through") && !cs_tx_is(tx, at, "until"))
        return 0;
    return month_name(tx, at + 1, &month, &e) &&
                   cs_tx_year(tx, e, &year, &year_e)
               ? year
               : 0;
}

bool cs_tx_month(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit)
{
    struct cs_date date = { 0, 0, 0 };
    uint32_t e, day_e;
    if (!month_name(tx, at, &date.month, &e) || !month_is_meant(tx, at, e) ||
        !reads_as_name(&tx->p[at]))
        return false;
    if (cs_tx_kind_at(tx, e) == CS_TX_THE &&
        cs_tx_ordinal(tx, e + 1, &date.day, &day_e))
        e++;
    if (day_number(tx, e, &date.day, &day_e) &&
        !(cs_tx_kind_at(tx, e) == CS_TX_UNIT)) {
        uint32_t range_e = day_e;
        const int32_t last = day_range(tx, date.day, &range_e);
        e = last != 0 ? range_e : day_e;
        date.year = year_behind(tx, &e, false);
        hit->e = e;
        if (finish_day(tx, date, last, hit))
            return true;
        month_name(tx, at, &date.month, &e);
    }
    date.year = year_behind(tx, &e, false);
    hit->e = e;
    if (date.year == 0 && (date.year = year_of_range(tx, e)) != 0) {
        cs_tx_set_month(hit, date.year, date.month);
        return true;
    }
    if (date.year != 0) {
        cs_tx_set_month(hit, date.year, date.month);
        hit->explicit_year = true;
        return true;
    }
    /* The dot of an abbreviation alone may end the sentence. */
    hit->e = at + 1;
    cs_tx_resolve_month(tx, date.month, 0, hit);
    return true;
}

void cs_tx_resolve_month(const struct cs_tx *tx, int32_t month, int side,
                         struct cs_tx_hit *hit)
{
    int32_t year = 0;
    if (side != 0 && tx->pub != CS_DAY_UNKNOWN) {
        const struct cs_date pub = cs_date_of(tx->pub);
        hit->basis = CS_TX_BY_PUBLISHED;
        if (side < 0) /* "last March" in March or April: a year ago */
            year = pub.year - (month >= pub.month - 1);
        else
            year = pub.year + (month <= pub.month);
    } else {
        year = missing_year(tx, month, 0, hit);
    }
    if (year != 0) {
        cs_tx_set_month(hit, year, month);
        return;
    }
    char text[] = "XXXX-00";
    text[5] = (char)('0' + month / 10);
    text[6] = (char)('0' + month % 10);
    cs_tx_set_text(hit, CS_TIME_DATE, text);
}

/* --- weekdays ------------------------------------------------------------ */

void cs_tx_resolve_weekday(const struct cs_tx *tx, int32_t weekday, int side,
                           struct cs_tx_hit *hit)
{
    if (tx->pub == CS_DAY_UNKNOWN) {
        char text[] = "XXXX-WXX-0";
        text[9] = (char)('1' + weekday);
        cs_tx_set_text(hit, CS_TIME_DATE, text);
        return;
    }
    hit->basis = CS_TX_BY_PUBLISHED;
    const int32_t back = (cs_weekday(tx->pub) - weekday + 7) % 7;
    int32_t day = tx->pub - back;
    if (side < 0 && back == 0)
        day -= 7;
    else if (side > 0)
        day += 7;
    else if (side == 0 && back != 0 &&
             cs_tx_kind_at(tx, hit->e) != CS_TX_APOS &&
             cs_tx_direction(tx, hit->b, hit->e) > 0)
        day += 7; /* but "Friday's ruling" has been made */
    cs_tx_set_day(hit, day);
}

/* A date behind the weekday that names the same day: "Friday, 5 May". */
static bool date_behind(const struct cs_tx *tx, uint32_t at,
                        struct cs_tx_hit *hit)
{
    if (cs_tx_kind_at(tx, at) == CS_TX_COMMA)
        at++;
    if (cs_tx_kind_at(tx, at) == CS_TX_THE)
        at++;
    const enum cs_tx_kind kind = cs_tx_kind_at(tx, at);
    if (kind == CS_TX_MONTH)
        return cs_tx_month(tx, at, hit) && hit->e > at + 1;
    if (kind == CS_TX_NUM)
        return cs_tx_numeric_date(tx, at, hit) || cs_tx_day_month(tx, at, hit);
    return false;
}

/* "Tuesday of last week", "the Sunday before last" */
static bool weekday_of_week(const struct cs_tx *tx, uint32_t at, uint32_t e,
                            struct cs_tx_hit *hit)
{
    if (tx->pub == CS_DAY_UNKNOWN)
        return false;
    const int32_t monday = tx->pub - cs_weekday(tx->pub);
    if (cs_tx_kind_at(tx, e) == CS_TX_BEFORE && cs_tx_val(tx, e) == -1 &&
        cs_tx_is(tx, e + 1, "last")) {
        const int32_t back = (cs_weekday(tx->pub) - cs_tx_val(tx, at) + 7) % 7;
        hit->e = e + 2;
        hit->basis = CS_TX_BY_PUBLISHED;
        cs_tx_set_day(hit, tx->pub - (back == 0 ? 7 : back) - 7);
        return true;
    }
    const bool last = cs_tx_is(tx, e + 1, "last");
    const bool next = cs_tx_is(tx, e + 1, "next");
    if (cs_tx_kind_at(tx, e) != CS_TX_OF ||
        (!last && !next && cs_tx_kind_at(tx, e + 1) != CS_TX_THIS) ||
        cs_tx_kind_at(tx, e + 2) != CS_TX_UNIT ||
        cs_tx_val(tx, e + 2) != CS_TX_WEEK)
        return false;
    hit->e = e + 3;
    hit->basis = CS_TX_BY_PUBLISHED;
    cs_tx_set_day(hit, monday + 7 * (next - last) + cs_tx_val(tx, at));
    return true;
}

bool cs_tx_weekday(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit)
{
    const struct cs_tx_piece *p = &tx->p[at];
    uint32_t e = at + 1;
    if (!reads_as_name(p))
        return false;
    if ((p->flags & CS_TX_ABBREV) && cs_tx_glued(tx, e, CS_TX_DOT))
        e++;
    if (date_behind(tx, e, hit))
        return true;
    if (p->flags & CS_TX_UNSURE)
        return false;
    if (!(p->flags & CS_TX_PLURAL) && weekday_of_week(tx, at, e, hit))
        return true;
    hit->e = e;
    if (p->flags & CS_TX_PLURAL) {
        char text[] = "XXXX-WXX-0";
        text[9] = (char)('1' + p->val);
        cs_tx_set_text(hit, CS_TIME_SET, text);
        return true;
    }
    cs_tx_resolve_weekday(tx, p->val, 0, hit);
    return true;
}

/* --- parts of a day ------------------------------------------------------ */

/* "a.m.", "pm"; *hour is put into 0..23. Returns the pieces it takes. */
static uint32_t meridiem(const struct cs_tx *tx, uint32_t at, int32_t *hour)
{
    uint32_t n = 0;
    bool afternoon = false;
    if (cs_tx_kind_at(tx, at) == CS_TX_MERIDIEM) {
        afternoon = cs_tx_val(tx, at) != 0;
        n = 1;
    } else if ((cs_tx_is(tx, at, "a") || cs_tx_is(tx, at, "p")) &&
               cs_tx_glued(tx, at + 1, CS_TX_DOT) &&
               cs_tx_is(tx, at + 2, "m")) {
        afternoon = cs_tx_is(tx, at, "p");
        n = cs_tx_glued(tx, at + 3, CS_TX_DOT) ? 4 : 3;
    }
    if (n == 0 || *hour > 12)
        return 0;
    *hour = *hour % 12 + (afternoon ? 12 : 0);
    return n;
}

/* A time of day alone: hour and minute, past it *end. */
static bool clock_time(const struct cs_tx *tx, uint32_t at, int32_t *hour,
                       int32_t *minute, uint32_t *end)
{
    bool sure = false;
    uint32_t e = at + 1;
    *hour = cs_tx_val(tx, at);
    *minute = 0;
    if (cs_tx_kind_at(tx, at) == CS_TX_CLOCK) {
        *end = e;
        return true;
    }
    if (cs_tx_digits(tx, at) == 4 && *hour < 2400 && *hour % 100 < 60 &&
        cs_tx_kind_at(tx, e) == CS_TX_ZONE) {
        *minute = *hour % 100;
        *hour /= 100;
        *end = e + 1;
        return true;
    }
    const bool digits = cs_tx_digits(tx, at) == 1 || cs_tx_digits(tx, at) == 2;
    if ((!digits && cs_tx_kind_at(tx, at) != CS_TX_CARDINAL) || *hour < 0 ||
        *hour > 24)
        return false;
    if ((cs_tx_glued(tx, e, CS_TX_COLON) || cs_tx_glued(tx, e, CS_TX_DOT)) &&
        cs_tx_glued(tx, e + 1, CS_TX_NUM) && cs_tx_digits(tx, e + 1) == 2 &&
        cs_tx_val(tx, e + 1) < 60) {
        *minute = cs_tx_val(tx, e + 1);
        /* "9:30" after "at" or before a time zone needs no more. */
        sure = cs_tx_kind_at(tx, e) == CS_TX_COLON &&
               (cs_tx_kind_before(tx, at) == CS_TX_IN ||
                cs_tx_kind_at(tx, e + 2) == CS_TX_ZONE);
        e += 2;
        if (cs_tx_glued(tx, e, CS_TX_COLON) &&
            cs_tx_glued(tx, e + 1, CS_TX_NUM))
            e += 2;
    }
    const uint32_t m = meridiem(tx, e, hour);
    if (m > 0) {
        sure = true;
        e += m;
    } else if (cs_tx_is(tx, e, "o") && cs_tx_glued(tx, e + 1, CS_TX_APOS) &&
               cs_tx_glued(tx, e + 2, CS_TX_OCLOCK)) {
        sure = true;
        e += 3;
    }
    if (cs_tx_kind_at(tx, e) == CS_TX_ZONE) {
        sure = true;
        e++;
        if (cs_tx_is(tx, e, "time"))
            e++;
    }
    *end = e;
    return sure;
}

void cs_tx_take_part(const struct cs_tx *tx, struct cs_tx_hit *hit)
{
    int32_t hour, minute;
    uint32_t e = hit->e;
    if (hit->type != CS_TIME_DATE || hit->precision == CS_PRECISION_WEEK)
        return;
    if (cs_tx_kind_at(tx, e) == CS_TX_PART &&
        !(tx->p[e].flags & CS_TX_PLURAL)) {
        cs_tx_add_part(hit, (enum cs_tx_part)cs_tx_val(tx, e));
        hit->e = e + 1;
        return;
    }
    if (cs_tx_kind_at(tx, e) == CS_TX_COMMA)
        e++;
    if (cs_tx_kind_at(tx, e) == CS_TX_IN)
        e++;
    if (e < tx->n && e > hit->e && clock_time(tx, e, &hour, &minute, &e)) {
        cs_tx_add_clock(hit, hour, minute);
        hit->e = e;
    }
}

/* The day that a clock time belongs to, standing behind it or remembered. */
static void clock_day(const struct cs_tx *tx, struct cs_tx_hit *hit)
{
    uint32_t at = hit->e;
    const uint32_t e = at;
    if (cs_tx_kind_at(tx, at) == CS_TX_COMMA)
        at++;
    if (cs_tx_kind_at(tx, at) == CS_TX_IN || cs_tx_kind_at(tx, at) == CS_TX_OF)
        at++;
    switch (cs_tx_kind_at(tx, at)) {
    case CS_TX_WEEKDAY:
        if (cs_tx_weekday(tx, at, hit) && hit->has_days)
            return;
        break;
    case CS_TX_DAYWORD:
        if (cs_tx_dayword(tx, at, hit) && hit->type == CS_TIME_DATE)
            return;
        break;
    case CS_TX_MONTH:
        if (cs_tx_month(tx, at, hit) && hit->precision == CS_PRECISION_DAY)
            return;
        break;
    case CS_TX_NUM:
        if (at > e && cs_tx_day_month(tx, at, hit) && hit->has_days)
            return;
        break;
    default:
        break;
    }
    hit->e = e;
    const int32_t earlier = cs_tx_earlier_day(tx);
    const int32_t day = earlier != CS_DAY_UNKNOWN ? earlier : tx->pub;
    hit->basis =
        earlier != CS_DAY_UNKNOWN ? CS_TX_BY_EARLIER : CS_TX_BY_PUBLISHED;
    hit->basis_day = earlier;
    if (day == CS_DAY_UNKNOWN)
        cs_tx_set_text(hit, CS_TIME_DATE, "XXXX-XX-XX");
    else
        cs_tx_set_day(hit, day);
    cs_tx_forget_guess(hit, earlier);
}

bool cs_tx_clock(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit)
{
    int32_t hour, minute;
    uint32_t e;
    if (!clock_time(tx, at, &hour, &minute, &e))
        return false;
    hit->e = e;
    clock_day(tx, hit);
    cs_tx_add_clock(hit, hour, minute);
    return true;
}

/* --- years, decades, centuries ------------------------------------------- */

/* "2000 troops" counts, "the 2000 election" dates. */
static bool counts_things(const struct cs_tx *tx, uint32_t at, uint32_t e)
{
    static const char *const things[] = {
        "people",   "troops",  "soldiers", "men",      "women",  "civilians",
        "fighters", "police",  "refugees", "meters",   "metres", "miles",
        "km",       "tons",    "tonnes",   "dollars",  "euros",  "others",
        "members",  "workers", "square",   "rounds",   "homes",  "houses",
        "pounds",   "points",  "shares",   "prisoners"
    };
    if (cs_tx_kind_at(tx, e) == CS_TX_UNIT || cs_tx_is(tx, e, "%") ||
        cs_tx_is(tx, e, "percent"))
        return true;
    const enum cs_tx_kind before = cs_tx_kind_before(tx, at);
    if (before == CS_TX_ABOUT || before == CS_TX_SOME)
        return true;
    if (before == CS_TX_MARK || before == CS_TX_COMMA || before == CS_TX_DOT ||
        before == CS_TX_SLASH) {
        const int32_t mark = cs_tx_val(tx, at - 1);
        if (!tx->p[at].space &&
            (before != CS_TX_MARK || mark == '$' || mark == '#' || mark >= 128))
            return true;
    }
    for (size_t i = 0; i < sizeof things / sizeof things[0]; i++) {
        if (cs_tx_is(tx, e, things[i]))
            return true;
    }
    return false;
}

static bool decade(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit)
{
    uint32_t e = at;
    int32_t year = 0;
    if (cs_tx_kind_at(tx, at) == CS_TX_TENS) {
        year = 1900 + cs_tx_val(tx, at);
    } else {
        const bool led = cs_tx_kind_at(tx, at) == CS_TX_APOS ||
                         cs_tx_kind_before(tx, at) == CS_TX_THE;
        if (cs_tx_kind_at(tx, at) == CS_TX_APOS)
            e++;
        year = cs_tx_val(tx, e);
        const uint32_t digits = cs_tx_digits(tx, e);
        e++;
        if (cs_tx_glued(tx, e, CS_TX_APOS))
            e++;
        if (!cs_tx_glued(tx, e, CS_TX_S) || year % 10 != 0)
            return false;
        if (digits == 2 && year >= 20 && led) /* not "in her 30s" */
            year += 1900;
        else if (digits != 4 || year < 1500 || year > 2090)
            return false;
    }
    hit->e = e + 1;
    cs_tx_set_decade(hit, year);
    return true;
}

bool cs_tx_bare_year(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit)
{
    int32_t year;
    uint32_t e;
    if (decade(tx, at, hit))
        return true;
    if (!cs_tx_year(tx, at, &year, &e) || counts_things(tx, at, e))
        return false;
    const enum cs_tx_kind kind = cs_tx_kind_at(tx, at);
    const enum cs_tx_kind before = cs_tx_kind_before(tx, at);
    const bool led = before == CS_TX_IN || before == CS_TX_OF ||
                     before == CS_TX_FROM || before == CS_TX_FISCAL ||
                     before == CS_TX_EDGE || before == CS_TX_UNIT ||
                     before == CS_TX_BEFORE;
    if (kind == CS_TX_APOS && !led)
        return false;
    if ((year < 1900 || year > 2039) && !led)
        return false;
    if (kind == CS_TX_CARDINAL && !led && before != CS_TX_THE)
        return false;
    hit->e = e;
    cs_tx_set_year(hit, year);
    hit->explicit_year = true;
    return true;
}

bool cs_tx_century(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit)
{
    int32_t n;
    uint32_t e;
    if (!cs_tx_ordinal(tx, at, &n, &e))
        return false;
    if (cs_tx_kind_at(tx, e) == CS_TX_HYPHEN)
        e++;
    if (cs_tx_kind_at(tx, e) != CS_TX_UNIT || cs_tx_val(tx, e) != CS_TX_CENTURY)
        return false;
    hit->e = e + 1;
    cs_tx_set_century(hit, n);
    return true;
}

/* --- seasons and feasts -------------------------------------------------- */

/* Year whose season is the last begun by publication, the one before it
 * (side -1), or the next (side 1). */
void cs_tx_resolve_season(const struct cs_tx *tx, int32_t season, int side,
                          struct cs_tx_hit *hit)
{
    if (tx->pub == CS_DAY_UNKNOWN) {
        static const char *const text[4] = { "XXXX-SP", "XXXX-SU", "XXXX-FA",
                                             "XXXX-WI" };
        cs_tx_set_text(hit, CS_TIME_DATE, text[season]);
        return;
    }
    hit->basis = CS_TX_BY_PUBLISHED;
    const struct cs_date pub = cs_date_of(tx->pub);
    const int32_t begins = season * 3 + 3;
    int32_t year = pub.year - (pub.month < begins);
    const int32_t months = (pub.year - year) * 12 + pub.month - begins;
    if (side < 0 && months < 3)
        year--; /* "last winter" in winter */
    else if (side > 0)
        year++;
    else if (side == 0 && months >= 3 &&
             cs_tx_direction(tx, hit->b, hit->e) > 0)
        year++;
    cs_tx_set_season(hit, year, season);
}

bool cs_tx_season(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit)
{
    const int32_t season = cs_tx_val(tx, at);
    uint32_t e = at + 1, year_e;
    int32_t year;
    const uint32_t y =
        cs_tx_kind_at(tx, e) == CS_TX_OF || cs_tx_kind_at(tx, e) == CS_TX_COMMA
            ? e + 1
            : e;
    if (cs_tx_year(tx, y, &year, &year_e)) {
        hit->e = year_e;
        cs_tx_set_season(hit, year, season);
        hit->explicit_year = true;
        return true;
    }
    /* "the fall of the city" is no season; "in the summer" is. */
    const enum cs_tx_kind before = cs_tx_kind_before(tx, at);
    if (cs_tx_kind_at(tx, e) == CS_TX_OF)
        return false;
    const bool led = (before == CS_TX_THE && at > 1 &&
                      (cs_tx_kind_before(tx, at - 1) == CS_TX_IN ||
                       cs_tx_kind_before(tx, at - 1) == CS_TX_EDGE)) ||
                     (before == CS_TX_EDGE) ||
                     (before == CS_TX_IN && !cs_tx_is(tx, at, "fall"));
    if (!led)
        return false;
    hit->e = e;
    cs_tx_resolve_season(tx, season, 0, hit);
    return true;
}

bool cs_tx_feast(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit)
{
    int32_t row, year;
    uint32_t e, year_e;
    if (cs_tx_holiday(tx, at, &e, &row) != CASUS_OK)
        return false;
    hit->e = e;
    const uint32_t y = cs_tx_kind_at(tx, e) == CS_TX_COMMA ? e + 1 : e;
    if (cs_tx_year(tx, y, &year, &year_e)) {
        hit->e = year_e;
        hit->explicit_year = true;
    } else {
        if (tx->pub == CS_DAY_UNKNOWN ||
            cs_tx_holiday_day(row, 2000) == CS_DAY_UNKNOWN) {
            cs_tx_set_text(hit, CS_TIME_DATE, "XXXX-XX-XX");
            return true;
        }
        hit->basis = CS_TX_BY_PUBLISHED;
        year = cs_date_of(tx->pub).year;
        const int direction = cs_tx_direction(tx, hit->b, e);
        const int32_t ahead = cs_tx_holiday_day(row, year) - tx->pub;
        if (ahead > 30 && direction <= 0)
            year--;
        else if (ahead < 0 && direction > 0)
            year++;
    }
    const int32_t day = cs_tx_holiday_day(row, year);
    const int32_t length = cs_tx_holiday_length(row);
    if (day == CS_DAY_UNKNOWN) {
        cs_tx_set_text(hit, CS_TIME_DATE, "XXXX-XX-XX");
        return true;
    }
    cs_tx_set_day(hit, day);
    hit->days.to = day + length;
    if (length >= 28) { /* TIMEX3 has no value for such a month */
        cs_tx_set_text(hit, CS_TIME_DATE, "XXXX-XX-XX");
        hit->has_days = true;
        hit->days = (struct cs_days){ day, day + length };
        hit->precision = CS_PRECISION_MONTH;
    }
    return true;
}

bool cs_tx_dayword(const struct cs_tx *tx, uint32_t at, struct cs_tx_hit *hit)
{
    const bool tonight = cs_tx_kind_at(tx, at) == CS_TX_TONIGHT;
    hit->e = at + 1;
    hit->basis = CS_TX_BY_PUBLISHED;
    cs_tx_set_shifted(hit, tx->pub, CS_TX_DAY, tonight ? 0 : cs_tx_val(tx, at));
    if (tonight)
        cs_tx_add_part(hit, CS_TX_NIGHT);
    return true;
}
