package dev.pullcord.evidence;

import dev.pullcord.audit.AuditDraft;
import dev.pullcord.evidence.FilingDesk.Reply;
import dev.pullcord.intake.Platform;
import dev.pullcord.plugin.Reason;
import dev.pullcord.review.ActivePolicies;
import dev.pullcord.review.Decision;
import dev.pullcord.review.Moderator;
import dev.pullcord.review.PolicyTree;
import dev.pullcord.review.ReviewQueue;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Drafts filings: a lead's own, and what a decision says must go further. A draft goes nowhere by itself. Thread-safe. */
public final class Drafter {
    private final Filings filings;
    private final Recipients recipients;
    private final Optional<String> establishment;
    private final AuthorityAccount.Book accounts;
    private final ActivePolicies policies;
    private final CaseKnowledge knowledge;
    private final Clock clock;

    /** @param establishment where the platforms are established, ISO 3166: what its law sends somewhere is drafted by itself */
    public Drafter(
            ReviewQueue queue,
            Filings filings,
            Recipients recipients,
            Optional<String> establishment,
            AuthorityAccount.Book accounts,
            ActivePolicies policies,
            Clock clock) {
        this.filings = filings;
        this.recipients = recipients;
        this.establishment = establishment;
        this.accounts = accounts;
        this.policies = policies;
        this.knowledge = new CaseKnowledge(queue, filings);
        this.clock = clock;
    }

    /** Whom filings go to. */
    public Recipients recipients() {
        return recipients;
    }

    /**
     * Drafts one for a case in which a violation was found. Drafted again it is answered as it stands.
     *
     * @param said what it shall say; absent: what the service can tell
     * @param followsUp the id of an earlier one that went to the same recipient
     */
    public CompletionStage<Reply> draft(
            Platform platform,
            Moderator by,
            String caseId,
            String authorityId,
            Optional<Particulars> said,
            Optional<String> followsUp) {
        Optional<Recipient> recipient = recipients.find(authorityId);
        if (recipient.isEmpty()) {
            return done(new Reply.UnknownRecipient());
        }
        Instant now = clock.instant();
        return knowledge.of(platform, caseId, authorityId, this::found).thenCompose(known -> {
            if (known.isEmpty()) {
                return done(new Reply.UnknownCase());
            }
            if (known.get().decision().isEmpty()) {
                return done(new Reply.NothingFound());
            }
            CaseKnowledge.Of all = known.get();
            Optional<Filing> earlier = followsUp.flatMap(id -> all.filings().stream()
                    .filter(f -> f.id().equals(id) && f.progress().receipt().isPresent())
                    .findFirst());
            if (followsUp.isPresent() && earlier.isEmpty()) {
                return done(new Reply.Unknown());
            }
            Drafting.Known facts = all.known(earlier);
            Particulars text = said.map(p -> p.with(Drafting.asAudited(p.items(), facts.viewed())))
                    .map(p -> earlier.isPresent() ? Drafting.adding(p, facts.before()) : p)
                    .orElseGet(() -> Drafting.of(facts));
            Filing draft = fresh(facts, recipient.get(), text, followsUp, by.id(), now);
            AuditDraft audit = new AuditDraft(
                    now,
                    by.id(),
                    by.role().word(),
                    "filing_drafted",
                    Optional.of(caseId),
                    new TreeMap<>(FilingDesk.detail(draft, Map.of())));
            return write(platform, draft, all, audit);
        });
    }

    /**
     * Drafts what this case's last decision says must go further, once for each recipient that the platform files with; for what
     * need not it does nothing. Fails where the store fails, to be called again.
     */
    public CompletionStage<Void> byDecision(Platform platform, String caseId) {
        CompletionStage<Void> all = done(null);
        for (Recipient recipient : recipients.all()) {
            all = all.thenCompose(before -> byDecision(platform, caseId, recipient));
        }
        return all;
    }

    private CompletionStage<Void> byDecision(Platform platform, String caseId, Recipient recipient) {
        return goesThere(platform, recipient)
                .thenCombine(hadByAnother(platform, recipient), (goes, another) -> goes && !another)
                .thenCompose(goes -> !goes
                        ? done(null)
                        : knowledge
                                .of(platform, caseId, recipient.id(), this::found)
                                .thenCompose(known -> {
                                    Optional<CaseKnowledge.Of> must = known.filter(k -> k.decision()
                                                    .isPresent()
                                            && k.found()
                                                    .filter(reason -> recipient.mustHave(reason, k.c().minorInvolved()))
                                                    .isPresent());
                                    if (must.isEmpty()) {
                                        return CompletableFuture.<Void>completedFuture(null);
                                    }
                                    Instant now = clock.instant();
                                    Drafting.Known facts = must.get().known(Optional.empty());
                                    Filing draft = fresh(
                                            facts, recipient, Drafting.of(facts), Optional.empty(), "service", now);
                                    AuditDraft audit = AuditDraft.byService(
                                            now, "filing_drafted", caseId, FilingDesk.detail(draft, Map.of()));
                                    return write(platform, draft, must.get(), audit)
                                            .<Void>thenApply(reply -> null);
                                }));
    }

    /** Where calls bring it, those that the platform has an account for; where people do, those that its own law names. */
    private CompletionStage<Boolean> goesThere(Platform platform, Recipient recipient) {
        return recipient.reach() == Recipient.Reach.PORTAL
                ? done(establishment
                        .filter(recipient.where()::holds)
                        .filter(home -> !Routing.replaced(recipients, recipient, home))
                        .filter(home -> recipient.notes().caution().isEmpty())
                        .isPresent())
                : accounts.chosen(platform.id(), recipient.id()).thenApply(Optional::isPresent);
    }

    /** Whether it goes to the recipient that makes this one needless: what it must have is the same. */
    private CompletionStage<Boolean> hadByAnother(Platform platform, Recipient recipient) {
        return recipient
                .where()
                .unless()
                .flatMap(recipients::find)
                .map(other -> accounts.chosen(platform.id(), other.id())
                        .thenApply(chosen -> chosen.equals(Optional.of(Filing.Environment.PRODUCTION))))
                .orElseGet(() -> done(false));
    }

    /**
     * Who this case could go to, and why.
     *
     * @param minor whether a minor is involved, where a person knows better than the reports
     * @param danger whether somebody may be in danger now, as of {@code minor}
     * @param victimPlace where a person says that the victim is, ISO 3166
     * @param suspectPlace where he says that the suspect is
     */
    public CompletionStage<Ways> routes(
            Platform platform,
            String caseId,
            Optional<Boolean> minor,
            Optional<Boolean> danger,
            Optional<String> victimPlace,
            Optional<String> suspectPlace) {
        return knowledge
                .of(platform, caseId, "", this::found)
                .thenCombine(filings.ofCase(platform, caseId), Known::new)
                .thenCombine(accounts(platform), (all, reached) -> {
                    Optional<CaseKnowledge.Of> known = all.known();
                    if (known.isEmpty()) {
                        return new Ways.UnknownCase();
                    }
                    CaseKnowledge.Of k = known.get();
                    if (k.decision().isEmpty() || k.found().isEmpty()) {
                        return new Ways.NothingFound();
                    }
                    Map<String, String> filed = new TreeMap<>();
                    all.filings().stream()
                            .filter(f -> f.state() != FilingState.RETRACTED)
                            .filter(f -> f.knowledge()
                                    .decisionId()
                                    .equals(k.decision().get().id()))
                            .forEach(f -> filed.put(f.authority(), f.id()));
                    return new Ways.Of(Routing.of(
                            recipients,
                            new Routing.Situation(
                                    k.found().get(),
                                    minor.or(() -> Optional.of(true).filter(yes -> k.c().minorInvolved())),
                                    danger.orElse(k.c().immediateDanger()),
                                    establishment,
                                    victimPlace,
                                    suspectPlace,
                                    reached,
                                    filed)));
                });
    }

    private record Known(Optional<CaseKnowledge.Of> known, List<Filing> filings) {}

    /** Where the platform files, and does not only rehearse. */
    private CompletionStage<Set<String>> accounts(Platform platform) {
        CompletionStage<Set<String>> reached = done(new TreeSet<>());
        for (Recipient one : recipients.all()) {
            if (one.reach() == Recipient.Reach.API) {
                reached = reached.thenCombine(accounts.chosen(platform.id(), one.id()), (so, chosen) -> {
                    chosen.filter(Filing.Environment.PRODUCTION::equals).ifPresent(real -> so.add(one.id()));
                    return so;
                });
            }
        }
        return reached;
    }

    /** Where a case could go. */
    public sealed interface Ways {
        record Of(List<Routing.Route> routes) implements Ways {}

        /** No violation was found in it: there is nothing that would be known. */
        record NothingFound() implements Ways {}

        record UnknownCase() implements Ways {}
    }

    private Optional<Reason> found(Platform platform, Decision decision) {
        return decision.policy()
                .flatMap(code -> policies.of(platform.id()).tree().find(code))
                .map(PolicyTree.Code::reason);
    }

    private static Filing fresh(
            Drafting.Known facts,
            Recipient recipient,
            Particulars text,
            Optional<String> followsUp,
            String by,
            Instant now) {
        Decision decision = facts.decision();
        List<String> authors = Filing.and(List.of(decision.decidedBy()), by);
        return new Filing(
                facts.c().id(),
                facts.c().id(),
                recipient.id(),
                FilingState.DRAFT,
                facts.c().drill(),
                new Filing.Knowledge(
                        decision.id(),
                        decision.decidedAt(),
                        decision.decidedAt().plus(recipient.clock())),
                followsUp,
                text,
                Filing.Hands.drafted(authors, by, now),
                Filing.Progress.NONE,
                1);
    }

    /** One for each conclusion and recipient, and one more whenever one was retracted; a follow-up is one of its own. */
    private CompletionStage<Reply> write(Platform platform, Filing draft, CaseKnowledge.Of all, AuditDraft audit) {
        String first = draft.followsUp().orElse(draft.knowledge().decisionId() + '/' + draft.authority());
        long gone = all.filings().stream()
                .filter(f -> f.state() == FilingState.RETRACTED
                        && f.authority().equals(draft.authority())
                        && f.followsUp().equals(draft.followsUp()))
                .count();
        return filings.draft(platform, draft, Optional.of(first + '/' + gone), audit)
                .thenApply(drafted -> {
                    if (drafted instanceof Filings.Drafted.Written written) {
                        return new Reply.Done(written.filing(), false);
                    }
                    return drafted instanceof Filings.Drafted.Known known
                            ? new Reply.Done(known.filing(), true)
                            : new Reply.UnknownCase();
                });
    }

    private static <T> CompletionStage<T> done(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
