/* test_blocks.c - pages as people paste and scrape them -> blocks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "input/blocks.h"
#include "input/input.h"

static struct cs_doc doc;

static int open_doc(void **state)
{
    (void)state;
    doc.arena = cs_arena_new((size_t)64 << 20);
    return doc.arena == NULL ? -1 : 0;
}

static int close_doc(void **state)
{
    (void)state;
    cs_arena_free(doc.arena);
    return 0;
}

/* want: "kind|text" lines; a line end within a block is shown as '/'. */
static const struct {
    const char *name, *text, *want;
} pages[] = {
    { "a page as copied from a site",
      "Army to leave border town, says minister\n\n"
      "Move follows a strike on a rebel commander in the capital\n\n"
      "A soldier watches recruits at a camp in Kalo, Dorna. Getty Images\n"
      "Powered by automated translation\n\n"
      "The government is preparing to leave the town, its minister said.\n\n"
      "Rebels hit a base on Friday.\n\n"
      "Updated: January 06, 2024, 6:48 AM",
      "title|Army to leave border town, says minister\n"
      "standfirst|Move follows a strike on a rebel commander in the capital\n"
      "caption|A soldier watches recruits at a camp in Kalo, Dorna.\n"
      "credit|Getty Images\n"
      "translated|Powered by automated translation\n"
      "body|The government is preparing to leave the town, its minister "
      "said.\n"
      "body|Rebels hit a base on Friday.\n"
      "updated|Updated: January 06, 2024, 6:48 AM\n" },
    { "everything around a report",
      "World\n"
      "Gunmen kill 12 in attack on village market\n\n"
      "Officials say more than 30 people were wounded in the raid\n\n"
      "By Amina Yusuf and John Okoro in Abuja\n"
      "Published: 5 March 2023 14:20 GMT\n\n"
      "Share\nTweet\nEmail\n\n"
      "Residents gather near burnt stalls. (Photo by Ibrahim Sule/AFP)\n\n"
      "ABUJA, March 5 (Reuters) - Gunmen killed 12 people, police said.\n\n"
      "Read more: President vows to end raids\n\n"
      "\"We will find them,\" a spokesman told Reuters.\n\n"
      "Advertisement\n\n"
      "Published figures show that attacks rose by a third last year.\n\n"
      "Follow us on Twitter and Facebook\n\n"
      "(Reporting by Amina Yusuf; Editing by Bob Cole)\n\n"
      "Related stories\nTen soldiers die in ambush\n"
      "President orders inquiry\n\n"
      "\u00a9 2023 Example News. All rights reserved.\n",
      "other|World\n"
      "title|Gunmen kill 12 in attack on village market\n"
      "standfirst|Officials say more than 30 people were wounded in the raid\n"
      "byline|By Amina Yusuf and John Okoro in Abuja\n"
      "updated|Published: 5 March 2023 14:20 GMT\n"
      "share|Share\nshare|Tweet\nshare|Email\n"
      "caption|Residents gather near burnt stalls.\n"
      "credit|(Photo by Ibrahim Sule/AFP)\n"
      "dateline|ABUJA, March 5 (Reuters) -\n"
      "body|Gunmen killed 12 people, police said.\n"
      "related|Read more: President vows to end raids\n"
      "body|\"We will find them,\" a spokesman told Reuters.\n"
      "other|Advertisement\n"
      "body|Published figures show that attacks rose by a third last year.\n"
      "share|Follow us on Twitter and Facebook\n"
      "byline|(Reporting by Amina Yusuf; Editing by Bob Cole)\n"
      "related|Related stories\nrelated|Ten soldiers die in ambush\n"
      "related|President orders inquiry\n"
      "other|\u00a9 2023 Example News. All rights reserved.\n" },
    { "wrapped lines, title without a gap",
      "Protesters block highway in capital\n"
      "Thousands of people marched through the city on Monday\n"
      "and blocked the main highway for three hours before\n"
      "police dispersed them with tear gas.\n"
      "The interior minister said the march had not been\n"
      "authorised and that its organisers would face charges.\n",
      "title|Protesters block highway in capital\n"
      "body|Thousands of people marched through the city on Monday/and "
      "blocked the main highway for three hours before/police dispersed them "
      "with tear gas.\n"
      "body|The interior minister said the march had not been/authorised and "
      "that its organisers would face charges.\n" },
    { "wrapped capitals whose first line is short",
      "THE REBEL COMMAND TODAY\n"
      "REPORTED THAT ABOUT 50 PEASANTS WERE TAKEN AWAY BY SOLDIERS OF THE\n"
      "SECOND BRIGADE NEAR THE RIVER.  ACCORDING TO A PRIEST, THE SOLDIERS\n"
      "CAME AT NIGHT.\n\n"
      "   MEANWHILE, THREE OFFICERS WERE WOUNDED DURING CLASHES IN THE\n"
      "CAPITAL.\n",
      "body|THE REBEL COMMAND TODAY/REPORTED THAT ABOUT 50 PEASANTS WERE TAKEN "
      "AWAY BY SOLDIERS OF THE/SECOND BRIGADE NEAR THE RIVER.  ACCORDING TO A "
      "PRIEST, THE SOLDIERS/CAME AT NIGHT.\n"
      "body|MEANWHILE, THREE OFFICERS WERE WOUNDED DURING CLASHES IN "
      "THE/CAPITAL.\n" },
    { "one paragraph a line",
      "A rights group has called for an inquiry into the attack.\n"
      "Witnesses believe a jet dropped the bomb.\n"
      "The air force denied it.\n",
      "body|A rights group has called for an inquiry into the attack.\n"
      "body|Witnesses believe a jet dropped the bomb.\n"
      "body|The air force denied it.\n" },
    { "a stray line break", "The envoy met the king on Tuesday in the port of\n"
      "Aden.\nHe then met the minister\nof defence.\n",
      "body|The envoy met the king on Tuesday in the port of/Aden.\n"
      "body|He then met the minister/of defence.\n" },
    { "one headline is a report", "Dorna expels diplomats from Kalo",
      "body|Dorna expels diplomats from Kalo\n" },
    { "a first sentence is no title",
      "The army shelled the port on Friday.\n\nIt denied it on Saturday.\n",
      "body|The army shelled the port on Friday.\n"
      "body|It denied it on Saturday.\n" },
    { "who speaks is no title", "The minister said:\n\nWe will go on.\n",
      "body|The minister said:\nbody|We will go on.\n" },
    { "a headline with a full stop",
      "Voters Turn Away From Ruling Party In Coastal Towns.\n\n"
      "A poll shows that voters have changed their minds.\n",
      "title|Voters Turn Away From Ruling Party In Coastal Towns.\n"
      "body|A poll shows that voters have changed their minds.\n" },
    { "a translated broadcast",
      "Managua (Nicaragua), 27 Oct 88 (RADIO SUR) -- [Report] [Ana Rey] "
      "[Text] The president spoke today.\n",
      "dateline|Managua (Nicaragua), 27 Oct 88 (RADIO SUR) -- [Report] [Ana "
      "Rey] [Text]\nbody|The president spoke today.\n" },
    { "a bracket of the sentence stays",
      "Santiago, 9 Dec 88 (EL SOL) -- [Text] [MRX] rebels fired at a bus.\n",
      "dateline|Santiago, 9 Dec 88 (EL SOL) -- [Text]\n"
      "body|[MRX] rebels fired at a bus.\n" },
    { "a dateline alone",
      "NAIROBI, Kenya (AP) _\n\nBombs went off in two towns.\n",
      "dateline|NAIROBI, Kenya (AP) _\nbody|Bombs went off in two towns.\n" },
    { "no capitals at all",
      "new delhi: the party talked tough on sunday, and it threatened to "
      "march on the capital.\n",
      "dateline|new delhi:\n"
      "body|the party talked tough on sunday, and it threatened to march on "
      "the capital.\n" },
    { "an agency without a dash",
      "Washington (CNN) The president spoke.\n\nHe left.\n",
      "dateline|Washington (CNN)\nbody|The president spoke.\nbody|He left.\n" },
    { "no datelines",
      "NATO -- which has denied it -- sent jets.\n\n"
      "The front (FLR) - a rebel group - agreed.\n\n"
      "Trump: They will pay for it.\n\nPoll: Four in ten agree with him.\n",
      "body|NATO -- which has denied it -- sent jets.\n"
      "body|The front (FLR) - a rebel group - agreed.\n"
      "body|Trump: They will pay for it.\n"
      "body|Poll: Four in ten agree with him.\n" },
    { "furniture wordings inside sentences",
      "He spoke on Monday.\n\n"
      "Share prices fell after the attack, traders said.\n\n"
      "Comments by the minister angered the rebels on Friday.\n\n"
      "Copyright law was changed last year, the minister said.\n\n"
      "Translated copies of the accord were sent to both sides.\n\n"
      "Follow the money, the prosecutor told the court on Friday.\n\n"
      "By Friday, the town had fallen.\n\n"
      "Subscribe to peace, the bishop told his flock in the ruined town.\n\n"
      "The machine translation office was hit by a shell, it said.\n\n"
      "Photographs taken by AFP show the ruins.\n\n"
      "Updated maps show the front line.\n\n"
      "He was speaking to Reuters.\n",
      "body|He spoke on Monday.\n"
      "body|Share prices fell after the attack, traders said.\n"
      "body|Comments by the minister angered the rebels on Friday.\n"
      "body|Copyright law was changed last year, the minister said.\n"
      "body|Translated copies of the accord were sent to both sides.\n"
      "body|Follow the money, the prosecutor told the court on Friday.\n"
      "body|By Friday, the town had fallen.\n"
      "body|Subscribe to peace, the bishop told his flock in the ruined "
      "town.\n"
      "body|The machine translation office was hit by a shell, it said.\n"
      "body|Photographs taken by AFP show the ruins.\n"
      "body|Updated maps show the front line.\n"
      "body|He was speaking to Reuters.\n" },
    { "caption and credit on lines of their own",
      "Hundreds flee fighting in the hills\n\n"
      "Monday, May 18, 2015\n\n"
      "The mayor (left) and the envoy on May 2.\nImage: Town Hall.\n\n"
      "Hundreds of people left their homes on Friday, the mayor said.\n",
      "title|Hundreds flee fighting in the hills\n"
      "updated|Monday, May 18, 2015\n"
      "caption|The mayor (left) and the envoy on May 2.\n"
      "credit|Image: Town Hall.\n"
      "body|Hundreds of people left their homes on Friday, the mayor said.\n" },
    { "a chronology keeps its dates",
      "6 January 2024\n\nTroops entered the town.\n\n7 January 2024\n\n"
      "The rebels left.\n\n8 January 2024\n\nTalks began.\n",
      "body|6 January 2024\nbody|Troops entered the town.\n"
      "body|7 January 2024\nbody|The rebels left.\n"
      "body|8 January 2024\nbody|Talks began.\n" },
    { "carriage returns and invisible characters",
      "\u200bDorna expels diplomats\u00a0\r\n\r\n"
      "MORA (AP) \u2014 Dorna expelled two diplomats on Tuesday.\u200e\r\n"
      "Kalo protested.\r\n",
      "title|Dorna expels diplomats\n"
      "dateline|MORA (AP) \u2014\n"
      "body|Dorna expelled two diplomats on Tuesday.\n"
      "body|Kalo protested.\n" },
    { "old line ends", "One was hurt.\rTwo died.\r",
      "body|One was hurt.\nbody|Two died.\n" },
    { "nothing but furniture", "Share\n\nSubscribe\n",
      "share|Share\nshare|Subscribe\n" },
};

static void show(char *out, size_t size)
{
    size_t n = 0;
    uint32_t end = 0;
    out[0] = '\0';
    for (uint32_t i = 0; i < doc.n_blocks; i++) {
        const struct cs_block b = doc.blocks[i];
        assert_true(b.span.b >= end && b.span.b < b.span.e);
        assert_true(b.span.e <= doc.text.n);
        end = b.span.e;
        n += (size_t)snprintf(out + n, size - n, "%s|",
                              cs_block_kind_name(b.kind));
        for (uint32_t k = b.span.b; k < b.span.e && n + 2 < size; k++) {
            if (doc.text.p[k] != '\r')
                out[n++] = doc.text.p[k] == '\n' ? '/' : doc.text.p[k];
        }
        assert_true(n + 2 < size);
        out[n++] = '\n';
        out[n] = '\0';
    }
}

static void test_pages(void **state)
{
    (void)state;
    static char got[8000];
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
        const struct cs_report_in in = { .text = cs_str_of(pages[i].text) };
        cs_doc_reset(&doc);
        assert_int_equal(cs_input_load(&doc, &in, NULL, NULL), CASUS_OK);
        assert_int_equal(cs_input_blocks(&doc, NULL), CASUS_OK);
        show(got, sizeof got);
        if (strcmp(got, pages[i].want) != 0)
            print_error("page: %s\n%s", pages[i].name, got);
        assert_string_equal(got, pages[i].want);
    }
}

/* Single lines, each between a headline and a report's text. */
static const struct {
    const char *line;
    enum cs_block_kind kind;
} lines[] = {
    { "By Jane Doe", CS_BLOCK_BYLINE },
    { "By JANE DOE and John Roe, Associated Press", CS_BLOCK_BYLINE },
    { "By Jane Doe | January 6, 2024", CS_BLOCK_BYLINE },
    { "Jane Doe in Baghdad", CS_BLOCK_BYLINE },
    { "Jane Doe, BBC News", CS_BLOCK_BYLINE },
    { "Our Correspondent", CS_BLOCK_BYLINE },
    { "Staff Reporter", CS_BLOCK_BYLINE },
    { "Last modified on Sat 6 Jan 2024 06.48 GMT", CS_BLOCK_UPDATED },
    { "Published on January 6, 2024", CS_BLOCK_UPDATED },
    { "Posted 3 hours ago", CS_BLOCK_UPDATED },
    { "This story is from March 16, 2002", CS_BLOCK_UPDATED },
    { "Saturday, 6 January 2024", CS_BLOCK_UPDATED },
    { "This article was machine translated.", CS_BLOCK_TRANSLATED },
    { "[This is a machine translation of the original article.]",
      CS_BLOCK_TRANSLATED },
    { "Translated by Google", CS_BLOCK_TRANSLATED },
    { "Translated by Jane Doe", CS_BLOCK_BYLINE },
    { "Facebook Twitter Linkedin Mail", CS_BLOCK_SHARE },
    { "Share on Facebook", CS_BLOCK_SHARE },
    { "\u2022 Share this article", CS_BLOCK_SHARE },
    { "Follow Jane Doe on Twitter", CS_BLOCK_SHARE },
    { "Subscribe to our newsletter for the day's news.", CS_BLOCK_SHARE },
    { "Sign up", CS_BLOCK_SHARE },
    { "Click here to read more.", CS_BLOCK_SHARE },
    { "Comments", CS_BLOCK_SHARE },
    { "12 comments", CS_BLOCK_SHARE },
    { "Read more: Rebels take port", CS_BLOCK_RELATED },
    { "Related: Rebels take port.", CS_BLOCK_RELATED },
    { "Tags: war, peace", CS_BLOCK_RELATED },
    { "Photo: AFP", CS_BLOCK_CREDIT },
    { "(AP Photo/Jane Doe)", CS_BLOCK_CREDIT },
    { "REUTERS/Jane Doe", CS_BLOCK_CREDIT },
    { "\u00a9 AFP", CS_BLOCK_CREDIT },
    { "File photo", CS_BLOCK_CREDIT },
    { "Getty Images", CS_BLOCK_CREDIT },
    { "[Jane Doe/Anadolu]", CS_BLOCK_CREDIT },
    { "Image copyright Getty Images", CS_BLOCK_CREDIT },
    { "Advertisement", CS_BLOCK_OTHER },
    { "Article continues below", CS_BLOCK_OTHER },
    { "Copyright 2024 Example News", CS_BLOCK_OTHER },
    { "All rights reserved.", CS_BLOCK_OTHER },
    { "3 min read", CS_BLOCK_OTHER },
    { "* * *", CS_BLOCK_OTHER },
    { "Three soldiers died on the road to the port on Friday.",
      CS_BLOCK_BODY },
    { "FILE - Soldiers patrol a street in the port.", CS_BLOCK_CAPTION },
    { "Soldiers on patrol in the port, Dorna (Jane Doe/Reuters)",
      CS_BLOCK_CAPTION },
    { "Soldiers on patrol in the port. | AFP", CS_BLOCK_CAPTION },
};

static void test_lines(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        char text[600];
        snprintf(text, sizeof text,
                 "Rebels shell army base in northern hills\n\n%s\n\n"
                 "Rebels shelled an army base in the hills, officials said.\n\n"
                 "Two officers were hurt on the road, a doctor said later.\n",
                 lines[i].line);
        const struct cs_report_in in = { .text = cs_str_of(text) };
        cs_doc_reset(&doc);
        assert_int_equal(cs_input_load(&doc, &in, NULL, NULL), CASUS_OK);
        assert_int_equal(cs_input_blocks(&doc, NULL), CASUS_OK);
        assert_true(doc.n_blocks >= 4);
        if (doc.blocks[1].kind != lines[i].kind)
            print_error("%s: %s\n", lines[i].line,
                        cs_block_kind_name(doc.blocks[1].kind));
        wrong += doc.blocks[1].kind != lines[i].kind;
        assert_int_equal(doc.blocks[0].kind, CS_BLOCK_TITLE);
        assert_int_equal(doc.blocks[doc.n_blocks - 1].kind, CS_BLOCK_BODY);
        assert_int_equal(doc.meta.translated,
                         lines[i].kind == CS_BLOCK_TRANSLATED);
    }
    assert_int_equal(wrong, 0);
}

static void test_meta(void **state)
{
    (void)state;
    struct cs_report_in in = {
        .text = CS_STR("Talks open\n\nBy Jane Doe in Mora\n\n"
                       "Envoys at the table on Monday. AFP\n\n"
                       "Talks opened on Monday, both sides said on Tuesday.\n")
    };
    cs_doc_reset(&doc);
    assert_int_equal(cs_input_load(&doc, &in, NULL, NULL), CASUS_OK);
    assert_int_equal(cs_input_blocks(&doc, NULL), CASUS_OK);
    assert_true(cs_str_is(doc.meta.title, "Talks open"));
    assert_true(cs_str_is(doc.meta.author, "Jane Doe"));
    assert_true(cs_str_is(doc.meta.credit, "AFP"));
    in.title = CS_STR("Other title");
    in.author = CS_STR("Somebody");
    cs_doc_reset(&doc);
    assert_int_equal(cs_input_load(&doc, &in, NULL, NULL), CASUS_OK);
    assert_int_equal(cs_input_blocks(&doc, NULL), CASUS_OK);
    assert_true(cs_str_is(doc.meta.title, "Other title"));
    assert_true(cs_str_is(doc.meta.author, "Somebody"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_meta),
    };
    return cmocka_run_group_tests(tests, open_doc, close_doc);
}
