package dev.pullcord.review;

import dev.pullcord.audit.AuditChain;
import dev.pullcord.audit.AuditDraft;
import dev.pullcord.audit.AuditEntry;
import dev.pullcord.audit.AuditLog;
import dev.pullcord.audit.ChainId;
import dev.pullcord.intake.LoggedEvent;
import dev.pullcord.intake.Partition;
import dev.pullcord.intake.Subject;
import dev.pullcord.risk.Risk;
import dev.pullcord.wire.StoredJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What the ports in memory share: plain maps under one lock, so that every call is one step. */
public final class InMemoryStore implements AuditLog {
    /** A case with all that belongs to it. */
    static final class Entry {
        Instant nextTurn = Instant.MIN;
        Case now;
        final List<String> reports = new ArrayList<>();
        final List<Decision> decisions = new ArrayList<>();
        final List<AuditEntry> timeline = new ArrayList<>();
        final Set<String> spent = new HashSet<>();
        Optional<Instant> untold = Optional.empty();
        Optional<String> repeatKey = Optional.empty();
        Optional<String> proposalRepeatKey = Optional.empty();

        Entry(Case now) {
            this.now = now;
        }
    }

    final Map<Partition, List<LoggedEvent>> logs = new HashMap<>();
    final Map<String, LoggedEvent> byReceipt = new HashMap<>();
    final Map<String, Subject> settled = new HashMap<>();
    final Map<String, Subject> aside = new java.util.TreeMap<>(dev.pullcord.intake.LogIds::compare);
    final Map<String, Map<String, java.time.Instant>> skipped = new HashMap<>();
    final Map<Partition, String> cursors = new HashMap<>();
    final Map<Partition, Map<String, Circumstance>> circumstances = new HashMap<>();
    final Map<Subject, SubjectFile> files = new HashMap<>();
    final Map<Subject, String> open = new HashMap<>();
    final Map<String, Entry> cases = new HashMap<>();
    final Map<ChainId, List<AuditEntry>> chains = new HashMap<>();
    private final Set<String> said = new HashSet<>();
    final Map<String, ReviewQueue.Intent> intents = new HashMap<>();

    /** The ports on one new store. */
    public static Ground ground(int partitions) {
        InMemoryStore store = new InMemoryStore();
        return new Ground(
                Ground.tandem(partitions),
                new InMemoryEventLog(store),
                new InMemoryCasework(store),
                new InMemoryReviewQueue(store),
                new InMemoryHandovers(store),
                new InMemoryOverdue(store),
                new InMemoryAssignments(store),
                new InMemoryAttributions(store),
                store);
    }

    /** What was said later about these reports. */
    Map<String, List<LoggedEvent>> additions(Partition partition, List<String> reports) {
        return logs.getOrDefault(partition, List.of()).stream()
                .filter(e -> e.concerns().filter(reports::contains).isPresent())
                .collect(Collectors.groupingBy(e -> e.concerns().orElseThrow()));
    }

    /** One step. */
    synchronized <T> CompletionStage<T> step(Supplier<T> step) {
        try {
            return CompletableFuture.completedFuture(step.get());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    AuditEntry write(ChainId chain, AuditDraft draft) {
        List<AuditEntry> entries = chains.computeIfAbsent(chain, c -> new ArrayList<>());
        String previous = entries.isEmpty()
                ? AuditChain.GENESIS
                : entries.get(entries.size() - 1).hash();
        AuditEntry entry = AuditChain.link(chain, entries.size() + 1L, previous, draft);
        entries.add(entry);
        draft.caseId().map(cases::get).ifPresent(c -> c.timeline.add(entry));
        return entry;
    }

    Optional<Entry> openCase(Subject subject) {
        return Optional.ofNullable(open.get(subject)).map(cases::get);
    }

    /** The same case with its next version. */
    static Case with(Case c, CaseState state, Placement placement, Optional<Claim> claim) {
        return with(c, state, placement, claim, Optional.empty());
    }

    static Case with(Case c, CaseState state, Placement placement, Optional<Claim> claim, Optional<Proposal> proposal) {
        return new Case(
                c.id(),
                c.partition(),
                c.subject(),
                c.account(),
                state,
                placement,
                c.openedAt(),
                c.reason(),
                c.panic(),
                c.immediateDanger(),
                c.minorInvolved(),
                c.drill(),
                c.reportCount(),
                c.meeting(),
                c.risk(),
                claim,
                proposal,
                c.policyVersion(),
                c.decisionCount(),
                c.skips(),
                c.version() + 1,
                c.marks());
    }

    static Case withSkip(Case c) {
        return new Case(
                c.id(),
                c.partition(),
                c.subject(),
                c.account(),
                c.state(),
                c.placement(),
                c.openedAt(),
                c.reason(),
                c.panic(),
                c.immediateDanger(),
                c.minorInvolved(),
                c.drill(),
                c.reportCount(),
                c.meeting(),
                c.risk(),
                c.claim(),
                c.proposal(),
                c.policyVersion(),
                c.decisionCount(),
                c.skips() + 1,
                c.version(),
                c.marks());
    }

    static Case withReports(Case c, CaseFacts facts, Optional<String> meeting, Risk risk, int joins) {
        return new Case(
                c.id(),
                c.partition(),
                c.subject(),
                c.account(),
                c.state(),
                c.placement(),
                c.openedAt(),
                facts.reason(),
                facts.panic(),
                facts.immediateDanger(),
                facts.minorInvolved(),
                facts.drill(),
                c.reportCount() + joins,
                meeting,
                risk,
                c.claim(),
                c.proposal(),
                c.policyVersion(),
                c.decisionCount(),
                c.skips(),
                c.version(),
                c.marks());
    }

    /** The same case with its next version, about this account, with so many reports and these marks. */
    static Case withMarks(Case c, Optional<String> account, long reports, Case.Marks marks) {
        return new Case(
                c.id(),
                c.partition(),
                c.subject(),
                account,
                c.state(),
                c.placement(),
                c.openedAt(),
                c.reason(),
                c.panic(),
                c.immediateDanger(),
                c.minorInvolved(),
                c.drill(),
                reports,
                c.meeting(),
                c.risk(),
                c.claim(),
                c.proposal(),
                c.policyVersion(),
                c.decisionCount(),
                c.skips(),
                c.version() + 1,
                marks);
    }

    static Case withDecision(Case c) {
        return new Case(
                c.id(),
                c.partition(),
                c.subject(),
                c.account(),
                CaseState.DECIDED,
                c.placement(),
                c.openedAt(),
                c.reason(),
                c.panic(),
                c.immediateDanger(),
                c.minorInvolved(),
                c.drill(),
                c.reportCount(),
                c.meeting(),
                c.risk(),
                Optional.empty(),
                Optional.empty(),
                c.policyVersion(),
                c.decisionCount() + 1,
                c.skips(),
                c.version() + 1,
                c.marks());
    }

    /** A new case that nothing is known of but whom it is about and where it stands. */
    static Case born(
            String id,
            Partition partition,
            Subject subject,
            Placement placement,
            java.time.Instant openedAt,
            String policyVersion) {
        return new Case(
                id,
                partition,
                subject,
                subject.kind() == Subject.Kind.ACCOUNT ? Optional.of(subject.id()) : Optional.empty(),
                CaseState.QUEUED,
                placement,
                openedAt,
                Optional.empty(),
                false,
                false,
                false,
                true,
                0,
                Optional.empty(),
                Risk.NONE,
                Optional.empty(),
                Optional.empty(),
                policyVersion,
                0,
                0,
                0,
                Case.Marks.NONE);
    }

    @Override
    public CompletionStage<AuditEntry> append(ChainId chain, AuditDraft draft) {
        return step(() -> write(chain, draft));
    }

    @Override
    public CompletionStage<Boolean> appendOnce(ChainId chain, String id, AuditDraft draft) {
        return step(() -> said.add(chain + " " + id) && write(chain, draft) != null); // of each chain for itself
    }

    @Override
    public CompletionStage<List<AuditEntry>> read(ChainId chain, long fromSeq, int max) {
        return step(() -> chains.getOrDefault(chain, List.of()).stream()
                .filter(e -> e.seq() >= fromSeq)
                .limit(max)
                .toList());
    }

    @Override
    public CompletionStage<Long> written(ChainId chain) {
        return step(() -> (long) chains.getOrDefault(chain, List.of()).size());
    }

    @Override
    public CompletionStage<Optional<String>> document(AuditEntry entry) {
        return step(() -> entry.draft().caseId().map(cases::get).stream()
                .flatMap(c -> c.decisions.stream())
                .filter(d -> d.id().equals(entry.draft().detail().get("decision")))
                .map(StoredJson::write)
                .findFirst());
    }
}
