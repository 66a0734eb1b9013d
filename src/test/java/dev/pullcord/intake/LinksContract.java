package dev.pullcord.intake;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Links.At;
import dev.pullcord.intake.Links.Kind;
import dev.pullcord.intake.Links.Linked;
import dev.pullcord.intake.Links.Trait;
import dev.pullcord.intake.Sightings.Shown;
import dev.pullcord.intake.Sightings.Sighting;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What all links do. */
public abstract class LinksContract {
    protected static final Instant T0 = Events.T0;
    protected static final Platform TANDEM = Ground.tandem(4);

    protected abstract Links links();

    /** When it is now: contracts wait by moving it. */
    protected Instant at = T0.plusSeconds(100);

    protected final void saw(Kind kind, String what, String account, int second) {
        saw(new Sighting(kind, what, account, T0.plusSeconds(second)));
    }

    protected final void saw(Sighting... sightings) {
        now(links().saw(TANDEM, new Sightings(List.of(sightings), List.of()), at));
    }

    private void showed(Trait trait, String account, int second) {
        Shown shown = new Shown(account, trait, T0.plusSeconds(second));
        now(links().saw(TANDEM, new Sightings(List.of(), List.of(shown)), at));
    }

    private Set<Trait> traits(String account) {
        return now(links().traits(TANDEM, account, at));
    }

    private Links.Of of(String account) {
        return now(links().of(TANDEM, account, EnumSet.allOf(Kind.class), at));
    }

    private List<Linked> others(String account) {
        return of(account).others();
    }

    private Links.Seen with(Kind kind, String what) {
        return now(links().with(TANDEM, kind, what, at));
    }

    @Test
    void whoSharesNothingIsLinkedToNobody() {
        saw(Kind.DEVICE, "d1", "ann", 0);
        saw(Kind.DEVICE, "d2", "ben", 0);

        assertThat(others("ann")).isEmpty();
        assertThat(others("unheard-of")).isEmpty();
        assertThat(with(Kind.DEVICE, "unheard-of")).isEqualTo(Links.Seen.NOBODY);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void twoSeenWithOneThingAreLinkedBothWays(Kind kind) {
        saw(kind, "x", "ann", 0);
        saw(kind, "x", "ben", 5);

        assertThat(others("ann"))
                .containsExactly(new Linked("ben", Map.of(kind, 1), T0.plusSeconds(5), T0.plusSeconds(5)));
        assertThat(others("ben")).containsExactly(new Linked("ann", Map.of(kind, 1), T0.plusSeconds(5), T0));
    }

    /** Whatever the order they come in, in one call or in several. */
    @Test
    void theFirstAndTheNewestSightingCount() {
        saw(Kind.DEVICE, "d", "ann", 9);
        saw(Kind.DEVICE, "d", "ann", 3);
        saw(
                new Sighting(Kind.DEVICE, "d", "ben", T0.plusSeconds(8)),
                new Sighting(Kind.DEVICE, "d", "ben", T0.plusSeconds(5)),
                new Sighting(Kind.DEVICE, "d", "ann", T0.plusSeconds(6)));
        saw(Kind.DEVICE, "d", "ben", 6);

        assertThat(with(Kind.DEVICE, "d").accounts())
                .containsExactly(
                        new At("ann", T0.plusSeconds(3), T0.plusSeconds(9)),
                        new At("ben", T0.plusSeconds(5), T0.plusSeconds(8)));
        assertThat(with(Kind.DEVICE, "d").since("ben")).contains(T0.plusSeconds(5));
        assertThat(with(Kind.DEVICE, "d").since("eve")).isEmpty();
    }

    @Test
    void sharedSinceBothWereSeenWithTheFirstOfWhatTheyShare() {
        saw(Kind.DEVICE, "d1", "ann", 50);
        saw(Kind.DEVICE, "d1", "ben", 10);
        saw(Kind.DEVICE, "d2", "ann", 20);
        saw(Kind.DEVICE, "d2", "ben", 40);

        assertThat(others("ann").get(0).since()).isEqualTo(T0.plusSeconds(40));
        assertThat(others("ann").get(0).last()).isEqualTo(T0.plusSeconds(40));
        assertThat(others("ben").get(0).last()).isEqualTo(T0.plusSeconds(50));
    }

    @Test
    void aThingIsOfItsKind() {
        saw(Kind.DEVICE, "x", "ann", 0);
        saw(Kind.NETWORK, "x", "ben", 0);

        assertThat(others("ann")).isEmpty();
    }

    @Test
    void whoSharesWhatSaysMostComesFirst() {
        saw(Kind.NETWORK, "n", "ann", 0);
        saw(Kind.NETWORK, "n", "near", 9);
        saw(Kind.MEETING, "m1", "ann", 0);
        saw(Kind.MEETING, "m2", "ann", 0);
        saw(Kind.MEETING, "m1", "met", 1);
        saw(Kind.MEETING, "m2", "met", 1);
        saw(Kind.MEETING, "m1", "met-once", 2);
        saw(Kind.DEVICE, "d", "ann", 0);
        saw(Kind.DEVICE, "d", "twin", 0);

        assertThat(others("ann")).extracting(Linked::account).containsExactly("twin", "met", "met-once", "near");
        assertThat(others("ann").get(1).shared()).isEqualTo(Map.of(Kind.MEETING, 2));
    }

    @Test
    void aCrowdedThingIsCountedAndNobodyIsFollowedThroughIt() {
        for (int i = 0; i < Links.CROWD; i++) {
            saw(Kind.NETWORK, "cafe", "guest-" + i, i);
        }
        assertThat(others("guest-0")).hasSize(Links.CROWD - 1);

        saw(Kind.NETWORK, "cafe", "guest-" + Links.CROWD, Links.CROWD);
        saw(Kind.DEVICE, "d", "guest-7", 0);
        saw(Kind.DEVICE, "d", "twin", 0);

        Links.Of guest = of("guest-7");
        assertThat(guest.others()).extracting(Linked::account).containsExactly("twin");
        assertThat(guest.crowded()).isEqualTo(Map.of(Kind.NETWORK, 1));
        assertThat(guest.complete()).isTrue();
        assertThat(with(Kind.NETWORK, "cafe")).isEqualTo(new Links.Seen(List.of(), true));
    }

    @Test
    void aCrowdIsNoneAnyMoreOnceItStayedAway() {
        for (int i = 0; i <= Links.CROWD; i++) {
            saw(Kind.NETWORK, "shelter", "guest-" + i, i);
        }
        at = T0.plus(Kind.NETWORK.kept()).plusSeconds(3);

        assertThat(with(Kind.NETWORK, "shelter").accounts()).hasSize(Links.CROWD - 2);
    }

    /** However often others are seen there, and if nobody is. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void whoWasNotSeenThereForLongIsForgotten(Kind kind) {
        int kept = Math.toIntExact(kind.kept().toSeconds());
        saw(kind, "x", "ann", 0);
        saw(kind, "x", "ben", 50);
        at = T0.plusSeconds(kept);
        assertThat(others("ben")).hasSize(1);

        at = T0.plusSeconds(kept + 1);
        assertThat(others("ben")).as("nobody wrote").isEmpty();
        saw(kind, "x", "eve", kept);
        assertThat(others("eve")).extracting(Linked::account).containsExactly("ben");

        at = T0.plusSeconds(kept + 51);
        assertThat(others("ben")).isEmpty();
    }

    /** A backfill of old events once made fresh links. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatIsOlderThanItIsKeptIsNotRememberedAtAll(Kind kind) {
        at = T0.plus(kind.kept()).plusSeconds(10);
        saw(kind, "x", "ann", 9);
        saw(kind, "x", "ben", 20);

        assertThat(with(kind, "x").accounts()).extracting(At::account).containsExactly("ben");
        assertThat(others("ben")).isEmpty();
        assertThat(others("ann")).isEmpty();
    }

    @Test
    void whatIsKnownOfANeighbourAges() {
        showed(Trait.IN_NEED, "ann", 0);
        showed(Trait.PUBLISHES, "ann", 50);
        showed(Trait.PUBLISHES, "ann", 10);
        showed(Trait.SANCTIONED, "ben", 0);
        assertThat(traits("ann")).containsExactlyInAnyOrder(Trait.IN_NEED, Trait.PUBLISHES);
        assertThat(traits("ben")).containsExactly(Trait.SANCTIONED);
        assertThat(traits("unheard-of")).isEmpty();

        at = T0.plus(Trait.KEPT).plusSeconds(1);
        showed(Trait.SANCTIONED, "ann", 0);

        assertThat(traits("ann")).containsExactly(Trait.PUBLISHES);
        assertThat(traits("ben")).isEmpty();
    }

    @Test
    void onlyTheKindsAskedForAreRead() {
        saw(Kind.DEVICE, "d", "ann", 0);
        saw(Kind.DEVICE, "d", "ben", 0);
        saw(Kind.PAYER, "p1", "ann", 0);
        saw(Kind.PAYER, "p1", "eve", 0);
        saw(Kind.PAYER, "p2", "ann", 0);
        saw(Kind.PAYER, "p2", "eve", 0);

        Links.Of payers = now(links().of(TANDEM, "ann", EnumSet.of(Kind.PAYER), at));
        assertThat(payers.others()).extracting(Linked::account).containsExactly("eve");
        assertThat(payers.most(Kind.PAYER)).isEqualTo(2);
        assertThat(payers.most(Kind.DEVICE)).isZero();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anAccountsNewestThingsOfAKindAreRemembered(Kind kind) {
        for (int i = 0; i < kind.remembered() + 3; i++) {
            saw(kind, "thing-" + i, "ann", i);
            saw(kind, "thing-" + i, "other-" + i, i);
        }

        assertThat(others("ann"))
                .hasSize(kind.remembered())
                .extracting(Linked::account)
                .doesNotContain("other-2");
    }
}
