package dev.pullcord.redis;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.evidence.Archive;
import dev.pullcord.evidence.InMemoryArchive;
import dev.pullcord.evidence.LegalHold;
import dev.pullcord.evidence.Sample;
import dev.pullcord.insight.Outcomes;
import dev.pullcord.intake.Subject;
import dev.pullcord.review.Appeal;
import dev.pullcord.review.Appeals;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseState;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.Rescoring;
import dev.pullcord.review.Review;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.SubjectFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A closed case that left Redis is there for everybody who asks, and lets itself be changed, held, erased and forgotten as ever. */
class ArchivedCasesIT extends ArchiveGround {
    @Test
    void aCaseThatWasPutAwayIsReadAsEver() {
        Case c = decided("mallory", T0);
        Map<String, Object> before = everything(store, c);

        putAway();

        assertThat(inRedis(c)).isFalse();
        assertThat(inArchive(c)).isTrue();
        assertThat(everything(store, c)).isEqualTo(before);
        assertThat(inRedis(c)).as("whoever reads it brings it back").isTrue();
        assertThat(everything(other, c)).isEqualTo(before);
    }

    @Test
    void aYoungOrOpenCaseOrOneThatIsSoonToGoStays() {
        Case open = ground.flagged("e1", "alice", T0);
        Case young = decided("bob", OLD.minus(AFTER).plusMillis(1));
        Case going = decided(
                "carol", OLD.minus(Ground.PACK.retention().other().deleteBy()).plus(Duration.ofDays(1)));
        Case old = decided("dave", OLD.minus(AFTER).minusMillis(1));

        putAway();

        assertThat(List.of(open, young, going))
                .allSatisfy(c -> assertThat(inRedis(c)).isTrue());
        assertThat(inRedis(old)).isFalse();
        assertThat(archive.cases()).isEqualTo(1);
    }

    @Test
    void whatStillLeadsToACaseKeepsItInRedis() {
        Case gold = decided("alice", T0);
        now(store.reviews()
                .mark(
                        gold.partition(),
                        new Review.Gold(
                                gold.id(),
                                gold.id() + ".d1",
                                Optional.empty(),
                                T0,
                                Outcome.NO_VIOLATION,
                                Optional.empty(),
                                "plain",
                                "lena",
                                T0)));
        Case filed = decided("bob", T0);
        now(store.filings()
                .draft(
                        ground.platform(),
                        Sample.draft(filed.id(), false),
                        Optional.empty(),
                        AuditDraft.byService(T0, "filing_drafted", filed.id(), Map.of())));
        Case held = decided("carol", T0);
        hold(LegalHold.Target.ofCase(held.id()));
        Case heldWithAll = decided("dave", T0);
        hold(LegalHold.Target.account("dave"));
        Case failed = decided("erin", T0);
        RedisFixture.await(
                redis.commands().hset(keys.actions(failed.partition(), failed.id()), "d1.a1:state", "failed"));
        RedisFixture.await(redis.commands().zadd(keys.failed(failed.partition()), 1, failed.id() + ".d1.a1"));

        putAway();

        assertThat(archive.cases()).isZero();
        assertThat(List.of(gold, filed, held, heldWithAll, failed))
                .allSatisfy(c -> assertThat(inRedis(c)).isTrue());
    }

    /** The others count cases from the first. */
    @Test
    void nothingGoesWhileCasesAreLookedAtForANewPolicy() {
        Case c = decided("mallory", T0);
        now(store.rescoring().remember(c.partition(), new Rescoring.Place("v2", 0, false)));
        putAway();
        assertThat(inRedis(c)).isTrue();

        now(store.rescoring().remember(c.partition(), new Rescoring.Place("v2", 9, true)));
        putAway();

        assertThat(inRedis(c)).isFalse();
    }

    @Test
    void searchedTheyStandAmongTheOthersOnceEachAndStayAway() {
        List<String> all = new ArrayList<>();
        for (int n = 0; n < 24; n++) { // two of each moment, some of one account
            all.add(decided(n % 4 == 0 ? "mallory" : "account-" + n, T0.plus(Duration.ofHours(n / 2 * 2L)))
                    .id());
        }
        List<String> before = search(store, Optional.empty(), 5);
        List<String> ofMallory = search(store, Optional.of("mallory"), 2);
        assertThat(before).containsExactlyInAnyOrderElementsOf(all);

        putAway(store, T0.plus(AFTER).plus(Duration.ofHours(11)));

        assertThat(archive.cases()).isBetween(8L, 16L);
        assertThat(search(store, Optional.empty(), 5)).isEqualTo(before);
        assertThat(search(store, Optional.empty(), 1)).isEqualTo(before);
        assertThat(search(store, Optional.of("mallory"), 2))
                .isEqualTo(ofMallory)
                .hasSize(6);
        assertThat(search(store, Optional.of("account-1"), 2)).hasSize(1);
        assertThat(search(store, Optional.of("nobody"), 2)).isEmpty();
        assertThat(inRedisOf(all)).as("nobody brought one back").hasSize(24 - (int) archive.cases());
        now(store.queue().find(ground.platform(), all.get(0))); // one is in both
        assertThat(search(store, Optional.empty(), 5)).isEqualTo(before);
    }

    private List<String> inRedisOf(List<String> all) {
        return all.stream()
                .filter(id -> redis.keys(prefix).stream().anyMatch(key -> key.endsWith("case:" + id)))
                .toList();
    }

    /** Of a case that was contested since, the archive still has what it was. */
    @Test
    void aFilterGoesByWhatACaseIsNow() {
        Case c = decided("mallory", T0);
        putAway();
        contest(store, c);

        assertThat(inState(CaseState.DECIDED)).isEmpty();
        assertThat(inState(CaseState.APPEALED)).containsExactly(c.id());
    }

    private List<String> inState(CaseState state) {
        return now(store.queue()
                        .search(
                                ground.platform(),
                                new ReviewQueue.Filter(
                                        Optional.of(state),
                                        Optional.empty(),
                                        Optional.of("mallory"),
                                        Optional.empty(),
                                        Optional.empty()),
                                Optional.empty(),
                                10))
                .items()
                .stream()
                .map(Case::id)
                .toList();
    }

    private void contest(RedisStore by, Case c) {
        Appeal appeal = new Appeal(
                c.id() + ".d1.p1",
                c.id() + ".d1",
                Appeal.Party.ACCOUNT,
                Optional.empty(),
                "I was never there",
                OLD,
                OLD.plus(Appeal.CLOCK),
                Appeal.State.OPEN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                DORA.id(),
                Optional.empty());
        assertThat(now(by.appeals().file(ground.platform(), c, appeal, OLD))).isInstanceOf(Appeals.Filing.Filed.class);
    }

    @Test
    void anAppealBringsItBackAndItIsHeardAsEver() {
        Case c = decided("mallory", T0);
        putAway();

        contest(store, c);

        assertThat(ground.find(c.id()).state()).isEqualTo(CaseState.APPEALED);
        putAway(); // what is contested stays
        assertThat(inRedis(c)).isTrue();
        assertThat(ground.find(c.id()).state()).isEqualTo(CaseState.APPEALED);
    }

    /** Nothing of it says anything to whoever has the archive alone. */
    @Test
    void theArchiveTellsNobodyWhatItHas() {
        Case c = decided("mallory", T0);
        putAway();
        Archive.Kept kept = now(archive.find("tandem", c.id())).orElseThrow();

        assertThat(kept.account()).hasSize(32).doesNotContain("mallory");
        assertThat(new String(kept.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("mallory")
                .doesNotContain("a note")
                .doesNotContain("decided");
        assertThat(new String(kept.bytes(), 0, 40, java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("seen and weighed");
    }

    @Test
    void aReportThatIsSentAgainIsKnownAndItsReporterFindsWhatBecameOfIt() {
        Case c = decided("mallory", T0);
        SubjectFile known = ground.load(Subject.account("mallory"));
        putAway();

        assertThat(ground.flag("mallory" + T0.toEpochMilli(), "mallory", T0)
                        .outcome()
                        .name())
                .isEqualTo("DUPLICATE");
        assertThat(now(store.appeals().caseOf(ground.platform(), report(c)))).contains(c.id());
        assertThat(inRedis(c)).as("to be asked for brings none back").isFalse();
        assertThat(ground.load(Subject.account("mallory")))
                .as("what it adds up to, and what counts against it")
                .isEqualTo(known);
    }

    @Test
    void whatWasLearntFromCasesIsTheSame() {
        Case one = decided("mallory", T0);
        Case two = decided("alice", T0);
        decided("bob", OLD);
        List<Outcomes.Past> before = outcomes();

        putAway();

        assertThat(inRedis(one) || inRedis(two)).isFalse();
        assertThat(outcomes()).hasSize(3).containsExactlyInAnyOrderElementsOf(before);
        assertThat(inRedis(one) || inRedis(two)).as("and brought none back").isFalse();
    }

    private List<Outcomes.Past> outcomes() {
        List<Outcomes.Past> all = new ArrayList<>();
        ground.partitions().forEach(partition -> now(store.outcomes().each(partition, all::add)));
        return all;
    }

    @Test
    void theChainsAreVerifiedWithoutBringingAnythingBack() {
        Case c = decided("mallory", T0);
        putAway();

        assertThat(ground.auditFaults()).isEmpty();
        assertThat(inRedis(c)).isFalse();
        Archive.Kept kept = now(archive.find("tandem", c.id())).orElseThrow();
        now(archive.remove("tandem", List.of(c.id())));
        assertThat(ground.auditFaults()).as("a decision that is nowhere").isNotEmpty();
        now(archive.keep(List.of(kept)));
    }

    @Test
    void anArchiveOfAnotherRedisIsNotTakenForOurs() {
        assertThat(now(store.records().archiveIsHere())).isTrue();
        assertThat(now(store.records().archiveIsHere())).isTrue();
        assertThat(now(store(link(), new InMemoryArchive()).records().archiveIsHere()))
                .isFalse();
        assertThat(now(other.records().archiveIsHere()))
                .as("none where one was")
                .isFalse();
    }

    @Test
    void whereNothingWasEverPutAwayNoArchiveIsMissed() {
        assertThat(now(other.records().archiveIsHere())).isTrue();
    }

    @Test
    void anArchiveThatIsAwayFailsWhatNeedsItAndSaysNothingUntrue() {
        Case c = decided("mallory", T0);
        putAway();
        RedisLink fresh = link();
        RedisStore without = store(fresh, new BreakingArchive(archive, BreakingArchive.Step.READ));

        assertThatThrownBy(() -> now(without.queue().find(ground.platform(), c.id())))
                .hasMessageContaining("cut off");
    }
}
