package dev.pullcord.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.evidence.FilingDesk.Reply;
import dev.pullcord.flow.TestClock;
import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.ActionType;
import dev.pullcord.review.Case;
import dev.pullcord.review.Desk;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.InMemoryStore;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.Role;
import dev.pullcord.wire.AuthorityCodec;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Filings of a case, and people who decide, draft and confirm them. */
abstract class FilingGround {
    static final Instant T0 = Events.T0;
    static final Moderator MOE = new Moderator("moe", "tandem", "Moe", Role.MODERATOR);
    static final Moderator LENA = new Moderator("lena", "tandem", "Lena", Role.LEAD);
    static final Moderator LIV = new Moderator("liv", "tandem", "Liv", Role.LEAD);

    final Ground ground = InMemoryStore.ground(4);
    final Filings filings = new InMemoryFilings(
            id -> Ground.now(ground.queue().find(ground.platform(), id)).isPresent());
    final TestClock clock = new TestClock(T0.plusSeconds(60));
    boolean account = true;
    Filing.Environment files = Filing.Environment.TEST;

    final AuthorityAccount.Book book = new AuthorityAccount.Book() {
        @Override
        public CompletionStage<Optional<AuthorityAccount>> find(
                String platform, String authority, Filing.Environment environment) {
            return CompletableFuture.completedFuture(
                    Optional.of(Sample.account(URI.create("https://test.example"), environment))
                            .filter(a -> account));
        }

        @Override
        public CompletionStage<Optional<Filing.Environment>> chosen(String platform, String authority) {
            return CompletableFuture.completedFuture(Optional.of(files).filter(e -> account));
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

    final Drafter drafter = new Drafter(
            ground.queue(), filings, AuthorityCodec.load(), Optional.empty(), book, platform -> Ground.PACK, clock);
    final FilingDesk desk =
            new FilingDesk(ground.queue(), filings, book, new NoAuthority(), AuthorityCodec.load(), clock);

    static final class NoAuthority implements Authority {
        @Override
        public CompletionStage<Answer> call(AuthorityAccount as, Filing filing, Filing.Step step) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String document(AuthorityAccount as, Filing filing) {
            return "document of " + filing.id();
        }
    }

    Case decided(String policy, Outcome outcome) {
        ground.flagged("e-" + policy, "mallory", T0);
        Case c = ground.open(Subject.account("mallory")).orElseThrow();
        now(ground.queue().claim(ground.platform(), c.id(), MOE, "token", T0, T0.plusSeconds(60)));
        Desk deciding = new Desk(
                ground.queue(),
                new InMemoryRosters(),
                Ground.PACK,
                Duration.ofSeconds(60),
                done -> {},
                Clock.fixed(T0.plusSeconds(1), ZoneOffset.UTC));
        List<Desk.Wish> wishes = outcome == Outcome.VIOLATION
                ? List.of(new Desk.Wish(ActionType.SUSPEND_ACCOUNT, Optional.empty(), Optional.of(Duration.ofDays(7))))
                : List.of();
        Desk.Deciding reply = now(deciding.decide(
                ground.platform(),
                MOE,
                c.id(),
                "token",
                new Desk.Request(
                        outcome,
                        Optional.of(policy).filter(code -> !code.isEmpty()),
                        "seen",
                        wishes,
                        false,
                        Optional.empty(),
                        Optional.empty())));
        assertThat(reply).isInstanceOf(Desk.Deciding.Written.class);
        return c;
    }

    Reply draft(Moderator by, Case c) {
        return now(drafter.draft(ground.platform(), by, c.id(), "ncmec", Optional.empty(), Optional.empty()));
    }

    Reply followUp(Case c, String earlier) {
        return now(drafter.draft(
                ground.platform(), LENA, c.id(), "ncmec", Optional.of(Sample.particulars()), Optional.of(earlier)));
    }

    Reply confirm(Moderator second, Filing read) {
        return now(desk.confirm(ground.platform(), second, read.id(), read.version(), "I see it too"));
    }

    static Filing filing(Reply reply) {
        return ((Reply.Done) reply).filing();
    }

    static <T> T now(CompletionStage<T> stage) {
        return Ground.now(stage);
    }
}
