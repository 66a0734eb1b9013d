package dev.pullcord.review;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pullcord.intake.InMemoryRosters;
import dev.pullcord.intake.Subject;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.ClaimGuard.Bar;
import dev.pullcord.review.ReviewQueue.ClaimReply;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is given what: on any queue, with any keeper of people and of what they looked at. */
public abstract class CareContract {
    private static final Instant T0 = Events.T0;
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Moderator ANN = Ground.moderator("ann");
    private static final Moderator BEN = Ground.moderator("ben");
    private static final Moderator LEA = new Moderator("lea", "tandem", "lea", Role.LEAD);

    private Instant time = T0;
    private Desk desk;
    private Care care;

    protected abstract Ground ground();

    protected abstract People people();

    protected abstract Exposures exposures();

    protected abstract void guardedBy(ClaimGuard guard);

    private final class Moves extends Clock {
        @Override
        public Instant instant() {
            return time;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    /** As shipped, but that three of the gravest looks are a shift's and four a week's. */
    static PolicyPack tight() {
        CarePolicy shipped = Ground.PACK.care();
        return new PolicyPack(
                Ground.PACK.version(),
                Ground.PACK.risk(),
                Ground.PACK.triage(),
                Ground.PACK.tree(),
                Ground.PACK.escalation(),
                new CarePolicy(shipped.weights(), 2, 2, 9, 12, 60, 100, shipped.breakEvery(), Duration.ofHours(8)),
                Ground.PACK.quality(),
                Ground.PACK.reporters(),
                Ground.PACK.plans(),
                Ground.PACK.retention(),
                Ground.PACK.looks());
    }

    private final InMemoryRosters rosters = new InMemoryRosters();

    @BeforeEach
    void sitDown() {
        List.of(ANN, BEN, LEA).forEach(one -> now(people().add(one)));
        care = new Care(
                people(),
                exposures(),
                ground().queue(),
                new Stakes(people(), ground().queue(), rosters),
                platform -> tight(),
                new Moves());
        guardedBy(care);
        desk = new Desk(ground().queue(), rosters, platform -> tight(), LEASE, decided -> {}, new Moves()).caring(care);
    }

    private Case opened(String account, Reason reason) {
        ground().take(Events.flag("e-" + account, account, reason), Subject.account(account), time);
        ground().foldAll(time);
        return ground().open(Subject.account(account)).orElseThrow();
    }

    private Optional<Case> next(Moderator moderator) {
        return now(desk.claimNext(ground().platform(), moderator, List.of()));
    }

    private ClaimReply claim(Moderator moderator, Case c) {
        return now(desk.claim(ground().platform(), moderator, c.id()));
    }

    private void done(Moderator moderator, Case c) {
        now(desk.release(
                ground().platform(), moderator, c.id(), c.claim().orElseThrow().token(), "seen"));
    }

    private void profile(Moderator moderator, Profile profile) {
        now(people().change(moderator.id(), person -> person.with(profile)));
    }

    private void optOut(Moderator moderator, Reason... reasons) {
        Preferences gentle = Preferences.GENTLE;
        now(people().change(
                        moderator.id(),
                        person -> person.with(new Preferences(
                                Set.of(reasons),
                                gentle.locale(),
                                gentle.timeZone(),
                                gentle.theme(),
                                true,
                                true,
                                true))));
    }

    @Test
    void nobodyIsGivenWhatHeOptedOutOf() {
        Case grooming = opened("mallory", Reason.GROOMING);
        Case quarrel = opened("trudy", Reason.HARASSMENT);
        optOut(ANN, Reason.GROOMING);
        optOut(LEA, Reason.GROOMING);

        assertThat(next(ANN).orElseThrow().id()).isEqualTo(quarrel.id());
        assertThat(claim(LEA, grooming)).isEqualTo(new ClaimReply.Barred(Bar.OPTED_OUT));
        assertThat(next(BEN).orElseThrow().id()).isEqualTo(grooming.id());
    }

    @Test
    void aReasonThatGetsGraverIsSeenWhenTheCaseIsClaimed() {
        Case c = opened("mallory", Reason.HARASSMENT);
        optOut(LEA, Reason.GROOMING);
        ground().take(Events.flag("e-2", "mallory", Reason.GROOMING), Subject.account("mallory"), time);
        ground().foldAll(time);

        assertThat(claim(LEA, c)).isEqualTo(new ClaimReply.Barred(Bar.OPTED_OUT));
    }

    /** The gravest reason names the case; all of its reports are read. */
    @Test
    void whatHeOptedOutOfCountsWhereverItStandsInTheCase() {
        Case c = opened("mallory", Reason.GROOMING);
        alsoFlagged("mallory", Reason.HARASSMENT);
        optOut(ANN, Reason.HARASSMENT);
        optOut(LEA, Reason.HARASSMENT);

        assertThat(ground().find(c.id()).reason()).contains(Reason.GROOMING);
        assertThat(next(ANN)).isEmpty();
        assertThat(claim(LEA, c)).isEqualTo(new ClaimReply.Barred(Bar.OPTED_OUT));
        assertThat(next(BEN).orElseThrow().id()).isEqualTo(c.id());
    }

    @Test
    void aCaseThatHisOptOutJoinsGoesBackWithoutSayingWhy() {
        optOut(ANN, Reason.HARASSMENT);
        Case c = opened("mallory", Reason.GROOMING);
        String token = next(ANN).orElseThrow().claim().orElseThrow().token();
        assertThat(renewed(c, token)).isEqualTo(ReviewQueue.HolderReply.DONE);
        alsoFlagged("mallory", Reason.HARASSMENT);

        assertThat(renewed(c, token)).isEqualTo(ReviewQueue.HolderReply.NOT_HOLDER);

        assertThat(ground().find(c.id()).state()).isEqualTo(CaseState.QUEUED);
        assertThat(next(ANN)).isEmpty();
        assertThat(said(c)).doesNotContain("opt", "harassment");
    }

    private void alsoFlagged(String account, Reason reason) {
        ground().take(Events.flag("e-also-" + account, account, reason), Subject.account(account), time);
        ground().foldAll(time);
    }

    private ReviewQueue.HolderReply renewed(Case c, String token) {
        return now(desk.renew(ground().platform(), ANN, c.id(), token)).reply();
    }

    /** The details of what its holders did with it, as many read them. */
    private String said(Case c) {
        return now(ground().queue().timeline(ground().platform(), c.id(), 100)).stream()
                .filter(entry -> entry.draft().verb().equals("claim_released"))
                .map(entry -> entry.draft().detail().toString())
                .reduce("", String::concat);
    }

    @Test
    void nobodyIsGivenMoreThanHisBudget() {
        for (String account : List.of("a1", "a2", "a3", "a4", "a5")) {
            opened(account, Reason.GROOMING);
        }
        for (int i = 0; i < 3; i++) {
            done(ANN, next(ANN).orElseThrow());
        }

        assertThat(next(ANN)).isEmpty();
        Care.Standing standing = now(care.standing(ground().platform(), ANN)).orElseThrow();
        assertThat(standing.looksSince(standing.shiftFrom())).isEqualTo(9);
        assertThat(standing.used()).isTrue();

        time = T0.plus(Duration.ofHours(9)); // another shift, the same week
        done(ANN, next(ANN).orElseThrow());
        assertThat(next(ANN)).as("the week's is used").isEmpty();
        time = T0.plus(Duration.ofDays(8));
        assertThat(next(ANN)).isPresent();
    }

    @Test
    void whatHeCannotHaveCostsNothing() {
        Case c = opened("mallory", Reason.GROOMING);
        now(ground().queue().claim(ground().platform(), c.id(), BEN, "bens", time, time.plus(LEASE)));

        assertThat(claim(LEA, c)).isInstanceOf(ClaimReply.AlreadyClaimed.class);

        assertThat(now(exposures().find(ground().platform(), LEA, time)).looks())
                .isEmpty();
    }

    @Test
    void timeAtACaseIsCountedFromRenewalToRenewal() {
        Case c = opened("mallory", Reason.GROOMING);
        Case mine = next(ANN).orElseThrow();
        time = T0.plusSeconds(60);
        now(desk.renew(
                ground().platform(), ANN, c.id(), mine.claim().orElseThrow().token()));
        time = T0.plusSeconds(90);
        now(desk.renew(
                ground().platform(), ANN, c.id(), mine.claim().orElseThrow().token()));

        assertThat(minutes()).isCloseTo(1.5 * 3, within(1e-4));
    }

    @Test
    void whatEndsAClaimCountsTheTimeBeforeItAlsoWhenItDiesBeforeTheEnd() {
        Case c = opened("mallory", Reason.GROOMING);
        String token = next(ANN).orElseThrow().claim().orElseThrow().token();
        time = T0.plusSeconds(20);
        // this end is refused, as one is not there that died on its way
        assertThat(now(desk.release(ground().platform(), ANN, c.id(), "not it", "x")))
                .isEqualTo(ReviewQueue.HolderReply.NOT_HOLDER);
        assertThat(minutes()).isCloseTo(20 / 60.0 * 3, within(1e-4));
        time = T0.plusSeconds(50);

        now(care.stop(ground().platform(), ANN));
        now(desk.release(ground().platform(), ANN, c.id(), token, "x"));

        assertThat(minutes()).isCloseTo(50 / 60.0 * 3, within(1e-4));
    }

    private double minutes() {
        Care.Standing standing = now(care.standing(ground().platform(), ANN)).orElseThrow();
        return standing.minutesSince(standing.shiftFrom());
    }

    @Test
    void whoNeedsToStopIsDoneAtOnceAndHisCaseGoesBack() {
        Case mine = opened("mallory", Reason.GROOMING);
        Case other = opened("trudy", Reason.GROOMING);
        next(LEA);
        ClaimReply second = claim(LEA, ground().find(mine.id()).state().waiting() ? mine : other);
        assertThat(second).isInstanceOf(ClaimReply.Claimed.class);

        now(care.stop(ground().platform(), LEA));

        assertThat(ground().find(mine.id()).state()).isEqualTo(CaseState.QUEUED);
        assertThat(ground().find(other.id()).state()).isEqualTo(CaseState.QUEUED);
        assertThat(said(mine) + said(other)).as("why is his own business").doesNotContain("stop");
        assertThat(ground().find(mine.id()).skips() + ground().find(other.id()).skips())
                .as("nobody handed it back for what it is")
                .isZero();
        assertThat(next(LEA)).isEmpty();
        assertThat(claim(LEA, mine)).isEqualTo(new ClaimReply.Barred(Bar.STOPPED));
        assertThat(next(ANN)).isPresent();

        now(care.resume(ground().platform(), LEA));
        assertThat(next(LEA))
                .as("what he could not go on with is not given to him again")
                .isEmpty();
        Case fresh = opened("sybil", Reason.GROOMING);
        assertThat(next(LEA).map(Case::id)).contains(fresh.id());
    }

    @Test
    void aClaimThatIsUnderWayWhenHeStopsComesTooLate() {
        Case c = opened("mallory", Reason.GROOMING);
        now(ground().queue()
                .intend(
                        ANN,
                        ground().platform(),
                        Optional.empty(),
                        Optional.of(new ReviewQueue.Intent(c.id(), "under-way"))));

        now(care.stop(ground().platform(), ANN));
        now(care.resume(ground().platform(), ANN)); // so that it is not for this

        assertThat(now(ground().queue().claim(ground().platform(), c.id(), ANN, "under-way", time, time.plus(LEASE))))
                .isInstanceOf(ClaimReply.Spent.class);
    }

    @Test
    void nobodyIsGivenWhomHeKnowsOrWhatHeDecidedOrReported() {
        Case friend = opened("friend", Reason.HARASSMENT);
        profile(LEA, new Profile(List.of(), List.of(), List.of(), List.of(), List.of("friend", "rita")));

        assertThat(claim(LEA, friend)).isEqualTo(new ClaimReply.Barred(Bar.CONFLICT));
        Case reported = opened("stranger", Reason.HARASSMENT); // by rita, as all of these
        assertThat(claim(LEA, reported)).isEqualTo(new ClaimReply.Barred(Bar.CONFLICT));
        assertThat(next(LEA)).isEmpty();
        assertThat(next(ANN)).isPresent();
    }

    @Test
    void languageAndLaneAreAskedOfUntilTheCaseIsOverdue() {
        Case c = opened("mallory", Reason.HARASSMENT);
        profile(ANN, new Profile(List.of(), List.of("minor_involved"), List.of(), List.of(), List.of()));
        assertThat(next(ANN)).isEmpty();

        time = c.placement().deadline();
        assertThat(next(ANN)).isPresent();
    }

    @Test
    void hisQueuesAreTheOnlyOnesHeIsGivenFrom() {
        opened("mallory", Reason.HARASSMENT);
        profile(ANN, new Profile(List.of("panic"), List.of(), List.of(), List.of(), List.of()));

        assertThat(next(ANN)).isEmpty();
    }

    @Test
    void outsideHisShiftNobodyIsGivenWork() {
        opened("mallory", Reason.HARASSMENT);
        DayOfWeek today = T0.atZone(ZoneOffset.UTC).getDayOfWeek();
        profile(
                ANN,
                new Profile(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new Shift(
                                EnumSet.of(today.plus(2)), LocalTime.of(9, 0), LocalTime.of(17, 0), ZoneOffset.UTC)),
                        List.of()));

        assertThat(next(ANN)).isEmpty();
        profile(ANN, Profile.NONE);
        assertThat(next(ANN)).isPresent();
    }

    @Test
    void afterGraveOnesSomethingHarmlessGoesFirst() {
        Case quarrel = opened("quarrel", Reason.HARASSMENT);
        for (String account : List.of("a1", "a2", "a3")) {
            opened(account, Reason.SEXTORTION);
        }
        done(ANN, next(ANN).orElseThrow());
        done(ANN, next(ANN).orElseThrow());

        assertThat(next(ANN).orElseThrow().id()).isEqualTo(quarrel.id());
    }

    @Test
    void whatBecameOfHisDecisionsIsToldBack() {
        Case c = opened("mallory", Reason.HARASSMENT);
        Case mine = next(ANN).orElseThrow();
        now(ground().queue()
                .decide(
                        ground().platform(),
                        mine,
                        ANN,
                        mine.claim().orElseThrow().token(),
                        ground().decision(mine, ANN, time, List.of()),
                        "other",
                        Optional.empty(),
                        time));

        List<ToldBack.Became> became = now(care.toldBack().outcomes(ground().platform(), ANN, 10));

        assertThat(became).singleElement().satisfies(one -> {
            assertThat(one.c().id()).isEqualTo(c.id());
            assertThat(one.made().decidedBy()).isEqualTo("ann");
            assertThat(one.after()).isEmpty();
        });
        assertThat(now(care.toldBack().outcomes(ground().platform(), BEN, 10))).isEmpty();
    }
}
