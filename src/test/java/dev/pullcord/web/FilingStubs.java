package dev.pullcord.web;

import dev.pullcord.evidence.Authority;
import dev.pullcord.evidence.AuthorityAccount;
import dev.pullcord.evidence.Drafter;
import dev.pullcord.evidence.Filing;
import dev.pullcord.evidence.FilingDesk;
import dev.pullcord.evidence.FilingState;
import dev.pullcord.evidence.Filings;
import dev.pullcord.evidence.Paperwork;
import dev.pullcord.evidence.Sample;
import dev.pullcord.evidence.Submitting;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.ReviewQueue;
import dev.pullcord.wire.AuthorityCodec;
import dev.pullcord.wire.PolicyCodec;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Filings on ports that say yes: a draft ({@code .f1}) and one that is confirmed ({@code .f2}), in a case that was decided. */
final class FilingStubs {
    /** Every field that a filing can have. */
    static final String REVISION = """
            {"version":1,"particulars":{"incident":"online_enticement","annotations":["sextortion"],"danger":"meeting_planned",
            "dangerDetail":"tomorrow","incidentAt":"2026-11-02T08:50:00.000Z","incidentDetail":"first report","product":"Tandem",
            "meeting":"call-7","suspect":{"accountId":"a","screenName":"s","displayNames":["n"],"profileUrls":["https://x.example/a"],
            "firstName":"F","lastName":"L","age":34,"emails":[{"address":"a@b.example","verified":true}],
            "phones":[{"number":"5550111","callingCode":"+44","verified":false}],
            "captures":[{"ip":"203.0.113.9","port":51612,"at":"2026-11-02T08:50:00.000Z","event":"login","proxy":false}],
            "devices":[{"kind":"IMEI","id":"0","at":"2026-11-02T08:50:00.000Z"}],
            "place":{"city":"Leeds","region":"West Yorkshire","country":"GB"},"compromised":false,"priorReports":[1001],"about":"x"},
            "victims":[{"accountId":"v","age":15}],"recipients":[{"accountId":"r"}],
            "items":[{"id":"ev-1","kind":"still","sha256":"%s","capturedAt":"2026-11-02T08:50:00.000Z"}],
            "reportedBy":"victim","about":"what happened"}}""".formatted("ab".repeat(32));

    private FilingStubs() {}

    static Paperwork paperwork(ReviewQueue queue, Clock clock) {
        Filing draft = Sample.draft(FilledDesk.CASE, false).as(FilledDesk.CASE + ".f1");
        Filing confirmed = new Filing(
                FilledDesk.CASE + ".f2",
                draft.caseId(),
                draft.authority(),
                FilingState.CONFIRMED,
                false,
                draft.knowledge(),
                draft.followsUp(),
                draft.particulars(),
                draft.hands(),
                draft.progress(),
                2);
        Filing byHand = new Filing(
                FilledDesk.CASE + ".f3",
                draft.caseId(),
                "accce",
                FilingState.SUBMITTING,
                false,
                draft.knowledge(),
                draft.followsUp(),
                draft.particulars(),
                draft.hands(),
                draft.progress(),
                3);
        Filings filings = Stub.of(
                Filings.class,
                Map.of(
                        "draft",
                        args -> new Filings.Drafted.Written(draft),
                        "move",
                        args -> true,
                        "find",
                        args -> List.of(draft, confirmed, byHand).stream()
                                .filter(f -> f.id().equals(args[1]))
                                .findFirst(),
                        "ofCase",
                        args -> List.of(draft, confirmed),
                        "newest",
                        args -> List.of(draft, confirmed)));
        AuthorityAccount account = Sample.account(URI.create("https://test.example"), Filing.Environment.TEST);
        AuthorityAccount.Book book = Stub.of(
                AuthorityAccount.Book.class,
                Map.of("find", args -> Optional.of(account), "chosen", args -> Optional.of(Filing.Environment.TEST)));
        Authority authority = Stub.of(Authority.class, Map.of());
        Decision decision = new Decision(
                FilledDesk.CASE + ".d1",
                FilledDesk.CASE,
                Outcome.VIOLATION,
                Optional.of("grooming"),
                "seen",
                List.of(),
                false,
                Optional.empty(),
                "id-moderator",
                Sample.T0,
                "p1",
                Optional.empty());
        ReviewQueue decided = Stub.of(
                ReviewQueue.class,
                Map.of(
                        "find",
                        args -> queue.find((dev.pullcord.intake.Platform) args[0], (String) args[1])
                                .toCompletableFuture()
                                .join(),
                        "decisions",
                        args -> args[1].equals(FilledDesk.CASE) ? List.of(decision) : List.of(),
                        "reports",
                        args -> List.of(),
                        "timeline",
                        args -> List.of()));
        return new Paperwork(
                filings,
                new Drafter(
                        decided,
                        filings,
                        AuthorityCodec.load(),
                        Optional.of("DE"),
                        book,
                        platform -> PolicyCodec.defaults(),
                        clock),
                new FilingDesk(decided, filings, book, authority, AuthorityCodec.load(), clock),
                new Submitting(filings, authority, book, Duration::ofSeconds, Duration.ofSeconds(60), 9, clock),
                AuthorityCodec.load());
    }
}
