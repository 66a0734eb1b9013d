package dev.pullcord.redis;

import dev.pullcord.audit.AuditChain;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.ChainId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of this process on one audit chain. An entry is linked to the one sent before it, whose answer is not waited
 * for. That is safe whatever becomes of that one, and in whatever order they arrive: the script itself compares the
 * chain's head with what the entry was linked to, and does nothing where they differ. So a call that was not written only
 * costs those sent behind it a way: they are refused, and go again in their order once all of them are answered.
 *
 * <pre>
 *   the answer                 its caller gets     those sent behind it
 *   written                    the reply           are written
 *   another word               the reply           are refused, and linked to the last one written
 *   refused, first of all      nothing, goes again are refused, and linked to the head read anew
 *   refused, behind another    nothing, goes again (as the other says)
 *   a failure                  the failure         are written if it was, else refused; the head is read anew
 * </pre>
 *
 * <p>What is done with the state is done by one thread at a time, the one that finds nobody at it.
 */
final class Pipeline {
    static final int MOST_UNDER_WAY = 32; // nearly all that more could save is saved by then, see ChainBench

    private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
    static final int MOST_WAITING = 10_000; // about as many as are written in ten seconds
    static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final ChainId id;
    private final Supplier<CompletionStage<Head>> reading;
    private final IntFunction<CompletionStage<Void>> pausing;
    private final LongSupplier nanos;
    private final AtomicInteger unanswered = new AtomicInteger();

    private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
    private final AtomicInteger stepsLeft = new AtomicInteger();

    private final Deque<Turn> waiting = new ArrayDeque<>();
    private final Deque<Turn> underWay = new ArrayDeque<>();
    private final List<Turn> refused = new ArrayList<>();
    private Head tip; // what the next one is linked to; null: to be read
    private Head written; // the last one that is known to be written
    private boolean broken; // one was not written: nothing is sent until all are answered
    private boolean outOfSight; // and where the chain ends is not known
    private boolean busy; // something is read first
    private int width = MOST_UNDER_WAY;
    private int overtaken; // how often in a row by other processes

    /**
     * @param reading reads the head
     * @param pausing completes when to go on after so many losses in a row
     * @param nanos as {@link System#nanoTime}: how long somebody waited must not hang on a wall clock that is set
     */
    Pipeline(
            ChainId id,
            Supplier<CompletionStage<Head>> reading,
            IntFunction<CompletionStage<Void>> pausing,
            LongSupplier nanos) {
        this.id = id;
        this.reading = reading;
        this.pausing = pausing;
        this.nanos = nanos;
    }

    /** The highest place written and the last entry's hash. */
    record Head(long seq, String hash) {}

    /** One call: how to link, how to send, and what the script answers when the entry was written. */
    interface Call {
        /** What is to be written; asked again whenever it has to be sent again. */
        CompletionStage<AuditedScript.Prepared> prepare();

        /** Whether what is to be written hangs on what the calls before it wrote: it then waits for their answers. */
        boolean alone();

        CompletionStage<List<String>> send(AuditedScript.Prepared what, AuditEntry entry);

        boolean writtenOn(String word);
    }

    private static final class Turn {
        private final Call call;
        private final long since;
        private final CompletableFuture<AuditedScript.Reply> reply = new CompletableFuture<>();
        private boolean taken; // its turn has come, if once only
        private AuditEntry entry;
        private List<String> words;
        private Throwable failure;
        private int tries;

        Turn(Call call, long since) {
            this.call = call;
            this.since = since;
        }

        boolean answered() {
            return words != null || failure != null;
        }
    }

    /** Calls that have no answer yet. */
    int unanswered() {
        return unanswered.get();
    }

    CompletionStage<AuditedScript.Reply> run(Call call) {
        if (unanswered.incrementAndGet() > MOST_WAITING) {
            unanswered.decrementAndGet();
            return CompletableFuture.failedFuture(new Contended(MOST_WAITING + " wait for the audit chain before"));
        }
        Turn turn = new Turn(call, nanos.getAsLong());
        step(() -> waiting.add(turn));
        return turn.reply;
    }

    /** Changes the state, then sends what can be sent; by whoever is at it already, or else here. */
    private void step(Runnable change) {
        steps.add(change);
        if (stepsLeft.getAndIncrement() != 0) {
            return;
        }
        do {
            try {
                steps.remove().run();
                sendAll();
            } catch (RuntimeException e) {
                LOG.error("the audit chain {} stumbled", id, e);
            }
        } while (stepsLeft.decrementAndGet() != 0);
    }

    private void sendAll() {
        while (!busy && !broken && !waiting.isEmpty()) {
            Turn next = waiting.peek();
            if (tooLate(next)) {
                fail(waiting.remove(), new Contended("no turn at the audit chain in time"));
            } else if (underWay.size() >= width || (alone(next) && !underWay.isEmpty())) {
                return;
            } else if (tip == null) {
                next.taken = true;
                readHead();
            } else {
                next.taken = true;
                prepare(waiting.remove());
            }
        }
    }

    /**
     * A turn that comes later is of no use to whoever asked: a panic, say, is in the journal by then. Whose turn has come
     * keeps it while the head is read and when he is refused: the tries bound that.
     */
    private boolean tooLate(Turn next) {
        return !next.taken && nanos.getAsLong() - next.since >= LONGEST_WAIT.toNanos();
    }

    /** Whether it and what is under way must not meet. */
    private boolean alone(Turn next) {
        return next.call.alone()
                || (!underWay.isEmpty() && underWay.peekLast().call.alone());
    }

    private void readHead() {
        busy = true;
        pausing.apply(overtaken)
                .thenCompose(paused -> reading.get())
                .whenComplete((head, failure) -> step(() -> {
                    busy = false;
                    if (failure != null) {
                        fail(waiting.remove(), failure);
                    } else {
                        written = head;
                        tip = head;
                    }
                }));
    }

    private void prepare(Turn turn) {
        busy = true;
        CompletionStage<AuditedScript.Prepared> what;
        try {
            what = turn.call.prepare();
        } catch (RuntimeException e) {
            what = CompletableFuture.failedFuture(e);
        }
        CompletableFuture<AuditedScript.Prepared> ready = what.toCompletableFuture();
        if (ready.isDone()) {
            send(turn, ready);
        } else {
            what.whenComplete((prepared, failure) -> step(() -> send(turn, ready)));
        }
    }

    private void send(Turn turn, CompletableFuture<AuditedScript.Prepared> ready) {
        busy = false;
        CompletionStage<List<String>> answer;
        AuditEntry entry;
        try {
            AuditedScript.Prepared what = ready.join();
            entry = AuditChain.link(id, tip.seq() + 1, tip.hash(), what.draft());
            answer = turn.call.send(what, entry);
        } catch (RuntimeException e) { // it was not sent: nobody else is concerned
            fail(turn, e);
            return;
        }
        turn.entry = entry;
        turn.words = null;
        tip = new Head(entry.seq(), entry.hash());
        underWay.add(turn);
        answer.whenComplete((words, failure) -> step(() -> {
            turn.words = words;
            turn.failure = failure;
            settle();
        }));
    }

    private void settle() {
        while (!underWay.isEmpty() && underWay.peek().answered()) {
            settle(underWay.remove());
        }
        if (broken && underWay.isEmpty()) {
            for (int i = refused.size() - 1; i >= 0; i--) {
                waiting.addFirst(refused.get(i));
            }
            refused.clear();
            tip = outOfSight ? null : written;
            broken = false;
            outOfSight = false;
        }
    }

    private void settle(Turn turn) {
        if (turn.failure != null) { // it may have been written all the same
            breakOff();
            outOfSight = true;
            fail(turn, turn.failure);
        } else if (turn.words.get(0).equals(AuditedScript.MOVED)) {
            if (broken) {
                refused.add(turn);
                return;
            }
            breakOff();
            outOfSight = true;
            overtaken++;
            turn.tries++;
            if (turn.tries >= Contended.TRIES) {
                fail(turn, new Contended("an audit entry was overtaken " + turn.tries + " times and is given up"));
            } else {
                refused.add(turn);
            }
        } else {
            overtaken = 0;
            if (turn.call.writtenOn(turn.words.get(0))) {
                written = new Head(turn.entry.seq(), turn.entry.hash());
                outOfSight = false;
                width = Math.min(MOST_UNDER_WAY, width + 1);
            } else {
                breakOff();
            }
            unanswered.decrementAndGet();
            turn.reply.complete(new AuditedScript.Reply(turn.words, turn.entry));
        }
    }

    /** Where much is not written, little is sent ahead: what is refused was work for nothing. */
    private void breakOff() {
        if (!broken && !underWay.isEmpty()) {
            width = Math.max(1, width / 2);
        }
        broken = true;
    }

    private void fail(Turn turn, Throwable failure) {
        unanswered.decrementAndGet();
        turn.reply.completeExceptionally(failure);
    }
}
