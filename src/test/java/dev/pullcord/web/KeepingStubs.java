package dev.pullcord.web;

import dev.pullcord.evidence.HoldDesk;
import dev.pullcord.evidence.Holds;
import dev.pullcord.evidence.Keeping;
import dev.pullcord.evidence.LegalHold;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeping and forgetting on ports that say yes: a hold, and one that somebody wants to end. */
final class KeepingStubs {
    static final String HOLD = "h000-aaaaaaaaaaaaaaaaaaaa";
    static final String RELEASING = "h000-bbbbbbbbbbbbbbbbbbbb";

    private KeepingStubs() {}

    static Keeping keeping(Clock clock) {
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
        return new Keeping(new HoldDesk(holds, new SecureRandom(), clock));
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
