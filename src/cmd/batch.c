/* batch.c - many reports through a few threads, results in input order.
 *
 *   reader --> [slot][slot][slot]… --> workers --> writer
 *
 * The main thread reads reports into the slots of a ring and writes finished
 * slots in order; workers take the oldest ready one. A slot keeps its buffers,
 * so a warm batch costs no heap call. With one thread the main thread does the
 * work itself. */
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "cmd/cmd.h"
#include "text/recall.h"

/* Most memory that one document may take: a hostile page ends there. */
#define DOCUMENT_CAP ((size_t)4 << 30)

enum slot_state { SLOT_FREE, SLOT_READY, SLOT_RUNNING, SLOT_DONE };

struct slot {
    enum slot_state state;
    struct cs_report_in in; /* strings in `copy` */
    char *copy;
    size_t copy_cap;
    struct cs_sink out;
    struct casus_error err;
    enum casus_status status;
    struct cs_tally tally;
};

struct ring {
    const struct cs_batch *batch;
    struct slot *slots;
    unsigned n_slots;
    uint64_t next_run, next_read; /* slot numbers, modulo n_slots */
    bool closing;
    pthread_mutex_t lock;
    pthread_cond_t ready, done;
};

static volatile sig_atomic_t interrupted;

static void on_interrupt(int signal_number)
{
    (void)signal_number;
    interrupted = 1;
}

/* --- a slot -------------------------------------------------------------- */

static size_t copy_one(struct cs_str *s, char *at)
{
    if (s->n > 0)
        memcpy(at, s->p, s->n);
    at[s->n] = '\0';
    s->p = at;
    return s->n + 1;
}

static bool fill_slot(struct slot *slot, const struct cs_report_in *in)
{
    slot->in = *in;
    struct cs_str *const strings[] = {
        &slot->in.text,      &slot->in.id,   &slot->in.title,
        &slot->in.published, &slot->in.url,  &slot->in.publisher,
        &slot->in.author,    &slot->in.path,
    };
    const size_t n = sizeof strings / sizeof *strings;
    size_t need = 0;
    for (size_t i = 0; i < n; i++)
        need += strings[i]->n + 1;
    if (need > slot->copy_cap) {
        char *more = realloc(slot->copy, need * 2);
        if (more == NULL) {
            /* Nothing of the reader's, which may close before it is told. */
            slot->in = (struct cs_report_in){ .line = in->line };
            return false;
        }
        slot->copy = more;
        slot->copy_cap = need * 2;
    }
    size_t at = 0;
    for (size_t i = 0; i < n; i++)
        at += copy_one(strings[i], slot->copy + at);
    return true;
}

static void tally_document(const struct cs_doc *doc, struct cs_tally *t)
{
    t->sentences += doc->n_sentences;
    t->words += doc->n_tokens;
    t->events += doc->n_events;
}

static void work_on(const struct cs_batch *batch, struct slot *slot,
                    struct cs_doc *doc)
{
    cs_doc_reset(doc);
    cs_sink_reset(&slot->out);
    slot->tally = (struct cs_tally){ 0 };
    slot->status =
        batch->work(batch->context, doc, &slot->in, &slot->out, &slot->err);
    if (slot->status == CASUS_OK)
        tally_document(doc, &slot->tally);
    else
        cs_sink_reset(&slot->out);
}

/* A worker's document; without memory for what is recalled it is only slower.
 * Its arena is NULL where there is no memory for that. */
static struct cs_doc new_document(void)
{
    return (struct cs_doc){ .arena = cs_arena_new(DOCUMENT_CAP),
                            .recall = cs_recall_new() };
}

static void free_document(struct cs_doc *doc)
{
    cs_arena_free(doc->arena);
    cs_recall_free(doc->recall);
}

static void *worker(void *context)
{
    struct ring *ring = context;
    struct cs_doc doc = new_document();
    (void)pthread_mutex_lock(&ring->lock);
    for (;;) {
        while (ring->next_run == ring->next_read && !ring->closing)
            (void)pthread_cond_wait(&ring->ready, &ring->lock);
        if (ring->next_run == ring->next_read)
            break;
        struct slot *slot = &ring->slots[ring->next_run++ % ring->n_slots];
        if (slot->state != SLOT_READY)
            continue; /* failed while it was read */
        slot->state = SLOT_RUNNING;
        (void)pthread_mutex_unlock(&ring->lock);
        if (doc.arena == NULL)
            slot->status = cs_fail(&slot->err, CASUS_ENOMEM, 0, "no memory");
        else
            work_on(ring->batch, slot, &doc);
        (void)pthread_mutex_lock(&ring->lock);
        slot->state = SLOT_DONE;
        (void)pthread_cond_signal(&ring->done);
    }
    (void)pthread_mutex_unlock(&ring->lock);
    free_document(&doc);
    return NULL;
}

/* --- writing ------------------------------------------------------------- */

struct writing {
    struct cs_out *out;
    struct cs_tally tally;
    bool broken; /* output could not be written */
    bool progress;
    time_t started, shown;
};

static void complain(const struct cs_batch *batch, const struct slot *slot)
{
    const struct cs_str path = slot->in.path;
    (void)fprintf(stderr, "casus %s: %.*s: ", batch->command,
                  path.n == 0 ? 14 : (int)path.n,
                  path.n == 0 ? "standard input" : path.p);
    /* The reader's messages name the line themselves. */
    if (slot->in.line > 0 &&
        !cs_str_starts(cs_str_of(slot->err.message), CS_STR("line ")))
        (void)fprintf(stderr, "line %llu: ", (unsigned long long)slot->in.line);
    (void)fprintf(stderr, "%s\n", slot->err.message);
}

static void show_progress(struct writing *w)
{
    const time_t now = time(NULL);
    if (!w->progress || now == w->shown || now - w->started < 2)
        return;
    w->shown = now;
    (void)fprintf(stderr, "\r%llu reports, %llu events",
                  (unsigned long long)w->tally.reports,
                  (unsigned long long)w->tally.events);
}

static void write_slot(const struct cs_batch *batch, struct writing *w,
                       struct slot *slot)
{
    w->tally.reports++;
    if (slot->status != CASUS_OK) {
        w->tally.failed++;
        complain(batch, slot);
    } else if (slot->out.failed) {
        w->tally.failed++;
        (void)cs_fail(&slot->err, CASUS_ENOMEM, 0, "no memory for its output");
        complain(batch, slot);
    } else {
        w->tally.sentences += slot->tally.sentences;
        w->tally.words += slot->tally.words;
        w->tally.events += slot->tally.events;
        if (!cs_out_write(w->out, slot->out.p, slot->out.n))
            w->broken = true;
    }
    show_progress(w);
}

/* --- reading ------------------------------------------------------------- */

struct reading {
    const struct cs_options *options;
    enum cs_format format;
    struct cs_reader *reader;
    int file;
};

/* The next report or failure into the slot; false at the end of all. */
static bool read_slot(struct reading *r, struct slot *slot)
{
    const int n_files = r->options->n_files;
    while (r->file < (n_files == 0 ? 1 : n_files)) {
        const char *path = n_files == 0 ? "-" : r->options->files[r->file];
        struct cs_report_in in = { .path = cs_str_of(path) };
        enum casus_status s = CASUS_OK;
        if (r->reader == NULL)
            s = cs_reader_open(path, r->format, &r->reader, &slot->err);
        const bool opened = s == CASUS_OK;
        if (opened)
            s = cs_reader_next(r->reader, &in, &slot->err);
        if (s < 0 && interrupted)
            return false; /* a read cut off is no failure */
        if (s == CASUS_OK && !fill_slot(slot, &in))
            s = cs_fail(&slot->err, CASUS_ENOMEM, 0, "no memory");
        else if (s < 0)
            (void)fill_slot(slot, &(struct cs_report_in){ .path = in.path,
                                                          .line = in.line });
        slot->status = s;
        if (!opened || s == CASUS_ABSENT) {
            cs_reader_close(r->reader);
            r->reader = NULL;
            r->file++;
        }
        if (s == CASUS_ABSENT)
            continue;
        slot->state = s == CASUS_OK ? SLOT_READY : SLOT_DONE;
        return true;
    }
    return false;
}

/* The batch cannot begin: no output counts as written. */
static void no_memory(const struct cs_batch *batch, struct writing *w)
{
    (void)fprintf(stderr, "casus %s: no memory\n", batch->command);
    w->broken = true;
}

/* --- the loop ------------------------------------------------------------ */

static void run_alone(const struct cs_batch *batch, struct reading *r,
                      struct writing *w)
{
    struct slot slot = { .state = SLOT_FREE };
    struct cs_doc doc = new_document();
    if (doc.arena == NULL)
        no_memory(batch, w);
    while (!interrupted && !w->broken && read_slot(r, &slot)) {
        if (slot.state == SLOT_READY)
            work_on(batch, &slot, &doc);
        write_slot(batch, w, &slot);
    }
    free_document(&doc);
    cs_sink_free(&slot.out);
    free(slot.copy);
}

static void run_ring(struct ring *ring, struct reading *r, struct writing *w)
{
    uint64_t next_write = 0;
    bool more = true;
    (void)pthread_mutex_lock(&ring->lock);
    for (;;) {
        if (interrupted || w->broken)
            more = false;
        if (more && ring->next_read - next_write < ring->n_slots) {
            struct slot *slot = &ring->slots[ring->next_read % ring->n_slots];
            (void)pthread_mutex_unlock(&ring->lock);
            more = read_slot(r, slot);
            (void)pthread_mutex_lock(&ring->lock);
            if (more) {
                ring->next_read++;
                (void)pthread_cond_signal(&ring->ready);
            }
            continue;
        }
        if (next_write == ring->next_read)
            break;
        struct slot *oldest = &ring->slots[next_write % ring->n_slots];
        while (oldest->state != SLOT_DONE)
            (void)pthread_cond_wait(&ring->done, &ring->lock);
        (void)pthread_mutex_unlock(&ring->lock);
        write_slot(ring->batch, w, oldest);
        (void)pthread_mutex_lock(&ring->lock);
        oldest->state = SLOT_FREE;
        next_write++;
        /* A slot that failed while it was read may be written before a worker
         * has passed over it; then none may, for it is filled again. */
        if (ring->next_run < next_write)
            ring->next_run = next_write;
    }
    ring->closing = true;
    (void)pthread_cond_broadcast(&ring->ready);
    (void)pthread_mutex_unlock(&ring->lock);
}

static void run_threads(const struct cs_batch *batch, struct reading *r,
                        struct writing *w)
{
    const unsigned wanted = batch->options->threads;
    pthread_t threads[64];
    unsigned started = 0;
    struct ring ring = { .batch = batch, .n_slots = wanted * 4 };
    ring.slots = calloc(ring.n_slots, sizeof *ring.slots);
    if (ring.slots == NULL) {
        no_memory(batch, w);
        return;
    }
    (void)pthread_mutex_init(&ring.lock, NULL);
    (void)pthread_cond_init(&ring.ready, NULL);
    (void)pthread_cond_init(&ring.done, NULL);
    /* Signals are the main thread's, so that they end its reading. */
    sigset_t signals, before;
    (void)sigemptyset(&signals);
    (void)sigaddset(&signals, SIGINT);
    (void)sigaddset(&signals, SIGTERM);
    (void)pthread_sigmask(SIG_BLOCK, &signals, &before);
    while (started < wanted &&
           pthread_create(&threads[started], NULL, worker, &ring) == 0)
        started++;
    (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (started == 0)
        run_alone(batch, r, w);
    else
        run_ring(&ring, r, w);
    for (unsigned i = 0; i < started; i++)
        (void)pthread_join(threads[i], NULL);
    for (unsigned i = 0; i < ring.n_slots; i++) {
        cs_sink_free(&ring.slots[i].out);
        free(ring.slots[i].copy);
    }
    free(ring.slots);
    (void)pthread_cond_destroy(&ring.done);
    (void)pthread_cond_destroy(&ring.ready);
    (void)pthread_mutex_destroy(&ring.lock);
}

static void close_counts(const struct cs_batch *batch, const struct writing *w)
{
    const struct cs_tally *t = &w->tally;
    if (w->progress && w->shown != 0)
        (void)fputs("\r\033[K", stderr);
    if (batch->options->quiet)
        return;
    (void)fprintf(stderr,
                  "casus %s: %llu report%s, %llu failed, %llu sentences, "
                  "%llu words, %llu events%s\n",
                  batch->command, (unsigned long long)t->reports,
                  t->reports == 1 ? "" : "s", (unsigned long long)t->failed,
                  (unsigned long long)t->sentences,
                  (unsigned long long)t->words, (unsigned long long)t->events,
                  interrupted ? "; interrupted" : "");
}

int cs_batch_run(const struct cs_batch *batch)
{
    const struct cs_options *o = batch->options;
    struct writing w = { .started = time(NULL),
                         .progress = isatty(STDERR_FILENO) == 1 && !o->quiet &&
                                     cs_terminal_width() == 0 };
    struct reading r = { .options = o };
    if (o->input != NULL)
        r.format = cs_str_is(cs_str_of(o->input), "jsonl") ? CS_FORMAT_JSONL
                                                           : CS_FORMAT_TEXT;
    w.out = cs_out_open(o->output);
    if (w.out == NULL)
        return EXIT_NO_START;
    /* The first signal ends the batch in order, a second one at once. */
    const struct sigaction action = { .sa_handler = on_interrupt,
                                      .sa_flags = (int)SA_RESETHAND };
    const struct sigaction ignore = { .sa_handler = SIG_IGN };
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
    (void)sigaction(SIGPIPE, &ignore, NULL);
    if (batch->header != NULL)
        (void)cs_out_write(w.out, batch->header, batch->header_length);
    if (o->threads == 1)
        run_alone(batch, &r, &w);
    else
        run_threads(batch, &r, &w);
    cs_reader_close(r.reader);
    close_counts(batch, &w);
    const bool written =
        cs_out_close(w.out, !interrupted && !w.broken) && !w.broken;
    if (interrupted)
        return 130;
    return w.tally.failed == 0 && written ? EXIT_ALL_READ : EXIT_SOME_FAILED;
}
