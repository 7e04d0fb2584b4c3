/* test_times.c - time expressions: wording, publication day, type, value and
 * the days behind it. The rows are rules T1 to T14 of docs/rules/times.md. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/day.h"
#include "meaning/times.h"

/* --- a document without tags or trees ------------------------------------ */

static struct cs_arena *arena;

static void add_token(struct cs_doc *doc, uint32_t b, uint32_t e)
{
    struct cs_token *t = CS_PUSH(doc, tokens);
    assert_non_null(t);
    char *norm = cs_arena_alloc(doc->arena, e - b + 1);
    assert_non_null(norm);
    cs_lower_bytes(norm, doc->text.p + b, e - b);
    t->span = (struct cs_span){ b, e };
    t->norm = (struct cs_str){ norm, e - b };
    t->head = t->first_child = t->next_sibling = CS_NONE;
    t->sentence = doc->n_sentences - 1;
    t->upos = CS_X_OTHER;
    t->space_after = e >= doc->text.n || cs_ascii_space(doc->text.p[e]);
}

static bool wordy(char c)
{
    return cs_ascii_alpha(c) || cs_ascii_digit(c) || (unsigned char)c >= 0x80;
}

/* One sentence a line; words, and each mark a token of its own. whole: words
 * are cut at spaces alone, the other way a tokenizer might do it. */
static void read_text(struct cs_doc *doc, const char *text,
                      const char *published, bool whole)
{
    doc->text = cs_str_of(text);
    doc->meta.published_day = published[0] == '\0'
                                  ? CS_DAY_UNKNOWN
                                  : cs_day_parse(cs_str_of(published));
    const uint32_t n = (uint32_t)doc->text.n;
    struct cs_block *block = CS_PUSH(doc, blocks);
    block->span = (struct cs_span){ 0, n };
    block->kind = CS_BLOCK_BODY;
    for (uint32_t b = 0; b < n;) {
        uint32_t end = b;
        while (end < n && text[end] != '\n')
            end++;
        struct cs_sentence *s = CS_PUSH(doc, sentences);
        assert_non_null(s);
        const uint32_t tok_b = doc->n_tokens;
        s->span = (struct cs_span){ b, end };
        for (uint32_t i = b; i < end;) {
            uint32_t e = i + 1;
            if (!cs_ascii_space(text[i])) {
                while (e < end && (whole ? !cs_ascii_space(text[e])
                                         : wordy(text[i]) && wordy(text[e])))
                    e++;
                add_token(doc, i, e);
            }
            i = e;
        }
        doc->sentences[doc->n_sentences - 1].tok_b = tok_b;
        doc->sentences[doc->n_sentences - 1].tok_e = doc->n_tokens;
        b = end + 1;
    }
}

/* --- one time ------------------------------------------------------------ */

#define D "DATE"
#define T "TIME"
#define P "DURATION"
#define S "SET"

/* Saturday. */
#define SAT "2024-01-06"

/* words: the time looked for, a part of its span; from and to: first and last
 * day, NULL for none. */
struct row {
    const char *text, *published, *words, *type, *value, *from, *to;
};

static const struct row rows[] = {
    /* weekdays (T2, T3) */
    { "The office said so on Friday.", SAT, "Friday", D, "2024-01-05",
      "2024-01-05", "2024-01-05" },
    { "Rebels seized the town on Saturday.", SAT, "Saturday", D, "2024-01-06",
      "2024-01-06", "2024-01-06" },
    { "The ministers will meet on Friday.", SAT, "Friday", D, "2024-01-12",
      "2024-01-12", "2024-01-12" },
    { "The ministers met on Tuesday.", SAT, "Tuesday", D, "2024-01-02",
      "2024-01-02", "2024-01-02" },
    /* in small letters: the names that are nothing else */
    { "the ministers met on tuesday.", SAT, "tuesday", D, "2024-01-02",
      "2024-01-02", "2024-01-02" },
    { "the strike began in august 2021.", SAT, "august 2021", D, "2021-08",
      "2021-08-01", "2021-08-31" },
    { "The court is to rule on Tuesday.", SAT, "Tuesday", D, "2024-01-09",
      "2024-01-09", "2024-01-09" },
    { "The court plans to rule on Tuesday.", SAT, "Tuesday", D, "2024-01-09",
      "2024-01-09", "2024-01-09" },
    { "The envoy is expected to arrive on Monday.", SAT, "Monday", D,
      "2024-01-08", "2024-01-08", "2024-01-08" },
    { "The accord was due to expire on Thursday.", SAT, "Thursday", D,
      "2024-01-04", "2024-01-04", "2024-01-04" },
    { "The council would vote on Monday, he said.", SAT, "Monday", D,
      "2024-01-08", "2024-01-08", "2024-01-08" },
    { "The council will vote on Monday, he said Friday.", SAT, "Friday", D,
      "2024-01-05", "2024-01-05", "2024-01-05" },
    { "Shelling hit the port last Friday.", SAT, "last Friday", D,
      "2024-01-05", "2024-01-05", "2024-01-05" },
    { "Shelling hit the port last Saturday.", SAT, "last Saturday", D,
      "2023-12-30", "2023-12-30", "2023-12-30" },
    { "The vote is next Monday.", SAT, "next Monday", D, "2024-01-08",
      "2024-01-08", "2024-01-08" },
    { "The vote is next Saturday.", SAT, "next Saturday", D, "2024-01-13",
      "2024-01-13", "2024-01-13" },
    { "Gunmen struck early Friday.", SAT, "early Friday", D, "2024-01-05",
      "2024-01-05", "2024-01-05" },
    { "Gunmen struck late on Thursday.", SAT, "late on Thursday", D,
      "2024-01-04", "2024-01-04", "2024-01-04" },
    { "Gunmen struck on Friday night.", SAT, "Friday night", T,
      "2024-01-05TNI", "2024-01-05", "2024-01-05" },
    { "Gunmen struck Thursday morning.", SAT, "Thursday morning", T,
      "2024-01-04TMO", "2024-01-04", "2024-01-04" },
    { "They await Wednesday's ruling.", SAT, "Wednesday", D, "2024-01-03",
      "2024-01-03", "2024-01-03" },
    { "The talks go on until Wednesday.", SAT, "Wednesday", D, "2024-01-10",
      "2024-01-10", "2024-01-10" },
    { "Aid could arrive as soon as Tuesday.", SAT, "Tuesday", D, "2024-01-09",
      "2024-01-09", "2024-01-09" },
    { "The office said so on Friday.", "", "Friday", D, "XXXX-WXX-5", NULL,
      NULL },
    { "They met on Friday, 5 May 2023.", SAT, "Friday, 5 May 2023", D,
      "2023-05-05", "2023-05-05", "2023-05-05" },
    { "They met on Friday, Jan. 5.", SAT, "Friday, Jan. 5", D, "2024-01-05",
      "2024-01-05", "2024-01-05" },
    { "The bank closes on Fridays.", SAT, "Fridays", S, "XXXX-WXX-5", NULL,
      NULL },
    { "The sun rose over the camp.", SAT, "sun", NULL, NULL, NULL, NULL },
    /* full dates */
    { "The accord of January 6, 2021, held.", SAT, "January 6, 2021", D,
      "2021-01-06", "2021-01-06", "2021-01-06" },
    { "The accord of 6 January 2021 held.", SAT, "6 January 2021", D,
      "2021-01-06", "2021-01-06", "2021-01-06" },
    { "The accord of 6th January, 2021 held.", SAT, "6th January, 2021", D,
      "2021-01-06", "2021-01-06", "2021-01-06" },
    { "The accord of the 6th of January 2021 held.", SAT,
      "6th of January 2021", D, "2021-01-06", "2021-01-06", "2021-01-06" },
    { "BOGOTA, 27 Oct 88 (EFE)", "1988-10-28", "27 Oct 88", D, "1988-10-27",
      "1988-10-27", "1988-10-27" },
    { "BOGOTA, 27 OCT 88 (EFE)", "", "27 OCT 88", D, "1988-10-27",
      "1988-10-27", "1988-10-27" },
    { "Signed 2024-01-05 at noon.", SAT, "2024-01-05", T, "2024-01-05T12:00",
      "2024-01-05", "2024-01-05" },
    { "Posted 2024-01-05T06:48 by the army.", SAT, "2024-01-05T06:48", T,
      "2024-01-05T06:48", "2024-01-05", "2024-01-05" },
    { "The order of 27/10/2023 stands.", SAT, "27/10/2023", D, "2023-10-27",
      "2023-10-27", "2023-10-27" },
    { "The order of 10/27/2023 stands.", SAT, "10/27/2023", D, "2023-10-27",
      "2023-10-27", "2023-10-27" },
    { "The order of 3/4/2022 stands.", SAT, "3/4/2022", D, "2022",
      "2022-01-01", "2022-12-31" },
    { "The order of 5/1/2024 stands.", SAT, "5/1/2024", D, "2024-01-05",
      "2024-01-05", "2024-01-05" },
    { "The order of 1/5/2024 stands.", SAT, "1/5/2024", D, "2024-01-05",
      "2024-01-05", "2024-01-05" },
    { "The order of 05.01.2024 stands.", SAT, "05.01.2024", D, "2024-01-05",
      "2024-01-05", "2024-01-05" },
    { "It ran from May 3-4, 2005.", SAT, "May 3-4, 2005", D, "2005-05-03",
      "2005-05-03", "2005-05-04" },
    { "It ran on 3-4 May 2005.", SAT, "3-4 May 2005", D, "2005-05-03",
      "2005-05-03", "2005-05-04" },
    { "It ran on 3 and 4 May 2005.", SAT, "3 and 4 May 2005", D, "2005-05-03",
      "2005-05-03", "2005-05-04" },
    { "Shots rang on the night of 3-4 May 2005.", SAT, "the night of 3-4 May",
      T, "2005-05-03TNI", "2005-05-03", "2005-05-04" },
    { "Shots rang on the morning of May 3, 2005.", SAT, "the morning of May 3",
      T, "2005-05-03TMO", "2005-05-03", "2005-05-03" },
    { "The 30 February 2023 file is forged.", SAT, "30 February", NULL, NULL,
      NULL, NULL },
    /* days and months without a year (T4) */
    { "The raid of Jan. 5 failed.", SAT, "Jan. 5", D, "2024-01-05",
      "2024-01-05", "2024-01-05" },
    { "The raid of 28 December failed.", SAT, "28 December", D, "2023-12-28",
      "2023-12-28", "2023-12-28" },
    { "Fighting began on Nov. 25.", SAT, "Nov. 25", D, "2023-11-25",
      "2023-11-25", "2023-11-25" },
    { "The force will leave on 14 March.", SAT, "14 March", D, "2024-03-14",
      "2024-03-14", "2024-03-14" },
    { "The force left on 14 March.", "2024-05-06", "14 March", D, "2024-03-14",
      "2024-03-14", "2024-03-14" },
    { "The force will be withdrawn on October 3.", SAT, "October 3", D,
      "2024-10-03", "2024-10-03", "2024-10-03" },
    { "The force was withdrawn on October 3.", SAT, "October 3", D,
      "2023-10-03", "2023-10-03", "2023-10-03" },
    { "Clashes broke out on 5 November.", "", "5 November", D, "XXXX-11-05",
      NULL, NULL },
    { "The push of November 2005 was long.\nOn 5 November, troops entered.",
      "", "5 November", D, "2005-11-05", "2005-11-05", "2005-11-05" },
    { "The war of 2003 was short.\nOn 9 April, the city fell.", "", "9 April",
      D, "2003-04-09", "2003-04-09", "2003-04-09" },
    { "The war of 2003 was short.\nOn 9 June, the city fell.", "2016-12-20",
      "9 June", D, "2003-06-09", "2003-06-09", "2003-06-09" },
    { "They met on 3 May.\nThe next clash was on the 5th.", "2024-05-20",
      "5th", D, "2024-05-05", "2024-05-05", "2024-05-05" },
    { "The clash was on the 5th.", "2024-05-20", "5th", D, "2024-05-05",
      "2024-05-05", "2024-05-05" },
    /* months */
    { "The siege began in May 2005.", SAT, "May 2005", D, "2005-05",
      "2005-05-01", "2005-05-31" },
    { "The siege began in Sept. 2005.", SAT, "Sept. 2005", D, "2005-09",
      "2005-09-01", "2005-09-30" },
    { "The siege began in December.", SAT, "December", D, "2023-12",
      "2023-12-01", "2023-12-31" },
    { "The vote will be held in March.", SAT, "March", D, "2024-03",
      "2024-03-01", "2024-03-31" },
    { "Troops march on the city and may enter it.", SAT, "march", NULL, NULL,
      NULL, NULL },
    { "Troops may enter it.", SAT, "may", NULL, NULL, NULL, NULL },
    { "The minister, May Karimi, resigned.", SAT, "May", NULL, NULL, NULL,
      NULL },
    { "The siege began last May.", SAT, "last May", D, "2023-05", "2023-05-01",
      "2023-05-31" },
    { "The siege began last December.", SAT, "last December", D, "2023-12",
      "2023-12-01", "2023-12-31" },
    { "The vote is next March.", SAT, "next March", D, "2024-03", "2024-03-01",
      "2024-03-31" },
    { "The vote is this September.", SAT, "this September", D, "2024-09",
      "2024-09-01", "2024-09-30" },
    { "The siege began in October last year.", SAT, "October last year", D,
      "2023-10", "2023-10-01", "2023-10-31" },
    { "The siege began in mid-June 2020.", SAT, "mid-June 2020", D, "2020-06",
      "2020-06-01", "2020-06-30" },
    { "The siege began in early December.", SAT, "early December", D,
      "2023-12", "2023-12-01", "2023-12-31" },
    { "The siege began in late December 2019.", SAT, "late December 2019", D,
      "2019-12", "2019-12-01", "2019-12-31" },
    { "It ended at the end of November 2019.", SAT, "end of November 2019", D,
      "2019-11", "2019-11-01", "2019-11-30" },
    /* years, decades, centuries */
    { "The group took the area in 2014.", SAT, "2014", D, "2014", "2014-01-01",
      "2014-12-31" },
    { "A 1996 law bars it.", SAT, "1996", D, "1996", "1996-01-01",
      "1996-12-31" },
    { "He left after the year 2000.", SAT, "year 2000", D, "2000",
      "2000-01-01", "2000-12-31" },
    { "She ruled in nineteen ninety-four.", SAT, "nineteen ninety-four", D,
      "1994", "1994-01-01", "1994-12-31" },
    { "She ruled until two thousand and five.", SAT, "two thousand and five",
      D, "2005", "2005-01-01", "2005-12-31" },
    { "About 2000 troops stayed.", SAT, "2000", NULL, NULL, NULL, NULL },
    { "Some 1,990 people fled.", SAT, "1,990", NULL, NULL, NULL, NULL },
    { "The fund has $1996 left.", SAT, "1996", NULL, NULL, NULL, NULL },
    { "War came in the 1980s.", SAT, "1980s", D, "198", "1980-01-01",
      "1989-12-31" },
    { "War came in the '80s.", SAT, "80s", D, "198", "1980-01-01",
      "1989-12-31" },
    { "War came in the early 1990s.", SAT, "early 1990s", D, "199",
      "1990-01-01", "1999-12-31" },
    { "War came in the nineties.", SAT, "nineties", D, "199", "1990-01-01",
      "1999-12-31" },
    { "She is in her 30s.", SAT, "30s", NULL, NULL, NULL, NULL },
    { "A fort of the 19th century fell.", SAT, "19th century", D, "18",
      "1800-01-01", "1899-12-31" },
    { "A fort of the nineteenth century fell.", SAT, "nineteenth century", D,
      "18", "1800-01-01", "1899-12-31" },
    /* today and its neighbours (T3) */
    { "The army fired today.", SAT, "today", D, "2024-01-06", "2024-01-06",
      "2024-01-06" },
    { "The army fired yesterday.", SAT, "yesterday", D, "2024-01-05",
      "2024-01-05", "2024-01-05" },
    { "The army fired late yesterday.", SAT, "late yesterday", D, "2024-01-05",
      "2024-01-05", "2024-01-05" },
    { "The army leaves tomorrow.", SAT, "tomorrow", D, "2024-01-07",
      "2024-01-07", "2024-01-07" },
    { "The army leaves tomorrow night.", SAT, "tomorrow night", T,
      "2024-01-07TNI", "2024-01-07", "2024-01-07" },
    { "The army leaves tonight.", SAT, "tonight", T, "2024-01-06TNI",
      "2024-01-06", "2024-01-06" },
    { "Shots rang last night.", SAT, "last night", T, "2024-01-05TNI",
      "2024-01-05", "2024-01-05" },
    { "Shots rang this morning.", SAT, "this morning", T, "2024-01-06TMO",
      "2024-01-06", "2024-01-06" },
    { "Shots rang overnight.", SAT, "overnight", T, "2024-01-05TNI",
      "2024-01-05", "2024-01-06" },
    { "Shots rang the day before yesterday.", SAT, "day before yesterday", D,
      "2024-01-04", "2024-01-04", "2024-01-04" },
    { "They go the day after tomorrow.", SAT, "day after tomorrow", D,
      "2024-01-08", "2024-01-08", "2024-01-08" },
    { "The army fired today.", "", "today", D, "XXXX-XX-XX", NULL, NULL },
    { "The front is quiet now.", SAT, "now", D, "PRESENT_REF", NULL, NULL },
    { "He currently lives abroad.", SAT, "currently", D, "PRESENT_REF", NULL,
      NULL },
    { "The group recently split.", SAT, "recently", D, "PAST_REF", NULL,
      NULL },
    { "In the past, it has split.", SAT, "past", D, "PAST_REF", NULL, NULL },
    { "Talks may open in the near future.", SAT, "future", D, "FUTURE_REF",
      NULL, NULL },
    /* units beside now (T6) */
    { "Shells fell last week.", SAT, "last week", D, "2023-W52", "2023-12-25",
      "2023-12-31" },
    { "Shells fell this week.", SAT, "this week", D, "2024-W01", "2024-01-01",
      "2024-01-07" },
    { "Shells fell earlier this week.", SAT, "earlier this week", D,
      "2024-W01", "2024-01-01", "2024-01-07" },
    { "Talks open next week.", SAT, "next week", D, "2024-W02", "2024-01-08",
      "2024-01-14" },
    { "Talks open early next month.", SAT, "early next month", D, "2024-02",
      "2024-02-01", "2024-02-29" },
    { "Shells fell last month.", SAT, "last month", D, "2023-12", "2023-12-01",
      "2023-12-31" },
    { "Shells fell last year.", SAT, "last year", D, "2023", "2023-01-01",
      "2023-12-31" },
    { "A deal is near this year.", SAT, "this year", D, "2024", "2024-01-01",
      "2024-12-31" },
    { "A deal will come by the end of the year.", SAT, "end of the year", D,
      "2024", "2024-01-01", "2024-12-31" },
    { "Talks open next decade.", SAT, "next decade", D, "203", "2030-01-01",
      "2039-12-31" },
    { "It was the worst attack of this century.", SAT, "this century", D, "20",
      "2000-01-01", "2099-12-31" },
    { "Shells fell last quarter.", SAT, "last quarter", D, "2023-Q4",
      "2023-10-01", "2023-12-31" },
    { "Shells fell over the weekend.", "2024-01-09", "weekend", D,
      "2024-W01-WE", "2024-01-06", "2024-01-07" },
    { "Shells fell last weekend.", "2024-01-09", "last weekend", D,
      "2024-W01-WE", "2024-01-06", "2024-01-07" },
    { "Shells fell last week.", "", "last week", D, "XXXX-WXX", NULL, NULL },
    { "Shells fell later in the day.", SAT, "later in the day", D,
      "2024-01-06", "2024-01-06", "2024-01-06" },
    { "They met on 3 May 2021.\nThe following day, they fought.", SAT,
      "following day", D, "2021-05-04", "2021-05-04", "2021-05-04" },
    { "They met on 3 May 2021.\nThat day, they fought.", SAT, "That day", D,
      "2021-05-03", "2021-05-03", "2021-05-03" },
    { "They met on 3 May 2021.\nThey fought the next morning.", SAT,
      "next morning", T, "2021-05-04TMO", "2021-05-04", "2021-05-04" },
    { "They met on 3 May 2021.\nThey fought the previous Friday.", SAT,
      "previous Friday", D, "2021-04-30", "2021-04-30", "2021-04-30" },
    { "They met in 1995.\nThey fought the following year.", SAT,
      "following year", D, "1996", "1996-01-01", "1996-12-31" },
    { "They came the week of March 6, 2000.", SAT, "week of March 6", D,
      "2000-W10", "2000-03-06", "2000-03-12" },
    /* distances (T8) */
    { "Shells fell three days ago.", SAT, "three days ago", D, "2024-01-03",
      "2024-01-03", "2024-01-03" },
    { "Shells fell a week ago.", SAT, "a week ago", D, "2023-W52",
      "2023-12-25", "2023-12-31" },
    { "Shells fell five months ago.", SAT, "five months ago", D, "2023-08",
      "2023-08-01", "2023-08-31" },
    { "Shells fell two years ago.", SAT, "two years ago", D, "2022",
      "2022-01-01", "2022-12-31" },
    { "Shells fell several years ago.", SAT, "several years ago", D,
      "PAST_REF", NULL, NULL },
    { "Shells fell three days ago.", "", "three days ago", D, "XXXX-XX-XX",
      NULL, NULL },
    { "Talks open two days from now.", SAT, "two days from now", D,
      "2024-01-08", "2024-01-08", "2024-01-08" },
    { "They entered on 5 November 2005 and left four days later.", SAT,
      "four days later", P, "P4D", "2005-11-09", "2005-11-09" },
    { "They entered on 5 November 2005; two weeks earlier they had agreed.",
      SAT, "two weeks earlier", P, "P2W", "2005-10-22", "2005-10-22" },
    /* lengths (T7) */
    { "The fight took two weeks.", SAT, "two weeks", P, "P2W", NULL, NULL },
    { "The fight took 30 minutes.", SAT, "30 minutes", P, "PT30M", NULL,
      NULL },
    { "The fight took nearly 20 years.", SAT, "nearly 20 years", P, "P20Y",
      NULL, NULL },
    { "A five-day truce held.", SAT, "five-day", P, "P5D", NULL, NULL },
    { "A 10-year sentence was passed.", SAT, "10-year", P, "P10Y", NULL,
      NULL },
    { "The fight took 5 1/2 hours.", SAT, "5 1/2 hours", P, "PT5H30M", NULL,
      NULL },
    { "The fight took more than three days.", SAT, "three days", P,
      "P3D", NULL, NULL },
    { "The fight took a decade.", SAT, "decade", P, "P10Y", NULL, NULL },
    { "They fought for years.", SAT, "years", P, "PXY", NULL, NULL },
    { "They fought for several weeks.", SAT, "several weeks", P, "PXW", NULL,
      NULL },
    { "They fought for a few days.", SAT, "few days", P, "PXD", NULL, NULL },
    { "They fought for a couple of days.", SAT, "couple of days", P, "P2D",
      NULL, NULL },
    { "They fought over the past three months.", SAT, "past three months", P,
      "P3M", "2023-10-08", "2024-01-06" },
    { "They fought in recent years.", SAT, "recent years", D, "PAST_REF", NULL,
      NULL },
    { "They fought in recent months.", SAT, "recent months", P, "PXM", NULL,
      NULL },
    { "A 48-year-old man died.", SAT, "48", NULL, NULL, NULL, NULL },
    { "He is three years old.", SAT, "three years", NULL, NULL, NULL, NULL },
    { "A quarter of the voters stayed home.", SAT, "quarter", NULL, NULL, NULL,
      NULL },
    /* repetitions (T10) */
    { "Drones come every day.", SAT, "every day", S, "P1D", NULL, NULL },
    { "Drones come every two weeks.", SAT, "every two weeks", S, "P2W", NULL,
      NULL },
    { "Drones come each Monday.", SAT, "each Monday", S, "XXXX-WXX-1", NULL,
      NULL },
    { "Drones come every night.", SAT, "every night", S, "XXXX-XX-XXTNI", NULL,
      NULL },
    { "Drones come daily.", SAT, "daily", S, "P1D", NULL, NULL },
    { "They hold an annual march.", SAT, "annual", S, "P1Y", NULL, NULL },
    { "Drones come twice a week.", SAT, "twice a week", S, "P1W", NULL, NULL },
    { "The camp costs $3 million a year.", SAT, "a year", S, "P1Y", NULL,
      NULL },
    { "The Daily Courier wrote so.", SAT, "Daily", NULL, NULL, NULL, NULL },
    /* times of day (T11) */
    { "Talks start at 6 pm.", SAT, "6 pm", T, "2024-01-06T18:00", NULL, NULL },
    { "Talks start at 9:30 a.m. on Friday.", SAT, "9:30 a.m. on Friday", T,
      "2024-01-05T09:30", "2024-01-05", "2024-01-05" },
    { "Shots rang on Friday at 9:30 a.m.", SAT, "Friday at 9:30 a.m", T,
      "2024-01-05T09:30", "2024-01-05", "2024-01-05" },
    { "Shots rang at noon.", SAT, "noon", T, "2024-01-06T12:00", NULL, NULL },
    { "Shots rang at 1830 GMT.", SAT, "1830 GMT", T, "2024-01-06T18:30", NULL,
      NULL },
    { "Shots rang at 3 o'clock.", SAT, "3 o'clock", T, "2024-01-06T03:00",
      NULL, NULL },
    { "They met on 3 May 2021.\nShots rang at noon.", SAT, "noon", T,
      "2021-05-03T12:00", "2021-05-03", "2021-05-03" },
    { "Shots rang in the morning.", SAT, "morning", T, "2024-01-06TMO", NULL,
      NULL },
    { "The home side won 3:2.", SAT, "3:2", NULL, NULL, NULL, NULL },
    /* seasons, quarters, feasts (T9, T12) */
    { "Fighting flared last summer.", SAT, "last summer", D, "2023-SU",
      "2023-06-01", "2023-08-31" },
    { "Fighting flared in the winter of 2010.", SAT, "winter of 2010", D,
      "2010-WI", "2010-12-01", "2011-02-28" },
    { "Fighting flared in the spring.", SAT, "spring", D, "2023-SP",
      "2023-03-01", "2023-05-31" },
    { "The fall of the city shook them.", SAT, "fall", NULL, NULL, NULL,
      NULL },
    { "Exports fell in the third quarter.", SAT, "third quarter", D, "2023-Q3",
      "2023-07-01", "2023-09-30" },
    { "Exports fell in the third quarter of 2010.", SAT,
      "third quarter of 2010", D, "2010-Q3", "2010-07-01", "2010-09-30" },
    { "Exports fell in Q3 2010.", SAT, "Q3 2010", D, "2010-Q3", "2010-07-01",
      "2010-09-30" },
    { "Third-quarter exports beat those of a year ago.", SAT, "a year ago", D,
      "2022-Q3", "2022-07-01", "2022-09-30" },
    { "Exports fell in the first half of 2010.", SAT, "first half of 2010", D,
      "2010-H1", "2010-01-01", "2010-06-30" },
    { "A truce held at Christmas.", SAT, "Christmas", D, "2023-12-25",
      "2023-12-25", "2023-12-25" },
    { "A truce held on New Year's Day.", SAT, "New Year's Day", D,
      "2024-01-01", "2024-01-01", "2024-01-01" },
    { "A truce held on Easter Sunday.", "2024-04-10", "Easter Sunday", D,
      "2024-03-31", "2024-03-31", "2024-03-31" },
    { "A truce held on Good Friday 2022.", SAT, "Good Friday 2022", D,
      "2022-04-15", "2022-04-15", "2022-04-15" },
    { "A truce held on Thanksgiving Day.", SAT, "Thanksgiving Day", D,
      "2023-11-23", "2023-11-23", "2023-11-23" },
    { "A truce held during Ramadan.", "2024-06-20", "Ramadan", D,
      "XXXX-XX-XX", "2024-03-11", "2024-04-09" },
    { "A truce held in Ramadan 2019.", SAT, "Ramadan 2019", D, "XXXX-XX-XX",
      "2019-05-06", "2019-06-04" },
    { "A truce held on Eid al-Fitr.", "2024-06-20", "Eid al-Fitr", D,
      "2024-04-10", "2024-04-10", "2024-04-12" },
    { "A truce held over Eid al-Adha 2023.", SAT, "Eid al-Adha 2023", D,
      "2023-06-29", "2023-06-29", "2023-07-01" },
    { "A truce held on Ashura.", SAT, "Ashura", D, "2023-07-28", "2023-07-28",
      "2023-07-28" },
    { "A truce held on Yom Kippur.", "2024-06-20", "Yom Kippur", D,
      "2023-09-25", "2023-09-25", "2023-09-25" },
    { "A truce held at Passover.", "2024-06-20", "Passover", D, "2024-04-23",
      "2024-04-23", "2024-04-29" },
    { "A truce held at Hanukkah.", "2024-06-20", "Hanukkah", D, "2023-12-08",
      "2023-12-08", "2023-12-15" },
    { "A truce held over Tet.", "2024-06-20", "Tet", D, "2024-02-10",
      "2024-02-10", "2024-02-10" },
    { "A truce held at Diwali.", "2024-06-20", "Diwali", D, "2023-11-12",
      "2023-11-12", "2023-11-12" },
    { "A truce held on May Day.", "2024-06-20", "May Day", D, "2024-05-01",
      "2024-05-01", "2024-05-01" },
    { "A truce held on Presidents' Day.", "2024-06-20", "Presidents' Day", D,
      "2024-02-19", "2024-02-19", "2024-02-19" },
    { "They voted on Election Day.", "2024-12-01", "Election Day", D,
      "2024-11-05", "2024-11-05", "2024-11-05" },
    { "Ukraine marked Independence Day.", SAT, "Independence Day", D,
      "XXXX-XX-XX", NULL, NULL },
    { "Two trucks came on the 5th of this month.", SAT, "5th of this month", D,
      "2024-01-05", "2024-01-05", "2024-01-05" },
    { "Two trucks came on the 28th of last month.", SAT, "28th of last month",
      D, "2023-12-28", "2023-12-28", "2023-12-28" },
    { "A new good truce held.", SAT, "new", NULL, NULL, NULL, NULL },
};

static bool day_is(const struct row *r, int32_t got, const char *want)
{
    char text[11];
    cs_day_format(got, text);
    if (cs_str_is(cs_str_of(text), want))
        return true;
    print_error("'%s': day %s, want %s\n", r->text, text, want);
    return false;
}

/* Prints what is wrong, so that one run shows every row. */
static bool row_holds(const struct row *r, bool whole)
{
    struct cs_doc doc = { .arena = arena };
    cs_doc_reset(&doc);
    read_text(&doc, r->text, r->published, whole);
    assert_int_equal(cs_times_find(&doc, NULL), CASUS_OK);
    const struct cs_time *found = NULL;
    for (uint32_t i = 0; i < doc.n_times; i++) {
        const struct cs_str words = cs_doc_text(&doc, doc.times[i].span);
        if (cs_str_find(words, cs_str_of(r->words)) != SIZE_MAX)
            found = &doc.times[i];
    }
    if (r->value == NULL) {
        if (found != NULL)
            print_error("'%s': '%.*s' is no time\n", r->text,
                        (int)found->value.n, found->value.p);
        return found == NULL;
    }
    if (found == NULL) {
        print_error("'%s': '%s' not found\n", r->text, r->words);
        return false;
    }
    bool right = true;
    if (!cs_str_is(found->value, r->value) ||
        !cs_str_is(cs_str_of(cs_time_type_name(found->type)), r->type) ||
        found->has_days != (r->from != NULL)) {
        print_error("'%s': %s %.*s, days %d, want %s %s\n", r->text,
                    cs_time_type_name(found->type), (int)found->value.n,
                    found->value.p, found->has_days, r->type, r->value);
        right = false;
    } else if (r->from != NULL) {
        right = day_is(r, found->days.from, r->from) &&
                day_is(r, found->days.to - 1, r->to);
    }
    return right && found->why.n > 0 && found->tok_b < found->tok_e &&
           doc.tokens[found->tok_b].span.b <= found->span.b &&
           doc.tokens[found->tok_e - 1].span.e >= found->span.e;
}

static void test_rows(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        wrong += !row_holds(&rows[i], false);
        wrong += !row_holds(&rows[i], true);
    }
    assert_int_equal(wrong, 0);
}

static void test_reckoning(void **state)
{
    (void)state;
    struct cs_doc doc = { .arena = arena };
    cs_doc_reset(&doc);
    read_text(&doc, "The office said so on Friday.", SAT, false);
    assert_int_equal(cs_times_find(&doc, NULL), CASUS_OK);
    assert_int_equal(doc.n_times, 1);
    assert_true(
        cs_str_is(doc.times[0].why, "friday <- published 2024-01-06"));
    assert_int_equal(doc.times[0].precision, CS_PRECISION_DAY);
}

static void test_beside_event(void **state)
{
    (void)state;
    struct cs_doc doc = { .arena = arena };
    cs_doc_reset(&doc);
    read_text(&doc, "The talks ended two weeks after the ambush.", SAT, false);
    assert_int_equal(cs_times_find(&doc, NULL), CASUS_OK);
    assert_int_equal(doc.n_times, 1);
    assert_true(doc.times[0].relative_to_event);
    assert_int_equal(doc.times[0].shift_days, 14);
    assert_int_not_equal(doc.times[0].anchor_tok, CS_NONE);
    assert_true(
        cs_str_is(doc.tokens[doc.times[0].anchor_tok].norm, "ambush"));
}

/* Bytes that no reporter wrote: every prefix and a few mutations of a text
 * full of times, read without crashing. */
static void test_noise(void **state)
{
    (void)state;
    static const char seed[] =
        "2024-01-06T06:48 the 31st of the early late mid-June 3-4 May 88, a "
        "year ago; 99999999999 days ago, the past 999999 centuries, 'last 29 "
        "February 2023 12:99 p.m. Q9 2010s 0000-00-00 nineteen ninety-";
    char text[sizeof seed];
    for (size_t n = 0; n < sizeof seed - 1; n++) {
        memcpy(text, seed, sizeof seed);
        text[n] = ".-9 'a"[n % 6];
        struct cs_doc doc = { .arena = arena };
        cs_doc_reset(&doc);
        read_text(&doc, text, n % 2 ? SAT : "", n % 3 == 0);
        assert_int_equal(cs_times_find(&doc, NULL), CASUS_OK);
    }
}

static int make_arena(void **state)
{
    (void)state;
    arena = cs_arena_new(1u << 24);
    return arena == NULL;
}

static int free_arena(void **state)
{
    (void)state;
    cs_arena_free(arena);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_reckoning),
        cmocka_unit_test(test_beside_event),
        cmocka_unit_test(test_noise),
    };
    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
