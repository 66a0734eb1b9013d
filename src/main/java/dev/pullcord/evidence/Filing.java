package dev.pullcord.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One dispatch to one authority. Immutable: each move makes the next one, with the next version.
 *
 * @param id the case's id and {@code .f1}, {@code .f2} …
 * @param caseId the case
 * @param authority the recipient's id in the directory, for example {@code ncmec}
 * @param state how far it is
 * @param drill a rehearsal: goes the whole way and never leaves the house
 * @param knowledge since when the platform knows, and by whose conclusion
 * @param followsUp the earlier filing to the same recipient that this one adds to
 * @param particulars what it says
 * @param hands who did what with it
 * @param progress how far its dispatch is
 * @param version grows with every move
 */
public record Filing(
        String id,
        String caseId,
        String authority,
        FilingState state,
        boolean drill,
        Knowledge knowledge,
        Optional<String> followsUp,
        Particulars particulars,
        Hands hands,
        Progress progress,
        long version) {

    /**
     * Since when the platform knows. Never a signal's or a report's time: a person's conclusion is what makes it knowledge.
     *
     * @param decisionId the decision
     * @param at when it was made
     * @param dueAt by when the filing should have gone
     */
    public record Knowledge(String decisionId, Instant at, Instant dueAt) {}

    /**
     * Who did what with it.
     *
     * @param authors who concluded, drafted or changed it: none of them confirms it
     * @param draftedBy who drafted it; {@code service} where a decision did
     * @param draftedAt when
     * @param confirmedBy the second person
     * @param confirmedAt when
     * @param submittedBy who let it go
     * @param taken who is at the portal with it
     * @param receipts what was brought to its portal by hand, in order; more than one only where somebody said that it was filed again
     */
    public record Hands(
            List<String> authors,
            String draftedBy,
            Instant draftedAt,
            Optional<String> confirmedBy,
            Optional<Instant> confirmedAt,
            Optional<String> submittedBy,
            Optional<Taken> taken,
            List<Receipt> receipts) {
        public Hands {
            authors = List.copyOf(authors);
            receipts = receipts == null ? List.of() : List.copyOf(receipts); // stored before there were any
        }

        /** Of what was just written down. */
        public static Hands drafted(List<String> authors, String by, Instant at) {
            return new Hands(
                    authors, by, at, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        }

        /** Changed by him: nobody has agreed to it as it is now. */
        Hands changed(String by) {
            return drafted(and(authors, by), draftedBy, draftedAt);
        }

        Hands confirmed(String by, Instant at) {
            return new Hands(
                    authors, draftedBy, draftedAt, Optional.of(by), Optional.of(at), submittedBy, taken, receipts);
        }

        Hands letGo(String by) {
            return new Hands(authors, draftedBy, draftedAt, confirmedBy, confirmedAt, Optional.of(by), taken, receipts);
        }

        Hands taken(Optional<Taken> now) {
            return new Hands(authors, draftedBy, draftedAt, confirmedBy, confirmedAt, submittedBy, now, receipts);
        }

        Hands receipted(Receipt one) {
            List<Receipt> all = new ArrayList<>(receipts);
            all.add(one);
            return new Hands(
                    authors, draftedBy, draftedAt, confirmedBy, confirmedAt, submittedBy, Optional.empty(), all);
        }

        /** Who is at the portal with it at that moment. */
        public Optional<Taken> holder(Instant now) {
            return taken.filter(one -> one.until().isAfter(now));
        }
    }

    /**
     * Somebody is at the portal with it: nobody else is to file it there meanwhile.
     *
     * @param by who
     * @param until when he is presumed gone
     */
    public record Taken(String by, Instant until) {}

    /**
     * It was filed at its portal.
     *
     * @param by who says so
     * @param at when he said it
     * @param reference what it is known by there
     * @param proof where that can be seen, in words
     */
    public record Receipt(String by, Instant at, String reference, String proof) {}

    /** One call to the recipient. */
    public enum Step {
        OPEN,
        FINISH,
        WITHDRAW;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Test and production are two recipients that never hear of each other. */
    public enum Environment {
        TEST,
        PRODUCTION;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How far the dispatch is. Whatever the recipient acknowledged stands here before the next step is begun.
     *
     * @param environment which of the recipient's two it goes to; fixed once it is on its way
     * @param reference what it is known by at the recipient, from the first step on
     * @param finishing whether its last step was ever begun with this reference: it may be finished there
     * @param tries how many tries the step at hand has had
     * @param restarts how often it was begun anew because the recipient had forgotten it
     * @param dueAt when the next try is due
     * @param said what the recipient, or the way there, said last; no personal data
     * @param submittedAt when it was finished
     * @param receipt what the recipient knows it by, once it is finished
     */
    public record Progress(
            Optional<Environment> environment,
            Optional<String> reference,
            boolean finishing,
            int tries,
            int restarts,
            Optional<Instant> dueAt,
            Optional<String> said,
            Optional<Instant> submittedAt,
            Optional<String> receipt) {
        /** Of what was never begun. */
        public static final Progress NONE = new Progress(
                Optional.empty(),
                Optional.empty(),
                false,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        Progress due(Instant at) {
            return new Progress(
                    environment, reference, finishing, tries, restarts, Optional.of(at), said, submittedAt, receipt);
        }

        Progress still() {
            return new Progress(
                    environment, reference, finishing, tries, restarts, Optional.empty(), said, submittedAt, receipt);
        }

        Progress tries(int n) {
            return new Progress(environment, reference, finishing, n, restarts, dueAt, said, submittedAt, receipt);
        }

        Progress said(String words) {
            return new Progress(
                    environment,
                    reference,
                    finishing,
                    tries,
                    restarts,
                    dueAt,
                    Optional.of(words),
                    submittedAt,
                    receipt);
        }

        Progress finishing(boolean begun) {
            return new Progress(environment, reference, begun, tries, restarts, dueAt, said, submittedAt, receipt);
        }

        Progress opened(String known) {
            return new Progress(environment, Optional.of(known), false, 0, restarts, dueAt, said, submittedAt, receipt);
        }

        /** Begun anew: what it was known by is known there no more. */
        Progress forgotten() {
            return new Progress(
                    environment, Optional.empty(), false, 0, restarts + 1, dueAt, said, submittedAt, receipt);
        }

        Progress in(Environment chosen) {
            return new Progress(Optional.of(chosen), reference, finishing, 0, 0, dueAt, said, submittedAt, receipt);
        }

        Progress finished(Instant at, Optional<String> known) {
            return new Progress(
                    environment, reference, finishing, tries, restarts, Optional.empty(), said, Optional.of(at), known);
        }
    }

    /** The step that is next while it is on its way. */
    public Step next() {
        return state == FilingState.RETRACTING
                ? Step.WITHDRAW
                : progress.reference().isPresent() ? Step.FINISH : Step.OPEN;
    }

    /**
     * Whether it may be finished at the recipient without our knowing: then it is never begun anew nor changed, only asked for again.
     */
    public boolean doubtful() {
        return progress.finishing() && !state.over() && state != FilingState.SUBMITTED;
    }

    /**
     * The same, moved.
     *
     * @throws IllegalStateException if the move is not allowed here: whoever moves it asked before
     */
    Filing moved(FilingState.Move move, Progress now) {
        FilingState next =
                state.after(move).orElseThrow(() -> new IllegalStateException("filing: no " + move + " from " + state));
        return new Filing(
                id, caseId, authority, next, drill, knowledge, followsUp, particulars, hands, now, version + 1);
    }

    Filing by(Hands others) {
        return new Filing(
                id, caseId, authority, state, drill, knowledge, followsUp, particulars, others, progress, version);
    }

    Filing saying(Particulars other) {
        return new Filing(id, caseId, authority, state, drill, knowledge, followsUp, other, hands, progress, version);
    }

    /** The same under the number it was given. */
    public Filing as(String otherId) {
        return new Filing(
                otherId, caseId, authority, state, drill, knowledge, followsUp, particulars, hands, progress, version);
    }

    /** The authors with one more. */
    static List<String> and(List<String> authors, String one) {
        List<String> all = new ArrayList<>(authors);
        if (!all.contains(one)) {
            all.add(one);
        }
        return all;
    }
}
