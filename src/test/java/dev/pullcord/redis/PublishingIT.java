package dev.pullcord.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.enforcement.OutboxMeasures;
import dev.pullcord.evidence.Custody;
import dev.pullcord.evidence.HoldDesk;
import dev.pullcord.evidence.LegalHold;
import dev.pullcord.intake.Event;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Party;
import dev.pullcord.intake.Report;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.Appeal;
import dev.pullcord.review.Case;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.transparency.Period;
import dev.pullcord.transparency.Publishing;
import dev.pullcord.transparency.Restriction;
import dev.pullcord.transparency.Restriction.Kind;
import dev.pullcord.transparency.Restrictions;
import dev.pullcord.transparency.Restrictions.Place;
import dev.pullcord.wire.PeriodView;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the public is told: of every decision once, whatever crashes, and nothing of people. */
class PublishingIT extends Contesting {
    private static final Duration RESTED = Duration.ofMinutes(2);
    private static final Instant LATER = T0.plus(RESTED);
    private static final YearMonth MONTH = YearMonth.from(T0.atZone(ZoneOffset.UTC));

    private Publishing publishing(Restrictions restrictions, Instant at) {
        return new Publishing(
                store.audit(),
                store.queue(),
                store.appeals(),
                new OutboxMeasures(store.outbox()),
                restrictions,
                platform -> Ground.PACK,
                at(at));
    }

    private void publish(Instant at) {
        for (Partition partition : ground.partitions()) {
            while (now(publishing(store.restrictions(), at).step(ground.platform(), partition))) {
                // until there is no more
            }
        }
    }

    private List<Restriction> published(Instant at) {
        return now(store.restrictions().after(ground.platform(), Place.START, at, 100))
                .items();
    }

    private Map<String, Long> counts() {
        return new TreeMap<>(now(store.restrictions().counts(ground.platform(), MONTH)));
    }

    @Test
    void aDecisionIsToldOnceWhenItCannotBeTakenBackAnyMore() {
        Decision decision = suspended();

        publish(LATER.minusMillis(1));
        assertThat(published(LATER.plusSeconds(600))).as("he may still undo it").isEmpty();

        publish(LATER);
        publish(LATER);
        assertThat(published(LATER)).as("others may be on their way").isEmpty();
        List<Restriction> told = published(LATER.plusSeconds(60));

        assertThat(told).hasSize(1);
        Restriction one = told.get(0);
        assertThat(one.puid()).isEqualTo(decision.id().replace('.', '-')).matches("[A-Za-z0-9_-]{1,500}");
        assertThat(one.reason()).isEqualTo(Reason.HARASSMENT);
        assertThat(one.measures())
                .containsExactly(new Restriction.Measure(Kind.ACCOUNT, Optional.of(T0.plus(Duration.ofDays(7)))));
        assertThat(one.source()).isEqualTo(Restriction.Source.NOTICE);
        assertThat(one.toString())
                .as("nothing that leads to anybody, nor what anybody wrote")
                .doesNotContain("mallory", "senia", "Senia", "seen");
        assertThat(counts())
                .containsEntry("cases|harassment|notice|violation", 1L)
                .containsEntry("notices|harassment|notice|violation", 1L)
                .containsEntry("restrictions|harassment|account|contractual", 1L)
                .containsEntry("looked_within|harassment|1", 1L)
                .containsEntry("decided_within|harassment|1", 1L)
                .hasSize(6);
    }

    @Test
    void whatTrustedFlaggersSentIsCountedApart() {
        ground.take(flaggedAs("t1", "trusted_flagger"), MALLORY, T0);
        ground.take(flaggedAs("t2", "guest"), MALLORY, T0);
        ground.foldAll(T0);
        decide(ground.open(MALLORY).orElseThrow());

        publish(LATER);

        assertThat(counts())
                .containsEntry("notices|harassment|notice|violation", 2L)
                .containsEntry("trustedFlaggers|harassment|notice|violation", 1L);
        assertThat(PeriodView.csv(Period.of(MONTH, MONTH, List.of(counts()))))
                .contains("trustedFlaggers,harassment,notice,violation,count,1");
    }

    @Test
    void whatAuthoritiesWantAndGetIsCounted() {
        Case c = ground.flagged("e1", "mallory", T0);
        Custody custody = new Custody(
                store.queue(),
                store.releases(),
                platform -> CompletableFuture.failedFuture(new AssertionError()),
                Optional.empty(),
                at(T0));
        HoldDesk holds = new HoldDesk(store.holds(), new SecureRandom(), at(T0));
        now(holds.place(
                ground.platform(),
                LEA,
                LegalHold.Target.ofCase(c.id()),
                new LegalHold.Order("Court of Leeds", Optional.empty(), "an order", "asked for"),
                T0.plus(Duration.ofDays(90))));
        String first = proposed(custody, c);
        String second = proposed(custody, c);
        now(custody.answer(ground.platform(), OTHER, c.id(), first, true, "I see it too"));
        now(custody.answer(ground.platform(), OTHER, c.id(), second, false, "not theirs"));

        publish(LATER);

        Period period = Period.of(MONTH, MONTH, List.of(counts()));
        assertThat(period.table("orders"))
                .containsExactly(
                        new Period.Row(List.of("hand_over", "agreed"), 1),
                        new Period.Row(List.of("hand_over", "asked"), 2),
                        new Period.Row(List.of("hand_over", "refused"), 1),
                        new Period.Row(List.of("preserve", "placed"), 1));
        assertThat(PeriodView.json(period).path("orders").path(3).toString())
                .isEqualTo("{\"wants\":\"preserve\",\"state\":\"placed\",\"count\":1}");
        assertThat(counts().toString()).as("by whom is nobody's business there").doesNotContain("Leeds");
    }

    @Test
    void whatWasUndoneAtOnceIsNothing() {
        Decision decision = suspended();
        now(superseding(T0.plusSeconds(30)).undo(ground.platform(), SENIA, decision.id(), "slip", Optional.empty()));

        publish(LATER.plusSeconds(600));

        assertThat(published(LATER.plusSeconds(900))).isEmpty();
        assertThat(counts()).isEmpty();
    }

    @Test
    void whatIsContestedIsCountedByWhoContestsItAndWhatCameOfIt() {
        Decision decision = suspended();
        Appeal appeal = contested(decision.id());
        hear(LEA, appeal, granted());

        publish(LATER);

        assertThat(published(LATER.plusSeconds(60)))
                .as("it held until it was overturned, which takes nothing")
                .hasSize(1);
        Period period = Period.of(MONTH, MONTH, List.of(counts()));
        assertThat(period.table("appeals"))
                .containsExactly(
                        new Period.Row(List.of("account", "filed"), 1),
                        new Period.Row(List.of("account", "overturned"), 1));
        assertThat(period.table("changed")).containsExactly(new Period.Row(List.of("harassment", "appeal"), 1));
        assertThat(period.times("heard_within"))
                .containsExactly(new Period.Spread("account", 1, Optional.of(0.5), Optional.of(0.95), 1));
        assertThat(period.table("cases")).as("a case, and not two").hasSize(1);
    }

    /** Two nodes that think the partition theirs, and one that dies before it is written. */
    @Test
    void whoComesSecondWritesNothing() {
        suspended();
        Restrictions real = store.restrictions();
        Partition partition = MALLORY.partition(ground.platform());
        Restrictions late = Meanwhile.before(
                Restrictions.class,
                real,
                "keep",
                () -> now(publishing(real, LATER).step(ground.platform(), partition)));

        now(publishing(late, LATER).step(ground.platform(), partition));

        assertThat(published(LATER.plusSeconds(60))).hasSize(1);
        assertThat(counts()).containsEntry("cases|harassment|notice|violation", 1L);
    }

    @Test
    void whoReadsOnGetsEachOnceAndMissesNone() {
        for (int i = 0; i < 7; i++) {
            ground.flagged("e" + i, "account-" + i, T0);
            decide(ground.open(Subject.account("account-" + i)).orElseThrow());
        }
        publish(LATER);
        List<String> read = new ArrayList<>();
        Place place = Place.START;
        Restrictions.Page page;
        do {
            page = now(store.restrictions().after(ground.platform(), place, LATER.plusSeconds(61), 2));
            page.items().forEach(one -> read.add(one.puid()));
            place = page.end();
        } while (page.more());

        assertThat(read).hasSize(7);
        assertThat(new HashSet<>(read)).hasSize(7);
        page = now(store.restrictions().after(ground.platform(), place, LATER.plusSeconds(600), 2));
        assertThat(page.items()).isEmpty();
        assertThat(page.end()).isEqualTo(place);

        ground.flagged("late", "late", T0);
        decide(ground.open(Subject.account("late")).orElseThrow());
        publish(LATER.plusSeconds(700));
        page = now(store.restrictions().after(ground.platform(), place, LATER.plusSeconds(800), 2));
        assertThat(page.items()).as("what came since").hasSize(1);
    }

    @Test
    void rehearsalsAndWhatTakesNothingAreNotToldOf() {
        Case c = ground.flagged("e1", "mallory", T0);
        ground.decide(c, T0);

        publish(LATER);

        assertThat(published(LATER.plusSeconds(60))).isEmpty();
        assertThat(counts()).containsEntry("cases|harassment|notice|no_violation", 1L);
    }

    @Test
    void itOutlivesTheCaseAndHasAnEndOfItsOwn() {
        suspended();
        publish(LATER);
        trim(LATER.plus(Duration.ofDays(399)));
        assertThat(published(LATER.plus(Duration.ofDays(400)))).hasSize(1);

        trim(LATER.plus(Duration.ofDays(401)));

        assertThat(published(LATER.plus(Duration.ofDays(402)))).isEmpty();
    }

    private String proposed(Custody custody, Case c) {
        return ((Custody.Reply.Stands) now(custody.propose(
                        ground.platform(), LEA, c.id(), "Court of Leeds", Optional.empty(), "a warrant", "asked for")))
                .release()
                .id();
    }

    private static Event flaggedAs(String id, String role) {
        return Events.event(
                id,
                new Report(
                        Report.Kind.FLAG,
                        Optional.empty(),
                        Optional.of(new Party(
                                Optional.of("by-" + id), Optional.empty(), Optional.empty(), Optional.of(role))),
                        Optional.of(new Party(
                                Optional.of("mallory"), Optional.empty(), Optional.empty(), Optional.empty())),
                        Optional.of(Reason.HARASSMENT),
                        false,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        false));
    }

    private void trim(Instant at) {
        Partition partition = MALLORY.partition(ground.platform());
        long place = now(store.restrictions().readTo(partition));
        now(store.restrictions().keep(partition, place, place, List.of(), MONTH, Map.of(), at));
    }

    /** An update tells the public nothing of years ago, and calls back none of the cases that were put away. */
    @Test
    void whatIsLongPastIsPassedOver() {
        suspended();

        publish(T0.plus(Duration.ofDays(31)));

        assertThat(published(T0.plus(Duration.ofDays(32)))).isEmpty();
        assertThat(counts()).isEmpty();
        for (Partition partition : ground.partitions()) {
            assertThat(now(publishing(store.restrictions(), T0.plus(Duration.ofDays(31)))
                            .step(ground.platform(), partition)))
                    .as("and not again")
                    .isFalse();
        }
    }
}
