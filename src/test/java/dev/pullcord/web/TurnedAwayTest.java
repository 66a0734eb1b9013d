package dev.pullcord.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.ChainId;
import dev.pullcord.flow.TestClock;
import dev.pullcord.intake.InMemoryPlatforms;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.InMemoryStore;
import dev.pullcord.review.Person;
import dev.pullcord.web.TurnedAway.Why;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever is turned away stands in the audit, and a flood of them does not fill it. */
class TurnedAwayTest {
    private static final String TYPED = "hunter2 is my password";

    private final InMemoryStore audit = new InMemoryStore();
    private final InMemoryPlatforms platforms = new InMemoryPlatforms();
    private final TestClock clock = new TestClock(Events.T0);
    private final TurnedAway away = new TurnedAway(platforms, audit, clock);

    @BeforeEach
    void twoPlatforms() {
        now(platforms.add(platform("tandem")));
        now(platforms.add(platform("duet")));
    }

    private static Platform platform(String id) {
        return new Platform(id, 4, "c2VjcmV0", "generic", Optional.empty(), Optional.empty());
    }

    @Test
    void ofAFloodAtOneNameTheFirstIsWrittenAndTheRestCounted() {
        for (int i = 0; i < 1000; i++) {
            unknown("tandem", TYPED);
        }
        assertThat(entries("tandem"))
                .singleElement()
                .satisfies(first -> assertThat(first.detail())
                        .containsEntry("way", "password")
                        .containsEntry("why", "unknown"));

        clock.move(TurnedAway.SPAN);
        now(away.tell());
        now(away.tell());

        assertThat(entries("tandem")).hasSize(2).last().satisfies(count -> {
            assertThat(count.verb()).isEqualTo("sign_ins_refused");
            assertThat(count.detail())
                    .containsEntry("times", "1000")
                    .containsEntry("since", AuditDraft.time(Events.T0));
        });
        unknown("tandem", TYPED);
        assertThat(entries("tandem")).as("another span").hasSize(3);
    }

    @Test
    void aFloodOfNamesIsBoundedToo() {
        for (int i = 0; i < 1000; i++) {
            unknown("tandem", "name " + i);
        }
        clock.move(TurnedAway.SPAN);
        now(away.tell());

        List<AuditDraft> all = entries("tandem");
        assertThat(all).hasSize(TurnedAway.NAMES + 2); // each first, the first of the others, and how many those were
        assertThat(all.get(all.size() - 1).detail())
                .containsEntry("name", "more")
                .containsEntry("times", Integer.toString(1000 - TurnedAway.NAMES));
    }

    /** He may have typed his password into the wrong field. */
    @Test
    void whatWasTypedStandsNowhereAndOneNameIsToldFromAnother() {
        unknown("tandem", TYPED);
        unknown("tandem", "another");

        assertThat(entries("tandem").toString()).doesNotContain(TYPED).doesNotContain("hunter2");
        assertThat(entries("tandem"))
                .extracting(entry -> entry.detail().get("name"))
                .doesNotHaveDuplicates();
        TurnedAway elsewhere = new TurnedAway(platforms, audit, clock);
        now(elsewhere.unknown(Optional.of("duet"), Optional.of(TYPED), "password", Why.UNKNOWN));
        unknown("duet", TYPED);
        assertThat(entries("duet"))
                .as("nobody finds it by trying: each process has a key of its own")
                .extracting(entry -> entry.detail().get("name"))
                .doesNotHaveDuplicates();
    }

    @Test
    void whoNamesNoPlatformIsWrittenDownAtEachAndWhoNamesOneThere() {
        now(away.unknown(Optional.empty(), Optional.empty(), "passkey", Why.UNKNOWN));
        unknown("duet", TYPED);

        assertThat(entries("tandem")).hasSize(1);
        assertThat(entries("duet")).hasSize(2);
    }

    @Test
    void somebodyWhoIsKnownIsNamedByHisId() {
        Person ann = Person.of(Ground.moderator("ann"));
        for (int i = 0; i < 9; i++) {
            now(away.known(ann, "password", Why.TOO_MANY));
        }

        assertThat(entries("tandem")).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo("ann");
            assertThat(entry.role()).isEqualTo("moderator");
            assertThat(entry.verb()).isEqualTo("sign_in_refused");
            assertThat(entry.detail()).containsEntry("why", "too-many").doesNotContainKey("name");
        });
    }

    private void unknown(String platform, String name) {
        now(away.unknown(Optional.of(platform), Optional.of(name), "password", Why.UNKNOWN));
    }

    private List<AuditDraft> entries(String platform) {
        return now(audit.read(new ChainId(platform, 0, ChainId.Hand.ADMIN), 0, 5000)).stream()
                .map(entry -> entry.draft())
                .toList();
    }

    private static <T> T now(java.util.concurrent.CompletionStage<T> stage) {
        return Ground.now(stage);
    }
}
