package dev.pullcord.evidence;

import dev.pullcord.evidence.FilingState.Move;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Ground;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A confirmed filing that was let go, and the node that brings it away. */
public final class SubmittingRun {
    private final Platform platform = Ground.tandem(4);
    private final Filings filings;
    private final Submitting node;
    private final String id;
    private Instant now = Sample.T0;

    /** @param account as whom; absent for none */
    public SubmittingRun(Filings filings, Authority authority, Optional<AuthorityAccount> account, Filing draft) {
        this.filings = filings;
        Clock clock = new Clock() {
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
        this.node = new Submitting(
                filings, authority, book(account), Duration::ofSeconds, Duration.ofSeconds(60), 6, clock);
        Filing written = ((Filings.Drafted.Written)
                        of(filings.draft(platform, draft, Optional.empty(), Sample.audit(draft, "filing_drafted"))))
                .filing();
        this.id = written.id();
        move(written.moved(Move.CONFIRM, written.progress()));
        submitAgain();
    }

    private static AuthorityAccount.Book book(Optional<AuthorityAccount> account) {
        return new AuthorityAccount.Book() {
            @Override
            public CompletionStage<Optional<AuthorityAccount>> find(
                    String platform, String authority, Filing.Environment environment) {
                return CompletableFuture.completedFuture(account);
            }

            @Override
            public CompletionStage<Optional<Filing.Environment>> chosen(String platform, String authority) {
                return CompletableFuture.completedFuture(account.map(AuthorityAccount::environment));
            }

            @Override
            public CompletionStage<Void> put(String platform, AuthorityAccount one) {
                throw new UnsupportedOperationException();
            }

            @Override
            public CompletionStage<Void> choose(String platform, String authority, Filing.Environment environment) {
                throw new UnsupportedOperationException();
            }
        };
    }

    /** Lets it go (again). */
    public void submitAgain() {
        Filing f = filing();
        move(f.moved(Move.SUBMIT, f.progress().in(Filing.Environment.TEST).due(now)));
    }

    /** Takes it back. */
    public void withdraw() {
        Filing f = filing();
        move(f.moved(Move.WITHDRAW, f.progress().tries(0).due(now)));
    }

    /** One try, when it is due. */
    public void step() {
        now = filing().progress().dueAt().orElse(now);
        of(node.step(platform, id));
    }

    /** All tries there are. */
    public Filing toTheEnd() {
        for (int i = 0; i < 100 && filing().state().moves(); i++) {
            step();
        }
        return filing();
    }

    public Filing filing() {
        return of(filings.find(platform, id)).orElseThrow();
    }

    private void move(Filing next) {
        if (!of(filings.move(platform, next, true, Sample.audit(next, "filing_moved")))) {
            throw new AssertionError("somebody else moved it");
        }
    }

    private static <T> T of(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
