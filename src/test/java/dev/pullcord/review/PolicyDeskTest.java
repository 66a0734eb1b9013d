package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Platform;
import dev.pullcord.review.PolicyDesk.Outcome;
import dev.pullcord.wire.PolicyCodec;
import dev.pullcord.wire.PolicyDocument;
import dev.pullcord.wire.PolicyShelf;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class PolicyDeskTest {
    private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");
    private static final Platform ACME =
            new Platform("acme", 4, "c2VjcmV0", "generic", Optional.empty(), Optional.empty());
    private static final Moderator ANN = new Moderator("ann", "acme", "Ann", Role.LEAD);
    private static final Moderator BEN = new Moderator("ben", "acme", "Ben", Role.LEAD);

    private final InMemoryPolicies policies = new InMemoryPolicies();
    private PolicyPack inForce = PolicyCodec.defaults();
    private final PolicyDesk desk = at(NOW);

    private PolicyDesk at(Instant now) {
        return new PolicyDesk(policies, platform -> inForce, new PolicyShelf(), Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void oneProposesAnotherAgrees() {
        assertThat(activate(ANN, "us-2026-11-01")).isEqualTo(new Outcome.Proposed(NOW.plus(PolicyDesk.PROPOSAL)));
        assertThat(activate(ANN, "us-2026-11-01")).isEqualTo(new Outcome.Own());
        assertThat(activate(BEN, "us-2026-11-01")).isEqualTo(new Outcome.Activated());
        assertThat(activate(ANN, "us-2026-11-01")).isEqualTo(new Outcome.AlreadyActive());
    }

    @Test
    void whatComesWithTheServiceIsKeptAsItWasWhenItWasUsed() {
        activate(ANN, "us-2026-11-01");

        assertThat(done(policies.find("acme", "us-2026-11-01")).orElseThrow().digest())
                .isEqualTo(PolicyCodec.pack("us").digest());
    }

    @Test
    void aProposalThatRanOutIsMadeAnew() {
        activate(ANN, "us-2026-11-01");
        PolicyDesk later = at(NOW.plus(PolicyDesk.PROPOSAL));

        assertThat(done(later.activate(ACME, BEN, "us-2026-11-01"))).isInstanceOf(Outcome.Proposed.class);
    }

    @Test
    void queuesThatMayHoldCasesAreNotDropped() {
        inForce = PolicyCodec.pack("us").pack();

        assertThat(activate(ANN, "default-2026-11-01")).isEqualTo(new Outcome.DropsQueues(List.of("intimate-images")));
    }

    @Test
    void whatCannotBeReadIsNotPutInForce() {
        done(policies.add(ACME, new Policies.Stored("odd", "a".repeat(64), "{\"version\":\"odd\"}", "ann", NOW), ANN));

        assertThat(activate(ANN, "odd")).isInstanceOf(Outcome.Unreadable.class);
        assertThat(activate(ANN, "none")).isEqualTo(new Outcome.Unknown());
    }

    @Test
    void theNameOfAShippedPackIsTaken() {
        PolicyDocument us = PolicyCodec.pack("us");

        assertThat(add("us-2026-11-01", us.digest())).isEqualTo(Policies.AddReply.KNOWN);
        assertThat(add("us-2026-11-01", "f".repeat(64))).isEqualTo(Policies.AddReply.TAKEN);
    }

    private Policies.AddReply add(String version, String digest) {
        return done(desk.add(ACME, ANN, new Policies.Stored(version, digest, "{}", "ann", NOW)));
    }

    private Outcome activate(Moderator moderator, String version) {
        return done(desk.activate(ACME, moderator, version));
    }

    private static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
