package dev.pullcord.evidence;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.evidence.FilingState.Move;
import dev.pullcord.intake.Platform;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.Outcome;
import dev.pullcord.review.ReviewQueue;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What people do with filings once they are drafted: change, confirm as the second person, let go, take back. Thread-safe.
 */
public final class FilingDesk {
    private final ReviewQueue queue;
    private final Filings filings;
    private final AuthorityAccount.Book accounts;
    private final Authority authority;
    private final Recipients recipients;
    private final CaseKnowledge knowledge;
    private final Clock clock;
    private final PortalTasks portals;

    public FilingDesk(
            ReviewQueue queue,
            Filings filings,
            AuthorityAccount.Book accounts,
            Authority authority,
            Recipients recipients,
            Clock clock) {
        this.queue = queue;
        this.filings = filings;
        this.accounts = accounts;
        this.authority = authority;
        this.recipients = recipients;
        this.knowledge = new CaseKnowledge(queue, filings);
        this.clock = clock;
        this.portals = new PortalTasks(this, clock);
    }

    /** What became of what somebody wanted. */
    public sealed interface Reply {
        /** It is done; {@code before} when it had been done already. */
        record Done(Filing filing, boolean before) implements Reply {}

        /** What would be sent; nothing was. */
        record Document(Filing filing, String text) implements Reply {}

        /** What is needed is not there. */
        record Incomplete(Completeness completeness) implements Reply {}

        /** Whoever concluded, drafted or changed it does not confirm it. */
        record Own() implements Reply {}

        /** It is not where this can be done. */
        record NotNow(FilingState state, String why) implements Reply {}

        /** Somebody changed it meanwhile, or the case was decided anew. */
        record Moved() implements Reply {}

        /** Somebody else is at the portal with it. */
        record Taken(Filing.Taken taken) implements Reply {}

        /** It was filed at its portal already: by whom, when, and what it is known by there. */
        record Receipted(Filing.Receipt first) implements Reply {}

        /** The platform has no account at this recipient. */
        record NoAccount() implements Reply {}

        /** No violation was found in the case: there is nothing that would be known. */
        record NothingFound() implements Reply {}

        record UnknownRecipient() implements Reply {}

        record UnknownCase() implements Reply {}

        record Unknown() implements Reply {}
    }

    /** How much of what helps a filing says, now. */
    public Completeness completeness(Filing filing) {
        return Completeness.of(filing.particulars(), clock.instant());
    }

    /** Changes what it says; whoever confirmed it before confirmed something else. */
    public CompletionStage<Reply> revise(
            Platform platform, Moderator by, String filingId, long version, Particulars said) {
        return on(platform, filingId, Optional.of(version), Move.REVISE, filing -> {
            if (filing.doubtful()) {
                return done(new Reply.NotNow(
                        filing.state(), "it may be finished at the recipient: submit it again or retract it"));
            }
            return knowledge.viewed(platform, filing.caseId()).thenCompose(viewed -> {
                Filing next = filing.moved(Move.REVISE, Filing.Progress.NONE)
                        .saying(said.with(Drafting.asAudited(said.items(), viewed)))
                        .by(filing.hands().changed(by.id()));
                return move(platform, by, next, "filing_revised", Map.of());
            });
        });
    }

    /**
     * The second person agrees to it as it stands.
     *
     * @param version what he read
     */
    public CompletionStage<Reply> confirm(
            Platform platform, Moderator second, String filingId, long version, String reason) {
        return on(platform, filingId, Optional.of(version), Move.CONFIRM, filing -> {
            if (filing.hands().authors().contains(second.id())) {
                return done(new Reply.Own());
            }
            Completeness completeness = completeness(filing);
            if (!completeness.enough()) {
                return done(new Reply.Incomplete(completeness));
            }
            return stands(platform, filing).thenCompose(stands -> {
                if (!stands) {
                    return done(new Reply.Moved());
                }
                Filing next = filing.moved(Move.CONFIRM, filing.progress())
                        .by(filing.hands().confirmed(second.id(), clock.instant()));
                return move(platform, second, next, "filing_confirmed", Map.of("reason", reason));
            });
        });
    }

    /** What would be sent, as the recipient would read it. Sends and writes nothing. */
    public CompletionStage<Reply> dryRun(Platform platform, String filingId) {
        return filings.find(platform, filingId).thenCompose(found -> {
            if (found.isEmpty()) {
                return done(new Reply.Unknown());
            }
            Filing filing = found.get();
            Optional<Recipient> byHand = portal(filing);
            if (byHand.isPresent()) {
                return queue.decisions(platform, filing.caseId())
                        .thenApply(all -> all.stream()
                                .filter(d -> d.id().equals(filing.knowledge().decisionId()))
                                .findFirst()
                                .flatMap(Decision::policy))
                        .thenApply(rule -> new Reply.Document(filing, PortalPage.text(filing, byHand.get(), rule)));
            }
            return account(platform, filing)
                    .thenApply(account -> account.<Reply>map(
                                    as -> new Reply.Document(filing, authority.document(as, filing)))
                            .orElseGet(Reply.NoAccount::new));
        });
    }

    /** Who it goes to, where a person takes it there. */
    Optional<Recipient> portal(Filing filing) {
        return recipients.find(filing.authority()).filter(one -> one.reach() == Recipient.Reach.PORTAL);
    }

    /** What people do at the portals of recipients without an interface. */
    public PortalTasks portals() {
        return portals;
    }

    /** Lets it go: from then on the service brings it there, whatever crashes; or a person does, where it goes to a portal. */
    public CompletionStage<Reply> submit(Platform platform, Moderator by, String filingId) {
        return on(
                platform,
                filingId,
                Optional.empty(),
                Move.SUBMIT,
                filing -> stands(platform, filing)
                        .thenCombine(account(platform, filing), (stands, account) -> {
                            if (!stands && !filing.doubtful()) {
                                return this.<Reply>soon(new Reply.Moved());
                            }
                            boolean byHand = portal(filing).isPresent() && !filing.drill();
                            if (account.isEmpty() && !filing.drill() && !byHand) {
                                return this.<Reply>soon(new Reply.NoAccount());
                            }
                            Filing.Hands hands = filing.hands().letGo(by.id());
                            Filing.Environment where = filing.progress()
                                    .environment()
                                    .filter(fixed ->
                                            filing.progress().reference().isPresent())
                                    .or(() -> account.map(AuthorityAccount::environment))
                                    .orElse(byHand ? Filing.Environment.PRODUCTION : Filing.Environment.TEST);
                            Filing next = filing.moved(
                                            Move.SUBMIT,
                                            byHand
                                                    ? filing.progress()
                                                            .in(where)
                                                            .still()
                                                    : filing.progress()
                                                            .in(where)
                                                            .due(clock.instant()))
                                    .by(byHand ? hands.taken(Optional.of(portals.taken(by))) : hands);
                            return move(platform, by, next, "filing_let_go", Map.of("environment", where.word()));
                        })
                        .thenCompose(reply -> reply));
    }

    /** Takes it back; what the recipient has begun to receive is taken back there too. What it has received cannot be. */
    public CompletionStage<Reply> retract(Platform platform, Moderator by, String filingId, String reason) {
        return filings.find(platform, filingId).thenCompose(found -> {
            Move move = found.filter(f -> f.state() == FilingState.SUBMITTING
                            || f.progress().reference().isPresent())
                    .map(begun -> Move.WITHDRAW)
                    .orElse(Move.RETRACT);
            return on(platform, filingId, Optional.empty(), move, filing -> {
                Optional<Reply> elsewhere = portals.inOtherHands(filing, by);
                if (elsewhere.isPresent()) {
                    return done(elsewhere.get());
                }
                Filing.Progress progress = filing.progress();
                Filing next = filing.moved(
                        move, move == Move.WITHDRAW ? progress.tries(0).due(clock.instant()) : progress.still());
                return move(platform, by, next, "filing_retracted", Map.of("reason", reason));
            });
        });
    }

    /** Whether the conclusion it rests on is still the case's last word, or the last word found a violation as well. */
    private CompletionStage<Boolean> stands(Platform platform, Filing filing) {
        return queue.decisions(platform, filing.caseId())
                .thenApply(all -> !all.isEmpty() && all.get(all.size() - 1).outcome() == Outcome.VIOLATION);
    }

    private CompletionStage<Optional<AuthorityAccount>> account(Platform platform, Filing filing) {
        return accounts.chosen(platform.id(), filing.authority())
                .thenCompose(environment -> environment.isEmpty()
                        ? done(Optional.<AuthorityAccount>empty())
                        : accounts.find(platform.id(), filing.authority(), environment.get()));
    }

    CompletionStage<Optional<Filing>> find(Platform platform, String filingId) {
        return filings.find(platform, filingId);
    }

    /** What somebody wants of a filing as it is. */
    interface Wish {
        CompletionStage<Reply> of(Filing filing);
    }

    /** Does it, if the filing is as he read it and the move leads anywhere from there. */
    CompletionStage<Reply> on(Platform platform, String filingId, Optional<Long> version, Move move, Wish wish) {
        return filings.find(platform, filingId).thenCompose(found -> {
            if (found.isEmpty()) {
                return done(new Reply.Unknown());
            }
            Filing filing = found.get();
            if (version.filter(read -> read != filing.version()).isPresent()) {
                return done(new Reply.Moved());
            }
            if (filing.state().after(move).isEmpty()) {
                return done(new Reply.NotNow(
                        filing.state(), "a filing that is " + filing.state().word()));
            }
            return wish.of(filing);
        });
    }

    CompletionStage<Reply> move(Platform platform, Moderator by, Filing next, String verb, Map<String, String> more) {
        return filings.move(platform, next, true, audit(by, clock.instant(), verb, next, more))
                .thenApply(written -> written ? new Reply.Done(next, false) : new Reply.Moved());
    }

    private static AuditDraft audit(Moderator by, Instant now, String verb, Filing filing, Map<String, String> more) {
        return new AuditDraft(
                now,
                by.id(),
                by.role().word(),
                verb,
                Optional.of(filing.caseId()),
                new TreeMap<>(detail(filing, more)));
    }

    /** What the audit says of every move: which filing, to whom, how far. Nothing of what it says. */
    static Map<String, String> detail(Filing filing, Map<String, String> more) {
        Map<String, String> detail = new TreeMap<>(more);
        if (!filing.id().equals(filing.caseId())) {
            detail.put("filing", filing.id());
        }
        detail.put("authority", filing.authority());
        detail.put("state", filing.state().word());
        detail.put("knowledgeAt", AuditDraft.time(filing.knowledge().at()));
        filing.progress().reference().ifPresent(known -> detail.put("reference", known));
        if (filing.drill()) {
            detail.put("drill", "true");
        }
        return detail;
    }

    private <T> CompletionStage<T> soon(T value) {
        return done(value);
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
