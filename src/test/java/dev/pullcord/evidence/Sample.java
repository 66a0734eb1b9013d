package dev.pullcord.evidence;

import dev.pullcord.audit.AuditDraft;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Invented filings. */
public final class Sample {
    /** When all of it happens. */
    public static final Instant T0 = Instant.parse("2026-11-02T09:00:00Z");

    private Sample() {}

    /** A draft for this case, as {@code lena} drafted it after {@code moe} decided. */
    public static Filing draft(String caseId, boolean drill) {
        return new Filing(
                caseId,
                caseId,
                "ncmec",
                FilingState.DRAFT,
                drill,
                new Filing.Knowledge(caseId + ".d1", T0, T0.plus(Duration.ofHours(24))),
                Optional.empty(),
                particulars(),
                Filing.Hands.drafted(List.of("moe", "lena"), "lena", T0),
                Filing.Progress.NONE,
                1);
    }

    public static Particulars particulars() {
        return new Particulars(
                Particulars.Incident.ONLINE_ENTICEMENT,
                Set.of(Particulars.Annotation.SEXTORTION),
                Optional.empty(),
                Optional.empty(),
                T0.minusSeconds(600),
                Optional.of("When it was first reported"),
                Optional.empty(),
                Optional.of("call-7"),
                Optional.of(Involved.account(Optional.of("a-mallory"), List.of("Mal"))),
                List.of(),
                List.of(),
                List.of(),
                Particulars.Teller.WITNESS,
                Optional.empty());
    }

    public static AuthorityAccount account(URI base, Filing.Environment environment) {
        return new AuthorityAccount(
                "ncmec",
                environment,
                base,
                "tandem-esp",
                "not-a-secret",
                new AuthorityAccount.Reporter(
                        "Tandem",
                        "trust@tandem.example",
                        Optional.of("Lea"),
                        Optional.of("Lind"),
                        Optional.of("5550100"),
                        Optional.of("Legal process: legal@tandem.example"),
                        Optional.of(URI.create("https://tandem.example/terms"))));
    }

    public static AuditDraft audit(Filing filing, String verb) {
        return AuditDraft.byService(T0, verb, filing.caseId(), FilingDesk.detail(filing, Map.of()));
    }
}
