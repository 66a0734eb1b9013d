package dev.pullcord.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Walks audit chains from their first entry and says where each breaks first, then holds the timelines of their cases
 * against them. Holds a page of one chain at a time, and of one partition the places of the entries that name a case.
 *
 * <p>What it finds: any change of an entry, also of a byte that changes nothing of what it says, an entry taken out, put in
 * or moved, a decision that is not the one its entry was written with or is gone without its case having been forgotten, a
 * case's timeline that tells of other entries than the chains do, and an end that was cut off while the store still knows
 * how far it went. What no chain can tell by
 * itself: that its end was cut off together with the store's count, that it is gone altogether, or that all of it was
 * written anew by somebody who can. For these keep the {@link Head}s where whoever runs the store cannot reach them, and
 * hold a later walk against them: {@link Anchors}.
 */
public final class Verification {
    /** The detail in which an entry names a document kept elsewhere, by its SHA-256. */
    public static final String DOCUMENT_DIGEST = "decisionDigest";

    /** What the clock did with a case that is no more: with it went the decisions that other entries name. */
    public static final String FORGETTING = "case_forgetting";

    private final AuditLog log;
    private final int page;
    private final Anchors anchors;

    /** @param page how many entries are read at a time */
    public Verification(AuditLog log, int page) {
        this(log, page, Anchors.NONE);
    }

    /**
     * A walk that also holds the chains against what is known of them from elsewhere.
     *
     * @param page how many entries are read at a time
     */
    public Verification(AuditLog log, int page, Anchors anchors) {
        if (page < 1) {
            throw new IllegalArgumentException("audit.page: " + page + " is below 1");
        }
        this.log = log;
        this.page = page;
        this.anchors = anchors;
    }

    /**
     * Where a chain ends: kept elsewhere, it shows later that the chain still holds what it held.
     *
     * @param chain which
     * @param seq of its last sound entry
     * @param hash of that entry
     */
    public record Head(ChainId chain, long seq, String hash) {}

    /**
     * The first thing wrong with a chain, or with one case's timeline. What comes after hangs on it and is not looked at.
     *
     * @param chain which
     * @param seq the place in it
     * @param problem what is wrong there, in a sentence that names no person
     */
    public record Fault(ChainId chain, long seq, String problem) {
        @Override
        public String toString() {
            return chain.platform() + " partition " + chain.partition() + ", "
                    + chain.hand().word() + " " + seq + ": " + problem;
        }
    }

    /**
     * What a walk came to.
     *
     * @param heads of every chain that has sound entries, in the order walked
     * @param entries how many are sound
     * @param faults the first of each chain that breaks and of each timeline that differs; empty when all is whole
     */
    public record Findings(List<Head> heads, long entries, List<Fault> faults) {
        public Findings {
            heads = List.copyOf(heads);
            faults = List.copyOf(faults);
        }
    }

    /** Every chain there can be of a platform with so many partitions. */
    public static List<ChainId> chains(String platform, int partitions) {
        List<ChainId> chains = new ArrayList<>();
        for (int number = 0; number < partitions; number++) {
            for (ChainId.Hand hand : ChainId.Hand.values()) {
                if (hand.everywhere() || number == 0) {
                    chains.add(new ChainId(platform, number, hand));
                }
            }
        }
        return chains;
    }

    /** Walks these chains, one after the other in their order. Fails only if the log cannot be read; a fault found is an answer. */
    public CompletionStage<Findings> run(List<ChainId> chains) {
        Walk walk = new Walk(List.copyOf(new TreeSet<>(chains))); // a partition's beside each other
        walk.next();
        return walk.done;
    }

    /** Goes on from page to page by itself; each page is forgotten before the next is read. */
    private final class Walk {
        private final CompletableFuture<Findings> done = new CompletableFuture<>();
        private final List<ChainId> chains;
        private final List<Head> heads = new ArrayList<>();
        private final List<Fault> faults = new ArrayList<>();
        private final Map<String, AuditEntry> gone = new HashMap<>();
        private final Map<String, AuditEntry> unreadable = new HashMap<>();
        private final Set<String> forgotten = new HashSet<>();
        private long entries;
        private int at;
        private long seq;
        private String hash = AuditChain.GENESIS;
        private boolean broken;
        private Timelines timelines = new Timelines();

        Walk(List<ChainId> chains) {
            this.chains = chains;
        }

        void next() {
            if (at == chains.size()) {
                done.complete(new Findings(heads, entries, faults));
                return;
            }
            log.stored(chains.get(at), seq, page)
                    .thenCompose(read -> read.isEmpty() ? end() : walk(read, 0))
                    .thenCompose(more -> more ? CompletableFuture.completedFuture(null) : leave())
                    .whenComplete((gone, failure) -> {
                        if (failure != null) {
                            done.completeExceptionally(failure);
                            return;
                        }
                        next();
                    });
        }

        /** Answers whether the chain goes on. */
        private CompletionStage<Boolean> walk(List<AuditLog.Stored> read, int from) {
            for (int i = from; i < read.size(); i++) {
                AuditEntry entry = read.get(i).entry();
                Optional<String> fault = AuditChain.fault(entry, seq + 1, hash);
                if (fault.isEmpty() && !read.get(i).asWritten()) {
                    fault = Optional.of("entry " + entry.seq() + " is not kept as it was written");
                }
                if (fault.isEmpty()) {
                    fault = anchors.fault(entry);
                }
                if (fault.isPresent()) {
                    return broken(seq + 1, fault.get());
                }
                String named = entry.draft().detail().get(DOCUMENT_DIGEST);
                if (named != null) {
                    int following = i + 1;
                    return log.document(entry).thenCompose(document -> {
                        if (document.isEmpty()) {
                            gone.putIfAbsent(entry.draft().caseId().orElse(""), entry);
                        } else if (!AuditChain.digest(document.get()).equals(named)) {
                            return broken(entry.seq(), "the decision it names was changed");
                        }
                        sound(entry);
                        return walk(read, following);
                    });
                }
                sound(entry);
            }
            return CompletableFuture.completedFuture(true);
        }

        private void sound(AuditEntry entry) {
            if (entry.chain().hand() == ChainId.Hand.CLOCK
                    && entry.draft().verb().equals(FORGETTING)) {
                entry.draft().caseId().ifPresent(forgotten::add);
            }
            if (entry.draft().detail().equals(AuditDraft.FORGOTTEN)) {
                unreadable.putIfAbsent(entry.draft().caseId().orElse(""), entry);
            }
            seq = entry.seq();
            hash = entry.hash();
            entries++;
            timelines.entry(entry);
        }

        private CompletionStage<Boolean> end() {
            return log.written(chains.get(at)).thenCompose(written -> written > seq ? grown(written) : missed());
        }

        /** The store knows of no more, but somebody else may. */
        private CompletionStage<Boolean> missed() {
            return anchors.missing(chains.get(at), seq)
                    .map(problem -> broken(seq + 1, problem))
                    .orElseGet(() -> CompletableFuture.completedFuture(false));
        }

        /** A chain that is written on while it is walked has grown since its last page; one that was cut has not. */
        private CompletionStage<Boolean> grown(long written) {
            return log.read(chains.get(at), seq + 1, 1)
                    .thenCompose(more -> more.isEmpty()
                            ? broken(seq + 1, "the chain ends before it, but " + written + " entries were written")
                            : CompletableFuture.completedFuture(true));
        }

        private CompletionStage<Boolean> broken(long place, String problem) {
            faults.add(new Fault(chains.get(at), place, problem));
            broken = true;
            return CompletableFuture.completedFuture(false);
        }

        /**
         * A decision may be gone, or a detail unreadable, only with its case, and then there is an entry that says so in the same
         * partition.
         */
        private void explain() {
            Set<ChainId> broke = faults.stream().map(Fault::chain).collect(Collectors.toSet());
            gone.forEach((caseId, entry) -> {
                if (!forgotten.contains(caseId) && broke.add(entry.chain())) {
                    faults.add(new Fault(entry.chain(), entry.seq(), "the decision it names is gone"));
                }
            });
            unreadable.forEach((caseId, entry) -> {
                if (!forgotten.contains(caseId) && broke.add(entry.chain())) {
                    faults.add(
                            new Fault(entry.chain(), entry.seq(), "the key of its detail is gone, or it was changed"));
                }
            });
            gone.clear();
            unreadable.clear();
            forgotten.clear();
        }

        /** This chain is done, and with the last of its partition what they say of cases. */
        private CompletionStage<Void> leave() {
            ChainId left = chains.get(at);
            if (seq > 0) {
                heads.add(new Head(left, seq, hash));
            }
            timelines.end(left, seq, broken);
            at++;
            seq = 0;
            hash = AuditChain.GENESIS;
            broken = false;
            if (at < chains.size()
                    && chains.get(at).platform().equals(left.platform())
                    && chains.get(at).partition() == left.partition()) {
                return CompletableFuture.completedFuture(null);
            }
            Timelines told = timelines;
            timelines = new Timelines();
            told.forget(forgotten);
            explain();
            return told.compare(log).thenAccept(faults::addAll);
        }
    }
}
