package dev.pullcord.intake;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.intake.Links.At;
import dev.pullcord.intake.Links.Kind;
import dev.pullcord.intake.Links.Linked;
import dev.pullcord.intake.Links.Sighting;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What all links do. */
public abstract class LinksContract {
    protected static final Instant T0 = Events.T0;
    protected static final Platform TANDEM = Ground.tandem(4);

    protected abstract Links links();

    protected final void saw(Kind kind, String what, String account, int second) {
        now(links().saw(TANDEM, List.of(new Sighting(kind, what, account, T0.plusSeconds(second)))));
    }

    private List<Linked> others(String account) {
        return now(links().of(TANDEM, account)).others();
    }

    @Test
    void whoSharesNothingIsLinkedToNobody() {
        saw(Kind.DEVICE, "d1", "ann", 0);
        saw(Kind.DEVICE, "d2", "ben", 0);

        assertThat(others("ann")).isEmpty();
        assertThat(others("unheard-of")).isEmpty();
        assertThat(now(links().with(TANDEM, Kind.DEVICE, "unheard-of"))).isEqualTo(Links.Seen.NOBODY);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void twoSeenWithOneThingAreLinkedBothWays(Kind kind) {
        saw(kind, "x", "ann", 0);
        saw(kind, "x", "ben", 5);

        assertThat(others("ann")).containsExactly(new Linked("ben", Map.of(kind, 1), T0.plusSeconds(5)));
        assertThat(others("ben")).containsExactly(new Linked("ann", Map.of(kind, 1), T0));
    }

    @Test
    void theNewestSightingCountsWhateverTheOrderTheyComeIn() {
        saw(Kind.DEVICE, "d", "ann", 9);
        saw(Kind.DEVICE, "d", "ann", 3);
        saw(Kind.DEVICE, "d", "ben", 6);
        saw(Kind.DEVICE, "d", "ben", 6);

        assertThat(now(links().with(TANDEM, Kind.DEVICE, "d")).accounts())
                .containsExactly(new At("ann", T0.plusSeconds(9)), new At("ben", T0.plusSeconds(6)));
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
        List<Sighting> crowd = new ArrayList<>();
        for (int i = 0; i <= Links.CROWD; i++) {
            crowd.add(new Sighting(Kind.NETWORK, "cafe", "guest-" + i, T0.plusSeconds(i)));
        }
        now(links().saw(TANDEM, crowd.subList(0, Links.CROWD)));
        assertThat(others("guest-0")).hasSize(Links.CROWD - 1);

        now(links().saw(TANDEM, crowd));
        saw(Kind.DEVICE, "d", "guest-7", 0);
        saw(Kind.DEVICE, "d", "twin", 0);

        Links.Of guest = now(links().of(TANDEM, "guest-7"));
        assertThat(guest.others()).extracting(Linked::account).containsExactly("twin");
        assertThat(guest.crowded()).isEqualTo(Map.of(Kind.NETWORK, 1));
        assertThat(now(links().with(TANDEM, Kind.NETWORK, "cafe"))).isEqualTo(new Links.Seen(List.of(), true));
    }

    /** However often others are seen there. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void whoWasNotSeenThereForLongIsForgotten(Kind kind) {
        int kept = Math.toIntExact(kind.kept().toSeconds());
        saw(kind, "x", "ann", 0);
        saw(kind, "x", "ben", kept);
        assertThat(others("ben")).hasSize(1);

        saw(kind, "x", "ben", kept + 1);

        assertThat(others("ben")).isEmpty();
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
