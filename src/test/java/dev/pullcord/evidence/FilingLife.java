package dev.pullcord.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.evidence.Authority.Answer;
import dev.pullcord.evidence.FilingState.Move;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.CaseId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * A filing, its people, the nodes that bring it away, and a recipient that is slow, dies, forgets and answers too late. Whatever
 * happens, the recipient never has two finished, and what it has is known here.
 */
public final class FilingLife {
    private enum Report {
        OPEN,
        FINISHED,
        WITHDRAWN
    }

    /** What goes wrong with the next call. */
    private enum Mishap {
        NONE,
        LOST_BEFORE,
        LOST_AFTER,
        CRASH_BEFORE,
        CRASH_AFTER,
        LATE
    }

    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final Filings filings;
    private final Platform platform;
    private final String id;
    private final Map<String, Report> recipient = new TreeMap<>();
    private final List<Runnable> late = Collections.synchronizedList(new ArrayList<>());
    private volatile Instant now = Sample.T0;
    private volatile boolean refuses;
    private volatile boolean closed;
    private int numbers;

    /** @param caseId of a case that there is */
    public FilingLife(Filings filings, Platform platform, String caseId) {
        this.filings = filings;
        this.platform = platform;
        this.id = ((Filings.Drafted.Written) of(filings.draft(
                        platform, Sample.draft(caseId, false), Optional.empty(), entry("filing_drafted", caseId))))
                .filing()
                .id();
    }

    private static AuditDraft entry(String verb, String caseId) {
        return AuditDraft.byService(Sample.T0, verb, caseId, Map.of());
    }

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private final AuthorityAccount.Book book = new AuthorityAccount.Book() {
        @Override
        public CompletionStage<Optional<AuthorityAccount>> find(
                String of, String authority, Filing.Environment environment) {
            return CompletableFuture.completedFuture(
                    Optional.of(Sample.account(URI.create("https://test.example"), environment)));
        }

        @Override
        public CompletionStage<Optional<Filing.Environment>> chosen(String of, String authority) {
            return CompletableFuture.completedFuture(Optional.of(Filing.Environment.TEST));
        }

        @Override
        public CompletionStage<Void> put(String of, AuthorityAccount account) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Void> choose(String of, String authority, Filing.Environment environment) {
            throw new UnsupportedOperationException();
        }
    };

    private Authority authority(Mishap mishap) {
        return new Authority() {
            @Override
            public CompletionStage<Answer> call(AuthorityAccount account, Filing filing, Filing.Step step) {
                Optional<String> reference = filing.progress().reference();
                return switch (mishap) {
                    case NONE -> CompletableFuture.completedFuture(effect(step, reference));
                    case LOST_BEFORE -> CompletableFuture.completedFuture(new Answer.Later("lost"));
                    case LOST_AFTER -> {
                        effect(step, reference);
                        yield CompletableFuture.completedFuture(new Answer.Later("lost"));
                    }
                    case CRASH_BEFORE -> CompletableFuture.failedFuture(new Crash());
                    case CRASH_AFTER -> {
                        effect(step, reference);
                        yield CompletableFuture.failedFuture(new Crash());
                    }
                    case LATE -> {
                        CompletableFuture<Answer> answer = new CompletableFuture<>();
                        late.add(() -> answer.complete(effect(step, reference)));
                        yield answer;
                    }
                };
            }

            @Override
            public String document(AuthorityAccount account, Filing filing) {
                throw new UnsupportedOperationException();
            }
        };
    }

    private synchronized Answer effect(Filing.Step step, Optional<String> reference) {
        if (closed) {
            return new Answer.Closed("2000");
        }
        if (step == Filing.Step.OPEN) {
            if (refuses) {
                return new Answer.Refused("4100", Optional.empty());
            }
            String number = Integer.toString(++numbers);
            recipient.put(number, Report.OPEN);
            return new Answer.Done(Optional.of(number), "0");
        }
        Report report = recipient.get(reference.orElseThrow());
        if (report == null) {
            return new Answer.Forgotten("5001");
        }
        return switch (report) {
            case FINISHED -> new Answer.Already("5102");
            case WITHDRAWN -> new Answer.TakenBack("5101");
            case OPEN -> {
                recipient.put(reference.get(), step == Filing.Step.FINISH ? Report.FINISHED : Report.WITHDRAWN);
                yield new Answer.Done(reference, "0");
            }
        };
    }

    public void confirm() {
        move(Move.CONFIRM, filing().progress(), false);
    }

    public void submit() {
        move(Move.SUBMIT, filing().progress().in(Filing.Environment.TEST).due(now), false);
    }

    public void revise() {
        move(Move.REVISE, Filing.Progress.NONE, filing().doubtful());
    }

    public void retract() {
        Filing f = filing();
        if (f.state() == FilingState.SUBMITTING || f.progress().reference().isPresent()) {
            move(Move.WITHDRAW, f.progress().tries(0).due(now), false);
        } else {
            move(Move.RETRACT, f.progress().still(), false);
        }
    }

    private void move(Move move, Filing.Progress progress, boolean refused) {
        Filing f = filing();
        if (!refused && f.state().after(move).isPresent()) {
            of(filings.move(platform, f.moved(move, progress), true, entry("filing_moved", f.caseId())));
        }
    }

    /** A node makes the next call; whatever goes wrong with it. */
    public void step(int mishap) {
        int before = late.size();
        CompletableFuture<Boolean> stage = node(Mishap.values()[mishap % Mishap.values().length])
                .step(platform, id)
                .toCompletableFuture();
        while (!stage.isDone() && late.size() == before) {
            Thread.onSpinWait();
        }
        if (late.size() == before) {
            quietly(stage);
        }
    }

    /** An answer that nobody waits for any more comes in, and the call has its effect only now. */
    public void answerLate() {
        if (!late.isEmpty()) {
            late.remove(0).run();
        }
    }

    public void pass(int seconds) {
        now = now.plusSeconds(seconds);
    }

    /** What nobody finishes is dropped by the recipient, after a day. */
    public synchronized void forget() {
        pass(86_400);
        recipient.values().removeIf(report -> report == Report.OPEN);
    }

    public void refuse(boolean on) {
        refuses = on;
    }

    public void close(boolean on) {
        closed = on;
    }

    /** What always holds. */
    public void check() {
        Filing f = filing();
        assertThat(finished()).as("finished at the recipient").isLessThanOrEqualTo(1);
        if (f.state() == FilingState.RECEIPTED) {
            assertThat(finished()).isEqualTo(1);
            assertThat(report(f.progress().receipt().orElseThrow())).isEqualTo(Report.FINISHED);
        }
        if (f.state() == FilingState.RETRACTED || f.state() == FilingState.DRAFT) {
            assertThat(finished()).as("what is not to go has not gone").isZero();
        }
        if (f.state().moves()) {
            Partition partition =
                    CaseId.partition(platform.id(), platform.partitions(), id).orElseThrow();
            assertThat(of(filings.due(partition, now.plus(Duration.ofDays(1)), 9)))
                    .as("nothing on its way is lost")
                    .contains(id);
        }
    }

    /** Nothing goes wrong any more: then it ends, where people wanted it or in their sight. */
    public void end() {
        refuses = false;
        closed = false;
        while (!late.isEmpty()) {
            answerLate();
        }
        for (int i = 0; i < 60 && filing().state().moves(); i++) {
            pass(3600);
            step(0);
        }
        check();
        FilingState state = filing().state();
        assertThat(state.moves()).as("it comes to an end: " + state).isFalse();
        if (finished() == 1) {
            assertThat(state).isIn(FilingState.RECEIPTED, FilingState.FAILED);
        }
        if (state == FilingState.FAILED) {
            submit();
            for (int i = 0; i < 60 && filing().state().moves(); i++) {
                pass(3600);
                step(0);
            }
            assertThat(filing().state()).as("tried again").isEqualTo(FilingState.RECEIPTED);
            check();
        }
    }

    private synchronized Report report(String number) {
        return recipient.get(number);
    }

    private synchronized long finished() {
        return recipient.values().stream().filter(Report.FINISHED::equals).count();
    }

    private Filing filing() {
        return of(filings.find(platform, id)).orElseThrow();
    }

    private Submitting node(Mishap mishap) {
        return new Submitting(filings, authority(mishap), book, Duration::ofSeconds, Duration.ofSeconds(60), 4, clock);
    }

    private static void quietly(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof Crash)) {
                throw e;
            }
        }
    }

    private static <T> T of(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
