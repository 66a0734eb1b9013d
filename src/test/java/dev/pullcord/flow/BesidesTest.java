package dev.pullcord.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.Meters;
import dev.pullcord.enforcement.InMemoryOutbox;
import dev.pullcord.intake.InMemoryLinks;
import dev.pullcord.intake.Links;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Platform;
import dev.pullcord.intake.Sightings;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.CaseFold;
import dev.pullcord.review.Damaged;
import dev.pullcord.review.Ground;
import dev.pullcord.review.StandingChange;
import dev.pullcord.review.StandingChange.Right;
import dev.pullcord.review.Triage;
import dev.pullcord.risk.Beside;
import dev.pullcord.risk.Family;
import dev.pullcord.risk.RiskModel;
import dev.pullcord.risk.RiskPolicy;
import dev.pullcord.risk.RiskState;
import dev.pullcord.risk.Story;
import dev.pullcord.risk.TrackRecord;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What lies beside an event. */
class BesidesTest {
    private static final Platform TANDEM = Ground.tandem(4);
    private static final Partition HERE = new Partition("tandem", 0);
    private static final CaseFold POLICY = CaseFold.of(Ground.PACK);
    private static final Clock CLOCK = Clock.fixed(Story.START.plus(Duration.ofHours(1)), ZoneOffset.UTC);

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final ReporterFiles records = new ReporterFiles();
    private final CountedLinks links = new CountedLinks();
    private final Besides besides =
            new Besides(TANDEM, HERE, records, links, outbox, CLOCK, new Meters(registry), vertx.getOrCreateContext());

    /** Says how often it was read, and cannot read some. */
    private static final class CountedLinks extends InMemoryLinks {
        private final Set<String> damaged = new java.util.HashSet<>();
        private int reads;

        @Override
        public synchronized CompletionStage<Seen> with(Platform platform, Kind kind, String what, Instant now) {
            reads++;
            return damaged.contains(what) ? gone() : super.with(platform, kind, what, now);
        }

        @Override
        public synchronized CompletionStage<Set<Trait>> traits(Platform platform, String account, Instant now) {
            reads++;
            return damaged.contains(account) ? gone() : super.traits(platform, account, now);
        }

        @Override
        public synchronized CompletionStage<Of> of(Platform platform, String account, Set<Kind> kinds, Instant now) {
            reads++;
            return damaged.contains(account) ? gone() : super.of(platform, account, kinds, now);
        }

        private static <T> CompletionStage<T> gone() {
            return CompletableFuture.failedFuture(new IOException("away"));
        }
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
    }

    private static Story story(String account) {
        return new Story(Subject.account(account));
    }

    private void saw(LoggedEvent... events) throws Exception {
        links.saw(TANDEM, Sightings.of(List.of(events)), CLOCK.instant())
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private void publisherInNeed(String account) throws Exception {
        saw(story(account).attended("m", "", Duration.ofMinutes(9), Map.of("published", true)));
        saw(story(account).flag("r", Reason.SEXUAL_EXPLOITATION));
    }

    private Beside beside(LoggedEvent event) throws Exception {
        besides.begin();
        return await(besides.read(POLICY, List.of(event))).under(POLICY).apply(event);
    }

    /** As the event's own device or network would be known. */
    private static Beside counted(LoggedEvent event, int sanctioned, int onDevice, int onNetwork) {
        Map.Entry<Links.Kind, String> thing = Sightings.origin(event).orElseThrow();
        String origin = Links.digest(TANDEM, thing.getKey(), thing.getValue());
        return new Beside(origin, sanctioned, onDevice, onNetwork, 0, TrackRecord.NONE);
    }

    private double unread(String what) {
        return registry.counter("pullcord.beside.unread", "what", what).count();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void publishersInNeedOnTheDeviceAreCountedAndNobodyElse() throws Exception {
        for (String den : List.of("one", "two", "three", "anna")) {
            publisherInNeed(den);
            saw(story(den).device());
        }
        saw(story("seen").attended("m", "", Duration.ofMinutes(9), Map.of("published", true)));
        saw(story("flagged").flag("r", Reason.CHILD_SAFETY));
        saw(story("seen").device(), story("flagged").device());

        assertThat(beside(Story.ofAnna().device()))
                .isEqualTo(counted(Story.ofAnna().device(), 0, 3, 0));
    }

    @Test
    void ofANetworkOnlyPublishersInNeedAreCounted() throws Exception {
        publisherInNeed("one");
        saw(story("one").sanctioned(), story("one").network("home", "n"));

        assertThat(beside(Story.ofAnna().network("home", "n")))
                .isEqualTo(counted(Story.ofAnna().network("home", "n"), 0, 0, 1));
    }

    @Test
    void whoWasSanctionedByThePlatformOrIsKeptOutByUsIsCountedOnce() throws Exception {
        for (String one : List.of("theirs", "ours", "ours for a while", "both", "free again", "nobody's")) {
            saw(story(one).device());
        }
        saw(story("theirs").sanctioned(), story("both").sanctioned());
        suspend("ours", Optional.empty());
        suspend("ours for a while", Optional.of(Duration.ofDays(7)));
        suspend("both", Optional.empty());
        suspend("free again", Optional.of(Duration.ofMinutes(10)));

        assertThat(beside(Story.ofAnna().device()))
                .isEqualTo(counted(Story.ofAnna().device(), 4, 0, 0));
    }

    private void suspend(String account, Optional<Duration> length) throws Exception {
        StandingChange out = new StandingChange(Right.JOINING, account, true, length.map(Story.START::plus));
        outbox.setStanding(TANDEM, "c1", out, Story.START).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** A sanctioned guest says nothing of where the account comes from that was there before him. */
    @Test
    void onlyWhoUsedTheDeviceBeforeTheAccountCountsAsSanctioned() throws Exception {
        LoggedEvent first = Story.ofAnna().after(Duration.ofMinutes(10)).device();
        saw(story("before").device(), story("before").sanctioned(), first);
        saw(
                story("after").after(Duration.ofMinutes(11)).device(),
                story("after").sanctioned());
        LoggedEvent again = Story.ofAnna().after(Duration.ofMinutes(20)).device();
        saw(again);

        assertThat(beside(again)).isEqualTo(counted(again, 1, 0, 0));
    }

    @Test
    void aCrowdSaysNothingOfAnybody() throws Exception {
        for (int i = 0; i <= Links.CROWD; i++) {
            saw(story("guest" + i).sanctioned(), story("guest" + i).device());
        }

        assertThat(beside(Story.ofAnna().device()))
                .isEqualTo(counted(Story.ofAnna().device(), 0, 0, 0));
    }

    @Test
    void payersInCommonWithOneOtherAccountAreReadAtThePayeesCopyOfAPayment() throws Exception {
        for (int i = 0; i < 7; i++) {
            saw(pays("fan" + i, "anna"), pays("fan" + i, i < 5 ? "twin" : "other" + i));
        }
        saw(pays("alone", "anna"));
        for (int i = 0; i <= Links.CROWD; i++) { // pays everybody: links nobody
            saw(pays("collector", i == 0 ? "anna" : i == 1 ? "twin" : "payee" + i));
        }

        assertThat(beside(Story.ofAnna().paidBy("fan0", 500, "EUR"))).isEqualTo(Beside.paid(5));
        assertThat(beside(Story.ofAnna().payment("pat", 500, "EUR")))
                .as("who pays is asked nothing")
                .isEqualTo(Beside.NOTHING);
        links.damaged.add("anna");
        assertThat(beside(Story.ofAnna().paidBy("fan0", 500, "EUR"))).isEqualTo(Beside.NOTHING);
        assertThat(unread("links")).isEqualTo(1);
    }

    private static LoggedEvent pays(String payer, String payee) {
        return story(payer).payment(payee, 500, "EUR");
    }

    /** 256 sightings on one school's network once cost sixteen thousand reads. */
    @Test
    void eachThingAndEachNeighbourIsReadOnceABatch() throws Exception {
        for (int i = 0; i < Links.CROWD; i++) {
            saw(story("pupil" + i).network("home", "school"));
        }
        besides.begin();

        for (int i = 0; i < Links.CROWD; i++) {
            LoggedEvent event = story("pupil" + i).network("home", "school");
            await(besides.read(POLICY, List.of(event)));
        }
        assertThat(links.reads).isEqualTo(1 + Links.CROWD);

        beside(story("pupil0").network("home", "school"));
        assertThat(links.reads).as("of the next batch").isEqualTo(2 * (1 + Links.CROWD));
    }

    @Test
    void aNeighbourWhoCannotBeReadIsNoneAndTheOthersCount() throws Exception {
        for (String den : List.of("one", "two", "three")) {
            publisherInNeed(den);
            saw(story(den).device());
        }
        links.damaged.add("two");

        assertThat(beside(Story.ofAnna().device()))
                .isEqualTo(counted(Story.ofAnna().device(), 0, 2, 0));
        assertThat(unread("links")).isEqualTo(1);
    }

    @Test
    void aThingThatCannotBeReadSaysNothingAndIsCounted() throws Exception {
        publisherInNeed("one");
        saw(story("one").network("home", "n"));
        links.damaged.add("n");

        assertThat(beside(Story.ofAnna().network("home", "n")))
                .isEqualTo(counted(Story.ofAnna().network("home", "n"), 0, 0, 0));
        assertThat(unread("links")).isEqualTo(1);
    }

    private LoggedEvent flagByRob() {
        Story his = story("rob");
        RiskState known = RiskState.EMPTY;
        for (String flagged : List.of("eve", "ivy", "uma")) { // of fewer conclusions nothing is made
            List<LoggedEvent> judged = List.of(his.judged(Reason.Group.ABUSE, "right", "", flagged));
            known = POLICY.remembered(known, judged, event -> Beside.NOTHING);
        }
        records.known.put(Subject.account("rob"), known);
        return Story.ofAnna().flag("rob", Reason.HARASSMENT);
    }

    @Test
    void whatIsKnownOfWhoFlagsIsReadWhereHeLies() throws Exception {
        assertThat(beside(flagByRob()).reporter().right()).containsKey(Reason.Group.ABUSE);
    }

    /** It once made a stranger of him for good, and nobody heard of it. */
    @Test
    void aReporterWhosePartitionIsAwayIsWaitedForAFewTimesAndThenAStranger() throws Exception {
        LoggedEvent flag = flagByRob();
        records.unreadable.put(Subject.account("rob"), new IOException("away"));

        for (int i = 0; i < Besides.PATIENCE; i++) {
            assertThatThrownBy(() -> beside(flag)).hasRootCauseInstanceOf(IOException.class);
        }
        assertThat(unread("record")).isZero();
        assertThat(beside(flag)).isEqualTo(Beside.NOTHING);
        assertThat(beside(flag)).isEqualTo(Beside.NOTHING);
        assertThat(unread("record")).isEqualTo(2);

        records.unreadable.clear();
        assertThat(beside(flag).reporter()).isNotEqualTo(TrackRecord.NONE);
        records.unreadable.put(Subject.account("rob"), new IOException("away again"));
        assertThatThrownBy(() -> beside(flag)).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void aDamagedRecordIsAStrangersAtOnceAndTheOthersAreRead() throws Exception {
        LoggedEvent flag = flagByRob();
        LoggedEvent other = Story.ofAnna().after(Duration.ofMinutes(1)).flag("sue", Reason.HARASSMENT);
        LoggedEvent third = Story.ofAnna().after(Duration.ofMinutes(2)).flag("tom", Reason.HARASSMENT);
        records.unreadable.put(Subject.account("sue"), new Damaged("case 1"));
        records.lost.add(Subject.account("tom"));
        besides.begin();
        Besides.Read read = await(besides.read(POLICY, List.of(flag, other, third)));

        assertThat(read.under(POLICY).apply(flag).reporter().right()).isNotEmpty();
        assertThat(read.under(POLICY).apply(other)).isEqualTo(Beside.NOTHING);
        assertThat(read.under(POLICY).apply(third)).isEqualTo(Beside.NOTHING);
        assertThat(unread("record")).isEqualTo(2);
    }

    /** Else a policy in shadow is compared with what it would not see. */
    @Test
    void eachPolicySeesWhatItWould() throws Exception {
        publisherInNeed("one");
        saw(story("one").device());
        LoggedEvent device = Story.ofAnna().device();
        RiskPolicy all = Ground.PACK.risk();
        RiskPolicy voice = new RiskPolicy(
                all.prior(),
                Set.of(Family.VOICE),
                all.saturation(),
                all.opening(),
                all.networkCap(),
                all.minorFloor(),
                all.signals());
        CaseFold reportsOnly = new CaseFold(new RiskModel(voice), new Triage(Ground.PACK.triage(), "v"));
        besides.begin();
        Besides.Read read = await(besides.read(POLICY, List.of(device)));

        assertThat(read.under(POLICY).apply(device)).isEqualTo(counted(device, 0, 1, 0));
        assertThat(read.under(reportsOnly).apply(device)).isEqualTo(Beside.NOTHING);
        assertThat(await(besides.read(reportsOnly, List.of(device)))
                        .under(reportsOnly)
                        .apply(device))
                .isEqualTo(Beside.NOTHING);
    }
}
