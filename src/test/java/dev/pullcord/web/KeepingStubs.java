package dev.pullcord.web;

import dev.pullcord.evidence.Custody;
import dev.pullcord.evidence.Erasing;
import dev.pullcord.evidence.Erasure;
import dev.pullcord.evidence.Erasures;
import dev.pullcord.evidence.HoldDesk;
import dev.pullcord.evidence.Holds;
import dev.pullcord.evidence.Keeping;
import dev.pullcord.evidence.LegalHold;
import dev.pullcord.evidence.Records;
import dev.pullcord.evidence.Release;
import dev.pullcord.evidence.Releases;
import dev.pullcord.evidence.Retention;
import dev.pullcord.evidence.Round;
import dev.pullcord.evidence.SubjectAccess;
import dev.pullcord.evidence.TimeAuthority;
import dev.pullcord.evidence.Xarf;
import dev.pullcord.intake.EventLog;
import dev.pullcord.intake.LogIds;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.review.SubjectFile;
import dev.pullcord.risk.RiskState;
import dev.pullcord.wire.PolicyCodec;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeping and forgetting on ports that say yes: a hold, and one that somebody wants to end. */
final class KeepingStubs {
    static final String HOLD = "h000-aaaaaaaaaaaaaaaaaaaa";
    static final String RELEASING = "h000-bbbbbbbbbbbbbbbbbbbb";

    private KeepingStubs() {}

    static Keeping keeping(ReviewQueue queue, Clock clock) {
        LegalHold hold = hold(HOLD, Optional.empty());
        LegalHold releasing = hold(
                RELEASING,
                Optional.of(new LegalHold.Release(
                        "id-admin", Instant.EPOCH, "the matter is closed", Optional.empty(), Optional.empty())));
        Holds holds = Stub.of(
                Holds.class,
                Map.of(
                        "write",
                        args -> Holds.Written.WRITTEN,
                        "all",
                        args -> List.of(hold, releasing),
                        "find",
                        args -> List.of(hold, releasing).stream()
                                .filter(h -> h.id().equals(args[1]))
                                .findFirst()));
        Records records = Stub.of(
                Records.class,
                Map.of("totals", args -> new Records.Totals(1, 2, 3, 4), "round", args -> Optional.of(round())));
        return new Keeping(
                new HoldDesk(holds, new SecureRandom(), clock),
                new Retention(records, platform -> PolicyCodec.defaults(), clock),
                new Erasing(
                        Stub.of(Erasures.class, Map.of("write", args -> true, "find", args -> Optional.of(erasure()))),
                        records,
                        holds,
                        queue,
                        platform -> PolicyCodec.defaults(),
                        clock),
                new SubjectAccess(
                        queue,
                        (platform, account) -> CompletableFuture.completedFuture(List.of()),
                        Stub.of(EventLog.class, Map.of()),
                        (partition, subjects) -> CompletableFuture.completedFuture(List.of(new SubjectFile(
                                subjects.get(0),
                                RiskState.EMPTY,
                                LogIds.START,
                                Double.NEGATIVE_INFINITY,
                                Optional.empty()))),
                        platform -> PolicyCodec.defaults(),
                        clock),
                new Custody(
                        queue,
                        Stub.of(
                                Releases.class,
                                Map.of(
                                        "write",
                                        args -> ((Release) args[1]).caseId().equals(FilledDesk.CASE)
                                                ? Releases.Written.WRITTEN
                                                : Releases.Written.UNKNOWN,
                                        "ofCase",
                                        args -> args[1].equals(FilledDesk.CASE) ? released() : List.of())),
                        platform -> CompletableFuture.supplyAsync(KeepingStubs::key),
                        Optional.of(new TimeAuthority() {
                            @Override
                            public String name() {
                                return "tsa.example";
                            }

                            @Override
                            public CompletionStage<byte[]> ask(byte[] request) {
                                return CompletableFuture.completedFuture(new byte[] {1, 2, 3});
                            }
                        }),
                        clock));
    }

    private static Erasure erasure() {
        return new Erasure(
                "a-mallory",
                "id-lead",
                Instant.EPOCH,
                "he asked by mail",
                new Erasure.Erased(1, 2),
                List.of(new Erasure.Kept("case", Optional.of(FilledDesk.CASE), "kept", Optional.of(Instant.EPOCH))),
                Optional.empty(),
                Optional.of(Instant.EPOCH),
                Optional.of(Instant.EPOCH),
                3);
    }

    private static List<Release> released() {
        return List.of(
                release("r1", Optional.empty()),
                release("r2", Optional.of(new Release.Second("id-lead", Instant.EPOCH, true, "I see it too"))),
                referral());
    }

    private static Release referral() {
        return new Release(
                "r3",
                FilledDesk.CASE,
                "abuse@chat.example",
                Optional.empty(),
                "their terms",
                "they should know",
                "id-admin",
                Instant.EPOCH,
                Optional.of(new Release.Second("id-lead", Instant.EPOCH, true, "I see it too")),
                Optional.of(new Xarf(
                        "40daae21-fbe5-4b5d-bfb3-7ea6c2f82cae",
                        new Xarf.From("Tandem", "abuse@tandem.example", "tandem.example"),
                        "chat.example",
                        "https://chat.example/u/mallory",
                        Instant.EPOCH,
                        Xarf.Kind.FRAUD_ROMANCE,
                        Optional.empty(),
                        Optional.empty())),
                1);
    }

    private static Release release(String id, Optional<Release.Second> answer) {
        return new Release(
                id,
                FilledDesk.CASE,
                "Police of Leeds",
                Optional.of("L-17"),
                "a warrant",
                "they asked for it",
                "id-admin",
                Instant.EPOCH,
                answer,
                Optional.empty(),
                1);
    }

    private static KeyPair key() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Round round() {
        return new Round(
                Instant.EPOCH,
                Optional.of(Instant.EPOCH),
                Round.Phase.LOG,
                Optional.empty(),
                new Round.Counts(3, 1, 1, 1, List.of(new Round.Kept(FilledDesk.CASE, "held"))));
    }

    private static LegalHold hold(String id, Optional<LegalHold.Release> release) {
        return new LegalHold(
                id,
                LegalHold.Target.account("a-mallory"),
                new LegalHold.Order("Court of Leeds", Optional.of("L-1"), "an order", "asked for"),
                "id-lead",
                Instant.EPOCH,
                Instant.now().plusSeconds(30 * 86_400),
                release,
                1);
    }
}
