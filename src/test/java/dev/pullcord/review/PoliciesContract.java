package dev.pullcord.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Policies.ActivateReply;
import dev.pullcord.review.Policies.AddReply;
import dev.pullcord.review.Policies.ProposeReply;
import dev.pullcord.review.Policies.ShadowReply;
import dev.pullcord.review.Policies.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link Policies} keeps. */
public abstract class PoliciesContract {
    private static final Instant NOW = Instant.parse("2026-11-02T09:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofHours(24));
    protected static final Platform ACME =
            new Platform("acme", 4, "c2VjcmV0", "generic", Optional.empty(), Optional.empty());
    private static final Moderator ANN = new Moderator("ann", "acme", "Ann", Role.LEAD);
    private static final Moderator BEN = new Moderator("ben", "acme", "Ben", Role.LEAD);
    private static final Stored ONE = stored("one", "a");

    protected abstract Policies policies();

    @Test
    void aVersionNeverChanges() {
        assertThat(done(policies().add(ACME, ONE, ANN))).isEqualTo(AddReply.ADDED);
        assertThat(done(policies().add(ACME, ONE, BEN))).isEqualTo(AddReply.KNOWN);
        assertThat(done(policies().add(ACME, stored("one", "b"), BEN))).isEqualTo(AddReply.TAKEN);

        assertThat(done(policies().find("acme", "one"))).contains(ONE);
        assertThat(done(policies().all(ACME))).containsExactly(ONE);
        assertThat(done(policies().find("acme", "two"))).isEmpty();
    }

    @Test
    void twoPeoplePutAVersionInForce() {
        done(policies().add(ACME, ONE, ANN));

        assertThat(done(policies().propose(ACME, "one", ANN, NOW, LATER))).isEqualTo(ProposeReply.PROPOSED);
        assertThat(done(policies().activate(ACME, "one", ANN, Optional.empty(), NOW)))
                .isEqualTo(ActivateReply.OWN);
        assertThat(done(policies().standing("acme")).active()).isEmpty();
        assertThat(done(policies().activate(ACME, "one", BEN, Optional.empty(), NOW)))
                .isEqualTo(ActivateReply.ACTIVATED);

        Policies.Standing standing = done(policies().standing("acme"));
        assertThat(standing.active()).contains("one");
        assertThat(standing.activatedBy()).contains("ben");
        assertThat(standing.activatedAt()).contains(NOW);
        assertThat(standing.proposals()).isEmpty();
    }

    @Test
    void aProposalIsOnePersonsUntilItRunsOut() {
        done(policies().add(ACME, ONE, ANN));
        done(policies().propose(ACME, "one", ANN, NOW, LATER));

        assertThat(done(policies().propose(ACME, "one", BEN, NOW, LATER))).isEqualTo(ProposeReply.WAITING);
        assertThat(done(policies().activate(ACME, "one", BEN, Optional.empty(), LATER)))
                .isEqualTo(ActivateReply.NOT_PROPOSED);
        assertThat(done(policies().propose(ACME, "one", BEN, LATER, LATER.plusSeconds(60))))
                .isEqualTo(ProposeReply.PROPOSED);
        assertThat(done(policies().activate(ACME, "one", BEN, Optional.empty(), LATER)))
                .isEqualTo(ActivateReply.OWN);
    }

    @Test
    void agreeingToWhatWasComparedWithAnotherPolicyDoesNothing() {
        Stored two = stored("two", "b");
        done(policies().add(ACME, ONE, ANN));
        done(policies().add(ACME, two, ANN));
        done(policies().propose(ACME, "one", ANN, NOW, LATER));
        done(policies().activate(ACME, "one", BEN, Optional.empty(), NOW));
        done(policies().propose(ACME, "two", ANN, NOW, LATER));

        assertThat(done(policies().activate(ACME, "two", BEN, Optional.empty(), NOW)))
                .isEqualTo(ActivateReply.MOVED);
        assertThat(done(policies().activate(ACME, "two", BEN, Optional.of("one"), NOW)))
                .isEqualTo(ActivateReply.ACTIVATED);
        assertThat(done(policies().standing("acme")).previous()).contains("one");
    }

    @Test
    void anActivationForgetsTheOtherProposals() {
        done(policies().add(ACME, ONE, ANN));
        done(policies().add(ACME, stored("two", "b"), ANN));
        done(policies().propose(ACME, "one", ANN, NOW, LATER));
        done(policies().propose(ACME, "two", ANN, NOW, LATER));

        done(policies().activate(ACME, "one", BEN, Optional.empty(), NOW));

        assertThat(done(policies().activate(ACME, "two", BEN, Optional.of("one"), NOW)))
                .isEqualTo(ActivateReply.NOT_PROPOSED);
    }

    @Test
    void ofManyWhoAgreeAtOnceOneDoes() {
        done(policies().add(ACME, ONE, ANN));
        done(policies().propose(ACME, "one", ANN, NOW, LATER));

        List<CompletionStage<ActivateReply>> calls = Stream.generate(
                        () -> policies().activate(ACME, "one", BEN, Optional.empty(), NOW))
                .limit(8)
                .toList();

        assertThat(calls.stream().map(PoliciesContract::done))
                .containsOnlyOnce(ActivateReply.ACTIVATED)
                .containsOnly(ActivateReply.ACTIVATED, ActivateReply.NOT_PROPOSED);
    }

    @Test
    void whatIsNotThereIsNeitherProposedNorShadowed() {
        assertThat(done(policies().propose(ACME, "one", ANN, NOW, LATER))).isEqualTo(ProposeReply.UNKNOWN);
        assertThat(done(policies().shadow(ACME, Optional.of("one"), ANN, NOW))).isEqualTo(ShadowReply.UNKNOWN);
    }

    @Test
    void aShadowIsSwitchedOnAndOff() {
        done(policies().add(ACME, ONE, ANN));

        assertThat(done(policies().shadow(ACME, Optional.of("one"), ANN, NOW))).isEqualTo(ShadowReply.SET);
        assertThat(done(policies().standing("acme")).shadow()).contains("one");
        assertThat(done(policies().shadow(ACME, Optional.empty(), ANN, NOW))).isEqualTo(ShadowReply.SET);
        assertThat(done(policies().standing("acme")).shadow()).isEmpty();
    }

    private static ShadowNote note(ShadowNote.Difference difference, String caseId, int second) {
        Instant at = NOW.plusSeconds(second);
        ShadowNote.Stand stand = new ShadowNote.Stand("other", LATER);
        return new ShadowNote(
                difference,
                Optional.of(caseId).filter(id -> !id.isEmpty()),
                Optional.of(stand),
                Optional.of(new ShadowNote.Stand("hate", NOW)),
                at);
    }

    @Test
    void whatAShadowWouldHaveDoneIsCountedOverAllPartitionsAndAgainstWhatWasInForce() {
        done(policies().note(new Partition("acme", 3), "two", "one", note(ShadowNote.Difference.MOVES, "c-3", 1)));
        done(policies().note(new Partition("acme", 0), "two", "one", note(ShadowNote.Difference.MOVES, "c-0", 2)));
        done(policies().note(new Partition("acme", 0), "two", "one", note(ShadowNote.Difference.SAME, "c-1", 3)));
        done(policies().note(new Partition("acme", 0), "two", "one", note(ShadowNote.Difference.OPENS, "", 4)));
        done(policies().note(new Partition("acme", 0), "two", "zero", note(ShadowNote.Difference.LATER, "c-4", 5)));

        Shadows.Report report = done(policies().noted(ACME, "two", "one"));

        assertThat(report.since()).contains(NOW.plusSeconds(1));
        assertThat(report.counts())
                .containsOnly(
                        Map.entry(ShadowNote.Difference.MOVES, 2L),
                        Map.entry(ShadowNote.Difference.SAME, 1L),
                        Map.entry(ShadowNote.Difference.OPENS, 1L));
        assertThat(report.examples()) // what is the same shows nothing, and where no case is none can be looked at
                .containsExactly(
                        note(ShadowNote.Difference.MOVES, "c-0", 2), note(ShadowNote.Difference.MOVES, "c-3", 1));
        assertThat(done(policies().noted(ACME, "one", "one")).since()).isEmpty();
    }

    private static Stored stored(String version, String digest) {
        return new Stored(version, digest.repeat(64), "{\"version\":\"" + version + "\"}", "ann", NOW);
    }

    protected static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(20, java.util.concurrent.TimeUnit.SECONDS)
                .join();
    }
}
