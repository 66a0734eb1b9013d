package dev.pullcord.redis;

import dev.pullcord.audit.AuditChain;
import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.ChainId;
import dev.pullcord.review.Events;
import io.lettuce.core.RedisCommandTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An audit chain far away, on which a call arrives, and its answer comes back, when the test says so. */
final class RemoteChain {
    private static final ChainId ID = new ChainId("tandem", 0, ChainId.Hand.FOLD);

    final List<AuditEntry> entries = new ArrayList<>();
    final List<Sent> sent = new ArrayList<>();
    final List<String> prepared = new ArrayList<>();
    final List<Integer> pauses = new ArrayList<>();
    private long nanos;
    final Pipeline pipeline = new Pipeline(ID, this::read, this::pause, () -> nanos);
    private final List<CompletableFuture<String>> unwatched = new ArrayList<>();
    int reads;
    boolean unreadable;
    boolean slowReads;
    private final CompletableFuture<Pipeline.Head> slowHead = new CompletableFuture<>();

    /** A call on its way there or back. */
    static final class Sent {
        final String name;
        private final AuditEntry entry;
        private final CompletableFuture<List<String>> reply = new CompletableFuture<>();
        private String word;

        Sent(String name, AuditEntry entry) {
            this.name = name;
            this.entry = entry;
        }

        void answer() {
            reply.complete(List.of(word));
        }

        /** Nobody will know what became of it. */
        void lose() {
            word = word == null ? "never arrived" : word;
            reply.completeExceptionally(new RedisCommandTimeoutException("no answer"));
        }
    }

    private CompletionStage<Pipeline.Head> read() {
        reads++;
        if (slowReads) {
            return slowHead;
        }
        return unreadable
                ? CompletableFuture.failedFuture(new RedisCommandTimeoutException("no answer"))
                : CompletableFuture.completedFuture(new Pipeline.Head(entries.size(), top()));
    }

    void headArrives() {
        slowReads = false;
        slowHead.complete(new Pipeline.Head(entries.size(), top()));
    }

    private CompletionStage<Void> pause(int lost) {
        pauses.add(lost);
        return CompletableFuture.completedFuture(null);
    }

    private String top() {
        return entries.isEmpty()
                ? AuditChain.GENESIS
                : entries.get(entries.size() - 1).hash();
    }

    CompletableFuture<String> call(String name) {
        return call(name, false, true);
    }

    /** A call whose end the test does not look at. */
    void ask(String name) {
        unwatched.add(call(name));
    }

    void askAlone(String name) {
        unwatched.add(callAlone(name));
    }

    CompletableFuture<String> callAlone(String name) {
        return call(name, true, true);
    }

    CompletableFuture<String> callUnfit(String name) {
        return call(name, false, false);
    }

    private CompletableFuture<String> call(String name, boolean alone, boolean fit) {
        return pipeline.run(new Pipeline.Call() {
                    @Override
                    public CompletionStage<AuditedScript.Prepared> prepare() {
                        prepared.add(name);
                        return fit
                                ? CompletableFuture.completedFuture(
                                        new AuditedScript.Prepared(draft(name), List.of(), List.of()))
                                : CompletableFuture.failedFuture(new IllegalStateException(name));
                    }

                    @Override
                    public boolean alone() {
                        return alone;
                    }

                    @Override
                    public CompletionStage<List<String>> send(AuditedScript.Prepared what, AuditEntry entry) {
                        Sent one = new Sent(name, entry);
                        sent.add(one);
                        return one.reply;
                    }

                    @Override
                    public boolean writtenOn(String word) {
                        return word.equals("written");
                    }
                })
                .thenApply(AuditedScript.Reply::word)
                .toCompletableFuture();
    }

    private static AuditDraft draft(String name) {
        return AuditDraft.byService(Events.T0, name, "c000-1", Map.of());
    }

    Sent arrive(int which) {
        return arrive(sent.get(which), "written");
    }

    Sent arrive(int which, String word) {
        return arrive(sent.get(which), word);
    }

    /** As the scripts do it: what is not to be written anyway says so first, then the head is compared. */
    Sent arrive(Sent one, String word) {
        if (!word.equals("written")) {
            one.word = word;
        } else if (one.entry.previousHash().equals(top())) {
            entries.add(one.entry);
            one.word = "written";
        } else {
            one.word = AuditedScript.MOVED;
        }
        return one;
    }

    void writtenByOthers() {
        entries.add(AuditChain.link(ID, entries.size() + 1L, top(), draft("other")));
    }

    /** Until nothing more is sent. */
    void arriveAndAnswerAll() {
        for (int i = 0; i < sent.size(); i++) {
            Sent one = sent.get(i);
            if (one.word == null) {
                arrive(one, "written");
            }
            one.answer();
        }
    }

    /** Any that has arrived, or not, and has no answer yet. */
    Optional<Sent> pending(boolean arrived, Random random) {
        List<Sent> those = sent.stream()
                .filter(one -> !one.reply.isDone() && (one.word != null) == arrived)
                .toList();
        return those.isEmpty() ? Optional.empty() : Optional.of(those.get(random.nextInt(those.size())));
    }

    List<String> names() {
        return sent.stream().map(one -> one.name).toList();
    }

    List<String> written() {
        return entries.stream().map(entry -> entry.draft().verb()).toList();
    }

    /** Lets everybody wait this much longer. */
    void pass(Duration time) {
        nanos += time.toNanos();
    }
}
