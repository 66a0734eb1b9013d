package dev.pullcord.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Events on their way: handed over without a lock, written down, sent in batches, sent again until each is taken or
 * refused. One thread owns all of it but the hand-over. With one flight at a time the order of the hand-over is kept; with
 * several, none waits for another.
 */
final class Lane {
    private static final long LOOK_NANOS = 5_000_000; // 5 ms

    private final Settings settings;
    private final Optional<Journal> journal;
    private final Post post;
    private final Tidings tidings;
    private final String source;
    private final Clock clock;
    private final Thread thread;

    private final AtomicInteger waiting = new AtomicInteger(); // handed over or spilled, and not in the journal
    private final AtomicLong pending = new AtomicLong();
    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> answers = new ConcurrentLinkedQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean asleep;
    private volatile boolean closing;
    private volatile boolean stopped;

    // The thread's own.
    private final Deque<Entry> spill = new ArrayDeque<>();
    private final List<Flight> flights = new ArrayList<>();
    private boolean dry; // whether neither journal nor spill had more

    /**
     * How it goes.
     *
     * @param name of its thread
     * @param capacity most events in memory
     * @param batch most events in a request
     * @param batchBytes most bytes in a request, unless one event alone is larger
     * @param flights most requests at once
     * @param looks how often it looks for more, every 5 ms, before it has to be woken
     * @param pauses between tries
     */
    record Settings(String name, int capacity, int batch, int batchBytes, int flights, int looks, Pauses pauses) {}

    /** Sends a batch. Never blocks, never throws; no answer is an exceptional end. */
    interface Post {
        CompletableFuture<Answer> post(String batch);
    }

    record Answer(int status, Optional<String> retryAfter, String body) {}

    private record Arrival(SafetyEvent event, CompletableFuture<Kept> kept) {}

    /** @param written the journal's entry; absent when it is in memory only */
    private record Entry(String id, String json, Optional<Journal.Entry> written) {}

    private static final class Flight {
        private List<Entry> entries;
        private int tries;
        private boolean due = true;
        private int most;

        Flight(List<Entry> entries) {
            this.entries = entries;
            this.most = entries.size();
        }
    }

    Lane(
            Settings settings,
            Optional<Journal> journal,
            Post post,
            PullcordListener listener,
            String source,
            Clock clock) {
        this.settings = settings;
        this.journal = journal;
        this.post = post;
        this.tidings = new Tidings(listener);
        this.source = source;
        this.clock = clock;
        pending.set(journal.map(Journal::pending).orElse(0L));
        thread = new Thread(this::run, settings.name());
        thread.setDaemon(true);
    }

    void start() {
        arrivals.add(new Arrival(null, new CompletableFuture<>())); // what a hand-over needs is loaded now, not by
        arrivals.remove(); // whichever call happens to be first
        thread.start();
    }

    /** Never blocks: an addition, a link, a wake-up. */
    CompletableFuture<Kept> offer(SafetyEvent event) {
        if (closing) {
            return CompletableFuture.completedFuture(Kept.CLOSED);
        }
        if (waiting.incrementAndGet() > settings.capacity()) {
            waiting.decrementAndGet();
            return CompletableFuture.completedFuture(Kept.FULL);
        }
        pending.incrementAndGet();
        CompletableFuture<Kept> kept = new CompletableFuture<>();
        arrivals.add(new Arrival(event, kept));
        if (asleep) {
            LockSupport.unpark(thread); // a system call, after which the woken thread may go first
        }
        if (ended.getCount() == 0) {
            kept.complete(Kept.CLOSED); // it was closed in between, and nobody comes for it any more
        }
        return kept;
    }

    long pending() {
        return pending.get();
    }

    private void run() {
        try {
            while (!stopped) {
                List<Arrival> written = new ArrayList<>();
                boolean force = admit(written);
                for (Runnable answer = answers.poll(); answer != null; answer = answers.poll()) {
                    answer.run();
                }
                fly();
                if (force) { // after the sending: a panic does not wait for the disk
                    force();
                }
                written.forEach(arrival -> Tidings.tell(() -> arrival.kept().complete(Kept.JOURNALED)));
                if (closing && pending.get() == 0) {
                    break;
                }
                rest();
            }
        } finally {
            closing = true;
            for (Arrival late = arrivals.poll(); late != null; late = arrivals.poll()) {
                CompletableFuture<Kept> kept = late.kept();
                Tidings.tell(() -> kept.complete(Kept.CLOSED));
            }
            journal.ifPresent(this::shut);
            ended.countDown();
        }
    }

    /** While much comes it looks by itself every few milliseconds, so that no caller has to wake it; then it sleeps. */
    private void rest() {
        for (int looks = 0; looks < settings.looks() && idle(); looks++) {
            LockSupport.parkNanos(this, LOOK_NANOS);
        }
        if (!idle()) {
            return; // nobody is to wake what is awake
        }
        asleep = true; // before the last look: what comes after that look sees it
        if (idle()) {
            LockSupport.park(this);
        }
        asleep = false;
    }

    private boolean idle() {
        return arrivals.isEmpty() && answers.isEmpty() && !stopped && !(closing && pending.get() == 0);
    }

    private void shut(Journal open) {
        try {
            open.close();
        } catch (IOException e) {
            tidings.trouble("journal");
        }
    }

    /** Takes what was handed over. @return whether anything was written */
    private boolean admit(List<Arrival> written) {
        boolean force = false;
        int most = settings.capacity(); // so that answers have their turn under a flood
        for (Arrival arrival = most > 0 ? arrivals.poll() : null; arrival != null; ) {
            String json = Json.plain().write(arrival.event().json(source, clock.instant()));
            Kept kept = tooLarge(json) ? Kept.TOO_LARGE : keep(arrival.event().id(), json);
            dry = false;
            if (kept == Kept.JOURNALED) {
                waiting.decrementAndGet();
                written.add(arrival);
                force = true;
            } else {
                if (kept == Kept.FULL || kept == Kept.TOO_LARGE) {
                    waiting.decrementAndGet();
                    pending.decrementAndGet();
                }
                CompletableFuture<Kept> said = arrival.kept();
                Tidings.tell(() -> said.complete(kept));
            }
            arrival = --most > 0 ? arrivals.poll() : null;
        }
        return force;
    }

    /** Kept, it would be sent and turned away for ever. */
    private static boolean tooLarge(String json) {
        return json.length() > SafetyEvent.LARGEST / 3 // what UTF-8 makes of a UTF-16 unit at most
                && json.getBytes(StandardCharsets.UTF_8).length > SafetyEvent.LARGEST;
    }

    private Kept keep(String id, String json) {
        if (journal.isPresent() && spill.isEmpty()) { // behind what is in memory only, it would overtake
            try {
                if (journal.get().append(json)) {
                    return Kept.JOURNALED;
                }
                return Kept.FULL;
            } catch (IOException e) {
                tidings.trouble("journal");
            }
        }
        spill.add(new Entry(id, json, Optional.empty()));
        return Kept.IN_MEMORY;
    }

    private void force() {
        try {
            journal.orElseThrow().force();
        } catch (IOException e) {
            tidings.trouble("journal"); // it outlives this process, and not a power cut
        }
    }

    /** Has as many requests under way as may be and are due. */
    private void fly() {
        while (flights.size() < settings.flights() && !dry) {
            List<Entry> entries = next();
            dry = entries.isEmpty();
            if (!dry) {
                flights.add(new Flight(entries));
            }
        }
        for (Flight flight : flights) {
            if (flight.due) {
                send(flight);
            }
        }
    }

    private List<Entry> next() {
        List<Entry> entries = new ArrayList<>();
        if (journal.isPresent() && journal.get().unread() > 0) {
            try {
                for (Journal.Entry written : journal.get().read(settings.batch(), settings.batchBytes())) {
                    String json = written.text();
                    String id = (String) Json.plain().read(json).get("id");
                    entries.add(new Entry(id, json, Optional.of(written)));
                }
                return entries;
            } catch (IOException e) {
                tidings.trouble("journal"); // what cannot be read now is read at the next start
            }
        }
        int size = 0;
        for (Iterator<Entry> it = spill.iterator(); it.hasNext() && entries.size() < settings.batch(); ) {
            Entry entry = it.next();
            size += entry.json().length();
            if (!entries.isEmpty() && size > settings.batchBytes()) {
                break;
            }
            it.remove();
            entries.add(entry);
        }
        return entries;
    }

    private void send(Flight flight) {
        flight.due = false;
        flight.tries++;
        List<Entry> sent = List.copyOf(flight.entries.subList(0, Math.min(flight.most, flight.entries.size())));
        StringBuilder batch = new StringBuilder("[");
        sent.forEach(entry -> batch.append(batch.length() > 1 ? "," : "").append(entry.json()));
        List<String> ids = sent.stream().map(Entry::id).toList();
        boolean patient = flight.tries < 10;
        CompletableFuture<Verdict> unused = post.post(batch.append(']').toString())
                .handle((answer, failure) -> {
                    if (failure != null) {
                        tidings.trouble("unreachable");
                        return Verdict.again(ids.size());
                    }
                    if (answer.status() != 202) {
                        tidings.trouble("status-" + answer.status());
                    }
                    return Verdict.of(answer.status(), answer.retryAfter(), answer.body(), ids, patient);
                })
                .whenComplete((verdict, defect) -> {
                    Verdict said = defect == null ? verdict : Verdict.again(ids.size());
                    answers.add(() -> landed(flight, sent, said));
                    LockSupport.unpark(thread);
                });
    }

    private void landed(Flight flight, List<Entry> sent, Verdict verdict) {
        List<Entry> left = new ArrayList<>();
        List<Journal.Entry> done = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            Entry entry = sent.get(i);
            Verdict.OfOne one = verdict.each().get(i);
            if (one.word() == Verdict.Word.AGAIN) {
                left.add(entry);
                continue;
            }
            pending.decrementAndGet();
            if (entry.written().isPresent()) {
                done.add(entry.written().get());
            } else {
                waiting.decrementAndGet();
            }
            tidings.became(entry.id(), one);
        }
        try {
            if (!done.isEmpty()) {
                journal.orElseThrow().done(done);
            }
        } catch (IOException e) {
            tidings.trouble("journal"); // they are sent again after the next start, and counted once
        }
        boolean retry = !left.isEmpty();
        boolean progress = left.size() < sent.size();
        left.addAll(flight.entries.subList(sent.size(), flight.entries.size()));
        flight.entries = left;
        if (verdict.split() && sent.size() > 1) {
            flight.most = sent.size() / 2;
            flight.due = true;
        } else if (left.isEmpty()) {
            flights.remove(flight);
        } else if (!retry) {
            flight.due = true; // the other half
            flight.tries = 0;
        } else {
            flight.tries = progress ? 1 : flight.tries;
            later(flight, settings.pauses().after(flight.tries, verdict.asked()));
        }
    }

    private void later(Flight flight, Duration pause) {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    answers.add(() -> flight.due = true);
                    LockSupport.unpark(thread);
                });
    }

    /** Takes nothing new; goes on sending for so long, and leaves the rest in the journal. Blocks as long. */
    void close(Duration patience) {
        closing = true;
        LockSupport.unpark(thread);
        try {
            if (!ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                stopped = true;
                LockSupport.unpark(thread);
                ended.await(1, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            stopped = true;
            LockSupport.unpark(thread);
            Thread.currentThread().interrupt();
        }
    }
}
