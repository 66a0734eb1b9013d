package dev.pullcord.redis;

import static dev.pullcord.review.Ground.now;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pullcord.authorities.HttpTimeAuthority;
import dev.pullcord.evidence.Custody;
import dev.pullcord.evidence.Custody.Reply;
import dev.pullcord.evidence.Release;
import dev.pullcord.intake.Partition;
import dev.pullcord.review.Case;
import dev.pullcord.review.CaseId;
import dev.pullcord.review.Events;
import dev.pullcord.review.Ground;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Role;
import dev.pullcord.wire.BundleCodec;
import dev.pullcord.wire.BundleFile;
import dev.pullcord.wire.InTestAuthority;
import dev.pullcord.wire.Stamping;
import dev.pullcord.wire.TimeStamp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A case's evidence on its way out of the house, on a real Redis, and what its recipient can tell. */
class RedisReleasesIT {
    private static final Instant T0 = Events.T0;
    private static final Moderator LENA = new Moderator("lena", "tandem", "lena", Role.LEAD);
    private static final Moderator LEO = new Moderator("leo", "tandem", "leo", Role.LEAD);

    @RegisterExtension
    static final RedisFixture redis = new RedisFixture();

    private final String prefix = RedisGround.prefix();
    private final RedisStore store = RedisGround.store(redis.link(), prefix, Clock.fixed(T0, ZoneOffset.UTC));
    private final Ground ground = RedisGround.on(store, 2);
    private final Custody custody = new Custody(
            store.queue(), store.releases(), store.releases(), Optional.empty(), Clock.fixed(T0, ZoneOffset.UTC));

    @AfterEach
    void everyChainVerifies() {
        assertThat(ground.auditFaults()).isEmpty();
    }

    @Test
    void nothingLeavesBeforeASecondPersonAgrees() {
        Case c = decided();
        Release release = proposed(c);

        assertThat(take(c, release)).isInstanceOf(Reply.NotNow.class);
        assertThat(answer(LENA, c, release, true)).isInstanceOf(Reply.Own.class);
        assertThat(take(c, release)).isInstanceOf(Reply.NotNow.class);
        assertThat(answer(LEO, c, release, true)).isInstanceOf(Reply.Stands.class);
        assertThat(answer(LEO, c, release, false)).isInstanceOf(Reply.NotNow.class);
        assertThat(take(c, release)).isInstanceOf(Reply.Leaves.class);

        Release refused = proposed(c);
        answer(LEO, c, refused, false);
        assertThat(take(c, refused)).isInstanceOf(Reply.NotNow.class);
        assertThat(now(store.queue().timeline(ground.platform(), c.id(), 50)))
                .extracting(entry -> entry.draft().verb())
                .endsWith(
                        "release_proposed", "release_approved", "release_taken", "release_proposed", "release_refused");
    }

    @Test
    void releasesOfACaseAreNumberedAndOneAnswerCounts() {
        Case c = decided();
        List<Release> all = IntStream.range(0, 5).mapToObj(n -> propose(c).toCompletableFuture()).toList().stream()
                .map(CompletableFuture::join)
                .map(reply -> ((Reply.Stands) reply).release())
                .toList();
        assertThat(all).extracting(Release::id).containsExactlyInAnyOrder("r1", "r2", "r3", "r4", "r5");

        List<Reply> answers = IntStream.range(0, 6)
                .mapToObj(n -> custody.answer(
                                ground.platform(),
                                new Moderator("second" + n, "tandem", "s", Role.LEAD),
                                c.id(),
                                "r1",
                                n % 2 == 0,
                                "so I say")
                        .toCompletableFuture())
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers.stream().filter(Reply.Stands.class::isInstance)).hasSize(1);

        String none = CaseId.create(new Partition("tandem", 0), new SecureRandom());
        assertThat(now(custody.propose(
                        ground.platform(), LENA, none, "a court", Optional.empty(), "an order", "asked for")))
                .isInstanceOf(Reply.UnknownCase.class);
        assertThat(now(custody.take(ground.platform(), LENA, c.id(), "r99"))).isInstanceOf(Reply.Unknown.class);
    }

    @Test
    void aBundleIsWholeAndOneChangedByteIsFound() throws IOException {
        Case c = decided();
        byte[] bundle = bundle(c);
        byte[] key = now(custody.key(ground.platform())).getPublic().getEncoded();

        BundleFile.Verified whole = BundleFile.verify(bundle, Optional.of(key));
        assertThat(whole.problems()).isEmpty();
        assertThat(whole.about().orElseThrow()).contains(c.id()).contains("Police of Leeds");
        Map<String, String> files = files(bundle);
        assertThat(files.get("case.json")).contains("zwei Wörter").contains("e1");
        assertThat(files.get("ledger.ndjson")).contains("case_decided").contains("release_taken");
        assertThat(files.get("bundle.html")).contains("Police of Leeds &amp; &lt;Co&gt;");

        for (int at = 0; at < bundle.length; at += at > bundle.length - 700 || at < 4_000 ? 1 : 41) {
            byte[] changed = bundle.clone();
            changed[at] ^= 1;
            assertThat(BundleFile.verify(changed, Optional.of(key)).problems())
                    .as("byte %d of %d", at, bundle.length)
                    .isNotEmpty();
        }
        assertThat(BundleFile.verify(Arrays.copyOf(bundle, bundle.length - 1), Optional.empty())
                        .problems())
                .isNotEmpty();
        assertThat(BundleFile.verify(Arrays.copyOf(bundle, bundle.length + 1), Optional.empty())
                        .problems())
                .isNotEmpty();
    }

    @Test
    void anAuthorityStampsItAndEachChangedByteIsFound() throws Exception {
        try (InTestAuthority clock = new InTestAuthority(T0);
                InTestAuthority another = new InTestAuthority(T0)) {
            Stamping.Made made = stamped(clock, Duration.ofSeconds(30));
            byte[] bundle = made.bundle();

            assertThat(made.stamped()).contains(Custody.Stamped.STAMPED);
            BundleFile.Verified whole = BundleFile.verify(bundle, Optional.empty(), List.of(clock.ca()));
            assertThat(whole.problems()).isEmpty();
            assertThat(whole.stamp()).contains("was there at " + T0 + ", says CN=Clock, whom you trust");
            assertThat(BundleFile.verify(bundle, Optional.empty()).problems()).isEmpty();
            assertThat(BundleFile.verify(bundle, Optional.empty()).stamp().orElseThrow())
                    .contains("to see whether to believe it");
            assertThat(BundleFile.verify(bundle, Optional.empty(), List.of(another.ca()))
                            .problems())
                    .containsExactly("timestamp.tsr: none of these authorities stands behind CN=Clock");
            for (int at = bundle.length - 4_000; at < bundle.length; at += 3) {
                byte[] changed = bundle.clone();
                changed[at] ^= 1;
                assertThat(BundleFile.verify(changed, Optional.empty()).problems())
                        .as("byte %d of %d", at, bundle.length)
                        .isNotEmpty();
            }
        }
    }

    /** Nor is a bundle held up by one that never comes to an end. */
    @ParameterizedTest
    @EnumSource(value = InTestAuthority.Manner.class, names = "HONEST", mode = EnumSource.Mode.EXCLUDE)
    void anAuthorityThatLiesOrIsAwayBlocksNothingAndSpoilsNothing(InTestAuthority.Manner how) throws Exception {
        try (InTestAuthority clock = new InTestAuthority(T0)) {
            clock.answers(how);

            Stamping.Made made = stamped(
                    clock, how == InTestAuthority.Manner.SILENT ? Duration.ofMillis(300) : Duration.ofSeconds(30));

            assertThat(made.stamped())
                    .contains(
                            Set.of(
                                                    InTestAuthority.Manner.SILENT,
                                                    InTestAuthority.Manner.FAILING,
                                                    InTestAuthority.Manner.ENDLESS)
                                            .contains(how)
                                    ? Custody.Stamped.UNANSWERED
                                    : Custody.Stamped.REFUSED);
            BundleFile.Verified verified = BundleFile.verify(made.bundle(), Optional.empty());
            assertThat(verified.problems()).isEmpty();
            assertThat(verified.stamp().orElseThrow())
                    .isEqualTo(
                            "has no time stamp, although 127.0.0.1 was asked: it gave none, or somebody took it out");
            assertThat(BundleFile.verify(made.bundle(), Optional.empty(), List.of(clock.ca()))
                            .problems())
                    .containsExactly("it has no time stamp");
        }
    }

    @Test
    void howItLeftIsInTheCasesTimeline() {
        Case c = decided();
        bundle(c);

        now(custody.stamped(ground.platform(), LENA, c.id(), "r1", Custody.Stamped.REFUSED));

        assertThat(now(store.queue().timeline(ground.platform(), c.id(), 50)))
                .last()
                .satisfies(entry -> {
                    assertThat(entry.draft().verb()).isEqualTo("release_stamped");
                    assertThat(entry.draft().detail())
                            .containsEntry("release", "r1")
                            .containsEntry("stamp", "refused");
                });
    }

    /** The platform's key signs once more what the authority said: a stamp of another bundle is none of this one. */
    @Test
    void aStampOfAnotherBundleIsNone() throws Exception {
        try (InTestAuthority clock = new InTestAuthority(T0)) {
            Reply.Leaves leaves = leaves(decided());
            BundleFile.Signed one = BundleCodec.sign(leaves.dossier(), leaves.key(), Optional.of("tsa.example"));
            byte[] other = clock.answer(
                    TimeStamp.request(new byte[] {1}, new SecureRandom()).der(), InTestAuthority.Manner.HONEST);

            assertThat(BundleFile.verify(one.stamped(other), Optional.empty()).problems())
                    .containsExactly("timestamp.tsr: is no time stamp on this");
        }
    }

    private Stamping.Made stamped(InTestAuthority clock, Duration patience) {
        Reply.Leaves leaves = leaves(decided());
        return now(new Stamping(Optional.of(new HttpTimeAuthority(clock.url(), patience)), new SecureRandom())
                .make(leaves.dossier(), leaves.key()));
    }

    /** Whoever makes a bundle of his own signs it with a key of his own. */
    @Test
    void aBundleOfAnotherHouseIsNotTakenForOurs() {
        byte[] bundle = bundle(decided());
        RedisStore other = RedisGround.store(redis.link(), RedisGround.prefix(), Clock.fixed(T0, ZoneOffset.UTC));
        byte[] key = now(other.releases().of(ground.platform())).getPublic().getEncoded();

        assertThat(BundleFile.verify(bundle, Optional.of(key)).problems())
                .containsExactly("it is signed with another key than the one it should be");
        assertThat(now(store.releases().of(ground.platform())))
                .extracting(pair -> pair.getPublic())
                .isEqualTo(now(store.releases().of(ground.platform())).getPublic());
    }

    private Case decided() {
        ground.flag("e0", "mallory", T0);
        Case open = ground.flagged("e1", "mallory", T0);
        ground.decide(open, T0);
        return ground.find(open.id());
    }

    private Reply.Leaves leaves(Case c) {
        Release release = proposed(c);
        answer(LEO, c, release, true);
        return (Reply.Leaves) take(c, release);
    }

    private byte[] bundle(Case c) {
        Reply.Leaves leaves = leaves(c);
        return BundleCodec.write(leaves.dossier(), leaves.key());
    }

    private CompletionStage<Reply> propose(Case c) {
        return custody.propose(
                ground.platform(),
                LENA,
                c.id(),
                "Police of Leeds & <Co>",
                Optional.of("L-17"),
                "a warrant",
                "they asked for it");
    }

    private Release proposed(Case c) {
        return ((Reply.Stands) now(propose(c))).release();
    }

    private Reply answer(Moderator by, Case c, Release release, boolean agreed) {
        return now(custody.answer(ground.platform(), by, c.id(), release.id(), agreed, "I see it too"));
    }

    private Reply take(Case c, Release release) {
        return now(custody.take(ground.platform(), LENA, c.id(), release.id()));
    }

    private static Map<String, String> files(byte[] bundle) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bundle))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
