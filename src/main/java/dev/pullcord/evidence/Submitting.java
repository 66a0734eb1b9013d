package dev.pullcord.evidence;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.evidence.Authority.Answer;
import dev.pullcord.evidence.FilingState.Move;
import dev.pullcord.intake.Platform;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;

/**
 * Brings filings to their recipient, one call at a time. Thread-safe; any number of nodes may work the same filings.
 *
 * <p>A recipient has no memory of what it was told twice, so nothing here may tell it twice what counts. Each try is written down
 * before its call, which also keeps it from every other node for longer than the call can last; what was acknowledged is
 * written down before the next call. What can be lost is then only an answer:
 *
 * <ul>
 *   <li>of the opening: it is opened again, and the first, which nobody finishes, is dropped by the recipient;
 *   <li>of the finish: it is finished again under the same reference, and the recipient says that it was;
 *   <li>of the withdrawal: it is withdrawn again, and the recipient says that it was, or that it is finished.
 * </ul>
 *
 * Only a recipient that says it knows no such reference makes it begin anew.
 */
public final class Submitting {
    /** As often as a lead would look at it anyway. */
    static final int MOST_RESTARTS = 3;

    private final Filings filings;
    private final Authority authority;
    private final AuthorityAccount.Book accounts;
    private final IntFunction<Duration> pauses;
    private final Duration lapse;
    private final int mostTries;
    private final Clock clock;

    /**
     * @param pauses how long to wait after try 1, 2, 3 …
     * @param patience how long a call lasts at most; twice that after its begin a try that nobody recorded is made again
     * @param mostTries how many tries a step has before the filing is put in sight of a lead
     */
    public Submitting(
            Filings filings,
            Authority authority,
            AuthorityAccount.Book accounts,
            IntFunction<Duration> pauses,
            Duration patience,
            int mostTries,
            Clock clock) {
        this.filings = filings;
        this.authority = authority;
        this.accounts = accounts;
        this.pauses = pauses;
        this.lapse = patience.multipliedBy(2);
        this.mostTries = mostTries;
        this.clock = clock;
    }

    /**
     * Makes the next call of this filing, if it is due; answers whether there may be another at once. Fails where the store
     * does; then nothing is lost.
     */
    public CompletionStage<Boolean> step(Platform platform, String filingId) {
        Instant now = clock.instant();
        return filings.find(platform, filingId).thenCompose(found -> {
            if (found.filter(f -> f.state().moves()
                            && f.progress()
                                    .dueAt()
                                    .filter(due -> !due.isAfter(now))
                                    .isPresent())
                    .isEmpty()) {
                return done(false);
            }
            Filing read = found.get();
            Filing.Step step = read.next();
            Filing.Progress trying = read.progress()
                    .tries(read.progress().tries() + 1)
                    .due(now.plus(lapse))
                    .finishing(read.progress().finishing() || step == Filing.Step.FINISH);
            Filing begun = read.moved(Move.PROCEED, trying);
            return write(platform, begun, "filing_tried", Map.of("step", step.word()))
                    .thenCompose(mine -> mine
                            ? call(platform, begun, step).thenCompose(answer -> record(platform, begun, step, answer))
                            : done(false));
        });
    }

    private CompletionStage<Answer> call(Platform platform, Filing filing, Filing.Step step) {
        if (filing.drill()) {
            // A rehearsal goes every step of the way, here in the house.
            return done(new Answer.Done(Optional.of("drill-" + filing.id()), "drill"));
        }
        if (step == Filing.Step.WITHDRAW && filing.progress().reference().isEmpty()) {
            return done(new Answer.TakenBack("never opened")); // or opened without our knowing: dropped there by itself
        }
        Filing.Environment environment = filing.progress().environment().orElseThrow();
        return accounts.find(platform.id(), filing.authority(), environment)
                .thenCompose(account -> account.isEmpty()
                        ? done(new Answer.Closed("no account"))
                        : authority.call(account.get(), filing, step));
    }

    private CompletionStage<Boolean> record(Platform platform, Filing begun, Filing.Step step, Answer answer) {
        Filing next = after(begun, step, answer);
        return write(
                        platform,
                        next,
                        "filing_"
                                + (next.state() == begun.state()
                                        ? "proceeded"
                                        : next.state().word()),
                        Map.of("step", step.word(), "said", answer.said()))
                .thenApply(written -> next.state().moves()
                        && next.progress()
                                .dueAt()
                                .filter(due -> !due.isAfter(clock.instant()))
                                .isPresent());
    }

    /** What an answer makes of a filing. Pure but for the clock. */
    Filing after(Filing begun, Filing.Step step, Answer answer) {
        Instant now = clock.instant();
        Filing.Progress progress = begun.progress()
                .said(
                        answer instanceof Answer.Refused refused
                                ? refused.said()
                                        + refused.why().map(why -> ": " + why).orElse("")
                                : answer.said());
        if (answer instanceof Answer.Done ok) {
            return switch (step) {
                case OPEN ->
                    ok.reference()
                            .map(known -> begun.moved(
                                    Move.PROCEED, progress.opened(known).due(now)))
                            .orElseGet(() -> later(begun, progress, now));
                case FINISH -> received(begun, progress, ok.reference(), now);
                case WITHDRAW ->
                    begun.moved(Move.WITHDRAWN, progress.finishing(false).still());
            };
        }
        boolean knows = answer instanceof Answer.Already
                || answer instanceof Answer.TakenBack
                || answer instanceof Answer.Forgotten;
        if (step == Filing.Step.OPEN && knows) {
            return later(begun, progress, now); // of what? nothing was named
        }
        if (answer instanceof Answer.Already) {
            // Whatever was meant, the recipient has it.
            return received(begun, progress, Optional.empty(), now);
        }
        if (answer instanceof Answer.TakenBack || answer instanceof Answer.Forgotten) {
            // Taken back by nobody here, or dropped there: and it is to go.
            return step == Filing.Step.WITHDRAW
                    ? begun.moved(Move.WITHDRAWN, progress.finishing(false).still())
                    : again(begun, progress, now);
        }
        if (answer instanceof Answer.Later) {
            return later(begun, progress, now);
        }
        // Refused, it is not finished there, whatever went before: it would say so. Closed says nothing of it.
        return begun.moved(
                Move.FAIL,
                progress.finishing(answer instanceof Answer.Closed && progress.finishing())
                        .still());
    }

    private static Filing received(Filing begun, Filing.Progress progress, Optional<String> receipt, Instant now) {
        Optional<String> known = receipt.or(progress::reference);
        return begun.moved(known.isPresent() ? Move.RECEIPT : Move.DELIVER, progress.finished(now, known));
    }

    private Filing again(Filing begun, Filing.Progress progress, Instant now) {
        return progress.restarts() >= MOST_RESTARTS
                ? begun.moved(Move.FAIL, progress.forgotten().still())
                : begun.moved(Move.PROCEED, progress.forgotten().due(now));
    }

    private Filing later(Filing begun, Filing.Progress progress, Instant now) {
        return progress.tries() >= mostTries
                ? begun.moved(Move.FAIL, progress.still())
                : begun.moved(Move.PROCEED, progress.due(now.plus(pauses.apply(progress.tries()))));
    }

    private CompletionStage<Boolean> write(Platform platform, Filing next, String verb, Map<String, String> more) {
        return filings.move(
                platform,
                next,
                false,
                AuditDraft.byService(clock.instant(), verb, next.caseId(), FilingDesk.detail(next, more)));
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
